"""What came of something, from the flags that the Standard Safeguarding Dataset keeps as JSON.

Only flags are read: the free-text comments beside them are never looked at.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd

from core.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

NFA_FLAG = "NFA_FLAG"

# The first flag that is set decides, so each table's flags stand from most to least far-reaching.
CONTACT = {
    "CP_ENQUIRY_FLAG": Outcome.SECTION_47_ENQUIRY,
    "NEW_REFERRAL_FLAG": Outcome.REFERRAL,
    "EXISTING_REFERRAL_FLAG": Outcome.REFERRAL,
    "OLA_CP_FLAG": Outcome.OTHER,
    "NON_AGENCY_ADOPTION_FLAG": Outcome.OTHER,
    "PRIVATE_FOSTERING_FLAG": Outcome.OTHER,
    "MISSING_FLAG": Outcome.OTHER,
    "ADVICE_FLAG": Outcome.ADVICE,
    "OTHER_OUTCOMES_EXIST_FLAG": Outcome.OTHER,
    NFA_FLAG: Outcome.NO_FURTHER_ACTION,
}
REFERRAL = {
    "CP_CONFERENCE_FLAG": Outcome.CONFERENCE,
    "CP_TRANSFER_IN_FLAG": Outcome.CONFERENCE,
    "STRATEGY_DISCUSSION_FLAG": Outcome.STRATEGY_DISCUSSION,
    "SINGLE_ASSESSMENT_FLAG": Outcome.ASSESSMENT,
    "CLA_REQUEST_FLAG": Outcome.OTHER,
    "NON_AGENCY_ADOPTION_FLAG": Outcome.OTHER,
    "PRIVATE_FOSTERING_FLAG": Outcome.OTHER,
    "CARE_LEAVER_FLAG": Outcome.OTHER,
    "OTHER_OUTCOMES_EXIST_FLAG": Outcome.OTHER,
    NFA_FLAG: Outcome.NO_FURTHER_ACTION,
}
ASSESSMENT = {
    "STRATEGY_DISCUSSION_FLAG": Outcome.STRATEGY_DISCUSSION,
    "SPECIALIST_ASSESSMENT_FLAG": Outcome.ASSESSMENT,
    "REFERRAL_TO_OTHER_AGENCY_FLAG": Outcome.REFERRAL,
    "LEGAL_ACTION_FLAG": Outcome.OTHER,
    "CLA_REQUEST_FLAG": Outcome.OTHER,
    "PROV_OF_SERVICES_FLAG": Outcome.OTHER,
    "PROV_OF_SB_CARE_FLAG": Outcome.OTHER,
    "PRIVATE_FOSTERING_FLAG": Outcome.OTHER,
    "OTHER_ACTIONS_FLAG": Outcome.OTHER,
    "OTHER_OUTCOMES_EXIST_FLAG": Outcome.OTHER,
    NFA_FLAG: Outcome.NO_FURTHER_ACTION,
    "NFA_S47_END_FLAG": Outcome.NO_FURTHER_ACTION,
}
ENQUIRY = {
    "CP_CONFERENCE_FLAG": Outcome.CONFERENCE,
    "NFA_CONTINUE_SINGLE_FLAG": Outcome.ASSESSMENT,
    "LEGAL_ACTION_FLAG": Outcome.OTHER,
    "PROV_OF_SERVICES_FLAG": Outcome.OTHER,
    "PROV_OF_SB_CARE_FLAG": Outcome.OTHER,
    "MONITOR_FLAG": Outcome.OTHER,
    "OTHER_OUTCOMES_EXIST_FLAG": Outcome.OTHER,
    NFA_FLAG: Outcome.NO_FURTHER_ACTION,
}
CONFERENCE = {
    "CP_FLAG": Outcome.PLAN,
    "SINGLE_ASSESSMENT_FLAG": Outcome.ASSESSMENT,
    "REFERRAL_TO_OTHER_AGENCY_FLAG": Outcome.REFERRAL,
    "PROV_OF_SERVICES_FLAG": Outcome.OTHER,
    "OTHER_OUTCOMES_EXIST_FLAG": Outcome.OTHER,
    NFA_FLAG: Outcome.NO_FURTHER_ACTION,
}

_YES = {"y", "yes", "true", "1"}


def outcomes(texts: pd.Series, flags: Mapping[str, Outcome]) -> pd.Series:
    """Give the outcome of each row; missing where no flag is set.

    A text is read once however many rows hold it: a county has a few dozen different ones.

    Args:
        texts: JSON as sent and checked.
        flags: what each flag means, the deciding ones first.
    """
    read = {text: _outcome(text, flags) for text in texts.dropna().unique()}
    return texts.map(read).astype("str")


def _outcome(text: str, flags: Mapping[str, Outcome]) -> str | None:
    said = json.loads(text)
    for flag, outcome in flags.items():
        if isinstance(said, dict) and str(said.get(flag, "")).strip().lower() in _YES:
            return outcome.value
    return None


def is_nfa(outcome: pd.Series, standalone: pd.Series | None = None) -> pd.Series:
    """Say whether something was closed with no further action; empty where nothing is recorded.

    Args:
        outcome: outcomes as this module gives them.
        standalone: the table's own Y or N, which decides where it is filled in.
    """
    read = (outcome == Outcome.NO_FURTHER_ACTION).astype("boolean").mask(outcome.isna())
    return read if standalone is None else standalone.fillna(read)
