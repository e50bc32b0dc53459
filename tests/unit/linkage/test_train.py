"""Weights learned from records: the same every time, close to sense, or not at all."""

from __future__ import annotations

import json

import pytest

from core.errors import LinkageError
from linkage.link import link_persons
from linkage.quality import compare_with_truth
from linkage.settings import REVIEWED_PARAMETERS
from linkage.train import train_parameters
from tests.support.people import invent_people


@pytest.fixture(scope="module")
def people():
    return invent_people(700, seed=8)


@pytest.fixture(scope="module")
def parameters(people):
    return train_parameters(people.source_persons, seed=3)


def test_the_document_can_be_kept_as_json(parameters):
    assert json.loads(json.dumps(parameters)) == parameters
    assert parameters["version"].startswith("trained-")


def test_the_same_seed_gives_the_same_document_in_any_order_of_rows(people, parameters):
    shuffled = people.source_persons.sample(frac=1, random_state=4)
    assert train_parameters(shuffled, seed=3) == parameters


def test_agreeing_always_weighs_more_than_not(parameters):
    for levels in parameters["comparisons"].values():
        same, other = levels["same"], levels["other"]
        assert same["m"] / same["u"] > 1 > other["m"] / other["u"]


def test_what_is_not_learned_says_so(parameters):
    reviewed = REVIEWED_PARAMETERS["comparisons"]
    assert parameters["comparisons"]["nhs_number"] == reviewed["nhs_number"]
    assert parameters["comparisons"]["surname"]["swapped"] == reviewed["surname"]["swapped"]
    assert parameters["comparisons"]["birth_date"]["same"]["from"] == "trained"


def test_the_reviewed_document_is_not_changed_by_training(parameters):
    assert REVIEWED_PARAMETERS["comparisons"]["birth_date"]["same"]["from"] == "reviewed"
    assert parameters["comparisons"]["birth_date"]["same"]["reason"]


def test_learned_weights_link_as_well_as_reviewed_ones(people, parameters):
    links = link_persons(people.source_persons, parameters=parameters).links
    found = compare_with_truth(links, people.truth)
    assert found["precision"] >= 0.99
    assert found["recall"] >= 0.93


def test_too_few_records_teach_nothing(people):
    with pytest.raises(LinkageError, match="too few records") as caught:
        train_parameters(people.source_persons.head(100), seed=3)
    assert "reviewed parameters" in caught.value.next_step


def test_one_agency_teaches_nothing_about_links(people):
    health = people.source_persons[people.source_persons["agency"] == "health"]
    with pytest.raises(LinkageError, match="too few records"):
        train_parameters(health, seed=3)
