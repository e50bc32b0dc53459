"""Linkage against a known truth."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from core.catalogue import CLERICAL_QUEUE
from linkage.evidence import with_every_column
from linkage.link import link_persons
from linkage.quality import (
    calibrate,
    compare_with_truth,
    measure_against_truth,
    measure_by_decisions,
    wilson,
)
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.people import invent_people


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


def decisions_of(*rows):
    """Decisions on pairs as they were given out: one, other, word, is_linked, stratum, its size."""
    columns = ["source_person_id", "other_source_person_id", "decision", "is_linked", "stratum",
               "stratum_pairs"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).assign(decided_at=pd.Timestamp("2026-11-23"))


def share_of(found, source, measure, group="all", value="all"):
    rows = found.set_index(["source", "measure", "group", "value"])
    return rows.loc[(source, measure, group, value)]


def test_pairs_queued_for_a_reason_are_counted_apart_and_say_nothing_about_all_links():
    decisions = decisions_of(
        ("a", "b", "same", True, None, None), ("a", "c", "different", True, None, None),
        ("d", "c", "same", False, None, None),
    )  # fmt: skip
    found = measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF)
    looked_at = share_of(found, "queue", "false_links")
    assert (looked_at["n"], looked_at["wrong"], looked_at["share"]) == (2, 1, 0.5)
    assert share_of(found, "queue", "missed_links")["wrong"] == 1
    of_girls = share_of(found, "queue", "missed_links", "sex", "F")
    assert of_girls["n"] == 0
    assert pd.isna(of_girls["share"]), "nothing decided is cannot tell, not zero"
    for measure in ("false_links", "missed_links"):
        estimate = share_of(found, "clerical", measure)
        assert estimate["n"] == 0
        assert pd.isna(estimate["share"])


def test_a_stratum_counts_by_its_size_not_by_how_much_of_it_was_looked_at():
    # 1 of 2 wrong among 100 uncertain links that are open, 0 of 2 among 9,900 others: 50 of
    # 10,000, and 3 that are known to be right.
    decisions = decisions_of(
        ("a", "b", "same", True, "uncertain", 100), ("a", "c", "different", True, "uncertain", 100),
        ("a", "d", "same", True, "sure", 9_900), ("b", "c", "same", True, "sure", 9_900),
    )  # fmt: skip
    found = share_of(
        measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF), "clerical", "false_links"
    )
    assert (found["n"], found["wrong"]) == (4, 1)
    assert found["share"] == pytest.approx(50 / 10_003)
    assert found["low"] < 0.005
    assert found["high"] > 0.5, "two pairs of 9,900 say next to nothing"


def test_missed_links_are_of_all_pairs_of_one_child():
    # 90 open links, all right, and half of 20 that were kept apart; 2 are known to be one child's.
    decisions = decisions_of(
        ("a", "b", "same", True, "linked", 90),
        ("a", "c", "same", False, "apart", 20), ("b", "c", "different", False, "apart", 20),
    )  # fmt: skip
    found = share_of(
        measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF), "clerical", "missed_links"
    )
    assert (found["n"], found["wrong"]) == (2, 1)
    assert found["share"] == pytest.approx(10 / 102)
    assert found["low"] < 0.1 < found["high"]


def test_no_estimate_while_nobody_decided_about_a_part_of_the_links():
    decisions = decisions_of(("a", "b", "same", True, "sure", 900))
    queue = pd.DataFrame({"stratum": ["uncertain"], "stratum_pairs": [100], "is_linked": [True]})
    alone = measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF)
    assert share_of(alone, "clerical", "false_links")["share"] == 0
    found = measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF, queue=queue)
    assert pd.isna(share_of(found, "clerical", "false_links")["share"])


def test_a_decision_taken_back_counts_no_more():
    first = decisions_of(("a", "b", "different", True, "sure", 900))
    undone = pd.concat([first, first.assign(decision="undo", stratum=None)], ignore_index=True)
    found = share_of(
        measure_by_decisions(undone, PEOPLE, as_of_date=AS_OF), "clerical", "false_links"
    )
    assert found["n"] == 0
    assert measure_by_decisions(undone.head(0), PEOPLE, as_of_date=AS_OF)["n"].sum() == 0


def test_a_record_that_is_gone_still_counts_for_all():
    decisions = decisions_of(("x", "y", "same", True, "sure", 900))
    found = measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF)
    assert share_of(found, "clerical", "false_links")["n"] == 1


def test_what_was_decided_is_corrected_and_open_pairs_are_judged_by_it():
    # 6 links, of which 3 were looked at and 1 was wrong: of 3 open ones perhaps 1 is.
    decisions = decisions_of(
        ("a", "b", "same", True, "linked", 6), ("a", "c", "same", True, "linked", 6),
        ("b", "d", "different", True, "linked", 6),
    )  # fmt: skip
    queue = pd.DataFrame({"stratum": ["linked"], "stratum_pairs": [3], "is_linked": [True]})
    found = share_of(
        measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF, queue=queue),
        "clerical",
        "false_links",
    )
    assert found["share"] == pytest.approx(1 / 5)
    assert found["low"] < 1 / 5 < found["high"]


def test_the_newest_decision_says_how_many_pairs_a_stratum_has():
    newest = decisions_of(("a", "b", "same", True, "linked", 1_000))
    older = decisions_of(("a", "c", "different", True, "linked", 10))
    decisions = pd.concat(
        [older.assign(decided_at=pd.Timestamp("2026-01-01")), newest], ignore_index=True
    )
    found = share_of(
        measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF), "clerical", "false_links"
    )
    assert found["share"] == pytest.approx(500 / 1_001)


def test_a_group_of_which_little_was_looked_at_has_a_wide_range():
    decisions = decisions_of(
        ("a", "b", "same", True, "sure", 900), ("c", "d", "same", True, "unsure", 900)
    )
    found = measure_by_decisions(decisions, PEOPLE, as_of_date=AS_OF)
    for value in PEOPLE["sex"].dropna().unique():
        of_group = share_of(found, "clerical", "false_links", "sex", value)
        if of_group["n"]:
            assert of_group["high"] > 0.5, "one pair says nothing of the stratum without any"


def test_whoever_decides_about_every_pair_knows_and_corrects_all():
    people = invent_people(60, seed=8)
    true_of = people.truth.set_index("source_person_id")["true_person_id"]
    links = link_persons(people.source_persons, parameters=REVIEWED_PARAMETERS).links
    # One person too many, so that there is something to find.
    links["person_id"] = links["person_id"].mask(
        links["person_id"] == links["person_id"].unique()[0], links["person_id"].unique()[1]
    )
    pairs = links.merge(links, on="person_id", suffixes=("", "_of_other"))
    pairs = pairs[pairs["source_person_id"] < pairs["source_person_id_of_other"]]
    same = [
        true_of[one] == true_of[other]
        for one, other in zip(
            pairs["source_person_id"], pairs["source_person_id_of_other"], strict=True
        )
    ]
    decisions = pairs.rename(columns={"source_person_id_of_other": "other_source_person_id"})[
        ["source_person_id", "other_source_person_id"]
    ].assign(
        decision=pd.Series(same, index=pairs.index).map({True: "same", False: "different"}),
        decided_at=pd.Timestamp("2026-11-23"), is_linked=True, stratum=pairs["matched_by"],
    )  # fmt: skip
    decisions["stratum_pairs"] = decisions.groupby("stratum")["stratum"].transform("size")
    found = share_of(
        measure_by_decisions(
            decisions, people.source_persons, as_of_date=AS_OF, queue=CLERICAL_QUEUE.empty()
        ),
        "clerical",
        "false_links",
    )
    truth = compare_with_truth(links, people.truth)
    assert found["wrong"] == truth["false_links"] > 0
    assert (found["share"], found["low"], found["high"]) == (0, 0, 0)


def test_nineteen_ranges_in_twenty_hold_what_is_true():
    # In each of 100 groups 5,000 sure links and 500 others, 1% and 10% wrong; 40 of each are drawn.
    draw = np.random.default_rng(5)
    rows, people = [], []
    for group in range(100):
        for stratum, size, share in (("sure", 5_000, 0.01), ("unsure", 500, 0.1)):
            is_wrong = draw.permutation(size)[:40] < share * size
            ids = [f"{group}/{stratum}/{n}" for n in range(40)]
            words = np.where(is_wrong, "different", "same")
            rows += [
                (key, key + "x", word, True, stratum, 100 * size)
                for key, word in zip(ids, words, strict=True)
            ]
            people.append(pd.DataFrame({"source_person_id": ids, "ethnicity": str(group)}))
    records = with_every_column(pd.concat(people).assign(agency="police", format="ppn"))
    found = measure_by_decisions(decisions_of(*rows), records, as_of_date=AS_OF)
    groups = found[
        (found["group"] == "ethnicity") & (found["measure"] == "false_links")
        & (found["source"] == "clerical") & (found["value"] != "not known")
    ]  # fmt: skip
    true = (50 + 50) / 5_500
    assert len(groups) == 100
    assert (groups["low"].le(true) & groups["high"].ge(true)).sum() >= 92


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
