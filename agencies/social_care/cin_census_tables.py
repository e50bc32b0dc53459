"""What the children in need census sends, laid flat: one table for each part of its XML.

Names are those of the census (DfE, XML schemas 2021 to 2026) and of its validator's tables
(Data to Insight, MIT). Numbers that end in `ID` are ours except `LAchildID`: the census numbers
nothing but children. It holds no names and no addresses. Every element of the schemas of 2021 to
2026 is here; `GenderCurrent` became `Sex` in 2025, and `PreProceedingsandFGDM` is a draft that no
schema has yet, as the validator's sample of 2026 has it.
"""

from __future__ import annotations

from dataclasses import replace

from agencies.contract import KEEP_UNREAD_YEARS, Column, Reference, Table, Use
from agencies.social_care.columns import code, end_date, flag, key, linkage_text, text

_DATE = "%Y-%m-%d"

# Codes of the schemas of 2021 to 2026; an assessment has several, and the reader joins them.
_FACTOR = (
    "(?:[1-6][A-C]|7A|8[B-F]|9A|1[0-7]A|1[89][A-C]|20|21|2[2-4]A)"  # 18 and 19: B and C since 2025
)


def _date(name: str, meaning: str, *, use: Use = "display") -> Column:
    return Column(name, meaning, "date", use, date_format=_DATE)


def _event_date(name: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, meaning, "date", "feature", required, date_format=_DATE, is_event_date=True)


def _child() -> Column:
    return key("LAchildID", "the child, as the local authority numbers them")


def _episode() -> Column:
    return key("CINdetailsID", "child and running number of the episode")


def _part(name: str, meaning: str, *columns: Column, own_key: str) -> Table:
    """Give a table whose rows belong to a child of the same delivery."""
    return Table(
        name,
        meaning,
        (_child(), *columns),
        key=(own_key,),
        person_column="LAchildID",
        references=(Reference("LAchildID", "ChildIdentifiers", "LAchildID"),),
    )


_HEADER = Table(
    "Header",
    "What the return says about itself, one row.",
    (
        text("Collection", "name of the collection"),
        text("Year", "year the collection is of"),
        _date("ReferenceDate", "last day the return is about"),
        text("SourceLevel", "who sends it: L for a local authority"),
        text("LEA", "number of the local authority"),
        text("SoftwareCode", "software that made the return"),
        text("Release", "release of that software"),
        text("SerialNo", "running number of the return"),
        text("DateTime", "when the return was made"),
    ),
    keep_years=KEEP_UNREAD_YEARS,
)

_CHILD_IDENTIFIERS = Table(
    "ChildIdentifiers",
    "Children in the return, one row each.",
    (
        _child(),
        # 320 of the 332 numbers in the published sample are wrong; linkage ignores those.
        linkage_text("UPN", "unique pupil number"),
        linkage_text("FormerUPN", "earlier unique pupil number"),
        code("UPNunknown", "why there is no unique pupil number", "upn_unknown", use="display"),
        _date("PersonBirthDate", "date of birth", use="linkage"),
        _date("ExpectedPersonBirthDate", "due date of an unborn child", use="linkage"),
        code("Sex", "sex as registered, since the return of 2025", "sex", use="linkage"),
        code("GenderCurrent", "gender, until the return of 2024", "gender_2021", use="linkage"),
        _date("PersonDeathDate", "date of death"),
    ),
    key=("LAchildID",),
    person_column="LAchildID",
)

_CHILD_CHARACTERISTICS = _part(
    "ChildCharacteristics",
    "Ethnicity of a child; used to check fairness and nothing else.",
    code("Ethnicity", "ethnicity as the family describes it", "ethnicity", use="audit"),
    own_key="LAchildID",
)

_DISABILITIES = _part(
    "Disabilities",
    "Disabilities of a child, one row each; used to check fairness and nothing else.",
    key("DisabilityID", "child and running number of the disability"),
    code("Disability", "kind of disability", "disability", use="audit"),
    own_key="DisabilityID",
)

_CIN_DETAILS = _part(
    "CINdetails",
    "Referrals, each with the episode of need that followed it.",
    _episode(),
    _event_date("CINreferralDate", "day of the referral"),
    code("ReferralSource", "who referred the child", "referral_source"),
    code("PrimaryNeedCode", "main reason for the need", "primary_need", use="display"),
    end_date("CINclosureDate", "day the episode was closed", not_before="CINreferralDate"),
    code("ReasonForClosure", "why the episode was closed", "closure_reason"),
    _date("DateOfInitialCPC", "day of the initial child protection conference, if there was one"),
    flag("ReferralNFA", "no further action after the referral"),
    own_key="CINdetailsID",
)

