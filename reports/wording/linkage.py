"""Sentences of the linkage report, for the data team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.wording.basics import counted, first_upper, number

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "How records were put together"
ABOUT = (
    "This page holds counts only. No record is shown. The restrictions list is not counted, and "
    "numbers of people under 10 are not shown, nor numbers from which one could be worked out."
)
NOT_YET = "Records were not put together in this run."
CANNOT_TELL = "Cannot tell"
TOO_FEW = "Too few to report"
NOT_SHOWN = "not shown"


def share(value: float) -> str:
    """Write a share as a whole-number frequency: 39 in 100, 4 in 1,000, 1 in 20,000."""
    if value <= 0:
        return "0 in 1,000"
    if value >= 0.1:
        return f"{100 * value:.0f} in 100"
    if value >= 0.001:
        return f"{1000 * value:.0f} in 1,000"
    return f"1 in {float(f'{1 / value:.2g}'):,.0f}"


def range_of(low: float, high: float) -> str:
    """Write the ends of a 95% range, both in the same unit."""
    unit = 100 if low >= 0.1 else 1000
    return f"{unit * low:.0f} to {unit * high:.0f} in {unit:,}"


# --- ways --------------------------------------------------------------------------------------

WAYS = {
    "identifier": "NHS number or unique pupil number",
    "decision": "Somebody decided",
    "details": "Name, date of birth and address",
    "alone": "No other record found",
}
WAYS_WHAT = "Share of each agency’s records of people, by what put them with their person"
WAYS_CAPTION = "Records of people by agency and way of matching"
WAYS_HEAD = ("Agency", "Records", *WAYS.values(), "To check")
WAYS_DESCRIPTION = "The table below the chart has the same numbers."
WAYS_CLOSING = (
    (
        "“No other record found” is not a fault in itself: many children are known to 1 agency. "
        "Some of these records belong to a child another agency knows and could not be put with it."
    ),
    (
        "What people decided comes first, then identifiers. What they leave open is weighed on "
        "names, dates of birth, sex, addresses and parents together."
    ),
)


def lead(records: int, persons: int, agencies: int) -> str:
    """Say how many records of how many agencies became how many persons."""
    who = counted(agencies, "agency", "agencies")
    return f"{number(records)} records of people from {who} were put together as {number(persons)} persons."


def ways_finding(by_identifier: float, together: float) -> str:
    """Say how many records stand with others, and how many of them by an identifier."""
    return (
        f"{share(together)} records stand with another record, "
        f"{share(by_identifier)} by an identifier"
    )


WAYS_BY_AGENCY = "Ways of matching by agency"


def agency_finding(name: str, alone: float) -> str:
    """Say which agency has most records that stand alone."""
    return f"{name} has most records without another: {share(alone)}"


# --- wrong links, and links not found ----------------------------------------------------------

MEASURES = {"false_links": "Wrong links", "missed_links": "Links not found"}
SOURCES = {
    "truth": "Compared with the truth of the invented county",
    "clerical": "Estimated from people’s decisions on pairs drawn by chance",
    "queue": "Of the pairs that were queued for a reason and decided",
}
WHAT_SOURCES = {
    "truth": (
        "In an invented county it is known which records are one child’s. Every pair that was put "
        "together, and every pair that should have been, is compared with that. A real area has no "
        "such list: these figures say what linkage can do, not what it does with your data."
    ),
    "clerical": (
        "Pairs are drawn by chance, whatever speaks for them, and people say if they are one "
        "child’s. The result is weighted, so that it stands for all pairs that were compared. Pairs "
        "that were never compared cannot be told, so more links are not found than this says."
    ),
    "queue": (
        "These pairs were hard: near the line, or in conflict. It says how useful the queue is. "
        "Among all links far fewer are wrong."
    ),
}
MEASURE_WHAT = {
    "false_links": "Of 1,000 pairs put together: pairs that are 2 children’s, with 95% range. Dotted: all records",
    "missed_links": "Of 1,000 pairs of 1 child’s records: pairs not put together, with 95% range. Dotted: all records",
}
MEASURE_AXIS = {
    "false_links": "wrong, of 1,000 links",
    "missed_links": "not found, of 1,000 pairs",
}
GROUPS = {"all": "All", "sex": "Sex", "ethnicity": "Ethnicity", "age": "Age", "address": "Address"}
GROUP_HEAD = ("Group", "Pairs looked at", "Share", "95% range", "Compared with all")
NO_ESTIMATE = "How many links are wrong, and how many were not found, cannot be told yet"
NO_ESTIMATE_WHY = (
    "There is no list of who is who, and nobody has decided yet about pairs that were drawn by "
    "chance. “Cannot tell” is not a good result, and not a bad one: work the queue below."
)
WHAT_CANNOT_TELL_MEANS = (
    "“Cannot tell” means that no pair of this kind was looked at, or not of every kind that an "
    "estimate needs. It does not mean that nothing is wrong."
)
RANGE_MEANS = (
    "95% range: were the same done many times over, the range would hold the true share 95 times "
    "in 100. A pair counts in the groups of both its records. Many groups are compared, so that 1 "
    "in 20 would stand out by chance alone."
)
LOWER, HIGHER = "Lower than all records", "Higher than all records"
NO_DIFFERENCE, UNCERTAIN = "No clear difference", "Too uncertain to tell"

_CODES = {
    ("sex", "M"): "Boys", ("sex", "F"): "Girls",
    ("ethnicity", "WBRI"): "White British", ("ethnicity", "WIRI"): "White Irish",
    ("ethnicity", "WIRT"): "Irish Traveller", ("ethnicity", "WROM"): "Gypsy or Roma",
    ("ethnicity", "WOTH"): "Other White", ("ethnicity", "MWBC"): "White and Caribbean",
    ("ethnicity", "MWBA"): "White and African", ("ethnicity", "MWAS"): "White and Asian",
    ("ethnicity", "MOTH"): "Other Mixed", ("ethnicity", "AIND"): "Indian",
    ("ethnicity", "APKN"): "Pakistani", ("ethnicity", "ABAN"): "Bangladeshi",
    ("ethnicity", "AOTH"): "Other Asian", ("ethnicity", "BCRB"): "Caribbean",
    ("ethnicity", "BAFR"): "African", ("ethnicity", "BOTH"): "Other Black",
    ("ethnicity", "CHNE"): "Chinese", ("ethnicity", "OOTH"): "Any other",
    ("ethnicity", "REFU"): "Not said", ("ethnicity", "NOBT"): "Not yet asked",
}  # fmt: skip
OTHER_CODE = "Another code"


def group_value(group: str, value: str) -> str:
    """Name a group's value; a code without words is never shown as it came."""
    if value == "not known":
        return f"{first_upper(group)} {value}"
    if group in ("sex", "ethnicity"):
        return _CODES.get((group, value), OTHER_CODE)
    return first_upper(value)


