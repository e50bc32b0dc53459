"""A unique pupil number names the authority that gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.comparing import each_row
from expectations.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

# Local authorities since April 1998, and the numbers that stand for none of them; 940 to 943 are
# the authorities made in 2021 and 2023.
_RANGES = (
    "001-005 201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 660-681 701-708 "
    "800-803 805-808 810-813 815 816 820-823 825 826 830 831 835-841 845 846 850-852 855-857 860 "
    "861 865-896 908 909 916 919 921 925 926 928 929 931 933 935-938 940-943"
)
_AUTHORITIES = frozenset(
    f"{number:03d}"
    for first, _, last in (part.partition("-") for part in _RANGES.split())
    for number in range(int(first), int(last or first) + 1)
)


def _breaks(rows: pd.DataFrame) -> pd.Series:
    sent = rows["UPN"].where(rows["UPN"].str.len() == 13)
    unknown = ~sent.str.slice(1, 4).isin(_AUTHORITIES)
    return unknown.astype("boolean").mask(sent.isna())


RULE = Rule(
    code="CIN1530",
    says="Characters 2 to 4 of a unique pupil number are the number of a local authority.",
    agency="social_care",
    format="cin_census",
    about={"ChildIdentifiers": "UPN"},
    action="warn",
    why="Children in need census, rule 1530. The child is kept, whatever the number: linkage "
    "ignores one that is wrong.",
    check=each_row(_breaks),
    accepts={
        "ChildIdentifiers": """
            LAchildID | UPN
            A         | H801200001001
        """,
    },
    refuses={
        "ChildIdentifiers": """
            LAchildID | UPN
          > A         | H999200001001
        """,
    },
)
