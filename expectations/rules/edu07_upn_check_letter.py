"""A unique pupil number has a letter that tells a typing error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import has_wrong_check_letter
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return has_wrong_check_letter(rows[column])


RULE = Rule(
    code="EDU07",
    says="The first letter of a unique pupil number is the check letter of its digits.",
    agency="education",
    format="school_census",
    about={"pupilonroll": "upn", "pupilnolongeronroll": "upn"},
    action="warn",
    why="Ours, as in children in need census rule 1510. The pupil is kept: linkage ignores a "
    "number that is wrong. A temporary number has no check letter.",
    check=_check,
    accepts={
        "pupilonroll": """
            upn
            H801200001001
            H80120000100A
        """,
    },
    refuses={
        "pupilonroll": """
            upn
          > A801200001001
        """,
        "pupilnolongeronroll": """
            upn
          > A801200001001
        """,
    },
)
