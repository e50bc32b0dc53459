"""What a contract promises, as checks a data officer can read, one suite a table.

Everything here is derived from `agencies.contract`; nothing is promised a second time.
A check names its Great Expectations class and arguments as plain values, so that a suite can be
read, counted and documented without the four seconds that library takes to import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agencies.contract import Column, Table

Action = Literal["stop", "quarantine", "warn"]
# Columns that `expectations.batch` makes, so that a check can be asked about them.
COPY = "_copy"  # the row says again what an earlier row said
WAS_READ = "_was_read:"  # + column: 1 if what was sent could be read, 0 if not
FIRST_DAY = date(1970, 1, 1)  # dates are compared as numbers of days
_EXAMPLE = date(2026, 3, 31)  # a day that cannot be mistaken for a month
_TYPES = {
    "whole": "a whole number",
    "number": "a number",
    "flag": "yes or no",
    "json": "a JSON text",
}


@dataclass(frozen=True)
class Check:
    """One promise about a table, and what happens to a row that breaks it.

    Attributes:
        code: stable, such as `required:cont_contact_date`; a row's `_reasons` hold it.
        says: the promise as a sentence.
        column: the column it is about, if it is about one.
        action: hold the night, set the row aside, or keep it and say so.
        expectation: name of the class in `great_expectations.expectations`.
        arguments: its arguments; never a value from a record.
        unless: code of a check that explains the same row better, so that it is not said twice.
        ignores_copies: a row that says again what an earlier row said is not looked at.
    """

    code: str
    says: str
    column: str | None
    action: Action
    expectation: str
    arguments: Mapping[str, Any]
    unless: str | None = None
    ignores_copies: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Give the columns it is asked about."""
        said = self.arguments
        alone = [said[key] for key in ("column", "column_A", "column_B") if key in said]
        return (*alone, *said.get("column_list", ()))

    @property
    def needs(self) -> str:
        """Give what a row must hold to be looked at, in words."""
        return " and ".join(name.rpartition(":")[2] for name in self.names)

    @property
    def looks_at_gaps(self) -> bool:
        """Say whether an empty value is looked at, as by no other check."""
        return self.expectation == "ExpectColumnValuesToNotBeNull"


def build_suite(
    table: Table, *, on_fault: Action = "quarantine", received_date: date | None = None
) -> tuple[Check, ...]:
    """Give the checks of one table, in the order of its columns.

    Args:
        table: the contract.
        on_fault: what a row that cannot be used leads to; `stop` for the restrictions list,
            where a row set aside would show a record that must not be shown.
        received_date: the day the delivery reached us; without it dates are not compared with
            it, and `untested` says so.
    """
    checks: list[Check] = []
    for column in table.columns:
        checks += _column_checks(column, table, on_fault=on_fault)
        if received_date and is_past(column):
            checks.append(_not_after(column, received_date))
    return (*checks, *_row_checks(table, on_fault))


def is_past(column: Column) -> bool:
    """Say whether a date cannot be after the delivery: of an entry, its recording, or a birth."""
    return _is_dated(column) or (
        # An unborn child is expected on a day to come.
        column.type == "date" and column.use == "linkage" and "expected" not in column.name.lower()
    )


def _is_dated(column: Column) -> bool:
    return column.is_event_date or column.is_recorded_date


def describes_persons(table: Table) -> bool:
    """Say whether a table holds persons, who are known by its key, and not entries about them.

    A table that refers to another for its persons holds entries, whatever its key.
    """
    refers = {reference.column for reference in table.references}
    return table.person_column in table.key and table.person_column not in refers


