"""What schools sent becomes pupils and entries, once, however many terms tell it."""

from __future__ import annotations

import shutil
from datetime import date

import pandas as pd
import pytest

from agencies.education import FEEDS
from agencies.education.census_day import census_day, is_out_of_time
from agencies.education.school_census_tables import (
    ABSENCES,
    ATTENDANCE_REASONS,
    EXCLUSION_CATEGORIES,
    EXCLUSION_REASONS,
)
from agencies.parse import parse_tables
from core.errors import ContractError
from core.vocabulary import Capability
from tests.support.agency_tables import accepted
from tests.support.census_specifications import census_code_lists
from tests.support.third_party import third_party

CENSUS, FAMILY_CONTEXT = FEEDS
AUTUMN = {"collection_year": "2024", "collection_term": "autumn"}
SPRING = {"collection_year": "2025", "collection_term": "spring"}
SUMMER = {"collection_year": "2025", "collection_term": "summer"}


def _pupil(term: dict[str, str], **cells: str) -> dict[str, str]:
    roll = {"pupilonrolltableid": "U1", "NativeId": "SCH1", "termlysessionspossible": "100"}
    return {**term, **roll, **cells}


def _left(term: dict[str, str], **cells: str) -> dict[str, str]:
    return {**term, "pupilnolongeronrolltableid": "U1", "NativeId": "SCH1", **cells}


def _sessions(term: dict[str, str], code: str, sessions: str, **cells: str) -> dict[str, str]:
    row = {"pupilonrolltableid": "U1", "NativeId": "SCH1", "attendancereason": code}
    return {**term, **row, "sessions": sessions, **cells}


def _events(kind: str, **tables: list[dict[str, str]]) -> pd.DataFrame:
    events = CENSUS.to_events(accepted(CENSUS, **tables))
    return events[events["kind"] == kind].reset_index(drop=True)


@pytest.mark.parametrize(
    ("year", "term", "day"),
    [
        (2024, "autumn", date(2024, 10, 3)),
        (2025, "spring", date(2025, 1, 16)),
        (2025, "summer", date(2025, 5, 15)),
        (2026, "autumn", date(2026, 10, 1)),
    ],
)
def test_census_day_is_the_published_thursday(year, term, day):
    assert census_day(year, term) == day


def test_pupil_in_three_terms_is_one_person_as_the_latest_term_tells():
    persons = CENSUS.to_persons(
        accepted(
            CENSUS,
            pupilonroll=[
                _pupil(SUMMER, surname="New", upn="b1", sex="F"),
                _pupil(AUTUMN, surname="Old", upn="a1", sex="F"),
                _pupil(SPRING, surname="Middle", upn="a1", ethnicity="WBRI"),
            ],
        )
    )
    assert persons[["source_person_id", "surname", "upn", "ethnicity"]].to_numpy().tolist() == [
        ["education/school_census/U1", "New", "B1", "WBRI"]
    ]


def test_pupil_who_left_one_school_for_another_is_described_by_the_roll():
    persons = CENSUS.to_persons(
        accepted(
            CENSUS,
            pupilonroll=[_pupil(AUTUMN, surname="Roll")],
            pupilnolongeronroll=[
                _left(AUTUMN, surname="Leaver"),
                _left(AUTUMN, surname="Gone", pupilnolongeronrolltableid="U2"),
            ],
        )
    )
    assert persons["surname"].tolist() == ["Roll", "Gone"]


