"""What a case page is given, block by block; see `reports.context` for what pages share."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from reports.context import Fact, Frame, Link, Row, Tag, says


@dataclass(frozen=True, kw_only=True)
class EntryLink:
    """A numbered entry that a sentence points to."""

    number: str = field(metadata=says("number of the entry"))
    anchor: str = field(metadata=says("where it stands on the page"))


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason for or against listing."""

    title: str = field(metadata=says("what the record shows"))
    comparison: str = field(metadata=says("what is usual tonight, or what kind of rule it is"))
    entries: tuple[EntryLink, ...] = field(metadata=says("the entries behind it"))
    points: int | None = field(default=None, metadata=says("points, if a model listed the record"))
    bar: Markup | None = field(default=None, metadata=says("the bar, if a model listed the record"))


@dataclass(frozen=True, kw_only=True)
class SumLine:
    """One line of the sum that leads from the average record to this one."""

    label: str = field(metadata=says("what is added"))
    value: str = field(metadata=says("points with their sign"))
    role: str = field(metadata=says("part, total or other"))


@dataclass(frozen=True, kw_only=True)
class Why:
    """Why the record was listed."""

    intro: str = field(metadata=says("who listed it and how to read what follows"))
    more_heading: str = field(metadata=says("heading of the reasons for listing"))
    more: tuple[Reason, ...] = field(metadata=says("reasons for listing, largest first"))
    less_heading: str = field(metadata=says("heading of what spoke against, or did not apply"))
    less_note: str = field(metadata=says("how to read that heading; empty with a model"))
    less: tuple[Reason, ...] = field(
        metadata=says("what made listing less likely, or was looked at and is not so")
    )
    less_none: str = field(metadata=says("the sentence when there is nothing of that kind"))
    cannot_tell: tuple[Row, ...] = field(
        metadata=says("parts of the rule that could not be tested, and why")
    )
    sum_lines: tuple[SumLine, ...] = field(
        metadata=says("how the points add up; empty without a model")
    )
    method: tuple[str, ...] = field(
        metadata=says("how the numbers are worked out; empty without a model")
    )
    has_bars: bool = field(metadata=says("a model listed the record"))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of the entries table."""

    anchor: str = field(metadata=says("where links point; empty for a row without a number"))
    number: str = field(
        metadata=says("number, the same in the chart; a dash if it is not a contact")
    )
    date: str = field(metadata=says("the day it happened"))
    agency: str = field(metadata=says("who recorded it"))
    what: str = field(metadata=says("what was recorded, as the code's words"))
    detail: str = field(metadata=says("coded detail; may be empty"))
    outcome: str = field(metadata=says("how it ended, or that this is not recorded"))
    shared: str = field(metadata=says("who was told, no record, or that it cannot be told"))
    source: str = field(metadata=says("the agency's own reference"))
    matched: str = field(metadata=says("how the agency's record came to this child"))
    is_to_check: bool = field(metadata=says("check that it is about the right child"))


@dataclass(frozen=True, kw_only=True)
class EntryGroup:
    """Rows of the entries table under one heading."""

    heading: str = field(metadata=says("heading; empty when the table needs none"))
    entries: tuple[Entry, ...] = field(metadata=says("the rows, oldest first"))


@dataclass(frozen=True, kw_only=True)
class KeyItem:
    """A sign of the chart and what it means."""

    picture: Markup = field(metadata=says("the sign"))
    meaning: str = field(metadata=says("what it means"))


@dataclass(frozen=True, kw_only=True)
class ChronologyBlock:
    """The chronology across agencies."""

    intro: str = field(metadata=says("the period, and how numbers and links work"))
    notes: tuple[str, ...] = field(
        metadata=says("what else to know: grouped weeks, dates, booked entries")
    )
    key: tuple[KeyItem, ...] = field(metadata=says("the signs"))
    across: Markup = field(metadata=says("the chart for wide screens"))
    down: Markup = field(metadata=says("the chart for narrow screens"))
    groups: tuple[EntryGroup, ...] = field(metadata=says("the entries"))
    coded_only: str = field(metadata=says("what this chronology is not"))


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one agency has recorded or been told of one fact."""

    agency: str = field(metadata=says("the agency's name, repeated when the table is stacked"))
    state: str = field(metadata=says("recorded, told, told_in_part, no_record or cannot_tell"))
    words: str = field(metadata=says("the state in words"))
    detail: str = field(
        metadata=says("by whom, when, how many, or why it cannot be told; may be empty")
    )


