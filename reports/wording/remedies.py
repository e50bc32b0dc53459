"""What is wrong where a check was not passed, and what an agency can do about it.

Checks are sentences that say how it should be. Those derived from a contract
(`expectations.suites`, `expectations.references`) are turned round here by the kind that begins
their code; rules keep their sentence.
"""

from __future__ import annotations

from reports.wording.findings import ended

NOT_SO = "Not so: "
_SEND_AGAIN = {
    "required": ("{column} is not filled in.", "Fill it in."),
    "readable": ("{column} cannot be read as {rest}", "Write it in that way."),
    "code": ("{column} is not a code of the list {rest}", "Send one of its codes."),
    "pattern": ("{column} is not written in the form its contract gives.", "Write it in that form."),
    "not_before": ("{column} is before {rest}", "Correct one of the two days."),
    "unique": ("Different rows have the same {rest}", "Send one row for each, the right one."),
    "copy": ("The same row was sent more than once.", "Send it once."),
    "found": ("{column} is not {rest}", "Send that row too, put right, or correct {column}."),
    "not_after_delivery": (
        "{column} is after the day the delivery was received.", "Correct the day.",
    ),
}  # fmt: skip
# How the sentence of a check of each kind begins; what follows is said again.
_BEGINS = {
    "readable": "Every value of {column} can be read as ",
    "code": "{column} holds a code of the list ",
    "not_before": "{column} is not before ",
    "unique": "No two different rows have the same ",
    "found": "{column} is ",
}


def not_so(code: str, says: str) -> str:
    """Say what is wrong and what to do: x is not a code of the list y. Send one of its codes.

    Args:
        code: the check's, such as `code:outcome`.
        says: the check as a sentence: how it should be.
    """
    kind, _, column = code.partition(":")
    begins = _BEGINS.get(kind, "").format(column=column)
    if kind not in _SEND_AGAIN or not says.startswith(begins):
        return f"{NOT_SO}{ended(says)}"
    wrong, remedy = _SEND_AGAIN[kind]
    rest = says.removeprefix(begins)
    return f"{ended(wrong.format(column=column, rest=rest))} {remedy.format(column=column)}"
