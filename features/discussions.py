"""Did agencies speak with each other? One definition for rule, features and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.vocabulary import Category, Outcome

if TYPE_CHECKING:
    import pandas as pd

_STRATEGY_DISCUSSION = "strategy_discussion"


def is_strategy_discussion(events: pd.DataFrame) -> pd.Series:
    """Say which entries are a strategy discussion, or tell that one came of them.

    A council may record one only as the outcome of a referral or an assessment: it then counts
    on that entry's date, or a page would say beside it that none is recorded.

    Args:
        events: with `kind` and `outcome`.
    """
    outcome = events["outcome"] == Outcome.STRATEGY_DISCUSSION.value
    return (events["kind"] == _STRATEGY_DISCUSSION) | outcome


def is_joint_discussion(events: pd.DataFrame) -> pd.Series:
    """Say which entries are a joint discussion: a conference, a review, a strategy discussion.

    Args:
        events: with `category`, `kind` and `outcome`.
    """
    return (events["category"] == Category.JOINT.value) | is_strategy_discussion(events)


def was_shared(events: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """Say which entries their own agency recorded as shared with another agency by a date.

    Absent: an agency that records nobody is taken to have told nobody, whether or not it could.

    Args:
        events: with `agency`, `told_agency` and `told_date`.
        as_of: the day we stand on; what is told later is not yet told.
    """
    is_told = events["told_agency"].notna() & (events["told_agency"] != events["agency"])
    return is_told & ~(events["told_date"] > as_of)
