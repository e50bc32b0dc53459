"""What a person decided about two records counts, whatever the weights say, until it is undone."""

from __future__ import annotations

import pandas as pd
import pytest

from core.errors import LinkageError
from linkage.link import Before, link_persons
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.records import read_records, together

STRANGERS = """
    agency | forename | surname  | born       | postcode
    health | Reuben   | Thornley | 2014-03-09 | AB12 3LN
    police | Isaac    | Ashby    | 2011-10-26 | AB27 8QR
"""
ALIKE = """
    agency    | forename | surname  | born       | postcode | address
    health    | Reuben   | Thornley | 2014-03-09 | AB12 3LN | 4 Mill Road
    education | Reuben   | Thornley | 2014-03-09 | AB12 3LN | 4 Mill Road
    police    | Reuben   | Thornley | 2014-03-09 | AB12 3LN | 4 Mill Road
"""


def decide(table, *decisions):
    """Link with decisions such as (1, 2, "same"), made in this order."""
    people = read_records(table)
    ids = people["source_person_id"]
    rows = pd.DataFrame(
        [(ids[one - 1], ids[other - 1], word) for one, other, word in decisions],
        columns=["source_person_id", "other_source_person_id", "decision"],
    ).assign(decided_at=pd.Timestamp("2026-11-23"), decided_by="D-17", reason=None)
    before = Before(decisions=rows if decisions else None)
    return link_persons(people, parameters=REVIEWED_PARAMETERS, before=before)


def test_the_same_joins_whatever_the_weights_say():
    linked = decide(STRANGERS, (1, 2, "same"))
    assert together(linked) == [[1, 2]]
    assert set(linked.links["matched_by"]) == {"decision"}
    assert not linked.links["needs_check"].any()


def test_different_keeps_apart_even_what_is_the_same_in_everything():
    linked = decide(ALIKE, (1, 2, "different"))
    assert together(linked) == [[1], [2], [3]], "the third fits either as well"
    assert set(linked.clerical_queue["why"]) == {"nearly_another_person"}


def test_different_keeps_apart_what_shares_an_nhs_number():
    table = """
        agency      | forename | surname  | born       | nhs
        health      | Reuben   | Thornley | 2014-03-09 | first
        social_care | Reuben   | Thornley | 2014-03-09 | first
    """
    assert together(decide(table, (1, 2, "different"))) == [[1], [2]]


def test_of_two_decisions_on_a_pair_the_newer_counts():
    assert together(decide(STRANGERS, (1, 2, "same"), (2, 1, "different"))) == [[1], [2]]
    assert together(decide(STRANGERS, (1, 2, "different"), (2, 1, "same"))) == [[1, 2]]


@pytest.mark.parametrize("table", [STRANGERS, ALIKE])
@pytest.mark.parametrize("word", ["same", "different"])
def test_a_decision_undone_was_never_made(table, word):
    first, undone = decide(table), decide(table, (1, 2, word), (1, 2, "undo"))
    pd.testing.assert_frame_equal(undone.links, first.links)
    pd.testing.assert_frame_equal(undone.clerical_queue, first.clerical_queue)


def test_decisions_that_contradict_each_other_go_back_to_somebody():
    linked = decide(ALIKE, (1, 2, "same"), (2, 3, "same"), (1, 3, "different"))
    assert linked.clerical_queue["why"].tolist() == ["decisions_contradict"]
    groups = together(linked)
    assert not any({1, 3} <= set(group) for group in groups)


def test_a_decided_pair_does_not_come_again():
    table = """
        agency | forename | surname | born       | sex
        health | Oliver   | Smith   | 2014-03-09 | M
        police | Oliver   | Smith   | 2014-03-11 | M
    """
    assert len(decide(table).clerical_queue) == 1
    for word in ("same", "different"):
        assert decide(table, (1, 2, word)).clerical_queue.empty


def test_a_decision_about_records_that_are_gone_is_kept_and_does_nothing():
    people = read_records(STRANGERS)
    rows = pd.DataFrame(
        {
            "source_person_id": ["health/ecds_csds/77"],
            "other_source_person_id": [people["source_person_id"][0]],
            "decision": "same",
            "decided_at": pd.Timestamp("2026-11-23"),
            "decided_by": None,
            "reason": None,
        }
    )
    before = Before(decisions=rows)
    linked = link_persons(people, parameters=REVIEWED_PARAMETERS, before=before)
    assert together(linked) == [[1], [2]]


def test_a_word_that_is_no_decision_is_refused():
    with pytest.raises(LinkageError, match="clerical decision cannot be read"):
        decide(STRANGERS, (1, 2, "maybe"))
    with pytest.raises(LinkageError, match="clerical decision cannot be read"):
        decide(STRANGERS, (1, 1, "same"))
