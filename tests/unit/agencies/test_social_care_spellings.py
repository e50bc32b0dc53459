"""Spellings that councils really sent: what they are read as, counted, and judged against."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.contract import fold
from agencies.parse import count_spellings, parse_tables
from agencies.social_care.annex_a import FEED
from agencies.social_care.annex_a_codes import CODES, SPELLINGS, annex_a_codes
from agencies.social_care.annex_a_tables import CHILD, LISTS
from benchmarks.spellings import (
    FILE,
    SAMPLE,
    UNDECIDED,
    file_agrees,
    read_file,
    read_sample,
    spelling_rows,
)
from core.catalogue import SPELLINGS_APPLIED
from expectations.suites import build_suite
from tests.support.third_party import third_party

DISAGREEMENTS = Path(__file__).parents[3] / "docs" / "reference" / "annex_a_disagreements.md"


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


MAPPING = rows_of(SPELLINGS)


def listed(width):
    """Give the rows of the tables of the page that have this many columns, without their headers."""
    lines = DISAGREEMENTS.read_text(encoding="utf-8").splitlines()
    tables = [line.strip("|").split(" | ") for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in tables if len(row) == width][1:]


# The mapping itself


def test_a_spelling_stands_once_in_a_list_folded():
    names = [(row["list"], row["spelling"]) for row in MAPPING]
    assert len(set(names)) == len(names)
    assert all(spelling == fold(spelling) for _, spelling in names)


def test_every_code_of_the_mapping_is_in_its_list():
    codes = {(row["list"], row["code"]) for row in rows_of(CODES)}
    assert {(row["list"], row["code"]) for row in MAPPING if row["code"]} <= codes


def test_codes_do_not_differ_by_letter_case_alone():
    codes = [(row["list"], fold(row["code"])) for row in rows_of(CODES)]
    assert len(set(codes)) == len(codes)


def test_what_we_read_otherwise_than_the_file_says_so_and_why():
    ours = [row for row in MAPPING if row["source"] == "wholestory"]
    assert all(row["because"] for row in ours)
    assert {row["source"] for row in MAPPING} == {"wholestory", "liia-tools-pipeline"}
    assert not any(row["was"] or row["because"] for row in MAPPING if row not in ours)
    assert all(row["code"] for row in MAPPING if row not in ours)


def test_a_spelling_that_nothing_can_be_told_from_has_no_code():
    undecided = {row["spelling"] for row in MAPPING if not row["code"]}
    assert {"zzcodeerror", "supervision order"} <= undecided
    assert "supervision order" not in annex_a_codes("legal_status").spellings


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [
        ("source", "71) Legal Agency - Court: Cafcass", "h) Other legal agency"),
        ("source", "Ambulance Service", "d) Health services"),
        ("source", "Probation Service", "h) Other legal agency"),
        ("source", "21) LBH other internal dept (excluding social care and housing e.g. YOS)",
         "f) LA services"),
        ("source", "Education - College", "c) Education services"),
        ("gender", "Indeterminate", "d) Neither"),
        ("ethnicity", "White and Asian [MWAS]", "b) Mixed"),
        ("legal_status", "On remand or committed for trial or sentence",
         "g) Youth justice legal Statuses"),
        ("closure_reason", "RC6:Transferred to Adult Social Services",
         "f) Transfer to Adult Social Services"),
        ("closure_reason", "RC9 - Case closed after assessment, referred to early help", "RC9"),
        ("abuse", "Neglect, Physical and Emotional", "e) Multiple"),
        ("placement_la", "Crawley", "West Sussex"),
        ("placement_la", "nir - child placed in northern ireland", "Northern Ireland"),
        ("nfa", "FA", "N"),
        ("child_seen", "Not seen alone", "U"),
    ],
)  # fmt: skip
def test_where_the_file_is_wrong_or_says_two_things_we_decide(name, said, code):
    assert annex_a_codes(name).folded[fold(said)] == code


# Applied and counted


def sent(*sources):
    columns = [column.name for column in LISTS[0].columns]
    rows = [{CHILD: "7", "Date of Contact": "2025-03-04", "Contact Source": s} for s in sources]
    return {"list_1": pd.DataFrame(rows, columns=columns).astype("str")}


def test_every_spelling_that_was_read_as_a_code_is_counted():
    raw = sent("POL", " pol ", "Q)  6: Police", "g) Police", "G) POLICE", "", "Mrs Canary")
    counted = count_spellings(raw, FEED)
    said = counted.set_index("spelling")[["code", "rows"]].apply(tuple, axis="columns").to_dict()
    assert said == {
        "pol": ("g) Police", 2), "q) 6: police": ("g) Police", 1), "g) police": ("g) Police", 1),
    }  # fmt: skip
    assert set(counted["table"]) == {"list_1"}
    assert set(counted["column"]) == {"Contact Source"}


def test_a_text_that_no_mapping_names_is_never_in_the_count():
    assert "Canary" not in count_spellings(sent("Mrs Canary"), FEED).to_csv()


def test_nothing_mapped_is_a_typed_table_without_rows():
    counted = count_spellings(sent("g) Police"), FEED)
    assert len(counted) == 0
    assert counted.dtypes.to_dict() == SPELLINGS_APPLIED.empty().dtypes.to_dict()


def test_an_unknown_code_stays_as_it_was_sent_for_a_check_to_find():
    parsed = parse_tables(sent("Mrs Canary", "POL"), FEED)["list_1"]["Contact Source"]
    assert parsed.tolist() == ["Mrs Canary", "g) Police"]
    (check,) = [c for c in build_suite(LISTS[0]) if c.code == "code:Contact Source"]
    assert check.action == "quarantine"
    assert set(parsed) - set(check.arguments["value_set"]) == {"Mrs Canary"}


KNOWN = [row for row in MAPPING if row["list"] == "annex_a_source" and row["code"]]


@given(row=st.sampled_from(KNOWN), spaces=st.sampled_from([" ", "  ", "\xa0"]), upper=st.booleans())
@settings(derandomize=True, max_examples=50)
def test_letter_case_and_spaces_never_change_what_a_spelling_means(row, spaces, upper):
    said = row["spelling"].replace(" ", spaces)
    raw = sent(f" {said.upper() if upper else said} ")
    assert parse_tables(raw, FEED)["list_1"]["Contact Source"].tolist() == [row["code"]]
    assert count_spellings(raw, FEED)["rows"].tolist() == [1]


# Judged against a reader who saw the text alone


def test_the_sample_is_300_spellings_that_were_coded_once():
    sample = rows_of(SAMPLE)
    assert len({(row["field"], row["raw_value_seen"]) for row in sample}) == 300
    assert sum(row["coded_as"] == UNDECIDED for row in sample) == 18


def test_we_read_the_sample_as_the_blind_coder_did_but_for_the_disagreements_listed():
    decided = [one for one in read_sample() if one.is_read and one.blind != UNDECIDED]
    against = {(one.column, one.text) for one in decided if not one.agrees}
    assert against == {
        (column, text) for column, text, *_, right, _ in listed(7) if right == "the file"
    }
    assert (len(decided), len(against)) == (267, 3)


def test_the_page_says_what_we_read_each_listed_spelling_as():
    ours = {
        (one.column, one.text): (one.ours or "none") if one.is_read else "not read"
        for one in read_sample()
    }
    said = [(row[0], row[1], row[4]) for row in listed(7)]
    said += [(row[0], row[1], row[3]) for row in listed(4)]
    assert {(column, text): said_ours for column, text, said_ours in said} == {
        (column, text): ours[column, text] for column, text, _ in said
    }


def test_every_spelling_that_the_text_does_not_decide_is_listed():
    undecided = {(one.column, one.text) for one in read_sample() if one.blind == UNDECIDED}
    assert {(row[0], row[1]) for row in listed(4)} == undecided


@pytest.mark.third_party
def test_every_disagreement_of_the_published_file_is_listed():
    published = read_file(third_party(FILE))
    decided = [one for one in read_sample() if one.blind != UNDECIDED]
    against = {(one.column, one.text) for one in decided if not file_agrees(one, published)}
    assert against == {(row[0], row[1]) for row in listed(7)}
    assert (len(decided), len(against)) == (282, 11)


@pytest.mark.third_party
def test_every_spelling_of_the_file_is_read_or_named_as_one_that_cannot_be():
    published = read_file(third_party(FILE))
    lists = {c.name: c.codes for table in LISTS for c in table.columns if c.codes}
    named = {(row["list"], row["spelling"]) for row in MAPPING}
    missed = {
        (column, text)
        for column, text in published
        if column in lists
        and fold(text) not in {"", "nan"}
        and fold(text) not in lists[column].folded
        and (lists[column].name, fold(text)) not in named
    }
    assert missed == set()


@pytest.mark.third_party
def test_the_figures_for_the_benchmark_are_made():
    rows = spelling_rows(third_party(FILE).parents[1])
    assert [row.figure for row in rows][:3] == [
        "282 of 300", "271 of 282 (96.1%)", "264 of 267 (98.9%)",
    ]  # fmt: skip
