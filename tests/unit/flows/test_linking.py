"""The link step reads what the last night left, and works without it."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from core.errors import SettingsError, StoreError
from core.store import DatasetRef
from flows.decisions import add_decisions
from flows.history import PastNight, remember_night
from flows.linking import MEMORY, Linked, link, measure_links, pairs_of_records
from flows.night import Night
from flows.settings import DEFAULT, DEMO, load_settings
from linkage.memory import Memory
from tests.support.people import invent_people

PEOPLE = invent_people(60, seed=3)
DAY = date(2026, 9, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a store."""
    return tmp_path / "store"


def _night(
    folder: Path, *, day: int = 0, settings: Path = DEMO, truth: Path | None = None
) -> Night:
    return Night(
        extracts=folder, store_folder=folder, site=folder, as_of_date=DAY + timedelta(days=day),
        settings=load_settings(settings), use_model=False, truth=truth,
    )  # fmt: skip


def _sources(folder: Path, *, surname: str | None = None) -> Any:
    """Give the sources of a night; on one with a surname the first record has it."""
    people = PEOPLE.source_persons.copy()
    if surname:
        people.loc[0, "surname"] = surname
    store = _night(folder).store
    ref = store.write(DatasetRef("source_persons", surname or "first"), people)
    return SimpleNamespace(source_persons=ref)


def _link(folder: Path, *, day: int = 0, surname: str | None = None) -> Linked:
    night = _night(folder, day=day)
    linked = link.fn(night, _sources(folder, surname=surname))
    remember_night(
        folder,
        PastNight(
            as_of_date=night.as_of_date, run_reference="r", outcome="published", listed=0,
            data_is_invented=True, restrictions="", refs=vars(linked),
        ),
    )  # fmt: skip
    return linked


def _read(folder: Path, ref: DatasetRef) -> pd.DataFrame:
    return _night(folder).store.read(ref)


def test_what_a_night_remembers_is_all_of_the_memory(folder: Path) -> None:
    assert {f"linkage_{name}" for name in Memory.__dataclass_fields__} == set(MEMORY)
    assert set(MEMORY) <= set(vars(_link(folder)))


def test_a_night_without_changes_keeps_every_reference(folder: Path) -> None:
    first, second = _link(folder), _link(folder, day=1)
    assert _read(folder, second.links).equals(_read(folder, first.links))
    assert len(_read(folder, second.person_changes)) == len(_read(folder, first.person_changes))


@pytest.mark.parametrize("lost", [MEMORY, ("linkage_pairs",), ("linkage_records",)])
def test_a_night_works_without_what_is_lost_and_gives_the_same_links(
    lost: tuple[str, ...], folder: Path
) -> None:
    _link(folder)
    expected = _read(folder, _link(folder, day=1, surname="Thornbridge").links)
    shutil.rmtree(folder / "data" / "links" / _link(folder, day=1, surname="Thornbridge").links.key)
    for name in lost:
        for place in (folder / "data" / name).iterdir():
            shutil.rmtree(place)
    again = _link(folder, day=1, surname="Thornbridge")
    assert _read(folder, again.links).equals(expected)


@pytest.mark.parametrize("lost", [("person_changes",), ("links", "linkage_records")])
def test_a_night_that_cannot_keep_references_is_held(lost: tuple[str, ...], folder: Path) -> None:
    _link(folder)
    for name in lost:
        shutil.rmtree(folder / "data" / name)
    with pytest.raises(StoreError, match="references of the last night cannot be read"):
        _link(folder, day=1)


def test_a_memory_with_the_columns_of_other_code_is_left_alone(folder: Path) -> None:
    first = _link(folder)
    place = folder / "data" / "linkage_records" / first.linkage_records.key / "rows.parquet"
    pd.read_parquet(place).drop(columns="is_present").to_parquet(place)
    second = _link(folder, day=1)
    assert _read(folder, second.links).equals(_read(folder, first.links))


def test_a_decision_is_seen_when_a_night_runs_again(folder: Path) -> None:
    before = _link(folder)
    pair = _read(folder, before.clerical_queue).iloc[0]
    add_decisions(
        folder,
        [
            {"source_person_id": pair["source_person_id"], "decided_at": "2026-09-30",
             "other_source_person_id": pair["other_source_person_id"],
             "decision": "different" if pair["is_linked"] else "same"},
        ],
    )  # fmt: skip
    after = _link(folder)
    assert after.links != before.links
    person = _read(folder, after.links).set_index("source_person_id")["person_id"]
    ends = [person[pair["source_person_id"]], person[pair["other_source_person_id"]]]
    assert (len(set(ends)) == 1) == (not pair["is_linked"])


def test_an_invented_county_is_measured_against_its_truth(folder: Path, tmp_path: Path) -> None:
    PEOPLE.truth.to_parquet(tmp_path / "source_persons.parquet")
    night, sources, linked = _night(folder, truth=tmp_path), _sources(folder), _link(folder)
    made = measure_links.fn(night, sources, linked)
    quality = _read(folder, made.linkage_quality)
    assert "truth" in set(quality["source"])
    assert _read(folder, made.linkage_calibration)["pairs"].sum() > 0
    plainly = measure_links.fn(_night(folder), sources, linked)
    assert plainly != made
    assert "truth" not in set(_read(folder, plainly.linkage_quality)["source"])
    assert _read(folder, plainly.linkage_calibration).empty


def test_a_truth_is_never_read_for_real_records(folder: Path, tmp_path: Path) -> None:
    night = _night(folder, settings=DEFAULT, truth=tmp_path)
    with pytest.raises(SettingsError, match="given for a night on real records"):
        measure_links.fn(night, _sources(folder), _link(folder))


def test_a_pair_of_marks_stands_for_every_pair_of_records_that_hold_them() -> None:
    records = pd.DataFrame(
        {"source_person_id": ["a", "b", "c", "gone"], "mark": [1, 1, 2, 2],
         "is_present": [True, True, True, False]}
    )  # fmt: skip
    pairs = pd.DataFrame({"left": [1], "right": [2], "match_probability": [0.7]})
    found = pairs_of_records(pairs, records)
    assert found.to_numpy().tolist() == [["a", "c", 0.7], ["b", "c", 0.7]]


def test_no_step_but_the_measuring_one_reads_a_truth() -> None:
    flows = Path(__file__).parents[3] / "flows"
    assert [path.name for path in flows.glob("*.py") if "night.truth" in path.read_text()] == [
        "linking.py"
    ]
    assert (flows / "linking.py").read_text().count("night.truth") == 1
