"""Rules that need more than one column or table: what one is, and where they are found.

Each stands in a file of its own below `expectations/rules`, so that the data officer who asks
about a code finds the sentence, the reason and the test of that code by its name.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import expectations.rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from agencies.contract import Feed, Tables
    from expectations.suites import Action

DAYS_OF_PREGNANCY = 280  # 40 weeks, as in rule 8606 of the children in need census


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A promise that no contract of one table can make.

    Attributes:
        code: stable; the file's name starts with it.
        says: the promise as a sentence.
        agency: code of the agency it is about.
        format: the published format it is about.
        dates: table whose rows may break it → date column it is about.
        needs: the other tables it reads.
        action: hold the night, set the row aside, or keep it and say so.
        why: the source of the rule, and the reason for the action.
        check: gives for each row True (breaks the rule), False, or missing (cannot be compared),
            from the rows, the column, and all tables.
    """

    code: str
    says: str
    agency: str
    format: str
    dates: Mapping[str, str]
    needs: tuple[str, ...]
    action: Action
    why: str
    check: Callable[[pd.DataFrame, str, Tables], pd.Series]


@functools.cache
def all_rules() -> tuple[Rule, ...]:
    """Give every rule below `expectations/rules`, ordered by code. No list is kept by hand."""
    names = [module.name for module in pkgutil.iter_modules(expectations.rules.__path__)]
    found = [importlib.import_module(f"expectations.rules.{name}").RULE for name in names]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rules_of(feed: Feed) -> tuple[Rule, ...]:
    """Give the rules of one feed."""
    mine = (feed.agency.code, feed.format)
    return tuple(rule for rule in all_rules() if (rule.agency, rule.format) == mine)


def is_before(dates: pd.Series, others: pd.Series, *, days: int = 0) -> pd.Series:
    """Say which dates lie more than some days before others; missing where either is missing."""
    early = (dates < others - _days(days)).astype("boolean")
    return early.mask(dates.isna() | others.isna())


def is_after(dates: pd.Series, others: pd.Series, *, days: int = 0) -> pd.Series:
    """Say which dates lie more than some days after others; missing where either is missing."""
    late = (dates > others + _days(days)).astype("boolean")
    return late.mask(dates.isna() | others.isna())


def before_its(
    table: str, *, by: Mapping[str, str], date: str
) -> Callable[[pd.DataFrame, str, Tables], pd.Series]:
    """Give the check that says which rows are dated before the row they belong to.

    Args:
        table: where that row stands.
        by: columns of the rows → columns of `table` that hold the key.
        date: column of `table` that is compared with.
    """

    def check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
        return is_before(rows[column], look_up(rows, tables[table], by=by, give=date))

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
    # A whole key at once: pupils are numbered anew in each collection of a school census.
    mine = rows.set_index(list(by)).index
    return keyed.reindex(mine).set_axis(rows.index)


def _days(count: int) -> pd.Timedelta:
    import pandas as pd

    return pd.Timedelta(days=count)
