"""Which findings are of tonight, and what past deliveries look like."""

from __future__ import annotations

from datetime import timedelta

from reports.charts import past_bars
from reports.feed_checks import feeds_checked, state_of
from reports.findings import current_findings, kind_tag, refused_after
from reports.wording import checks, findings
from reports.wording import letter as words
from tests.support import chronology as build
from tests.support import letters, pages

AS_OF = pages.AS_OF


def test_what_was_said_of_a_delivery_that_was_replaced_is_history() -> None:
    deliveries = build.deliveries(agencies=("police",), received_date=AS_OF)
    police = {"agency": "police", "format": "ppn", "kind": "refused"}
    said = letters.findings(
        {**police, "received_date": AS_OF - timedelta(days=7)},
        {**police, "received_date": AS_OF + timedelta(days=7)},
        {"agency": "health", "format": "ecds_csds", "kind": "late"},
    )
    found = current_findings(said, deliveries)
    assert [(one.feed, one.kind) for one in found] == [
        ("police/ppn", "refused"), ("health/ecds_csds", "late"),
    ]  # fmt: skip
    assert refused_after(found)["police/ppn"].received_date == AS_OF + timedelta(days=7)
    assert current_findings(None, deliveries) == ()


def test_kind_without_words_is_shown_by_its_code() -> None:
    assert kind_tag("never_heard_of").text == "never heard of"


def test_tonights_results_without_a_day_belong_to_the_delivery_in_use() -> None:
    night = pages.site_inputs(agencies=("police",))
    assert night.check_results["received_date"].isna().all()
    (feed,) = feeds_checked(night)
    assert (feed.received, feed.days, feed.is_refused) == (AS_OF, (AS_OF,), False)


def test_last_twelve_deliveries_are_shown_and_no_more() -> None:
    police = {one.feed: one for one in feeds_checked(letters.night_with_a_past())}["police/ppn"]
    assert police.days == tuple(letters.POLICE_DAYS[-12:])
    assert police.past_total("quarantined")[-1] == 45


def test_past_in_words_and_bars() -> None:
    assert checks.past((3,)) == "First delivery"
    assert checks.past((0, 0, 0)) == "0 in each of the last 3"
    assert checks.past((1200, None, 0)) == "Oldest first: 1,200, –, 0"
    assert past_bars((4, None, 0)).count("<rect") == 2


def test_sentences_keep_a_table_s_own_spelling() -> None:
    assert findings.sentence("ask the agency") == "Ask the agency."
    assert findings.ended("ssd_contacts lacks 1 column") == "ssd_contacts lacks 1 column."
    assert findings.ended("") == ""


def test_letter_compares_with_the_delivery_before() -> None:
    day = AS_OF
    assert words.compared((0, 10), (0, 9), day).startswith("No row was set aside, as in the")
    assert words.compared((1, 10), (2, 10), day).endswith(
        "(2 of 10 rows on 21 November 2026). Thank you."
    )
    assert words.compared((1, 10), (1, 11), day).startswith("More were set aside")
    assert words.compared((1, 10), (1, 10), day).startswith("As many were set aside")


def test_letter_shares_and_examples() -> None:
    assert [words.share(*one) for one in ((0, 0), (1, 1000), (1, 2))] == [
        "–", "under 1 in 100", "50 in 100",
    ]  # fmt: skip
    assert words.examples("", 3) == "Not noted"
    assert words.examples("3", 1) == "Row 3"
    assert words.examples("3, 17", 2) == "Rows 3 and 17"
    assert words.examples("3, 17", 9) == "First of them: rows 3 and 17"


def test_refused_delivery_without_another_costs_everything_it_would_have_shown() -> None:
    assert words.refused_costs(None).startswith("Pages say “cannot tell” for everything")
    assert checks.about_delivery(AS_OF, is_refused=True, in_use=None).endswith(
        "no other delivery is in use."
    )
    assert words.write_to("Example partnership", "").startswith("Answer to the data team of the Ex")


def test_many_checks_not_made_for_one_reason_are_counted() -> None:
    made = [("a", "One."), ("a", "Two."), ("b", "Three.")]
    assert words.checks_not_made(made) == "a: One. a: Two. b: Three."
    assert words.checks_not_made([*made, ("b", "Four.")]) == "4 checks of a and b."


def test_check_that_looked_at_no_row_is_not_passed() -> None:
    results = letters.check_results(AS_OF, share=0).assign(rows_checked=0)
    assert {state_of(check) for check in results.itertuples(index=False)} == {"not_tested"}
    assert checks.reason_untested("Every day is a day.") == (
        "Every day is a day.", "there was no row to look at",
    )  # fmt: skip
