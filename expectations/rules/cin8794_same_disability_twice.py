"""A disability is recorded once."""

from __future__ import annotations

from expectations.comparing import each_row, is_one_of_several
from expectations.rule import Rule

RULE = Rule(
    code="CIN8794",
    says="No child has the same disability recorded twice.",
    agency="social_care",
    format="cin_census",
    about={"Disabilities": "Disability"},
    action="warn",
    why="Children in need census, rule 8794. It is used to check fairness and nothing else.",
    check=each_row(
        lambda rows: is_one_of_several(
            rows, ["LAchildID", "Disability"], where=rows["Disability"].notna()
        )
    ),
    accepts={
        "Disabilities": """
            LAchildID | DisabilityID | Disability
            A         | A_1          | MOB
            A         | A_2          | LD
        """,
    },
    refuses={
        "Disabilities": """
            LAchildID | DisabilityID | Disability
          > A         | A_1          | MOB
          > A         | A_2          | MOB
        """,
    },
)
