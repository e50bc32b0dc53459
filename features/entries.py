"""The entries known about some persons on a date, each with what was known around it.

Every feature, fact and finding of entries reads this one table, so they agree. It has one row
per entry with `known_date <= as_of_date`; `day` is the event date counted from the as-of date
(0 that day, -1 the day before, above 0 if booked ahead).
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow

from core.calendar import add_working_days_to_all
from core.vocabulary import Capability
from features.coverage import REPORTING_AGENCIES, window_start
from features.discussions import is_joint_discussion, is_strategy_discussion, was_shared
from features.leakage import refuse_unknown
from features.sharing import MATCHING_CONTACT_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from features.coverage import Coverage

OLDEST_DAYS = 1095
"""Older entries are left out, but for addresses: the longest window is 730 days, and an entry in
it looks back at most 90 days (a closure before a contact)."""

WAIT_WORKING_DAYS = 15
"""A conference follows a strategy discussion within 15 working days (Working together)."""

STRATEGY_WORKING_DAYS = 3
COVERED_DAYS = 365

# Nobody can record it: of no day could it be known. Days from and until which it could.
NEVER_FROM, NEVER_UNTIL = 1_000_000, -1_000_000

_COLUMNS = (
    "event_id", "person_id", "agency", "kind", "category", "event_date", "known_date",
    "raised_by", "outcome", "is_nfa", "is_injury", "team", "worker", "place", "child_seen",
    "child_seen_alone", "concern_agency", "needs_check", "detail", "told_agency", "told_date",
)  # fmt: skip


@contextmanager
def known_entries(
    chronology: pd.DataFrame,
    sharing: pd.DataFrame,
    *,
    person_ids: Sequence[str],
    coverage: Coverage,
    as_of_date: date,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection with the tables `entries` and `wanted` (the persons, each once).

    Knowable: rows of chronology and sharing with known_date <= as_of_date, and nothing else.

    Args:
        chronology: see `core.catalogue.CHRONOLOGY`.
        sharing: see `core.catalogue.SHARING`.
        person_ids: whom to look at.
        coverage: what the deliveries can tell.
        as_of_date: the day we stand on.

    Raises:
        LeakageError: a row was not yet known on `as_of_date`.
    """
    connection = duckdb.connect(":memory:", config={"threads": 2})
    try:
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET autoload_known_extensions = false")
        persons = pd.DataFrame({"person_id": pd.Series(sorted(set(person_ids)), dtype="str")})
        connection.register("persons", persons)
        tells = ", ".join(_can_tell(coverage, as_of_date))
        connection.execute(f"CREATE TABLE wanted AS SELECT person_id, {tells} FROM persons")
        rows = chronology[list(_COLUMNS)].assign(
            is_joint=is_joint_discussion(chronology),
            is_strategy=is_strategy_discussion(chronology),
            is_shared=was_shared(chronology, pd.Timestamp(as_of_date)),
        )
        connection.register("chronology", _as_arrow(rows))
        connection.register("sharing", _as_arrow(sharing[["event_id", "known_date"]]))
        connection.register("sharing_feeds", _sharing_feeds(coverage, as_of_date))
        connection.execute(_KNOWN, {"as_of": as_of_date, "oldest": OLDEST_DAYS})
        latest = connection.sql("SELECT max(CAST(known_date AS DATE)) FROM known").fetchall()
        refuse_unknown(latest[0][0], as_of_date=as_of_date, where="entries")
        connection.register("calendar", _calendar(connection, as_of_date))
        connection.execute(_ENTRIES, _joint_span(coverage, as_of_date))
        yield connection
    finally:
        connection.close()


def _as_arrow(rows: pd.DataFrame) -> pyarrow.Table:
    """Give rows in a form that DuckDB reads whatever their layout in memory.

    DuckDB 2.0 cannot read a pandas frame whose rows were reversed (`std::bad_cast`).
    """
    return pyarrow.Table.from_pandas(rows, preserve_index=False)


def _can_tell(coverage: Coverage, as_of_date: date) -> Iterator[str]:
    known, start = coverage.as_known_on(as_of_date), window_start(as_of_date, COVERED_DAYS)
    for agency in REPORTING_AGENCIES:
        yield f"{int(known.covers(agency, start, as_of_date))} AS can_tell_{agency}"


