"""Reads a page the way the tests ask about it: words, headings, tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path


class _Words(HTMLParser):
    """Collects the words of elements chosen by tag, class or id, with single spaces."""

    def __init__(self, chosen: str) -> None:
        super().__init__(convert_charrefs=True)
        self.chosen = chosen
        self.depth = 0
        self.found: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        names = {tag, f"#{said.get('id')}", *(f".{c}" for c in said.get("class", "").split())}
        if self.depth or self.chosen in names:
            if not self.depth:
                self.found.append([])
            if tag not in ("input", "meta", "link", "br"):
                self.depth += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1].append(data)


def words_of(path: Path, chosen: str) -> list[str]:
    """Give the words of each element with this tag, .class or #id."""
    reader = _Words(chosen)
    reader.feed(path.read_text(encoding="utf-8"))
    return [" ".join(" ".join(part).split()) for part in reader.found]


def text_of(path: Path) -> str:
    """Give all words of a page's body with single spaces."""
    return words_of(path, "body")[0]


def heading_levels(path: Path) -> list[int]:
    """Give the levels of the headings, in order."""
    html = path.read_text(encoding="utf-8")
    return [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
