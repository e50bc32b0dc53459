from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from simulator.casebook import CHILD, OUTCOME_KEYS, Casebook, describe, outcome
from simulator.county import County
from tests.unit.simulator.conftest import read_feeds


def _joined(county: County, table: str, link: str) -> pd.DataFrame:
    referrals = county.book.frame("ssd_cin_episodes").set_index("cine_referral_id")
    rows = county.book.frame(table)
    return rows.join(referrals[["cine_referral_date", "cine_close_date"]], on=link)


@pytest.mark.parametrize(
    ("table", "link", "start"),
    [
        ("ssd_cin_assessments", "cina_referral_id", "cina_assessment_start_date"),
        ("ssd_s47_enquiry", "s47e_referral_id", "s47e_s47_start_date"),
        ("ssd_initial_cp_conference", "icpc_referral_id", "icpc_icpc_date"),
        ("ssd_cp_plans", "cppl_referral_id", "cppl_cp_plan_start_date"),
        ("ssd_cin_plans", "cinp_referral_id", "cinp_cin_plan_start_date"),
        ("ssd_involvements", "invo_referral_id", "invo_involvement_start_date"),
    ],
)
def test_what_follows_a_referral_lies_in_its_episode(
    county: County, table: str, link: str, start: str
) -> None:
    rows = _joined(county, table, link)
    until = county.population.period.until
    assert len(rows) > 5
    assert (rows[start] >= rows["cine_referral_date"]).all()
    known = rows[rows[start] <= until]
    assert (known[start] <= known["cine_close_date"]).all()


def test_a_child_has_one_open_record_at_a_time(county: County) -> None:
    rows = county.book.frame("ssd_cin_episodes").sort_values([CHILD, "cine_referral_date"])
    closed = rows.groupby(CHILD)["cine_close_date"].shift()
    assert (rows["cine_referral_date"] > closed.fillna(-1)).all()


def test_every_enquiry_has_an_open_record(county: County) -> None:
    rows = _joined(county, "ssd_s47_enquiry", "s47e_referral_id")
    assert rows["cine_close_date"].notna().all()
    assert len(rows) == len(county.enquiries)


def test_a_record_is_held_by_one_worker_after_another(county: County) -> None:
    rows = county.book.frame("ssd_involvements")
    rows = rows.sort_values(["invo_referral_id", "invo_involvement_start_date"])
    before = rows.groupby("invo_referral_id")["invo_involvement_end_date"].shift()
    assert (rows["invo_involvement_start_date"] == before)[before.notna()].all()
    assert rows.groupby("invo_referral_id")["invo_professional_id"].nunique().max() > 2


def test_of_several_reviews_the_first_is_due_within_three_months(county: County) -> None:
    plans = county.book.frame("ssd_cp_plans").set_index("cppl_cp_plan_id")
    reviews = county.book.frame("ssd_cp_reviews").groupby("cppr_cp_plan_id").first()
    start = plans.loc[reviews.index, "cppl_cp_plan_start_date"]
    assert ((reviews["cppr_cp_review_due"] - start) == 90).all()


def test_outcomes_are_written_as_published() -> None:
    said = json.loads(outcome("contact", "NFA_FLAG"))
    assert tuple(said) == OUTCOME_KEYS["contact"]
    assert [key for key, value in said.items() if value == "Y"] == ["NFA_FLAG"]
    assert set(said.values()) == {"Y", "N"}


@pytest.mark.parametrize(
    ("code", "words"), [("1A", "Individual"), ("6", "Police"), ("10", "Unknown"), ("3E", "Health")]
)
def test_a_source_is_also_sent_in_words(code: str, words: str) -> None:
    assert describe(code) == words


def test_a_casebook_gives_no_id_twice_and_its_ids_say_nothing(county: County) -> None:
    book = Casebook(county.population)
    for child in (1, 1, 2, 3):
        number = book.next_id("t", child)
        book.add("t", child, 2, cont_contact_id=number)
    rows = book.frame("t")
    assert rows[CHILD].tolist() == [1, 1, 2, 3]
    assert rows["cont_contact_id"].is_unique
    assert sorted(rows["cont_contact_id"]) != rows["cont_contact_id"].tolist()


def test_what_ends_later_is_still_open_in_the_extract(clean: Path) -> None:
    tables = next(t for feed, t in read_feeds(clean) if feed.format == "ssd")
    referrals = tables["ssd_cin_episodes"]
    still_open = referrals["cine_close_date"].isna()
    assert still_open.any()
    assert referrals.loc[still_open, "cine_close_reason"].isna().all()
    assert referrals.loc[~still_open, "cine_close_reason"].notna().all()
    enquiries = tables["ssd_s47_enquiry"]
    running = enquiries["s47e_s47_end_date"].isna()
    assert enquiries.loc[running, "s47e_s47_nfa"].isna().all()
