"""Sentences of the model card. Every number comes in; the board reads whole-number frequencies."""

from __future__ import annotations

from datetime import date

from reports.wording.basics import counted, listed, number, span

MODEL_NAME = "Contact pattern model"
NO_MODEL_HEADING = "No model is in use"
NO_MODEL_LEAD = (
    "No model is in use. Records are listed by a written practice rule. It is code that a manager "
    "can read, and every listed record shows which parts of it apply."
)
LEAD = (
    "Each night the model looks at when and where agencies recorded contacts about a child, and "
    "lists records where little joint working shows. People then decide what, if anything, to do."
)
IN_USE = ("In use", "yellow")
DEMONSTRATION = ("Demonstration", "red")
NONE_IN_USE = ("None in use", "grey")
NO_RANGE = "range not worked out"
WITHHELD = "Not shown: fewer than 10 people"
NOT_WORKED_OUT = "Not worked out"

DECIDE = "What the board is asked to decide"
DECIDE_RULE = (
    "Whether to go on listing records by the practice rule. Nothing about a model is to be decided."
)
DECIDE_USE = "Whether to use this version for the review list. It met every criterion set before:"
DECIDE_INVENTED = (
    "Nothing: this version learned from invented data and may not be used for real children. "
    "It met every criterion set before, which shows only that the steps work:"
)
DECIDE_NOT = "Nothing: this version may not be used to choose records. It did not meet:"
NO_REVIEWS = (
    "No judgement of a reviewer is in these figures. They do not show how often a listed record "
    "needed a joint discussion, nor how many records in need are not listed."
)

USE_IT = (
    "choose records for a specialist multi-agency review",
    "see what each agency holds, side by side",
    "spot gaps in information sharing across the area",
)
DO_NOT_USE_IT = (
    "decide thresholds, or start or end any plan or enquiry",
    "judge parents, children, workers or teams",
    "rank families, target enforcement or share with landlords, immigration or benefits",
    "reassure anyone that an unlisted child is safe",
)
LABEL_LIMITS = (
    "This is what services did. It is not harm, and it is not whether a joint discussion was "
    "needed or helped. Where services did not act, the model learns that nothing happened."
)
NEVER_SEEN = (
    "Ethnicity, sex and disability are held only to check results for different groups. The model "
    "never sees them. It also never sees names, postcodes, case notes or income."
)
HELD_OUT = (
    "All figures on this card are from households and from dates the model had not learned from."
)
TOO_FEW_TO_DRAW = (
    "Fewer than 10 people with the outcome stand behind the model’s figures, "
    "so there is no chart of what it finds."
)
USE_RULE = "If the gap between the model and the practice rule closes, use the rule."
LIMITS = (
    "More contacts make listing more likely. A family that services watch closely is recorded more.",
    "What an agency did not send, or cannot record, cannot be seen by the model.",
    "A listed record does not mean that anybody did something wrong.",
    "Records of another child can be put with a child’s own. Case pages say which entries to check.",
)
NOT_MEASURED = "What has not been measured yet"
NOT_MEASURED_INTRO = "Nothing on this list has been worked out. That is not a good result."
STOP_RULE = (
    "The list goes back to the practice rule when a version does not meet the criteria below, or "
    "when the reasons for its records cannot be shown."
)
DIRECTIONS = {
    1: "more makes listing more likely",
    -1: "more makes listing less likely",
    0: "no direction stated",
}
WORKLOAD_TITLE = "Records found, of each 100 with the outcome, by number reviewed"
WORKLOAD_X = "Records reviewed each week"
WORKLOAD_Y = "Share of records found"


def heading(version: str) -> str:
    """Name the model and its version."""
    return f"{MODEL_NAME}, version {version}"


def in_100(share: float) -> str:
    """Write a share as a whole number out of 100."""
    return f"{share * 100:.0f}".replace("-", "−")


def with_range(low: float | None, high: float | None) -> str:
    """Write the range beside an estimate."""
    if low is None or high is None:
        return NO_RANGE
    return f"range {in_100(low)} to {in_100(high)}"


def share(value: float) -> str:
    """Write a share with what it is out of."""
    return f"{in_100(value)} in 100"


def fine_in_100(value: float) -> str:
    """Write a small share out of 100, with one decimal, where whole numbers would all look alike."""
    return f"{value * 100:.1f}"


def fine_range(low: float | None, high: float | None) -> str:
    """Write the range of a small share out of 100."""
    if low is None or high is None:
        return NO_RANGE
    return f"{fine_in_100(low)} to {fine_in_100(high)}"


def listed_with_outcome(range_: str) -> str:
    """Label the share of listed records that had the outcome."""
    return f"in 100 listed records had the outcome{range_}"


def found(range_: str) -> str:
    """Label the share of records with the outcome that are listed."""
    return f"in 100 records with the outcome are found{range_}"


def found_by_rule(range_: str) -> str:
    """Label what the practice rule finds."""
    return f"in 100 would be found by the practice rule{range_}"


IS_MET = {True: "Met", False: "Not met"}
SEE_ROWS_BELOW = "See the rows below"


def compared_with(order: str) -> str:
    """Head the row of one order that a model was compared with."""
    return f"Compared with: {order[:1].lower()}{order[1:]}"


ROOM = "records a week the team has room to review"
STAYS = "in 100 listed records stay when the model is trained again"


def criteria_met(of: int) -> str:
    """Label how many criteria were met."""
    return f"of {counted(of, 'criterion', 'criteria')} met"


def data_dates(first: date, last: date, dates: int) -> str:
    """Say from which dates a side's records are."""
    return f"{span(first, last)}, {counted(dates, 'date', 'dates')}"


def workload_finding(model: float | None, rule: float | None, capacity: int) -> str:
    """State what the workload curve shows at the room there is, from the same numbers."""
    room = f"With room for {number(capacity)}"
    if model is None or rule is None:
        return f"{room}, too few people stand behind the figures to compare"
    ours, theirs = round(model * 100), round(rule * 100)
    if ours > theirs:
        return f"{room}, the model finds {ours} in 100 and the practice rule {theirs}"
    return (
        f"{room}, the model does not find more than the practice rule: {ours} and {theirs} in 100"
    )


def workload_description(parts: list[str]) -> str:
    """Describe the workload curve for those who cannot see it."""
    return f"At the room there is: {'; '.join(parts)}. All rise as more records are reviewed."


def met(question: str, goal: str, found: list[str], compared_with: list[str]) -> str:
    """Say that a criterion was met, once for all the orders it was compared with."""
    if compared_with:
        return f"{question} Goal: {goal}. Met against: {listed(compared_with)}."
    return f"{question} Goal: {goal}. Found: {listed(found)}."


def unmet(question: str, goal: str, found: list[str], compared_with: list[str]) -> str:
    """Say that a criterion was not met, once for all the orders it was compared with."""
    if compared_with:
        return f"{question} Goal: {goal}. Not met against: {listed(compared_with)}."
    return f"{question} Goal: {goal}. Found: {listed(found)}."
