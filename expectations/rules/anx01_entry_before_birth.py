"""Nobody is worried about a child before anybody can know that there will be one."""

from __future__ import annotations

from expectations.births import ANNEX_A
from expectations.rule import Rule

RULE = Rule(
    code="ANX01",
    says="No entry of lists 1 to 8 is dated more than 40 weeks before the child’s birth.",
    agency="social_care",
    format="annex_a",
    about=ANNEX_A.entries,
    needs=("children",),
    action="quarantine",
    why="Ours, after children in need census rule 8606. The entry is about another "
    "person. Where no entry of the child agrees with the birth, the birth is what is "
    "wrong (ANX03), and all are kept.",
    check=ANNEX_A.after_entry(),
    accepts={
        "children": """
            Child Unique ID | Date of Birth
            A               | 2024-06-01
            B               |
        """,
        "list_1": """
            Child Unique ID | Date of Contact
            A               | 2023-08-26
            B               | 2001-01-01
        """,
    },
    refuses={
        "children": """
            Child Unique ID | Date of Birth
            A               | 2024-06-01
        """,
        "list_1": """
            Child Unique ID | Date of Contact
          > A               | 2023-08-25
            A               | 2023-08-26
        """,
        "list_2": """
            Child Unique ID | Assessment start date
          > A               | 2023-08-25
            A               | 2023-08-26
        """,
        "list_3": """
            Child Unique ID | Date of referral
          > A               | 2023-08-25
            A               | 2023-08-26
        """,
        "list_4": """
            Child Unique ID | Continuous Assessment Start Date
          > A               | 2023-08-25
            A               | 2023-08-26
        """,
        "list_5": """
            Child Unique ID | Strategy discussion initiating Section 47 Enquiry Start Date
          > A               | 2023-08-25
            A               | 2023-08-26
        """,
        "list_6": """
            Child Unique ID | CIN Start Date
          > A               | 2023-08-25
            A               | 2023-08-26
        """,
        "list_7": """
            Child Unique ID | Child Protection Plan Start Date
          > A               | 2023-08-25
            A               | 2023-08-26
        """,
        "list_8": """
            Child Unique ID | Date Started to be Looked After
          > A               | 2023-08-25
            A               | 2023-08-26
        """,
    },
)
