"""The demonstration, on counties small enough for a test."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.support.command import wholestory


def test_a_small_county_says_that_no_model_is_fit_and_still_shows_its_night(tmp_path: Path) -> None:
    (tmp_path / "demo" / "county-300-1-2026-09-30.coming").mkdir(parents=True)  # a run was stopped
    for _ in range(2):
        said = wholestory("demo", "--out", tmp_path / "demo", "--children", "300", "--seed", "1")
        assert said.returncode == 0, said.stderr
        assert "is not fit for use" in said.stdout or "No model could be trained" in said.stdout
        assert "Traceback" not in said.stderr
    assert (tmp_path / "demo" / "pages-without-model" / "index.html").exists()
    assert "already there" in said.stderr
    (measured,) = (tmp_path / "demo" / "store" / "data" / "linkage_quality").glob("*/rows.parquet")
    assert "truth" in set(pd.read_parquet(measured)["source"])
