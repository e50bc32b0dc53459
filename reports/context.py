"""What each page is given: one frozen dataclass a page, every field with its meaning.

A template reads nothing else. A field that no template reads, and a template that reads what is
not here, are faults that a test finds.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


def says(meaning: str) -> dict[str, str]:
    """Give what a field means to a reader, for the field's metadata."""
    return {"help": meaning}


# --- parts that several pages share ------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A coloured word; the word alone carries the meaning."""

    text: str = field(metadata=says("the word"))
    colour: str = field(metadata=says("green, yellow, blue, orange, red or grey"))


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link inside the page or to another page of the same site."""

    text: str = field(metadata=says("what the reader selects"))
    href: str = field(metadata=says("relative address"))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A label and what stands beside it."""

    label: str = field(metadata=says("what it is"))
    value: str = field(metadata=says("what is the case"))


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something that needs attention: a short sentence and what it means."""

    headline: str = field(metadata=says("the fact, as a sentence"))
    detail: str = field(metadata=says("what follows from it, or what to do"))
    feed: str = field(default="", metadata=says("agency/format it is about; empty if none"))
    tag: Tag | None = field(default=None, metadata=says("how the feed is marked, if it is one"))
    is_for_all: bool = field(
        default=False, metadata=says("whether practitioners need it: something is not there or old")
    )


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around every page."""

    title: str = field(metadata=says("title of the page, for the browser's tab"))
    partnership_name: str = field(metadata=says("whose pages these are"))
    root: str = field(metadata=says("way back to the site's folder: empty or ../"))
    section: str = field(
        metadata=says("which part of the navigation is active: list, card, run or none")
    )
    marking: tuple[tuple[str, str], ...] = field(
        metadata=says("protective marking: strong words and the rest")
    )
    provenance: tuple[Row, ...] = field(
        metadata=says("run, data, model and run reference, for the footer")
    )


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A chart with its finding, what it shows, and the same numbers as a table."""

    finding: str = field(metadata=says("what the chart shows, as a sentence"))
    what: str = field(metadata=says("the measure, its unit and the period"))
    picture: Markup = field(metadata=says("the chart as SVG"))
    caption: str = field(metadata=says("caption of the table"))
    head: tuple[str, ...] = field(metadata=says("headings of the table"))
    rows: tuple[tuple[str, ...], ...] = field(
        metadata=says("rows of the table; the first cell names the row")
    )


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One of the six numbers at the top of a page."""

    value: str = field(metadata=says("the number, or cannot tell"))
    label: str = field(metadata=says("what is counted"))
    is_word: bool = field(default=False, metadata=says("the value is words, not a number"))


# --- review list -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ListedRecord:
    """One row of the review list. No score, no rank, no order of entering."""

    reference: str = field(metadata=says("the record"))
    href: str = field(metadata=says("its page"))
    who: str = field(metadata=says("age band and team"))
    reason: str = field(metadata=says("main reason in words"))
    agencies: str = field(metadata=says("agencies in contact"))
    contacts: str = field(metadata=says("contacts in 12 months"))
    last_joint: str = field(metadata=says("last joint discussion, none recorded, or cannot tell"))
    data: Tag | None = field(metadata=says("what to be careful about in the data; none when good"))
    changed: str = field(metadata=says("that records were put together or taken apart lately"))
    status: Tag = field(metadata=says("new, or still on the list"))
    days: str = field(metadata=says("how long it has been on the list; empty on the first night"))


@dataclass(frozen=True, kw_only=True)
class ReviewListPage:
    """The list of records to review."""

    frame: Frame = field(metadata=says("what stands around the page"))
    lead: str = field(metadata=says("how many records, and what they have in common"))
    held: str = field(metadata=says("that the list was held; empty otherwise"))
    cautions: tuple[str, ...] = field(
        metadata=says("what is wrong with tonight's data; may be empty")
    )
    unlisted: str = field(metadata=says("what not being on the list means"))
    unlisted_more: tuple[str, ...] = field(
        metadata=says("room on the list, who is not found, usual routes")
    )
    counts: tuple[Row, ...] = field(metadata=says("how many records have which status"))
    caption: str = field(metadata=says("caption of the table"))
    records: tuple[ListedRecord, ...] = field(
        metadata=says("the records: new first, then longest wait")
    )
    empty: str = field(metadata=says("the sentence when no record is listed; empty otherwise"))
    how: tuple[str, ...] = field(metadata=says("how records get on and off the list"))


# --- run page ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One step of the night."""

    name: str = field(metadata=says("the step"))
    what: str = field(metadata=says("counts, as a sentence; empty if it was not started"))
    tag: Tag = field(metadata=says("done, caution, failed or not started"))


