"""Nights on files that other people made. They hold nothing to learn from: the rule lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.settings import DEFAULT
from tests.support.nights import Ended, run_night
from tests.support.other_peoples_files import NIGHTS, SMALL_CIN_NIGHTS, receive_night

pytestmark = pytest.mark.third_party

EVERY_NIGHT = {**NIGHTS, **SMALL_CIN_NIGHTS}


@pytest.fixture(scope="module", params=sorted(EVERY_NIGHT))
def ended(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """Run one night and give how it ended."""
    folder: Path = tmp_path_factory.mktemp(request.param.replace(".", "_"))
    night = EVERY_NIGHT[request.param]
    extracts = receive_night(night, folder / "extracts")
    return run_night(extracts, folder / "store", as_of=night.as_of_date, settings_file=DEFAULT)


def test_the_night_ends_and_loses_no_row(ended: Ended) -> None:
    assert ended.code == 0, ended.said
    (night,) = (ended.store / "nights").glob("*.json")
    counts = json.loads(night.read_text())["counts"]
    assert counts["rows in"] == counts["accepted"] + counts["quarantined"]
    assert counts["persons"] > 0


def test_every_page_says_that_no_model_is_in_use(ended: Ended) -> None:
    for page in ended.site.rglob("*.html"):
        assert "No model is in use" in ended.page(page.relative_to(ended.site).as_posix())


def test_the_run_page_says_which_parts_of_the_rule_could_not_be_tested(ended: Ended) -> None:
    run = ended.page("run.html")
    assert "Published with caution" in run
    assert "No data supplied" in run
    assert "annot tell" in run


def test_the_day_of_receipt_is_said_to_be_used(ended: Ended) -> None:
    assert "the day we received each file is used" in ended.page("run.html")
