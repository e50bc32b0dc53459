"""A person keeps their reference from night to night."""

from __future__ import annotations

from core.identifiers import person_reference
from linkage.spine import count_moved, name_clusters


def test_a_cluster_keeps_the_reference_most_of_its_records_had():
    spine = name_clusters([["a", "b", "c"]], {"a": "1-A", "b": "2-B", "c": "2-B"})
    assert spine.person_ids == ("2-B",)
    assert (spine.kept, spine.new) == (1, 0)


def test_an_even_split_goes_to_the_smallest_source_person():
    assert name_clusters([["b", "a"]], {"b": "1-A", "a": "2-B"}).person_ids == ("2-B",)


def test_after_a_split_the_larger_part_keeps_the_reference():
    previous = dict.fromkeys("abc", "1-A")
    spine = name_clusters([["a"], ["b", "c"]], previous)
    assert spine.person_ids == (person_reference("a"), "1-A")
    assert (spine.kept, spine.new) == (1, 1)


def test_who_loses_a_reference_takes_the_next_one_its_records_had():
    previous = {"a": "1-A", "b": "1-A", "c": "1-A", "d": "2-B"}
    assert name_clusters([["a", "b"], ["c", "d"]], previous).person_ids == ("1-A", "2-B")


def test_a_new_person_is_named_after_the_smallest_source_person():
    assert name_clusters([["b", "a"]], {}).person_ids == (person_reference("a"),)


def test_a_reference_of_last_night_is_not_given_to_somebody_else():
    previous = {"gone": person_reference("a")}
    assert name_clusters([["a"]], previous).person_ids == (person_reference("a", attempt=1),)


def test_the_order_of_clusters_decides_nothing():
    previous = dict.fromkeys("abcd", "1-A")
    one = name_clusters([["a", "b"], ["c", "d"], ["e"]], previous).person_ids
    other = name_clusters([["e"], ["d", "c"], ["b", "a"]], previous).person_ids
    assert one == other[::-1]


def test_records_that_stand_with_another_person_are_counted():
    assert count_moved({"a": "1", "b": "2", "new": "3"}, {"a": "1", "b": "1", "gone": "9"}) == 1
