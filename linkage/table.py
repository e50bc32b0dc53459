"""Links any table of persons that follows the source-person contract, feed or no feed.

So that a team can try its own records before it connects anything: `wholestory link RECORDS`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.catalogue import SOURCE_PERSONS
from core.errors import LinkageError
from linkage.evidence import clean_identifiers
from linkage.link import Before, Linked, link_persons
from linkage.settings import REVIEWED_PARAMETERS, Parameters

COLUMNS = tuple(SOURCE_PERSONS.columns)
"""Columns a table may have; only `source_person_id` has to be there."""

# Where a table does not say which agency a record came from, nothing is assumed about two records
# of one list: they may well be one person's.
NO_AGENCY = ""

_SHORT_LIST = 5_000

_DATES = ("birth_date", "expected_birth_date", "death_date")
_DATE_FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y%m%d", "%d/%m/%Y")
_SEXES = {"m": "M", "male": "M", "boy": "M", "f": "F", "female": "F", "girl": "F"}
_NOTHING = {"", "nan", "none", "null", "na", "n/a", "<na>", "nat"}
_IDENTIFIERS = {
    "nhs_number": "NHS number with a right check digit",
    "upn": "UPN with a right check letter",
    "other_identifier": "identifier that can be right",
}
# What a spreadsheet makes of a long number: 9.43477E+09 stands for many.
_ROUNDED = r"\d(?:[.,]\d+)?[eE]\+?\d+"
_IDENTIFYING = ("forename", "surname", "birth_date", "nhs_number", "upn", "other_identifier")


@dataclass(frozen=True)
class TableLinked:
    """What linking a table gave.

    persons: one row per record, in the table's order: source_person_id, person_id, matched_by,
    match_probability, needs_check. linked: all that a night would make of it. notes: sentences
    for the person who asked (counts only, no personal value).
    """

    persons: pd.DataFrame
    linked: Linked
    notes: tuple[str, ...]


def link_table(
    records: pd.DataFrame,
    *,
    parameters: Parameters = REVIEWED_PARAMETERS,
    decisions: pd.DataFrame | None = None,
) -> TableLinked:
    """Say which records of a table are about the same person.

    Missing columns, empty cells, dates in ISO form, as `20140309` or as `09/03/2014`, and sexes
    in words are taken as they are meant; a date or identifier that cannot be read counts as not
    known, and the notes say how many. Other columns are left alone, and the notes name them.
    Absent: without `agency`, or where all records are of one, any two records may be one
    person's; otherwise two of one agency are one person's only if they agree on nearly everything.

    Args:
        records: columns of `core.catalogue.SOURCE_PERSONS`; only `source_person_id` is required.
        parameters: what agreements weigh.
        decisions: see `core.catalogue.CLERICAL_DECISIONS`.

    Raises:
        LinkageError: no `source_person_id`, an empty or repeated one, no row, or nothing to
            compare.
    """
    _require_usable(records)
    persons, notes = read_table(records)
    linked = link_persons(
        persons,
        parameters=_for_a_list_of(len(persons), parameters),
        before=Before(decisions=decisions),
    )
    columns = ["source_person_id", "person_id", "matched_by", "match_probability", "needs_check"]
    ids = records["source_person_id"].astype("str").str.strip()
    ordered = linked.links.set_index("source_person_id").loc[ids].reset_index()
    return TableLinked(ordered[columns], linked, notes)


def read_table(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Give a table as source persons, and what was done with it in sentences.

    Args:
        records: see `link_table`.
    """
    notes = []
    given = [column for column in COLUMNS if column in records.columns]
    unknown = [str(column) for column in records.columns if column not in COLUMNS]
    if unknown:
        notes.append(f"Columns that linking does not read: {', '.join(sorted(unknown))}.")
    rows = pd.DataFrame(index=records.index)
    for column in given:
        if column in _DATES:
            rows[column], unread = _read_dates(records[column])
            if unread:
                notes.append(_not_known(column, unread, "date"))
        elif column in _IDENTIFIERS:
            rows[column], unread = _read_identifiers(column, records[column])
            if unread:
                notes.append(_not_known(column, unread, _IDENTIFIERS[column]))
        else:
            rows[column] = _read_text(records[column])
    rows = rows.reindex(columns=list(COLUMNS))
    for column in ("agency", "format"):
        rows[column] = rows[column].astype("str").fillna(NO_AGENCY)
    if len((rows["agency"] + "/" + rows["format"]).unique()) == 1:
        rows["agency"] = NO_AGENCY  # who links one list looks for who is in it twice
    sex = rows["sex"].astype("str").str.casefold()
    rows["sex"] = sex.map(_SEXES)
    flags = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    rows["is_disabled"] = (
        rows["is_disabled"].astype("str").str.casefold().map(flags).astype("boolean")
    )
    return SOURCE_PERSONS.conform(rows), tuple(notes)


def _for_a_list_of(size: int, parameters: Parameters) -> Parameters:
    """Give parameters for a list of this size: two of few records are sooner one person's.

    A list of n records holds about n pairs of one person among its n²/2 pairs. A county's
    parameters hold for lists as long as a county's; short ones prove little either way.
    """
    prior = max(parameters["probability_two_random_records_match"], 1 / max(size, _SHORT_LIST))
    return {**parameters, "probability_two_random_records_match": prior}


def _require_usable(records: pd.DataFrame) -> None:
    expected = "a column source_person_id, different in every row, and one or more of " + ", ".join(
        _IDENTIFYING
    )
    found = ""
    if "source_person_id" not in records.columns:
        found = "no column source_person_id"
    elif not set(_IDENTIFYING) & set(records.columns):
        found = "no column that says who somebody is"
    elif records.empty:
        found = "no row, so that there is nothing to link"
    else:
        ids = _read_text(records["source_person_id"])
        empty, repeated = int(ids.isna().sum()), int(ids.dropna().duplicated().sum())
        if empty or repeated:
            found = f"{empty:,} empty and {repeated:,} repeated of {len(ids):,}"
    if found:
        raise LinkageError(
            "The table cannot be linked.",
            where="table of records",
            expected=expected,
            found=found,
            next_step="correct the table as docs/reference/link.md says, and link again",
        )


def _read_text(values: pd.Series) -> pd.Series:
    text = values.astype("str").str.strip()
    return text.mask(text.isna() | text.str.casefold().isin(_NOTHING))


def _read_dates(values: pd.Series) -> tuple[pd.Series, int]:
    """Read dates in any form that cannot be misread, and count what is none."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return values.dt.tz_localize(None).dt.normalize().astype("datetime64[us]"), 0
    text = _read_text(values)
    read = pd.Series(pd.NaT, index=values.index, dtype="datetime64[us]")
    for form in _DATE_FORMATS:
        read = read.fillna(pd.to_datetime(text, format=form, errors="coerce").astype(read.dtype))
    return read.dt.normalize(), int((text.notna() & read.isna()).sum())


def _read_identifiers(name: str, values: pd.Series) -> tuple[pd.Series, int]:
    """Read identifiers, and count what is given and cannot be one."""
    text = _read_text(values)
    given = text.mask(text.str.fullmatch(_ROUNDED).fillna(value=False))
    is_none = text.notna() & (clean_identifiers(name, given) == "")
    return given, int(is_none.sum())


def _not_known(column: str, count: int, what: str) -> str:
    are, do = ("value is", "counts") if count == 1 else ("values are", "count")
    return f"{column}: {count:,} {are} no {what}, and {do} as not known."
