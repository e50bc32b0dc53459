"""What the review list, the run page, the data checks and the model card say."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd

from core.catalogue import LISTING_HISTORY
from reports.build import build_site
from tests.pages.html import text_of, words_of
from tests.support import pages
from tests.support.card import card_data


def _listing(count: int, **changed: object) -> dict[str, object]:
    people = [f"{nth:06d}-K" for nth in range(count)]
    story = pd.concat(
        [
            pages.other_stories().iloc[[0]].assign(person_id=person, event_id=f"{person}-1")
            for person in people
        ],
        ignore_index=True,
    )
    new = people[: count // 2]
    return {"chronology": story, "told": "", **changed,
            "review_list": pages.review_list(people, listed_by="practice_rule", new=new)}  # fmt: skip


def test_list_shows_new_records_first_and_no_order_of_entering(sites: dict[str, Path]) -> None:
    index = sites["rule"] / "index.html"
    statuses = [
        words for words in words_of(index, ".govuk-tag") if words in ("New", "Still on the list")
    ]
    assert statuses == ["New", "New", "Still on the list", "Still on the list"]
    assert "entry_order" not in index.read_text(encoding="utf-8")


def test_list_order_does_not_follow_the_order_of_entering(tmp_path: Path) -> None:
    night = pages.site_inputs(**_listing(20))
    build_site(night, tmp_path / "one")
    turned = night.review_list.assign(entry_order=range(20, 0, -1)).iloc[::-1]
    build_site(dataclasses.replace(night, review_list=turned), tmp_path / "two")
    one, two = (tmp_path / name / "index.html" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    shown = [words.split()[0] for words in words_of(one, ".ws-nowrap")]
    assert shown != sorted(shown)


def test_list_says_what_it_does_not_know(sites: dict[str, Path]) -> None:
    text = text_of(sites["rule"] / "index.html")
    assert "Not being on this list does not mean that agencies are working together." in text
    assert (
        "We do not know how many records that need a joint discussion are not on the list" in text
    )
    assert "The list has room for 30 records a week." in text


def test_list_of_one_record(tmp_path: Path) -> None:
    build_site(pages.site_inputs(**_listing(1)), tmp_path / "site")
    assert words_of(tmp_path / "site/index.html", ".govuk-body-l") == [
        "1 record is on the list. The practice rule asks agencies to look at this child together."
    ]


def test_run_page_gives_counts_and_hides_small_ones(sites: dict[str, Path]) -> None:
    run = sites["rule"] / "run.html"
    assert words_of(run, ".govuk-body-l") == ["Fewer than 10 records are on the list."]
    text = text_of(run)
    assert "New not shown, as one number is small" in text
    assert "Entries of restricted records, never used fewer than 10" in text
    assert "5,012" in text


def test_run_page_gives_larger_counts(tmp_path: Path) -> None:
    build_site(pages.site_inputs(**_listing(24)), tmp_path / "site")
    text = text_of(tmp_path / "site/run.html")
    assert "24 records are on the list." in text
    assert "New 12 Still on the list 12" in text


def _gone(count: int) -> pd.DataFrame:
    gone = pd.DataFrame(
        {
            "person_id": [f"{nth:06d}-X" for nth in range(count)], "spell": 1,
            "first_listed": pd.Timestamp("2026-11-01"), "last_listed": pd.Timestamp("2026-11-20"),
            "entered_because": "meets_practice_rule", "left_date": pd.Timestamp(pages.AS_OF),
            "left_because": "left_capacity",
        }
    )  # fmt: skip
    return LISTING_HISTORY.conform(gone)


def test_run_page_says_why_records_left(tmp_path: Path) -> None:
    night = pages.site_inputs(**_listing(24), listing_history=_gone(12))
    build_site(night, tmp_path / "site")
    text = text_of(tmp_path / "site/run.html")
    assert "Left the list 12 Other records came first 12" in text
    assert "resolved" not in text


def test_small_number_that_left_hides_those_it_could_be_worked_out_from(tmp_path: Path) -> None:
    night = pages.site_inputs(**_listing(24), listing_history=_gone(4))
    build_site(night, tmp_path / "site")
    hidden = "not shown, as one number is small"
    assert f"New {hidden} Still on the list {hidden} Left the list {hidden}" in text_of(
        tmp_path / "site/run.html"
    )
    assert "Other records came first" not in text_of(tmp_path / "site/run.html")


def test_no_page_tells_how_long_the_restrictions_list_is(tmp_path: Path) -> None:
    night = pages.site_inputs()
    restricted = {"agency": "restrictions", "format": "restrictions_list"}
    table = {**restricted, "table": "restrictions_list"}
    inputs = dataclasses.replace(
        night,
        deliveries=pd.concat(
            [night.deliveries, night.deliveries.iloc[[0]].assign(**restricted, rows=4321)]
        ),
        table_counts=pd.concat(
            [
                night.table_counts,
                night.table_counts.iloc[[0]].assign(
                    **table, rows_in=4321, accepted=4309, quarantined=12
                ),
            ]
        ),
        check_results=pd.concat(
            [
                night.check_results,
                night.check_results.iloc[[0]].assign(**table, rows_checked=4321, rows_failed=12),
            ]
        ),
        links_summary={
            "source_persons": 11562, "persons": 5012, "by_identifier": 6000, "by_details": 1241,
            "alone": 4321, "restricted_persons": 4321,
        },
    )  # fmt: skip
    build_site(inputs, tmp_path / "site")
    run, checks = text_of(tmp_path / "site/run.html"), text_of(tmp_path / "site/validation.html")
    for text in (run, checks):
        for number in ("4,321", "4,309", "8,321", "11,562"):
            assert number not in text
    assert (
        "Restrictions Format Restrictions list Received 21 Nov 2026 Data current to – "
        "Latest entry – Rows – Set aside – Matched on identifier – "
    ) in run
    assert "8 checks ran on 4 tables with 4,000 rows. 12 rows were set aside." in checks
    assert "The restrictions list is checked as well. It is not counted here" in checks


def test_run_page_names_parts_of_the_rule_that_were_tested_in_part(tmp_path: Path) -> None:
    said = {"b": "Tested without health: a reason."}
    night = dataclasses.replace(pages.site_inputs(), partly_tested=said)
    build_site(night, tmp_path / "site")
    text = text_of(tmp_path / "site/run.html")
    assert "closed with no further action. Tested without health: a reason." in text
    assert "Every part of the practice rule could be tested." not in text
    whole = dataclasses.replace(night, partly_tested={})
    build_site(whole, tmp_path / "whole")
    assert "Every part of the practice rule could be tested." in text_of(
        tmp_path / "whole/run.html"
    )


def test_run_page_names_parts_of_the_rule_that_could_not_be_tested(tmp_path: Path) -> None:
    build_site(pages.site_inputs(agencies=("police",)), tmp_path / "site")
    run = tmp_path / "site/run.html"
    text = text_of(run)
    assert "Two or more agencies recorded a concern within 28 days" in text
    assert "could not be tested. They never count." in text
    assert words_of(run, ".govuk-tag")[0] == "Published with caution"


def test_run_page_has_a_row_for_an_agency_that_sent_nothing(sites: dict[str, Path]) -> None:
    assert "Health Format – Received – " in " ".join(
        text_of(sites["two_agencies"] / "run.html").split()
    )


def test_held_run_says_what_to_do_now(sites: dict[str, Path]) -> None:
    run = sites["held"] / "run.html"
    assert "What to do now" in words_of(run, "h2")
    assert "Ask the partnership’s data lead for the restrictions list." in text_of(run)
    assert "The list of 20 November 2026 is still showing." in words_of(run, ".govuk-body-l")[0]


def test_last_nights_are_in_the_table_below_the_chart(sites: dict[str, Path]) -> None:
    text = text_of(sites["rule"] / "run.html")
    assert "18 November 2026 Result List not published On the list –" in text
    assert "20 November 2026 Result Published On the list 21" in text


def test_data_checks_give_counts_and_sentences(sites: dict[str, Path]) -> None:
    text = text_of(sites["rule"] / "validation.html")
    assert "8 checks ran on 4 tables with 4,000 rows. 12 rows were set aside." in text
    police = text_of(sites["rule"] / "checks/police-ppn.html")
    assert (
        "Every row has a date. event_date Rows checked 1,000 Did not pass 3 Result Set aside"
        in police
    )


def test_card_without_model(sites: dict[str, Path]) -> None:
    card = sites["rule"] / "model-card.html"
    assert words_of(card, "h1") == ["No model is in use"]
    assert words_of(card, ".govuk-body-l")[0] == "No model is in use."


def test_card_of_a_model_that_is_not_fit_says_so_in_its_first_line(sites: dict[str, Path]) -> None:
    card = sites["demonstration"] / "model-card.html"
    first = words_of(card, ".govuk-body-l")[0]
    assert first.startswith(
        "Not fit for use: demonstration. Demonstration only: trained on invented"
    )
    assert "Nothing: this version may not be used" in text_of(card)


def test_card_numbers_come_from_the_card_data(sites: dict[str, Path], tmp_path: Path) -> None:
    card = sites["model"] / "model-card.html"
    (facts,) = words_of(card, ".ws-facts")
    assert "in 100 listed records had the outcome (range 25 to 37) 31" in facts
    assert "With room for 30, the model finds 28 in 100 and the practice rule 20" in text_of(card)

    data = card_data(accepted=True)
    data["orders"][0]["at_capacity"]["recall"] = {"value": 0.15, "low": 0.1, "high": 0.2}
    build_site(dataclasses.replace(pages.model_inputs(), card_data=data), tmp_path / "site")
    assert "the model does not find more than the practice rule: 15 and 20 in 100" in text_of(
        tmp_path / "site/model-card.html"
    )


def test_card_withholds_what_few_people_stand_behind(tmp_path: Path) -> None:
    data = card_data(accepted=True)
    at_capacity = data["orders"][0]["at_capacity"]
    at_capacity.update(precision=None, recall=None, withheld="fewer than 10")
    build_site(dataclasses.replace(pages.model_inputs(), card_data=data), tmp_path / "site")
    text = text_of(tmp_path / "site/model-card.html")
    assert "Not shown: fewer than 10 people" in text
    assert "too few people stand behind the figures to compare" in text


def test_card_names_what_has_not_been_measured(sites: dict[str, Path]) -> None:
    text = text_of(sites["model"] / "model-card.html")
    assert "Nothing on this list has been worked out. That is not a good result." in text
    assert "Whether the list works alike for groups of sex, age and ethnicity." in text


def test_card_gives_no_range_beside_a_withheld_number(tmp_path: Path) -> None:
    data = card_data(accepted=True)
    data["orders"][0]["at_capacity"].update(precision=None)
    data["orders"][0]["at_capacity"]["recall"].update(low=None, high=None)
    build_site(dataclasses.replace(pages.model_inputs(), card_data=data), tmp_path / "site")
    (facts,) = words_of(tmp_path / "site/model-card.html", ".ws-facts")
    assert "listed records had the outcome Not shown: fewer than 10 people" in facts
    assert "with the outcome are found (range not worked out) 28" in facts


def test_card_asks_a_question_once_with_a_row_for_each_order(sites: dict[str, Path]) -> None:
    card = text_of(sites["model"] / "model-card.html")
    table = card.split("Criteria written down before training")[1]
    assert table.count("Better than each?") == 1
    assert "of 5 criteria met 5" in words_of(sites["model"] / "model-card.html", ".ws-facts")[0]
    assert "Compared with: the rule Goal above 0 in 100 Found −1 in 100 Result Met" in table
    assert "Compared with: drawn at random Goal above 0 in 100 Found 20 in 100" in table


def test_card_shows_no_measure_that_flatters(sites: dict[str, Path]) -> None:
    card = text_of(sites["model"] / "model-card.html")
    assert "ROC" not in card
    assert "Brier" not in card
    assert "as a share of how common the outcome is 12 in 100" in card
    assert "Calibration slope −0.93" in card
