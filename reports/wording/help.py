"""The page "How this works". Nothing here depends on a night."""

from __future__ import annotations

from reports.wording import caveats

HEADING = "How this works"
LEAD = (
    "A child’s story is often held by several people in several places. Each night this service "
    "puts together what agencies recorded, and lists records where they may need to talk."
)

SECTIONS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "data", "What is used",
        (
            (
                "Agencies, such as children’s social care, police, health and education, each send "
                "what they already record: dates, kinds of contact, how each ended, and who was "
                "told."
            ),
            "Case notes, letters and what people know but have not recorded are not used.",
            caveats.NO_RECORD,
        ),
        (),
    ),
    (
        "rule", "How a record gets on the list",
        (
            (
                "A written practice rule, or a model where one has been accepted, looks at the "
                "pattern of contacts. The list is no longer than the team can read."
            ),
            "Pages always say whether a model is in use. The practice rule asks if:",
        ),
        (
            "2 or more agencies recorded a concern within 28 days and no joint discussion followed",
            "2 or more concerns of family, friends or neighbours were closed with no further action",
            (
                "an injury was reported and no strategy discussion followed within 3 working days; "
                "an injury in health records counts only with a safeguarding concern recorded "
                "beside it"
            ),
            "3 or more contacts were closed with no further action by one agency acting alone",
        ),
    ),
    (
        "cannot-tell", "What “cannot tell” means",
        (
            (
                "Some agencies send nothing, or nothing for some months, or have a system without "
                "a place to record something. Then these pages say “cannot tell”."
            ),
            "They never turn that into “none”, and the practice rule never counts it.",
        ),
        (),
    ),
    (
        "not", "What a listing is not",
        ("A listing is:",),
        (
            f"not {caveats.NOT_HARM}",
            f"not {caveats.NOT_A_FINDING}",
            f"not {caveats.NOT_A_THRESHOLD}",
            f"not {caveats.NOT_A_FULL_RECORD}",
        ),
    ),
    (
        "worried", "If you are worried about a child",
        (f"{caveats.SAFETY} {caveats.SAFETY_GO_ON}", caveats.USUAL_ROUTES),
        (),
    ),
    (
        "people", "Names, addresses and restricted records",
        (
            "These pages carry a reference, never a name, a date of birth or an address.",
            (
                "Addresses are shown as Address 1, 2 and 3 only. Records under a restriction, such "
                "as an adoption, are never listed or shown."
            ),
        ),
        (),
    ),
    (
        "words", "Words on these pages",
        (),
        (
            "entry: something an agency recorded about a child on a day",
            "contact: an entry that is more than a change to the record",
            "joint discussion: a strategy discussion, a conference or a review of one",
            "closed alone: closed with no further action, with no joint discussion around it",
            "shared: another agency is recorded as told, or recorded the same contact itself",
        ),
    ),
)  # fmt: skip
