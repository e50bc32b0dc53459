"""The page of all contracts, for whoever sends a file, or asks what one may be used for.

Write it again with `python -m agencies.reference > docs/reference/contracts.md`.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from agencies.contract import KEEP_UNREAD_YEARS, KEEP_YEARS
from agencies.feeds import all_feeds

if TYPE_CHECKING:
    from agencies.contract import CodeList, Column, Feed, Table

_HEAD = f"""# Contracts

What each agency promised to send, table by table, and what each column may be used for. Generated
from the folders below `agencies/`; do not edit.

A column that is not named here is never loaded. What a column is used for:

| use | what that means |
|---|---|
| key | says which row, pupil or child it is; never compared between agencies |
| linkage | helps to find the records of the same child; goes no further than the matching |
| feature | may become part of an entry on the chronology, and so of a pattern that is counted |
| audit | for checks and for comparing groups; never for a pattern, a score or a page |
| display | may be shown to people who may see the record |

*Event* marks the date a thing happened, *recorded* the date on which the agency’s system held it.
A date without an example is written like 2026-03-31. A fault in a column that is *only a detail*
costs that value and not its row.

A delivery is late when its data is older than what usually lies between two of its feed, stated
below for each, and the days of grace of the settings (`[caution] days_late`).

A code list of more than 12 codes is named here and stands in a file beside its contract:
`codes.csv` of the folder, `annex_a_codes.csv` for Annex A, and `agencies/family_context_codes.csv`
for every Family Context extract.

## How long our copy is kept

What an agency sends us is a copy; its own record it keeps under its own law, often far longer: the
case record of a looked-after child to the 75th birthday (Care Planning, Placement and Case Review
(England) Regulations 2010, regulation 50), a child’s health record to the 25th (NHS Records
Management Code of Practice). None of these is a reason for us to keep a copy as long. Ours is kept
only while it is used, counted from a row’s last event:

- {KEEP_YEARS} years where a row becomes a person or an entry: the 2 years before an as-of date that
  features look at, 3½ years of as-of dates that a model learns from, and the half year after them
  in which it is seen what followed.
- {KEEP_UNREAD_YEARS} year where it becomes neither, and is only held against the next delivery,
  or against the next return.
- {KEEP_UNREAD_YEARS} year for the restrictions list, from the day a restriction is no longer on it.

These numbers are ours, for the partnership to agree in its data protection impact assessment. They
are stated here and **not yet enforced**: nothing deletes by them, and whoever runs the pipeline
has to delete the files received, and the store made from them, by hand.
"""
_MOST_CODES_LISTED = 12
_EXAMPLE = date(2026, 3, 31)  # a day that cannot be mistaken for a month


def describe_contracts() -> str:
    """Give the page as Markdown."""
    return _HEAD + "".join(_describe_feed(feed) for feed in all_feeds())


def _describe_feed(feed: Feed) -> str:
    optional = " Nobody need send it." if feed.agency.is_optional else ""
    lists = {c.codes.name: c.codes for t in feed.tables for c in t.columns if c.codes}
    parts = [
        f"\n## {feed.agency.name}: {feed.title} (`{feed.agency.code}/{feed.format}`)\n\n",
        f"Published: {feed.source}.{optional}\n\n",
        f"- Sharing: {feed.sharing}\n- Recorded date: {feed.recorded}\n",
        f"- Can record: {_capabilities(feed)}\n",
        f"- Usually between two deliveries: {_counted(feed.days_between, 'day')}.\n",
        *(_describe_table(table) for table in feed.tables),
    ]
    if lists:
        parts.append("\n### Code lists\n")
        parts += [_describe_list(codes) for codes in lists.values()]
    return "".join(parts)


def _capabilities(feed: Feed) -> str:
    if not feed.capabilities:
        return "nothing that the practice rule asks for."
    said = [
        one.value.replace("_", " ")
        + (f" (only if `{feed.needs[one]}` was sent)" if one in feed.needs else "")
        for one in sorted(feed.capabilities)
    ]
    return ", ".join(said) + "."


def _describe_table(table: Table) -> str:
    key = " and ".join(f"`{name}`" for name in table.key) or "its number in the file"
    said = [
        table.meaning,
        "May be left out." if table.optional else "Must be sent.",
        f"A row is known by {key}.",
        f"Kept for {_counted(table.keep_years, 'year')}.",
    ]
    if table.formerly:
        said.append(f"Also called {_names(table.formerly)}.")
    if table.purge_column:
        said.append(f"`{table.purge_column}` takes a row back.")
    said += [
        f"`{reference.column}` is found in `{reference.table}.{reference.to_column}`."
        for reference in table.references
    ]
    return (
        f"\n### `{table.name}`\n\n{' '.join(said)}\n\n"
        "| column | meaning | type | required | use |\n|---|---|---|---|---|\n"
        + "".join(_describe_column(column) for column in table.columns)
    )


def _describe_column(column: Column) -> str:
    marks = [
        *(["*event*"] if column.is_event_date else []),
        *(["*recorded*"] if column.is_recorded_date else []),
        *([f"not before `{column.not_before}`"] if column.not_before else []),
        *(["*only a detail*"] if column.is_detail else []),
        *([f"also called {_names(column.formerly)}"] if column.formerly else []),
    ]
    meaning = "; ".join([column.meaning, *marks])
    required = "yes" if column.required else ""
    cells = (f"`{column.name}`", meaning, _type(column), required, column.use)
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |\n"


def _type(column: Column) -> str:
    if column.codes:
        return f"code of `{column.codes.name}`"
    if column.type == "date" and column.date_format != "%Y-%m-%d":
        ways = (f"`{_EXAMPLE.strftime(one)}`" for one in column.date_format.split("|"))
        return f"date like {' or '.join(ways)}"
    return f"{column.type}, `{column.pattern}`" if column.pattern else column.type


def _describe_list(codes: CodeList) -> str:
    spelled = f", {len(codes.spellings)} spellings that are read as one" if codes.spellings else ""
    lines = [f"\n`{codes.name}`: {len(codes.codes)} codes{spelled}. Source: {codes.source}.\n"]
    if len(codes.codes) <= _MOST_CODES_LISTED:
        lines += [
            f"- `{code}` {said}{_in_use(codes, code)}\n" for code, said in codes.codes.items()
        ]
        lines.append("\n")
    return "".join(lines)


def _in_use(codes: CodeList, code: str) -> str:
    first, last = codes.periods.get(code, (None, None))
    said = [*([f"from {first}"] if first else []), *([f"until {last}"] if last else [])]
    return f" ({' '.join(said)})" if said else ""


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _names(names: tuple[str, ...]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _cell(words: str) -> str:
    # Alternatives of a pattern are parted by a stroke, which would end the cell.
    return words.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(describe_contracts())
