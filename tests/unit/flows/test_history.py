from __future__ import annotations

from datetime import date
from pathlib import Path

from core.store import DatasetRef
from flows.history import PastNight, last_night_before, past_nights, remember_night


def _night(day: int, *, linked: bool = True) -> PastNight:
    refs = {"links": DatasetRef("links", f"key{day}")} if linked else {}
    return PastNight(
        as_of_date=date(2026, 9, day), run_reference=f"r-{day}", outcome="published", listed=day,
        refs=refs, counts={"rows in": 10 * day}, data_is_invented=True, restrictions="a",
    )  # fmt: skip


def test_a_night_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    remember_night(tmp_path, _night(1))
    assert past_nights(tmp_path) == [_night(1)]


def test_the_last_night_is_the_last_one_before_the_date_that_linked_persons(tmp_path: Path) -> None:
    for night in (_night(1), _night(2), _night(3, linked=False), _night(4)):
        remember_night(tmp_path, night)
    assert last_night_before(tmp_path, date(2026, 9, 4)) == _night(2)
    assert last_night_before(tmp_path, date(2026, 9, 1)) is None


def test_a_night_that_ran_again_takes_its_own_place(tmp_path: Path) -> None:
    remember_night(tmp_path, _night(1))
    remember_night(tmp_path, _night(1))
    assert len(past_nights(tmp_path)) == 1


def test_a_store_without_nights_has_none(tmp_path: Path) -> None:
    assert past_nights(tmp_path) == []
