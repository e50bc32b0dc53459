"""What the checks found in one feed, check by check, with the deliveries before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.context import CheckLine, FeedChecksPage, Link, Row, TableChecks, Tag
from reports.feed_checks import FeedChecks, past_of, state_of, state_tag
from reports.frame import make_frame
from reports.supply import Supply, title_of
from reports.wording import checks as words
from reports.wording import letter as letter_words
from reports.wording.basics import number, short_day
from reports.wording.pages import as_label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    import pandas as pd

    from reports.inputs import SiteInputs


def build_context(feed: FeedChecks, inputs: SiteInputs) -> FeedChecksPage:
    """Gather what the page of one feed's checks says.

    Args:
        feed: what was found.
        inputs: the night.
    """
    supply = Supply(inputs.agencies, inputs.coverage, inputs.as_of_date)
    name = name_of(feed, supply)
    tables = tuple(_tables(feed))
    untested = sum(len(table.untested) for table in tables)
    return FeedChecksPage(
        frame=make_frame(inputs, title=f"{words.TITLE}, {name}", section="run", root="../"),
        heading=name,
        tag=tag_of(feed),
        about=words.about_delivery(feed.received, is_refused=feed.is_refused, in_use=feed.in_use),
        lead=words.lead(
            len(feed.results) - untested,
            len(feed.counts),
            feed.total("rows_in"),
            feed.total("quarantined"),
        ),
        not_tested=words.not_tested(untested),
        letter=letter_link(feed.agency, supply, root="../"),
        tables=tables,
    )


def name_of(feed: FeedChecks, supply: Supply) -> str:
    """Name a feed as a heading: Police: Public protection notices."""
    return f"{as_label(supply.name(feed.agency))}: {title_of(feed.feed)}"


def tag_of(feed: FeedChecks) -> Tag:
    """Give whether the delivery is in use, as a coloured word."""
    text, colour = words.REFUSED if feed.is_refused else words.IN_USE
    return Tag(text=text, colour=colour)


def anchor_of(table: str) -> str:
    """Give the place of a table on a page."""
    return f"table-{table.replace('_', '-')}"


def letter_link(agency: str, supply: Supply, *, root: str) -> Link:
    """Give the link to an agency's letter.

    Args:
        agency: the agency's code.
        supply: who the agencies are.
        root: way back to the site's folder, empty or ../
    """
    return Link(text=letter_words.link(supply.name(agency)), href=f"{root}letters/{agency}.html")


def _tables(feed: FeedChecks) -> Iterable[TableChecks]:
    """Give the tables that were sent, and after them those of which no check could be made."""
    checks = dict(iter(feed.results.groupby("table", sort=True)))
    nothing = feed.results.iloc[0:0]
    sent = feed.counts.sort_values("table")
    for row in sent.itertuples(index=False):
        said = words.table_counts(row.rows_in, row.accepted, row.quarantined)
        yield _table(row.table, said, checks.get(row.table, nothing), feed)
    for table in sorted(set(checks) - set(sent["table"])):
        yield _table(table, words.why_uncounted(table), checks[table], feed)


def _table(name: str, counts: str, checks: pd.DataFrame, feed: FeedChecks) -> TableChecks:
    ordered = checks.sort_values(["check", "column"], kind="stable", na_position="first")
    rows = [(state_of(check), check) for check in ordered.itertuples(index=False)]
    return TableChecks(
        anchor=anchor_of(name),
        name=words.table_name(name),
        counts=counts,
        failed=tuple(
            _line(state, check, feed)
            for state, check in rows
            if state not in ("passed", "not_tested")
        ),
        untested=tuple(_untested(check) for state, check in rows if state == "not_tested"),
        passed=tuple(_line(state, check, feed) for state, check in rows if state == "passed"),
        past=_past(name, feed),
        first=words.NOTHING_BEFORE if len(feed.days) < 2 else "",
    )


def _line(state: str, check: Any, feed: FeedChecks) -> CheckLine:
    return CheckLine(
        sentence=str(check.says),
        column=column_of(check),
        checked=number(check.rows_checked),
        failed=number(check.rows_failed),
        tag=state_tag(state),
        past=past_of(feed.past_results.get((check.table, check.check), ())),
    )


def _untested(check: Any) -> Row:
    what, why = words.reason_untested(str(check.says))
    return Row(label=what, value=why)


def column_of(check: Any) -> str:
    """Give the column a check is about; empty if it is about none."""
    return "" if check.column is None or check.column != check.column else str(check.column)


def _past(table: str, feed: FeedChecks) -> tuple[tuple[str, ...], ...]:
    rows, aside = (feed.past_counts.get((table, name), ()) for name in ("rows_in", "quarantined"))
    return tuple(
        (short_day(day), *("–" if one is None else number(one) for one in both))
        for day, *both in reversed(list(zip(feed.days, rows, aside, strict=False)))
    )
