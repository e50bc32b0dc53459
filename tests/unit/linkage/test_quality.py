"""Linkage against a known truth."""

from __future__ import annotations

import pandas as pd
import pytest

from linkage.quality import compare_with_truth


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
