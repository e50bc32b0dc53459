"""What the codes of children’s social care mean in the chronology's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.social_care.columns import codes
from core.vocabulary import Category, Outcome, RaisedBy

if TYPE_CHECKING:
    import pandas as pd

# Children in need census, ReferralSource. Neighbours and child minders are acquaintances (1B).
_RAISED_BY = {
    "1A": RaisedBy.FAMILY, "1B": RaisedBy.FAMILY, "1C": RaisedBy.SELF, "1D": RaisedBy.PUBLIC,
    "2A": RaisedBy.EDUCATION, "2B": RaisedBy.EDUCATION, "3A": RaisedBy.HEALTH,
    "3B": RaisedBy.HEALTH, "3C": RaisedBy.HEALTH, "3D": RaisedBy.HEALTH, "3E": RaisedBy.HEALTH,
    "3F": RaisedBy.HEALTH, "4": RaisedBy.OTHER_AGENCY, "5A": RaisedBy.SOCIAL_CARE,
    "5B": RaisedBy.OTHER_AGENCY, "5C": RaisedBy.OTHER_AGENCY, "5D": RaisedBy.OTHER_AGENCY,
    "6": RaisedBy.POLICE, "7": RaisedBy.OTHER_AGENCY, "8": RaisedBy.OTHER_AGENCY,
    "9": RaisedBy.PUBLIC, "10": RaisedBy.UNKNOWN,
}  # fmt: skip
_INDIVIDUALS = (RaisedBy.SELF, RaisedBy.PUBLIC, RaisedBy.UNKNOWN)

_CLOSURES = {
    "RC8": Outcome.NO_FURTHER_ACTION,
    "RC9": Outcome.EARLY_HELP,
}
# Periods of care: why an episode began, and how it ended.
STARTED_TO_BE_LOOKED_AFTER = "S"
ANOTHER_EPISODE_FOLLOWS = "X1"
# A placement order tells that a child is to be adopted, so all orders of a court are told in the
# same words: leaving out one of them would tell as much.
_LEGAL_STATUS_WORDS = {
    "C": "Order of a court", "D": "Order of a court", "E": "Order of a court",
    "V": "Accommodated by agreement", "L": "Emergency protection", "J": "Youth justice",
}  # fmt: skip

# That a child was adopted is not for a page: it could help somebody to find the child.
_CLOSURES_NOT_SHOWN = ("RC1",)


def raised_by(sources: pd.Series) -> pd.Series:
    """Give who brought the matter; a source that was not recorded is unknown, not nobody."""
    by = sources.map({code: by.value for code, by in _RAISED_BY.items()}).astype("str")
    return by.fillna(RaisedBy.UNKNOWN.value)


def contact_kinds(sources: pd.Series) -> pd.Series:
    """Give the kind of each contact: from the family, from another person, from an agency."""
    by = raised_by(sources)
    kinds = by.mask(by == RaisedBy.FAMILY, "contact_family")
    kinds = kinds.mask(by.isin(_INDIVIDUALS), "contact_individual")
    return kinds.where(by.isin((RaisedBy.FAMILY, *_INDIVIDUALS)), "contact_agency")


def referral_categories(sources: pd.Series) -> pd.Series:
    """Give the category of referrals in a format without contacts.

    A person's referral is the concern itself. An agency's is a response: the concern is in
    that agency's own records.
    """
    is_individual = raised_by(sources).isin((RaisedBy.FAMILY, *_INDIVIDUALS))
    return is_individual.map({True: Category.CONCERN.value, False: Category.RESPONSE.value})


def source_words(sources: pd.Series) -> pd.Series:
    """Give the words for who made a contact."""
    return sources.map(dict(codes("referral_source").codes))


def closure_outcomes(reasons: pd.Series) -> pd.Series:
    """Give how an episode ended; one that was closed for another reason is closed."""
    outcomes = reasons.map({code: outcome.value for code, outcome in _CLOSURES.items()})
    return outcomes.astype("str").fillna(Outcome.CLOSED.value)


def is_closed_nfa(reasons: pd.Series) -> pd.Series:
    """Say whether an episode was closed with no further action; empty without a reason."""
    return (reasons == "RC8").astype("boolean").mask(reasons.isna())


def closure_words(reasons: pd.Series) -> pd.Series:
    """Give the words for why an episode was closed, where they may stand on a page."""
    shown = reasons.mask(reasons.isin(_CLOSURES_NOT_SHOWN))
    return shown.map(dict(codes("closure_reason").codes))


def nfa_outcomes(is_nfa: pd.Series) -> pd.Series:
    """Give the outcome where "no further action" is all that is recorded of it."""
    return is_nfa.map({True: Outcome.NO_FURTHER_ACTION.value}).astype("str")


def is_disabled(own_ids: pd.Series, *, of: pd.Series, codes: pd.Series) -> pd.Series:
    """Say for each child whether a disability is recorded; empty where nothing is.

    Args:
        own_ids: the children, one each.
        of: child of each recorded code; `NONE` is recorded where somebody found no disability.
        codes: what is recorded.
    """
    recorded = codes.dropna()
    has_one = (recorded != "NONE").groupby(of[recorded.index]).any()
    return own_ids.map(has_one).astype("boolean")


def legal_status_words(statuses: pd.Series) -> pd.Series:
    """Give words for a legal status of the SSDA903 return (`C1`, or `C1 - Interim care order`)."""
    groups = statuses.str.extract(r"^([CDEVLJ])\d\b", expand=False)
    return groups.map(_LEGAL_STATUS_WORDS).astype("str")
