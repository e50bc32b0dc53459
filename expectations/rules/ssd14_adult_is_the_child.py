"""An adult who is named for a child is somebody else than the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.social_care.ssd_homes import is_the_child
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    return is_the_child(rows, tables["ssd_person"])


RULE = Rule(
    code="SSD14",
    says="No adult who is named for a child has the names and the date of birth of the child.",
    agency="social_care",
    format="ssd",
    about={"named_adults": "nada_adult_id"},
    needs=("ssd_person",),
    action="warn",
    why="Ours. The row is kept, but the child is not put among the adults. An adult under 18 is: "
    "young parents are, and grow up under the same number.",
    check=_check,
    accepts={
        "ssd_person": """
            pers_person_id | pers_forename | pers_surname | pers_dob
            A              | Ann           | Marsh        | 2015-06-01
        """,
        "named_adults": """
            nada_person_id | nada_forename | nada_surname | nada_dob
            A              | Ann           | Marsh        | 1985-02-03
            A              | Ann           | Marsh        |
        """,
    },
    refuses={
        "ssd_person": """
            pers_person_id | pers_forename | pers_surname | pers_dob
            A              | Ann           | Marsh        | 2015-06-01
        """,
        "named_adults": """
            nada_person_id | nada_forename | nada_surname | nada_dob
          > A              | ANN           | Marsh        | 2015-06-01
        """,
    },
)
