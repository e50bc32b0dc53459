"""One suspension, one row."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="EDU12",
    says="No pupil is suspended twice from the same day on.",
    agency="education",
    format="school_census",
    about={"termlyexclusionsonroll": "startdate"},
    action="warn",
    why="Ours. Both are kept: nothing tells which is right.",
    check=each_row(
        lambda rows: is_one_of_several(
            rows,
            ["collection_year", "collection_term", "pupilonrolltableid", "startdate"],
            where=rows["startdate"].notna(),
        )
    ),
    accepts={
        "termlyexclusionsonroll": """
            collection_year | collection_term | pupilonrolltableid | startdate
            2024            | autumn          | P1                 | 2024-05-01
            2024            | autumn          | P1                 | 2024-05-02
            2024            | spring          | P1                 | 2024-05-01
        """,
    },
    refuses={
        "termlyexclusionsonroll": """
            collection_year | collection_term | pupilonrolltableid | startdate
          > 2024            | autumn          | P1                 | 2024-05-01
          > 2024            | autumn          | P1                 | 2024-05-01
        """,
    },
)