@dataclass(frozen=True, kw_only=True)
class Known:
    """One fact of who knows what."""

    fact: str = field(metadata=says("the fact, with its number"))
    cells: tuple[Cell, ...] = field(metadata=says("a cell for each agency"))


@dataclass(frozen=True, kw_only=True)
class WhoKnowsWhat:
    """Which agency has recorded or been told what."""

    intro: str = field(metadata=says("the summary sentence and what no record found means"))
    agencies: tuple[str, ...] = field(metadata=says("headings of the columns"))
    rows: tuple[Known, ...] = field(metadata=says("the facts; ten at most"))
    none: str = field(metadata=says("the sentence when there is no fact to show"))
    more: str = field(metadata=says("how many facts are not shown; may be empty"))


@dataclass(frozen=True, kw_only=True)
class Changed:
    """That records of this child were put together or taken apart lately."""

    sentence: str = field(metadata=says("what changed, since when, why, and what to check"))
    links: tuple[Link, ...] = field(metadata=says("the pages of listed records it concerns"))
    in_short: str = field(metadata=says("the same for the list"))


@dataclass(frozen=True, kw_only=True)
class Family:
    """Other children of the same family or address."""

    sentence: str = field(metadata=says("how many, and who is counted"))
    listed_as_well: str = field(metadata=says("words before the links"))
    links: tuple[Link, ...] = field(metadata=says("those of them with a page of their own"))


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something missing or uncertain, and what it may mean."""

    gap: str = field(metadata=says("what is missing"))
    known: str = field(metadata=says("what we know about it"))
    entries: tuple[EntryLink, ...] = field(metadata=says("entries it concerns"))
    effect: str = field(metadata=says("what it may change"))


@dataclass(frozen=True, kw_only=True)
class Change:
    """What would change the flag, by the parts that apply."""

    intro: str = field(metadata=says("what follows if a part does not apply"))
    changes: tuple[str, ...] = field(
        metadata=says("changes to the record after which it would not be listed")
    )
    still: str = field(metadata=says("what would not change the listing"))
    warning: str = field(metadata=says("that no meeting is held to clear a flag"))


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The judgement form, as a copy that saves nothing."""

    intro: str = field(metadata=says("whose decision it is"))
    note: str = field(metadata=says("that this copy saves nothing"))
    question: str = field(metadata=says("the question"))
    options: tuple[tuple[str, str], ...] = field(
        metadata=says("answers, each with a hint that may be empty")
    )
    reasons_label: str = field(metadata=says("label of the text box"))
    reasons_hint: str = field(metadata=says("what to write there"))
    problems_question: str = field(metadata=says("the question about the page"))
    problems: tuple[str, ...] = field(metadata=says("what may be wrong with the page"))


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """The page of one listed record."""

    frame: Frame = field(metadata=says("what stands around the page"))
    caption: str = field(metadata=says("age and team"))
    heading: str = field(metadata=says("reference and number of agencies; never a name"))
    status: Tag = field(metadata=says("new, or still on the list"))
    listed: str = field(metadata=says("when it was first listed"))
    lead: str = field(metadata=says("three counts in three sentences"))
    cautions: tuple[str, ...] = field(
        metadata=says("what is wrong with tonight's data or model; may be empty")
    )
    changed: tuple[Changed, ...] = field(
        metadata=says("that records were put together or taken apart lately; may be empty")
    )
    is_items: tuple[str, ...] = field(metadata=says("what this flag is"))
    is_not_items: tuple[str, ...] = field(metadata=says("what this flag is not"))
    safety: tuple[str, str] = field(
        metadata=says("what to do now if a child may be harmed: strong words and rest")
    )
    facts: tuple[Fact, ...] = field(metadata=says("the six numbers"))
    contents: tuple[Link, ...] = field(metadata=says("links to the blocks of the page"))
    why: Why = field(metadata=says("why the record was listed"))
    chronology: ChronologyBlock = field(metadata=says("the chronology across agencies"))
    knows: WhoKnowsWhat = field(metadata=says("who knows what"))
    family: Family | None = field(
        metadata=says("other children of the family or address; none if nobody can be counted")
    )
    gaps: tuple[Gap, ...] = field(metadata=says("what is missing or uncertain"))
    change: Change | None = field(
        metadata=says("what would change the flag; none where it is not worked out")
    )
    questions: tuple[str, ...] = field(metadata=says("questions to think about, chosen by pattern"))
    judgement: Judgement = field(metadata=says("the questions of the judgement form"))
