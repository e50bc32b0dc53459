"""What the checks found, for the data team: the overview. Counts and sentences, never a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.feeds import RESTRICTIONS
from reports.checks_page import anchor_of, letter_link, name_of, tag_of
from reports.context import FeedSummary, Link, TableSummary, ValidationPage
from reports.feed_checks import past_of, state_of
from reports.frame import make_frame
from reports.supply import Supply
from reports.wording import checks as words
from reports.wording.basics import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    import pandas as pd

    from reports.feed_checks import FeedChecks
    from reports.inputs import SiteInputs


def build_context(inputs: SiteInputs, checked: Iterable[FeedChecks]) -> ValidationPage:
    """Gather what the overview of data checks says.

    Args:
        inputs: the night.
        checked: what the checks found in each feed.
    """
    supply = Supply(inputs.agencies, inputs.coverage, inputs.as_of_date)
    feeds = sorted(checked, key=lambda one: (supply.order(one.agency), one.feed))
    states = {one.feed: _states(one.results) for one in feeds}
    made = [state for tables in states.values() for found in tables.values() for state in found]
    has_restrictions = (inputs.table_counts["agency"] == RESTRICTIONS).any()
    return ValidationPage(
        frame=make_frame(inputs, title=words.TITLE, section="run"),
        lead=words.lead(
            len(made) - made.count("not_tested"),
            sum(len(one.counts) for one in feeds),
            sum(one.total("rows_in") for one in feeds),
            sum(one.total("quarantined") for one in feeds),
        ),
        not_tested=words.not_tested(made.count("not_tested")),
        feeds=tuple(_feed(one, states[one.feed], supply) for one in feeds),
        not_counted=words.RESTRICTIONS_CHECKED if has_restrictions else "",
        empty="" if feeds else words.NOTHING_CHECKED,
    )


def _states(results: pd.DataFrame) -> dict[str, list[str]]:
    states: dict[str, list[str]] = {}
    for check in results.itertuples(index=False):
        states.setdefault(check.table, []).append(state_of(check))
    return states


def _feed(feed: FeedChecks, states: Mapping[str, list[str]], supply: Supply) -> FeedSummary:
    return FeedSummary(
        anchor=feed.place,
        name=name_of(feed, supply),
        about=words.about_delivery(feed.received, is_refused=feed.is_refused, in_use=feed.in_use),
        tag=tag_of(feed),
        page=Link(text="Every check of this file", href=f"checks/{feed.place}.html"),
        letter=letter_link(feed.agency, supply, root=""),
        tables=tuple(
            _table(row, states.get(row.table, []), feed)
            for row in feed.counts.sort_values("table").itertuples(index=False)
        ),
    )


def _table(row: Any, states: list[str], feed: FeedChecks) -> TableSummary:
    untested = states.count("not_tested")
    failed = len(states) - untested - states.count("passed")
    return TableSummary(
        name=row.table,
        href=f"checks/{feed.place}.html#{anchor_of(row.table)}",
        rows=number(row.rows_in),
        set_aside=number(row.quarantined),
        failed=number(failed),
        untested=number(untested),
        past=past_of(feed.past_counts[(row.table, "quarantined")]),
    )
