"""The children in need census: how one return is laid flat, and what it says about a child."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from defusedxml import ElementTree

from agencies.parse import parse_tables
from agencies.social_care.cin_census import FEED
from agencies.social_care.cin_census_xml import CONTAINERS
from core.errors import ContractError
from expectations.checkpoint import check_delivery
from tests.support.third_party import third_party

IDENTIFIERS = "<LAchildID>A1</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate>"
EPISODE = """<CINdetails><CINreferralDate>2025-01-02</CINreferralDate>
    <ReferralSource>1A</ReferralSource><ReferralNFA>true</ReferralNFA>{}</CINdetails>"""


NO_MORE = EPISODE.format("")


def child(identifiers=IDENTIFIERS, characteristics="", episodes=NO_MORE):
    return f"""<Child><ChildIdentifiers>{identifiers}</ChildIdentifiers>
        <ChildCharacteristics>{characteristics}</ChildCharacteristics>{episodes}</Child>"""


def message(*children):
    return f"<Message><Children>{''.join(children)}</Children></Message>"


def read(folder, text):
    (folder / "return.xml").write_text(text, encoding="utf-8")
    return parse_tables(FEED.read(folder).tables, FEED)


def entries(folder, text):
    return FEED.to_events(read(folder, text))


def person(folder, *parts, **more):
    persons = FEED.to_persons(read(folder, message(child(*parts, **more))))
    assert len(persons) == 1
    return persons.iloc[0]


# Laying flat


def test_every_part_is_numbered_below_what_it_belongs_to(tmp_path):
    plan = """<ChildProtectionPlans><CPPstartDate>2025-02-03</CPPstartDate>
        <Reviews><CPPreviewDate>2025-03-04</CPPreviewDate><CPPreviewDate>2025-05-06</CPPreviewDate>
        </Reviews></ChildProtectionPlans>"""
    tables = read(tmp_path, message(child(episodes=NO_MORE + EPISODE.format(plan * 2))))
    assert tables["CINdetails"]["CINdetailsID"].tolist() == ["A1_1", "A1_2"]
    assert tables["ChildProtectionPlans"]["CPPID"].tolist() == ["A1_2_1", "A1_2_2"]
    assert tables["Reviews"]["ReviewID"].tolist() == [
        "A1_2_1_1", "A1_2_1_2", "A1_2_2_1", "A1_2_2_2",
    ]  # fmt: skip
    assert set(tables["Reviews"]["LAchildID"]) == {"A1"}


def test_a_child_sent_twice_gets_no_number_twice(tmp_path):
    tables = read(tmp_path, message(child(), child(characteristics="<Ethnicity>WBRI</Ethnicity>")))
    assert tables["CINdetails"]["CINdetailsID"].tolist() == ["A1_1", "A1_2"]
    assert len(tables["ChildIdentifiers"]) == 2


def test_the_same_block_twice_doubles_no_entry(tmp_path):
    part = """<Assessments><AssessmentActualStartDate>2025-01-03</AssessmentActualStartDate>
        </Assessments>"""
    one = child(characteristics="<Ethnicity>WBRI</Ethnicity>", episodes=EPISODE.format(part))
    header = "<Header><CollectionDetails><Year>2025</Year></CollectionDetails></Header>"
    text = message(one, one.replace("\n", " "), child(episodes=EPISODE.format(part)), one)
    tables = read(tmp_path, text.replace("<Children>", header + "<Children>", 1))
    assert tables["Assessments"]["AssessmentID"].tolist() == [
        "A1_1_1", "A1_1_1", "A1_2_1", "A1_1_1",
    ]  # fmt: skip
    checked = check_delivery(tables, FEED)
    assert checked.accepted["Assessments"]["AssessmentID"].tolist() == ["A1_1_1", "A1_2_1"]
    assert set(checked.quarantined["CINdetails"]["_reasons"]) == {"copy"}
    assert len(checked.accepted["ChildIdentifiers"]) == 1


def test_other_files_are_named_and_the_manifest_is_none(tmp_path):
    for name in ("more children.csv", "manifest.toml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "return.xml").write_text(message(child()), encoding="utf-8")
    assert FEED.read(tmp_path).files_ignored == ("more children.csv",)


def test_the_name_of_a_return_is_not_told(tmp_path):
    (tmp_path / "Secretname.xml").write_text("", encoding="utf-8")
    with pytest.raises(ContractError, match="Where: the XML file in delivery folder") as caught:
        FEED.read(tmp_path)
    assert "Secret" not in str(caught.value)


def test_a_child_without_a_number_is_kept_and_numbered_by_row(tmp_path):
    tables = read(tmp_path, message(child(identifiers="<Sex>M</Sex>")))
    assert tables["CINdetails"]["CINdetailsID"].isna().all()
    assert tables["CINdetails"]["source_record_id"].tolist() == ["social_care/CINdetails/row-1"]


def test_factors_stand_together_and_none_is_missing(tmp_path):
    assessment = """<Assessments><AssessmentActualStartDate>2025-01-03</AssessmentActualStartDate>
        <FactorsIdentifiedAtAssessment>{}</FactorsIdentifiedAtAssessment></Assessments>"""
    factors = "<AssessmentFactors>2A</AssessmentFactors><AssessmentFactors>3B</AssessmentFactors>"
    both = assessment.format(factors) + assessment.format("")
    rows = read(tmp_path, message(child(episodes=EPISODE.format(both))))["Assessments"]
    assert rows["AssessmentFactors"][0] == "2A,3B"
    assert pd.isna(rows["AssessmentFactors"][1])


def test_namespaces_comments_stray_text_and_later_parts_are_passed_over(tmp_path):
    later = "<PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate></PreProceedingsandFGDM>"
    text = message(child(IDENTIFIERS + "stray text<!-- note -->", episodes=EPISODE.format(later)))
    tables = read(tmp_path, text.replace("<Message>", '<Message xmlns="urn:cin">', 1))
    assert len(tables["CINdetails"]) == 1


def test_the_header_is_one_row(tmp_path):
    header = """<Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>
        </CollectionDetails><Source><LEA>201</LEA></Source></Header><Children>"""
    rows = read(tmp_path, message(child()).replace("<Children>", header, 1))["Header"]
    assert rows[["Collection", "Year", "LEA"]].to_numpy().tolist() == [["CIN", "2025", "201"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<Message><Children>\n<Secretname></Children></Message>", "ParseError in line 2"),
        ("", "ParseError"),
        ('<!DOCTYPE m [<!ENTITY a "Secretname">]><Message>&a;</Message>', "EntitiesForbidden"),
        ("<Message><Secretname/></Message>", "another document"),
        ("<html><Children/></html>", "another document"),
    ],
)
def test_a_file_that_is_no_return_is_refused_without_quoting_it(tmp_path, text, found):
    with pytest.raises(ContractError, match=f"A census return cannot be read.*{found}") as caught:
        read(tmp_path, text)
    assert "Secret" not in str(caught.value)


@pytest.mark.parametrize("names", [[], ["a.xml", "b.XML"]])
def test_there_is_one_return_in_a_delivery(tmp_path, names):
    for name in names:
        (tmp_path / name).write_text(message(child()), encoding="utf-8")
    with pytest.raises(ContractError, match=f"not delivered once.*Found: {len(names)} files"):
        FEED.read(tmp_path)


# Persons


@pytest.mark.parametrize(
    ("sent", "sex"),
    [
        ("<Sex>F</Sex>", "F"),
        ("<GenderCurrent>1</GenderCurrent>", "M"),
        ("<GenderCurrent>2</GenderCurrent>", "F"),
        ("<GenderCurrent>9</GenderCurrent>", None),
        ("<Sex>1</Sex>", None),
        ("<Sex>U</Sex>", None),
    ],
)
def test_sex_is_read_in_the_way_of_every_year(tmp_path, sent, sex):
    found = person(tmp_path, IDENTIFIERS + sent)["sex"]
    assert (None if pd.isna(found) else found) == sex


def test_a_wrong_unique_pupil_number_is_left_to_linkage(tmp_path):
    assert person(tmp_path, IDENTIFIERS + "<UPN>a123456789123</UPN>")["upn"] == "A123456789123"


@pytest.mark.parametrize(
    ("codes", "said"), [(["NONE"], False), (["HEAR", "NONE"], True), ([""], None), ([], None)]
)
def test_no_word_about_disability_is_not_a_no(tmp_path, codes, said):
    inner = "".join(f"<Disability>{code}</Disability>" for code in codes)
    characteristics = f"<Ethnicity>WBRI</Ethnicity><Disabilities>{inner}</Disabilities>"
    found = person(tmp_path, characteristics=characteristics)
    assert (None if pd.isna(found["is_disabled"]) else found["is_disabled"]) == said
    assert found["ethnicity"] == "WBRI"


# Entries


@pytest.mark.parametrize(
    ("source", "category", "raised_by"),
    [
        ("1A", "concern", "family"), ("1B", "concern", "family"), ("1C", "concern", "self"),
        ("9", "concern", "public"), ("10", "concern", "unknown"), ("6", "response", "police"),
        ("3A", "response", "health"), ("2B", "response", "education"),
        ("7", "response", "other_agency"),
    ],
)  # fmt: skip
def test_a_referral_by_a_person_is_the_concern_itself(tmp_path, source, category, raised_by):
    text = message(child()).replace(">1A<", f">{source}<")
    referral = entries(tmp_path, text).iloc[0]
    assert (referral["category"], referral["raised_by"]) == (category, raised_by)
    assert (referral["is_nfa"], referral["outcome"]) == (True, "no_further_action")


def test_a_referral_that_went_on_has_no_outcome_in_the_census(tmp_path):
    referral = entries(tmp_path, message(child()).replace(">true<", ">0<")).iloc[0]
    assert referral["is_nfa"] is False or not referral["is_nfa"]
    assert pd.isna(referral["outcome"])


def test_the_whole_of_an_episode_is_on_the_chronology(tmp_path):
    parts = """<CINclosureDate>2025-09-09</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure>
        <Assessments><AssessmentActualStartDate>2025-01-03</AssessmentActualStartDate>
        <AssessmentAuthorisationDate>2025-02-03</AssessmentAuthorisationDate></Assessments>
        <CINPlanDates><CINPlanStartDate>2025-02-04</CINPlanStartDate>
        <CINPlanEndDate>2025-02-05</CINPlanEndDate></CINPlanDates>
        <Section47><S47ActualStartDate>2025-03-01</S47ActualStartDate>
        <DateOfInitialCPC>2025-03-12</DateOfInitialCPC></Section47>
        <ChildProtectionPlans><CPPstartDate>2025-03-12</CPPstartDate>
        <CPPendDate>2025-08-08</CPPendDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
        <Reviews><CPPreviewDate>2025-06-06</CPPreviewDate></Reviews></ChildProtectionPlans>"""
    events = entries(tmp_path, message(child(episodes=EPISODE.format(parts))))
    said = dict(zip(events["kind"], events["event_date"].dt.strftime("%m-%d"), strict=True))
    assert said == {
        "referral": "01-02",
        "episode_closed": "09-09",
        "assessment_started": "01-03",
        "assessment_completed": "02-03",
        "strategy_discussion": "03-01",
        "section_47_enquiry": "03-01",
        "initial_child_protection_conference": "03-12",
        "child_in_need_plan_started": "02-04",
        "child_in_need_plan_ended": "02-05",
        "child_protection_plan_started": "03-12",
        "child_protection_plan_ended": "08-08",
        "child_protection_review": "06-06",
    }
    by_kind = events.set_index("kind")
    assert by_kind.loc["child_protection_plan_started", "detail"] == "Neglect"
    assert by_kind.loc["episode_closed", "is_nfa"]
    assert events["recorded_date"].isna().all()
    assert not events.duplicated(["source_record_id", "kind"]).any()


@pytest.mark.parametrize(("second", "conferences"), [("2025-03-12", 1), ("2025-05-05", 2)])
def test_a_conference_named_by_episode_and_enquiry_is_one(tmp_path, second, conferences):
    parts = f"""<DateOfInitialCPC>{second}</DateOfInitialCPC>
        <Section47><S47ActualStartDate>2025-03-01</S47ActualStartDate>
        <DateOfInitialCPC>2025-03-12</DateOfInitialCPC></Section47>"""
    events = entries(tmp_path, message(child(episodes=EPISODE.format(parts))))
    assert (events["kind"] == "initial_child_protection_conference").sum() == conferences


# What others made


@pytest.mark.third_party
@pytest.mark.parametrize(
    ("name", "children", "episodes", "events"),
    [
        ("d2i_cin_fake/fake_CIN_data.xml", 332, 402, 1004),
        ("d2i_cin_fake/CIN2rows.xml", 1, 1, 15),
        ("d2i_cin_fake/CIN_Census_2021.xml", 1, 1, 13),
        ("d2i_cin_fake/CIN_Census_2024.xml", 2, 2, 17),
        ("d2i_cin_fake/CIN_Census_2026.xml", 2, 2, 17),
        ("d2i_cin_fake/CIN_header_issues_100.xml", 1, 1, 13),
        ("d2i_cin_xsd/BAR_cin_2022.xml", 1, 1, 13),
    ],
)
def test_published_samples_read_without_losing_a_value(tmp_path, name, children, episodes, events):
    tables = read(tmp_path, third_party(name).read_text(encoding="utf-8"))
    assert (len(tables["ChildIdentifiers"]), len(tables["CINdetails"])) == (children, episodes)
    assert all(rows["_unreadable"].isna().all() for rows in tables.values())
    assert len(FEED.to_persons(tables)) == children
    assert len(FEED.to_events(tables)) == events


# Schemas of other years

DRAFT = """<PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate>
    <FGDMMeetingOffer>1</FGDMMeetingOffer><ReviewMeetingsCount>3</ReviewMeetingsCount>
    </PreProceedingsandFGDM>"""


def test_the_draft_part_of_2026_is_a_table_where_it_was_sent(tmp_path):
    rows = read(tmp_path, message(child(episodes=EPISODE.format(DRAFT))))["PreProceedingsandFGDM"]
    said = rows[["PreProceedingsID", "FGDMMeetingOffer", "ReviewMeetingsCount"]].iloc[0].tolist()
    assert said == ["A1_1_1", True, 3]
    assert rows["_unreadable"].isna().all()
    assert "PreProceedingsandFGDM" not in read(tmp_path, message(child()))


def test_an_element_that_nobody_described_is_named_and_one_that_holds_others_is_not(tmp_path):
    more = "<Surprise>1</Surprise><Assessments/>"
    (tmp_path / "return.xml").write_text(
        message(child(characteristics="<Disabilities/>", episodes=EPISODE.format(more))),
        encoding="utf-8",
    )
    columns = FEED.read(tmp_path).columns
    assert "Surprise" in columns["CINdetails"]
    assert "Disabilities" not in columns["ChildCharacteristics"]
    assert "Assessments" not in columns["CINdetails"]
    assert columns["CINplanDates"] == ()


SCHEMAS = [f"d2i_cin_xsd/CIN_schema_{year}.xsd" for year in range(2021, 2027)]
# Type of the schema → column whose list must hold its codes.
CODED = {
    "unknownupntype": ("ChildIdentifiers", "UPNunknown"),
    "sextype": ("ChildIdentifiers", "Sex"),
    "gendertype": ("ChildIdentifiers", "GenderCurrent"),
    "ethnicitytype": ("ChildCharacteristics", "Ethnicity"),
    "disabilitytype": ("Disabilities", "Disability"),
    "referralsourcetype": ("CINdetails", "ReferralSource"),
    "primaryneedcodetype": ("CINdetails", "PrimaryNeedCode"),
    "reasonforclosuretype": ("CINdetails", "ReasonForClosure"),
    "categoryofabusetype": ("ChildProtectionPlans", "InitialCategoryOfAbuse"),
}
SCHEMA = "{http://www.w3.org/2001/XMLSchema}"


@pytest.mark.third_party
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_element_of_the_schemas_is_a_column_or_holds_others(name):
    schema = ElementTree.parse(third_party(name)).getroot()
    elements = {element.get("name") for element in schema.iter(f"{SCHEMA}element")}
    columns = {column.name for table in FEED.tables for column in table.columns}
    assert elements <= columns | CONTAINERS
    assert len(elements) >= 51


@pytest.mark.third_party
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_code_of_the_schemas_is_in_its_list(name):
    schema = ElementTree.parse(third_party(name)).getroot()
    codes = {
        kind.get("name"): {code.get("value") for code in kind.iter(f"{SCHEMA}enumeration")}
        for kind in schema.iter(f"{SCHEMA}simpleType")
    }
    for kind, (table, column) in CODED.items():
        assert codes.get(kind, set()) <= set(FEED.table(table).column(column).codes.codes), kind
    pattern = FEED.table("Assessments").column("AssessmentFactors").pattern
    factors = codes["assessmentfactorstype"]
    assert [code for code in factors if not re.fullmatch(pattern, code)] == []
    assert re.fullmatch(pattern, ",".join(sorted(factors)))
    assert not re.fullmatch(pattern, "RB")