def test_address_is_the_first_of_the_latest_term():
    address = {"pupilonrolltableid": "U1", "NativeId": "SCH1"}
    homes = [
        {**SPRING, **address, "addressesonrollorderseqcolumn": "2", "postcode": "ZZ9 9ZZ"},
        {**SPRING, **address, "addressesonrollorderseqcolumn": "1", "postcode": "zz22bb",
         "saon": "Flat 3", "paon": "7", "street": "High Street"},
        {**AUTUMN, **address, "addressesonrollorderseqcolumn": "1", "postcode": "ZZ1 1AA",
         "addressline1": "1 Low Road"},
        {**SUMMER, **address, "addressesonrollorderseqcolumn": "1", "postcode": "ZZ2 2BB",
         "paon": "Flat 3 7", "street": "High Street"},
    ]  # fmt: skip
    tables = {"pupilonroll": [_pupil(SPRING)], "addressesonroll": homes}
    person = CENSUS.to_persons(accepted(CENSUS, **tables)).iloc[0]
    assert (person["postcode"], person["address"]) == ("ZZ2 2BB", "Flat 3 7 High Street")
    moves = _events("address_recorded", **tables)
    assert moves["event_date"].tolist() == [pd.Timestamp("2024-10-03"), pd.Timestamp("2025-01-16")]
    assert moves["address_key"].tolist() == ["ZZ1 1AA|1 LOW ROAD", "ZZ2 2BB|FLAT 3 7 HIGH STREET"]


def test_start_told_by_every_term_is_one_entry_known_from_the_first():
    started = _events(
        "school_started",
        pupilonroll=[
            _pupil(SPRING, entrydate="2024-Sep-02 00:00:00", recorded_date="2025-01-17"),
            _pupil(AUTUMN, entrydate="2024-Sep-02 00:00:00", recorded_date="2024-10-04"),
            _pupil(SUMMER, entrydate="2025-Apr-22 00:00:00", NativeId="SCH2"),
        ],
    )
    assert started["place"].tolist() == ["SCH1", "SCH2"]
    assert started["recorded_date"][0] == pd.Timestamp("2024-10-04")
    assert started["source_record_id"][0] == "education/pupilonroll/2024-autumn-U1"


def test_leaving_is_not_known_before_it_happened():
    leaving = {"leavingdate": "2025-Feb-14 00:00:00", "recorded_date": "2025-01-17"}
    left = _events("school_left", pupilnolongeronroll=[_left(SPRING, **leaving), _left(SUMMER)])
    assert left["event_date"].tolist() == [pd.Timestamp("2025-02-14")]
    assert left["recorded_date"].tolist() == [pd.Timestamp("2025-02-14")]


@pytest.mark.parametrize(
    ("category", "kind", "detail"),
    [
        ("SUSP", "suspension", "Suspension, bullying"),
        ("FIXD", "suspension", "Suspension, bullying"),
        ("LNCH", "suspension", "Lunchtime suspension, bullying"),
        ("PERM", "permanent_exclusion", "Permanent exclusion, bullying"),
    ],
)
def test_exclusion_is_a_concern_of_its_kind(category, kind, detail):
    row = {
        **AUTUMN, "pupilonrolltableid": "U1", "NativeId": "SCH1", "category": category,
        "reason1": "BU", "startdate": "2024-Sep-20 00:00:00",
    }  # fmt: skip
    events = _events(kind, termlyexclusionsonroll=[row])
    assert events[["category", "detail", "place"]].to_numpy().tolist() == [
        ["concern", detail, "SCH1"]
    ]


def _attendance(*details: dict[str, str], possible: str = "100") -> pd.DataFrame:
    return _events(
        "attendance_concern",
        pupilonroll=[_pupil(AUTUMN, termlysessionspossible=possible)],
        termlysessiondetailsonroll=list(details),
    )


@pytest.mark.parametrize(
    ("missed", "details"),
    [
        ("9", []),
        ("10", ["Absent for 10% or more of sessions"]),
        ("50", ["Absent for 50% or more of sessions"]),
        ("400", ["Absent for 50% or more of sessions"]),
    ],
)
def test_attendance_concern_is_a_tenth_of_the_possible_sessions(missed, details):
    assert _attendance(_sessions(AUTUMN, "I", missed))["detail"].tolist() == details


