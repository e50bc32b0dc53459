"""A person keeps their reference from night to night."""

from __future__ import annotations

from datetime import date

import pandas as pd

from core.identifiers import person_reference
from linkage.spine import name_clusters, record_changes, resolve, retired_references


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


def test_a_reference_of_an_earlier_night_is_kept_for_who_had_it():
    reference = person_reference("a")
    assert name_clusters([["a"]], {}, reserved={reference}).person_ids != (reference,)
    assert name_clusters([["a"]], {}, earlier={"a": reference}).person_ids == (reference,)


def test_who_was_there_last_night_comes_before_who_was_away():
    spine = name_clusters([["a"], ["b"]], {"b": "1-A"}, earlier={"a": "1-A"})
    assert spine.person_ids[1] == "1-A" != spine.person_ids[0]


def test_a_reference_in_use_elsewhere_is_not_given():
    assert name_clusters([["a"]], {}, earlier={"a": "1-A"}, in_use=["1-A"]).kept == 0


def changes(before, now):
    """Before and now: person by record, such as {"a": "1-A"}."""
    moved = [r for r in sorted(now) if r in before and before[r] != now[r]]
    found = record_changes(
        pd.Series([before[r] for r in moved], dtype="str"),
        pd.Series([now[r] for r in moved], dtype="str"),
        before=pd.Series(sorted(set(before.values()))),
        now=pd.Series(sorted(set(now.values()))),
        night=date(2026, 11, 23),
    )
    rows = found[["what", "old_person_id", "new_person_id"]].astype("object")
    return rows.where(rows.notna(), None).to_numpy().tolist()


def test_what_became_of_each_reference_is_recorded():
    assert changes({"a": "1", "b": "2"}, {"a": "1", "b": "1"}) == [["merged", "2", "1"]]
    assert changes({"a": "1", "b": "1"}, {"a": "1", "b": "3"}) == [["split", "1", "3"]]
    assert changes({"a": "1"}, {"a": "1", "b": "2"}) == [["new", None, "2"]]
    assert changes({"a": "1", "b": "2"}, {"a": "1"}) == [["gone", "2", None]]
    assert changes({"a": "1"}, {"a": "1"}) == []


def test_an_old_reference_is_followed_from_night_to_night():
    nights = pd.DataFrame(
        {"old_person_id": ["1", "2", "9"], "new_person_id": ["2", "3", "4"],
         "what": ["merged", "merged", "split"]}
    )  # fmt: skip
    assert resolve("1", nights, current={"3", "9"}) == ("3",)
    assert resolve("9", nights, current={"3", "9"}) == ("9",)
    assert resolve("7", nights, current={"3"}) == ()


def test_a_reference_given_up_goes_back_when_two_children_come_apart_again():
    own = person_reference("b")
    into = retired_references(_changes(("1-A", own, "merged")).iloc[:0])
    assert into == {}
    into = retired_references(_changes((own, "1-A", "merged"), ("1-A", "2-B", "merged")))
    assert into == {"1-A": {own}, "2-B": {"1-A", own}}
    was = {"a": "2-B", "b": "2-B", "c": "2-B"}
    spine = name_clusters([["a", "c"], ["b"]], was, reserved={own, "1-A"}, retired=into)
    assert spine.person_ids == ("2-B", own)
    # Not to records for which it was never made.
    spine = name_clusters([["b", "c"], ["a"]], was, reserved={own, "1-A"}, retired=into)
    assert spine.person_ids == ("2-B", person_reference("a"))


def test_a_story_that_was_put_together_and_came_apart_may_be_with_either():
    changes = _changes(("1-A", "2-B", "merged"), ("2-B", "3-C", "split"), ("1-A", "9-Z", "split"))
    assert resolve("1-A", changes, current={"2-B", "3-C", "9-Z"}) == ("2-B", "3-C")
    assert resolve("1-A", changes, current={"1-A", "2-B", "3-C"}) == ("1-A",)


def _changes(*rows: tuple[str, str, str]) -> pd.DataFrame:
    columns = ["old_person_id", "new_person_id", "what"]
    return pd.DataFrame(rows, columns=columns).assign(night=pd.NaT)
