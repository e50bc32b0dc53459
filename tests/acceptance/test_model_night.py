"""Nights with a model: trained, judged, and shown for what it is worth."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from core.errors import StoreError
from flows.history import past_nights
from flows.parameters import read_parameters
from flows.settings import DEFAULT, DEMO
from flows.train import TrainingReport, run_training
from linkage.settings import REVIEWED_PARAMETERS
from models.registry import Registry
from tests.support.nights import Ended, hashes, run_night, small_county


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, TrainingReport]:
    """Give a county's extracts, the store of its first night, and how training ended."""
    folder = tmp_path_factory.mktemp("model")
    extracts = small_county(folder / "county", children=1500, seed=1)
    ended = run_night(extracts, folder / "store")
    assert ended.code == 0, ended.said
    # Settings that say nothing of invented data do not make invented records real.
    monthly = folder / "monthly.toml"
    text = DEFAULT.read_text(encoding="utf-8")
    monthly.write_text(
        text.replace("months_between_as_of_dates = 2", "months_between_as_of_dates = 1"),
        encoding="utf-8",
    )
    report = run_training(store=folder / "store", settings_file=monthly)
    return extracts, folder / "store", report


@pytest.fixture(scope="module")
def night(trained: tuple[Path, Path, TrainingReport]) -> Ended:
    """Give the night with the model."""
    ended = run_night(*trained[:2])
    assert ended.code == 0, ended.said
    return ended


def _read(ended: Ended, dataset: str) -> pd.DataFrame:
    (rows,) = ended.store.glob(f"data/{dataset}/*/rows.parquet")
    return pd.read_parquet(rows)


def test_so_small_a_county_gives_no_model_that_is_fit_for_use_and_says_why(
    trained: tuple[Path, Path, TrainingReport],
) -> None:
    report = trained[2]
    assert not report.is_accepted
    assert "not fit for use" in str(report)
    assert any("enough outcomes to learn from" in reason for reason in report.reasons)


def test_estimated_linkage_parameters_wait_for_somebody_to_review_them(
    trained: tuple[Path, Path, TrainingReport], night: Ended
) -> None:
    assert "were estimated and are not in use" in str(trained[2])
    registry = Registry(trained[1] / "registry")
    version = registry.load("demonstration")
    assert version is not None
    assert version.linkage_parameters == REVIEWED_PARAMETERS
    place = registry.proposal_of(version)
    assert place is not None
    assert read_parameters(place)["version"].startswith("trained-")
    assert past_nights(night.store)[-1].linkage_parameters == REVIEWED_PARAMETERS


def test_every_page_is_marked_as_a_demonstration(night: Ended) -> None:
    pages = [path.relative_to(night.site).as_posix() for path in night.site.rglob("*.html")]
    assert any(page.startswith("case/") for page in pages)
    for page in pages:
        assert "Not fit for use: demonstration" in night.page(page)


def test_contributions_add_up_to_the_score_of_every_record(night: Ended) -> None:
    scores, contributions = _read(night, "scores"), _read(night, "contributions")
    sums = contributions.groupby("person_id")["contribution"].sum()
    both = scores.set_index("person_id")
    assert scores["adds_up"].all()
    assert (both["base_value"] + sums - both["score"]).abs().max() < 1e-6


def test_every_reason_leads_to_entries_that_are_on_the_page(night: Ended) -> None:
    for case in (night.site / "case").glob("*.html"):
        html = case.read_text(encoding="utf-8")
        targets = set(re.findall(r'href="#([^"]+)"', html))
        assert targets <= set(re.findall(r'id="([^"]+)"', html))


def test_the_same_model_gives_the_same_bytes(
    trained: tuple[Path, Path, TrainingReport], night: Ended, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(night.store, store)
    for name in ("scores", "contributions", "review_list", "listing_history", "feature_entries"):
        shutil.rmtree(store / "data" / name)
    again = run_night(trained[0], store)
    assert hashes(again.site) == hashes(night.site)


def test_a_model_that_learned_from_invented_records_is_never_used_on_real_ones(
    trained: tuple[Path, Path, TrainingReport], night: Ended, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(night.store, store)
    settings = tmp_path / "real.toml"
    text = DEMO.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("data_is_invented = true", "data_is_invented = false"), encoding="utf-8"
    )
    ended = run_night(trained[0], store, settings_file=settings)
    assert "No model is in use" in ended.page("index.html")


def test_training_needs_a_night_first(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No night has been run in this store"):
        run_training(store=tmp_path, settings_file=None)
