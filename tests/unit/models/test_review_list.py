from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from core.catalogue import LISTING_HISTORY, PERSON_CHANGES
from core.errors import StoreError
from models.review_list import (
    ENTERED_BECAUSE,
    LEFT_BECAUSE,
    build_review_list,
    display_order,
    follow_references,
    rank_by_rule,
    rank_by_score,
)

NO_HISTORY = LISTING_HISTORY.empty()
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4)


def _scores(*, broken: tuple[str, ...] = (), **scores: float) -> pd.DataFrame:
    table = pd.DataFrame({"person_id": list(scores), "score": list(scores.values())})
    return table.assign(adds_up=~table["person_id"].isin(broken))


def _rule(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["person_id", "clause", "state", "latest_concern_date"])
    return table.assign(latest_concern_date=pd.to_datetime(table["latest_concern_date"]))


def _night(
    ranked: pd.DataFrame,
    *,
    on: date,
    previous: pd.DataFrame = NO_HISTORY,
    capacity: int = 2,
    listed_by: Any = "model",
) -> tuple[pd.DataFrame, pd.DataFrame]:
    return build_review_list(
        ranked, listed_by=listed_by, capacity=capacity, as_of_date=on, previous=previous
    )


def _by_score(**scores: float) -> pd.DataFrame:
    return rank_by_score(_scores(**scores), seed=1)


def test_higher_scores_enter_first() -> None:
    listed, _ = _night(_by_score(a=0.1, b=0.9, c=0.5), on=MONDAY)
    assert listed["person_id"].tolist() == ["b", "c"]
    assert listed["entry_order"].tolist() == [1, 2]


def test_a_record_whose_reasons_do_not_add_up_is_never_listed() -> None:
    ranked = rank_by_score(_scores(a=0.1, b=0.9, c=0.5, broken=("b",)), seed=1)
    listed, _ = _night(ranked, on=MONDAY)
    assert listed["person_id"].tolist() == ["c", "a"]


def test_equal_scores_are_ordered_by_a_lot_that_the_seed_fixes() -> None:
    level = {f"p{n}": 0.5 for n in range(30)}
    first = rank_by_score(_scores(**level), seed=1)["person_id"].tolist()
    assert first == rank_by_score(_scores(**level).sample(frac=1), seed=1)["person_id"].tolist()
    assert first != rank_by_score(_scores(**level), seed=2)["person_id"].tolist()


def test_the_rule_lists_more_clauses_first_then_the_more_recent_concern() -> None:
    ranked = rank_by_rule(
        _rule(
            ("one_old", "a", "met", "2026-01-01"), ("one_old", "b", "not_met", "2026-01-01"),
            ("two", "a", "met", "2025-12-01"), ("two", "b", "met", "2025-12-01"),
            ("one_new", "a", "not_met", "2026-10-01"), ("one_new", "b", "met", "2026-10-01"),
        ),
        seed=1,
    )  # fmt: skip
    assert ranked["person_id"].tolist() == ["two", "one_new", "one_old"]


def test_the_rule_never_lists_a_record_with_no_clause_met() -> None:
    ranked = rank_by_rule(
        _rule(("a", "a", "not_met", "2026-10-01"), ("b", "a", "cannot_tell", None)), seed=1
    )
    listed, history = _night(ranked, on=MONDAY, listed_by="practice_rule")
    assert (len(listed), len(history)) == (0, 0)


def test_the_list_never_holds_more_than_the_capacity_however_many_nights() -> None:
    history = NO_HISTORY
    for day in range(1, 8):
        ranked = _by_score(**{f"p{day}{n}": float(n) for n in range(9)})
        listed, history = _night(ranked, on=date(2026, 11, day), previous=history, capacity=3)
        assert len(listed) == 3
        assert history["left_date"].isna().sum() == 3


def test_a_record_that_stays_keeps_the_night_it_was_first_listed() -> None:
    _, history = _night(_by_score(a=2, b=1), on=MONDAY)
    listed, history = _night(_by_score(a=2, b=1), on=TUESDAY, previous=history)
    assert listed["first_listed"].dt.date.tolist() == [MONDAY, MONDAY]
    assert not listed["is_new"].any()
    assert history["last_listed"].dt.date.tolist() == [TUESDAY, TUESDAY]


