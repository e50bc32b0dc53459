"""Opens pages in Chromium for the tests marked `browser`.

Without Chromium those tests are skipped by name; with CI=true that is a failure instead, so that
nobody takes an untried page for a good one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def find_chromium(test_name: str) -> str:
    """Give the path of Chromium, or skip the test that asked for it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{test_name} needs Chromium, and with CI=true it must be there")
    pytest.skip(f"Chromium is not installed; {test_name} was not tried")


@contextmanager
def open_browser(test_name: str) -> Iterator[Any]:
    """Give a browser; see `find_chromium`."""
    path = find_chromium(test_name)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def find_violations(page: Any) -> list[str]:
    """Give the accessibility rules of axe-core that an open page breaks."""
    from axe_playwright_python.sync_playwright import Axe

    # The page's own policy lets no script in; axe comes in through the debugger.
    result = Axe().run(page, options={"runOnly": AXE_RULES, "preload": False})
    assert len(result.response["passes"]) > 10, "axe did not look at the page"
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in result.response["violations"]
        for node in rule["nodes"][:2]
    ]
