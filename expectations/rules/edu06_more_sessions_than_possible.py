"""Nobody misses more of a term than there was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import look_up
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from agencies.contract import Tables

_PUPIL = ["collection_year", "collection_term", "pupilonrolltableid"]


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    recorded = tables["termlysessiondetailsonroll"].groupby(_PUPIL)["sessions"].sum().reset_index()
    theirs = look_up(rows, recorded, by={name: name for name in _PUPIL}, give="sessions")
    return theirs > rows[column]


RULE = Rule(
    code="EDU06",
    says="No pupil has more sessions recorded than they could have attended.",
    agency="education",
    format="school_census",
    about={"pupilonroll": "termlysessionspossible"},
    needs=("termlysessiondetailsonroll",),
    action="warn",
    why="Ours. The pupil is kept; the share of sessions missed in that term is not right.",
    check=_check,
    accepts={
        "pupilonroll": """
            collection_year | collection_term | pupilonrolltableid | termlysessionspossible
            2024            | autumn          | P1                 | 120
            2024            | spring          | P1                 | 10
        """,
        "termlysessiondetailsonroll": """
            collection_year | collection_term | pupilonrolltableid | sessions
            2024            | autumn          | P1                 | 100
            2024            | autumn          | P1                 | 20
        """,
    },
    refuses={
        "pupilonroll": """
            collection_year | collection_term | pupilonrolltableid | termlysessionspossible
          > 2024            | autumn          | P1                 | 120
        """,
        "termlysessiondetailsonroll": """
            collection_year | collection_term | pupilonrolltableid | sessions
            2024            | autumn          | P1                 | 100
            2024            | autumn          | P1                 | 21
        """,
    },
)
