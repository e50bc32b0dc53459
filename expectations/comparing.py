"""What rules are written with: comparing dates, looking rows up, finding periods that overlap.

Everything works on whole columns: a rule is applied to years of entries at once. An answer is
missing where it cannot be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from agencies.identity import valid_nhs_numbers
from core.identifiers import is_upn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agencies.contract import Tables
    from expectations.rule import Check

DAYS_OF_PREGNANCY = 280  # 40 weeks, as in rule 8606 of the children in need census
_FAR = pd.Timestamp("2200-01-01")  # what goes on has no last day yet


def is_before(dates: pd.Series, others: pd.Series, *, days: int = 0) -> pd.Series:
    """Say which dates lie more than some days before others; missing where either is missing."""
    early = (dates < others - pd.Timedelta(days=days)).astype("boolean")
    return early.mask(dates.isna() | others.isna())


def is_after(dates: pd.Series, others: pd.Series, *, days: int = 0) -> pd.Series:
    """Say which dates lie more than some days after others; missing where either is missing."""
    return is_before(others, dates, days=days)


def each_row(breaks: Callable[[pd.DataFrame], pd.Series]) -> Check:
    """Give the check that looks at nothing but the row itself.

    Args:
        breaks: gives for each row whether it breaks the rule.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
        return breaks(rows).astype("boolean")

    return check


def before_year(year: int) -> Check:
    """Give the check that says which dates lie before a year.

    What a system writes where nobody typed a date, such as 1900-01-01, lies before any child.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
        return (rows[column] < f"{year}-01-01").astype("boolean").mask(rows[column].isna())

    return check


def before_own(date: str, *, days: int = 0) -> Check:
    """Give the check that says which dates lie before another date of the same row.

    Args:
        date: column of the other date.
        days: how much earlier is right.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
        return is_before(rows[column], rows[date], days=days)

    return check


def after_own(date: str) -> Check:
    """Give the check that says which dates lie after another date of the same row."""

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
        return is_after(rows[column], rows[date])

    return check


def before_its(table: str, *, by: Mapping[str, str], date: str) -> Check:
    """Give the check that says which rows are dated before a date of the row they belong to.

    Args:
        table: where that row stands.
        by: columns of the rows → columns of `table` that hold the key.
        date: column of `table` that is compared with.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
        return is_before(rows[column], look_up(rows, tables[table], by=by, give=date))

    return check


def after_its(table: str, *, by: Mapping[str, str], date: str) -> Check:
    """Give the check that says which rows are dated after a date of the row they belong to.

    See `before_its`.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
        return is_after(rows[column], look_up(rows, tables[table], by=by, give=date))

    return check


def several_open(person: str) -> Check:
    """Give the check that says which rows without an end are not the only one of their person.

    The column looked at is the end.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
        found = is_one_of_several(rows, [person], where=rows[column].isna())
        return found.astype("boolean")

    return check


def overlaps(person: str, *, end: str, shared_day: bool) -> Check:
    """Give the check that says which periods start within another of the same person.

    The column looked at is the first day. A period without an end goes on.

    Args:
        person: column of the person.
        end: column of the last day.
        shared_day: the last day of the other period is within it.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
        periods = pd.DataFrame(
            {"group": rows[person], "start": rows[column], "end": rows[end].fillna(_FAR)}
        )
        return starts_within_another(periods, shared_day=shared_day).astype("boolean")

    return check


def differs_elsewhere(number: str) -> Check:
    """Give the check of `differs_at_another_agency` for a number; the detail is the column."""

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
        return differs_at_another_agency(rows, number=number, detail=column)

    return check


def look_up(
    rows: pd.DataFrame, other: pd.DataFrame, *, by: Mapping[str, str], give: str
) -> pd.Series:
    """Give, for each row, a column of the row of another table that it names.

    Absent: missing if it names no row, or one of several with the same key.

    Args:
        rows: accepted rows.
        other: accepted rows of the other table.
        by: columns of `rows` → columns of `other` that hold the key.
        give: column of `other`.
    """
    theirs = other.dropna(subset=list(by.values()))
    keyed = theirs.set_index(list(by.values()))[give]
    keyed = keyed[~keyed.index.duplicated(keep=False)]
    if len(by) == 1:
        (mine,) = by
        return keyed.reindex(rows[mine].to_numpy()).set_axis(rows.index)
    # A whole key at once: pupils are numbered anew in each collection of a school census.
    return keyed.reindex(rows.set_index(list(by)).index).set_axis(rows.index)


def is_named_by(
    rows: pd.DataFrame,
    other: pd.DataFrame,
    *,
    by: Mapping[str, str],
    where: pd.Series | None = None,
) -> pd.Series:
    """Say which rows at least one row of another table names.

    Args:
        rows: accepted rows.
        other: accepted rows of the other table.
        by: columns of `rows` → columns of `other` that hold the key.
        where: which rows of `other` count; without it all of them.
    """
    theirs = other if where is None else other[where.fillna(value=False).astype(bool)]
    if len(by) == 1:
        ((mine, name),) = by.items()
        return rows[mine].isin(theirs[name].dropna())
    keys = pd.MultiIndex.from_frame(theirs[list(by.values())].dropna())
    found = pd.MultiIndex.from_frame(rows[list(by)]).isin(keys)
    return pd.Series(found, index=rows.index)


