"""What must be true of a folder of pages before anybody sees it.

The checks read the finished HTML, not the contexts it was made from: a fault in a template is
found as surely as one in the data.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from core.errors import PublicationError
from reports.wording import caveats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action"}
_MOST_FAULTS_SHOWN = 5
# Kinds of page that are about the night, published even when its list is held.
_OF_THE_NIGHT = ("run", "validation", "linkage", "letter")


@dataclass
class Page:
    """What the checks need to know of one page."""

    kind: str = ""
    language: str = ""
    is_noindex: bool = False
    headings: int = 0
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give the words of the page with single spaces."""
        return " ".join(" ".join(self.words).split())


class _Reader(HTMLParser):
    """Reads a page into a `Page`."""

    def __init__(self) -> None:
        """Start with an empty page."""
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.role = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says about the page."""
        said = {name: value or "" for name, value in attrs}
        page = self.page
        page.headings += tag == "h1"
        if "id" in said:
            page.ids.append(said["id"])
        if tag == "html":
            page.language = said.get("lang", "")
        if said.get("name") == "robots":
            page.is_noindex = "noindex" in said.get("content", "")
        if "data-page" in said:
            page.kind = said["data-page"]
        if tag in _ADDRESSES and _ADDRESSES[tag] in said:
            page.links.append(said[_ADDRESSES[tag]])
        self.role = said.get("data-role", "")

    def handle_data(self, data: str) -> None:
        """Keep the words, and the points of a sum as a reader sees them."""
        self.page.words.append(data)
        if self.role in ("part", "total"):
            points = int(data.strip().replace("−", "-").replace(",", ""))
            (self.page.parts if self.role == "part" else self.page.totals).append(points)
            self.role = ""


def read_page(html: str) -> Page:
    """Read a page as the checks see it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def check_pages(folder: Path, *, canaries: Collection[str] = ()) -> None:
    """Check every page of a folder.

    Links resolve and none leaves the folder; what must be said is said, what must not be said
    is not; points add up; a page for each listed record; no marked name on any page.

    Args:
        folder: pages as `reports.build` made them.
        canaries: marked values, such as a planted name, that no page may hold. They are never
            repeated in the error.

    Raises:
        PublicationError: at least one fault; the old pages stay.
    """
    said = json.loads((folder / "site.json").read_text(encoding="utf-8"))
    files = sorted(folder.rglob("*.html"))
    html = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}
    pages = {name: read_page(text) for name, text in html.items()}
    faults = [f"{name}: {fault}" for name, page in pages.items() for fault in _of_page(page, said)]
    faults += _of_links(folder, pages)
    for name, text in html.items():
        # A template writes O'Brien as O&#39;Brien.
        plain = unescape(text)
        count = sum(canary in text or canary in plain for canary in canaries)
        if count:
            faults.append(f"{name}: {count} marked values of persons")
    cases = sum(page.kind == "case" for page in pages.values())
    if cases != said["listed"]:
        faults.append(f"{cases} case pages for {said['listed']} listed records")
    if faults:
        shown = "; ".join(faults[:_MOST_FAULTS_SHOWN])
        raise PublicationError(
            "The pages are not fit to be published.",
            where=f"{len(pages)} pages in folder {folder.name}",
            expected="working links, all caveats, no forbidden word, sums that add up, no name",
            found=f"{len(faults)} faults: {shown}",
            next_step="correct the pages; yesterday’s stay until then",
        )


def _of_page(page: Page, said: dict[str, Any]) -> Iterator[str]:
    text = page.text
    if page.headings != 1:
        yield f"{page.headings} main headings"
    if page.language != "en" or not page.is_noindex:
        yield "no language, or not marked as not to be indexed"
    repeated = sorted(name for name, count in Counter(page.ids).items() if count > 1)
    if repeated:
        yield f"places named twice: {', '.join(repeated)}"
    # Run page, data checks and letters repeat sentences of other stages, such as a fault or a
    # contract's check; a night must not stay unexplained because of a word in one.
    found = caveats.find_forbidden(text) if page.kind not in _OF_THE_NIGHT else []
    if found:
        yield f"words no page may carry: {', '.join(dict.fromkeys(found))}"
    absent = [words for words in _must_say(page, said) if words not in text]
    if absent:
        yield f"{len(absent)} sentences that must be there are not: {absent[0]}"
    if page.kind in ("case", "list") and caveats.has_decimal_share(text):
        yield "a number between 0 and 1, which no practitioner’s page shows"
    if page.totals and sum(page.parts) != page.totals[0]:
        yield "points that do not add up"


def _must_say(page: Page, said: dict[str, Any]) -> list[str]:
    words: list[str] = []
    if page.kind in _OF_THE_NIGHT:
        said = said.get("held", said)  # those are tonight's, the others of the last list
    if said["model_status"] == "none":
        words.append(caveats.NO_MODEL)
    if said["model_status"] == "demonstration":
        words.append(caveats.NOT_FIT)
    if said["is_simulated"]:
        words += [caveats.INVENTED, caveats.INVENTED_GO_ON]
    if page.kind == "case":
        words += caveats.CASE_PAGE
        words += [caveats.BARS] if page.totals else []
    if page.kind == "list":
        words += caveats.LIST_PAGE
    return words


def _of_links(folder: Path, pages: dict[str, Page]) -> Iterator[str]:
    for name, page in pages.items():
        for link in page.links:
            address, _, place = link.partition("#")
            if ":" in address or address.startswith("/"):
                yield f"{name}: a link that leaves the folder"
                continue
            target = (folder / name).parent / address if address else folder / name
            target = target.resolve()
            if not target.is_file() or folder.resolve() not in target.parents:
                yield f"{name}: a link to a file that is not there, {address}"
            elif place and place not in pages[_name(target, folder)].ids:
                yield f"{name}: a link to a place that is not there, #{place}"


def _name(target: Path, folder: Path) -> str:
    return target.relative_to(folder.resolve()).as_posix()
