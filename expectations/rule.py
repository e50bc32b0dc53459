"""Rules that need more than one column or table: what one is, and where they are found.

Each stands in a file of its own below `expectations/rules`, so that the data officer who asks
about a code finds the sentence, the reason and two examples of that code by its name.
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

    Check = Callable[[pd.DataFrame, str, Tables], pd.Series]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A promise that no single column of a contract can make.

    An example is a small delivery: table → rows as text, cells separated by `|`, names of
    columns first. In the refused example a row that breaks the rule starts with `>`.

    Attributes:
        code: stable; the file's name starts with it.
        says: the promise as a sentence.
        agency: code of the agency it is about.
        format: the published format it is about.
        about: table whose rows may break it → the column a reader looks at first.
        needs: the other tables without which it cannot be tested.
        action: hold the night, set the row aside, or keep it and say so.
        why: the source of the rule, and the reason for the action.
        check: gives for each row True (breaks the rule), False, or missing (cannot be told),
            from the rows, the column, and all tables.
        accepts: an example without a row that breaks the rule.
        refuses: an example with one. It shows only the columns without which the rule cannot be
            tested; where none of their rows holds anything, the rule says so and passes nothing.
    """

    code: str
    says: str
    agency: str
    format: str
    about: Mapping[str, str]
    needs: tuple[str, ...] = ()
    action: Action
    why: str
    check: Check
    accepts: Mapping[str, str]
    refuses: Mapping[str, str]


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
