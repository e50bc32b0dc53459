"""The children in need census: the yearly statutory return, as persons and entries.

It holds no names, addresses or contacts, and not when anything was recorded. So a child is
found elsewhere by unique pupil number, date of birth and sex alone, and an entry is known from
the day the return reached us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.contract import Feed
from agencies.events import join_events, make_events
from agencies.identity import make_persons
from agencies.social_care.agency import AGENCY
from agencies.social_care.cin_census_tables import TABLES
from agencies.social_care.cin_census_xml import read_census
from agencies.social_care.columns import codes
from agencies.social_care.meanings import (
    closure_outcomes,
    closure_words,
    is_closed_nfa,
    is_disabled,
    nfa_outcomes,
    raised_by,
    referral_categories,
    source_words,
)
from core.vocabulary import Capability

if TYPE_CHECKING:
    from agencies.contract import Tables

FEED_ID = "social_care/cin_census"

_SEX_OF_GENDER = {"1": "M", "2": "F"}


def _to_persons(tables: Tables) -> pd.DataFrame:
    children = tables["ChildIdentifiers"]
    own_ids = children["LAchildID"]
    characteristics = tables["ChildCharacteristics"].drop_duplicates("LAchildID")
    ethnicity = characteristics.set_index("LAchildID")["Ethnicity"]
    disabilities = tables["Disabilities"]
    sex = children["Sex"].fillna(children["GenderCurrent"].map(_SEX_OF_GENDER))
    return make_persons(
        children,
        FEED_ID,
        person="LAchildID",
        birth_date=children["PersonBirthDate"],
        expected_birth_date=children["ExpectedPersonBirthDate"],
        sex=sex.where(sex.isin(("M", "F"))),
        upn=children["UPN"].str.upper(),
        ethnicity=own_ids.map(ethnicity),
        is_disabled=is_disabled(
            own_ids, of=disabilities["LAchildID"], codes=disabilities["Disability"]
        ),
        death_date=children["PersonDeathDate"],
    )


def _to_events(tables: Tables) -> pd.DataFrame:
    return join_events(
        [
            *_episode_events(tables["CINdetails"]),
            *_assessment_events(tables["Assessments"]),
            *_enquiry_events(tables["Section47"]),
            _conferences_without_enquiry(tables["CINdetails"], tables["Section47"]),
            *_plan_events(tables),
        ]
    )


def _events(rows: pd.DataFrame, kind: str, date: str, **said: Any) -> pd.DataFrame:
    return make_events(rows, FEED_ID, person="LAchildID", kind=kind, date=date, **said)


def _episode_events(episodes: pd.DataFrame) -> list[pd.DataFrame]:
    sources, reasons = episodes["ReferralSource"], episodes["ReasonForClosure"]
    return [
        _events(
            episodes,
            "referral",
            "CINreferralDate",
            category=referral_categories(sources),
            raised_by=raised_by(sources),
            is_nfa=episodes["ReferralNFA"],
            outcome=nfa_outcomes(episodes["ReferralNFA"]),
            detail=source_words(sources),
        ),
        _events(
            episodes,
            "episode_closed",
            "CINclosureDate",
            is_end=True,
            is_nfa=is_closed_nfa(reasons),
            outcome=closure_outcomes(reasons),
            detail=closure_words(reasons),
        ),
    ]


def _assessment_events(assessments: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        _events(assessments, "assessment_started", "AssessmentActualStartDate"),
        _events(assessments, "assessment_completed", "AssessmentAuthorisationDate", is_end=True),
    ]


def _enquiry_events(enquiries: pd.DataFrame) -> list[pd.DataFrame]:
    # The census dates an enquiry by the strategy discussion that began it.
    return [
        _events(enquiries, "strategy_discussion", "S47ActualStartDate"),
        _events(enquiries, "section_47_enquiry", "S47ActualStartDate"),
        _events(enquiries, "initial_child_protection_conference", "DateOfInitialCPC"),
    ]


def _conferences_without_enquiry(episodes: pd.DataFrame, enquiries: pd.DataFrame) -> pd.DataFrame:
    """Give conferences that only the episode names; an enquiry's conference is there already."""
    columns = ["CINdetailsID", "DateOfInitialCPC"]
    named = pd.MultiIndex.from_frame(enquiries[columns])
    is_named = pd.MultiIndex.from_frame(episodes[columns]).isin(named)
    return _events(episodes[~is_named], "initial_child_protection_conference", "DateOfInitialCPC")


def _plan_events(tables: Tables) -> list[pd.DataFrame]:
    in_need, protection = tables["CINplanDates"], tables["ChildProtectionPlans"]
    abuse = dict(codes("abuse_category").codes)
    return [
        _events(in_need, "child_in_need_plan_started", "CINPlanStartDate"),
        _events(in_need, "child_in_need_plan_ended", "CINPlanEndDate", is_end=True),
        _events(
            protection,
            "child_protection_plan_started",
            "CPPstartDate",
            detail=protection["InitialCategoryOfAbuse"].map(abuse),
        ),
        _events(protection, "child_protection_plan_ended", "CPPendDate", is_end=True),
        _events(tables["Reviews"], "child_protection_review", "CPPreviewDate"),
    ]


FEED = Feed(
    agency=AGENCY,
    format="cin_census",
    title="Children in need census",
    tables=TABLES,
    capabilities=frozenset(
        {
            Capability.CONCERN,
            Capability.FAMILY_CONCERN,
            Capability.CLOSURE,
            Capability.JOINT_DISCUSSION,
            Capability.STRATEGY_DISCUSSION,
            Capability.ESCALATION,
        }
    ),
    read=read_census,
    to_persons=_to_persons,
    to_events=_to_events,
    source="DfE, Children in need census, XML schemas 2021 to 2026",
    sharing="Not recorded: the return has no field for who was told.",
    recorded="Not recorded: an entry is known from the day the return reached us.",
    days_between=366,  # once a year
)
