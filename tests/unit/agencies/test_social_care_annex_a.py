"""Ofsted's Annex A workbook: what is read from its sheets, and what its lists say about a child."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from agencies.parse import count_spellings, parse_tables
from agencies.social_care.annex_a import FEED
from agencies.social_care.annex_a_tables import CHILD, LISTS
from core.catalogue import SOURCE_PERSONS
from core.errors import ContractError
from core.vocabulary import Capability
from expectations.checkpoint import check_delivery
from tests.support.agency_tables import accepted
from tests.support.sheets import write_workbook
from tests.support.third_party import third_party

REQUIRED = [table for table in LISTS if not table.optional]


def sheet(table, *rows, **names):
    """Give a sheet with every column of a list; a row names the cells it fills."""
    columns = [column.name for column in table.columns]
    header = [names.get(name, name) for name in columns]
    return [header, *([row.get(name) for name in columns] for row in rows)]


def workbook(folder, *, without=(), **sheets):
    """Write a workbook with all required lists, empty unless given."""
    lists = {table.name: sheet(table) for table in REQUIRED} | sheets
    for name in without:
        del lists[name]
    write_workbook(
        folder / "Annex A.xlsx",
        {name.replace("list_", "List "): lines for name, lines in lists.items()},
    )
    return folder


def contact(**cells):
    return {CHILD: "7", "Date of Contact": datetime(2025, 3, 4), **cells}  # noqa: DTZ001  as a cell holds it


CONTACTS = LISTS[0]


# Reading the workbook


@pytest.mark.parametrize(
    ("column", "cell", "text"),
    [
        (CHILD, 9212044, "9212044"),
        (CHILD, 7.0, "7"),
        (CHILD, " A\xa07 ", "A 7"),
        ("Date of Contact", datetime(2025, 3, 4), "2025-03-04"),  # noqa: DTZ001  as a cell holds it
        ("Date of Contact", datetime(2025, 3, 4, 9, 5), "2025-03-04 09:05:00"),  # noqa: DTZ001
        ("Date of Contact", "04/03/2025", "04/03/2025"),
        ("Age of Child (Years)", 6.138, "6.138"),
    ],
)
def test_every_cell_is_read_as_text(tmp_path, column, cell, text):
    sent = FEED.read(workbook(tmp_path, list_1=sheet(CONTACTS, contact(**{column: cell}))))
    assert sent.tables["list_1"][column].tolist() == [text]


def test_an_empty_cell_and_a_formula_that_failed_are_nothing(tmp_path):
    row = contact(Gender="#N/A", Ethnicity=None)
    sent = FEED.read(workbook(tmp_path, list_1=sheet(CONTACTS, row)))
    parsed = parse_tables(sent.tables, FEED)["list_1"]
    assert parsed[["Gender", "Ethnicity"]].isna().all(axis=None)
    assert parsed["_unreadable"].isna().all()


def test_the_text_of_a_failed_formula_is_nothing():
    tables = accepted(FEED, list_3=[{"Date of referral": "2025-03-04", "Allocated Team": "#N/A"}])
    assert tables["list_3"]["Allocated Team"].isna().all()


@pytest.mark.parametrize("said", ["2025-03-04", "04/03/2025"])
def test_a_date_written_as_text_is_read_as_a_day_and_not_as_a_month(tmp_path, said):
    row = contact(**{"Date of Contact": said})
    sent = FEED.read(workbook(tmp_path, list_1=sheet(CONTACTS, row)))
    assert parse_tables(sent.tables, FEED)["list_1"]["Date of Contact"].tolist() == [
        pd.Timestamp("2025-03-04")
    ]


@pytest.mark.parametrize("name", ["List 1", "list_1", "LIST 01 Contacts", " List  1 - contacts"])
def test_a_sheet_is_found_however_its_name_is_written(tmp_path, name):
    sent = FEED.read(workbook(tmp_path, **{name: sheet(CONTACTS, contact())}))
    assert len(sent.tables["list_1"]) == 1


def test_list_10_is_not_list_1(tmp_path):
    sent = FEED.read(workbook(tmp_path, list_10=sheet(CONTACTS, contact())))
    assert "list_1" not in sent.tables


def test_a_header_is_found_by_its_letters_and_below_a_title(tmp_path):
    lines = sheet(
        CONTACTS,
        contact(Gender="F"),
        **{CHILD: "child unique id ", "Age of Child (Years)": "Age", "Gender": "GENDER"},
    )
    sent = FEED.read(workbook(tmp_path, list_1=[["Annex A"], [None], *lines]))
    assert sent.columns["list_1"] == tuple(column.name for column in CONTACTS.columns)
    assert sent.tables["list_1"]["Gender"].tolist() == ["F"]


def test_empty_lines_below_the_list_are_no_rows_but_one_within_it_is(tmp_path):
    lines = sheet(CONTACTS, contact(), {}, contact(), {CHILD: " "}, {"Gender": "\xa0"})
    sent = FEED.read(workbook(tmp_path, list_1=lines))
    assert sent.tables["list_1"][CHILD].isna().tolist() == [False, True, False]


def test_a_list_without_rows_was_sent_and_one_without_a_sheet_was_not(tmp_path):
    sent = FEED.read(workbook(tmp_path, list_1=sheet(CONTACTS)))
    assert len(sent.tables["list_1"]) == 0
    assert "list_8" not in sent.tables


def test_what_a_missing_list_would_hold_cannot_be_told(tmp_path):
    lost = FEED.capabilities - FEED.capabilities_of(FEED.read(workbook(tmp_path)).columns)
    assert lost == {Capability.CONCERN}


def test_a_column_that_was_not_sent_is_not_said_to_be_recorded(tmp_path):
    assessments = [[*sheet(LISTS[3])[0]]]
    assessments[0].remove("Child Seen During Continuous Assessment")
    sent = FEED.read(workbook(tmp_path, list_4=assessments))
    assert Capability.CHILD_SEEN not in FEED.capabilities_of(sent.columns)


def test_a_missing_list_that_must_be_there_is_an_error(tmp_path):
    with pytest.raises(ContractError, match=r"list_7.*0 sheets"):
        FEED.read(workbook(tmp_path, without=["list_7"]))


def test_two_sheets_of_one_list_are_an_error(tmp_path):
    again = {"List 3 (2)": sheet(LISTS[2])}
    with pytest.raises(ContractError, match=r"list_3.*2 sheets"):
        FEED.read(workbook(tmp_path, **again))


def test_a_list_without_its_header_is_an_error(tmp_path):
    with pytest.raises(ContractError, match="no line with the column names"):
        FEED.read(workbook(tmp_path, list_3=[["nothing"]]))


def test_a_column_twice_is_an_error(tmp_path):
    lines = sheet(CONTACTS, contact())
    with pytest.raises(ContractError, match="Found: Gender more than once"):
        FEED.read(workbook(tmp_path, list_1=[[*line, "gender"] for line in lines]))
    told = "Where: the workbook, list_1.*Found: 1 name not in the contract more than once"
    with pytest.raises(ContractError, match=told) as raised:
        FEED.read(workbook(tmp_path, list_1=[[*line, "Canary", "Canary"] for line in lines]))
    assert "Canary" not in str(raised.value)


def test_two_workbooks_are_an_error_and_a_letter_beside_it_is_named(tmp_path):
    workbook(tmp_path)
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    assert FEED.read(tmp_path).files_ignored == ("letter.txt",)
    write_workbook(tmp_path / "again.xlsx", {"List 1": sheet(CONTACTS)})
    with pytest.raises(ContractError, match="2 files"):
        FEED.read(tmp_path)


def test_a_file_that_is_no_workbook_is_an_error_that_quotes_nothing(tmp_path):
    (tmp_path / "Canary.xlsx").write_text("Canary", encoding="utf-8")
    with pytest.raises(ContractError, match="Where: the workbook in delivery folder") as raised:
        FEED.read(tmp_path)
    assert "Canary" not in str(raised.value)


# What the lists say


def entries(kind=None, **rows):
    """Give the entries (of one kind) that come of rows about one child."""
    about = {name: [{CHILD: "A", **row} for row in sent] for name, sent in rows.items()}
    events = FEED.to_events(accepted(FEED, **about))
    return events if kind is None else events[events["kind"] == kind].reset_index(drop=True)


def only_entry(kind, **rows):
    events = entries(kind, **rows)
    assert len(events) == 1
    return events.iloc[0]


@pytest.mark.parametrize(
    ("source", "kind", "category", "by"),
    [
        ("a) Individual", "contact_individual", "concern", "unknown"),
        ("1A - individual - family member/relative/carer", "contact_individual", "concern", "unknown"),
        ("b) Schools", "contact_agency", "response", "education"),
        ("c) Education Services", "contact_agency", "response", "education"),
        ("GP [3A]", "contact_agency", "response", "health"),
        ("e) Housing", "contact_agency", "response", "other_agency"),
        ("71) Legal Agency - Court: Cafcass", "contact_agency", "response", "other_agency"),
        ("q) 6: Police", "contact_agency", "response", "police"),
        ("t) 9: Anonymous", "contact_individual", "concern", "public"),
        ("", "contact_individual", "concern", "unknown"),
    ],
)  # fmt: skip
def test_who_made_a_contact_decides_what_it_is(source, kind, category, by):
    event = only_entry(kind, list_1=[{"Date of Contact": "2025-03-04", "Contact Source": source}])
    assert (event["category"], event["raised_by"]) == (category, by)


@pytest.mark.parametrize(
    ("sent", "is_nfa", "outcome"),
    [("Yes", True, "no_further_action"), ("FA", False, None), ("U", None, None), ("", None, None)],
)
def test_a_referral_says_if_nothing_further_was_done(sent, is_nfa, outcome):
    event = only_entry(
        "referral", list_3=[{"Date of referral": "2025-03-04", "Referral NFA?": sent}]
    )
    assert (None if pd.isna(event["is_nfa"]) else event["is_nfa"]) == is_nfa
    assert (None if pd.isna(event["outcome"]) else event["outcome"]) == outcome


def test_an_episode_of_the_list_of_children_in_need_began_with_one_referral_and_not_two():
    events = entries(
        "referral",
        list_3=[{"Date of referral": "2025-03-04", "Referral Source": "Police"}],
        list_6=[{"CIN Start Date": "2025-03-04"}, {"CIN Start Date": "2020-05-06"}],
    )
    assert events["event_date"].dt.year.tolist() == [2025, 2020]


@pytest.mark.parametrize(
    ("reason", "word", "is_nfa", "detail"),
    [
        ("RC8", "no_further_action", True, "Closed after assessment, no further action"),
        ("RC9", "early_help", False, "Closed after assessment, referred to early help"),
        ("Adopted (CIN RC1)", "closed", False, None),
        ("Unknown", "closed", None, None),
    ],
)
def test_why_an_episode_was_closed(reason, word, is_nfa, detail):
    row = {"CIN Start Date": "2025-01-02", "CIN Closure Date": "2025-03-04",
           "Reason for Closure": reason}  # fmt: skip
    event = only_entry("episode_closed", list_6=[row])
    assert event["outcome"] == word
    assert (None if pd.isna(event["is_nfa"]) else event["is_nfa"]) == is_nfa
    assert (None if pd.isna(event["detail"]) else event["detail"]) == detail


def test_an_enquiry_is_begun_by_a_strategy_discussion_and_may_lead_to_a_conference():
    row = {
        "Strategy discussion initiating Section 47 Enquiry Start Date": "2025-01-02",
        "Date of Initial Child Protection Conference": "2025-01-20",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan": "1 - Yes",
    }
    events = entries(list_5=[row])
    assert events["kind"].tolist() == [
        "strategy_discussion", "section_47_enquiry", "initial_child_protection_conference",
    ]  # fmt: skip
    assert events["outcome"].tolist()[2] == "plan"


def test_an_assessment_that_found_no_need_of_social_care_is_not_no_further_action():
    row = {
        "Continuous Assessment Start Date": "2025-01-02",
        "Continuous Assessment Date of Authorisation": "2025-02-03",
        "Child Seen During Continuous Assessment": "Not seen",
        "Was the child assessed as requiring LA children's social care support?": "No",
    }
    event = only_entry("assessment_completed", list_4=[row])
    assert event["child_seen"] is False or not event["child_seen"]
    assert pd.isna(event["is_nfa"])


def test_a_visit_that_three_lists_name_is_one_entry():
    began = {"Child Protection Plan Start Date": "2025-01-02"}
    events = entries(
        "social_work_visit",
        list_6=[{"CIN Start Date": "2024-12-12", "Date Child Was Last Seen": "2025-03-04"}],
        list_7=[{**began, "Date of the Last Statutory Visit": "2025-03-04",
                 "Was the Child Seen Alone?": "b) No"}],
        list_8=[{"Date Started to be Looked After": "2025-02-02",
                 "Date of Last Social Work Visit": "2025-03-04"}],
    )  # fmt: skip
    assert len(events) == 1
    assert not events["child_seen_alone"][0]


def test_what_tells_of_adoption_reaches_no_entry():
    row = {
        "Date Started to be Looked After": "2024-02-02",
        "Date Ceased to be Looked After": "2025-03-04",
        "Reason Ceased to be Looked After": "Adopted",
        "Placement Type": "b) Placed for adoption",
        "What is the permanence plan for this child?": "b) Adoption",
        "Child's Legal Status": "E1: Placement order",
        "Start Date of Most Recent Placement": "2024-06-06",
    }
    closed = {"CIN Start Date": "2023-01-02", "CIN Closure Date": "2025-03-04",
              "Reason for Closure": "RC1"}  # fmt: skip
    text = entries(list_8=[row], list_6=[closed]).to_csv().casefold()
    assert "adopt" not in text
    assert "looked_after_ended" in text


def test_a_worker_is_a_number_and_never_a_name():
    rows = [
        {"Date of referral": f"2025-03-0{day}", "Allocated Worker": name, "Allocated Team": "Duty"}
        for day, name in enumerate(["Verity Canary", "verity\xa0canary", "Ida Wren"], start=1)
    ]
    events = entries(list_3=rows)
    assert "canary" not in events.to_csv().casefold()
    one, same, other = events["worker"]
    assert one == same != other


def test_a_child_of_several_lists_is_one_person_with_the_latest_that_is_filled_in(tmp_path):
    referrals, plans = LISTS[2], LISTS[6]
    workbook(
        tmp_path,
        list_3=sheet(referrals, {CHILD: "A", "Date of referral": "2025-03-04", "Gender": "Female",
                                 "Date of Birth": "2015-01-25", "Allocated Team": "Duty",
                                 "Ethnicity": "MWBC"}),
        list_7=sheet(
            plans,
            {CHILD: "A", "Child Protection Plan Start Date": "2025-03-20",
             "Does the Child have a Disability": "b) No", "Allocated Team": "Long term",
             "Ethnicity": "WBRI"},
            {CHILD: "B", "Gender": "Indeterminate", "Ethnicity": "a) WBRI"},
        ),
    )  # fmt: skip
    tables = parse_tables(FEED.read(tmp_path).tables, FEED)
    children = FEED.to_persons(tables).set_index("source_person_id")
    ann, ben = (children.loc[f"social_care/annex_a/{one}"] for one in "AB")
    assert (ann["sex"], ann["birth_date"], ann["team"]) == (
        "F", pd.Timestamp("2015-01-25"), "Long term",
    )  # fmt: skip
    assert (ann["ethnicity"], ann["is_disabled"]) == ("a) White", False)
    assert pd.isna(ben["sex"])
    assert pd.isna(ben["is_disabled"])
    assert ben["ethnicity"] == "a) White"


def test_a_line_with_an_impossible_date_is_set_aside_without_its_child(tmp_path):
    row = {CHILD: "A", "Child Protection Plan Start Date": "2025-03-20",
           "Child Protection Plan End Date": "2024-03-20"}  # fmt: skip
    sent = FEED.read(workbook(tmp_path, list_7=sheet(LISTS[6], row)))
    checked = check_delivery(parse_tables(sent.tables, FEED), FEED)
    assert len(checked.quarantined["list_7"]) == 1
    assert len(FEED.to_events(checked.accepted)) == 0
    assert len(FEED.to_persons(checked.accepted)) == 1


# The whole feed


def test_a_delivery_without_rows_gives_typed_tables_without_rows():
    tables = accepted(FEED)
    assert len(FEED.to_events(tables)) == 0
    assert FEED.to_persons(tables).dtypes.to_dict() == SOURCE_PERSONS.empty().dtypes.to_dict()


def test_every_entry_of_a_delivery_has_an_id_of_its_own():
    row = {
        table.name: [
            {column.name: f"2025-01-{day:02}"
             for day, column in enumerate(table.columns, start=1) if column.type == "date"}
        ]
        for table in LISTS
    }  # fmt: skip
    events = entries(**row)
    assert len(events) == 20
    assert not events.duplicated(["source_record_id", "kind"]).any()
    assert events["recorded_date"].isna().all()


@pytest.mark.third_party
@pytest.mark.parametrize("name", ["Annex_A.xlsx", "Annex_A_2024_Jan.xlsx"])
def test_sample_workbooks_are_read_whole(tmp_path, name):
    (tmp_path / name).write_bytes(third_party(f"d2i_annex_a/{name}").read_bytes())
    sent = FEED.read(tmp_path)
    assert [len(rows) for rows in sent.tables.values()] == [42, 5, 5, 6, 5, 5, 5, 7, 5]
    for table in LISTS:
        assert sent.columns[table.name] == tuple(column.name for column in table.columns)
    tables = parse_tables(sent.tables, FEED)
    assert all(rows["_unreadable"].isna().all() for rows in tables.values())
    # Deliberate faults: a blank date of birth, a failed formula where teams should be.
    assert tables["list_1"]["Date of Birth"].isna().sum() == 1
    assert tables["list_6"]["Allocated Team"].isna().all()
    assert len(FEED.to_persons(tables)) == 42
    assert count_spellings(sent.tables, FEED)["rows"].sum() > 100
