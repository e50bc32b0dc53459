"""A notice about somebody who is not conceived yet is about somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.rule import DAYS_OF_PREGNANCY, Rule, is_before, look_up

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    born = look_up(
        rows, tables["nominals"], by={"nominal_id": "nominal_id"}, give="date_of_birth"
    )  # fmt: skip
    return is_before(rows[column], born, days=DAYS_OF_PREGNANCY)


RULE = Rule(
    code="POL01",
    says="No notice, incident or missing episode is dated more than 40 weeks before the birth of "
    "the child it is about.",
    agency="police",
    format="ppn",
    dates={
        "public_protection_notices": "created_date",
        "domestic_abuse_incidents": "incident_date",
        "missing_episodes": "reported_date",
    },
    needs=("nominals",),
    action="quarantine",
    why="Ours, after children in need census rule 8606; a notice about an unborn child is kept. "
    "Further back, the notice was put on the wrong child, or one of the two dates is wrong.",
    check=_check,
)
