"""The linkage parameters of a night: those that come with the project, or a reviewed document.

Parameters that training estimated are never used by themselves: a person looks at the document,
keeps it, and names it in the settings.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from core.errors import SettingsError
from linkage.settings import REVIEWED_PARAMETERS, Parameters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRIOR = "probability_two_random_records_match"
_MOST_TOLD = 5


def read_parameters(path: Path) -> Parameters:
    """Read and check a document of linkage parameters.

    Args:
        path: a JSON file, as `wholestory train` writes one.

    Raises:
        SettingsError: it is not there, is not JSON, or is not what linkage compares; with each
            fault named.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _error(path, (error.strerror or type(error).__name__).lower()) from error
    except ValueError as error:  # of JSON, and of bytes that are no UTF-8
        raise _error(path, f"not a JSON file: {error}") from error
    faults = list(find_faults(said))
    if faults:
        more = len(faults) - _MOST_TOLD
        told = "; ".join(faults[:_MOST_TOLD])
        raise _error(path, told + (f"; and {more} more faults" if more > 0 else ""))
    parameters: Parameters = said
    return parameters


def find_faults(said: Any) -> Iterator[str]:
    """Say what keeps a document from being used; nothing if it can be.

    Args:
        said: what the JSON file holds.
    """
    if not isinstance(said, dict):
        yield "not a document with names and values"
        return
    version = said.get("version")
    if not isinstance(version, str) or not version.strip():
        yield "no version"
    elif version == REVIEWED_PARAMETERS["version"] and said != REVIEWED_PARAMETERS:
        yield f"version {version} is of the document that comes with the project; give another"
    prior = said.get(_PRIOR)
    if not _is_between(prior, 0, 1) or prior == 1:
        yield f"{_PRIOR} should be a number between 0 and 1"
    wanted = REVIEWED_PARAMETERS["comparisons"]
    comparisons = said.get("comparisons")
    if not isinstance(comparisons, dict):
        yield "no comparisons"
        return
    yield from _other_names("comparison", wanted, comparisons)
    for name in sorted(set(wanted) & set(comparisons)):
        yield from _faults_of_levels(name, wanted[name], comparisons[name])


def _faults_of_levels(name: str, wanted: dict[str, Any], levels: Any) -> Iterator[str]:
    if not isinstance(levels, dict):
        yield f"comparison {name} has no levels"
        return
    yield from _other_names(f"level of {name}", wanted, levels)
    for level in sorted(set(wanted) & set(levels)):
        weight = levels[level] if isinstance(levels[level], dict) else {}
        for share in ("m", "u"):
            if not _is_between(weight.get(share), 0, 1):
                yield f"{name}, {level}: {share} should be a number above 0, and 1 at most"


def _other_names(what: str, wanted: dict[str, Any], given: dict[str, Any]) -> Iterator[str]:
    yield from (f"{what} {name} is missing" for name in sorted(set(wanted) - set(given)))
    yield from (f"{what} {name} is not known" for name in sorted(set(given) - set(wanted)))


def _is_between(value: Any, above: float, most: float) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and above < value <= most


def _error(path: Path, found: str) -> SettingsError:
    return SettingsError(
        "The linkage parameters cannot be used.",
        where=f"setting linkage parameters, {path}",
        expected=f"a JSON document with a version, {_PRIOR}, the comparisons and levels of "
        "linkage/settings.py, and m and u of each",
        found=found,
        next_step="correct the file, or leave the setting empty to link with the reviewed "
        "parameters that come with the project",
    )