def is_one_of_several(rows: pd.DataFrame, same: Sequence[str], *, where: pd.Series) -> pd.Series:
    """Say which rows are among several that agree in some columns, counting only certain rows.

    Args:
        rows: accepted rows.
        same: columns in which they agree; a row with a gap in them agrees with no other.
        where: which rows count.
    """
    counted = rows[where.fillna(value=False).astype(bool)].dropna(subset=list(same))
    return counted.duplicated(list(same), keep=False).reindex(rows.index, fill_value=False)


def right_upns(upns: pd.Series) -> pd.Series:
    """Say which texts are permanent unique pupil numbers with a right check letter.

    Args:
        upns: in upper case. A pupil’s number comes in every collection, so each is looked at once.
    """
    which, sent = pd.factorize(upns)
    right = pd.Series([is_upn(upn) for upn in sent], dtype="bool")
    return right.reindex(which, fill_value=False).set_axis(upns.index)


def has_wrong_check_letter(upns: pd.Series) -> pd.Series:
    """Say which unique pupil numbers have a wrong check letter.

    Absent: missing where a number is missing, temporary (which has no check letter) or of another
    form.

    Args:
        upns: as sent.
    """
    has_one = upns.str.fullmatch(r".\d{12}").fillna(value=False).astype("bool")
    return (~right_upns(upns)).astype("boolean").where(has_one)


def has_wrong_check_digit(nhs_numbers: pd.Series) -> pd.Series:
    """Say which NHS numbers have a wrong check digit; missing where the form is another.

    Args:
        nhs_numbers: as sent.
    """
    sent = nhs_numbers.where(nhs_numbers.str.fullmatch(r"[\d -]{10,12}"))
    return valid_nhs_numbers(sent).isna().astype("boolean").mask(sent.isna())


def differs_at_another_agency(rows: pd.DataFrame, *, number: str, detail: str) -> pd.Series:
    """Say for which records another agency’s record of the same number has another detail.

    Absent: missing where no other agency has that number with the detail filled in.

    Args:
        rows: persons as agencies hold them; column `agency`.
        number: column of a number that is one person’s.
        detail: column of the detail.
    """
    known = rows.dropna(subset=[number, detail])
    said = known.drop_duplicates([number, "agency", detail])
    own, same = [number, "agency"], [number, detail]
    count = {
        name: look_up(known, said.groupby(by).size().rename("n").reset_index(),
                      by={column: column for column in by}, give="n")
        for name, by in {"all": [number], "own": own, "same": same}.items()
    }  # fmt: skip
    # What another agency says, less what it says as we do; our own saying is in both.
    others = count["all"] - count["own"]
    differing = (others - count["same"] + 1 > 0).astype("boolean").mask(others == 0)
    return differing.reindex(rows.index)


def starts_within(starts: pd.DataFrame, periods: pd.DataFrame, *, shared_day: bool) -> pd.Series:
    """Say which rows start within a period of the same group.

    Absent: a period without an end covers nothing; the caller says until when an open one lasts.

    Args:
        starts: columns `group` and `start`.
        periods: columns `group`, `start` and `end`.
        shared_day: the last day of a period is within it.
    """
    asked = starts[["group", "start"]].assign(asked=True, row=range(len(starts)))
    # A period comes before what starts on its first day, which is so found within it.
    line = pd.concat([periods[["group", "start", "end"]].assign(asked=False), asked])
    line = line.dropna(subset=["group", "start"]).sort_values(["group", "start"], kind="stable")
    within = _reaches(_furthest(line), line["start"], shared_day=shared_day)[line["asked"]]
    found = within.set_axis(line.loc[line["asked"], "row"])
    return found.reindex(range(len(starts)), fill_value=False).set_axis(starts.index)


def starts_within_another(periods: pd.DataFrame, *, shared_day: bool) -> pd.Series:
    """Say which periods start within another period of the same group; see `starts_within`.

    Args:
        periods: columns `group`, `start` and `end`.
        shared_day: the last day of the other period is within it.
    """
    numbered = periods.reset_index(drop=True).dropna(subset=["group", "start"])
    line = numbered.sort_values(
        ["group", "start", "end"], kind="stable", na_position="first"
    )  # fmt: skip
    before = _furthest(line).groupby(line["group"]).shift()
    # Of periods that start on one day each is within the one that lasts longest, save that one.
    longest = line.groupby(["group", "start"])["end"].transform("max")
    longest = longest.where(line.duplicated(["group", "start"], keep="last"))
    within = _reaches(before, line["start"], shared_day=shared_day) | _reaches(
        longest, line["start"], shared_day=shared_day
    )
    return within.reindex(range(len(periods)), fill_value=False).set_axis(periods.index)


def _furthest(line: pd.DataFrame) -> pd.Series:
    """Give, for each row in order, the latest end of a period of its group so far."""
    return line.groupby("group")["end"].cummax().groupby(line["group"]).ffill()


def _reaches(ends: pd.Series, starts: pd.Series, *, shared_day: bool) -> pd.Series:
    return ends >= starts if shared_day else ends > starts
