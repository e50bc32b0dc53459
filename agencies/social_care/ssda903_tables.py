"""What a council returns each year about the children it looks after: the SSDA903 return.

File and column names are those of the return, meanings are ours. The files on adoption (`ad1`,
`placed_adoption`) are left out on purpose and never read: we have no use for them, and one of
them is about the adopters.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agencies.contract import KEEP_UNREAD_YEARS, KEEP_YEARS, Column, Reference, Table
from agencies.social_care.columns import codes

if TYPE_CHECKING:
    from agencies.contract import Use

CHILD = "CHILD"
_DATES = "%d/%m/%Y|%Y-%m-%d"

# Before 2025 the return had numbers.
_SEX = replace(codes("sex"), spellings={"1": "M", "2": "F", "male": "M", "female": "F"})
# Some councils send the words.
_MISSING = replace(codes("missing_type"), spellings={"missing": "M", "away": "A"})


def _date(
    name: str, meaning: str, use: Use = "display", *, not_before: str | None = None
) -> Column:
    return Column(name, meaning, "date", use, date_format=_DATES, not_before=not_before)


def _began(name: str, meaning: str) -> Column:
    return Column(
        name, meaning, "date", "feature", required=True, date_format=_DATES, is_event_date=True
    )


def _code(name: str, meaning: str, list_name: str, use: Use = "display") -> Column:
    return Column(name, meaning, "code", use, codes=codes(list_name))


def _flag(name: str, meaning: str) -> Column:
    return Column(name, meaning, "flag", "audit")


_ID = Column(CHILD, "the child, as the council numbers them", use="key", required=True)
_DOB = _date("DOB", "date of birth, repeated from the header file")


def _table(
    name: str,
    meaning: str,
    *columns: Column,
    key: tuple[str, ...] = (),
    optional: bool = True,
    formerly: tuple[str, ...] = (),
    keep_years: int = KEEP_YEARS,
) -> Table:
    """Give one file of the return; its child must be in the header file."""
    return Table(
        name, meaning, (_ID, *columns), key=(CHILD, *key), person_column=CHILD, optional=optional,
        references=() if name == "header" else (Reference(CHILD, "header", CHILD),),
        formerly=formerly, keep_years=keep_years,
    )  # fmt: skip


_HEADER = _table(
    "header",
    "Children looked after at any time in the year, one row each.",
    Column("SEX", "sex; in numbers before 2025", "code", "linkage", codes=_SEX),
    _date("DOB", "date of birth", "linkage"),
    _code("ETHNIC", "ethnicity", "ethnicity", "audit"),
    Column("UPN", "unique pupil number, or UN1 to UN7 where there is none", use="linkage"),
    Column("MOTHER", "1 where the young woman is a mother", "whole", "audit"),
    _date("MC_DOB", "date of birth of her child", "audit"),
    optional=False,
)

# The same episode comes again each year until it ends, known by the day it began.
_EPISODES = _table(
    "episodes",
    "Episodes of being looked after; one period of care has one or more.",
    _began("DECOM", "first day of the episode"),
    _code("RNE", "why the episode began", "looked_after_reason", "feature"),
    _code("LS", "legal status", "legal_status"),
    _code("CIN", "main reason for the need", "primary_need"),
    _code("PLACE", "kind of placement", "placement_type"),
    _code("PLACE_PROVIDER", "who provides the placement", "placement_provider"),
    _date("DEC", "last day of the episode; empty while it goes on", "feature", not_before="DECOM"),
    _code("REC", "X1: the next episode followed; else why care ended", "ceased_reason", "feature"),
    _code("REASON_PLACE_CHANGE", "why the placement was changed", "placement_change_reason"),
    Column("HOME_POST", "postcode of the home the child came from", use="linkage"),
    Column("PL_POST", "postcode of the placement", use="linkage"),
    Column("URN", "Ofsted’s number of the setting"),
    key=("DECOM",),
    optional=False,
)

_REVIEWS = _table(
    "reviews",
    "Reviews of the care plan.",
    _DOB,
    _began("REVIEW", "day of the review"),
    _code("REVIEW_CODE", "how the child took part", "review_participation"),
    key=("REVIEW",),
)

_MISSING_EPISODES = _table(
    "missing",
    "Times a looked-after child was missing or away without authorisation.",
    _DOB,
    Column("MISSING", "missing, or away without authorisation", "code", codes=_MISSING),
    _began("MIS_START", "day the child was last where expected"),
    _date("MIS_END", "day the child was found or came back", not_before="MIS_START"),
    key=("MIS_START",),
)

_UASC = _table(
    "uasc",
    "Unaccompanied asylum-seeking children; used to check fairness and nothing else.",
    Column("SEX", "sex, repeated from the header file", "code", "audit", codes=_SEX),
    _DOB,
    _date("DUC", "day the child ceased to be one", "audit"),
    keep_years=KEEP_UNREAD_YEARS,
)

_OC2 = _table(
    "oc2",
    "Health and conduct of children looked after for a year or more; never used but for checks.",
    _DOB,
    Column("SDQ_SCORE", "score of the strengths and difficulties questionnaire", "whole", "audit"),
    _code("SDQ_REASON", "why there is no score", "sdq_reason", "audit"),
    _flag("CONVICTED", "convicted in the year"),
    _flag("HEALTH_CHECK", "health surveillance is up to date (under five)"),
    _flag("IMMUNISATIONS", "immunisations are up to date"),
    _flag("TEETH_CHECK", "teeth checked by a dentist in the year"),
    _flag("HEALTH_ASSESSMENT", "annual health assessment made"),
    _flag("SUBSTANCE_MISUSE", "found to have a substance misuse problem"),
    _flag("INTERVENTION_RECEIVED", "received help for it"),
    _flag("INTERVENTION_OFFERED", "was offered help for it, and refused"),
    keep_years=KEEP_UNREAD_YEARS,
)

_OC3 = _table(
    "oc3",
    "Young people who left care, near their birthday.",
    _DOB,
    _code("IN_TOUCH", "the council is in touch", "in_touch"),
    Column("ACTIV", "main activity, as a code of the return"),
    Column("ACCOM", "accommodation, and if it is suitable, as a code of the return"),
    keep_years=KEEP_UNREAD_YEARS,
)

_PREVIOUS_PERMANENCE = _table(
    "previous_permanence",
    "An earlier permanent home that ended; never shown.",
    _DOB,
    Column("PREV_PERM", "kind of permanent home before; Z1 where there was none", use="audit"),
    Column("LA_PERM", "local authority that arranged it", use="audit"),
    Column("DATE_PERM", "day of the order, parts of it zz where not known", use="audit"),
    formerly=("prev_perm",),
    keep_years=KEEP_UNREAD_YEARS,
)

_SOCIAL_WORKER = _table(
    "social_worker",
    "Social workers of a looked-after child, and when; in the return since 2024.",
    _DOB,
    Column("SW_ID", "the worker’s registration number, without a name", use="feature"),
    _began("SW_DECOM", "first day with the child"),
    _date("SW_DEC", "last day with the child", not_before="SW_DECOM"),
    _code("SW_REASON", "why the worker changed", "worker_change_reason"),
    key=("SW_DECOM", "SW_ID"),
    formerly=("sw_episodes",),
)

TABLES: tuple[Table, ...] = (
    _HEADER, _EPISODES, _REVIEWS, _MISSING_EPISODES, _UASC, _OC2, _OC3, _PREVIOUS_PERMANENCE,
    _SOCIAL_WORKER,
)  # fmt: skip
