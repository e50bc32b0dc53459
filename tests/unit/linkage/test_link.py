"""Linking as a whole: every record once, any order, any night, fast enough."""

from __future__ import annotations

import logging
import time

import pandas as pd
import pytest

from core.catalogue import SOURCE_PERSONS
from core.errors import LinkageError
from linkage.comparisons import COMPARISONS
from linkage.link import Before, _require_all, link_persons
from linkage.quality import compare_with_truth
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.people import invent_people


@pytest.fixture(scope="module")
def people():
    return invent_people(400, seed=5)


@pytest.fixture(scope="module")
def linked(people):
    return first_night(people.source_persons)


def first_night(source_persons):
    return link_persons(source_persons, parameters=REVIEWED_PARAMETERS)


def test_every_source_person_is_with_exactly_one_person(people, linked):
    keys = people.source_persons["source_person_id"]
    assert sorted(linked.links["source_person_id"]) == sorted(keys)
    assert set(linked.links["person_id"]) == set(linked.persons["person_id"])
    assert linked.persons["person_id"].is_unique


def test_the_summary_adds_up(linked):
    summary = linked.summary
    ways = summary["by_identifier"] + summary["by_details"] + summary["alone"]
    assert summary["source_persons"] == len(linked.links) == ways
    assert summary["persons"] == len(linked.persons) == summary["person_ids_new"]
    assert summary["needs_check"] == linked.links["needs_check"].sum()


def test_noisy_records_are_put_together_and_hardly_ever_wrongly(people, linked):
    found = compare_with_truth(linked.links, people.truth)
    assert found["precision"] >= 0.995
    assert found["recall"] >= 0.93


def test_the_order_of_rows_decides_nothing(people, linked):
    shuffled = first_night(people.source_persons.sample(frac=1, random_state=11))
    pd.testing.assert_frame_equal(shuffled.links, linked.links)
    pd.testing.assert_frame_equal(shuffled.persons, linked.persons)
    assert shuffled.summary == linked.summary


def test_the_same_records_keep_their_references_the_next_night(people, linked):
    again = link_persons(
        people.source_persons, parameters=REVIEWED_PARAMETERS, before=Before(links=linked.links)
    )
    pd.testing.assert_frame_equal(again.links, linked.links)
    assert again.summary["person_ids_new"] == again.summary["moved_since_last_night"] == 0


def test_references_hold_when_an_agency_drops_out(people, linked):
    fewer = people.source_persons[people.source_persons["agency"] != "education"]
    next_night = link_persons(
        fewer, parameters=REVIEWED_PARAMETERS, before=Before(links=linked.links)
    )
    before = linked.links.set_index("source_person_id")["person_id"]
    after = next_night.links.set_index("source_person_id")["person_id"]
    moved = (before[after.index] != after).sum()
    assert moved == next_night.summary["moved_since_last_night"]
    assert moved < 0.05 * len(after)


def test_a_match_on_details_has_a_probability_and_no_other_has(linked):
    is_details = linked.links["matched_by"] == "details"
    assert linked.links["match_probability"].notna().eq(is_details).all()
    assert linked.links.loc[is_details, "match_probability"].between(0.95, 1).all()


def test_a_record_alone_shares_its_person_with_nobody(linked):
    sizes = linked.links.groupby("person_id")["source_person_id"].transform("size")
    assert (linked.links["matched_by"] == "alone").eq(sizes == 1).all()


def test_a_source_person_that_comes_twice_is_refused(people):
    rows = pd.concat([people.source_persons.head(5), people.source_persons.head(2)])
    with pytest.raises(LinkageError, match="comes more than once") as caught:
        first_night(rows)
    assert caught.value.found == "2 repeated of 7 rows"


def test_a_lost_record_stops_the_night():
    with pytest.raises(LinkageError, match="were lost"):
        _require_all(pd.Series(["1-A", None]))


def test_a_night_without_records_has_no_persons():
    empty = first_night(SOURCE_PERSONS.empty())
    assert len(empty.links) == len(empty.persons) == empty.summary["persons"] == 0


def test_one_record_is_one_person(people):
    alone = first_night(people.source_persons.head(1))
    assert alone.links["matched_by"].tolist() == ["alone"]


def test_no_name_is_logged(people, caplog):
    with caplog.at_level(logging.DEBUG):
        first_night(people.source_persons.head(60))
    names = set(people.source_persons["surname"].dropna())
    assert not any(name in caplog.text for name in names)


def test_a_thousand_persons_are_linked_within_three_seconds(people):
    start = time.process_time()
    first_night(people.source_persons.head(1000))
    assert time.process_time() - start < 6, "two threads, 3 seconds each"


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda c: c.name)
def test_every_level_has_a_reviewed_weight_with_a_reason(comparison):
    weights = REVIEWED_PARAMETERS["comparisons"][comparison.name]
    assert set(weights) == {level.code for level in comparison.levels}
    assert all(weight["reason"] for weight in weights.values())
    for side in "mu":
        assert sum(weight[side] for weight in weights.values()) == pytest.approx(1, abs=2e-3)
