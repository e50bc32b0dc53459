"""The page of contracts says what each table and column is for, and is the one in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agencies.contract import Feed
from agencies.feeds import all_feeds
from agencies.reference import describe_contracts

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "contracts.md"
FEEDS = pytest.mark.parametrize(
    "feed", all_feeds(), ids=lambda feed: f"{feed.agency.code}/{feed.format}"
)
USES = {"key", "linkage", "feature", "audit", "display"}


def test_the_page_in_the_docs_is_current() -> None:
    # Say: python -m agencies.reference > docs/reference/contracts.md
    assert PAGE.read_text(encoding="utf-8") == describe_contracts()


@FEEDS
def test_every_column_has_a_meaning_a_use_and_a_time_it_is_kept(feed: Feed) -> None:
    assert feed.tables
    for table in feed.tables:
        assert 0 < table.keep_years <= 100
        assert table.meaning.endswith(".")
        for column in table.columns:
            assert column.meaning.strip()
            assert column.use in USES


@FEEDS
def test_a_feed_says_how_sharing_and_recorded_dates_are_stated(feed: Feed) -> None:
    assert feed.sharing.endswith(".")
    assert feed.recorded.endswith(".")
    assert feed.source.strip()


def test_the_page_says_how_often_a_feed_comes_and_that_nothing_deletes_yet() -> None:
    page = describe_contracts()
    assert page.count("- Usually between two deliveries: ") == len(all_feeds())
    assert "- Usually between two deliveries: 366 days." in page
    assert "not yet enforced" in page


@FEEDS
def test_a_code_list_that_the_page_does_not_print_stands_in_the_file_it_names(feed: Feed) -> None:
    root = PAGE.parents[2] / "agencies"
    files = [*root.glob("*codes.csv"), *(root / feed.agency.code).glob("*codes.csv")]
    assert all(file.name in describe_contracts() for file in files)
    known = "".join(file.read_text(encoding="utf-8") for file in files)
    lists = {c.codes.name for t in feed.tables for c in t.columns if c.codes}
    assert not [name for name in lists if f"{name}," not in known]


@FEEDS
def test_every_table_column_and_code_list_is_on_the_page(feed: Feed) -> None:
    heading = f"(`{feed.agency.code}/{feed.format}`)"
    _, _, rest = describe_contracts().partition(heading)
    section = rest.split("\n## ")[0]
    for table in feed.tables:
        _, _, after = section.partition(f"\n### `{table.name}`\n")
        part = after.split("\n### ")[0]
        assert re.search(rf"Kept for {table.keep_years} years?\.", part)
        for column in table.columns:
            (line,) = [one for one in part.splitlines() if one.startswith(f"| `{column.name}` |")]
            assert line.endswith(f"| {column.use} |")
            if column.codes:
                assert f"code of `{column.codes.name}`" in line
                assert f"`{column.codes.name}`: {len(column.codes.codes)} codes" in section
            if column.is_event_date or column.is_recorded_date:
                assert "*event*" in line or "*recorded*" in line


def test_no_line_of_a_table_has_more_cells_than_its_heading() -> None:
    for line in describe_contracts().splitlines():
        if line.startswith("| `"):
            assert line.replace("\\|", "").count("|") == 6
