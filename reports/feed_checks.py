"""What the checks found in each feed: in its last delivery, and in those before it.

Pages of data checks and letters read it from here. The restrictions list is never among the
feeds: its rows are people under a restriction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from agencies.feeds import RESTRICTIONS, all_feeds
from reports.charts import past_bars
from reports.context import Past, Tag
from reports.findings import current_findings, newest_in_use, refused_after
from reports.wording import checks as words
from reports.wording.basics import as_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from agencies.contract import Feed
    from reports.findings import Finding
    from reports.inputs import SiteInputs

MOST_DELIVERIES = 12

Numbers = tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class FeedChecks:
    """One feed: what the checks found in its last delivery that they read, and in those before.

    Attributes:
        received: the day that delivery reached us.
        in_use: the day the delivery in use reached us; none if every one was refused.
        is_refused: that delivery must not be used.
        counts: its TABLE_COUNTS.
        results: its CHECK_RESULTS.
        days: the last deliveries that were read, oldest first; that delivery is the last.
        past_counts: (table, measure) → a number for each of the days, none where none was taken.
        past_results: (table, check) → rows that did not pass, for each of the days.
    """

    feed: str  # agency/format
    received: date
    in_use: date | None
    is_refused: bool
    counts: pd.DataFrame
    results: pd.DataFrame
    days: tuple[date, ...]
    past_counts: Mapping[tuple[str, str], Numbers]
    past_results: Mapping[tuple[str, str], Numbers]

    @property
    def agency(self) -> str:
        """Give the agency's code."""
        return self.feed.partition("/")[0]

    @property
    def format(self) -> str:
        """Give the format."""
        return self.feed.partition("/")[2]

    @property
    def place(self) -> str:
        """Give the file name, without ending, of the feed's page of data checks."""
        return self.feed.replace("/", "-").replace("_", "-")

    @property
    def contract(self) -> Feed | None:
        """Give the feed's contract; none for a format that nobody reads any longer."""
        return _contract_of(self.feed)

    def total(self, measure: str) -> int:
        """Give the sum of a column of the counts."""
        return int(self.counts[measure].sum())

    def past_total(self, measure: str) -> tuple[int, ...]:
        """Give the sum over all tables of a column of the counts, for each of the days."""
        by_table = [n for (_, name), n in self.past_counts.items() if name == measure]
        return tuple(sum(one or 0 for one in day) for day in zip(*by_table, strict=True))


def feeds_checked(inputs: SiteInputs) -> tuple[FeedChecks, ...]:
    """Give every feed of which a delivery was checked, ordered by agency and format.

    Args:
        inputs: the night.
    """
    in_use = newest_in_use(inputs.deliveries)
    refused = refused_after(current_findings(inputs.delivery_findings, inputs.deliveries))
    counts = _all(inputs.count_history, inputs.table_counts, inputs, key=["table"])
    days_of = {
        str(feed): sorted(days.unique())[-MOST_DELIVERIES:]
        for feed, days in counts.groupby("_feed", sort=True)["received_date"]
    }
    # Of years of deliveries only the last are shown, and looked at.
    oldest = min((days[0] for days in days_of.values()), default=pd.Timestamp.min)
    history = inputs.check_history
    recent = history[history["received_date"] >= oldest]
    results = _all(recent, inputs.check_results, inputs, key=["table", "check"])
    counts_of, results_of = (dict(iter(f.groupby("_feed", sort=True))) for f in (counts, results))
    return tuple(
        _checked(
            feed,
            days,
            counts=counts_of[feed],
            results=results_of.get(feed, results.iloc[0:0]),
            in_use=in_use.get(feed),
            refused=refused.get(feed),
        )
        for feed, days in days_of.items()
    )


