"""An NHS number has a digit that tells a typing error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.identity import valid_nhs_numbers
from expectations.comparing import each_row
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


def _breaks(rows: pd.DataFrame) -> pd.Series:
    sent = rows["pers_common_child_id"]
    return valid_nhs_numbers(sent).isna().astype("boolean").mask(sent.isna())


RULE = Rule(
    code="SSD12",
    says="The last digit of an NHS number is its check digit.",
    agency="social_care",
    format="ssd",
    about={"ssd_person": "pers_common_child_id"},
    action="warn",
    why="Ours. The child is kept: linkage ignores a number that is wrong.",
    check=each_row(_breaks),
    accepts={
        "ssd_person": """
            pers_person_id | pers_common_child_id
            A              | 9434765919
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_common_child_id
          > A              | 9434765918
        """,
    },
)
