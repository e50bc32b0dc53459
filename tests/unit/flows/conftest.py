"""Small police deliveries, received day after day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agencies.delivery import Delivery
from agencies.feeds import find_feed
from flows.receive import receive_files

Send = Callable[..., Delivery]

NOTICE = {"nominal_id": "N1", "created_date": "2025-12-01", "concern_type": "neglect"}


def write_ppn(
    folder: Path, *, without: tuple[str, ...] = (), **rows: list[dict[str, str]]
) -> list[Path]:
    """Write the tables of a police export with all columns of the contract but some."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table in find_feed("police", "ppn").tables:
        if table.name in without:
            continue
        names = [c.name for c in table.columns if f"{table.name}.{c.name}" not in without]
        lines = [
            names,
            *([row.get(name, "") for name in names] for row in rows.get(table.name, [])),
        ]
        path = folder / f"{table.name}.csv"
        path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Give a function that receives a police delivery of a day in January 2026."""

    def _send(day: int, *notices: dict[str, str], people: tuple[str, ...] = ("N1",),
              holds: str = "everything", start: int = 1, end: int | None = None,
              without: tuple[str, ...] = (), **more: Any) -> Delivery:  # fmt: skip
        files = write_ppn(
            tmp_path / f"sent {day}",
            without=without,
            nominals=[{"nominal_id": one, "surname": "Canary"} for one in people],
            public_protection_notices=[{**NOTICE, **one} for one in notices],
        )
        return receive_files(
            files, extracts=tmp_path / "extracts", agency="police", format_="ppn",
            received_date=date(2026, 1, day), coverage=(date(2026, 1, start), date(2026, 1, end or day)),
            area="Exampleshire", can_record_sharing=True, holds=holds, **more,
        )  # fmt: skip

    return _send


@pytest.fixture
def extracts(tmp_path: Path) -> Path:
    """Give the folder that deliveries are received in."""
    return tmp_path / "extracts"


@pytest.fixture
def restrict(tmp_path: Path, extracts: Path) -> Callable[..., Delivery]:
    """Give a function that receives a restrictions list of a day, with these people on it."""

    def _restrict(day: date, *forenames: str) -> Delivery:
        path = tmp_path / "restrictions_list.csv"
        rows = [f"{n},,,{name},Ashworth,2012-07-04," for n, name in enumerate(forenames)]
        head = "restriction_id,nhs_number,upn,forename,surname,date_of_birth,postcode"
        path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        return receive_files(
            [path], extracts=extracts, agency="restrictions", format_="restrictions_list",
            received_date=day, coverage=(day, day), area="", can_record_sharing=False,
        )  # fmt: skip

    return _restrict