_ASSESSMENTS = _part(
    "Assessments",
    "Assessments by a social worker.",
    _episode(),
    key("AssessmentID", "episode and running number of the assessment"),
    _event_date("AssessmentActualStartDate", "day it started"),
    _date("AssessmentInternalReviewDate", "day it was to be looked at again"),
    end_date(
        "AssessmentAuthorisationDate",
        "day it was completed and authorised",
        not_before="AssessmentActualStartDate",
    ),
    Column(
        "AssessmentFactors",
        "codes of the factors found, comma separated",
        pattern=rf"{_FACTOR}(?:,{_FACTOR})*",
    ),
    own_key="AssessmentID",
)

_CIN_PLAN_DATES = _part(
    "CINplanDates",
    "Child in need plans.",
    _episode(),
    key("CINplanID", "episode and running number of the plan"),
    _event_date("CINPlanStartDate", "first day"),
    end_date("CINPlanEndDate", "last day", not_before="CINPlanStartDate"),
    own_key="CINplanID",
)

_SECTION_47 = _part(
    "Section47",
    "Section 47 enquiries, each begun by a strategy discussion.",
    _episode(),
    key("S47ID", "episode and running number of the enquiry"),
    _event_date("S47ActualStartDate", "day of the strategy discussion that began it"),
    _date("InitialCPCtarget", "15 working days after the strategy discussion"),
    _date("DateOfInitialCPC", "day of the initial child protection conference"),
    flag("ICPCnotRequired", "no conference was needed", use="display"),
    own_key="S47ID",
)

_CHILD_PROTECTION_PLANS = _part(
    "ChildProtectionPlans",
    "Child protection plans.",
    _episode(),
    key("CPPID", "episode and running number of the plan"),
    _event_date("CPPstartDate", "first day"),
    end_date("CPPendDate", "last day", not_before="CPPstartDate"),
    code(
        "InitialCategoryOfAbuse", "category of abuse when it began", "abuse_category", use="display"
    ),
    code("LatestCategoryOfAbuse", "latest category of abuse", "abuse_category", use="display"),
    Column("NumberOfPreviousCPP", "plans before this one", "whole"),
    own_key="CPPID",
)

_REVIEWS = _part(
    "Reviews",
    "Review child protection conferences.",
    _episode(),
    key("CPPID", "the plan that was reviewed"),
    key("ReviewID", "plan and running number of the review"),
    _event_date("CPPreviewDate", "day it was held"),
    own_key="ReviewID",
)

# A draft: neither codes nor what must be filled in is published, so nothing is asked of its values.
# It is kept for the data team and makes no entries yet.
_PRE_PROCEEDINGS = replace(
    _part(
        "PreProceedingsandFGDM",
        "Pre-proceedings and family group decision making (draft of 2026).",
        _episode(),
        key("PreProceedingsID", "episode and running number of the pre-proceedings"),
        _date("PPStartDate", "day pre-proceedings began"),
        _date("LBPSentDate", "day the letter before proceedings was sent"),
        flag("FGDMMeetingOffer", "a family group meeting was offered", use="display"),
        flag("FGDMMeetingFac", "a family group meeting was held", use="display"),
        _date("InitialPPMeetingDate", "day of the first pre-proceedings meeting"),
        Column("ReviewMeetingsCount", "review meetings held", "whole"),
        _date("StepDecisionDate", "day it was decided to step up or down"),
        text("PPOutcome", "what came of it"),
        _date("CourtAppDate", "day of the application to court"),
        _date("LetterInitCPDate", "day of the letter that began care proceedings"),
        own_key="PreProceedingsID",
    ),
    optional=True,
    keep_years=KEEP_UNREAD_YEARS,
)

TABLES: tuple[Table, ...] = (
    _HEADER, _CHILD_IDENTIFIERS, _CHILD_CHARACTERISTICS, _DISABILITIES, _CIN_DETAILS, _ASSESSMENTS,
    _CIN_PLAN_DATES, _SECTION_47, _CHILD_PROTECTION_PLANS, _REVIEWS, _PRE_PROCEEDINGS,
)  # fmt: skip
