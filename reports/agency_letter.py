"""The letter that tells an agency how its data arrived, and what to put right first.

Counts, row numbers and names of tables and columns; never a value from a record. Nobody writes a
letter about the restrictions list: its counts are those of people under a restriction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from agencies.feeds import RESTRICTIONS
from reports.feed_checks import feeds_checked
from reports.findings import Finding, current_findings, newest_in_use
from reports.frame import make_frame
from reports.letter_context import LetterPage, ToFix
from reports.letter_feed import Fault, build_feed, find_faults
from reports.supply import Supply
from reports.wording import checks as check_words
from reports.wording import findings as finding_words
from reports.wording import letter as words
from reports.wording.basics import paragraph
from reports.wording.pages import as_label

if TYPE_CHECKING:
    from datetime import date

    from reports.feed_checks import FeedChecks
    from reports.inputs import SiteInputs

MOST_TO_FIX_FIRST = 5


@dataclass(frozen=True, kw_only=True)
class Letters:
    """What the letters of a night are written from, worked out once."""

    inputs: SiteInputs
    supply: Supply
    feeds: Mapping[str, FeedChecks]  # agency/format → what the checks found
    findings: tuple[Finding, ...]
    in_use: Mapping[str, date]

    @classmethod
    def prepare(cls, inputs: SiteInputs) -> Letters:
        """Gather what was found of every agency."""
        findings = current_findings(inputs.delivery_findings, inputs.deliveries)
        return cls(
            inputs=inputs,
            supply=Supply(inputs.agencies, inputs.coverage, inputs.as_of_date),
            feeds={one.feed: one for one in feeds_checked(inputs)},
            findings=tuple(one for one in findings if one.agency != RESTRICTIONS),
            in_use=newest_in_use(inputs.deliveries),
        )

    @property
    def agencies(self) -> tuple[str, ...]:
        """Give the agencies that get a letter: those of whom something arrived."""
        found = {feed.partition("/")[0] for feed in self.names}
        return tuple(sorted(found, key=lambda code: (self.supply.order(code), code)))

    @property
    def names(self) -> tuple[str, ...]:
        """Give the feeds of which something arrived."""
        return tuple(sorted({*self.feeds, *(one.feed for one in self.findings)}))

    def names_of(self, agency: str) -> tuple[str, ...]:
        """Give an agency's feeds of which something arrived."""
        return tuple(name for name in self.names if name.partition("/")[0] == agency)

    def delivery(self, feed: str) -> pd.Series | None:
        """Give the row of DELIVERIES of the newest delivery in use of a feed; none without one."""
        rows = self.inputs.deliveries
        rows = rows[rows["agency"] + "/" + rows["format"] == feed]
        return rows.sort_values("received_date").iloc[-1] if len(rows) else None

    def findings_of(self, feed: str) -> tuple[Finding, ...]:
        """Give what is unusual about a feed's delivery."""
        return tuple(one for one in self.findings if one.feed == feed)


def build_context(agency: str, letters: Letters) -> LetterPage:
    """Gather what the letter to an agency says.

    Args:
        agency: the agency's code.
        letters: what the letters of the night are written from.
    """
    inputs, name = letters.inputs, letters.supply.name(agency)
    names = letters.names_of(agency)
    checked = [letters.feeds[one] for one in names if one in letters.feeds]
    to_fix = _to_fix(names, letters)
    first = to_fix[:MOST_TO_FIX_FIRST]
    return LetterPage(
        frame=make_frame(inputs, title=words.link(name), section="run", root="../"),
        caption=f"{words.CAPTION}: {as_label(name)}",
        heading=words.HEADING,
        addressed=words.addressed(name, inputs.partnership_name, inputs.as_of_date),
        lead=_lead(checked),
        first=first,
        first_none="" if first else words.NOTHING_TO_FIX,
        first_more=words.more_below(len(to_fix) - len(first)) if len(to_fix) > len(first) else "",
        row_numbers=words.ROW_NUMBERS,
        spelling_headings=words.SPELLING_HEADINGS,
        feeds=tuple(
            build_feed(
                one,
                letters.feeds.get(one),
                delivery=letters.delivery(one),
                findings=letters.findings_of(one),
                inputs=inputs,
            )
            for one in names
        ),
        reply=(words.write_to(inputs.partnership_name, inputs.data_contact), words.REPLY_DO),
    )


def _lead(checked: list[FeedChecks]) -> str:
    if not checked:
        return words.lead_unread()
    said = words.lead(
        sum(len(one.counts) for one in checked),
        *(
            sum(one.total(measure) for one in checked)
            for measure in ("rows_in", "accepted", "quarantined")
        ),
    )
    is_refused = any(one.is_refused for one in checked)
    return paragraph([said, words.NOTHING_OF_REFUSED if is_refused else ""])


def _to_fix(names: tuple[str, ...], letters: Letters) -> tuple[ToFix, ...]:
    """Rank: what refused a delivery, then faults by their rows and what each of them costs."""
    refused = [
        ToFix(
            what=words.refused(
                one.received_date,
                finding_words.ended(one.what),
                finding_words.sentence(one.found),
            ),
            costs=paragraph(
                [words.refused_costs(letters.in_use.get(one.feed)), words.DO_ABOUT["refused"]]
            ),
            link=None,
        )
        for one in letters.findings
        if one.feed in names and one.kind == "refused"
    ]
    faults = [
        fault for one in names if one in letters.feeds for fault in find_faults(letters.feeds[one])
    ]
    of_same_rows: dict[object, list[Fault]] = {}
    for fault in sorted(faults, key=Fault.place_in_line):
        of_same_rows.setdefault(fault.same_rows, []).append(fault)
    return (*refused, *(_fault(first, len(more)) for first, *more in of_same_rows.values()))


def _fault(fault: Fault, more: int) -> ToFix:
    """Name a fault; a row that is junk fails many checks and is one thing to put right."""
    table = check_words.table_name(fault.table)
    return ToFix(
        what=words.fix_rows(fault.says, fault.failed, fault.checked, table),
        costs=paragraph([words.same_rows(more), fault.costs]),
        link=fault.link,
    )
