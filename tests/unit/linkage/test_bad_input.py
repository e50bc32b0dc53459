"""Bad input neither crashes nor links everybody."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from linkage.link import Before, link_persons
from linkage.settings import MOST_RECORDS_OF_ONE_CHILD, REVIEWED_PARAMETERS
from linkage.table import link_table
from tests.support.people import invent_people, nhs_number, source_persons


def link(rows):
    return link_persons(source_persons(rows), parameters=REVIEWED_PARAMETERS)


def records(count, **values):
    """The same values on so many records of two agencies."""
    feeds = ("health/ecds_csds", "police/ppn")
    return [{"source_person_id": f"{feeds[n % 2]}/{n:05d}", **values} for n in range(count)]


ALL_THERE = {
    "forename": "Reuben", "surname": "Thornley", "birth_date": "2014-03-09", "sex": "M",
    "postcode": "AB12 3LN", "address": "4 Mill Road",
}  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 300])
def test_nothing_at_all_is_known_of_anybody(count):
    linked = link(records(count))
    assert len(linked.persons) == count
    assert linked.clerical_queue.empty


@pytest.mark.parametrize(
    "values",
    [
        ALL_THERE,
        {"forename": "Test", "surname": "Test"},
        {"forename": "Xx", "surname": "Zz", "birth_date": "1901-02-02"},
        {"surname": "Thornley", "postcode": "AB12 3LN"},
        {"other_identifier": "LEGACY0000"},
    ],
)
def test_ten_thousand_records_with_the_same_placeholder_are_not_one_child(values):
    linked = link(records(10_000, **values))
    sizes = linked.links["person_id"].value_counts()
    assert sizes.max() <= MOST_RECORDS_OF_ONE_CHILD


def test_records_that_nothing_tells_apart_are_counted_and_one_pair_is_shown_to_somebody():
    linked = link(records(MOST_RECORDS_OF_ONE_CHILD + 1, **ALL_THERE))
    assert set(linked.links["matched_by"]) == {"alone"}
    assert linked.summary["records_all_alike"] == MOST_RECORDS_OF_ONE_CHILD + 1
    assert linked.clerical_queue["why"].tolist() == ["cluster_too_large"]


def one_number_on(count):
    number = nhs_number(400_000_010)
    return [
        {**row, "forename": f"Name{chr(97 + n % 26)}{chr(97 + n // 26)}", "nhs_number": number,
         "birth_date": f"{2008 + n % 17}-{1 + n % 11:02d}-{2 + n % 26:02d}"}
        for n, row in enumerate(records(count, surname="Thornley", postcode="AB12 3LN"))
    ]  # fmt: skip


def test_one_nhs_number_on_five_hundred_records_is_nobodys_and_goes_to_somebody():
    linked = link(one_number_on(500))
    assert "identifier" not in set(linked.links["matched_by"])
    assert linked.summary["identifiers_overused"] == 500
    assert (linked.clerical_queue["why"] == "identifier_overused").sum() == 1
    assert linked.links["person_id"].value_counts().max() <= MOST_RECORDS_OF_ONE_CHILD


def test_a_table_is_as_safe_from_placeholders_as_a_night():
    rows = [*one_number_on(500), *records(500, **ALL_THERE)[:60]]
    table = pd.DataFrame(rows).assign(source_person_id=[str(n) for n in range(len(rows))])
    linked = link_table(table).linked
    assert {"identifier_overused", "cluster_too_large"} <= set(linked.clerical_queue["why"])
    assert linked.links["person_id"].value_counts().max() <= MOST_RECORDS_OF_ONE_CHILD


def test_a_cluster_that_grows_too_large_is_not_joined_on_details():
    rows = [
        {**row, "agency": None, "address": f"{n} Mill Road"}
        for n, row in enumerate(records(MOST_RECORDS_OF_ONE_CHILD + 5, **ALL_THERE))
    ]
    for n, row in enumerate(rows):
        row["source_person_id"] = f"agency{n}/list/{n}"
    linked = link(rows)
    assert set(linked.links["matched_by"]) == {"alone"}
    assert linked.summary["kept_apart_by_cluster_too_large"] > 0
    whys = linked.clerical_queue["why"].value_counts()
    assert whys["cluster_too_large"] == 1, "one pair stands for all of them"
    assert set(whys.index) <= {"cluster_too_large", "random_sample"}


def test_so_many_alike_that_nobody_compares_them_are_reported_all_the_same():
    half_told = {"forename": "Reuben", "surname": "Thornley", "birth_date": date(2014, 3, 9)}
    linked = link(records(1_000, **half_told))
    assert linked.links["person_id"].nunique() == 1_000
    assert linked.summary["records_all_alike"] == 1_000
    assert linked.clerical_queue["why"].tolist() == ["cluster_too_large"]


def test_a_placeholder_does_not_keep_the_others_from_being_linked():
    people = invent_people(150, seed=3)
    alone = link_persons(people.source_persons, parameters=REVIEWED_PARAMETERS).links
    junk = source_persons(
        [{**row, "source_person_id": f"housing/list/{n}"} for n, row in
         enumerate(records(500, forename="Test", surname="Test", birth_date="1901-02-02"))]
    )  # fmt: skip
    both = pd.concat([people.source_persons, junk], ignore_index=True)
    links = link_persons(both, parameters=REVIEWED_PARAMETERS).links
    kept = links[links["agency"] != "housing"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, alone)


def test_a_night_after_an_empty_one_works_out_everything():
    people = invent_people(20, seed=3).source_persons
    empty = link_persons(people.head(0), parameters=REVIEWED_PARAMETERS)
    before = Before(memory=empty.memory)
    again = link_persons(people, parameters=REVIEWED_PARAMETERS, before=before)
    whole = link_persons(people, parameters=REVIEWED_PARAMETERS)
    pd.testing.assert_frame_equal(again.links, whole.links)
