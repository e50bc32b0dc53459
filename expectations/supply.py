"""Is a delivery as a whole what we usually get? Its columns, its size, its age, its novelty.

Makes DELIVERY_FINDINGS: sentences for a data officer, with counts and with names of tables and
columns. Nothing here sets a row aside; a finding is a question to the agency.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from agencies.feeds import find_feed
from agencies.file_names import kind_of_file
from core.catalogue import DELIVERY_FINDINGS
from core.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from agencies.contract import Feed, Sent, Table
    from agencies.delivery import Delivery

LAST_DELIVERIES = 8  # about two months of a weekly feed: the usual of now, not that of last year
FEWEST_DELIVERIES = 3  # two sizes have no spread that says anything
_SPREADS = 3.0  # robust standard deviations: about one nightly table in 400 by chance
_MAD_TO_DEVIATION = 1.4826  # of a normal distribution
# Steady feeds hardly spread: their slow growth, or ten rows, are not worth a letter.
_SMALLEST_SHARE, _SMALLEST_ROWS = 0.2, 10

# Letters, digits and what holds words together; no run of five digits, as identifiers have.
_PLAIN = re.compile(r"(?!.*\d{5})[A-Za-z][A-Za-z0-9]*(?:[ _./-]{1,3}[A-Za-z0-9]+|[()%?]){0,12}")
_LONGEST_NAME = 60


def describe_refusal(
    feed: Feed, *, received_date: date, because: PipelineError | str
) -> pd.DataFrame:
    """Give the finding for a delivery that must not be used, or could not be read.

    One row of `core.catalogue.DELIVERY_FINDINGS`.

    Args:
        feed: the contract.
        received_date: the day the delivery reached us.
        because: the error it ended with, or `Checked.refused_because`.
    """
    if isinstance(because, PipelineError):
        what, found = because.what, f"{because.found}, in {because.where}"
        expected, next_step = because.expected, because.next_step
    else:
        what, expected = "Too few rows can be used.", "a delivery whose rows can mostly be used"
        found = because.removesuffix(".")
        next_step = "ask the agency what changed in its export, and for the delivery again"
    return _findings([
        {"agency": feed.agency.code, "format": feed.format, "received_date": received_date,
         "kind": "refused", "table": None, "what": what, "expected": expected, "found": found,
         "next_step": next_step}
    ])  # fmt: skip


def find_schema_drift(
    feed: Feed,
    sent: Sent,
    *,
    received_date: date,
    before: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """Find columns that the contract does not name, those it names that were not sent, and files.

    Rows of `core.catalogue.DELIVERY_FINDINGS`, at most two a table and one for the files. A name
    is told only if it can be that of a column; of files only their kinds are told.

    Args:
        feed: the contract.
        sent: the delivery as its reader found it.
        received_date: the day the delivery reached us.
        before: table → columns of the delivery before: what was so then is no change, and not
            told again. Without it everything is told.
    """
    found: list[dict[str, object]] = []
    for table in feed.tables:
        if table.name in sent.columns:
            known = None if before is None else before.get(table.name)
            found += _drift_of(table, sent.columns[table.name], before=known)
    if sent.files_ignored:
        found.append(_ignored(sent.files_ignored))
    said = {"agency": feed.agency.code, "format": feed.format, "received_date": received_date}
    return _findings([{**said, "kind": "schema_drift", **one} for one in found])


def _drift_of(
    table: Table, columns: Sequence[str], *, before: Collection[str] | None
) -> list[dict[str, object]]:
    promised = [column.name for column in table.columns]
    surplus = [name for name in columns if name not in {*promised, *(before or ())}]
    absent = [
        name for name in promised if name not in columns and (before is None or name in before)
    ]
    found: list[dict[str, object]] = []
    if surplus:
        # Without one name that we know, this is no line of names: it is somebody's details.
        plain = [name for name in surplus if len(surplus) < len(columns) and _is_plain(name)]
        found.append({
            "table": table.name,
            "what": f"{table.name} holds {_columns(len(surplus))} that its contract does not name.",
            "expected": "only columns that the contract names",
            "found": _in_words(plain, without=len(surplus) - len(plain)),
            "next_step": _if_renamed(plain, absent),
        })  # fmt: skip
    if absent:
        found.append({
            "table": table.name,
            "what": f"{table.name} lacks {_columns(len(absent))} that its contract names.",
            "expected": "every column of the contract",
            "found": f"not sent: {', '.join(absent)}",
            "next_step": "ask the agency whether its system holds this; until it is sent, "
            "what depends on it cannot be told",
        })  # fmt: skip
    return found


def _is_plain(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and _PLAIN.fullmatch(name) is not None


def _in_words(plain: Sequence[str], *, without: int) -> str:
    parts = [", ".join(plain)] if plain else []
    if without:
        parts.append(f"{_columns(without)} without a plain name")
    return " and ".join(parts)


def _if_renamed(plain: Iterable[str], absent: Sequence[str]) -> str:
    likely = [
        f"{name} may be the contract's {like[0]}"
        for name in plain
        if (like := difflib.get_close_matches(name.lower(), absent, n=1, cutoff=0.75))
    ]
    if likely:
        return f"ask the agency whether columns were renamed: {'; '.join(likely)}"
    return "none, if they are not needed: they were not read. If they replace a column, tell us"


def _ignored(files: Sequence[str]) -> dict[str, object]:
    kinds = Counter(kind_of_file(name) for name in files)
    many = len(files) != 1
    return {
        "table": None,
        "what": f"{len(files)} {'files belong' if many else 'file belongs'} to no table of the "
        f"contract and {'were' if many else 'was'} not read.",
        "expected": "only files of the contract's tables",
        "found": ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())),
        "next_step": "look at the names in the delivery's folder; a table whose file was renamed "
        "counts as not sent",
    }


def find_unusual_volume(counts: pd.DataFrame) -> pd.DataFrame:
    """Find tables of the newest delivery with far more or far fewer rows than usual.

    Rows of `core.catalogue.DELIVERY_FINDINGS`, at most one a table, of kind `unusual_volume`.
    Usual is the median of up to 8 deliveries before, give or take three robust deviations (median
    absolute deviation), a fifth of the median or ten rows, whichever is most.

    Absent: with fewer than 3 deliveries before, one row of kind `cannot_tell`, which is no reason
    for a caution. A table that the delivery before held and this one lacks is unusual. A table
    sent fewer than 3 times before is not judged.

    Args:
        counts: see `core.catalogue.COUNT_HISTORY`; of one feed, and only deliveries that hold
            the same as the newest one: everything, or changes.
    """
    if counts.empty:
        return DELIVERY_FINDINGS.empty()
    days = sorted(counts["received_date"].unique())
    newest, before = days[-1], days[-1 - LAST_DELIVERIES : -1]
    rows = counts.pivot_table("rows_in", index="received_date", columns="table", aggfunc="sum")
    said = {**counts.iloc[0][["agency", "format"]].to_dict(), "received_date": newest}
    if len(before) < FEWEST_DELIVERIES:
        return _findings([{**said, "kind": "cannot_tell", **_too_few(len(before))}])
    found = [
        one
        for table in sorted(rows.columns)
        if (one := _volume_of(table, rows.loc[before, table], rows.loc[newest, table]))
    ]
    return _findings([{**said, "kind": "unusual_volume", **one} for one in found])


def _too_few(deliveries: int) -> dict[str, object]:
    return {
        "table": None,
        "what": "It cannot be told yet whether this delivery is of its usual size.",
        "expected": f"at least {FEWEST_DELIVERIES} earlier deliveries to compare with",
        "found": f"{deliveries or 'no'} earlier {'delivery' if deliveries == 1 else 'deliveries'}",
        "next_step": "none; it can be told after more deliveries",
    }


def _volume_of(table: str, before: pd.Series, now: float) -> dict[str, object] | None:
    known = before.dropna()
    was_sent, is_sent = pd.notna(before.iloc[-1]), pd.notna(now)
    if (is_sent and len(known) < FEWEST_DELIVERIES) or not (was_sent or is_sent):
        return None
    low, high = _usual(known)
    if is_sent and low <= now <= high:
        return None
    much = "more" if now > high else "fewer"
    return {
        "table": table,
        "what": f"{table} holds far {much} rows than usual."
        if is_sent
        else f"{table} was in the last delivery and is not in this one.",
        "expected": f"{low:,} to {_rows(high)}, as in the last {len(known)} deliveries",
        "found": _rows(int(now)) if is_sent else "no such table",
        "next_step": "ask the agency whether rows were sent twice or a filter was lost"
        if now > high
        else "ask the agency whether the export was cut short",
    }


def _usual(known: pd.Series) -> tuple[int, int]:
    middle = known.median()
    spread = (known - middle).abs().median() * _MAD_TO_DEVIATION * _SPREADS
    around = max(spread, middle * _SMALLEST_SHARE, _SMALLEST_ROWS)
    return max(0, round(middle - around)), round(middle + around)


def find_code_list_change(history: pd.DataFrame) -> pd.DataFrame:
    """Find columns with codes of no list in the newest delivery that had none in those before.

    Rows of `core.catalogue.DELIVERY_FINDINGS`, one a column, of kind `schema_drift`.

    Absent: a column whose codes no earlier delivery let us check cannot have changed.

    Args:
        history: see `core.catalogue.CHECK_HISTORY`; of one feed.
    """
    if history.empty:
        return DELIVERY_FINDINGS.empty()
    newest = history["received_date"].max()
    codes = history[history["check"].str.startswith("code:") & (history["rows_checked"] > 0)]
    now = codes[(codes["received_date"] == newest) & (codes["rows_failed"] > 0)]
    before = codes[codes["received_date"] < newest]
    failed = before.groupby(["table", "check"])["rows_failed"].sum()
    return _findings([
        {"agency": one.agency, "format": one.format, "received_date": newest,
         "kind": "schema_drift", "table": one.table,
         "what": f"{one.column} of {one.table} holds codes that its list does not have, "
         "for the first time.",
         "expected": "codes of the published list, as in every delivery before",
         "found": f"{_rows(one.rows_failed)} of {one.rows_checked:,} with another code",
         "next_step": "ask the agency whether its codes changed, and have the list completed"}
        for one in now.itertuples()
        if failed.get((one.table, one.check)) == 0
    ])  # fmt: skip


def find_late(deliveries: Iterable[Delivery], *, as_of_date: date, days_late: int) -> pd.DataFrame:
    """Find feeds whose newest delivery is older than it should be.

    Rows of `core.catalogue.DELIVERY_FINDINGS`, at most one a feed.

    Absent: a feed without a delivery has no row; that it is not there is found elsewhere.

    Args:
        deliveries: all that were received, of any feed.
        as_of_date: the day the night stands on.
        days_late: a delivery is late when its data is more days old than usually lie between two
            of its feed (`Feed.days_between`), and these.
    """
    feeds = [(one, find_feed(one.agency, one.format)) for one in _newest(deliveries).values()]
    late = [
        (one, (as_of_date - one.current_as_of).days, feed.days_between + days_late)
        for one, feed in feeds
        if feed.days_overdue(one.current_as_of, on=as_of_date) > days_late
    ]
    return _findings([
        {**_of(one), "kind": "late", "table": None,
         "what": f"The newest delivery of {one.agency}/{one.format} is late.",
         "expected": f"data not more than {_days(most)} old",
         "found": f"data as of {one.current_as_of}, {_days(days)} before the night",
         "next_step": "ask the agency for its newest export"}
        for one, days, most in late
    ])  # fmt: skip


def find_same_again(deliveries: Iterable[Delivery]) -> pd.DataFrame:
    """Find feeds whose newest files are, byte for byte, those of an earlier delivery.

    Rows of `core.catalogue.DELIVERY_FINDINGS`, at most one a feed.

    Args:
        deliveries: all that hold everything, of any feed. Changes without rows are the same
            file each night and are no sign of anything.
    """
    received = sorted(deliveries, key=lambda one: one.received_date)
    found = []
    for newest in _newest(received).values():
        same = [
            one
            for one in received
            if (one.agency, one.format) == (newest.agency, newest.format)
            and one.received_date < newest.received_date
            and sorted(one.files.values()) == sorted(newest.files.values())
        ]
        if same:
            found.append((newest, same[-1]))
    return _findings([
        {**_of(newest), "kind": "same_again", "table": None,
         "what": f"The newest delivery of {newest.agency}/{newest.format} holds the same files "
         f"as that of {earlier.received_date}.",
         "expected": f"an export with data as of {newest.current_as_of}",
         "found": f"{len(newest.files)} {'file' if len(newest.files) == 1 else 'files'}, each the "
         "same byte for byte",
         "next_step": "ask the agency whether its export ran; an old file may have been sent again"}
        for newest, earlier in found
    ])  # fmt: skip


def _newest(deliveries: Iterable[Delivery]) -> dict[tuple[str, str], Delivery]:
    order = sorted(deliveries, key=lambda one: (one.agency, one.format, one.received_date))
    return {(one.agency, one.format): one for one in order}


def _of(delivery: Delivery) -> dict[str, object]:
    return {
        "agency": delivery.agency,
        "format": delivery.format,
        "received_date": delivery.received_date,
    }


def _findings(rows: list[dict[str, object]]) -> pd.DataFrame:
    if not rows:
        return DELIVERY_FINDINGS.empty()
    found = pd.DataFrame(rows, columns=DELIVERY_FINDINGS.columns)
    found["received_date"] = pd.to_datetime(found["received_date"])
    return DELIVERY_FINDINGS.conform(found)


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"


def _columns(count: int) -> str:
    return f"{count} {'column' if count == 1 else 'columns'}"
