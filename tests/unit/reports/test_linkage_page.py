"""What the linkage report is given: counts that hide nobody badly, estimates, chances."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from linkage.comparisons import COMPARISONS
from linkage.review import SENTENCES
from linkage.settings import REVIEWED_PARAMETERS
from reports.context import Section
from reports.linkage_charts import Band, Parts, Ranged, calibration_chart, parts_chart, range_chart
from reports.linkage_context import LinkagePage
from reports.linkage_counts import counts_to_show
from reports.linkage_page import build_context
from reports.wording import linkage as words
from tests.support import linkage_report as night


@pytest.fixture(scope="module")
def page() -> LinkagePage:
    return build_context(night.linked_inputs())


def _section(page: LinkagePage, anchor: str) -> Section:
    return next(section for section in page.sections if section.anchor == anchor)


def test_restrictions_list_is_in_no_sum() -> None:
    counts = counts_to_show(night.linked_inputs())
    assert counts["by_identifier"] == 3_800, "not 3,814, of which 14 are on the list"
    assert counts["needs_check"] == 61
    assert counts["pairs_to_look_at"] == 260
    assert not {"source_persons", "alone", "restricted_persons", "clerical_queue"} & set(counts)


def test_longer_restrictions_list_gives_the_same_page() -> None:
    inputs = night.linked_inputs()
    longer = night.linked_inputs(
        links_by_agency=night.links_by_agency(restrictions={"identifier": 900, "alone": 70}),
        links_summary={
            **inputs.links_summary,
            "source_persons": 9_671,
            "by_identifier": 4_700,
            "alone": 1_769,
            "restricted_persons": 970,
            "clerical_queue": 400,
        },
    )
    assert build_context(longer) == build_context(inputs)


def test_ways_are_shown_by_agency_and_small_numbers_are_not(page: LinkagePage) -> None:
    (figure,) = _section(page, "ways").figures
    rows = {row[0]: row[1:] for row in figure.rows}
    assert rows["Health"] == (
        "2,083", "1,500 (72 in 100)", "40 (2 in 100)", "120 (6 in 100)", "423 (20 in 100)", "0",
    )  # fmt: skip
    assert rows["Police"] == ("2,895", "0", "not shown", "2,161 (75 in 100)", "not shown", "61")
    assert rows["Children’s social care"][2] == "not shown", "with the sum it would give 3 away"
    assert "Restrictions" not in rows


def test_finding_names_no_agency_whose_number_is_not_shown(page: LinkagePage) -> None:
    (figure,) = _section(page, "ways").figures
    assert figure.finding == "Health has most records without another: 20 in 100"


def test_estimates_say_where_they_come_from_and_how_wide_they_are(page: LinkagePage) -> None:
    truth = _section(page, "from-truth")
    assert truth.heading == (
        "Compared with the truth of the invented county: 4 in 1,000 links are wrong and 4 in 1,000 "
        "links were not found"
    )
    assert truth.rows[0].value == "95% range 3 to 5 in 1,000, from 40,000 pairs looked at"
    assert "from-clerical" not in {section.anchor for section in page.sections}


def test_group_is_compared_in_one_of_the_fixed_words(page: LinkagePage) -> None:
    rows = {
        row[0]: row[1:] for figure in _section(page, "from-truth").figures for row in figure.rows
    }
    assert rows["No fixed address"][-1] == words.HIGHER
    assert rows["10 to 15"][-1] == words.LOWER
    assert rows["Girls"][-1] == words.NO_DIFFERENCE
    assert rows["1 to 4"][-1] == words.UNCERTAIN
    assert rows["Under 1"] == ("0", "Cannot tell", "–", "Cannot tell")
    assert rows["Gypsy or Roma"] == ("not shown", "Too few to report", "–", "Too few to report")
    assert rows["Ethnicity not known"][0] == "not shown", "or the 7 could be worked out"


def test_code_without_words_is_never_shown_as_it_came(page: LinkagePage) -> None:
    assert "script" not in str(page)
    assert "Another code" in str(page)


def test_nobody_decided_is_cannot_tell_and_not_zero() -> None:
    few = build_context(night.linked_inputs(linkage_quality=night.quality("clerical", all=9)))
    nothing = build_context(night.linked_inputs(linkage_quality=night.quality().iloc[0:0]))
    for page in (few, nothing):
        assert [fact.value for fact in page.facts[-2:]] == ["Cannot tell"] * 2
    assert _section(nothing, "estimates").heading == words.NO_ESTIMATE
    assert _section(few, "from-clerical").heading.endswith(
        "how many links are wrong cannot be told and how many links were not found cannot be told"
    )


def test_chances_that_are_off_are_named(page: LinkagePage) -> None:
    chances = _section(page, "chances")
    assert chances.heading == "In 2 of 3 bands the chance that was worked out says what is so"
    assert chances.figures[0].finding.endswith("for these bands: 95 to 99.0 in 100")
    assert chances.figures[0].rows[0][1:] == ("not shown", "55", "Too few to report", "–")
    assert chances.figures[0].rows[3][3] == "Cannot tell"


def test_queue_gives_each_reason_in_words_and_how_to_work_it(page: LinkagePage) -> None:
    queue = _section(page, "queue")
    assert queue.heading == "260 pairs wait for somebody to look at them"
    rows = {row[0]: row[1:] for row in queue.table}
    assert rows["Near the line"] == (SENTENCES["near_the_line"], "0", "120")
    assert rows["Identifier conflict"][2] == "not shown"
    assert rows["Random sample"][1:] == ("40", "not shown"), "or the 4 could be worked out"
    assert "wholestory clerical export FILE" in queue.closing[0]


def test_references_of_tonight_are_counted(page: LinkagePage) -> None:
    assert _section(page, "changes").heading == (
        "References tonight: 0 put together, fewer than 10 taken apart"
    )
    counts = {**night.linked_inputs().links_summary, "references_split": 0}
    quiet = build_context(night.linked_inputs(links_summary=counts))
    assert _section(quiet, "changes").heading == "No reference changed tonight"


def test_every_weight_of_every_comparison_is_in_the_table(page: LinkagePage) -> None:
    settings = _section(page, "settings")
    assert settings.heading.endswith("by settings reviewed-2")
    levels = sum(len(one) for one in REVIEWED_PARAMETERS["comparisons"].values())
    assert len(settings.table) == levels + 1
    assert {row[0] for row in settings.table[1:]} == {one.label for one in COMPARISONS}
    assert settings.table[0][3:5] == ("1 in 60,000", "−15.9")
    assert settings.table[1][1:] == (
        "The same forename, a rare one", "11 in 100", "1 in 33,000", "+11.8",
        "Reviewed: Rare names: each held by fewer than 1 in 2,000",
    )  # fmt: skip


def test_trained_weight_does_not_carry_the_reason_of_the_reviewed_one() -> None:
    forename = REVIEWED_PARAMETERS["comparisons"]["forename"]
    trained = {**forename, "near": {**forename["near"], "from": "trained"}}
    parameters = {
        **REVIEWED_PARAMETERS,
        "comparisons": {**REVIEWED_PARAMETERS["comparisons"], "forename": trained},
    }
    page = build_context(night.linked_inputs(linkage_parameters=parameters))
    assert [row[-1] for row in _section(page, "settings").table if row[-1] == "Trained"] == [
        "Trained"
    ]


def test_night_without_linkage_says_so_and_shows_no_zero() -> None:
    nothing = night.linked_inputs(
        links_by_agency=night.links_by_agency().iloc[0:0],
        links_summary={},
        linkage_parameters={},
        clerical_counts=night.clerical_counts().iloc[0:0],
    )
    page = build_context(nothing)
    assert page.lead == "Records were not put together in this run."
    assert page.facts == ()
    assert _section(page, "settings").heading == words.SETTINGS_NONE


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0 in 1,000"), (0.39, "39 in 100"), (0.004, "4 in 1,000"), (0.00005, "1 in 20,000"),
        (1.0, "100 in 100"), (0.05, "50 in 1,000"),
    ],
)  # fmt: skip
def test_share_is_a_whole_number_frequency(value: float, said: str) -> None:
    assert words.share(value) == said


def test_charts_are_well_formed_and_words_are_escaped() -> None:
    said = {"title": "t", "description": "d"}
    for svg in (
        parts_chart([Parts("<b>&", (0.5, 0.0, 0.2, 0.1))], ("<i>", "b", "c", "d"), **said),
        range_chart(
            [Ranged("<b>", 0.1, 0.0, 1.0), Ranged("x", None, 0, 0, "<i>")],
            name="n", overall=0.2, x_label="<u>", **said,
        ),
        range_chart([], name="n", overall=None, x_label="x", **said),
        calibration_chart([Band(0.4, 0.1, 0.0, 0.3)], x_label="x", y_label="<u>", **said),
    ):  # fmt: skip
        ET.fromstring(svg)  # noqa: S314 - our own text
        assert not {"<b>", "<i>", "<u>"} & {svg[i : i + 3] for i in range(len(svg))}


def test_same_numbers_give_the_same_page() -> None:
    turned = night.linked_inputs(
        links_by_agency=night.links_by_agency().iloc[::-1],
        clerical_counts=night.clerical_counts().iloc[::-1],
        linkage_quality=pd.concat([night.quality(), night.quality("queue")]).iloc[::-1],
    )
    assert build_context(turned) == build_context(night.linked_inputs())