def test_absences_of_several_codes_add_up_and_presence_does_not():
    together = _attendance(
        _sessions(AUTUMN, "I", "6"), _sessions(AUTUMN, "O", "4"), _sessions(AUTUMN, "/", "90")
    )
    assert together["event_date"].tolist() == [pd.Timestamp("2024-10-03")]
    assert together["source_record_id"].tolist() == ["education/pupilonroll/2024-autumn-U1"]
    assert _attendance(_sessions(AUTUMN, "/", "60"), _sessions(AUTUMN, "Y1", "40")).empty


@pytest.mark.parametrize("possible", ["", "0"])
def test_without_possible_sessions_nobody_can_tell(possible):
    assert _attendance(_sessions(AUTUMN, "I", "40"), possible=possible).empty


def test_sessions_of_another_term_or_school_are_not_counted():
    assert _attendance(
        _sessions(SPRING, "I", "40"), _sessions(AUTUMN, "I", "40", NativeId="SCH2")
    ).empty


def test_attendance_is_known_when_its_last_row_was_recorded():
    concern = _attendance(
        _sessions(AUTUMN, "I", "20", recorded_date="2024-10-04"),
        _sessions(AUTUMN, "O", "20", recorded_date="2024-10-09"),
    )
    assert concern["recorded_date"].tolist() == [pd.Timestamp("2024-10-09")]


def test_no_two_entries_share_record_and_kind():
    tables = accepted(
        CENSUS,
        pupilonroll=[_pupil(term) for term in (AUTUMN, SPRING, SUMMER)],
        pupilnolongeronroll=[
            _left(AUTUMN, leavingdate="2024-Sep-06 00:00:00"),
            _left(AUTUMN, leavingdate="2024-Sep-27 00:00:00"),
        ],
        termlysessiondetailsonroll=[_sessions(term, "I", "30") for term in (AUTUMN, SPRING)],
    )
    events = CENSUS.to_events(tables)
    assert not events.duplicated(["source_record_id", "kind"]).any()
    assert events["kind"].value_counts().to_dict() == {"school_left": 2, "attendance_concern": 2}


def test_order_of_rows_in_the_files_changes_nothing():
    rows = {
        "pupilonroll": [
            _pupil(term, pupilonrolltableid=pupil, surname=pupil + term["collection_term"],
                   entrydate="2024-Sep-02 00:00:00")
            for term in (AUTUMN, SPRING, SUMMER) for pupil in ("U1", "U2")
        ],
        "pupilnolongeronroll": [
            _left(AUTUMN, surname="One", pupilnolongeronrollorderseqcolumn="1"),
            _left(AUTUMN, surname="Two", pupilnolongeronrollorderseqcolumn="2"),
            *(
                _left(AUTUMN, surname=surname, pupilnolongeronrolltableid="U3",
                      pupilnolongeronrollorderseqcolumn=order)
                for surname, order in (("First", "1"), ("Second", "2"))
            ),
        ],
        "termlysessiondetailsonroll": [
            _sessions(AUTUMN, "I", "6", termlysessiondetailsonrolltableid="a"),
            _sessions(AUTUMN, "O", "4", termlysessiondetailsonrolltableid="b"),
        ],
    }  # fmt: skip
    turned = {name: list(reversed(sent)) for name, sent in rows.items()}
    there, back = accepted(CENSUS, **rows), accepted(CENSUS, **turned)
    pd.testing.assert_frame_equal(CENSUS.to_persons(there), CENSUS.to_persons(back))
    order = ["source_record_id", "kind"]
    one, other = (
        CENSUS.to_events(tables).sort_values(order, ignore_index=True) for tables in (there, back)
    )
    pd.testing.assert_frame_equal(one, other)


