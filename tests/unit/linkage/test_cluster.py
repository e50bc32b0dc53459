"""Joining records, and how sure each joining is."""

from __future__ import annotations

from datetime import date

import pytest

from linkage.apart import Pair, Record
from linkage.certainty import Certainty, judge_links
from linkage.cluster import cluster_records

BORN = date(2014, 3, 9)


def record(number, feed, forename="reuben", born=BORN, **values):
    held = {"surname": "thornley", "sex": "M", "nhs_number": "", "upn": "", **values}
    return Record(number=number, feed=feed, forename=forename, birth_date=born, **held)


def details(left, right, weight=20.0):
    return Pair(left, right, "details", weight, 1 - 1 / (1 + 2**weight))


def identifier(left, right):
    return Pair(left, right, "identifier", 7.0, 1.0)


def cluster(records, pairs):
    return cluster_records({r.number: r for r in records}, pairs)


def why(clusters):
    return [reason for _, reason in clusters.refused]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (record(2, "police", forename="isaac"), "forenames"),
        (record(2, "police", born=date(2016, 8, 21)), "birth_dates"),
        (record(2, "police", nhs_number="2"), "nhs_numbers"),
        (record(2, "police", forename="reubena", sex="F"), "sexes"),
        (record(2, "health", forename="reub"), "same_feed"),
    ],
)
def test_what_cannot_be_one_child_stays_apart(other, reason):
    clusters = cluster([record(1, "health", nhs_number="1"), other], [details(1, 2)])
    assert clusters.root == {1: 1, 2: 2}
    assert why(clusters) == [reason]


def test_two_upns_stay_apart_unless_all_else_agrees():
    one, other = record(1, "education", upn="A"), record(2, "social_care", upn="B")
    assert why(cluster([one, other], [details(1, 2, weight=10.0)])) == ["upns"]
    alike = cluster([one, other], [details(1, 2, weight=20.0)])
    assert alike.refused == []
    assert alike.used[0].needs_check


def test_a_chain_does_not_join_its_ends():
    records = [
        record(1, "health"),
        record(2, "education", born=None),
        record(3, "police", born=date(1986, 11, 17)),
    ]
    clusters = cluster(records, [details(1, 2, 12.0), details(2, 3, 8.0)])
    assert clusters.root[1] == clusters.root[2] != clusters.root[3]
    assert why(clusters) == ["birth_dates"]


def test_one_upn_under_two_nhs_numbers_is_a_conflict():
    records = [
        record(1, "health", nhs_number="1", upn="A"),
        record(2, "social_care", nhs_number="2", upn="A"),
    ]
    assert why(cluster(records, [identifier(1, 2)])) == ["nhs_numbers"]


def test_an_identifier_that_name_and_date_contradict_does_not_link():
    born = date(2017, 10, 26)
    records = [record(1, "health"), record(2, "social_care", forename="isaac", born=born)]
    assert why(cluster(records, [identifier(1, 2)])) == ["identifier_conflict"]
    unnamed = record(2, "social_care", forename="", surname="ashby", born=born)
    assert why(cluster([records[0], unnamed], [identifier(1, 2)])) == ["identifier_conflict"]
    swapped = record(2, "social_care", forename="thornley", surname="reuben", born=born)
    assert why(cluster([records[0], swapped], [identifier(1, 2)])) == []


def test_a_record_is_as_sure_as_the_weakest_link_to_the_core():
    records = [record(n, feed) for n, feed in enumerate("abcd", start=1)]
    pairs = [identifier(2, 3), details(3, 1, 20.0), details(1, 4, 8.0)]
    judged = judge_links(cluster(records, pairs))
    assert judged[2] == judged[3] == Certainty("identifier", None, needs_check=False)
    assert judged[1] == Certainty("details", pairs[1].probability, needs_check=False)
    assert judged[4] == Certainty("details", pairs[2].probability, needs_check=False)


def test_a_weak_link_is_one_to_check_for_both_its_ends():
    judged = judge_links(cluster([record(1, "a"), record(2, "b")], [details(1, 2, 5.0)]))
    assert judged[1] == judged[2]
    assert judged[1].needs_check


def test_a_record_of_its_own_is_alone():
    judged = judge_links(cluster([record(1, "a")], []))
    assert judged == {1: Certainty("alone", None, needs_check=False)}


def test_nearly_agreeing_with_another_child_is_one_to_check():
    records = [record(1, "a"), record(2, "a", forename="reub"), record(3, "b")]
    judged = judge_links(cluster(records, [details(1, 3, 20.0), details(2, 3, 18.0)]))
    assert judged[3].needs_check
    judged = judge_links(cluster(records, [details(1, 3, 20.0), details(2, 3, 10.0)]))
    assert not judged[3].needs_check


def test_the_largest_part_held_by_identifiers_is_the_core():
    records = [record(n, feed) for n, feed in enumerate("abcde", start=1)]
    pairs = [identifier(1, 2), identifier(3, 4), identifier(4, 5), details(2, 3, 20.0)]
    judged = judge_links(cluster(records, pairs))
    assert [judged[n].matched_by for n in (1, 2, 3, 4, 5)] == ["details"] * 2 + ["identifier"] * 3


def test_an_initial_does_not_tie_two_siblings():
    records = [
        record(1, "health", forename="jack"),
        record(2, "education", forename="j"),
        record(3, "police", forename="james"),
    ]
    clusters = cluster(records, [details(1, 2, 20.0), details(2, 3, 15.0)])
    assert why(clusters) == ["forenames"]


def test_a_record_behind_a_weak_link_is_as_weak():
    pairs = [details(1, 2, 6.0), details(2, 3, 20.0)]
    judged = judge_links(cluster([record(n, feed) for n, feed in enumerate("abc", 1)], pairs))
    assert judged[3].probability == pairs[0].probability
    assert judged[3].needs_check


def test_the_first_record_too_may_nearly_agree_with_another_child():
    records = [record(1, "b"), record(2, "a"), record(3, "a", forename="reub")]
    judged = judge_links(cluster(records, [details(1, 2, 20.0), details(1, 3, 18.0)]))
    assert judged[1].needs_check
