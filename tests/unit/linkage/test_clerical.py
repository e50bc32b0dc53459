"""A decision counts in the order of the rows, for the two children it was made about."""

from __future__ import annotations

import pandas as pd
import pytest

from linkage.clerical import Decided, identify, is_another, read_decisions, to_decide_again
from linkage.evidence import build_evidence
from tests.support.records import read_records

TWO = """
    agency | forename | surname  | born
    health | Reuben   | Thornley | 2014-03-09
    police | Ben      | Thornley | 2014-03-09
"""
ONE, OTHER = read_records(TWO)["source_person_id"]


def _evidence(table: str = TWO) -> pd.DataFrame:
    return build_evidence(read_records(table))


def _decided(*words: str, table: str = TWO, swapped: bool = False) -> pd.DataFrame:
    whose = identify(_evidence(table))
    ends = (OTHER, ONE) if swapped else (ONE, OTHER)
    return pd.DataFrame(
        {
            "source_person_id": ends[0], "other_source_person_id": ends[1],
            "decision": list(words), "decided_at": pd.Timestamp("2026-11-23"),
            "identity": whose[ends[0]], "other_identity": whose[ends[1]],
        }
    )  # fmt: skip


def _with(first: str) -> str:
    return TWO.replace("Reuben   | Thornley | 2014-03-09", first)


def test_the_last_row_counts_though_its_day_is_the_earlier_one() -> None:
    rows = _decided("same", "undo").assign(decided_at=pd.to_datetime(["2027-01-01", "2026-01-01"]))
    assert read_decisions(rows) == Decided()


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("word", ["same", "different"])
def test_a_decision_does_not_hold_for_the_next_child_with_the_number(
    word: str, swapped: bool
) -> None:
    rows = _decided(word, swapped=swapped)
    again = read_decisions(rows, evidence=_evidence(_with("Ada | Lowe | 2019-07-30")))
    assert again == Decided(outlived=((ONE, OTHER),))
    assert again.records == frozenset()
    assert not read_decisions(rows, evidence=_evidence()).outlived
    assert not read_decisions(rows).outlived, "without tonight's records nobody can tell"


@pytest.mark.parametrize(
    "record",
    [
        "Reuben   | Ashby    | 2014-03-09",
        "Reuben   | Thornley | 2014-03-19",
        "Thornley | REUBEN   | 2014-09-03",
        "Ada      | Lowe     |",
        "         |          | 2019-07-30",
        "Unknown  | Unknown  | 2019-07-30",
    ],
    ids=["a name taken on", "a date corrected", "swapped", "no date", "no name", "a placeholder"],
)
def test_what_is_corrected_or_left_out_is_still_the_same_child(record: str) -> None:
    assert read_decisions(_decided("same"), evidence=_evidence(_with(record))).same


def test_of_records_that_said_nothing_then_nothing_can_have_changed() -> None:
    bare = _with(" | | ")
    rows = _decided("same", table=bare)
    assert read_decisions(rows, evidence=_evidence(_with("Ada | Lowe | 2019-07-30"))).same
    rows = rows.drop(columns=["identity", "other_identity"])
    assert read_decisions(rows, evidence=_evidence()).same


def test_a_record_that_is_away_tonight_outlives_nothing() -> None:
    assert read_decisions(_decided("same"), evidence=_evidence().tail(1)).same


def test_what_was_taken_back_is_not_asked_again() -> None:
    evidence = _evidence(_with("Ada | Lowe | 2019-07-30"))
    assert read_decisions(_decided("same", "undo"), evidence=evidence) == Decided()


def test_whoever_decides_again_is_heard() -> None:
    changed = _with("Ada | Lowe | 2019-07-30")
    rows = pd.concat([_decided("same"), _decided("different", table=changed)], ignore_index=True)
    again = read_decisions(rows, evidence=_evidence(changed))
    assert again == Decided(different=((ONE, OTHER),))


def test_what_is_kept_of_a_record_holds_no_name_and_survives_a_spreadsheet() -> None:
    whose = identify(_evidence())
    assert whose.str.fullmatch(r"n[0-9a-f]{10} b[0-9a-f]{10}").all()
    assert whose[ONE].split()[1] != whose[OTHER].split()[1], "one date on two records looks unlike"


@pytest.mark.parametrize("then", ["", "n", "n b", "1E+10", "n12 b", "a b c d e"])
def test_what_cannot_be_read_is_no_change(then: str) -> None:
    assert not is_another(then, "n77 b88")
    assert not is_another("n77 b88", then)


def test_outlived_pairs_are_questions_about_records_that_are_there() -> None:
    decided = Decided(outlived=(("a", "c"), ("b", "gone"), ("c", "b")))
    asked = to_decide_again(decided, pd.Series(["c", "a", "b"]))
    assert asked[["left", "right"]].to_numpy().tolist() == [[0, 1], [0, 2]]
    assert set(asked["why"]) == {"decision_outlived"}
    assert to_decide_again(Decided(), pd.Series(["a"])).empty
