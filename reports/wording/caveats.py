"""What every page must say, and what no page may say (the page design, section 6)."""

from __future__ import annotations

import re

# --- what must be said: fixed strings; the publisher refuses a page without its own ------------

MEANING = "a prompt to check if agencies need to talk to each other"
NOT_HARM = "a measure of harm, or of how safe this child is"
NOT_A_FINDING = "a finding about this child, their parents or any worker"
NOT_A_THRESHOLD = "a threshold decision, or a reason on its own to act or not act"
NOT_A_FULL_RECORD = (
    "a full record: case notes and what people know but have not recorded are not used"
)
SAFETY = (
    "If you are worried that a child is at immediate risk of harm, "
    "follow your safeguarding procedures now."
)
SAFETY_GO_ON = "Do not wait for a review of this flag."
UNLISTED = "Not being on this list does not mean that agencies are working together."
USUAL_ROUTES = (
    "Use professional judgement and your usual routes for every child you are worried about."
)
NO_RECORD = (
    "“No record found” means we found nothing in the data we were sent. The agency may still know."
)
BARS = (
    "A longer bar means a bigger effect on whether this record was listed. "
    "It does not mean more important for the child, or that one thing caused another."
)
CHANGE = (
    "These describe the record, not what should happen for the child. "
    "Do not hold or record a meeting to clear a flag."
)
CODED_ONLY = (
    "This lists coded entries only. It does not replace the chronology in the case file, "
    "and it does not include the child’s views or case notes."
)
JUDGEMENT = (
    "Your judgement is the decision. Agreeing and disagreeing are equally useful, "
    "and neither is used to measure you."
)
FAIRNESS = "“No clear difference” does not prove the groups are treated the same."
NO_MODEL = "No model is in use."
NOT_FIT = "Not fit for use: demonstration."
INVENTED = "Invented example."
INVENTED_GO_ON = "No real child or family."
SENSITIVE = "Official-Sensitive."
SENSITIVE_GO_ON = "Share only with people who need this to protect a child."

CASE_PAGE = (
    MEANING, NOT_HARM, NOT_A_FINDING, NOT_A_THRESHOLD, NOT_A_FULL_RECORD, SAFETY, SAFETY_GO_ON,
    NO_RECORD, CODED_ONLY, JUDGEMENT,
)  # fmt: skip
LIST_PAGE = (UNLISTED, USUAL_ROUTES)

# --- what must not be said ---------------------------------------------------------------------

FORBIDDEN = (
    r"high[- ]risk", r"at[- ]risk score", r"\brisky\b", r"risk scores?\b", r"\balerts?\b",
    r"red flags?\b", r"\bpredict", r"failed to share", r"\bmissed\b", r"\bignored\b", r"\bAI\b",
    r"artificial intelligence", r"\balgorithm", r"false (?:positive|negative)s?", r"\bno risks\b",
    r"\bunknown\b", r"\bdisengaged\b", r"non-?compliant", r"\bDNA\b", r"\bcase closed\b",
    r"\bprobabilit", r"\bpercentiles?\b", r"statistically significant", r"confidence interval",
    r"\bPSI\b", r"linkage confidence", r"\bresolved\b", r"\bdebiased\b", r"\bunbiased\b",
    r"\bfair model\b", r"\baccuracy\b", r"\balarming\b", r"\bnon-engagement\b", r"\btrigger",
    r"\bhits?\b", r"\b0 joint\b", r"\bfragmentation score\b",
)  # fmt: skip
_FORBIDDEN = re.compile("|".join(f"(?:{pattern})" for pattern in FORBIDDEN), re.IGNORECASE)
_ACRONYMS = re.compile(r"\b(?:NFA|CLA|CPP|CIN plan|WNB|UPN|ICPC|S47)\b")

# On case pages and the list a decimal share would be a probability in disguise.
_DECIMAL_SHARE = re.compile(r"\b0\.\d+\b")


def find_forbidden(text: str) -> list[str]:
    """Give the words in a text that no page may carry, in the order they stand."""
    found = [*_FORBIDDEN.finditer(text), *_ACRONYMS.finditer(text)]
    return [match.group() for match in sorted(found, key=lambda match: match.start())]


def has_decimal_share(text: str) -> bool:
    """Say whether a text holds a number such as 0.73, which no practitioner's page shows."""
    return _DECIMAL_SHARE.search(text) is not None