@dataclass(frozen=True, kw_only=True)
class FeedLine:
    """One delivery used in the run, or an agency without one."""

    agency: str = field(metadata=says("the agency"))
    format: str = field(metadata=says("format of the delivery"))
    received: str = field(metadata=says("when it reached us"))
    current: str = field(metadata=says("the day the agency says its data is current"))
    latest: str = field(metadata=says("date of the latest entry"))
    rows: str = field(metadata=says("rows as received"))
    set_aside: str = field(metadata=says("rows set aside by the checks"))
    matched: str = field(metadata=says("share of entries matched on an identifier"))
    tag: Tag = field(metadata=says("good, late, table missing, or no data supplied"))
    note: str = field(metadata=says("which tables are missing; may be empty"))


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """One thing that is unusual about a delivery as a whole."""

    feed: str = field(metadata=says("agency, format and table"))
    received: str = field(metadata=says("the day the delivery reached us"))
    tag: Tag = field(metadata=says("refused, unusual size, late, changed or sent again"))
    what: str = field(metadata=says("what is unusual, as a sentence"))
    expected: str = field(metadata=says("what was expected"))
    found: str = field(metadata=says("what was found"))
    next_step: str = field(metadata=says("what to do next"))


@dataclass(frozen=True, kw_only=True)
class RunPage:
    """What ran, on which files, what was set aside, what changed, and what to do next."""

    frame: Frame = field(metadata=says("what stands around the page"))
    heading: str = field(metadata=says("when the run was"))
    outcome: Tag = field(metadata=says("published, published with caution, or list not published"))
    lead: str = field(metadata=says("what is on the list, or why it was held"))
    notices_heading: str = field(
        metadata=says("heading of what needs attention, or of what to do now")
    )
    notices: tuple[Notice, ...] = field(metadata=says("reasons for the outcome"))
    next_steps: tuple[str, ...] = field(metadata=says("what to do now"))
    steps: tuple[StepLine, ...] = field(metadata=says("the steps of the night"))
    nights: Figure | None = field(metadata=says("the last nights; none on the first"))
    findings: tuple[FindingLine, ...] = field(
        metadata=says("what is unusual about tonight's deliveries")
    )
    findings_none: str = field(
        metadata=says("the sentence when nothing is unusual, or nobody looked; empty otherwise")
    )
    size_cannot_be_told: str = field(
        metadata=says("files of which too few came to tell if their size is usual; may be empty")
    )
    feeds: tuple[FeedLine, ...] = field(metadata=says("files from agencies"))
    spellings: str = field(metadata=says("how many codes were sent in spellings of their own"))
    letters: tuple[Link, ...] = field(metadata=says("the letters to the agencies"))
    changed: tuple[Row, ...] = field(metadata=says("what changed on the list"))
    untested: tuple[Row, ...] = field(
        metadata=says("parts of the rule that could not be tested, and why")
    )
    partly_tested: tuple[Row, ...] = field(
        metadata=says("parts of the rule tested without some agency's records, and whose")
    )
    untested_none: str = field(metadata=says("the sentence when every part could be tested"))
    not_used: tuple[Row, ...] = field(
        metadata=says("entries not used, by reason, small numbers not shown")
    )
    linked: tuple[Row, ...] = field(metadata=says("counts of linkage, small numbers not shown"))
    repeat: tuple[Row, ...] = field(metadata=says("what is needed to repeat the run"))
    files: tuple[tuple[str, ...], ...] = field(metadata=says("inputs with their hashes"))


# --- data checks -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Past:
    """A number for each of the last deliveries: as small bars, and in words."""

    picture: Markup | None = field(metadata=says("small bars, oldest first; none if all are 0"))
    words: str = field(metadata=says("the same numbers, oldest first"))


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """One check of one table. Counts only; never a value."""

    sentence: str = field(metadata=says("the check as a sentence"))
    column: str = field(metadata=says("the column it is about; may be empty"))
    checked: str = field(metadata=says("rows looked at"))
    failed: str = field(metadata=says("rows that did not pass"))
    tag: Tag = field(metadata=says("passed, warned, set aside or stopped"))
    past: Past = field(metadata=says("rows that did not pass in the last deliveries"))


@dataclass(frozen=True, kw_only=True)
class TableChecks:
    """One table of one delivery, with its checks."""

    anchor: str = field(metadata=says("where links point"))
    name: str = field(metadata=says("the table"))
    counts: str = field(metadata=says("rows in, accepted and set aside, as a sentence"))
    failed: tuple[CheckLine, ...] = field(metadata=says("checks that some rows did not pass"))
    untested: tuple[Row, ...] = field(metadata=says("checks that could not be made, and why not"))
    passed: tuple[CheckLine, ...] = field(metadata=says("checks that every row passed"))
    past: tuple[tuple[str, ...], ...] = field(
        metadata=says("day, rows received and rows set aside of the last deliveries, newest first")
    )
    first: str = field(
        metadata=says("that this is the first delivery; empty if others came before")
    )


