"""What the pages about linkage are given: the report, and the page of an old reference."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.context import Fact, Frame, Link, Section, says


@dataclass(frozen=True, kw_only=True)
class LinkagePage:
    """How records were put together, and how well, for the data team."""

    frame: Frame = field(metadata=says("what stands around the page"))
    lead: str = field(metadata=says("how many records were put together, and how"))
    about: str = field(metadata=says("that only counts are shown, and whom they leave out"))
    facts: tuple[Fact, ...] = field(metadata=says("the numbers at the top"))
    contents: tuple[Link, ...] = field(metadata=says("links to the sections"))
    sections: tuple[Section, ...] = field(metadata=says("the sections of the report"))


@dataclass(frozen=True, kw_only=True)
class OldReferencePage:
    """Where the story of a reference is that is no longer in use."""

    frame: Frame = field(metadata=says("what stands around the page"))
    heading: str = field(metadata=says("the old reference"))
    lead: str = field(metadata=says("where its story is now, or that its records are gone"))
    links: tuple[Link, ...] = field(metadata=says("the pages of listed records that hold it"))
    note: str = field(metadata=says("why references change; empty if the records are gone"))