def _write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def _write_collection(folder, prefix, pupils="U1,SCH1\n"):
    _write(folder, f"{prefix}_pupilonroll.csv", f"pupilonrolltableid,NativeId\n{pupils}")
    for table in ("termlyexclusionsonroll", "termlysessiondetailsonroll"):
        columns = CENSUS.table(table).columns
        header = ",".join(c.name for c in columns if not c.name.startswith("collection"))
        _write(folder, f"{prefix}_{table}.csv", f"{header}\n")


def test_terms_are_read_in_order_of_their_census_and_named_in_each_row(tmp_path):
    _write_collection(tmp_path, "2025_spring")
    _write_collection(tmp_path, "2024_autumn", "U2,SCH1\n")
    _write(tmp_path, "2024_autumn_fsmperiodsonroll.csv", "pupilonrolltableid,fsmstartdate\n")
    tables = CENSUS.read(tmp_path).tables
    assert sorted(tables) == ["pupilonroll", "termlyexclusionsonroll", "termlysessiondetailsonroll"]
    roll = tables["pupilonroll"]
    assert roll["pupilonrolltableid"].tolist() == ["U2", "U1"]
    assert roll[["collection_year", "collection_term"]].to_numpy().tolist() == [
        ["2024", "autumn"], ["2025", "spring"],
    ]  # fmt: skip


def test_same_pupil_in_two_terms_has_two_record_numbers(tmp_path):
    _write_collection(tmp_path, "2024_autumn")
    _write_collection(tmp_path, "2025_spring")
    roll = parse_tables(CENSUS.read(tmp_path).tables, CENSUS)["pupilonroll"]
    assert roll["source_record_id"].tolist() == [
        "education/pupilonroll/2024-autumn-U1", "education/pupilonroll/2025-spring-U1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "term", "codes"),
    [
        ("2019", "autumn", {"FIXD"}),
        ("2020", "summer", {"FIXD"}),
        ("2020", "autumn", {"SUSP"}),
        ("2025", "summer", {"SUSP"}),
    ],
)
def test_a_suspension_is_understood_under_the_code_of_any_year(year, term, codes):
    rows = [
        {"collection_year": year, "collection_term": term, "pupilonrolltableid": "U1",
         "NativeId": "SCH1", "startdate": "2019-11-04", "category": code}
        for code in ("FIXD", "SUSP")
    ]  # fmt: skip
    tables = accepted(CENSUS, termlyexclusionsonroll=rows)
    kinds = CENSUS.to_events(tables)["kind"]
    assert kinds.tolist() == ["suspension", "suspension"]
    sent = tables["termlyexclusionsonroll"]
    in_time = ~is_out_of_time(sent, "category", EXCLUSION_CATEGORIES).astype("bool")
    assert set(sent.loc[in_time, "category"]) == codes


@pytest.mark.parametrize(
    ("year", "term", "code", "is_late"),
    [
        ("2024", "summer", "Y", False),
        ("2024", "autumn", "Y", True),
        ("2024", "summer", "Y1", True),
        ("2024", "autumn", "Y1", False),
        ("2024", "autumn", "H", False),  # the autumn census counts the summer term
        ("2025", "spring", "H", True),
        ("2024", "summer", "C2", True),
        ("2025", "spring", "C", False),
        ("2019", "autumn", "/", True),
        ("2025", "spring", "?", None),
        ("2025", "spring", "", None),
        ("", "spring", "H", None),
    ],
)
def test_an_attendance_code_belongs_to_the_censuses_that_had_it(year, term, code, is_late):
    row = {"collection_year": year, "collection_term": term, "attendancereason": code}
    rows = accepted(CENSUS, termlysessiondetailsonroll=[row])["termlysessiondetailsonroll"]
    found = is_out_of_time(rows, "attendancereason", ATTENDANCE_REASONS)[0]
    assert (None if pd.isna(found) else bool(found)) is is_late


def test_absences_are_attendance_reasons_with_the_same_words():
    assert ABSENCES.codes.items() <= ATTENDANCE_REASONS.codes.items()


