"""How many contacts does anybody record about this child?"""

from __future__ import annotations

from features.spec import FeatureGroup, counting

GROUP = FeatureGroup("contact_volume", "Number of contacts", "How much contact is recorded?")
_count = counting(GROUP, aspect="child")

FEATURES = (
    *(
        _count(
            "contacts", days, plain_name="Contacts with any agency",
            one="contact", many="contacts", entries="is_contact",
            source="signals 5 and 6; a plain count is also a baseline to be beaten",
        )
        for days in (90, 180, 365)
    ),
    _count(
        "social_care_contacts", 365, plain_name="Contacts brought to children’s social care",
        one="contact brought to children’s social care",
        many="contacts brought to children’s social care",
        entries="agency = 'social_care' AND kind IN ('contact_family', 'contact_individual', 'contact_agency')",
        source="signals 5 and 73",
    ),
    *(
        _count(
            "referrals", days, plain_name="Referrals to children’s social care",
            one="referral to children’s social care", many="referrals to children’s social care",
            entries="kind = 'referral'",
            source="signal 73; DfE, Characteristics of children in need: re-referrals",
        )
        for days in (365, 730)
    ),
    _count(
        "assessments", 730, plain_name="Assessments started",
        one="assessment start", many="assessment starts", direction=0, aspect="response",
        entries="kind = 'assessment_started'", source="signals 28 and 29",
    ),
)  # fmt: skip