def _sharing_feeds(coverage: Coverage, as_of_date: date) -> pd.DataFrame:
    """Give, for each agency that can record who was told, the days for which it can."""
    known = coverage.as_known_on(as_of_date)
    able = [d for d in known.deliveries if Capability.SHARING.value in d.capabilities]
    rows = [(d.agency, pd.Timestamp(d.start), pd.Timestamp(d.end)) for d in able]
    types = {"agency": "str", "start": "datetime64[us]", "until": "datetime64[us]"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _joint_span(coverage: Coverage, as_of_date: date) -> dict[str, int]:
    """Give the days, counted from the as-of date, of which a joint discussion could be known."""
    known = coverage.as_known_on(as_of_date)
    spans = {
        "joint": known.span(Capability.JOINT_DISCUSSION),
        "strategy": known.span(Capability.STRATEGY_DISCUSSION),
    }
    days: dict[str, int] = {}
    for name, span in spans.items():
        days[f"{name}_from"] = (span[0] - as_of_date).days if span else NEVER_FROM
        days[f"{name}_until"] = (span[1] - as_of_date).days if span else NEVER_UNTIL
    return days


def _calendar(connection: duckdb.DuckDBPyConnection, as_of_date: date) -> pd.DataFrame:
    """Give, for every day on which something is known, the working days around it."""
    days = connection.sql("SELECT DISTINCT day FROM known ORDER BY day").df()["day"]
    dates = pd.Series(pd.Timestamp(as_of_date) + pd.to_timedelta(days, unit="D"))
    around = {
        "wait_until": WAIT_WORKING_DAYS,
        "wait_since": -WAIT_WORKING_DAYS,
        "strategy_due": STRATEGY_WORKING_DAYS,
    }
    moved = {
        name: (add_working_days_to_all(dates, count) - pd.Timestamp(as_of_date)).dt.days
        for name, count in around.items()
    }
    return pd.DataFrame({"day": days, **moved}).astype("int64")


_KNOWN = """
-- one row per entry about a wanted person that was known
CREATE TABLE known AS
SELECT c.* EXCLUDE (is_nfa),
    coalesce(is_nfa, false) AS is_closed,
    CAST(date_diff('day', CAST($as_of AS DATE), CAST(event_date AS DATE)) AS INTEGER) AS day,
    c.event_id IN (SELECT event_id FROM sharing WHERE CAST(known_date AS DATE) <= $as_of) AS is_told,
    EXISTS (
        FROM sharing_feeds AS f
        WHERE f.agency = c.agency AND c.event_date BETWEEN f.start AND f.until
    ) AS could_say_told,
FROM chronology AS c SEMI JOIN wanted USING (person_id)
WHERE CAST(known_date AS DATE) <= $as_of
    AND (date_diff('day', CAST(event_date AS DATE), CAST($as_of AS DATE)) < $oldest
        OR kind = 'address_recorded')
"""

# An attendance concern is dated on the census day, so what lies near it says nothing.
_LAST_CONCERNS = ",\n    ".join(
    f"max(day) FILTER (WHERE concern_agency = '{agency}' AND kind <> 'attendance_concern') "
    f"OVER past AS last_{agency}_concern"
    for agency in REPORTING_AGENCIES
)
_LAST_CLOSED_CONCERN = "\n        ".join(
    f"WHEN '{agency}' THEN max(day) "
    f"FILTER (WHERE is_left_alone AND is_concern AND agency = '{agency}') OVER past"
    for agency in REPORTING_AGENCIES
)
_LAST_OTHER_CONCERN = "\n        ".join(
    f"WHEN '{agency}' THEN greatest("
    + ", ".join(f"last_{other}_concern" for other in REPORTING_AGENCIES if other != agency)
    + ")"
    for agency in REPORTING_AGENCIES
)

_ENTRIES = f"""
CREATE TABLE entries AS
-- one row per known entry, with what part it plays
WITH played AS (
SELECT known.*, wait_until, wait_since, strategy_due,
    category <> 'administrative' AS is_contact,
    category = 'concern' AS is_concern,
    -- somebody brought a matter to an agency; its assessment or closing is not another one
    category = 'concern' OR kind IN ('contact_agency', 'referral') AS is_brought
FROM known JOIN calendar USING (day)
),
-- one row per known entry, with what came before and after it; entries of one day see each other
placed AS (
SELECT *,
    max(day) FILTER (WHERE is_joint) OVER past AS last_joint,
    min(day) FILTER (WHERE is_joint) OVER ahead AS next_joint,
    min(day) FILTER (WHERE is_strategy) OVER ahead AS next_strategy,
    max(day) FILTER (WHERE is_closed) OVER before AS last_closure,
    count(*) FILTER (WHERE kind = 'address_recorded') OVER before AS earlier_addresses,
    count(*) OVER (PARTITION BY person_id, kind, detail ORDER BY day, event_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS times_before,
    {_LAST_CONCERNS},
    max(day) FILTER (WHERE is_joint AND day <= 0) OVER (PARTITION BY person_id) AS latest_joint,
    lag(agency) OVER contacts AS previous_agency,
    lag(day) OVER contacts AS previous_day
FROM played
WINDOW
    past AS (PARTITION BY person_id ORDER BY day
        RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    ahead AS (PARTITION BY person_id ORDER BY day
        RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING),
    before AS (PARTITION BY person_id ORDER BY day
        RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
    contacts AS (PARTITION BY person_id, is_contact ORDER BY day, event_id)
),
-- the same, with the last concern of an agency other than the one whose concern this is
compared AS (
SELECT *,
    CASE concern_agency
        {_LAST_OTHER_CONCERN}
    END AS last_other_concern,
    is_brought AND is_closed AND NOT is_shared AND day >= $joint_from
        AND NOT coalesce(last_joint >= wait_since, false)
        AND NOT coalesce(next_joint <= wait_until, false) AS is_left_alone
FROM placed
),
-- the same, with the last concern that the agency whose concern this is closed alone
matched AS (
SELECT *,
    CASE concern_agency
        {_LAST_CLOSED_CONCERN}
    END AS last_closed_concern
FROM compared
WINDOW past AS (PARTITION BY person_id ORDER BY day
    RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
-- the same, with what can be said once the waiting times are over
SELECT * EXCLUDE (wait_since, strategy_due),
    -- a contact about a concern that its own agency closed is not a second matter
    is_left_alone AND NOT coalesce(
        concern_agency <> agency AND last_closed_concern >= day - {MATCHING_CONTACT_DAYS}, false
    ) AS is_closed_alone,
    kind <> 'attendance_concern' AND coalesce(last_other_concern >= day - 14, false) AND day >= $joint_from
        AND NOT coalesce(next_joint <= wait_until, false)
        AND wait_until <= least(0, $joint_until) AS is_unjoined,
    is_injury AND is_contact AND day >= $strategy_from
        AND NOT coalesce(next_strategy <= strategy_due, false)
        AND strategy_due <= least(0, $strategy_until) AS is_unanswered_injury,
    day >= $joint_from AND day > coalesce(latest_joint, day - 1) AS is_since_joint,
    is_concern AND could_say_told AND NOT is_told AS is_unshared
FROM matched
"""
