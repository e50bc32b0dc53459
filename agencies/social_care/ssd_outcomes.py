"""What came of something, from the flags that the Standard Safeguarding Dataset keeps as JSON.

Only flags are read: the free-text comments beside them are never looked at.
"""

from __future__ import annotations

import json
from string import ascii_letters
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

# Assessment factors of the children in need census, by number: who in the household it is about
# (the letter) is left out.
_FACTORS = {
    "1": "alcohol", "2": "drugs", "3": "domestic abuse", "4": "mental health", "7": "young carer",
    "10": "going missing", "11": "sexual exploitation", "12": "trafficking", "13": "gangs",
    "14": "unacceptable behaviour", "15": "self-harm", "16": "neglect", "17": "emotional abuse",
    "18": "physical abuse", "19": "sexual abuse", "22": "female genital mutilation",
    "23": "abuse linked to faith or belief", "24": "criminal exploitation",
}  # fmt: skip

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


def factor_words(texts: pd.Series) -> pd.Series:
    """Give what an assessment found, as words for a page; missing where nothing is to be shown.

    Both published forms are read: a list of codes, and codes with Yes or No. Disability, asylum
    and private fostering are left out: they are for checks of fairness, or nobody else's concern.

    Args:
        texts: JSON as sent and checked.
    """
    read = {text: _factors(text) for text in texts.dropna().unique()}
    return texts.map(read).astype("str")


def _factors(text: str) -> str | None:
    said = json.loads(text)
    if isinstance(said, dict):
        said = [code for code, is_so in said.items() if str(is_so).strip().lower() in _YES]
    codes = said if isinstance(said, list) else []
    # A few codes have no letter: 21 is "none", and not drugs.
    groups = {str(code).strip().rstrip(ascii_letters) for code in codes}
    words = ", ".join(word for group, word in _FACTORS.items() if group in groups)
    return words.capitalize() or None
