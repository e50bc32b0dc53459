"""Words that no page may carry stand nowhere that a page reads its words from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agencies.feeds import all_feeds, reporting_agencies
from core.vocabulary import EVENT_KINDS
from features.catalogue import FEATURES, GROUPS
from features.practice_rule import CLAUSES
from reports.wording.caveats import FORBIDDEN

ROOT = Path(__file__).parents[2]


def _spoken() -> Iterator[tuple[str, str]]:
    for agency in reporting_agencies():
        yield agency.code, agency.name
    for kind in EVENT_KINDS.values():
        yield kind.code, kind.label
    for group in GROUPS:
        yield group.code, f"{group.title} {group.question}"
    for spec in FEATURES:
        yield spec.name, f"{spec.plain_name} {spec.sentence.none} {spec.sentence.many}"
    for clause in CLAUSES:
        yield clause.code, clause.sentence
    for feed in all_feeds():
        for table in feed.tables:
            for column in table.columns:
                for code, meaning in (column.codes.codes if column.codes else {}).items():
                    # What is for audit only is on no page, and keeps its published words.
                    if column.use != "audit":
                        yield f"{feed.format}/{table.name}/{column.name}={code}", meaning


@pytest.mark.parametrize("words", FORBIDDEN)
def test_no_label_sentence_or_code_meaning_holds_a_forbidden_word(words: str) -> None:
    pattern = re.compile(words, re.IGNORECASE)
    assert not [(where, said) for where, said in _spoken() if pattern.search(said)]


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_documents_for_readers_hold_no_forbidden_word(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = [words for words in FORBIDDEN if re.search(words, text, re.IGNORECASE)]
    assert not found