def test_tables_and_columns_of_other_years_are_read_by_the_names_they_had(tmp_path):
    _write(
        tmp_path,
        "2019_spring_pupilonroll.csv",
        "pupilonrolltableid,NativeId,gender,termlysessionspossible,termlysessionsauthorised\n"
        "U1,SCH1,F,100,4\n",
    )
    _write(
        tmp_path,
        "2019_spring_termlyexclusionsonroll.csv",
        "pupilonrolltableid,NativeId,termlyexclusionsonrolltableid,startdate,reason,category\n"
        "U1,SCH1,E1,2019-Jan-14 00:00:00,OT,FIXD\n",
    )
    _write(
        tmp_path,
        "2019_spring_termlysessiondetailsonroll.csv",
        "pupilonrolltableid,NativeId,termlysessiondetailsonrolltableid,absencesessions,"
        "attendancereason\nU1,SCH1,S1,12,I\n",
    )
    _write(tmp_path, "2019_spring_addresses.csv",
           "pupilonrolltableid,NativeId,addressestableid,addressesorderseqcolumn,postcode,paon\n"
           "U1,SCH1,A1,1,ZZ1 1AA,7\n")  # fmt: skip
    sent = CENSUS.read(tmp_path)
    assert sent.files_ignored == ()
    assert Capability.ADDRESS in CENSUS.capabilities_of(sent.columns)
    tables = parse_tables(sent.tables, CENSUS)
    person = CENSUS.to_persons(tables).iloc[0]
    assert (person["sex"], person["postcode"], person["address"]) == ("F", "ZZ1 1AA", "7")
    events = CENSUS.to_events(tables).set_index("kind")["detail"]
    assert events["suspension"] == "Suspension, other reason"
    assert events["attendance_concern"] == "Absent for 10% or more of sessions"


def test_authorised_totals_that_left_the_census_in_2025_are_not_read():
    columns = {column.name for table in CENSUS.tables for column in table.columns}
    assert not any(name.endswith("authorised") for name in columns)


def test_folder_without_a_census_says_how_files_are_named(tmp_path):
    _write(tmp_path, "pupilonroll.csv", "pupilonrolltableid\n")
    with pytest.raises(ContractError, match="No school census was found"):
        CENSUS.read(tmp_path)


def test_term_without_attendance_table_is_a_fault(tmp_path):
    _write_collection(tmp_path, "2024_autumn")
    (tmp_path / "2024_autumn_termlysessiondetailsonroll.csv").unlink()
    with pytest.raises(ContractError, match="termlysessiondetailsonroll was not delivered once"):
        CENSUS.read(tmp_path)


def test_no_contract_table_holds_free_school_meals_or_special_needs():
    assert not any("fsm" in table.name or "sen" in table.name for table in CENSUS.tables)
    columns = {column.name for table in CENSUS.tables for column in table.columns}
    assert not any(name.startswith(("fsm", "sen", "eyppr", "servicechild")) for name in columns)


def test_education_does_not_claim_closures_or_sharing():
    assert CENSUS.capabilities == {Capability.CONCERN, Capability.ADDRESS}
    assert FAMILY_CONTEXT.capabilities == frozenset()


