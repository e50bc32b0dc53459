"""What the page of a listed record says, sentence by sentence."""

from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path

import pytest

from core.vocabulary import Capability
from reports.build import build_site
from reports.page_checks import read_page
from tests.pages.html import heading_levels, text_of, words_of
from tests.support import chronology as build
from tests.support import pages
from tests.support.pages import MAIN


@pytest.fixture(scope="module")
def rule_page(sites: dict[str, Path]) -> Path:
    return sites["rule"] / f"case/{MAIN}.html"


@pytest.fixture(scope="module")
def model_page(sites: dict[str, Path]) -> Path:
    return sites["model"] / f"case/{MAIN}.html"


def _one_record(tmp_path: Path, story: str, **changed: object) -> Path:
    events = build.chronology(story)
    build_site(pages.site_inputs(chronology=events, told="", **changed), tmp_path / "site")
    return tmp_path / "site/case/A.html"


def test_heading_names_reference_age_and_team_and_nobody(rule_page: Path) -> None:
    assert words_of(rule_page, "h1") == [f"Record {MAIN}: contacts spread across 4 agencies"]
    assert words_of(rule_page, ".govuk-caption-m") == ["Child aged 7, North team"]


def test_lead_is_three_counts(rule_page: Path) -> None:
    assert words_of(rule_page, ".govuk-body-l") == [
        (
            "18 contacts were recorded about this child in 12 months. 6 were closed with no further "
            "action by one agency acting alone. 1 joint discussion is recorded."
        )
    ]


def test_singular_sentences(tmp_path: Path) -> None:
    page = _one_record(
        tmp_path,
        """
        person | event_date | agency | kind            | outcome           | is_injury
        -------+------------+--------+-----------------+-------------------+----------
        A      | 2026-09-01 | police | missing_episode | no_further_action | yes
        """,
    )
    assert words_of(page, "h1") == ["Record A: contacts with 1 agency"]
    assert words_of(page, ".govuk-body-l") == [
        (
            "1 contact was recorded about this child in 12 months. 1 was closed with no further "
            "action by one agency acting alone. No joint discussion is recorded."
        )
    ]
    assert "The 1 thing below has no record of reaching children’s social care" in text_of(page)


def test_six_numbers_come_from_the_record(rule_page: Path) -> None:
    (facts,) = words_of(rule_page, ".ws-facts")
    assert facts == (
        "contacts in 12 months 18 agencies in contact 4 joint discussion 1 "
        "closed by one agency alone 6 concerns not shared, of 13 9 "
        "entries to check it’s the right child 3"
    )


def test_headings_go_down_one_level_at_a_time(rule_page: Path, model_page: Path) -> None:
    for page in (rule_page, model_page):
        levels = heading_levels(page)
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_rule_gives_the_parts_that_apply_with_their_entries(rule_page: Path) -> None:
    reasons = words_of(rule_page, ".ws-reasons")
    assert reasons[0].startswith("Two or more agencies recorded a concern within 28 days")
    assert "Entries 3 , 6 , 8 , 11 , 15 and 17 ." in reasons[0]
    assert "Two or more concerns from family" in reasons[1]


def test_part_whose_time_still_runs_is_not_called_unmet(tmp_path: Path, rule_page: Path) -> None:
    story = """
        person | event_date | agency      | kind           | outcome           | raised_by
        -------+------------+-------------+----------------+-------------------+----------
        A      | 2026-02-01 | social_care | contact_family | no_further_action | family
        A      | 2026-03-01 | social_care | contact_family | no_further_action | family
        """
    page = _one_record(tmp_path, story, partly_tested={"b": "Tested without police."})
    assert "Tested, and do not apply, or do not apply yet" in words_of(page, "h3")
    assert (
        "A part that waits for a joint discussion applies only when the time for it is over."
        in text_of(page)
    )
    applies, does_not = words_of(page, ".ws-reasons")
    assert "records looked at tonight. Tested without police. Entries 1 and 2 ." in applies
    assert "Tested without police" not in does_not
    assert "Tested without" not in text_of(rule_page)


