"""Collects the rows of the social care tables while children's records are lived through.

Rows carry the published column names; dates are day numbers and become text only when written.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from simulator.population import Population

CHILD, DAY = ("_child", "_day")  # whom a row is about, and the day from which it can be recorded

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
    "icpc_icpc_outcome_cp_flag": "icpc_icpc_date",
    "icpc_icpc_outcome_json": "icpc_icpc_date",
    "icpc_cp_plan_id": "icpc_icpc_date",
}

# What an id starts with, and the columns that hold it. While rows are collected an id is a number
# that says whose it is; in the extract it says nothing.
_IDS = {
    "C": ("cont_contact_id",),
    "R": ("cine_referral_id", "cina_referral_id", "s47e_referral_id", "icpc_referral_id",
          "cinp_referral_id", "cppl_referral_id", "clae_referral_id", "invo_referral_id"),
    "A": ("cina_assessment_id",),
    "E": ("s47e_s47_enquiry_id", "icpc_s47_enquiry_id"),
    "I": ("icpc_icpc_id", "cppl_icpc_id"),
    "P": ("cppl_cp_plan_id", "icpc_cp_plan_id", "cppv_cp_plan_id", "cppr_cp_plan_id"),
    "H": ("earl_episode_id",),
    "L": ("clae_cla_episode_id", "clae_cla_id"),
    "X": ("miss_table_id",),
    "N": ("cinp_cin_plan_id",),
    "V": ("cinv_cin_visit_id",),
    "Q": ("cppv_cp_visit_id",),
    "K": ("cppr_cp_review_id",),
    "J": ("invo_involvements_id",),
    "MI": ("icpc_icpc_meeting_id",),
    "MK": ("cppr_cp_review_meeting_id",),
}  # fmt: skip
_LETTERS = {column: letter for letter, columns in _IDS.items() for column in columns}
MOST_ROWS = 1024  # of one child in one table

DESCRIPTIONS = {
    "1": "Individual", "2": "Schools and education", "3": "Health", "4": "Housing",
    "5": "Local authority", "6": "Police", "7": "Other legal agency", "8": "Other source",
    "9": "Anonymous", "10": "Unknown",
}  # fmt: skip


@functools.cache
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

    population: Population
    rows: dict[str, list[Row]] = field(default_factory=dict)
    given: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, table: str, child: int, day: int, **cells: Any) -> Row:
        """Add a row and give it back, so that what comes later can still be written into it."""
        row = {CHILD: child, DAY: day, **cells}
        self.rows.setdefault(table, []).append(row)
        return row

    def next_id(self, table: str, child: int) -> int:
        """Give a number that no row of a table has."""
        count = self.given[table, child] = self.given.get((table, child), -1) + 1
        return int(self.population.column("id")[child]) * MOST_ROWS + count

    def frame(self, table: str) -> pd.DataFrame:
        """Give the rows of a table, with ids as the case system has them."""
        rows = pd.DataFrame(self.rows.get(table, []))
        for column in rows.columns.intersection(list(_LETTERS)):
            letter, there = _LETTERS[column], rows[column].notna().to_numpy()
            numbers = rows.loc[there, column].to_numpy().astype("int64")
            ids = np.full(len(rows), None, dtype=object)
            ids[there] = make_ids(self.population, letter, numbers)
            rows[column] = ids
        return rows


def make_ids(population: Population, letter: str, numbers: np.ndarray) -> list[str]:
    """Give ids of an agency's own, in no telling order, for numbers that say whose they are."""
    size = population.plan.ids * MOST_ROWS
    shuffled = population.chance.shuffle(f"ids {letter}", numbers, size=size)
    return [f"{letter}{10_000_000 + number}" for number in shuffled.tolist()]