def measured(measure: str, value: float | None) -> str:
    """Say how many links are wrong, or how many were not found."""
    if value is None:
        return {
            "false_links": "how many links are wrong cannot be told",
            "missed_links": "how many links were not found cannot be told",
        }[measure]
    ending = "links are wrong" if measure == "false_links" else "links were not found"
    return f"{share(value)} {ending}"


def queue_measured(measure: str, value: float | None) -> str:
    """Say how often people disagreed with what linkage did with a queued pair."""
    what = "put together" if measure == "false_links" else "kept apart"
    if value is None:
        return f"it cannot be told how many were wrongly {what}"
    return f"{share(value)} {what} were wrongly {what}"


def with_range(low: float, high: float, looked_at: int) -> str:
    """Give the range of a share, and how many pairs it rests on."""
    return f"95% range {range_of(low, high)}, from {number(looked_at)} pairs looked at"


def groups_finding(measure: str, higher: Sequence[str]) -> str:
    """Say for which groups the share is higher than for all records."""
    what = MEASURES[measure]
    if not higher:
        return f"{what}: no group is clearly higher than all records"
    return f"{what}: higher than all records for these groups: {'; '.join(higher)}"


# --- chances -----------------------------------------------------------------------------------

CHANCES_WHAT = (
    "Pairs by the chance that was worked out for them, and how many are 1 child’s in truth, of "
    "100. On the dashed line both are the same. Pairs with another forename or date of birth are "
    "left out: whatever the chance says, they are kept apart"
)
CHANCES_CAPTION = "Chance worked out, and what is so"
CHANCES_HEAD = ("Chance worked out", "Pairs", "Expected", "1 child’s in truth", "95% range")
CHANCES_X, CHANCES_Y = "Chance worked out, of 100", "1 child’s in truth, of 100"
CHANCES_NONE = "If the chances say what is so cannot be told"
CHANCES_NONE_WHY = (
    "This needs a list of who is who, which only an invented county has. Decisions on pairs drawn "
    "by chance tell how many links are wrong, in the part above."
)


def chances_finding(holds: int, bands: int) -> str:
    """Say in how many bands the chance is within the range of what is so."""
    if not bands:
        return CHANCES_NONE
    return (
        f"In {number(holds)} of {counted(bands, 'band', 'bands')} the chance that was worked out "
        "says what is so"
    )


def chances_off(bands: Sequence[str]) -> str:
    """Name the bands in which chances say something else than what is so."""
    if not bands:
        return "In every band the range of what is so holds the chance that was worked out"
    return f"Chances say something else than what is so for these bands: {'; '.join(bands)}"