def _column_checks(column: Column, table: Table, *, on_fault: Action) -> Iterator[Check]:
    name = column.name
    on_value = on_fault if _matters(column, table, on_fault) else "warn"
    readable = f"readable:{name}" if column.type == "date" or column.type in _TYPES else None
    if readable:
        yield Check(
            readable, f"Every value of {name} can be read as {_in_words(column)}.", name, on_value,
            "ExpectColumnValuesToBeInSet", {"column": f"{WAS_READ}{name}", "value_set": [1.0]},
        )  # fmt: skip
    # An entry about nobody cannot be put on anybody's chronology, whatever else it says.
    if column.required or name == table.person_column:
        yield Check(
            f"required:{name}", f"{name} is filled in on every row.", name, on_fault,
            "ExpectColumnValuesToNotBeNull", {"column": name}, unless=readable,
        )  # fmt: skip
    if column.codes:
        yield Check(
            f"code:{name}", f"{name} holds a code of the list {column.codes.name}.", name, on_value,
            "ExpectColumnValuesToBeInSet",
            {"column": name, "value_set": sorted(column.codes.codes)},
        )  # fmt: skip
    if column.pattern:
        yield Check(
            f"pattern:{name}", f"{name} is written in the form its contract gives.", name, on_value,
            # The library searches; the contract describes the whole value.
            "ExpectColumnValuesToMatchRegex",
            {"column": name, "regex": rf"^(?:{column.pattern})$"},
        )  # fmt: skip
    if column.not_before:
        yield Check(
            f"not_before:{name}", f"{name} is not before {column.not_before}.", name, on_value,
            "ExpectColumnPairValuesAToBeGreaterThanB",
            {"column_A": name, "column_B": column.not_before, "or_equal": True,
             "ignore_row_if": "either_value_is_missing"},
        )  # fmt: skip


def _matters(column: Column, table: Table, on_fault: Action) -> bool:
    """Say whether a fault in a value makes its row unusable; otherwise it is kept and counted."""
    # A row that may have been sent to take itself back must not stand, or replace another.
    if column.required or column.use == "key" or column.name == table.purge_column:
        return True
    if on_fault == "stop":
        # Restrictions are found by these details: one that cannot be read would show a record.
        return column.use == "linkage"
    if column.is_detail:
        return False
    if describes_persons(table):
        # Setting a person aside sets aside every entry about them. No detail is worth that.
        return False
    return column.use == "feature" or _is_dated(column)


def _not_after(column: Column, received_date: date) -> Check:
    return Check(
        f"not_after_delivery:{column.name}", says_not_after(column), column.name,
        # A conference is booked ahead, and a date that is too late lets nothing be known too early.
        "warn", "ExpectColumnValuesToBeBetween",
        {"column": column.name, "max_value": float((received_date - FIRST_DAY).days)},
    )  # fmt: skip


def says_not_after(column: Column) -> str:
    """Give the sentence of the check that compares a date with the day of the delivery."""
    return f"{column.name} is not after the day the delivery was received; a later one is kept."


def _row_checks(table: Table, on_fault: Action) -> Iterator[Check]:
    # The same row twice says one thing, so the first is kept and the copy set aside, even in the
    # restrictions list. Different rows with one key contradict each other, and nothing here tells
    # which is right: all are set aside.
    copies: Mapping[str, Any] = {"column": COPY, "value_set": [False]}
    if not table.key:
        yield Check(
            "copy", "No row was sent twice; a copy is kept, because these rows have no key.",
            None, "warn", "ExpectColumnValuesToBeInSet", copies,
        )  # fmt: skip
        return
    yield Check(
        "copy", "No row was sent twice; the first of the same rows is kept.",
        None, "quarantine", "ExpectColumnValuesToBeInSet", copies,
    )  # fmt: skip
    names = " and ".join(table.key)
    alone = len(table.key) == 1
    columns = {"column": table.key[0]} if alone else {"column_list": list(table.key)}
    empty_keys: Mapping[str, Any] = {} if alone else {"ignore_row_if": "any_value_is_missing"}
    yield Check(
        f"unique:{'+'.join(table.key)}", f"No two different rows have the same {names}.",
        table.key[0] if alone else None, on_fault,
        "ExpectColumnValuesToBeUnique" if alone else "ExpectCompoundColumnsToBeUnique",
        {**columns, **empty_keys}, ignores_copies=True,
    )  # fmt: skip


def _in_words(column: Column) -> str:
    if column.type != "date":
        return _TYPES[column.type]
    ways = (_EXAMPLE.strftime(one) for one in column.date_format.split("|"))
    return "a date, written like " + " or ".join(ways)
