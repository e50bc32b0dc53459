"""Reads the published yearly specifications of the school census: a base and what each year changed."""

from __future__ import annotations

import copy
from typing import Any

import yaml

from tests.support.third_party import third_party

FIRST_YEAR, LAST_YEAR = 2015, 2026
_ALSO_CALLED = {"reason": "reason1"}
_WANTED = ("category", "reason1", "attendancereason")


def census_code_lists(table: str) -> dict[tuple[int, str, str], set[str]]:
    """Give the codes of a table's columns: year, term and column (by its present name) → codes."""
    found = {}
    for year, terms in _yearly().items():
        for term, said in terms.items():
            columns = said["column_map"].get(table, {})
            for name, column in columns.items():
                present = _ALSO_CALLED.get(name, name)
                if present in _WANTED:
                    found[year, term, present] = {one["code"] for one in column["category"]}
    return found


def _yearly() -> dict[int, Any]:
    folder = third_party("d2i_school_census")
    now = yaml.safe_load((folder / f"school_census_schema_{FIRST_YEAR}.yml").read_text())
    years = {FIRST_YEAR: now}
    for year in range(FIRST_YEAR + 1, LAST_YEAR + 1):
        now = copy.deepcopy(now)
        changes = yaml.safe_load((folder / f"school_census_schema_{year}.diff.yml").read_text())
        for term, said in changes.items():
            for path, change in (said or {}).items():
                _apply(now[term], path.split("."), change)
        years[year] = now
    return years


def _apply(node: Any, path: list[str], change: dict[str, Any]) -> None:
    *parents, name = path
    for parent in parents:
        node = node[parent]
    if change["type"] == "remove":
        for column in change["value"]:
            node[name].pop(column, None)
    elif change["type"] == "rename":
        node[change["value"]] = node.pop(name)
    else:
        node[name] = change["value"]
