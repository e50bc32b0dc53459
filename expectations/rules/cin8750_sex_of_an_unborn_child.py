"""An unborn child’s sex is not recorded."""

from __future__ import annotations

from expectations.comparing import each_row
from expectations.rule import Rule

RULE = Rule(
    code="CIN8750",
    says="The sex of an unborn child is U.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "Sex"},
    action="warn",
    why="Children in need census, rule 8750. The child is kept: linkage weighs the other details.",
    check=each_row(
        lambda rows: (
            rows["PersonBirthDate"].isna()
            & rows["ExpectedPersonBirthDate"].notna()
            & (rows["Sex"].fillna("") != "U")
        )
    ),
    accepts={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate | ExpectedPersonBirthDate | Sex
            A         |                 | 2026-06-01              | U
            B         | 2020-01-02      |                         | M
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | PersonBirthDate | ExpectedPersonBirthDate | Sex
          > A         |                 | 2026-06-01              | F
        """,
    },
)
