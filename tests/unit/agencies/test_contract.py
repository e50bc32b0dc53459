"""A contract that nobody described is refused; the feeds that exist are complete and agree."""

from __future__ import annotations

import csv
import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

import agencies
from agencies.contract import Agency, CodeList, Column, Feed, Reference, Table
from agencies.feeds import agencies_to_show, all_feeds, find_feed, reporting_agencies
from core.errors import ContractError
from core.vocabulary import Capability

AGENCIES = Path(agencies.__file__).parent
COLUMNS = (Column("id", "row"), Column("seen", "day", "date"))


@pytest.mark.parametrize(("meaning", "kind"), [(" ", "text"), ("a code without its list", "code")])
def test_a_column_that_nobody_described_is_refused(meaning, kind):
    with pytest.raises(ContractError, match="Column station is not described"):
        Column("station", meaning, kind)


@pytest.mark.parametrize(
    ("meaning", "more", "named"),
    [
        ("", {}, "none"),
        ("Things.", {"columns": (*COLUMNS, Column("id", "again"))}, "none"),
        ("Things.", {"key": ("number",)}, "number"),
        ("Things.", {"person_column": "child"}, "child"),
        ("Things.", {"references": (Reference("to", "others", "id"),)}, "to"),
        ("Things.", {"columns": (Column("end", "x", "date", not_before="start"),)}, "start"),
    ],
)
def test_a_table_that_names_a_column_it_does_not_have_is_refused(meaning, more, named):
    with pytest.raises(ContractError, match=f"Table things .*named but not there: {named}"):
        Table("things", meaning, **{"columns": COLUMNS, **more})


def test_a_table_gives_a_column_by_its_name():
    table = Table("things", "Things.", COLUMNS, key=("id",))
    assert table.column("seen").type == "date"
    with pytest.raises(KeyError, match="colour"):
        table.column("colour")


