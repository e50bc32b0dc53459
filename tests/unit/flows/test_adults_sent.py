"""Social care denies an adult only where all its rows about adults came, and could be used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from agencies.delivery import Holds
from agencies.feeds import find_feed
from flows.check import by_feed, open_deliveries
from flows.households import of_social_care
from flows.intake import Intake, StandingRefs, check_files
from flows.night import Night
from flows.receive import receive_files
from flows.settings import DEMO, load_settings
from flows.sources import describe_sources

Sent = dict[str, pd.DataFrame]
Send = Callable[..., Sent]

ANN = {"pers_person_id": "C1", "pers_forename": "Ann", "pers_surname": "Ashworth",
       "pers_dob": "2015-04-04"}  # fmt: skip
KATE = {"nada_table_id": "1", "nada_person_id": "C1", "nada_adult_id": "A1", "nada_forename": "Kate",
        "nada_surname": "Ashworth", "nada_dob": "1988-05-02"}  # fmt: skip
LEE = {**KATE, "nada_table_id": "2", "nada_adult_id": "A2", "nada_forename": "Lee"}


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Give a function that receives one more delivery of social care, and what then stands."""
    days: list[int] = []

    def _send(
        adults: list[dict[str, str]] | None,
        *,
        holds: Holds = "everything",
        ann: dict[str, str] = ANN,
    ) -> Sent:
        days.append(len(days) + 1)
        receive_files(
            list(_write(tmp_path / f"sent {days[-1]}", ssd_person=[ann], named_adults=adults)),
            extracts=tmp_path / "extracts", agency="social_care", format_="ssd",
            received_date=date(2026, 1, days[-1]), area="Exampleshire", can_record_sharing=False,
            coverage=(date(2026, 1, 1), date(2026, 1, days[-1])), holds=holds,
        )  # fmt: skip
        return _take_in(tmp_path)

    return _send


def _write(folder: Path, **rows: list[dict[str, str]] | None) -> list[Path]:
    folder.mkdir()
    paths = []
    for table in find_feed("social_care", "ssd").tables:
        sent = rows.get(table.name, None if table.optional else [])
        if sent is not None:
            names = [column.name for column in table.columns]
            paths.append(folder / f"{table.name}.csv")
            pd.DataFrame(sent, columns=names).to_csv(paths[-1], index=False)
    return paths


def _take_in(folder: Path) -> Sent:
    night = Night(
        extracts=folder / "extracts", store_folder=folder / "store", site=folder / "site",
        as_of_date=date(2026, 1, 9), settings=load_settings(DEMO), use_model=False,
    )  # fmt: skip
    deliveries, unreadable = open_deliveries(
        sorted((folder / "extracts" / "social_care" / "ssd").iterdir())
    )
    assert not unreadable
    checked, standing = [], StandingRefs({})
    for _, ordered in by_feed(deliveries):
        for delivery in ordered:
            checked.append(check_files.fn(night, delivery, standing))
            standing = checked[-1].standing
    assert not any(one.is_refused for one in checked)
    refs = vars(describe_sources.fn(night, Intake(tuple(checked), ())))
    return {name: night.store.read(ref) for name, ref in refs.items()}


def can_name(sent: Sent) -> bool:
    return of_social_care(sent["deliveries"], sent["source_adults"])[0]


def test_a_whole_table_of_adults_can_deny(send: Send) -> None:
    assert can_name(send([KATE]))
    assert can_name(send([LEE], holds="changes"))


@pytest.mark.parametrize("whole", [None, []], ids=["not sent", "header only"])
def test_a_few_adults_among_changes_only_deny_nobody(
    send: Send, whole: list[dict[str, str]]
) -> None:
    assert not can_name(send(whole))
    sent = send([KATE, LEE], holds="changes")
    assert len(sent["source_adults"]) == 2
    assert not can_name(sent)


def test_a_newer_whole_delivery_without_the_table_denies_nobody(send: Send) -> None:
    assert can_name(send([KATE]))
    assert not can_name(send(None))


def test_adults_that_were_all_taken_back_deny_nobody(send: Send) -> None:
    assert can_name(send([KATE]))
    sent = send([{**KATE, "purge": "Y"}], holds="changes")
    assert sent["source_adults"].empty
    assert not can_name(sent)


def test_what_was_set_aside_is_kept_to_compare_names_with(send: Send) -> None:
    sent = send([KATE, {**LEE, "nada_person_id": ""}])
    (row,) = sent["adults_set_aside"].to_dict("records")
    assert (row["forename"], row["surname"]) == ("Lee", "Ashworth")
    assert pd.isna(row["source_person_id"])
    assert len(sent["source_adults"]) == 1


def test_adults_of_a_child_that_was_set_aside_are_set_aside(send: Send) -> None:
    sent = send([KATE, {**LEE, "nada_person_id": "C2"}])
    assert sent["adults_set_aside"]["source_person_id"].tolist() == ["social_care/ssd/C2"]


def test_where_all_can_be_used_nothing_is_set_aside(send: Send) -> None:
    assert send([KATE, LEE])["adults_set_aside"].empty
