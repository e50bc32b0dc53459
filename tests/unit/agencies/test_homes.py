"""Who is a child on a day, who is the same person, and where extracts and censuses say they live."""

from __future__ import annotations

import pandas as pd
import pytest

from agencies.education import FEEDS as EDUCATION
from agencies.feeds import all_feeds
from agencies.homes import is_same_person, is_under_age
from agencies.housing_and_adults import FEEDS as HOUSING
from agencies.identity import join_words, other_postcodes
from agencies.social_care.family_context import FEED as CSC
from core.catalogue import SOURCE_ADULTS, SOURCE_STAYS
from tests.support.agency_tables import accepted

CENSUS, PUPILS = EDUCATION
(TENANTS,) = HOUSING
ADA = {
    "Cms Id": "4", "First Name": "Ada", "Last Name": "Marsh", "Date Of Birth": "2015-06-07",
    "Gender": "Female", "Address": "Flat 3\n4 Mill Lane\nAnytown\nZZ1 1AA",
    "Start Date Of Last Involvement": "2025-03-04", "Date Current As Of": "2026-01-31",
}  # fmt: skip
BEN = {**ADA, "Cms Id": "5", "First Name": "Ben", "Date Of Birth": "1985-06-07", "Gender": "Male"}


def dates(*said: str) -> pd.Series:
    return pd.Series(pd.to_datetime(list(said)), dtype="datetime64[us]")


def test_the_eighteenth_birthday_makes_an_adult_and_a_gap_tells_nothing():
    births = dates("2008-02-29", "2008-02-29", "2008-03-01", "", "0001-01-01", "9999-01-01")
    days = dates("2026-02-27", "2026-02-28", "", "2026-01-01", "2026-01-01", "2026-01-01")
    found = is_under_age(births, days)
    assert found.astype("object").where(found.notna(), None).tolist() == [
        True, False, None, None, False, True,
    ]  # fmt: skip


def test_the_same_person_has_the_same_names_and_birth_and_without_one_nobody_can_tell():
    one = pd.DataFrame(
        {"forename": ["Ada", "Ada", "Ada", None], "surname": "Marsh",
         "birth_date": dates("2015-06-07", "2015-06-07", "2015-06-07", "2015-06-07")}
    )  # fmt: skip
    other = one.assign(forename="ADA", surname=["marsh", "Pike", "Marsh", "Marsh"])
    other.loc[2, "birth_date"] = pd.Timestamp("2015-07-06")
    found = is_same_person(one, other)
    assert found.astype("object").where(found.notna(), None).tolist() == [True, False, False, None]


def test_names_are_joined_and_a_gap_leaves_no_space():
    one, two = (
        pd.Series(texts, dtype="str") for texts in (["Ada", None, None], ["Marsh", "X", None])
    )
    assert join_words(one, two).fillna("-").tolist() == ["Ada Marsh", "X", "-"]


def test_postcodes_before_are_each_person_s_own_without_the_current_one():
    found = other_postcodes(
        pd.Series(["A", "A", "A", "B", "B", "C"]),
        pd.Series(["ZZ1 1AA", "ZZ2 2BB", "ZZ2 2BB", "ZZ1 1AA", None, "ZZ3 3CC"], dtype="str"),
        current=pd.Series(["ZZ1 1AA", None, "ZZ3 3CC"], dtype="str"),
        own_ids=pd.Series(["A", "B", "C"]),
    )
    assert found.fillna("-").tolist() == ["ZZ22BB", "ZZ11AA", "-"]


@pytest.mark.parametrize(("feed", "table"), [(CSC, "csc"), (PUPILS, "education")])
def test_an_extract_tells_where_a_child_lives_on_its_day_and_not_since_when(feed, table):
    rows = [
        ADA,
        {**ADA, "Cms Id": "6", "Address": ""},
        {**ADA, "Cms Id": "7", "Date Current As Of": ""},
    ]
    stays = SOURCE_STAYS.conform(feed.to_stays(accepted(feed, **{table: rows})))
    assert stays["source_person_id"].str[-1].tolist() == ["4", "7"]
    assert set(stays["address"]) == {"Flat 3 4 Mill Lane"}
    assert stays["first_date"].tolist() == [pd.Timestamp("2026-01-31"), pd.NaT]
    assert stays["last_date"].isna().all()
    assert set(stays["source_person_id"]) <= set(
        feed.to_persons(accepted(feed, **{table: rows}))["source_person_id"]
    )
    assert feed.to_adults is None


def test_housing_tells_children_from_adults_by_the_day_of_the_extract():
    eighteen = {**ADA, "Cms Id": "6", "Date Of Birth": "2008-01-31"}
    nearly = {**ADA, "Cms Id": "7", "Date Of Birth": "2008-02-01"}
    unknown = {**ADA, "Cms Id": "8", "Date Of Birth": ""}
    tables = accepted(TENANTS, housing=[ADA, BEN, eighteen, nearly, unknown])
    adults, stays = TENANTS.to_adults(tables), TENANTS.to_stays(tables)
    assert adults["source_adult_id"].str[-1].tolist() == ["5", "6", "8"]
    assert stays["source_person_id"].str[-1].tolist() == ["4", "7"]
    ben = SOURCE_ADULTS.conform(adults).iloc[0]
    assert ben["source_adult_id"] == "housing_and_adults/family_context/housing-5"
    assert (ben["forename"], ben["sex"], ben["postcode"]) == ("Ben", "M", "ZZ1 1AA")
    assert (ben["is_at_address"], ben["first_date"]) == (True, pd.Timestamp("2026-01-31"))
    assert pd.isna(ben["source_person_id"])


