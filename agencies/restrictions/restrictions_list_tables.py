"""The list of people whose records nobody may see on our pages, kept by the partnership.

The contract is ours. The table may have no row, but it must be there: a night without it is held.
"""

from __future__ import annotations

from pathlib import Path

from agencies.contract import CodeList, Column, Table

REASONS = CodeList.from_csv(Path(__file__).with_name("codes.csv"), "reason")

_LIST = Table(
    "restrictions_list",
    "People whose records are restricted, one row each; give every detail that helps to find them.",
    (
        Column("restriction_id", "number of the restriction", use="key", required=True),
        Column("nhs_number", "NHS number", use="linkage"),
        Column("upn", "unique pupil number", use="linkage"),
        Column("forename", "forename", use="linkage"),
        Column("surname", "surname", use="linkage"),
        Column("date_of_birth", "date of birth", type="date", use="linkage"),
        Column("postcode", "postcode of the home address", use="linkage"),
        Column("reason_code", "why", type="code", codes=REASONS),
        Column("effective_from", "the day it was asked for; it works at once, whatever stands here",
               type="date"),
    ),
    key=("restriction_id",),
    person_column="restriction_id",
    # A restriction has no event: it works while it is on the list, which each delivery replaces.
    keep_years=1,
)  # fmt: skip

TABLES = (_LIST,)
