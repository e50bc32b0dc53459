"""Text as sent becomes dates, numbers and flags; what cannot be read stays visible."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agencies.contract import Column, Table
from agencies.parse import parse_table

TABLE = Table(
    "visits",
    "Visits.",
    (
        Column("id", "row"),
        Column("day", "day", "date", date_format="%Y-%m-%d|%Y-%m-%d %H:%M:%S"),
        Column("minutes", "how long", "whole"),
        Column("miles", "how far", "number"),
        Column("seen", "child seen", "flag"),
        Column("outcome", "flags", "json"),
        Column("end", "end", "date", absent=("1900-01-01",)),
    ),
    key=("id",),
)


def parse(*rows: dict[str, str | None], table: Table = TABLE) -> pd.DataFrame:
    names = [column.name for column in table.columns]
    raw = pd.DataFrame(list(rows), columns=names).astype("str")
    return parse_table(raw, table, prefix="police/visits")


def only(column: str, text: str | None) -> tuple[object, object]:
    """Give what one text is read as, and what the row says could not be read."""
    row = parse({"id": "1", column: text}).iloc[0]
    return row[column], row["_unreadable"]


@pytest.mark.parametrize(
    "text", ["2025-03-04", " 2025-03-04 ", "2025-03-04 00:00:00", "2025-03-04 23:59:59"]
)
def test_a_date_is_read_in_any_way_its_contract_names_and_the_time_is_cut_off(text):
    assert only("day", text)[0] == pd.Timestamp("2025-03-04")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("day", "04/03/2025"),
        ("day", "2025-02-30"),
        ("day", "2025-03-04T00:00:00Z"),
        ("minutes", "2.5"),
        ("minutes", "half an hour"),
        ("miles", "inf"),
        ("seen", "maybe"),
        ("outcome", "{NFA_FLAG: Y"),
    ],
)
def test_what_cannot_be_read_is_missing_and_named(column, text):
    value, unreadable = only(column, text)
    assert pd.isna(value)
    assert unreadable == column


@pytest.mark.parametrize("column", ["day", "minutes", "miles", "seen", "outcome"])
@pytest.mark.parametrize("text", [None, "", "  "])
def test_an_empty_cell_is_missing_and_not_unreadable(column, text):
    value, unreadable = only(column, text)
    assert pd.isna(value)
    assert pd.isna(unreadable)


def test_a_text_that_stands_for_nothing_is_missing_and_not_unreadable():
    value, unreadable = only("end", "1900-01-01")
    assert pd.isna(value)
    assert pd.isna(unreadable)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("minutes", "40", 40), ("minutes", "40.0", 40), ("miles", "2.5", 2.5), ("seen", "Y", True),
        ("seen", "no", False), ("seen", "TRUE", True), ("seen", "0", False),
        ("outcome", '{"NFA_FLAG": "Y"}', '{"NFA_FLAG": "Y"}'),
    ],
)  # fmt: skip
def test_numbers_flags_and_outcomes_are_read(column, text, value):
    assert only(column, text)[0] == value


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.integers(-(10**40), 10**40) | st.integers(2**53 - 9, 2**53 + 9))
@example(99999999999999999999)
@example(9223372036854775808)
def test_a_whole_number_is_read_as_it_is_or_not_at_all(number):
    value, unreadable = only("minutes", str(number))
    if abs(number) < 2**53:
        assert value == number
        assert pd.isna(unreadable)
    else:
        assert pd.isna(value)
        assert unreadable == "minutes"


@pytest.mark.parametrize("text", ["1e30", "1e400", "9007199254740993.0", "-1e16"])
def test_a_number_too_large_to_be_told_from_the_next_costs_no_other_row(text):
    parsed = parse({"id": "1", "minutes": text}, {"id": "2", "minutes": "7"})
    assert parsed["minutes"].isna().tolist() == [True, False]
    assert parsed["_unreadable"].dropna().tolist() == ["minutes"]


def test_every_unreadable_column_of_a_row_is_named():
    row = parse({"id": "1", "day": "soon", "seen": "perhaps"}).iloc[0]
    assert row["_unreadable"] == "day,seen"


def test_types_stand_even_where_nothing_was_sent():
    types = parse().dtypes.astype("str").to_dict()
    assert types["day"] == "datetime64[us]"
    assert (types["minutes"], types["miles"], types["seen"]) == ("Int64", "Float64", "boolean")
    assert types["source_record_id"] == types["id"] == "str"


def test_a_record_is_known_by_its_key_or_else_by_its_row():
    parsed = parse({"id": " a "}, {"id": None}, {"id": " "})
    assert parsed["source_record_id"].tolist() == [
        "police/visits/a", "police/visits/row-2", "police/visits/row-3",
    ]  # fmt: skip


def test_a_key_of_several_columns_is_joined_and_needs_all_of_them():
    table = Table("t", "T.", (Column("a", "a"), Column("b", "b")), key=("a", "b"))
    parsed = parse({"a": "1", "b": "2"}, {"a": "1", "b": None}, table=table)
    assert parsed["source_record_id"].tolist() == ["police/visits/1-2", "police/visits/row-2"]


def test_a_table_without_a_key_is_known_by_rows():
    table = Table("t", "T.", (Column("a", "a"),))
    assert parse({"a": "1"}, table=table)["source_record_id"].tolist() == ["police/visits/row-1"]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                name: st.none() | st.text(max_size=12)
                for name in ("day", "minutes", "seen", "outcome")
            }
        ),
        max_size=8,
    )
)
def test_whatever_is_sent_no_row_is_lost_and_no_value_vanishes_unnamed(rows):
    parsed = parse(*({"id": str(i), **row} for i, row in enumerate(rows)))
    assert parsed["_row"].tolist() == list(range(1, len(rows) + 1))
    for row, read in zip(rows, parsed.to_dict("records"), strict=True):
        named = set() if pd.isna(read["_unreadable"]) else set(read["_unreadable"].split(","))
        sent = {name for name, text in row.items() if text and text.strip()}
        assert named == {name for name in sent if pd.isna(read[name])}