@dataclass(frozen=True, kw_only=True)
class FeedChecksPage:
    """What the checks found in one feed, table by table, with the last deliveries."""

    frame: Frame = field(metadata=says("what stands around the page"))
    heading: str = field(metadata=says("agency and format"))
    tag: Tag = field(metadata=says("the delivery is in use, or refused"))
    about: str = field(metadata=says("which delivery it is about"))
    lead: str = field(metadata=says("how many checks on how many rows"))
    not_tested: str = field(metadata=says("how many checks could not be made; may be empty"))
    letter: Link = field(metadata=says("the letter to the agency"))
    tables: tuple[TableChecks, ...] = field(metadata=says("the checks of each table"))


@dataclass(frozen=True, kw_only=True)
class TableSummary:
    """One table in the overview of data checks."""

    name: str = field(metadata=says("the table"))
    href: str = field(metadata=says("its checks"))
    rows: str = field(metadata=says("rows received"))
    set_aside: str = field(metadata=says("rows set aside"))
    failed: str = field(metadata=says("checks that some rows did not pass"))
    untested: str = field(metadata=says("checks that could not be made"))
    past: Past = field(metadata=says("rows set aside in the last deliveries"))


@dataclass(frozen=True, kw_only=True)
class FeedSummary:
    """One feed in the overview of data checks."""

    anchor: str = field(metadata=says("where links point"))
    name: str = field(metadata=says("agency and format"))
    about: str = field(metadata=says("which delivery it is about"))
    tag: Tag = field(metadata=says("the delivery is in use, or refused"))
    page: Link = field(metadata=says("the page of this feed's checks"))
    letter: Link = field(metadata=says("the letter to the agency"))
    tables: tuple[TableSummary, ...] = field(metadata=says("the tables of the delivery"))


@dataclass(frozen=True, kw_only=True)
class ValidationPage:
    """What the checks found in each feed, for the data team: the overview."""

    frame: Frame = field(metadata=says("what stands around the page"))
    lead: str = field(
        metadata=says("how many checks on how many rows, and how many rows were set aside")
    )
    not_tested: str = field(metadata=says("how many checks could not be made; may be empty"))
    feeds: tuple[FeedSummary, ...] = field(metadata=says("the feeds with their tables"))
    not_counted: str = field(metadata=says("which file is left out of all counts, and why"))
    empty: str = field(metadata=says("the sentence when nothing was checked; empty otherwise"))


# --- model card and help -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the model card or of a help page."""

    anchor: str = field(metadata=says("where links point"))
    heading: str = field(metadata=says("heading"))
    paragraphs: tuple[str, ...] = field(default=(), metadata=says("paragraphs"))
    bullets: tuple[str, ...] = field(default=(), metadata=says("list items"))
    rows: tuple[Row, ...] = field(default=(), metadata=says("labels and values"))
    figures: tuple[Figure, ...] = field(default=(), metadata=says("charts with their tables"))
    columns: tuple[tuple[str, tuple[str, ...]], ...] = field(
        default=(), metadata=says("lists side by side, each with its heading")
    )
    is_folded: bool = field(default=False, metadata=says("the table opens on demand"))
    caption: str = field(default="", metadata=says("caption of the table"))
    head: tuple[str, ...] = field(default=(), metadata=says("headings of the table"))
    table: tuple[tuple[str, ...], ...] = field(default=(), metadata=says("rows of the table"))
    closing: tuple[str, ...] = field(default=(), metadata=says("paragraphs after everything else"))


@dataclass(frozen=True, kw_only=True)
class ModelCardPage:
    """The decision paper and its evidence, for a governance board."""

    frame: Frame = field(metadata=says("what stands around the page"))
    heading: str = field(metadata=says("name and version of the model, or that none is in use"))
    first_line: str = field(metadata=says("the first sentence under the heading, in strong words"))
    status: Tag = field(metadata=says("in use, demonstration, or none in use"))
    dated: str = field(metadata=says("when the card was made, and from what"))
    lead: str = field(metadata=says("what the model does, in one paragraph"))
    decision_heading: str = field(metadata=says("what the board is asked to decide"))
    decision: str = field(metadata=says("the question"))
    conditions: tuple[str, ...] = field(metadata=says("conditions or tests, each with its result"))
    facts: tuple[Fact, ...] = field(metadata=says("the numbers on the first screen"))
    contents: tuple[Link, ...] = field(metadata=says("links to the sections"))
    sections: tuple[Section, ...] = field(metadata=says("the sections of the card"))


@dataclass(frozen=True, kw_only=True)
class HelpPage:
    """How this works."""

    frame: Frame = field(metadata=says("what stands around the page"))
    heading: str = field(metadata=says("heading"))
    lead: str = field(metadata=says("the first paragraph"))
    sections: tuple[Section, ...] = field(metadata=says("the sections"))
