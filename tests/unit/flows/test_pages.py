"""What a night hands to the pages of the listed, and of nobody else."""

from __future__ import annotations

import pandas as pd

from core.catalogue import LINKS, PERSON_CHANGES, REVIEW_LIST, SET_ASIDE
from flows.pages import NOT_SHOWN, changes_to_show, count_links, set_aside_of_listed
from tests.support.chronology import empty

SET = SET_ASIDE.conform(
    pd.DataFrame(
        {
            "source_person_id": ["police/ppn/1", "police/ppn/1", "health/ecds_csds/7", "police/ppn/2"],
            "agency": ["police", "police", "health", "police"],
            "format": ["ppn", "ppn", "ecds_csds", "ppn"],
            "table": ["missing_episodes", "domestic_abuse_incidents", "csds_referrals", "x"],
            "rows": [1, 2, 4, 8],
        }
    )
)  # fmt: skip


def _links(**persons: str) -> pd.DataFrame:
    names = {"p1": "police/ppn/1", "h7": "health/ecds_csds/7", "p2": "police/ppn/2"}
    return pd.DataFrame(
        {"source_person_id": [names[one] for one in persons], "person_id": list(persons.values())}
    )


def _counted(links: pd.DataFrame, *listed: str) -> list[tuple[str, str, int]]:
    on_list = pd.DataFrame({"person_id": listed}, dtype="str")
    found = set_aside_of_listed(SET, links, on_list)
    return list(found[["person_id", "agency", "rows"]].itertuples(index=False, name=None))


def test_rows_of_all_records_of_a_listed_person_are_counted_by_agency() -> None:
    links = _links(p1="A", h7="A", p2="B")
    assert _counted(links, "A") == [("A", "health", 4), ("A", "police", 3)]


def test_nobody_who_is_not_listed_is_counted() -> None:
    assert _counted(_links(p1="A", p2="B"), "C") == []


def test_row_about_somebody_without_a_record_is_nobodys() -> None:
    assert _counted(_links(p1="A"), "A") == [("A", "police", 3)]


def test_night_without_rows_set_aside_counts_none() -> None:
    found = set_aside_of_listed(SET_ASIDE.empty(), empty(LINKS), empty(REVIEW_LIST))
    assert found.empty


def _changes(*rows: tuple[str | None, str | None, str]) -> pd.DataFrame:
    columns = ["old_person_id", "new_person_id", "what"]
    return PERSON_CHANGES.conform(pd.DataFrame(rows, columns=columns).assign(night=pd.NaT))


def test_what_became_of_a_restricted_person_is_not_told_under_any_reference() -> None:
    changes = _changes(
        ("A", "B", "merged"), ("B", "C", "merged"), ("D", "E", "merged"), ("E", "F", "split"),
        (None, "G", "new"), (None, "C", "new"), ("H", None, "gone"),
    )  # fmt: skip
    nobody = pd.Series([], dtype="str")
    shown = changes_to_show(changes, hidden=pd.Series(["C", "F"]), ever_listed=nobody)
    assert shown["old_person_id"].dropna().tolist() == ["D"]
    assert shown["new_person_id"].tolist() == ["E", "G"]


def test_the_old_page_of_one_who_was_listed_stays_whoever_they_are_now() -> None:
    changes = _changes(("X", "Y", "merged"), ("Z", "Y", "merged"))
    told = changes_to_show(changes, hidden=pd.Series(["Y"]), ever_listed=pd.Series(["X"]))
    assert told[["old_person_id", "new_person_id"]].to_numpy().tolist() == [["X", NOT_SHOWN]]


def test_of_somebody_who_is_gone_only_one_who_was_listed_is_told() -> None:
    changes = PERSON_CHANGES.conform(
        pd.DataFrame(
            {"old_person_id": ["A", "B"], "new_person_id": None, "night": pd.NaT, "what": "gone"}
        )
    )
    told = changes_to_show(
        changes, hidden=pd.Series([], dtype="str"), ever_listed=pd.Series(["B", "C"])
    )
    assert told["old_person_id"].tolist() == ["B"]


def test_records_are_counted_by_agency_and_nobody_can_subtract_the_restricted() -> None:
    links = pd.DataFrame(
        {"agency": ["police", "police", "health", "restrictions"],
         "matched_by": ["details", "details", "alone", "details"],
         "needs_check": [True, True, False, False], "person_id": ["A", "B", "C", "D"]}
    )  # fmt: skip
    assert count_links(links).to_numpy().tolist() == [
        ["health", "alone", False, 1], ["police", "details", True, 2],
    ]  # fmt: skip
