"""A unique pupil number is one pupil’s."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="EDU08",
    says="No two pupils of a school and collection have the same unique pupil number.",
    agency="education",
    format="school_census",
    about={"pupilonroll": "upn"},
    action="warn",
    why="Ours. Both are kept: linkage decides whether they are one child.",
    check=each_row(
        lambda rows: is_one_of_several(
            rows,
            ["collection_year", "collection_term", "NativeId", "upn"],
            where=rows["upn"].notna(),
        )
    ),
    accepts={
        "pupilonroll": """
            collection_year | collection_term | NativeId | upn
            2024            | autumn          | S1       | H801200001001
            2024            | autumn          | S2       | H801200001001
        """,
    },
    refuses={
        "pupilonroll": """
            collection_year | collection_term | NativeId | upn
          > 2024            | autumn          | S1       | H801200001001
          > 2024            | autumn          | S1       | H801200001001
        """,
    },
)
