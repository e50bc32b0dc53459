from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import ModelNotFit, StoreError
from models.candidates import ADDITIVE, SCORECARD
from models.registry import TRUSTED_TYPES, Registry
from models.version import Status
from tests.unit.models.county import invent_county, train_county

LINKAGE = {"prior": 0.01, "levels": ["exact", "close"]}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store in which one training gave no fit model, the next did, and the last did not.

    `early` is a copy from after the first. Making a database takes seconds, so all tests share.
    """
    store = tmp_path_factory.mktemp("store")
    registry = Registry(store / "registry")
    not_fit = replace(train_county(strength=0.0), best=SCORECARD)
    registry.save(not_fit, hashes={}, linkage_parameters={})
    shutil.copytree(store / "registry", store / "early")
    fit = replace(train_county(), chosen=ADDITIVE)
    registry.save(
        fit,
        hashes={"chronology": "0a1b"},
        linkage_parameters=LINKAGE,
        proposed_parameters={**LINKAGE, "version": "trained-1"},
    )
    registry.save(not_fit, hashes={}, linkage_parameters={})
    return store


@pytest.fixture
def folder(store: Path) -> Path:
    return store / "registry"


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Registry:
    return Registry(shutil.copytree(folder, tmp_path / "registry"))


def test_a_new_store_has_no_model(tmp_path: Path) -> None:
    assert Registry(tmp_path / "registry").load("in_use") is None
    assert not (tmp_path / "registry").exists()


def test_an_alias_that_was_never_given_is_no_model(store: Path) -> None:
    assert Registry(store / "early").load("in_use") is None
    assert Registry(store / "early").load("demonstration") is not None


def test_proposed_linkage_parameters_are_kept_beside_the_model_for_somebody_to_review(
    folder: Path,
) -> None:
    registry = Registry(folder)
    in_use, demonstration = registry.load("in_use"), registry.load("demonstration")
    assert in_use is not None
    assert demonstration is not None
    place = registry.proposal_of(in_use)
    assert place is not None
    assert json.loads(place.read_text(encoding="utf-8"))["version"] == "trained-1"
    linked_with = place.with_name("linkage_parameters.json")
    assert json.loads(linked_with.read_text(encoding="utf-8")) == LINKAGE
    assert registry.proposal_of(demonstration) is None


def test_a_loaded_model_is_the_one_that_was_saved(folder: Path) -> None:
    trained, version = train_county(), Registry(folder).load("in_use")
    assert version is not None
    saved = trained.candidates[ADDITIVE]
    matrix = invent_county().matrix
    assert np.array_equal(version.candidate.score(matrix), saved.score(matrix))
    assert replace(version.candidate, model=None) == replace(saved, model=None)
    assert version.evaluation == trained.evaluation
    assert version.directions == trained.directions
    assert version.linkage_parameters == LINKAGE
    assert version.trained_on["hashes"] == {"chronology": "0a1b"}


def test_a_training_that_gave_no_fit_model_leaves_the_one_in_use(folder: Path) -> None:
    in_use, shown = Registry(folder).load("in_use"), Registry(folder).load("demonstration")
    assert in_use is not None
    assert shown is not None
    assert (in_use.version, in_use.status) == ("2", "in_use")
    assert (shown.version, shown.status) == ("3", "demonstration")
    assert shown.acceptance["chosen"] is None


@pytest.mark.parametrize(("alias", "name"), [("in_use", ADDITIVE), ("demonstration", SCORECARD)])
def test_a_model_loads_where_our_code_is_not(
    folder: Path, tmp_path: Path, alias: Status, name: str
) -> None:
    registry = Registry(folder)
    version = registry.load(alias)
    assert version is not None
    assert version.candidate.name == name
    matrix = invent_county().matrix[list(version.features)].head(5)
    matrix.to_parquet(tmp_path / "rows.parquet")
    program = f"""
import importlib.util, os, sys
ours = os.path.join("models", "registry.py")
sys.path = [p for p in sys.path if not os.path.exists(os.path.join(p, ours))]
assert not any(importlib.util.find_spec(n) for n in ("models", "core"))
import pandas, skops.io
model = skops.io.load({str(registry.place_of(version) / "model.skops")!r},
                      trusted={list(TRUSTED_TYPES)!r})
rows = pandas.read_parquet({str(tmp_path / "rows.parquet")!r})
print(*(repr(float(p)) for p in model.predict_proba(rows)[:, 1]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    expected = version.candidate.model.predict_proba(matrix)[:, 1]
    assert [float(value) for value in done.stdout.split()] == expected.tolist()


def test_mlflow_itself_can_load_the_model(folder: Path) -> None:
    import mlflow.sklearn

    registry = Registry(folder)
    version = registry.load("in_use")
    assert version is not None
    model = mlflow.sklearn.load_model(str(registry.place_of(version)))
    matrix = invent_county().matrix[list(version.features)].head(5)
    expected = version.candidate.model.predict_proba(matrix)
    assert np.array_equal(model.predict_proba(matrix), expected)


def test_a_model_with_a_type_nobody_reviewed_is_not_stored(folder: Path) -> None:
    trained = train_county()
    odd = replace(trained.candidates[SCORECARD], model={"run_me": Registry})
    trained = replace(trained, chosen=SCORECARD, candidates={SCORECARD: odd})
    with pytest.raises(ModelNotFit, match=r"models\.registry\.Registry"):
        Registry(folder).save(trained, hashes={}, linkage_parameters={})


def test_a_stored_model_that_was_swapped_is_not_loaded(copy: Registry) -> None:
    import skops.io

    version = copy.load("in_use")
    assert version is not None
    skops.io.dump({"run_me": Registry}, copy.place_of(version) / "model.skops")
    with pytest.raises(ModelNotFit, match="version 2 cannot be loaded") as error:
        copy.load("in_use")
    # Nothing falls back by itself: a night that cannot load its model ends, and says what to do.
    assert error.value.next_step == "train again, or run the night with --no-model"


def test_a_stored_model_that_is_gone_is_not_silently_no_model(copy: Registry) -> None:
    version = copy.load("in_use")
    assert version is not None
    (copy.place_of(version) / "model.skops").unlink()
    with pytest.raises(ModelNotFit, match="FileNotFoundError"):
        copy.load("in_use")


def test_a_moved_store_still_loads_but_takes_no_new_model(copy: Registry) -> None:
    assert copy.load("in_use") is not None
    with pytest.raises(StoreError, match="moved after its first training"):
        copy.save(train_county(), hashes={}, linkage_parameters={})


def test_the_run_holds_what_decided_the_training(folder: Path) -> None:
    from mlflow import MlflowClient

    client = MlflowClient(f"sqlite:///{folder / 'mlflow.db'}")
    version = client.get_model_version_by_alias("wholestory-listing", "in_use")
    run = client.get_run(str(version.run_id))
    assert run.data.params["hash_chronology"] == "0a1b"
    assert len(run.data.params["criteria_sha256"]) == 64
    figures = train_county().evaluation["candidates"][ADDITIVE]
    assert run.data.metrics["precision_value"] == figures["precision"]["value"]
    assert run.info.status == "FINISHED"


def test_nothing_about_a_person_or_a_machine_is_kept(folder: Path) -> None:
    person = invent_county().matrix["person_id"].iloc[0].encode()
    kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert not any(person in content for content in kept)
