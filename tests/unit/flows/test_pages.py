"""What a night hands to the pages of the listed, and of nobody else."""

from __future__ import annotations

import pandas as pd

from core.catalogue import LINKS, REVIEW_LIST, SET_ASIDE
from flows.pages import set_aside_of_listed
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
