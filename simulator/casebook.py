"""Collects the rows of the social care tables while children's records are lived through.

Rows carry the published column names; dates are day numbers and become text only when written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

CHILD, DAY = "_child", "_day"  # whom a row is about, and the day from which it can be recorded

OUTCOME_KEYS = {
    "contact": ("NEW_REFERRAL_FLAG", "EXISTING_REFERRAL_FLAG", "CP_ENQUIRY_FLAG", "NFA_FLAG",
                "NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG", "ADVICE_FLAG",
                "MISSING_FLAG", "OLA_CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG"),
    "referral": ("SINGLE_ASSESSMENT_FLAG", "NFA_FLAG", "STRATEGY_DISCUSSION_FLAG",
                 "CLA_REQUEST_FLAG", "NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG",
                 "CP_TRANSFER_IN_FLAG", "CP_CONFERENCE_FLAG", "CARE_LEAVER_FLAG",
                 "OTHER_OUTCOMES_EXIST_FLAG"),
    "assessment": ("NFA_FLAG", "NFA_S47_END_FLAG", "STRATEGY_DISCUSSION_FLAG",
                   "CLA_REQUEST_FLAG", "PRIVATE_FOSTERING_FLAG", "LEGAL_ACTION_FLAG",
                   "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "SPECIALIST_ASSESSMENT_FLAG",
                   "REFERRAL_TO_OTHER_AGENCY_FLAG", "OTHER_ACTIONS_FLAG",
                   "OTHER_OUTCOMES_EXIST_FLAG"),
    "enquiry": ("NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG",
                "PROV_OF_SB_CARE_FLAG", "CP_CONFERENCE_FLAG", "NFA_CONTINUE_SINGLE_FLAG",
                "MONITOR_FLAG", "OTHER_OUTCOMES_EXIST_FLAG"),
    "conference": ("NFA_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG", "SINGLE_ASSESSMENT_FLAG",
                   "PROV_OF_SERVICES_FLAG", "CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG"),
}  # fmt: skip
# Outcomes and other cells that are not known before the end they belong to.
KNOWN_AT_END = {
    "cine_close_reason": "cine_close_date",
    "cina_assessment_outcome_json": "cina_assessment_auth_date",
    "cina_assessment_outcome_nfa": "cina_assessment_auth_date",
    "cina_assessment_child_seen": "cina_assessment_auth_date",
    "s47e_s47_outcome_json": "s47e_s47_end_date",
    "s47e_s47_nfa": "s47e_s47_end_date",
    "earl_episode_end_reason": "earl_episode_end_date",
    "clae_cla_episode_ceased_reason": "clae_cla_episode_ceased_date",
    "invo_worker_change_reason": "invo_involvement_end_date",
}

DESCRIPTIONS = {
    "1": "Individual", "2": "Schools and education", "3": "Health", "4": "Housing",
    "5": "Local authority", "6": "Police", "7": "Other legal agency", "8": "Other source",
    "9": "Anonymous", "10": "Unknown",
}  # fmt: skip


def outcome(kind: str, *flags: str) -> str:
    """Write outcome flags as the published JSON: every key there, the ones that apply Y."""
    return json.dumps({key: "Y" if key in flags else "N" for key in OUTCOME_KEYS[kind]})


def describe(source: str) -> str:
    """Give a source code in words, as case systems send it beside the code."""
    return DESCRIPTIONS[source if source in DESCRIPTIONS else source[0]]


Row = dict[str, Any]


@dataclass
class Casebook:
    """Rows so far, by table."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, child: int, day: int, **cells: Any) -> Row:
        """Add a row and give it back, so that what comes later can still be written into it."""
        row = {CHILD: child, DAY: day, **cells}
        self.rows.setdefault(table, []).append(row)
        return row

    def next_id(self, table: str, letter: str) -> str:
        """Give an id that no row of a table has."""
        return f"{letter}{100001 + len(self.rows.get(table, [])):06d}"

    def frame(self, table: str) -> pd.DataFrame:
        """Give the rows of a table."""
        return pd.DataFrame(self.rows.get(table, []))
