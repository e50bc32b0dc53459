"""The SSDA903 return: what its yearly files say, and that what comes again is one record."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from agencies.parse import count_spellings, parse_tables
from agencies.social_care.ssda903 import FEED
from agencies.social_care.ssda903_tables import TABLES
from core.catalogue import SOURCE_PERSONS
from core.errors import ContractError
from core.vocabulary import Capability
from expectations.checkpoint import check_delivery
from tests.support.agency_tables import accepted
from tests.support.third_party import third_party

ANN = {"CHILD": "A", "DOB": "25/01/2015"}


def episode(began="04/03/2025", reason="S", **cells):
    return {"CHILD": "A", "DECOM": began, "RNE": reason, **cells}


def entries(kind=None, **rows):
    """Give the entries (of one kind) that come of rows about one child."""
    about = {name: [{"CHILD": "A", **row} for row in sent] for name, sent in rows.items()}
    events = FEED.to_events(accepted(FEED, header=[ANN], **about))
    return events if kind is None else events[events["kind"] == kind].reset_index(drop=True)


def person(**cells):
    episodes = cells.pop("episodes", [])
    tables = accepted(FEED, header=[{**ANN, **cells}], episodes=episodes)
    return FEED.to_persons(tables).iloc[0]


def write_return(folder, **files):
    """Write the files of a return; those that must be there are empty unless given."""
    for name, lines in ({"header": ["CHILD,DOB"], "episodes": ["CHILD,DECOM"]} | files).items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


# Reading


def test_files_are_found_with_the_year_before_their_name_or_without_it(tmp_path):
    write_return(tmp_path, **{"2024-reviews": ["CHILD,REVIEW", "A,04/03/2025"]})
    sent = FEED.read(tmp_path)
    assert sent.tables["reviews"]["REVIEW"].tolist() == ["04/03/2025"]
    assert "missing" not in sent.tables
    assert sent.files_ignored == ()


def test_a_file_of_last_year_left_in_the_folder_is_an_error(tmp_path):
    with pytest.raises(ContractError, match=r"episodes was not delivered once.*2 files"):
        FEED.read(write_return(tmp_path, **{"2024-episodes": ["CHILD,DECOM"]}))


def test_files_on_adoption_are_never_read(tmp_path):
    sent = FEED.read(write_return(tmp_path, ad1=["CHILD,DOB"], placed_adoption=["CHILD,DOB"]))
    assert set(sent.tables) == {"header", "episodes"}
    assert sent.files_ignored == ("ad1.csv", "placed_adoption.csv")


def test_a_return_of_before_2024_names_no_worker(tmp_path):
    assert FEED.capabilities == {Capability.WORKER}
    assert FEED.capabilities_of(FEED.read(write_return(tmp_path)).columns) == frozenset()


# Children


@pytest.mark.parametrize(
    ("sent", "sex"), [("1", "M"), ("2", "F"), ("F", "F"), ("U", None), ("3", None)]
)
def test_sex_is_read_as_letters_and_as_the_numbers_of_earlier_years(sent, sex):
    found = person(SEX=sent)["sex"]
    assert (None if pd.isna(found) else found) == sex


def test_sex_in_numbers_is_counted_as_a_spelling():
    columns = [column.name for column in TABLES[0].columns]
    raw = pd.DataFrame({"CHILD": ["A", "B", "C"], "SEX": ["1", "1", "F"]}).reindex(columns=columns)
    counted = count_spellings({"header": raw.astype("str")}, FEED)
    assert counted[["spelling", "code", "rows"]].to_numpy().tolist() == [["1", "M", 2]]


@pytest.mark.parametrize(
    ("sent", "upn"), [("b097131712320", "B097131712320"), ("UN3", None), ("", None)]
)
def test_a_reason_for_having_no_number_is_no_number(sent, upn):
    found = person(UPN=sent)["upn"]
    assert (None if pd.isna(found) else found) == upn


def test_a_child_lives_where_the_latest_episode_says_they_came_from():
    old, new = (
        episode("01/02/2025", HOME_POST="ZZ1 1ZZ"), episode("04/03/2025", HOME_POST="zz22zz")
    )  # fmt: skip
    assert person(episodes=[new, old])["postcode"] == "ZZ2 2ZZ"
    assert person()["birth_date"] == pd.Timestamp("2015-01-25")


# Entries


def test_care_starts_with_the_first_episode_and_ends_with_the_last():
    events = entries(
        episodes=[
            episode("02/01/2025", "S", DEC="02/02/2025", REC="X1"),
            episode("02/02/2025", "P", DEC="04/03/2025", REC="E4A"),
            episode("05/05/2025", "S"),
        ]
    )
    care = events[events["kind"].str.startswith("looked_after")]
    assert care[["kind", "event_date"]].astype("str").to_numpy().tolist() == [
        ["looked_after_started", "2025-01-02"],
        ["looked_after_started", "2025-05-05"],
        ["looked_after_ended", "2025-03-04"],
    ]


@pytest.mark.parametrize(
    ("reason", "kinds"),
    [
        ("S", ["looked_after_started", "placement_started", "address_recorded"]),
        ("P", ["placement_started", "address_recorded"]),
        ("T", ["placement_started", "address_recorded"]),
        ("L", ["legal_status_changed"]),
        ("B", ["legal_status_changed", "placement_started", "address_recorded"]),
        ("U", ["legal_status_changed", "placement_started", "address_recorded"]),
    ],
)
def test_why_an_episode_began_decides_what_is_new(reason, kinds):
    row = episode(reason=reason, PLACE="U6", PL_POST="ZZ1 1ZZ", LS="L1")
    assert entries(episodes=[row])["kind"].tolist() == kinds


def test_a_placement_without_a_postcode_is_no_address():
    assert "address_recorded" not in entries(episodes=[episode(PLACE="U6")])["kind"].tolist()


@pytest.mark.parametrize("status", ["C1", "C2", "D1", "E1"])
def test_an_order_of_a_court_does_not_tell_that_a_child_is_to_be_adopted(status):
    events = entries("legal_status_changed", episodes=[episode(reason="L", LS=status)])
    assert events["detail"].tolist() == ["Order of a court"]


@pytest.mark.parametrize("place", ["A3", "A4", "A5", "A6"])
def test_what_tells_of_adoption_reaches_no_entry(place):
    row = episode(PLACE=place, PL_POST="ZZ9 9ZZ", REASON_PLACE_CHANGE="CARPL", LS="E1",
                  DEC="05/05/2025", REC="E11")  # fmt: skip
    events = entries(episodes=[row])
    assert events["kind"].tolist() == [
        "looked_after_started", "looked_after_ended", "placement_started",
    ]  # fmt: skip
    text = events.to_csv().casefold()
    assert not any(word in text for word in ("adopt", "zz9", "e11", place.casefold()))


def test_reviews_missing_episodes_and_workers_are_entries():
    events = entries(
        reviews=[{"REVIEW": "04/03/2025", "REVIEW_CODE": "PN1"}],
        missing=[{"MISSING": "Away", "MIS_START": "05/03/2025", "MIS_END": "06/03/2025"}],
        social_worker=[{"SW_ID": "SW9", "SW_DECOM": "07/03/2025", "SW_REASON": "LEFTRL"}],
    )
    assert events["kind"].tolist() == [
        "looked_after_review", "missing_episode", "worker_allocated",
    ]  # fmt: skip
    assert events["category"].tolist() == ["routine", "concern", "administrative"]
    assert events["detail"].tolist()[1] == "Away from placement without authorisation"
    assert events["worker"].tolist()[2] == "SW9"


def test_a_day_comes_before_its_month():
    assert entries(episodes=[episode("04/03/2025")])["event_date"].tolist()[0] == pd.Timestamp(
        "2025-03-04"
    )


# The whole feed


def test_the_same_episode_in_two_returns_is_one_record():
    this_year = accepted(FEED, episodes=[episode()])["episodes"]
    next_year = accepted(FEED, episodes=[episode(DEC="05/05/2025", REC="E8")])["episodes"]
    assert this_year["source_record_id"].tolist() == next_year["source_record_id"].tolist()


def test_an_episode_that_ends_before_it_began_is_set_aside_without_its_child():
    row = episode(DEC="05/05/2024", REC="E8")
    checked = check_delivery(accepted(FEED, header=[ANN], episodes=[row]), FEED)
    assert len(checked.quarantined["episodes"]) == 1
    assert len(FEED.to_persons(checked.accepted)) == 1


def test_a_delivery_without_rows_gives_typed_tables_without_rows():
    tables = accepted(FEED)
    assert len(FEED.to_events(tables)) == 0
    assert FEED.to_persons(tables).dtypes.to_dict() == SOURCE_PERSONS.empty().dtypes.to_dict()


@pytest.mark.third_party
@pytest.mark.parametrize(
    ("year", "rows", "aside"),
    [(2017, 7409, 9), (2018, 5579, 6), (2019, 3910, 4), (2020, 2680, 2), (2021, 1863, 2)],
)
def test_five_yearly_returns_are_accepted_but_for_reviews_that_contradict_each_other(
    tmp_path, year, rows, aside
):
    for path in third_party("d2i_demand_model_903").glob(f"{year}-*.csv"):
        shutil.copy(path, tmp_path)
    sent = FEED.read(tmp_path)
    assert sent.files_ignored == ()
    checked = check_delivery(parse_tables(sent.tables, FEED), FEED)
    assert checked.counts["rows_in"].sum() == rows
    assert {name: len(one) for name, one in checked.quarantined.items() if len(one)} == {
        "reviews": aside
    }
    failing = checked.results.query("rows_failed > 0 and action == 'quarantine'")
    assert set(failing["check"]) <= {"copy", "unique:CHILD+REVIEW"}
    events = FEED.to_events(checked.accepted)
    assert not events.duplicated(["source_record_id", "kind"]).any()