def test_a_code_list_is_read_by_its_name(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("list,code,meaning,source\nsex,M,Male,DfE\nrole,V,Victim,NPCC\n", "utf-8")
    assert CodeList.from_csv(path, "sex") == CodeList("sex", {"M": "Male"}, "DfE")


@pytest.mark.parametrize(
    "rows",
    ["", "sex,M, ,DfE\n", "sex,M,Male,\n", "sex,M,Male\n", "sex,M,Male, or a boy,DfE\n"],
    ids=["no code", "no meaning", "no source", "too few cells", "an unquoted comma"],
)
def test_a_code_list_that_is_not_whole_is_refused(tmp_path, rows):
    path = tmp_path / "codes.csv"
    path.write_text("list,code,meaning,source\n" + rows, "utf-8")
    with pytest.raises(ContractError, match="Code list sex is missing, or has a row that is not"):
        CodeList.from_csv(path, "sex")


def test_a_code_list_from_several_sources_names_them_all_once(tmp_path):
    path = tmp_path / "codes.csv"
    rows = "sex,M,Male,DfE\nsex,F,Female,NHS\nsex,U,Unknown,DfE\n"
    path.write_text("list,code,meaning,source\n" + rows, "utf-8")
    assert CodeList.from_csv(path, "sex").source == "DfE; NHS"


def test_a_code_list_knows_from_when_and_until_when_a_code_was_in_use(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text(
        "list,code,meaning,source,from,until\n"
        "kind,OLD,Old,DfE,,2020-08-31\nkind,NEW,New,DfE,2020-09-01,\nkind,ALL,All,DfE,,\n",
        "utf-8",
    )
    codes = CodeList.from_csv(path, "kind")
    days = (date(2020, 8, 31), date(2020, 9, 1))
    late = {code: [codes.is_out_of_time(code, day) for day in days] for code in codes.codes}
    assert late == {"OLD": [False, True], "NEW": [True, False], "ALL": [False, False]}


def test_an_agency_stands_in_a_sentence_without_a_capital():
    assert Agency("health", "Health", "Health").name_in_sentence == "health"


@pytest.mark.parametrize("path", sorted(AGENCIES.rglob("*codes.csv")), ids=lambda p: p.parent.name)
def test_every_published_list_is_whole(path):
    with path.open(newline="", encoding="utf-8") as file:
        names = {row["list"] for row in csv.DictReader(file)}
    assert all(CodeList.from_csv(path, name).codes for name in names)


@pytest.mark.parametrize("name", ["NHS Data", "SNOMED"])
def test_a_list_of_the_nhs_says_under_which_licence_it_is_used(name):
    with (AGENCIES / "health" / "codes.csv").open(newline="", encoding="utf-8") as file:
        sources = {row["source"] for row in csv.DictReader(file) if name in row["source"]}
    assert sources
    assert all("licence" in source.lower() for source in sources)


def test_a_capability_whose_table_was_not_sent_is_left_out():
    census = find_feed("education", "school_census")
    sent = {table.name: () for table in census.tables}
    assert census.capabilities_of(sent) == {Capability.CONCERN, Capability.ADDRESS}
    del sent["addressesonroll"]
    assert census.capabilities_of(sent) == {Capability.CONCERN}


def test_a_capability_whose_column_was_not_sent_is_left_out():
    ppn = find_feed("police", "ppn")
    sent = {table.name: {column.name for column in table.columns} for table in ppn.tables}
    assert ppn.capabilities_of(sent) == ppn.capabilities
    sent["public_protection_notices"] -= {"shared_with", "injury_reported"}
    assert ppn.capabilities - ppn.capabilities_of(sent) == {Capability.SHARING, Capability.INJURY}


@pytest.mark.parametrize("feed", all_feeds(), ids=lambda feed: f"{feed.agency.code}/{feed.format}")
def test_what_a_capability_needs_is_an_optional_table_of_its_feed(feed: Feed):
    assert set(feed.needs) <= feed.capabilities
    for place in (one for all_of in feed.needs.values() for one in all_of.split(" and ")):
        table, _, column = place.partition(".")
        assert (
            feed.table(table).optional
            if not column
            else not feed.table(table).column(column).required
        )


def test_every_feed_is_found_and_no_two_have_the_same_name():
    names = [(feed.agency.code, feed.format) for feed in all_feeds()]
    assert names == sorted(set(names))
    assert all(find_feed(*name) is feed for name, feed in zip(names, all_feeds(), strict=True))


def test_a_feed_that_nobody_described_is_refused_by_name():
    with pytest.raises(ContractError, match="agency housing, format tenancies"):
        find_feed("housing", "tenancies")


def test_pages_show_agencies_in_one_order_without_the_restrictions_list():
    assert [agency.code for agency in reporting_agencies()] == [
        "social_care", "police", "health", "education", "housing_and_adults",
    ]  # fmt: skip


def test_short_names_fit_beside_a_lane_of_the_chart():
    assert all(len(agency.short_name) <= 16 for agency in reporting_agencies())


def test_an_optional_agency_is_shown_only_if_somebody_speaks_of_it():
    usual = ["social_care", "police", "health", "education"]
    assert [agency.code for agency in agencies_to_show({"police"})] == usual
    assert [agency.code for agency in agencies_to_show({"police", "housing_and_adults"})] == [
        *usual, "housing_and_adults",
    ]  # fmt: skip


@pytest.mark.parametrize("feed", all_feeds(), ids=lambda feed: f"{feed.agency.code}/{feed.format}")
def test_references_of_a_feed_lead_to_columns_of_its_own_tables(feed: Feed):
    for table in feed.tables:
        for reference in table.references:
            other = feed.table(reference.table)
            target = other.column(reference.to_column)
            assert target.required or target.name not in other.key
            assert table.optional or not other.optional


@pytest.mark.parametrize("feed", all_feeds(), ids=lambda feed: f"{feed.agency.code}/{feed.format}")
def test_dates_flags_and_orders_of_columns_make_sense(feed: Feed):
    for table in feed.tables:
        for column in table.columns:
            if column.is_event_date or column.is_recorded_date or column.not_before:
                assert column.type == "date"
            if column.not_before:
                assert table.column(column.not_before).type == "date"
            assert column.codes is None or column.type == "code"
        assert len({dataclasses.astuple(column)[0] for column in table.columns}) == len(
            table.columns
        )


def test_a_table_is_missed_if_something_can_be_told_only_from_it_or_if_it_used_to_come():
    census = find_feed("education", "school_census")
    sent = {"pupilonroll", "termlyexclusionsonroll", "termlysessiondetailsonroll"}
    assert census.tables_missed(sent) == ("addressesonroll",)
    assert census.tables_missed({*sent, "addressesonroll"}) == ()
    before = {*sent, "addressesonroll", "pupilnolongeronroll"}
    assert set(census.tables_missed(sent, before=before)) == before - sent


@pytest.mark.parametrize(("days_old", "overdue"), [(0, 0), (140, 0), (141, 1), (150, 10)])
def test_data_is_overdue_once_it_is_older_than_usually_lies_between_two_deliveries(
    days_old: int, overdue: int
):
    census = find_feed("education", "school_census")
    today = date(2026, 6, 30)
    assert census.days_between == 140
    assert census.days_overdue(today - timedelta(days=days_old), on=today) == overdue
