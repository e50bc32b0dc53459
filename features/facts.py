"""Which plain numbers does a page state about a record?

They are features of the matrix, so a page and the model never count differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from features.catalogue import feature
from features.entries import known_entries
from features.matrix import values_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from features.coverage import Coverage

FACT_FEATURES = {
    "contacts_365d": "contacts_count_365d",
    "agencies_365d": "agencies_distinct_count_365d",
    "joint_discussions_365d": "joint_discussions_count_365d",
    "closed_alone_365d": "closed_alone_count_365d",
    "concerns_365d": "concerns_count_365d",
    "concerns_not_shared_365d": "concerns_not_shared_count_365d",
}
"""Each number on a page, and the feature it is; `find_entries` gives the entries behind it."""

_OTHER_FACTS = """
SELECT person_id,
    max(CAST(event_date AS DATE)) FILTER (WHERE is_joint AND day <= 0) AS last_joint_date,
    count(*) FILTER (WHERE needs_check AND is_contact AND day <= 0 AND day > -365)
        AS needs_check_entries,
    count(*) FILTER (WHERE is_concern AND day <= 0 AND day > -365) AS concerns,
    count(*) FILTER (WHERE is_concern AND could_say_told AND day <= 0 AND day > -365)
        AS tellable_concerns
FROM wanted LEFT JOIN entries USING (person_id) GROUP BY person_id ORDER BY person_id
"""


def build_record_facts(
    chronology: pd.DataFrame,
    sharing: pd.DataFrame,
    *,
    coverage: Coverage,
    person_ids: Sequence[str],
    as_of_date: date,
) -> pd.DataFrame:
    """Count what a page says about each record.

    One row per person, in order of person: the columns of `FACT_FEATURES`, `last_joint_date`
    (of the last 3 years) and `needs_check_entries`.
    Knowable: events with known_date <= as_of_date.
    Absent: a count says how many entries were found. It is missing, not 0, where none was found
    and no agency that covers the window could have recorded what is counted;
    `concerns_not_shared_365d` also where none of the systems that recorded this child's concerns
    can say who was told. `last_joint_date` is missing if no joint discussion was found.

    Args:
        chronology: see `core.catalogue.CHRONOLOGY`.
        sharing: see `core.catalogue.SHARING`.
        coverage: what the deliveries can tell.
        person_ids: whose records.
        as_of_date: the day we stand on.

    Raises:
        LeakageError: an event was not yet known on `as_of_date`.
    """
    specs = [feature(name) for name in FACT_FEATURES.values()]
    with known_entries(
        chronology, sharing, person_ids=person_ids, coverage=coverage, as_of_date=as_of_date
    ) as connection:
        values = values_of(connection, specs)
        other = connection.sql(_OTHER_FACTS).df()
    facts = values[["person_id"]]
    for fact, name in FACT_FEATURES.items():
        count = values[name].astype("Int64")
        can_tell = feature(name).can_tell(coverage, as_of_date)
        facts = facts.assign(**{fact: count if can_tell else count.mask(count == 0)})
    not_theirs = (other["concerns"] > 0) & (other["tellable_concerns"] == 0)
    facts["concerns_not_shared_365d"] = facts["concerns_not_shared_365d"].mask(not_theirs)
    facts["last_joint_date"] = other["last_joint_date"].astype("datetime64[us]")
    facts["needs_check_entries"] = other["needs_check_entries"].astype("int64")
    return facts
