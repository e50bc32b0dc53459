from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from core.catalogue import COHORT, DATASETS
from core.errors import StoreError
from core.store import DatasetRef, Store

COHORT_ROWS = pd.DataFrame(
    {
        "person_id": ["000001-B"],
        "as_of_date": pd.to_datetime(["2026-01-01"]),
        "age_years": [7.5],
        "household_id": ["000001-B"],
    }
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    store = Store(tmp_path, code_version="1")
    ref = store.write(store.ref("cohort", day="2026-01-01"), COHORT_ROWS)
    pd.testing.assert_frame_equal(store.read(ref), COHORT.conform(COHORT_ROWS))
    assert store.rows(ref) == 1


def test_changed_code_or_inputs_or_parameters_give_another_place(tmp_path: Path) -> None:
    store = Store(tmp_path, code_version="1")
    refs = {
        store.ref("cohort", day=1),
        store.ref("cohort", day=2),
        store.ref("cohort", DatasetRef("chronology", "a"), day=1),
        store.ref("cohort", DatasetRef("chronology", "b"), day=1),
        Store(tmp_path, code_version="2").ref("cohort", day=1),
    }
    assert len(refs) == 5


def test_a_dataset_half_written_is_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path, code_version="1")
    ref = store.ref("cohort")
    (tmp_path / "data" / "cohort" / f"{ref.key}.tmp").mkdir(parents=True)
    assert not store.has(ref)
    with pytest.raises(StoreError, match="Dataset cohort is not in the store"):
        store.read(ref)


def test_a_missing_column_stops_the_stage(tmp_path: Path) -> None:
    store = Store(tmp_path, code_version="1")
    with pytest.raises(StoreError, match=r"missing: \['household_id'\]"):
        store.write(store.ref("cohort"), COHORT_ROWS.drop(columns="household_id"))


def test_a_surprising_column_stops_the_stage() -> None:
    with pytest.raises(StoreError, match=r"not declared: \['surname'\]"):
        COHORT.conform(COHORT_ROWS.assign(surname="x"))


def test_an_empty_value_stops_the_stage_and_is_told_as_a_count() -> None:
    with pytest.raises(StoreError, match="1 of 1 rows empty"):
        COHORT.conform(COHORT_ROWS.assign(household_id=None))


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_every_dataset_and_column_is_described(name: str) -> None:
    dataset = DATASETS[name]
    assert dataset.grain
    assert all(field.help for field in dataset.fields)
    assert list(dataset.empty().columns) == dataset.columns
