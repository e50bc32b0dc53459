"""What the letters to agencies, the pages of data checks and the run page say about deliveries."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from agencies.feeds import find_feed
from agencies.parse import parse_tables
from core.catalogue import CHECK_HISTORY, COUNT_HISTORY
from expectations.checkpoint import check_delivery
from reports.agency_letter import Letters, build_context
from reports.build import build_site
from reports.feed_checks import feeds_checked
from reports.letter_context import LetterPage
from reports.page_checks import check_pages
from reports.wording.checks import UNTESTED, reason_untested
from tests.pages.html import text_of, words_of
from tests.support import letters, pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters") / "site"
    build_site(letters.night_with_a_past(), folder)
    check_pages(folder)
    return folder


def test_each_agency_of_which_something_arrived_gets_a_letter(site: Path) -> None:
    names = sorted(path.stem for path in (site / "letters").iterdir())
    assert names == ["education", "health", "police", "social_care"]
    for page in (site / "run.html", site / "validation.html"):
        html = page.read_text(encoding="utf-8")
        assert all(f'href="letters/{name}.html"' in html for name in names)


def test_letter_says_to_whom_it_is_and_what_arrived(site: Path) -> None:
    text = text_of(site / "letters/police.html")
    assert "To: the people who send us data from police." in text
    assert "12,000 rows in 3 tables arrived. 11,955 were accepted and 45 were set aside." in text
    assert "Data current as of 21 November 2026" in text
    assert "public_protection_notices Rows 6,100 Accepted 6,058 Set aside 42" in text
    assert "More were set aside than before (14 of 12,000 rows on 14 November 2026)." in text
    assert "Write to the data team at data@exampleshire.example." in text


def test_letter_ranks_faults_by_rows_and_by_what_each_row_costs(site: Path) -> None:
    (first,) = words_of(site / "letters/police.html", ".ws-panel")
    order = ["41 of 6,100", "2,600 of 5,200", "3 of 5,200", "1 of 6,059", "12 of 6,058"]
    assert [re.search(one, first) is not None for one in order] == [True] * 5
    assert sorted(order, key=first.index) == order
    assert "These 41 rows are not on any child’s timeline." in first
    assert "The people in these 3 rows cannot be matched" in first
    assert "This 1 row is not on any child’s timeline." in first
    assert "The rows are used as they are." in first


def test_letter_puts_a_refused_delivery_before_everything_else(site: Path) -> None:
    (first,) = words_of(site / "letters/health.html", ".ws-panel")
    assert first.startswith(
        "What to fix first Your delivery of 22 November 2026 could not be used. "
        "A table must be there and is not. No file of that name. What you recorded after your delivery of "
        "21 November 2026 is on no child’s timeline."
    )


def test_letter_names_rows_spellings_and_what_could_not_be_tested(site: Path) -> None:
    text = text_of(site / "letters/police.html")
    assert "Not so: Created date is filled in. created_date Did not pass 41 of 6,100 rows" in text
    assert "Where to look First of them: rows 3, 17 and 20" in text
    assert "Where to look Row 77" in text
    assert (
        "public_protection_notices: outcome Code list outcome Different spellings 2 Rows 317 "
        "Written as (letter case and spaces aside) “nfa”, read as no_further_action: 312 rows"
    ) in text
    assert "notice was sent" not in text  # in fewer than 10 rows
    assert "or kept without a code where it is a detail, so please send the code." in text
    assert (
        "What could not be tested The day of the delivery was not given. "
        "missing_episodes: An episode is not in the future."
    ) in text
    assert "shared_with and shared_date of notices" in text
    assert "What you sent cannot show joint discussions or if the child was seen." in text


def test_letter_says_what_was_unusual_and_what_the_agency_can_do(site: Path) -> None:
    text = text_of(site / "letters/police.html")
    assert "missing_episodes holds far fewer rows than usual. Unusual size" in text
    assert "Found 700 rows." in text
    assert "Please check if the export was cut short" in text
    assert "ask the agency" not in text.lower()
    social_care = text_of(site / "letters/social_care.html")
    assert "It cannot be told yet whether this delivery is of its usual size." in social_care
    assert "Nothing unusual was found" not in social_care


def _police_letter(**changed: Any) -> LetterPage:
    night = letters.night_with_a_past(**changed)
    return build_context("police", Letters.prepare(night))


def test_rows_that_fail_many_checks_are_one_thing_to_put_right() -> None:
    junk = letters.check_results(pages.AS_OF, share=0).query("table == @letters.NOTICES")
    junk = junk.assign(rows_failed=[4, 4, 5], examples=["1, 2, 3, 4"] * 3)
    page = _police_letter(check_results=junk, check_history=junk, count_history=None)
    assert [one.what for one in page.first] == [
        (
            "In public_protection_notices, 4 of 6,059 rows did not pass: A notice names a nominal of "
            "this delivery."
        ),
        (
            "In public_protection_notices, 5 of 6,058 rows: outcome is not a code of the list "
            "outcome. Send one of its codes."
        ),
    ]


def test_no_spelling_is_written_of_what_a_person_is_or_is_found_by() -> None:
    used = letters.spellings().assign(table=letters.PEOPLE, rows=5000)
    audit = pd.concat([used.assign(column=name) for name in ("ethnicity", "gender")])
    (feed,) = _police_letter(spellings_applied=audit).feeds
    assert [(row[0], row[2:]) for row in feed.spellings] == [
        ("nominals: ethnicity", ("2", "10,000", "Not shown")),
        ("nominals: gender", ("2", "10,000", "Not shown")),
    ]


def test_a_delivery_refused_for_its_rows_is_told_once_and_is_not_late_as_well() -> None:
    police = {"agency": "police", "format": "ppn"}
    said = letters.findings(
        {**police, "kind": "late", "what": "The newest delivery of police/ppn is late."},
        {**police, "kind": "refused", "received_date": pages.AS_OF + timedelta(days=1),
         "what": "Too few rows can be used.", "found": "820 of 6,100 rows"},
    )  # fmt: skip
    page = _police_letter(delivery_findings=said)
    assert page.first[0].what == (
        "Your delivery of 22 November 2026 could not be used. Too few rows can be used. 820 of "
        "6,100 rows."
    )
    assert "late" not in str(page).lower().replace("later", "").replace("template", "")


def test_nobody_took_a_row_back_is_no_gap_in_what_was_tested() -> None:
    feed = find_feed("social_care", "ssd")
    table = next(one for one in feed.tables if one.purge_column)
    results = letters.check_results(pages.AS_OF).iloc[[-1, -1]]
    results = results.assign(
        agency="social_care", format="ssd", table=table.name, column=[table.purge_column, "other"]
    )
    results["check"] = ["readable:a", "readable:b"]
    night = letters.night_with_a_past(check_results=results, check_history=results.iloc[0:0])
    (checked,) = [one for one in feeds_checked(night) if one.feed == "social_care/ssd"]
    assert list(checked.results["column"]) == ["other"]


def test_what_a_first_delivery_lacks_is_for_its_letter_alone(site: Path) -> None:
    assert "pupilonroll lacks 1 column" in text_of(site / "letters/education.html")
    assert "pupilonroll lacks 1 column" not in text_of(site / "run.html")
    assert "has changed" not in text_of(site / "run.html")


def test_first_delivery_is_said_to_be_the_first_once_a_table(site: Path) -> None:
    text = text_of(site / "checks/education-school-census.html")
    assert text.count("This is the first delivery") == 1
    assert "First delivery" not in text
    assert "Last deliveries" not in text


def test_letter_of_a_faultless_delivery_thanks() -> None:
    night = letters.night_with_a_past()
    for name in ("check_results", "table_counts", "check_history", "count_history"):
        night = dataclasses.replace(night, **{name: getattr(night, name).iloc[0:0]})
    quiet = letters.check_results(pages.AS_OF, share=0)
    night = dataclasses.replace(
        night,
        check_results=quiet,
        table_counts=letters.table_counts(quiet),
        delivery_findings=letters.findings().iloc[0:0],
        spellings_applied=letters.spellings().iloc[0:0],
    )
    page = build_context("police", Letters.prepare(night))
    (feed,) = page.feeds
    assert page.first == ()
    assert page.first_none == "Nothing needs to be put right. Thank you."
    assert feed.tables_none.startswith("Every row of every table passed every check")
    assert feed.findings_none == "Nothing unusual was found about the delivery as a whole."
    assert feed.spellings_said == "Every code was sent as its list writes it. Thank you."
    assert feed.compared == "This is the first delivery that we can compare with."


def test_what_nobody_looked_at_is_never_called_usual(tmp_path: Path) -> None:
    night = letters.night_with_a_past(delivery_findings=None, spellings_applied=None)
    build_site(night, tmp_path / "site")
    run = text_of(tmp_path / "site/run.html")
    letter = text_of(tmp_path / "site/letters/police.html")
    assert "The deliveries were not looked at in this run." in run
    assert "Whether the delivery is unusual as a whole was not looked at." in letter
    assert "Spellings of codes were not counted." in letter
    assert "Nothing unusual" not in run + letter
    assert "Every code was sent" not in run + letter


def test_night_that_stopped_before_its_files_were_checked_has_no_letter(tmp_path: Path) -> None:
    night = letters.night_with_a_past(delivery_findings=None, spellings_applied=None)
    for name in ("check_results", "table_counts", "check_history", "count_history", "deliveries"):
        night = dataclasses.replace(night, **{name: getattr(night, name).iloc[0:0]})
    build_site(night, tmp_path / "site")
    check_pages(tmp_path / "site")
    assert list((tmp_path / "site/letters").iterdir()) == []
    assert "No file was checked in this run." in text_of(tmp_path / "site/validation.html")


def test_run_page_names_what_is_unusual_with_what_to_do(site: Path) -> None:
    text = text_of(site / "run.html")
    assert (
        "Health: Emergency care and community services data sets 22 Nov 2026 Refused What A table must be there and is not. "
        "Expected The table patients. Found No file of that name. "
        "What to do next Ask the agency."
    ) in text
    assert "Too few deliveries came so far to tell if the size is usual: Children’s" in text
    assert "317 codes were sent in 2 spellings that are not the code itself" in text


def test_agency_whose_only_delivery_was_refused_is_not_said_to_have_sent_nothing(
    tmp_path: Path,
) -> None:
    night = letters.night_with_a_past(outcome=pages.gate((), {}, has_restrictions_list=False))
    others = night.deliveries[night.deliveries["agency"] != "health"]
    build_site(dataclasses.replace(night, deliveries=others), tmp_path / "site")
    run = text_of(tmp_path / "site/run.html")
    assert "Health Format – Received –" in run
    assert "Matched on identifier – Status Refused" in run
    assert "No data supplied" not in run


def test_no_page_tells_what_is_unusual_about_the_restrictions_list(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "4,321" not in text_of(path), path.name
    assert "Restrictions: restrictions list" not in text_of(site / "run.html")
    assert not (site / "letters/restrictions.html").exists()


def test_refused_restrictions_list_is_named_without_a_number(tmp_path: Path) -> None:
    refused = letters.findings(
        {"agency": "restrictions", "format": "restrictions_list", "kind": "refused",
         "what": "4,321 rows cannot be used.", "found": "4,321 rows"}
    )  # fmt: skip
    build_site(letters.night_with_a_past(delivery_findings=refused), tmp_path / "site")
    text = text_of(tmp_path / "site/run.html")
    assert "Without it we cannot be sure that nobody is shown who must not be." in text
    assert "4,321" not in text


def test_data_checks_show_the_last_deliveries_in_numbers_and_words(site: Path) -> None:
    page = site / "checks/police-ppn.html"
    text = text_of(page)
    assert (
        "Created date is filled in. created_date Rows checked 6,100 Did not pass 41 "
        "Result Set aside Last deliveries Oldest first: 13, 20, 27, 0, 6, 13, 20, 27, 0, 6, 13, 41"
    ) in text
    assert "0 in each of the last 12" in text
    assert "7 Nov 2026 Rows 6,100 Set aside 6" in text
    assert page.read_text(encoding="utf-8").count("<rect") > 12
    assert "Could not be tested An episode is not in the future." in text


def test_check_that_could_not_be_made_has_no_number_in_the_past(tmp_path: Path) -> None:
    night = letters.night_with_a_past()
    history = night.check_history
    chosen = (history["check"] == "P201") & (
        history["received_date"] == pd.Timestamp(letters.POLICE_DAYS[-2])
    )
    history.loc[chosen, "says"] = f"{UNTESTED}nominals was not sent: A notice names a nominal."
    history.loc[chosen, ["rows_checked", "rows_failed"]] = 0
    build_site(dataclasses.replace(night, check_history=history), tmp_path / "site")
    text = text_of(tmp_path / "site/checks/police-ppn.html")
    assert "Oldest first: 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, –, 1" in text


def test_refused_delivery_with_counts_is_shown_as_such_and_its_rows_as_not_used(
    tmp_path: Path,
) -> None:
    day = pages.AS_OF + timedelta(days=1)
    results = letters.check_results(day, share=20)
    night = letters.night_with_a_past()
    night = dataclasses.replace(
        night,
        check_history=CHECK_HISTORY.conform(pd.concat([night.check_history, results])),
        count_history=COUNT_HISTORY.conform(
            pd.concat([night.count_history, letters.table_counts(results)])
        ),
        delivery_findings=letters.findings(
            {"agency": "police", "format": "ppn", "kind": "refused", "received_date": day,
             "what": "Too few rows can be used.", "found": "820 of 6,100 rows were set aside"}
        ),
    )  # fmt: skip
    build_site(night, tmp_path / "site")
    checks = text_of(tmp_path / "site/checks/police-ppn.html")
    assert (
        "Refused This is about the delivery of 22 November 2026. It was refused; that of "
        "21 November 2026 is used instead."
    ) in checks
    letter = text_of(tmp_path / "site/letters/police.html")
    assert "Nothing of a delivery that could not be used has gone further." in letter
    assert "No row of this delivery is used." in letter
    assert "not on any child’s timeline" not in letter


def test_case_page_says_what_the_checks_set_aside_about_this_child(site: Path) -> None:
    text = text_of(site / f"case/{pages.MAIN}.html")
    assert (
        "1 entry about this child from police was set aside by the data checks. It is not on "
        "this page. The agency has been told. 2 entries about this child from health were set "
        "aside by the data checks. They are not on this page. The agency has been told."
    ) in text
    for other in (site / "case").iterdir():
        assert other.stem == pages.MAIN or "set aside by the data checks" not in text_of(other)


def test_check_that_could_not_be_made_is_known_by_how_the_checks_say_so() -> None:
    feed = find_feed("police", "ppn")
    raw = {
        table.name: pd.DataFrame({column.name: ["1"] for column in table.columns})
        for table in feed.tables
        if not table.optional
    }
    found = check_delivery(parse_tables(raw, feed), feed).results
    untested = [one for one in found.itertuples(index=False) if "not sent" in one.says]
    assert untested
    for one in untested:
        what, why = reason_untested(one.says)
        assert why.endswith("not sent")
        assert not what.startswith(UNTESTED)


MARKER = "Zqxmarker"


def test_no_value_of_a_failing_row_is_on_any_letter_or_page_of_checks(tmp_path: Path) -> None:
    feed = find_feed("police", "ppn")
    raw = {
        table.name: pd.DataFrame(
            [
                {column.name: f"{MARKER}-{column.name}-{row}" for column in table.columns}
                for row in range(3)
            ]
        )
        for table in feed.tables
    }
    checked = check_delivery(parse_tables(raw, feed), feed, received_date=date(2026, 11, 21))
    assert checked.counts["quarantined"].sum() > 3
    night = letters.night_with_a_past(
        check_results=checked.results,
        table_counts=checked.counts,
        check_history=checked.results.iloc[0:0],
        count_history=checked.counts.iloc[0:0],
    )
    build_site(night, tmp_path / "site")
    of_deliveries = [
        path
        for path in (tmp_path / "site").rglob("*.html")
        if path.parent.name in ("letters", "checks") or path.stem in ("validation", "run")
    ]
    assert len(of_deliveries) > 4
    for path in of_deliveries:
        assert MARKER.casefold() not in path.read_text(encoding="utf-8").casefold(), path.name
