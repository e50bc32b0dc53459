"""Pages as Chromium shows them: accessibility, no sideways scrolling, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import find_violations, open_browser
from tests.support.pages import MAIN

pytestmark = pytest.mark.browser

CASE = f"case/{MAIN}.html"
# Each page once, and again where a state changes what stands on it.
PAGES = (
    "rule/index.html", f"rule/{CASE}", "rule/run.html", "rule/validation.html",
    "rule/model-card.html", "rule/how-this-works.html",
    f"model/{CASE}", "demonstration/model-card.html", f"two_agencies/{CASE}",
    "two_agencies/run.html", "held/index.html", "held/run.html", "empty/index.html",
    "with_a_past/run.html", "with_a_past/validation.html", "with_a_past/checks/police-ppn.html",
    "linked/linkage.html", f"linked/{CASE}", "linked/index.html", "linked/case/555001-A.html",
    "rule/linkage.html", "with_a_past/letters/police.html", "with_a_past/letters/health.html",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give one browser for all tests of this module."""
    with open_browser("tests/pages/test_browser.py") as opened:
        yield opened


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_fits_the_screen_and_fetches_nothing(
    path: str, width: int, browser: Any, sites: dict[str, Path]
) -> None:
    night, _, name = path.partition("/")
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((sites[night] / name).as_uri())

    marking = page.evaluate(
        "getComputedStyle(document.querySelector('.ws-marking')).backgroundColor"
    )
    assert marking == "rgb(243, 242, 241)", "the stylesheet was not used"
    assert find_violations(page) == []
    narrow = 320 if width == 375 else width
    page.set_viewport_size({"width": narrow, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= narrow
    assert said == []
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()


def test_chart_marks_can_be_reached_by_keyboard_and_are_large_enough(
    browser: Any, sites: dict[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((sites["rule"] / CASE).as_uri())
    sizes = page.evaluate(
        "[...document.querySelectorAll('.ws-swim--across .ws-focus')].map("
        "r => { const b = r.getBoundingClientRect(); return Math.min(b.width, b.height); })"
    )
    page.locator(".ws-swim--across a").first.focus()
    assert len(sizes) == 18
    assert min(sizes) >= 24
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#event-1"
    page.close()
