"""The small county and its night, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.nights import Ended, command_night, small_county


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the extracts folder of a small invented county."""
    return small_county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="session")
def first_night(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """Give a night on the whole county, watched for connections."""
    folder = tmp_path_factory.mktemp("first")
    watch = Path(__file__).parents[1] / "support" / "watch"
    ended = command_night(
        county, folder / "store",
        PYTHONPATH=str(watch), WHOLESTORY_WATCH_FILE=str(folder / "connections.txt"),
    )  # fmt: skip
    assert ended.code == 0, ended.said
    return ended