@pytest.mark.third_party
def test_autumn_2024_of_the_published_sample_is_read_whole(tmp_path):
    for path in third_party("d2i_school_census").glob("2024_autumn_*.csv"):
        shutil.copy(path, tmp_path)
    tables = parse_tables(CENSUS.read(tmp_path).tables, CENSUS)
    assert {name: len(rows) for name, rows in tables.items()} == {
        "pupilonroll": 9088, "pupilnolongeronroll": 308, "addressesoffroll": 1698,
        "termlyexclusionsonroll": 10373, "termlyexclusionsoffroll": 318,
        "termlysessiondetailsonroll": 39953, "termlysessiondetailsoffroll": 1328,
    }  # fmt: skip
    assert all(rows["_unreadable"].isna().all() for rows in tables.values())
    assert all(rows["source_record_id"].is_unique for rows in tables.values())
    persons, events = CENSUS.to_persons(tables), CENSUS.to_events(tables)
    on_roll, off_roll = (
        set(tables["pupilonroll"]["pupilonrolltableid"]),
        set(tables["pupilnolongeronroll"]["pupilnolongeronrolltableid"]),
    )
    assert len(persons) == len(on_roll | off_roll) == persons["source_person_id"].nunique()
    assert not events.duplicated(["source_record_id", "kind"]).any()
    kinds = events["kind"].value_counts()
    assert kinds["suspension"] + kinds["permanent_exclusion"] == 10373 + 318
    assert kinds["school_left"] == 308
    assert events["recorded_date"].isna().all()


@pytest.mark.third_party
@pytest.mark.parametrize(
    ("year", "term", "old_categories", "old_reasons", "old_attendance"),
    [
        ("2024", "autumn", 4137, 514, 1421),  # FIXD, OT and Y
        ("2025", "spring", 4004, 498, 1502 + 3896),  # and H, which autumn still counted
        ("2025", "summer", 4338, 596, 1441 + 4092),
    ],
)
def test_published_sample_holds_codes_of_other_years_which_are_found_and_understood(
    tmp_path, year, term, old_categories, old_reasons, old_attendance
):
    for path in third_party("d2i_school_census").glob(f"{year}_{term}_*onroll.csv"):
        shutil.copy(path, tmp_path)
    tables = parse_tables(CENSUS.read(tmp_path).tables, CENSUS)
    exclusions = tables["termlyexclusionsonroll"]
    sessions = tables["termlysessiondetailsonroll"]
    assert [
        is_out_of_time(exclusions, "category", EXCLUSION_CATEGORIES).sum(),
        is_out_of_time(exclusions, "reason1", EXCLUSION_REASONS).sum(),
        is_out_of_time(sessions, "attendancereason", ATTENDANCE_REASONS).sum(),
    ] == [old_categories, old_reasons, old_attendance]
    kinds = CENSUS.to_events(tables)["kind"].value_counts()
    assert kinds["suspension"] == old_categories + (exclusions["category"] == "LNCH").sum()


@pytest.mark.third_party
@pytest.mark.parametrize("table", ["termlysessiondetailsonroll", "termlyexclusionsonroll"])
def test_a_code_is_in_time_exactly_where_the_yearly_specifications_have_it(table):
    lists = {"category": EXCLUSION_CATEGORIES, "reason1": EXCLUSION_REASONS,
             "attendancereason": ATTENDANCE_REASONS}  # fmt: skip
    # Theirs keeps H and J after the autumn of 2024, whose census counts the summer term before.
    kept = {("attendancereason", code) for code in "HJ"}
    compared = 0
    for (year, term, column), codes in census_code_lists(table).items():
        for code in lists[column].codes:
            in_time = not lists[column].is_out_of_time(code, census_day(year, term))
            if (column, code) not in kept or year < 2025:
                assert in_time == (code in codes), (year, term, column, code)
                compared += 1
    assert compared > 300


@pytest.mark.third_party
def test_published_family_context_extract_of_schools_is_read_whole(tmp_path):
    shutil.copy(third_party("family_context_sample/education.csv"), tmp_path)
    tables = parse_tables(FAMILY_CONTEXT.read(tmp_path).tables, FAMILY_CONTEXT)
    persons = FAMILY_CONTEXT.to_persons(tables)
    events = FAMILY_CONTEXT.to_events(tables)
    assert len(persons) == persons["source_person_id"].nunique() == 500
    assert persons[["forename", "birth_date", "postcode", "address"]].notna().all(axis=None)
    assert set(events["kind"]) == {"service_involvement", "service_interaction"}
    assert events["place"].notna().all()
    assert set(events["category"]) == {"routine"}
