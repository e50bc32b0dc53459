"""The page of `wholestory link`: which columns a table may have, and what is written.

Write it again with `python -m flows.link_reference > docs/reference/link.md`.
"""

from __future__ import annotations

import sys

from core.catalogue import LINKS, SOURCE_PERSONS
from linkage.table import COLUMNS

_HEAD = """# Linking a table of your own

`wholestory link RECORDS --out PERSONS` says which records of a table are about the same person. It
needs no feed, no store and no settings. Generated from the code; do not edit.

## The table

CSV (comma, semicolon or tab; UTF-8, or as spreadsheets on Windows save it) or Parquet, one row for
each record. Only `source_person_id` has to be there, with another value in each row, and at least
one column that says who somebody is: a name, `birth_date` or an identifier. Leave out what you do
not have; an empty cell is not known. Columns that are not named here are not read.

Dates as 2014-03-09, 20140309 or 09/03/2014 (day first); sex as M, F, male, female, boy or girl.
Without `agency`, any two records may be one person's. With it, two records of one agency are one
person's only if they agree on nearly everything.

| column | what it holds |
|---|---|
"""

_WRITTEN = """
## What is written

One row for each record, in the order of the table, readable by you only. Linking the same table
again gives the same references; they mean nothing outside the file.

| column | what it holds |
|---|---|
"""

_DECISIONS = """
## Decisions

`--decisions FILE` takes what people decided about pairs: `source_person_id`,
`other_source_person_id` and `decision` (same, different, or undo), one row each in the order in
which they were made: of two about one pair the later row counts. Other columns are not read. A
decision stands above every identifier and weight.
"""

_OF_THE_TABLE = {
    "source_person_id": "your own number of the record, another one in each row",
    "agency": "whose list the record is from; any word",
    "format": "which of the agency's lists, if it has several; any word",
}
_OUT = ("source_person_id", "person_id", "matched_by", "match_probability", "needs_check")


def write_reference() -> str:
    """Give the page as Markdown."""
    told = {field.name: field.help for field in SOURCE_PERSONS.fields} | _OF_THE_TABLE
    links = {field.name: field.help for field in LINKS.fields} | {
        "source_person_id": "as in the table"
    }
    return (
        _HEAD
        + "".join(f"| `{name}` | {told[name]} |\n" for name in COLUMNS)
        + _WRITTEN
        + "".join(f"| `{name}` | {links[name]} |\n" for name in _OUT)
        + _DECISIONS
    )


if __name__ == "__main__":
    sys.stdout.write(write_reference())