def _checked(
    feed: str,
    days: Sequence[pd.Timestamp],
    *,
    counts: pd.DataFrame,
    results: pd.DataFrame,
    in_use: date | None,
    refused: Finding | None,
) -> FeedChecks:
    last = as_day(days[-1])
    return FeedChecks(
        feed=feed,
        received=last,
        in_use=in_use,
        is_refused=refused is not None and last >= refused.received_date,
        counts=counts[counts["received_date"] == days[-1]],
        results=_without_retractions(results[results["received_date"] == days[-1]], feed),
        days=tuple(as_day(day) for day in days),
        past_counts=_past_counts(counts, days),
        past_results=_past_results(results, days),
    )


def _contract_of(feed: str) -> Feed | None:
    return {f"{one.agency.code}/{one.format}": one for one in all_feeds()}.get(feed)


def _without_retractions(results: pd.DataFrame, feed: str) -> pd.DataFrame:
    """Leave out what could not be asked of a column because nobody took a row back.

    That is how it should be, and no gap in what was tested.
    """
    contract = _contract_of(feed)
    tables = contract.tables if contract else ()
    takes_back = {(one.name, one.purge_column) for one in tables if one.purge_column}
    of_such = [one in takes_back for one in zip(results["table"], results["column"], strict=True)]
    return results[
        ~(pd.Series(of_such, index=results.index, dtype="bool") & (results["rows_checked"] == 0))
    ]


def past_of(numbers: Sequence[int | None]) -> Past:
    """Give what a reader sees of the last deliveries: small bars, and the same numbers in words.

    Args:
        numbers: oldest first; none where no number was taken.
    """
    has_any = len(numbers) > 1 and any(numbers)
    return Past(picture=past_bars(numbers) if has_any else None, words=words.past(numbers))


def state_of(check: Any) -> str:
    """Give how a check ended: passed, not_tested, warn, quarantine or stop.

    Absent: a check that looked at no row was not passed; it was not tested.

    Args:
        check: a row of CHECK_RESULTS.
    """
    if check.rows_failed:
        return str(check.action)
    return "passed" if check.rows_checked else "not_tested"


def state_tag(state: str) -> Tag:
    """Give how a check ended as a coloured word."""
    text, colour = words.STATES[state]
    return Tag(text=text, colour=colour)


def _all(
    history: pd.DataFrame, tonight: pd.DataFrame, inputs: SiteInputs, *, key: list[str]
) -> pd.DataFrame:
    """Put tonight's rows to those of all deliveries, each once and with the day of its delivery."""
    in_use = newest_in_use(inputs.deliveries)
    rows = pd.concat([history, tonight], ignore_index=True)
    rows = rows[rows["agency"] != RESTRICTIONS]
    feed = rows["agency"] + "/" + rows["format"]
    known = feed.map({name: pd.Timestamp(when) for name, when in in_use.items()})
    day = rows["received_date"].fillna(known.astype("datetime64[us]"))
    rows = rows.assign(_feed=feed, received_date=day.fillna(pd.Timestamp(inputs.as_of_date)))
    return rows.drop_duplicates(["_feed", "received_date", *key], keep="last")


def _past_counts(
    rows: pd.DataFrame, days: Sequence[pd.Timestamp]
) -> dict[tuple[str, str], Numbers]:
    return {
        (table, measure): numbers
        for measure in ("rows_in", "quarantined")
        for table, numbers in _by_day(rows, days, ["table"], measure).items()
    }


def _past_results(
    rows: pd.DataFrame, days: Sequence[pd.Timestamp]
) -> dict[tuple[str, str], Numbers]:
    return _by_day(rows[rows["rows_checked"] > 0], days, ["table", "check"], "rows_failed")


def _by_day(
    rows: pd.DataFrame, days: Sequence[pd.Timestamp], key: list[str], measure: str
) -> dict[Any, Numbers]:
    """Give the numbers of one measure for each key, a number or none for each day."""
    kept = rows[rows["received_date"].isin(days)]
    numbers = (
        kept.pivot_table(measure, index=key, columns="received_date", aggfunc="sum")
        .reindex(columns=list(days))
        .astype("Int64")
    )
    written = numbers.to_numpy(dtype=object, na_value=None)
    return {
        name: tuple(None if one is None else int(one) for one in row)
        for name, row in zip(numbers.index, written, strict=True)
    }
