"""What a letter to an agency is given, block by block; see `reports.context` for shared parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.context import Frame, Link, Row, Tag, says


@dataclass(frozen=True, kw_only=True)
class ToFix:
    """One thing to put right, among the first."""

    what: str = field(metadata=says("what is wrong, with counts"))
    costs: str = field(metadata=says("what it costs the children's records, and what to do"))
    link: Link | None = field(metadata=says("where the rows are named; none for a whole delivery"))


@dataclass(frozen=True, kw_only=True)
class LetterFinding:
    """One thing that is unusual about a delivery as a whole."""

    what: str = field(metadata=says("what is unusual, as a sentence"))
    tag: Tag = field(metadata=says("refused, unusual size, late, changed or sent again"))
    expected: str = field(metadata=says("what was expected"))
    found: str = field(metadata=says("what was found"))
    do: str = field(metadata=says("what the agency can do"))


@dataclass(frozen=True, kw_only=True)
class LetterCheck:
    """One check that rows did not pass. Counts and row numbers, never a value."""

    anchor: str = field(metadata=says("where links point"))
    sentence: str = field(metadata=says("what is wrong, and what to do"))
    column: str = field(metadata=says("the column it is about; may be empty"))
    tag: Tag = field(metadata=says("warning, set aside or stopped"))
    failed: str = field(metadata=says("rows that did not pass, of how many"))
    share: str = field(metadata=says("the same as a share"))
    costs: str = field(metadata=says("what it costs the children's records"))
    examples: str = field(metadata=says("rows to look at, by number"))


@dataclass(frozen=True, kw_only=True)
class LetterTable:
    """The checks of one table that rows did not pass."""

    name: str = field(metadata=says("the table"))
    checks: tuple[LetterCheck, ...] = field(metadata=says("its checks, most rows first"))


@dataclass(frozen=True, kw_only=True)
class LetterFeed:
    """One feed of the agency: what arrived, what is unusual, what did not pass."""

    anchor: str = field(metadata=says("where links point"))
    heading: str = field(metadata=says("name of the format"))
    about: str = field(metadata=says("which delivery it is about, and whether it is used"))
    compared: str = field(metadata=says("better or worse than the delivery before"))
    still_aside: str = field(
        metadata=says("rows set aside of earlier deliveries in use; may be empty")
    )
    rows: tuple[Row, ...] = field(metadata=says("dates, coverage and area of the delivery in use"))
    counts: tuple[tuple[str, ...], ...] = field(
        metadata=says("table, rows, accepted, set aside, and set aside in the delivery before")
    )
    findings: tuple[LetterFinding, ...] = field(metadata=says("what is unusual about it"))
    findings_none: str = field(metadata=says("the sentence when nothing is; empty otherwise"))
    tables: tuple[LetterTable, ...] = field(metadata=says("tables with checks not passed"))
    tables_none: str = field(metadata=says("the sentence when all passed; empty otherwise"))
    spellings: tuple[tuple[str, ...], ...] = field(
        metadata=says("table and column, code list, spellings, rows, the common ones")
    )
    spellings_said: str = field(metadata=says("what was done with spellings"))
    untested: tuple[Row, ...] = field(metadata=says("checks that could not be made, and why not"))
    untested_none: str = field(metadata=says("the sentence when all could; empty otherwise"))
    cannot_show: tuple[Row, ...] = field(metadata=says("what the format cannot tell us"))


@dataclass(frozen=True, kw_only=True)
class LetterPage:
    """How an agency's data arrived, and what to put right first."""

    frame: Frame = field(metadata=says("what stands around the page"))
    caption: str = field(metadata=says("what kind of letter, and to whom"))
    heading: str = field(metadata=says("heading"))
    addressed: str = field(metadata=says("to whom, from whom, and the date"))
    lead: str = field(metadata=says("what arrived and how it fared"))
    first: tuple[ToFix, ...] = field(metadata=says("what to put right first, most pressing first"))
    first_none: str = field(metadata=says("the sentence when nothing is; empty otherwise"))
    first_more: str = field(metadata=says("how many less pressing things are below; may be empty"))
    row_numbers: str = field(metadata=says("how rows are numbered, and that no value is shown"))
    spelling_headings: tuple[str, ...] = field(metadata=says("headings of the tables of spellings"))
    feeds: tuple[LetterFeed, ...] = field(metadata=says("the agency's feeds"))
    reply: tuple[str, ...] = field(metadata=says("whom to write to, and how to send again"))
