"""The page of all checks, for whoever meets a code in a list of rows set aside.

Write it again with `python -m expectations.reference > docs/reference/checks.md`.
"""

from __future__ import annotations

import sys

from expectations.rule import Rule, all_rules

_HEAD = """# Checks

Every row an agency sends is accepted, or set aside with the codes of the checks it does not meet.
Nothing is corrected and nothing is thrown away. Generated from `expectations/`; do not edit.

## Checks that come from a contract

Each table has them, made from what its contract in `agencies/` promises.

| code | what it says | a row that does not meet it |
|---|---|---|
| `required:<column>` | the column is filled in on every row | is set aside |
| `readable:<column>` | every value can be read as a date, a number, yes or no, or JSON | is set aside, or kept if the column is a detail |
| `code:<column>` | the value is in the published list | is set aside, or kept if the column is a detail |
| `pattern:<column>` | the value has the form the contract gives | is set aside, or kept if the column is a detail |
| `not_before:<column>` | the date is not before another date of the row | is set aside, or kept if the column is a detail |
| `not_after_delivery:<column>` | the date is not after the day the delivery was received | is kept: things are booked ahead |
| `unique:<columns>` | no two different rows have the same key | all of them are set aside: nothing tells which is right |
| `copy` | no row was sent twice | is set aside and the first is kept; without a key both are kept |
| `found:<column>` | the row it refers to was sent and accepted | is set aside if that row is about a person, else kept |
| `delivered` | an optional table was sent | none: the check says that it could not be tested |

A column is a detail if it is used only to find the same child elsewhere, for audit or to be shown;
in a table of persons, every column but the key is one, because setting a person aside sets aside
every entry about them. In the restrictions list a row that would be set aside holds the night.

A check whose table or date was not there says that it could not be tested. It is never counted as
passed.

## Rules

Each stands in `expectations/rules/`, and has an example in `tests/spec/rules/`.
"""
_ACTIONS = {"stop": "holds the night", "quarantine": "is set aside", "warn": "is kept"}


def describe_checks() -> str:
    """Give the page as Markdown."""
    rules = all_rules()
    feeds = sorted({(rule.agency, rule.format) for rule in rules})
    parts = [_HEAD]
    for agency, format_ in feeds:
        parts.append(f"\n### {agency}/{format_}\n\n")
        parts.append(
            "| code | what it says | a row that does not meet it | why |\n|---|---|---|---|\n"
        )
        parts += [_line(rule) for rule in rules if (rule.agency, rule.format) == (agency, format_)]
    return "".join(parts)


def _line(rule: Rule) -> str:
    return f"| `{rule.code}` | {rule.says} | {_ACTIONS[rule.action]} | {rule.why} |\n"


if __name__ == "__main__":
    sys.stdout.write(describe_checks())
