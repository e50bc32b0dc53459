"""Linkage against a known truth."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from linkage.evidence import with_every_column
from linkage.quality import (
    calibrate,
    compare_with_truth,
    measure_against_truth,
    measure_by_decisions,
    wilson,
)


def compare(**truth_and_link):
    rows = [(key, true, link) for key, (true, link) in truth_and_link.items()]
    frame = pd.DataFrame(rows, columns=["source_person_id", "true_person_id", "person_id"])
    return compare_with_truth(
        frame[["source_person_id", "person_id"]], frame[["source_person_id", "true_person_id"]]
    )


def test_pairs_are_compared():
    # Linked: ab, ac, bc, de. True: ab, cd, ce, de. Right: ab, de.
    found = compare(a=("x", "1"), b=("x", "1"), c=("y", "1"), d=("y", "2"), e=("y", "2"))
    assert found["precision"] == pytest.approx(2 / 4)
    assert found["recall"] == pytest.approx(2 / 4)
    assert found["f1"] == pytest.approx(0.5)
    assert (found["false_links"], found["missed_links"]) == (2, 2)


def test_nothing_linked_is_no_false_link():
    found = compare(a=("x", "1"), b=("x", "2"))
    assert (found["precision"], found["recall"]) == (1.0, 0.0)


def test_nothing_to_link_is_no_missed_link():
    assert compare(a=("x", "1"), b=("y", "2"))["recall"] == 1.0


def test_everything_wrong_has_no_f1():
    assert compare(a=("x", "1"), b=("y", "1"), c=("x", "2"))["f1"] == 0.0


LINKS = pd.DataFrame({"source_person_id": list("abcd"), "person_id": ["1", "1", "1", "2"]})
TRUTH = pd.DataFrame({"source_person_id": list("abcd"), "true_person_id": ["x", "x", "y", "y"]})
PEOPLE = with_every_column(
    pd.DataFrame(
        {
            "source_person_id": list("abcd"), "agency": "police", "format": "ppn",
            "sex": ["F", "F", "M", "M"], "birth_date": pd.Timestamp("2014-03-09"),
            "postcode": ["AB12 3LN", "AB12 3LN", "ZZ99 3VZ", None],
        }
    )
)  # fmt: skip
AS_OF = date(2026, 11, 23)


def of(found, measure, group, value):
    rows = found.set_index(["measure", "group", "value"])
    return rows.loc[(measure, group, value), ["n", "wrong"]].astype(int).tolist()


def test_false_and_missed_links_are_counted_by_group():
    found = measure_against_truth(LINKS, TRUTH, PEOPLE, as_of_date=AS_OF)
    assert of(found, "false_links", "all", "all") == [6, 4]
    assert of(found, "missed_links", "all", "all") == [4, 2]
    assert of(found, "missed_links", "sex", "F") == [2, 0]
    assert of(found, "missed_links", "address", "no fixed address") == [2, 2]
    assert of(found, "missed_links", "age", "10 to 15") == [4, 2]
    shares = found.dropna(subset=["share"])
    assert (shares["low"].le(shares["share"]) & shares["share"].le(shares["high"])).all()


def test_decisions_say_what_share_of_the_pairs_looked_at_was_wrong():
    queue = pd.DataFrame(
        {
            "source_person_id": ["a", "a", "c"],
            "other_source_person_id": ["b", "c", "d"],
            "is_linked": [True, True, False],
        }
    )
    decisions = pd.DataFrame(
        {
            "source_person_id": ["a", "a", "d"],
            "other_source_person_id": ["b", "c", "c"],
            "decision": ["same", "different", "same"],
            "decided_at": pd.Timestamp("2026-11-23"),
            "decided_by": None,
            "reason": None,
        }
    )
    found = measure_by_decisions(queue, decisions, PEOPLE, as_of_date=AS_OF)
    assert of(found, "false_links", "all", "all") == [2, 1]
    assert of(found, "missed_links", "all", "all") == [1, 1]
    assert of(found, "missed_links", "sex", "F") == [0, 0]
    nobody = found[(found["measure"] == "missed_links") & (found["value"] == "F")].iloc[0]
    assert pd.isna(nobody["share"]), "nothing decided is cannot tell, not zero"


def test_calibration_compares_what_was_said_with_what_is_true():
    weighed = pd.DataFrame(
        {"source_person_id": ["a", "a"], "other_source_person_id": ["b", "c"],
         "match_probability": [0.97, 0.96]}
    )  # fmt: skip
    band = calibrate(weighed, TRUTH).set_index("from_probability").loc[0.95]
    assert (band["pairs"], band["one_child"], band["observed"]) == (2, 1, 0.5)


def test_the_range_of_a_share():
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
