"""A machine without Chromium says so by name; with CI=true it fails."""

from __future__ import annotations

import pytest

from tests.support.browser import find_chromium


def test_skipped_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="test_of_a_page was not tried"):
        find_chromium("test_of_a_page")


def test_failure_where_it_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="test_of_a_page needs Chromium"):
        find_chromium("test_of_a_page")
