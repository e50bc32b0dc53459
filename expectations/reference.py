"""The page of all checks, for whoever meets a code in a list of rows set aside.

Write it again with `python -m expectations.reference > docs/reference/checks.md`.
"""

from __future__ import annotations

import sys
import textwrap
from itertools import groupby

from expectations.between_agencies import ALL
from expectations.census import KEPT_BY_CONTRACT
from expectations.refusal import Limit
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

A column is a detail if it is used only to find the same child elsewhere, for audit or to be shown,
or if its contract says that it is one (the day somebody was told of an entry, flags of its outcome);
in a table of persons, every column but the key is one, because setting a person aside sets aside
every entry about them. In the restrictions list a row that would be set aside holds the night.

"""
_UNTESTED = """## What could not be tested

A result that begins with “Could not be tested, because” looked at no row: the table was not sent,
no row fills in a column the check reads, or the day of the delivery was not given. The check is
neither passed nor failed, it sets nothing aside, and it is shown apart from those that passed.

"""
_REFUSED = """## When a whole delivery is refused

One check refuses the whole delivery if it sets aside more than {share:.0%} of the rows it looked
at, more than {share_of_table:.0%} of all rows of the table, and at least {rows} rows: so many are
no typing errors but a column that moved or codes that changed, and what is left would be a biased
choice. A partnership may set another share (`refuse_share`). Nothing of the delivery is used then;
the last good one stays in use, and the night says so. Copies do not count, nor do rows that are
kept. A table that must be there and is not refuses the delivery, too; so does one of persons that
comes empty, or any table of which no row can be used, where the delivery would replace everything
that was sent before. An empty restrictions list is a list.

"""
_RULES = """## Rules

Each stands in a file of `expectations/rules/` with two examples: a delivery it accepts, and the one
shown here, in which `>` marks the rows that break it. An example shows only the columns that matter.

A rule sets aside an entry that cannot be right and would mislead. It never sets a person aside, and
it keeps an entry whose fault is a detail, or where nothing tells which of two entries is wrong.
"""
_ACTIONS = {"stop": "holds the night", "quarantine": "is set aside", "warn": "is kept"}


def describe_checks() -> str:
    """Give the page as Markdown."""
    by_feed = groupby(
        sorted(all_rules(), key=lambda rule: (rule.agency, rule.format, rule.code)),
        key=lambda rule: (
            "Between agencies" if rule.agency == ALL else f"{rule.agency}/{rule.format}"
        ),
    )
    parts = [_HEAD, _kept_by_contract(), _UNTESTED, _refused(Limit()), _RULES]
    for feed, group in by_feed:
        rules = list(group)
        parts.append(f"\n### {feed}\n\n| code | what it says | a row that does not meet it |\n")
        parts.append("|---|---|---|\n")
        parts += [f"| `{r.code}` | {r.says} | {_ACTIONS[r.action]} |\n" for r in rules]
        parts += [_describe(rule) for rule in rules]
    return "".join(parts)


def _kept_by_contract() -> str:
    lines = [
        f"| {code} | {table} | `{check}` |\n" for code, (table, check) in KEPT_BY_CONTRACT.items()
    ]
    head = "| rule of the children in need census | table | check |\n|---|---|---|\n"
    return "Some rules of the census are such checks:\n\n" + head + "".join(lines) + "\n"


def _refused(limit: Limit) -> str:
    return _REFUSED.format(share=limit.share, share_of_table=limit.share_of_table, rows=limit.rows)


def _describe(rule: Rule) -> str:
    tables = [f"{name}{textwrap.dedent(text).rstrip()}\n" for name, text in rule.refuses.items()]
    return f"\n#### {rule.code}\n\n{rule.says} {rule.why}\n\n```\n{''.join(tables)}```\n"


if __name__ == "__main__":
    sys.stdout.write(describe_checks())
