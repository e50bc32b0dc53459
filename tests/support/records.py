"""Reads records about people from a small text table, so that an example can be read aloud."""

from __future__ import annotations

import pandas as pd

from linkage.link import Linked, link_persons
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.people import FEEDS, nhs_number, source_persons, upn

_FORMATS = {**dict(FEEDS), "restrictions": "restrictions_list"}
_NUMBERS = {"first": 10, "second": 20, "third": 30}


def read_records(table: str) -> pd.DataFrame:
    """Give source persons; their ids are agency/format/row number.

    In columns nhs and upn, `first`, `second` and `third` stand for different valid identifiers,
    and any other text for itself.
    """
    lines = [line for line in table.strip().splitlines() if "|" in line]
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    people = []
    for number, row in enumerate(rows, start=1):
        cells = {name: value for name, value in zip(header, row, strict=True) if value}
        agency = cells.pop("agency")
        nhs, pupil = cells.pop("nhs", None), cells.pop("upn", None)
        people.append(
            {
                "source_person_id": f"{agency}/{_FORMATS[agency]}/{number}",
                "birth_date": pd.Timestamp(cells.pop("born")) if "born" in cells else None,
                "expected_birth_date": pd.Timestamp(cells.pop("due")) if "due" in cells else None,
                "nhs_number": nhs_number(4_000_000 + _NUMBERS[nhs]) if nhs in _NUMBERS else nhs,
                "upn": upn(8_200_000 + _NUMBERS[pupil]) if pupil in _NUMBERS else pupil,
                "is_disabled": {"yes": True, "no": False}.get(cells.pop("is_disabled", "")),
                **cells,
            }
        )
    return source_persons(people)


def link(table: str) -> Linked:
    """Link the records of a text table as on a first night."""
    return link_persons(read_records(table), parameters=REVIEWED_PARAMETERS)


def together(linked: Linked) -> list[list[int]]:
    """Give the row numbers that stand with one person, person by person."""
    rows = linked.links["source_person_id"].str.rsplit("/", n=1).str[-1].astype(int)
    return sorted(sorted(group) for group in rows.groupby(linked.links["person_id"]).agg(list))
