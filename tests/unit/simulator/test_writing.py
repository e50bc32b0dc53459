from __future__ import annotations

import pandas as pd
import pytest

from agencies.contract import CodeList, Column, Table
from core.errors import ContractError
from simulator.chance import Chance
from simulator.population import day_number
from simulator.writing import spoil_rows, to_text
from tests.unit.simulator.conftest import UNTIL

TABLE = Table(
    "visits",
    "Visits.",
    (
        Column("visit_id", "row", use="key", required=True),
        Column("visit_date", "day", type="date", required=True, is_event_date=True,
               date_format="%d/%m/%Y|%Y-%m-%d"),
        Column("seen", "seen", type="code", codes=CodeList("seen", {"Y": "yes"}, "ours")),
        Column("postcode", "postcode", use="linkage", pattern=r"^[A-Z]{2}\d"),
    ),
    key=("visit_id",),
)  # fmt: skip
DAY = day_number(UNTIL)


def _rows(**cells: object) -> pd.DataFrame:
    return pd.DataFrame({"visit_id": ["1", "2"], "visit_date": [DAY, DAY], **cells})


def test_rows_come_out_as_text_in_the_contracts_order() -> None:
    text = to_text(_rows(seen=["Y", None]), TABLE)
    assert list(text) == ["visit_id", "visit_date", "seen", "postcode"]
    assert text["visit_date"].tolist() == ["30/06/2026", "30/06/2026"]
    assert text["seen"].isna().tolist() == [False, True]
    assert text["postcode"].isna().all()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (_rows(colour=["red", "red"]), "column colour is not in the contract"),
        (_rows(seen=["Y", "Q"]), "a code in seen that its list does not have"),
        (_rows(postcode=["XE1", "7"]), "a cell in postcode that its pattern does not allow"),
        (_rows().assign(visit_date=[DAY, None]), "empty cells in visit_date"),
        (_rows().drop(columns="visit_id"), "empty cells in visit_id"),
    ],
)
def test_rows_that_break_the_contract_are_refused(rows: pd.DataFrame, found: str) -> None:
    with pytest.raises(ContractError, match=found):
        to_text(rows, TABLE)


def test_the_refusal_quotes_no_cell() -> None:
    with pytest.raises(ContractError, match="postcode") as refused:
        to_text(_rows(postcode=["XE1", "SECRET"]), TABLE)
    assert "SECRET" not in str(refused.value)


def test_columns_the_reader_adds_are_left_out() -> None:
    assert "seen" not in to_text(_rows(), TABLE, without=("seen",))


def test_spoiling_breaks_some_rows_and_leaves_keys_and_identity_whole() -> None:
    text = pd.concat([to_text(_rows(postcode=["XE1", "XE2"]), TABLE)] * 500, ignore_index=True)
    spoilt = spoil_rows(text, TABLE, share=0.1, chance=Chance(1))
    changed = (text.fillna("") != spoilt.fillna("")).sum()
    assert changed["visit_id"] == changed["postcode"] == 0
    assert 60 < changed.sum() < 140
    assert spoilt["visit_date"].isna().any()
    assert (spoilt["seen"] == "??").any()


def test_spoiling_none_changes_nothing() -> None:
    text = to_text(_rows(), TABLE)
    pd.testing.assert_frame_equal(spoil_rows(text, TABLE, share=0.0, chance=Chance(1)), text)
