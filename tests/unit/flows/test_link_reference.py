"""The page of `wholestory link` is the one in the docs and names what the code reads and writes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from flows.link_reference import write_reference
from linkage.table import COLUMNS, link_table

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "link.md"


def test_the_page_in_the_docs_is_current() -> None:
    # Say: python -m flows.link_reference > docs/reference/link.md
    assert PAGE.read_text(encoding="utf-8") == write_reference()


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_that_is_read_is_told(name: str) -> None:
    assert f"| `{name}` | " in write_reference()


def test_every_column_that_is_written_is_told() -> None:
    one = pd.DataFrame({"source_person_id": ["1"], "surname": ["Ash"]})
    written = write_reference().partition("## What is written")[2].partition("## Decisions")[0]
    told = [line.split("`")[1] for line in written.splitlines() if line.startswith("| `")]
    assert told == list(link_table(one).persons.columns)