def test_every_contact_is_in_table_and_charts_exactly_once(rule_page: Path) -> None:
    html = rule_page.read_text(encoding="utf-8")
    for number in range(1, 19):
        assert html.count(f'id="event-{number}"') == 1
        assert html.count(f'<a href="#event-{number}" class="ws-event">') == 2, "across and down"


def test_changes_and_booked_entries_have_numbers_of_their_own(rule_page: Path) -> None:
    text = text_of(rule_page)
    assert "Rows with A are changes to the record, not contacts." in text
    assert "Booked after 21 November 2026" in text
    assert 'id="event-B1"' in rule_page.read_text(encoding="utf-8")


def test_who_knows_what_says_told_in_part_and_by_whom(rule_page: Path) -> None:
    (matrix,) = words_of(rule_page, ".ws-matrix")
    assert (
        "4 domestic abuse incidents, child linked Children’s social care Told in part Told about 1 of 4"
    ) in matrix
    assert "Told By education, 28 Mar 2026" in matrix
    assert "Moved home twice" in matrix
    assert "No record found Record still shows Address 1" in matrix


def test_telling_that_neither_system_records_is_cannot_tell(rule_page: Path) -> None:
    (matrix,) = words_of(rule_page, ".ws-matrix")
    assert "attendance concerns" in matrix
    row = matrix.split("3 attendance concerns")[1]
    assert row.startswith(
        " Children’s social care No record found Police Cannot tell "
        "Neither system records who was told Health Cannot tell"
    )
    police = matrix.split("4 domestic abuse incidents, child linked")[1]
    assert "Health No record found" in police, "police record who they told"


@pytest.mark.parametrize(("age", "asked"), [(3.4, False), (4.0, True), (None, True)])
def test_school_is_not_asked_about_a_child_who_cannot_be_at_one(
    age: float | None, asked: bool, tmp_path: Path
) -> None:
    story = """
        person | event_date | agency | kind            | is_injury
        -------+------------+--------+-----------------+----------
        A      | 2026-02-01 | police | missing_episode | yes
        A      | 2026-03-01 | police | missing_episode |
        """
    persons = build.pd.DataFrame({"person_id": ["A"], "age_years": [age], "team": ["North"]})
    text = text_of(_one_record(tmp_path, story, persons=persons))
    assert ("What did school and health see" in text) is asked
    assert ("social care, health or education was found" in text) is asked


def test_detail_does_not_repeat_who_raised_it(tmp_path: Path) -> None:
    story = """
        person | event_date | agency | kind            | raised_by | detail | is_injury
        -------+------------+--------+-----------------+-----------+--------+----------
        A      | 2026-02-01 | health | was_not_brought | police    | Police | yes
        """
    text = text_of(_one_record(tmp_path, story))
    assert "Raised by police" in text
    assert "Raised by police. Police" not in text


def test_agency_without_delivery_is_hatched_and_cannot_tell(sites: dict[str, Path]) -> None:
    page = sites["two_agencies"] / f"case/{MAIN}.html"
    html = page.read_text(encoding="utf-8")
    assert html.count("No data supplied</text>") == 2, "a hatched lane each for health, education"
    (matrix,) = words_of(page, ".ws-matrix")
    assert "Health Cannot tell No data supplied" in matrix
    assert "Health No record found" not in matrix
    assert "Education No record found" not in matrix
    assert "No data was supplied by health." in text_of(page)


def test_system_that_cannot_record_sharing_is_never_called_unshared(
    sites: dict[str, Path],
) -> None:
    page = sites["two_agencies"] / f"case/{MAIN}.html"
    assert "Shared with No record" not in text_of(page)
    assert "Cannot tell: not recorded by this system" in text_of(page)
    assert "concerns not shared, of 6 Cannot tell" in words_of(page, ".ws-facts")[0]


def test_gap_inside_the_period_is_named_with_its_days(tmp_path: Path) -> None:
    page = _one_record(
        tmp_path,
        """
        person | event_date | agency | kind            | outcome | is_injury
        -------+------------+--------+-----------------+---------+----------
        A      | 2026-02-01 | police | missing_episode |         | yes
        """,
        delivered={"coverage_start": {"health": date(2026, 3, 1)}},
    )
    assert "None supplied for 22 November 2025 to 28 February 2026." in text_of(page)
    (matrix,) = words_of(page, ".ws-matrix")
    assert "Health Cannot tell No data supplied for 1 February 2026" in matrix


