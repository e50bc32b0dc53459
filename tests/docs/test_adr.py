"""Decision records are numbered without a gap, and each says the five things."""

from __future__ import annotations

from pathlib import Path

import pytest

ADR = sorted((Path(__file__).parents[2] / "docs" / "adr").glob("*.md"))
PARTS = ("## Context", "## Decision", "## Consequences", "## Who is affected",
         "## How we would notice it is wrong")  # fmt: skip


def test_numbers_are_unique_and_consecutive() -> None:
    assert [int(path.name[:4]) for path in ADR] == list(range(1, len(ADR) + 1))


@pytest.mark.parametrize("path", ADR, ids=lambda path: path.stem)
def test_a_record_is_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert "Status: " in text
    assert all(part in text for part in PARTS)