def test_a_record_that_gives_way_is_said_to_have_given_way_not_resolved() -> None:
    _, history = _night(_by_score(a=2, b=1, c=0), on=MONDAY)
    _, history = _night(_by_score(a=2, b=1, c=3), on=TUESDAY, previous=history)
    left = history[history["left_date"].notna()]
    assert left[["person_id", "left_because"]].to_numpy().tolist() == [["b", "left_capacity"]]
    assert left["last_listed"].dt.date.tolist() == [MONDAY]
    assert "resolved" not in " ".join(LEFT_BECAUSE.values()).lower()


def test_a_record_that_comes_back_has_a_second_spell() -> None:
    _, history = _night(_by_score(a=2, b=1), on=MONDAY, capacity=1)
    _, history = _night(_by_score(a=1, b=2), on=TUESDAY, previous=history, capacity=1)
    listed, history = _night(_by_score(a=2, b=1), on=WEDNESDAY, previous=history, capacity=1)
    spells = history[history["person_id"] == "a"].sort_values("spell")
    assert spells["spell"].tolist() == [1, 2]
    assert listed["first_listed"].dt.date.tolist() == [WEDNESDAY]
    assert listed["is_new"].tolist() == [True]


def _why_left(ranked: pd.DataFrame, *, listed_by: str, first: pd.DataFrame, by: str) -> Any:
    _, history = _night(first, on=MONDAY, listed_by=by)
    _, history = _night(ranked, on=TUESDAY, previous=history, listed_by=listed_by)
    return history.set_index("person_id")["left_because"].get("a")


def test_each_way_of_leaving_has_a_word_of_its_own() -> None:
    listed = _by_score(a=1)
    met = rank_by_rule(_rule(("a", "a", "met", "2026-10-01")), seed=1)
    not_met = rank_by_rule(_rule(("a", "a", "not_met", "2026-10-01")), seed=1)
    broken = rank_by_score(_scores(a=1, broken=("a",)), seed=1)
    model, rule = "model", "practice_rule"
    why = [
        _why_left(_by_score(b=3, c=2, a=1), listed_by=model, first=listed, by=model),
        _why_left(not_met, listed_by=rule, first=met, by=rule),
        _why_left(_by_score(b=1), listed_by=model, first=listed, by=model),
        _why_left(broken, listed_by=model, first=listed, by=model),
        _why_left(not_met, listed_by=rule, first=listed, by=model),
    ]
    assert why == list(LEFT_BECAUSE)


def test_why_a_record_entered_is_kept() -> None:
    _, by_model = _night(_by_score(a=1), on=MONDAY)
    met = rank_by_rule(_rule(("a", "a", "met", "2026-10-01")), seed=1)
    _, by_rule = _night(met, on=MONDAY, listed_by="practice_rule")
    entered = [*by_model["entered_because"], *by_rule["entered_because"]]
    assert entered == list(ENTERED_BECAUSE)


def test_the_same_night_built_again_gives_the_same_tables() -> None:
    _, monday = _night(_by_score(a=2, b=1, c=0), on=MONDAY)
    tuesday = _by_score(a=0, b=1, c=2)
    once = _night(tuesday, on=TUESDAY, previous=monday)
    again = _night(tuesday, on=TUESDAY, previous=once[1])
    for first, second in zip(once, again, strict=True):
        pd.testing.assert_frame_equal(first, second)


def test_a_night_built_again_with_other_data_forgets_the_first_attempt() -> None:
    _, monday = _night(_by_score(a=2, b=1, c=0), on=MONDAY)
    _, wrong = _night(_by_score(b=3, c=2, d=1), on=TUESDAY, previous=monday)
    corrected = _by_score(a=2, c=1, b=0)
    _, direct = _night(corrected, on=TUESDAY, previous=monday)
    _, repaired = _night(corrected, on=TUESDAY, previous=wrong)
    pd.testing.assert_frame_equal(direct, repaired)


def test_a_night_before_the_last_one_in_the_history_is_refused() -> None:
    _, history = _night(_by_score(a=1), on=TUESDAY)
    with pytest.raises(StoreError, match="already holds a later night"):
        _night(_by_score(a=1), on=MONDAY, previous=history)