def test_without_the_day_of_the_extract_the_latest_day_it_speaks_of_decides():
    row = {**ADA, "Date Current As Of": "", "Date Of Birth": "2007-03-05"}
    tables = accepted(
        TENANTS, housing=[row, {**row, "Cms Id": "5", "Coverage End Date": "2025-12-31"}]
    )
    assert TENANTS.to_adults(tables)["source_adult_id"].str[-1].tolist() == ["5"]
    undated = {**row, "Start Date Of Last Involvement": ""}
    assert len(TENANTS.to_adults(accepted(TENANTS, housing=[undated]))) == 1


def test_an_adult_without_an_address_is_only_named_and_both_extracts_count():
    tables = accepted(TENANTS, housing=[{**BEN, "Address": ""}], adult_social_care=[BEN])
    adults = TENANTS.to_adults(tables)
    assert adults["is_at_address"].tolist() == [False, True]
    assert adults["source_record_id"].is_unique
    assert TENANTS.to_stays(tables).empty


COLLECTIONS = [("2024", "autumn"), ("2025", "spring"), ("2025", "summer"), ("2025", "autumn")]
DAYS = ["2024-10-03", "2025-01-16", "2025-05-15", "2025-10-02"]


def pupil_at(*homes: tuple[str, ...]) -> pd.DataFrame:
    """Give the stays of a pupil whose streets, collection by collection, are these."""
    rows = [
        {"collection_year": year, "collection_term": term, "pupilonrolltableid": "U1",
         "NativeId": "SCH1", "addressesonrollorderseqcolumn": str(order), "postcode": "ZZ1 1AA",
         "addressline1": street, "addressesonrolltableid": f"{year}{term}{order}"}
        for (year, term), streets in zip(COLLECTIONS, homes, strict=False)
        for order, street in enumerate(streets)
    ]  # fmt: skip
    return SOURCE_STAYS.conform(CENSUS.to_stays(accepted(CENSUS, addressesonroll=rows)))


def spans(stays: pd.DataFrame) -> list[tuple[str, str, str]]:
    first, last = (stays[f"{end}_date"].dt.strftime("%Y-%m-%d") for end in ("first", "last"))
    return sorted(zip(stays["address"], first, last.fillna("-"), strict=True))


def test_a_pupil_stays_from_census_day_to_census_day():
    assert spans(pupil_at(("Low",), ("Low",), ("High",), ("High",))) == [
        ("High", DAYS[2], "-"), ("Low", DAYS[0], DAYS[1]),
    ]  # fmt: skip


def test_a_pupil_may_move_back_and_may_live_at_two_addresses():
    assert spans(pupil_at(("Low",), ("High",), ("Low",))) == [
        ("High", DAYS[1], DAYS[1]), ("Low", DAYS[0], DAYS[0]), ("Low", DAYS[2], "-"),
    ]  # fmt: skip
    assert spans(pupil_at(("Low", "High"), ("High", "Low"), ("High",))) == [
        ("High", DAYS[0], "-"), ("Low", DAYS[0], DAYS[1]),
    ]  # fmt: skip


def test_a_collection_without_an_address_of_the_pupil_ends_no_stay():
    assert spans(pupil_at(("Low",), (), ("Low",))) == [("Low", DAYS[0], "-")]
    (stay,) = pupil_at(("Low",), ("Low",)).itertuples()
    assert stay.source_record_id == "education/addressesonroll/2024-autumn-2024autumn0"
    assert stay.source_person_id == "education/school_census/U1"


def test_former_postcodes_of_a_pupil_are_those_of_other_collections():
    address = {"pupilonrolltableid": "U1", "NativeId": "SCH1", "addressesonrollorderseqcolumn": "1"}
    autumn, spring = ({"collection_year": y, "collection_term": t} for y, t in COLLECTIONS[:2])
    tables = {
        "pupilonroll": [{**spring, "pupilonrolltableid": one, "NativeId": "SCH1"} for one in ("U1", "U2")],
        "addressesonroll": [
            {**autumn, **address, "postcode": "ZZ2 2BB"}, {**spring, **address, "postcode": "ZZ1 1AA"},
        ],
    }  # fmt: skip
    persons = CENSUS.to_persons(accepted(CENSUS, **tables))
    assert persons["postcodes_before"].fillna("-").tolist() == ["ZZ22BB", "-"]


@pytest.mark.parametrize("feed", all_feeds(), ids=lambda feed: f"{feed.agency.code}/{feed.format}")
def test_no_row_of_any_feed_gives_no_stay_and_no_adult(feed):
    for make, dataset in ((feed.to_stays, SOURCE_STAYS), (feed.to_adults, SOURCE_ADULTS)):
        if make is not None:
            for rows in ({}, {table.name: [] for table in feed.tables}):
                found = make(accepted(feed, **rows))
                pd.testing.assert_frame_equal(dataset.conform(found), dataset.empty())


def test_feeds_without_a_dated_address_or_an_adult_tell_of_none():
    said = {
        f"{feed.agency.code}/{feed.format}": (feed.to_stays is not None, feed.to_adults is not None)
        for feed in all_feeds()
    }
    assert {feed for feed, (stays, _) in said.items() if stays} == {
        "education/family_context", "education/school_census", "housing_and_adults/family_context",
        "police/ppn", "social_care/family_context", "social_care/ssd",
    }  # fmt: skip
    assert {feed for feed, (_, adults) in said.items() if adults} == {
        "housing_and_adults/family_context", "police/ppn", "social_care/ssd",
    }  # fmt: skip
