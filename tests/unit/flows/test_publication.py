"""A held night keeps the last list only if nobody new can be restricted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agencies.delivery import find_deliveries
from core.store import DatasetRef
from flows.gathered import Gathered
from flows.history import PastNight, remember_night, restrictions_of
from flows.night import Night
from flows.publication import must_take_down
from flows.receive import receive_files
from flows.settings import DEMO, load_settings

if TYPE_CHECKING:
    from tests.unit.flows.conftest import Send

DAY = date(2026, 1, 1)


def _list(extracts: Path, day: date) -> Path:
    extracts.mkdir(parents=True, exist_ok=True)
    path = extracts / "restrictions_list.csv"
    path.write_text(
        "restriction_id,nhs_number,upn,forename,surname,date_of_birth,postcode\n", "utf-8"
    )
    return receive_files(
        [path], extracts=extracts, agency="restrictions", format_="restrictions_list",
        received_date=day, coverage=(day, day), area="", can_record_sharing=False,
    ).folder  # fmt: skip


@pytest.fixture
def night(tmp_path: Path, extracts: Path) -> Night:
    """Give the night after one that showed a list, with the restrictions it respected."""
    _list(extracts, DAY)
    shown = PastNight(
        as_of_date=DAY, run_reference="r", outcome="published", data_is_invented=True, listed=1,
        restrictions=restrictions_of(find_deliveries(extracts, until=DAY)),
        refs={"review_list": DatasetRef("review_list", "key")},
    )  # fmt: skip
    remember_night(tmp_path / "store", shown)
    return Night(
        extracts=extracts, store_folder=tmp_path / "store", site=tmp_path / "site",
        as_of_date=date(2026, 1, 9), settings=load_settings(DEMO), use_model=False,
    )  # fmt: skip


def _must_take_down(night: Night) -> bool:
    return must_take_down(night, Gathered(run_at=None))  # type: ignore[arg-type]  # before any step


def test_the_same_restrictions_keep_the_list_whatever_else_cannot_be_read(
    night: Night, send: Send
) -> None:
    manifest = send(2, {"notice_id": "P1"}).folder / "manifest.toml"
    manifest.write_text("x", encoding="utf-8")
    assert not _must_take_down(night)


@pytest.mark.parametrize("fault", ["not readable", "no manifest", "no list"])
def test_restrictions_that_nobody_can_read_take_the_list_down(night: Night, fault: str) -> None:
    folder = night.extracts / "restrictions" / "restrictions_list" / DAY.isoformat()
    if fault != "no list":
        folder = _list(night.extracts, date(2026, 1, 2))
    if fault == "not readable":
        (folder / "manifest.toml").write_text("x", encoding="utf-8")
    else:
        (folder / "manifest.toml").unlink()
    if fault == "no list":
        (folder / "restrictions_list.csv").unlink()
    # Without any list nothing new is known; the list made with the last one stays, dated.
    assert _must_take_down(night) == (fault != "no list")