def test_a_night_with_nobody_to_list_closes_every_spell() -> None:
    _, history = _night(_by_score(a=1), on=MONDAY)
    listed, history = _night(_by_score(), on=TUESDAY, previous=history)
    assert listed.empty
    assert history["left_because"].tolist() == ["left_cohort"]


def test_a_page_shows_new_records_first_then_the_longest_wait() -> None:
    _, history = _night(_by_score(a=2, b=1), on=MONDAY, capacity=3)
    _, history = _night(_by_score(a=2, b=1, c=0), on=TUESDAY, previous=history, capacity=3)
    listed, _ = _night(_by_score(a=3, b=2, c=1, d=9), on=WEDNESDAY, previous=history, capacity=4)
    shown = display_order(listed, seed=1)["person_id"].tolist()
    assert shown[0] == "d"
    assert set(shown[1:3]) == {"a", "b"}
    assert shown[3] == "c"


def test_the_order_on_a_page_says_nothing_of_the_order_of_entering() -> None:
    ranked = _by_score(**{f"p{n:02d}": float(n) for n in range(30)})
    listed, _ = _night(ranked, on=MONDAY, capacity=30)
    shown = display_order(listed, seed=1)
    assert shown["entry_order"].tolist() != sorted(shown["entry_order"])
    assert abs(shown["entry_order"].corr(pd.Series(range(30)))) < 0.4
    pd.testing.assert_frame_equal(shown, display_order(listed.sample(frac=1), seed=1))


def _merged(*pairs: tuple[str, str]) -> pd.DataFrame:
    changes = pd.DataFrame(pairs, columns=["old_person_id", "new_person_id"])
    return PERSON_CHANGES.conform(changes.assign(night=pd.Timestamp(TUESDAY), what="merged"))


def _spells(history: pd.DataFrame) -> list[tuple[Any, ...]]:
    columns = ["person_id", "spell", "first_listed", "left_because"]
    rows = history.assign(first_listed=history["first_listed"].dt.date)[columns]
    return list(rows.astype("object").where(rows.notna(), None).itertuples(index=False, name=None))


def test_a_listed_record_that_went_over_to_another_did_not_leave() -> None:
    _, history = _night(_by_score(a=0.9, b=0.5), on=MONDAY)
    followed = follow_references(history, changes=_merged(("a", "c")), current={"b", "c"})
    listed, history = _night(_by_score(b=0.5, c=0.9), on=TUESDAY, previous=followed)
    assert _spells(history) == [("b", 1, MONDAY, None), ("c", 1, MONDAY, None)]
    assert not listed["is_new"].any()


def test_two_listed_records_that_are_one_child_have_one_spell_from_the_first_night() -> None:
    _, history = _night(_by_score(a=0.9), on=MONDAY)
    _, history = _night(_by_score(a=0.9, b=0.5), on=TUESDAY, previous=history)
    followed = follow_references(history, changes=_merged(("a", "b")), current={"b"})
    _, history = _night(_by_score(b=0.5), on=WEDNESDAY, previous=followed)
    assert _spells(history) == [("b", 1, MONDAY, None)]


def test_earlier_spells_of_both_are_numbered_in_their_order() -> None:
    _, history = _night(_by_score(b=0.9), on=MONDAY, capacity=1)
    _, history = _night(_by_score(a=0.9, b=0.5), on=TUESDAY, previous=history, capacity=1)
    followed = follow_references(history, changes=_merged(("a", "b")), current={"b"})
    assert _spells(followed) == [("b", 1, MONDAY, "left_capacity"), ("b", 2, TUESDAY, None)]


def test_a_reference_that_stands_for_two_or_for_nobody_ends_its_spell() -> None:
    _, history = _night(_by_score(a=0.9, d=0.5), on=MONDAY)
    changes = _merged(("a", "b"), ("a", "c"))
    followed = follow_references(history, changes=changes, current={"b", "c"})
    assert followed.equals(history)
    _, history = _night(_by_score(b=0.9, c=0.5), on=TUESDAY, previous=followed)
    assert _spells(history)[:2] == [
        ("a", 1, MONDAY, "left_cohort"),
        ("d", 1, MONDAY, "left_cohort"),
    ]
