"""Who lives where is told with what social care can name, and adults keep their references."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from core.catalogue import ADULTS_SET_ASIDE, DELIVERIES, SOURCE_ADULTS, SOURCE_STAYS
from core.store import DatasetRef
from flows.history import PastNight, remember_night
from flows.households import find_homes, of_social_care
from flows.linking import link
from flows.night import Night
from flows.settings import DEMO, load_settings
from tests.support.people import source_persons

DAY = date(2026, 9, 30)
CHILD = "police/ppn/1"
NAMED = pd.DataFrame({"agency": ["social_care"], "format": ["ssd"]})


def _deliveries(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    told = pd.DataFrame(rows, columns=["agency", "format", "received_date", "capabilities"])
    told["received_date"] = pd.to_datetime(told["received_date"])
    told["current_as_of"] = told["received_date"]
    return told.reindex(columns=DELIVERIES.columns)


def test_social_care_that_sent_nothing_names_nobody() -> None:
    assert of_social_care(_deliveries(("police", "ppn", "2026-09-30", "adults")), NAMED) == (
        False,
        None,
    )


def test_what_counts_is_the_newest_delivery_of_each_format() -> None:
    sent = [
        ("social_care", "ssd", "2026-09-01", "adults,concern"),
        ("social_care", "ssd", "2026-09-20", "concern"),
    ]
    assert of_social_care(_deliveries(*sent), NAMED) == (False, date(2026, 9, 20))


def test_records_are_as_current_as_the_format_that_names_adults() -> None:
    sent = [
        ("social_care", "ssd", "2026-09-20", "adults,concern"),
        ("social_care", "cin_census", "2026-09-28", "concern"),
    ]
    assert of_social_care(_deliveries(*sent), NAMED) == (True, date(2026, 9, 20))


def test_no_social_care_names_nobody() -> None:
    sent = [("social_care", "ssd", "2026-09-20", "adults,concern")]
    nobody = NAMED.assign(agency="police")
    assert of_social_care(_deliveries(*sent), nobody) == (False, date(2026, 9, 20))


def _night(folder: Path, day: int) -> Night:
    return Night(
        extracts=folder, store_folder=folder, site=folder, as_of_date=DAY + timedelta(days=day),
        settings=load_settings(DEMO), use_model=False,
    )  # fmt: skip


def _run(folder: Path, *, day: int, agencies: list[str]) -> pd.DataFrame:
    """Run a night on one child, at whose address these agencies recorded one adult."""
    home = {"postcode": "AB1 2CD", "address": "4 Elm Road"}
    rows = [
        {"source_record_id": f"{agency}/persons_at_address/1", "agency": agency, "format": "ppn",
         "source_adult_id": f"{agency}/ppn/1", "source_person_id": CHILD, "is_at_address": True,
         "forename": "Morgan", "surname": "Thornley", "birth_date": date(1985, 3, 9), "sex": "F",
         "first_date": date(2026, 5, 1), **home}
        for agency in agencies
    ]  # fmt: skip
    child = {
        "source_person_id": CHILD, "forename": "Ffion", "surname": "Ash",
        "birth_date": date(2014, 3, 9), **home,
    }  # fmt: skip
    stay = {
        "source_record_id": "police/nominals/1", "source_person_id": CHILD, "agency": "police",
        "format": "ppn", "first_date": date(2026, 1, 1), **home,
    }  # fmt: skip
    night = _night(folder, day)
    made: dict[str, Any] = {
        "source_persons": source_persons([child]),
        "source_stays": pd.DataFrame([stay]).reindex(columns=SOURCE_STAYS.columns),
        "source_adults": pd.DataFrame(rows).reindex(columns=SOURCE_ADULTS.columns),
        "adults_set_aside": ADULTS_SET_ASIDE.empty(),
        "deliveries": DELIVERIES.empty(),
    }
    refs = {n: night.store.write(DatasetRef(n, f"{day}"), rows) for n, rows in made.items()}
    sources: Any = SimpleNamespace(**refs)
    linked = link.fn(night, sources)
    homes = find_homes.fn(night, sources, linked)
    remember_night(
        folder,
        PastNight(
            as_of_date=night.as_of_date, run_reference="r", outcome="published", listed=0,
            data_is_invented=True, restrictions="", refs={**vars(linked), **vars(homes)},
        ),
    )  # fmt: skip
    return night.store.read(homes.adults_at_address)


def test_an_adult_keeps_the_reference_of_the_night_before(tmp_path: Path) -> None:
    (before,) = _run(tmp_path, day=0, agencies=["police"])["adult_id"]
    after = _run(tmp_path, day=1, agencies=["health", "police"])
    assert set(after["agency"]) == {"health", "police"}
    assert set(after["adult_id"]) == {before}
    assert set(after["named_by_social_care"]) == {"cannot_tell"}


def test_a_night_whose_adults_are_lost_gives_references_anew(tmp_path: Path) -> None:
    _run(tmp_path, day=0, agencies=["police"])
    for path in (tmp_path / "data" / "adult_links").rglob("manifest.json"):
        path.unlink()
    assert len(_run(tmp_path, day=1, agencies=["police"])) == 1
