"""What agencies' records say of each other, before any are linked."""

from __future__ import annotations

import pandas as pd

from core.catalogue import SOURCE_EVENTS, SOURCE_PERSONS
from expectations.between_agencies import check_between_agencies

NUMBER = "9434765919"


def _persons(*said: tuple[str, str, str]) -> pd.DataFrame:
    rows = [
        {
            "agency": agency, "format": "f", "source_person_id": f"{agency}/f/{n}",
            "nhs_number": number, "birth_date": day, "is_disabled": None,
        }
        for n, (agency, number, day) in enumerate(said)
    ]  # fmt: skip
    frame = pd.DataFrame(rows).reindex(columns=SOURCE_PERSONS.columns)
    return SOURCE_PERSONS.conform(frame)


def test_each_feed_is_told_how_many_of_its_records_another_contradicts() -> None:
    persons = _persons(
        ("health", NUMBER, "2015-06-01"),
        ("social_care", NUMBER, "2015-01-06"),
        ("social_care", "9434765870", "2016-01-01"),
    )
    results = check_between_agencies(persons, SOURCE_EVENTS.empty())
    found = results[results["check"] == "ALL01"].set_index("agency")
    assert found[["rows_checked", "rows_failed"]].to_numpy().tolist() == [[1, 1], [1, 1]]
    assert found["table"].unique().tolist() == ["source_persons"]
    # Nobody sent a sex, so nothing was compared, and nothing is taken as agreed.
    assert results.loc[results["check"] == "ALL03", "rows_checked"].tolist() == [0, 0]


def test_without_records_nothing_is_said() -> None:
    assert check_between_agencies(SOURCE_PERSONS.empty(), SOURCE_EVENTS.empty()).empty


def test_the_result_holds_no_value_from_a_record() -> None:
    persons = _persons(("health", NUMBER, "2015-06-01"), ("police", NUMBER, "2015-01-06"))
    text = check_between_agencies(persons, SOURCE_EVENTS.empty()).to_csv()
    assert NUMBER not in text
    assert "2015" not in text
