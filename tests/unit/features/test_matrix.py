from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from core.errors import LeakageError
from core.vocabulary import EVENT_KINDS, Capability, Category
from features.catalogue import FEATURES, feature
from features.leakage import refuse_unknown
from features.matrix import build_feature_matrix, find_entries
from tests.support.chronology import (
    chronology,
    chronology_from,
    cohort,
    coverage,
    nothing_shared,
    without,
)

AS_OF = date(2024, 6, 1)
SOME = chronology("""
    person | event_date | known_date | agency | kind
    Ann    | 2024-05-01 | 2024-05-01 | police | missing_episode
    Ann    | 2024-05-02 | 2024-07-01 | police | missing_episode
    Zed    | 2024-05-02 | 2024-05-03 | police | missing_episode
""")


def matrix_of(events: pd.DataFrame, *people: str) -> pd.DataFrame:
    return build_feature_matrix(
        events, nothing_shared(), cohort(*people, as_of="2024-06-01"),
        coverage=coverage(), as_of_date=AS_OF,
    )  # fmt: skip


def test_one_column_a_feature_one_row_a_person_and_no_nulls():
    matrix = matrix_of(SOME, "Bo", "Ann")
    assert list(matrix.columns) == ["person_id", "as_of_date", *(spec.name for spec in FEATURES)]
    assert matrix["person_id"].tolist() == ["Ann", "Bo"]
    assert not matrix.isna().any(axis=None)
    assert {str(matrix[spec.name].dtype) for spec in FEATURES} == {"float64"}


def test_a_person_without_an_entry_has_what_each_feature_says_absence_is():
    matrix = matrix_of(SOME, "Nobody").iloc[0]
    expected = {
        spec.name: 1.0 if spec.name.startswith("can_tell_") else spec.absent for spec in FEATURES
    }
    assert {name: matrix[name] for name in expected} == expected


@pytest.mark.parametrize("people", [(), ("Ann",)])
def test_an_empty_chronology_or_cohort_gives_a_matrix(people):
    assert len(matrix_of(SOME.iloc[:0], *people)) == len(people)


def test_cohort_rows_of_another_date_are_left_out():
    other = cohort("Ann", as_of="2024-06-02")
    matrix = build_feature_matrix(
        SOME, nothing_shared(), other, coverage=coverage(), as_of_date=AS_OF
    )
    assert len(matrix) == 0


def test_what_was_not_known_yet_is_refused():
    refuse_unknown(AS_OF, as_of_date=AS_OF, where="entries")
    refuse_unknown(None, as_of_date=AS_OF, where="entries")
    with pytest.raises(LeakageError, match="not known yet is about to be used"):
        refuse_unknown(date(2024, 6, 2), as_of_date=AS_OF, where="entries")


# The other changes to a record are told on the chronology and counted nowhere.
COUNTED = {
    code for code, kind in EVENT_KINDS.items() if kind.category is not Category.ADMINISTRATIVE
} | {"address_recorded", "worker_allocated"}


def test_each_kind_of_contact_and_each_new_address_or_worker_is_counted_by_some_feature():
    specs = [spec for spec in FEATURES if not spec.name.startswith(("contacts_", "has_record_"))]
    agencies = {"missing_episode": "police"}
    rows = [
        {
            "person_id": kind, "event_date": day, "kind": kind, "detail": f"address_{nth}",
            "agency": agencies.get(kind, "health"),
        }
        for kind in EVENT_KINDS
        for nth, day in enumerate(("2024-05-01", "2024-05-03"))
    ]  # fmt: skip
    found = find_entries(
        chronology_from(rows), nothing_shared(), specs=specs, person_ids=list(EVENT_KINDS),
        coverage=coverage(), as_of_date=AS_OF,
    )  # fmt: skip
    assert set(found["person_id"]) == COUNTED


def test_entries_are_found_for_the_persons_and_features_asked_for():
    found = find_entries(
        SOME, nothing_shared(), specs=[feature("concerns_count_90d")], person_ids=["Ann"],
        coverage=coverage(), as_of_date=AS_OF,
    )  # fmt: skip
    assert found.to_dict("records") == [
        {"person_id": "Ann", "feature": "concerns_count_90d", "event_id": "e1"}
    ]


@pytest.mark.parametrize("step", [1, -1])
def test_entries_of_one_day_have_one_order_whatever_the_order_of_the_rows(step):
    events = chronology("""
        person | event | event_date | agency    | kind
        Ann    | e1    | 2024-05-01 | education | suspension
        Ann    | e2    | 2024-05-01 | police    | missing_episode
        Ann    | e3    | 2024-05-02 | police    | missing_episode
    """)
    matrix = matrix_of(events.iloc[::step].reset_index(drop=True), "Ann")
    assert matrix["agency_handoffs_count_365d"].item() == 1


def test_no_feature_and_no_person_find_no_entry():
    for specs, people in (([], ["Ann"]), ([feature("concerns_count_90d")], [])):
        found = find_entries(
            SOME, nothing_shared(), specs=specs, person_ids=people, coverage=coverage(),
            as_of_date=AS_OF,
        )  # fmt: skip
        assert list(found.columns) == ["person_id", "feature", "event_id"]
        assert len(found) == 0


def test_whether_a_feature_can_be_told_depends_on_who_can_record_it():
    joint = feature("joint_discussions_count_365d")
    assert joint.can_tell(coverage(), AS_OF)
    assert not joint.can_tell(coverage(agencies=("police",)), AS_OF)
    unable = without("social_care", Capability.JOINT_DISCUSSION)
    assert not joint.can_tell(coverage(capabilities={"social_care": unable}), AS_OF)
    assert not joint.can_tell(coverage(coverage_start=date(2024, 1, 1)), AS_OF)
    assert feature("contacts_count_365d").can_tell(coverage(agencies=()), AS_OF)