def chance(value: float) -> str:
    """Write a chance of 100, with as many places as tell it from 100."""
    places = 0 if value < 0.99 else 1 if value < 0.999 else 2
    return f"{100 * value:.{places}f}"


# --- queue -------------------------------------------------------------------------------------

QUEUE_CAPTION = "Pairs to look at, by reason"
QUEUE_HEAD = ("Reason", "What it means", "Put together", "Kept apart")
QUEUE_HOW = (
    "To work it: wholestory clerical export FILE writes the pairs with their evidence to a table.",
    "Write same or different beside each pair, and leave it empty where you cannot tell.",
    "wholestory clerical apply FILE keeps the decisions. They count from the next night.",
    "wholestory clerical undo FILE takes them back. Training never overwrites a decision.",
    (
        "Decide pairs drawn by chance as well, even where the answer looks plain: they say how often "
        "linkage is right."
    ),
)
QUEUE_EMPTY = "No pair waits for somebody to look at it"


def queue_finding(pairs: str) -> str:
    """Say how many pairs wait."""
    return f"{first_upper(pairs)} pairs wait for somebody to look at them"


# --- changes -----------------------------------------------------------------------------------

CHANGES = {
    "merged": "References whose records are with another one now",
    "split": "References from which records were taken away",
    "new": "References given for the first time, or again",
}
CHANGES_NONE = "No reference changed tonight"
CHANGES_CLOSING = (
    "References whose records are all gone are not counted: nobody can tell any more which of them "
    "were restricted. "
    "Old references resolve: a listed record’s page says what it holds since when, and each "
    "reference that was ever on the list has a page that says where its story is now."
)


def changes_finding(merged: str, split: str) -> str:
    """Say how many references were put together and taken apart."""
    return f"References tonight: {merged} put together, {split} taken apart"


# --- settings ----------------------------------------------------------------------------------

WEIGHTS_CAPTION = "What each comparison weighs"
WEIGHTS_HEAD = (
    "Comparison",
    "What was found",
    "Records of 1 child",
    "Of 2 children",
    "Weight",
    "From",
)
SETTINGS_NONE = "The settings of this run were not handed to this page"
WEIGHTS_MEAN = (
    (
        "Each comparison adds a weight. 1 more doubles the odds that the 2 records are 1 child’s, 1 "
        "less halves them. Where 1 of the 2 records says nothing, nothing is added."
    ),
    (
        "“Reviewed” weights were set by hand, each with its reason. “Trained” ones were worked out from "
        "records in this area, without the restrictions list."
    ),
)
FROM = {"reviewed": "Reviewed", "trained": "Trained"}
BEFORE_COMPARING = "Before anything is compared"


def settings_finding(line: str, version: str) -> str:
    """Say where the line is, and which settings drew it."""
    return f"Records are put together from a chance of {line} on, by settings {version}"


def one_in(value: float) -> str:
    """Write how often something is found: 45 in 100, or 1 in 250."""
    if value >= 0.1:
        return f"{100 * value:.0f} in 100"
    return f"1 in {float(f'{1 / value:.2g}'):,.0f}"


# --- what is never linked on details -----------------------------------------------------------

NEVER = "Some things keep records apart, however well the rest agrees"
NEVER_INTRO = (
    "Names, dates and addresses alone never put records together in these cases. Only a decision "
    "stands above them, and for most an identifier that both hold."
)
NEVER_BULLETS = (
    "Each has another NHS number.",
    "Each has another unique pupil number, unless all else is the same.",
    "The dates of birth differ in more than a slip of a key, or swapped day and month.",
    (
        "The forenames differ and are no spellings or short forms of each other, as with twins, brothers "
        "and sisters, or a father and his son."
    ),
    "The forenames are nearly alike and the sex differs.",
    "1 agency holds the 2 as 2 people, unless it entered the same child twice.",
    "1 of the 2 fits another child about as well.",
    "Somebody decided that they are 2 children.",
)

# --- refused -----------------------------------------------------------------------------------

REFUSED_NONE = "No group of records was refused for its size, and no identifier for its number"
REFUSED_CLOSING = (
    "A key is what makes 2 records worth comparing, such as a name with a year of birth. One that "
    "very many records share is a placeholder, or says nothing."
)
REFUSED = {
    "kept_apart_by_cluster_too_large": "Pairs kept apart because too many records hang together",
    "records_all_alike": "Records not put together, as too many are alike in all they hold",
    "identifiers_overused": "Identifiers not used, as too many people share them",
    "keys_not_used": "Keys not used, as too many records share them",
    "most_records_of_one_person": "Most records put together as one person",
}


REFUSED_SOME = "Identifiers or records were not used, as too many records share them"
