"""Which NHS numbers may be used to tell children apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.identity import valid_nhs_numbers

if TYPE_CHECKING:
    import pandas as pd

# A number that found nobody or several (04), belongs to other details (05) or should not be there
# at all (07: withheld) would join two children's records, which is worse than not joining one's.
UNUSABLE_STATUSES = ("04", "05", "07")


def usable_nhs_numbers(sent: pd.Series, statuses: pd.Series) -> pd.Series:
    """Give NHS numbers as ten digits.

    Absent: one that was withheld, that did not trace to this child or whose check digit is wrong
    is missing.

    Args:
        sent: numbers as sent.
        statuses: NHS number status indicator codes, row by row.
    """
    return valid_nhs_numbers(sent).mask(statuses.isin(UNUSABLE_STATUSES))