def test_nothing_that_could_show_a_meeting_is_cannot_tell(tmp_path: Path) -> None:
    page = _one_record(
        tmp_path,
        """
        person | event_date | agency      | kind           | outcome           | raised_by
        -------+------------+-------------+----------------+-------------------+----------
        A      | 2026-02-01 | social_care | contact_family | no_further_action | family
        A      | 2026-03-01 | social_care | contact_family | no_further_action | family
        """,
        agencies=("social_care",),
        delivered={
            "capabilities": build.without(
                "social_care", Capability.JOINT_DISCUSSION, Capability.STRATEGY_DISCUSSION
            )
        },
    )
    assert "We cannot tell if agencies met" in words_of(page, ".govuk-body-l")[0]
    assert "No joint discussion is recorded" not in text_of(page)
    assert "Could not be tested" in words_of(page, "h3")


def test_address_is_a_number_and_nothing_more(rule_page: Path) -> None:
    text = text_of(rule_page)
    assert "Address 3" in text
    assert "address_" not in text


def test_no_recorded_dates_is_said(tmp_path: Path) -> None:
    page = _one_record(
        tmp_path,
        """
        person | event_date | agency | kind            | is_injury
        -------+------------+--------+-----------------+----------
        A      | 2026-02-01 | police | missing_episode | yes
        """,
    )
    assert (
        "No recorded dates were sent by police: the day we received each file is used."
        in text_of(page)
    )


def test_points_add_up_and_longest_reason_comes_first(model_page: Path) -> None:
    page = read_page(model_page.read_text(encoding="utf-8"))
    assert [sum(page.parts)] == page.totals
    assert len(page.parts) >= 3
    bars = [
        int(words.split()[0].replace("−", "-")) for words in words_of(model_page, ".ws-bar__points")
    ]
    more = [points for points in bars if points > 0]
    assert more == sorted(more, reverse=True)
    assert 0 < len(more) <= 5


def test_model_page_leaves_out_what_is_not_worked_out(model_page: Path) -> None:
    assert "What would change the flag" not in words_of(model_page, "h2")
    assert "Why this record was listed" in words_of(model_page, "h2")


def test_rule_page_says_what_would_change_the_flag(rule_page: Path) -> None:
    text = text_of(rule_page)
    assert "If only 1 of them did not, the other 2 parts would still apply." in text
    assert "Do not hold or record a meeting to clear a flag." in text


def test_uncertain_entries_are_listed_with_their_effect(rule_page: Path) -> None:
    text = text_of(rule_page)
    assert "Entries 4 , 16 and 17 ." in text
    assert "At least 1 part of the rule applies without these entries" in text


def test_many_entries_are_grouped_by_week_and_none_is_dropped(tmp_path: Path) -> None:
    rows = [
        {"event_id": f"e{nth}", "person_id": "A", "agency": "police", "kind": "missing_episode",
         "event_date": f"2026-{1 + nth // 24:02d}-{1 + nth % 24:02d}",
         "outcome": "no_further_action", "is_injury": True}
        for nth in range(72)
    ]  # fmt: skip
    events = build.chronology_from(rows)
    build_site(pages.site_inputs(chronology=events, told=""), tmp_path / "site")
    page = tmp_path / "site/case/A.html"
    html = page.read_text(encoding="utf-8")
    assert "There are 72 entries" in text_of(page)
    assert all(html.count(f'id="event-{number}"') == 1 for number in range(1, 73))
    across = html.split("ws-swim--across")[1].split("</svg>")[0]
    together = [int(count) for count in re.findall(r"<title>×(\d+)\. Week from", across)]
    alone = re.findall(r"<title>\d+\. ", across)
    assert sum(together) + len(alone) == 72
    assert len(words_of(page, ".ws-group")) == 1, "one quarter of the year"


def test_judgement_form_is_a_copy_without_a_button(rule_page: Path) -> None:
    html = rule_page.read_text(encoding="utf-8")
    assert "This is a copy of the form. It saves nothing." in text_of(rule_page)
    assert "<form" not in html
    assert 'type="submit"' not in html
    assert not re.search(r"<input[^>]* checked", html)
