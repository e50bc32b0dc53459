"""An agency that nobody has thought of yet takes part by one contract folder, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from agencies.feeds import find_feed
from agencies.parse import parse_tables
from flows.settings import DEMO
from tests.support.command import ROOT
from tests.support.nights import UNTIL, Ended, small_county

CONTRACT = '''
"""What an invented youth justice service promised to send: young people, and its worries."""

from agencies.contract import Agency, CodeList, Column, Feed, Reference, Table
from agencies.events import coded_words, make_events
from agencies.identity import make_persons, tidy_postcodes
from agencies.readers import read_tables
from core.vocabulary import Capability

WORRIES = CodeList("worry", {"E": "Exploitation", "S": "Self-harm"}, "ours")
PERSON = Column("number", "the young person, as the service numbers them", use="key", required=True)
TABLES = (
    Table(
        "young_people",
        "Young people the service works with.",
        (
            PERSON,
            Column("forename", "forename", use="linkage"),
            Column("surname", "surname", use="linkage"),
            Column("birth_date", "date of birth", "date", "linkage"),
            Column("postcode", "home postcode", use="linkage"),
            Column("address", "first line of the home address", use="linkage"),
        ),
        key=("number",),
        person_column="number",
    ),
    Table(
        "worries",
        "Worries a worker wrote down, one row each.",
        (
            Column("worry_number", "number of the worry", use="key", required=True),
            PERSON,
            Column("seen_date", "the day of it", "date", "feature", True, is_event_date=True),
            Column("recorded_date", "when it was held", "date", "feature", is_recorded_date=True),
            Column("worry", "what it is about", "code", "feature", codes=WORRIES),
            Column("closed", "closed with nothing done", "flag", "feature"),
            Column("told", "agency that was told", use="feature"),
        ),
        key=("worry_number",),
        person_column="number",
        references=(Reference("number", "young_people", "number"),),
    ),
)


def to_persons(tables):
    """Give the young people."""
    rows = tables["young_people"]
    return make_persons(
        rows, "youth_justice/caseload", person="number", forename=rows["forename"],
        surname=rows["surname"], birth_date=rows["birth_date"],
        postcode=tidy_postcodes(rows["postcode"]), address=rows["address"],
    )


def to_events(tables):
    """Give the worries."""
    rows = tables["worries"]
    return make_events(
        rows, "youth_justice/caseload", person="number", kind="vulnerability_recorded",
        date="seen_date", is_nfa=rows["closed"], told_agency=rows["told"],
        detail=coded_words(rows["worry"].map(WORRIES.codes)),
    )


FEEDS = (
    Feed(
        agency=Agency("youth_justice", "Youth justice", "Youth justice"),
        format="caseload",
        title="Caseload",
        tables=TABLES,
        capabilities=frozenset({Capability.CONCERN, Capability.CLOSURE, Capability.SHARING}),
        read=lambda folder: read_tables(folder, TABLES),
        to_persons=to_persons,
        to_events=to_events,
        source="invented for a test",
        sharing="`told` of worries.",
        recorded="`recorded_date` of worries.",
    ),
)
'''
_COMMAND = (
    "import agencies, sys; agencies.__path__.append(sys.argv.pop(1)); "
    "from flows.cli import main; main()"
)


def _wholestory(contracts: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command of an installation that has one more contract folder than ours."""
    return subprocess.run(
        [sys.executable, "-c", _COMMAND, str(contracts), *map(str, arguments)],
        cwd=ROOT, env={**os.environ, "COLUMNS": "200"}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _young_people(extracts: Path) -> pd.DataFrame:
    """Give everybody social care knows, so that whoever is listed has an entry of the sixth."""
    ssd = find_feed("social_care", "ssd")
    (folder,) = (extracts / "social_care" / "ssd").iterdir()
    people = ssd.to_persons(parse_tables(ssd.read(folder).tables, ssd))
    people = people.dropna(subset=["forename", "surname", "birth_date"]).reset_index(drop=True)
    people["number"] = "YJ" + people.index.astype("str")
    return people


def _write_files(people: pd.DataFrame, folder: Path) -> list[Path]:
    own = ["number", "forename", "surname", "birth_date", "postcode", "address"]
    worries = people[["number"]].assign(
        worry_number=people.index, seen_date=UNTIL - timedelta(days=40), worry="E", closed="Y",
        recorded_date=UNTIL - timedelta(days=39), told="police",
    )  # fmt: skip
    # One row that does not keep the promise, so that a check has something to find.
    wrong = worries.head(1).assign(worry_number="wrong", worry="not a code")
    people[own].to_csv(folder / "young_people.csv", index=False)
    pd.concat([worries, wrong]).to_csv(folder / "worries.csv", index=False)
    return [folder / "young_people.csv", folder / "worries.csv"]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """Give a night to which the sixth agency delivered."""
    folder = tmp_path_factory.mktemp("sixth")
    extracts = small_county(folder / "county", children=120)
    contracts = folder / "contracts"
    (contracts / "youth_justice").mkdir(parents=True)
    (contracts / "youth_justice" / "__init__.py").write_text(CONTRACT, encoding="utf-8")
    received = _wholestory(
        contracts, "receive", *_write_files(_young_people(extracts), folder),
        "--agency", "youth_justice", "--format", "caseload", "--extracts", extracts,
        "--received", UNTIL, "--coverage-start", UNTIL - timedelta(days=1500),
        "--coverage-end", UNTIL, "--area", "Exampleshire", "--records-sharing", "--historical",
    )  # fmt: skip
    assert received.returncode == 0, received.stderr
    said = _wholestory(
        contracts, "night", "--extracts", extracts, "--store", folder / "store",
        "--as-of", UNTIL, "--settings", DEMO,
    )  # fmt: skip
    return Ended(said.returncode, said.stdout + said.stderr, folder / "store")


def _rows(night: Ended, dataset: str) -> pd.DataFrame:
    (path,) = (night.store / "data").glob(f"{dataset}/*/rows.parquet")
    return pd.read_parquet(path)


def test_the_night_ends_well(night: Ended) -> None:
    assert night.code == 0, night.said


def test_its_files_are_checked_as_its_contract_says(night: Ended) -> None:
    results = _rows(night, "check_results")
    found = results[(results["agency"] == "youth_justice") & (results["rows_failed"] > 0)]
    assert found[["table", "check", "rows_failed"]].to_numpy().tolist() == [
        ["worries", "code:worry", 1]
    ]
    assert "Youth justice" in night.page("validation.html")


def test_its_entries_are_on_the_timeline_of_the_right_children(night: Ended) -> None:
    chronology = _rows(night, "chronology")
    own = chronology[chronology["agency"] == "youth_justice"]
    assert len(own) > 50
    assert set(own["concern_agency"]) == {"youth_justice"}
    others = chronology.loc[chronology["agency"] != "youth_justice", "person_id"]
    assert own["person_id"].isin(others).mean() > 0.9


def test_it_has_columns_of_its_own_in_the_feature_matrix(night: Ended) -> None:
    matrix = _rows(night, "feature_matrix").set_index("person_id")
    chronology = _rows(night, "chronology")
    own = set(chronology.loc[chronology["agency"] == "youth_justice", "person_id"])
    assert own & set(matrix.index)
    assert (matrix["has_record_youth_justice"] == matrix.index.isin(own)).all()
    assert (matrix["can_tell_youth_justice"] == 1).all()


def test_who_was_told_is_known(night: Ended) -> None:
    shared = _rows(night, "sharing")
    told = shared[shared["source_record_id"].str.startswith("youth_justice/")]
    assert set(told["recipient_agency"]) == {"police"}


def test_a_case_page_has_its_lane_its_entry_and_its_place_in_who_knows_what(night: Ended) -> None:
    cases = sorted((night.site / "case").glob("*.html"))
    assert cases
    for case in cases:
        html = case.read_text(encoding="utf-8")
        lanes = html.partition('class="ws-swim ws-swim--across"')[2].partition("</svg>")[0]
        assert "Youth justice</text>" in lanes
    words = [night.page(f"case/{case.name}") for case in cases]
    assert any("Safeguarding vulnerability recorded" in page for page in words)
    knows = [page.partition("Who knows what")[2] for page in words]
    assert all("Youth justice" in part for part in knows)


def test_the_run_page_names_it(night: Ended) -> None:
    assert "Youth justice" in night.page("run.html")


def test_an_agency_that_need_not_take_part_and_does_not_is_missed_nowhere(night: Ended) -> None:
    assert "ousing" not in night.page("run.html")
    assert "ousing" not in night.page("validation.html")
    for case in (night.site / "case").glob("*.html"):
        html = case.read_text(encoding="utf-8")
        assert "Housing, adults" not in html
        assert "voluntary sector, housing and adult services, other areas" in html
