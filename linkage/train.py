"""Estimates how much each agreement weighs from the records themselves.

Not nightly work: a document is estimated now and then, looked at by a person, and frozen, so that
the same two records weigh the same every night.
"""

from __future__ import annotations

import copy
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from core.errors import LinkageError
from linkage.comparisons import COMPARISONS
from linkage.database import open_database
from linkage.evidence import build_evidence, with_what_others_hold
from linkage.marks import mark_records
from linkage.persons import RESTRICTIONS
from linkage.predict import make_linker
from linkage.settings import MOST_RECORDS_OF_ONE_KEY, REVIEWED_PARAMETERS, Parameters

if TYPE_CHECKING:
    from splink import Linker

LEAST_RECORDS = 500
LEAST_PAIRS = 100
"""Pairs of two agencies that agree on name and birth date: fewer teach nothing about errors."""

_PAIRS_SAMPLED = 2_000_000

# Each comparison is estimated from pairs that agree on something else.
_DRAWN_BY = {"birth_and_sex": ("birth_date", "sex"), "full_name": ("forename", "surname")}

# Identifiers decide before anything is weighed, and a wrong one is too rare to learn from a year.
_NOT_LEARNED = ("nhs_number", "upn")

# Splink weighs a swap with both names; ours counts it once, with the forename.
_NEUTRAL = ("surname", "swapped")

# A level that hardly any pair came out at would get an extreme weight out of chance, so the
# reviewed document keeps a tenth of the say.
_REVIEWED_SHARE = 0.1


def train_parameters(source_persons: pd.DataFrame, *, seed: int) -> Parameters:
    """Estimate the weights of `linkage.settings.REVIEWED_PARAMETERS` from records.

    u comes from randomly sampled pairs, m by expectation maximisation (Fellegi and Sunter 1969;
    Winkler 1988) from pairs that share a birth date or a name. A level that no pair came out at
    keeps its reviewed weight and says so in `from`.

    Args:
        source_persons: see `core.catalogue.SOURCE_PERSONS`; of at least two agencies.
        seed: for the random pairs; the same seed and records give the same document.

    Raises:
        LinkageError: too few records, or too few that two agencies hold.
    """
    told = source_persons[source_persons["agency"] != RESTRICTIONS]
    evidence, _ = with_what_others_hold(build_evidence(told))
    _require_enough(evidence)
    records, keys = _learn_from(evidence)
    with open_database() as database:
        linker = make_linker(database, records, REVIEWED_PARAMETERS, keys=keys, more=(*_DRAWN_BY,))
        learned = _learn(linker, seed=seed)
    parameters = _document(learned, records=len(evidence))
    parameters["version"] = "trained-" + _hash(parameters)
    return parameters


def _learn_from(evidence: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the records to learn from, with the two values that pairs are drawn by.

    A value that too many records share is a placeholder or says nothing; pairs drawn by it would
    be many, and hardly ever of one child.
    """
    marked = mark_records(evidence.assign(number=range(len(evidence))), decided=())
    records = evidence.assign(record=range(len(evidence)), is_new=True)
    for column, parts in _DRAWN_BY.items():
        is_known = (records[list(parts)] != "").all(axis=1)
        drawn = records[list(parts)].agg("|".join, axis=1)
        few = drawn.groupby(drawn).transform("size") <= MOST_RECORDS_OF_ONE_KEY
        records[column] = drawn.where(is_known & few, "")
    held = records[["record"]].assign(mark=marked.records["mark"].to_numpy())
    return records, held.merge(marked.keys, on="mark")[["record", "key"]]


def _require_enough(evidence: pd.DataFrame) -> None:
    named = evidence[(evidence["forename"] != "") & (evidence["surname"] != "")]
    dated = named[named["birth_date"] != ""]
    feeds = dated.groupby(["forename_key", "surname", "birth_date"])["feed"].nunique()
    pairs = int((feeds > 1).sum())
    if len(dated) < LEAST_RECORDS or pairs < LEAST_PAIRS:
        raise LinkageError(
            "There are too few records to estimate how records are linked.",
            where="dataset source_persons",
            expected=f"{LEAST_RECORDS:,} records with name and birth date, and {LEAST_PAIRS:,} "
            "persons whom two agencies know by the same name and birth date",
            found=f"{len(dated):,} records and {pairs:,} such persons",
            next_step="link with the reviewed parameters, as a night does when none are trained",
        )


def _learn(linker: Linker, *, seed: int) -> dict[str, Any]:
    linker.training.estimate_u_using_random_sampling(max_pairs=_PAIRS_SAMPLED, seed=seed)
    for column, parts in _DRAWN_BY.items():
        # Splink leaves out the comparisons whose columns a rule names, so it has to name them.
        rule = " and ".join(f"l.{name} = r.{name}" for name in (column, *parts))
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, fix_probability_two_random_records_match=True
        )
    model: dict[str, Any] = linker.misc.save_model_to_json()
    return model


def _document(model: dict[str, Any], *, records: int) -> Parameters:
    """Write what was learned as a parameters document, level by level."""
    parameters = copy.deepcopy(REVIEWED_PARAMETERS)
    # Rounded: restricted children's records are not among them, and beside the exact number of all
    # records an exact one would tell how many those are.
    many = f"more than {records // 1000 * 1000:,}" if records > 1000 else "fewer than 1,000"
    parameters["source"] = f"Estimated from {many} records; where it says reviewed, set by hand."
    learned = {comparison["output_column_name"]: comparison for comparison in model["comparisons"]}
    for comparison in COMPARISONS:
        if comparison.name in _NOT_LEARNED:
            continue
        levels = parameters["comparisons"][comparison.name]
        for found in learned[comparison.name]["comparison_levels"]:
            code = found["label_for_charts"]
            m, u = found.get("m_probability"), found.get("u_probability")
            is_learned = isinstance(m, float) and isinstance(u, float)
            if code not in levels or not is_learned or (comparison.name, code) == _NEUTRAL:
                continue
            level = levels[code]
            level["m"], level["u"] = _mix(m, level["m"]), _mix(u, level["u"])
            level["from"] = "trained"
    return parameters


def _mix(learned: float, reviewed: float) -> float:
    mixed = (1 - _REVIEWED_SHARE) * learned + _REVIEWED_SHARE * reviewed
    # Sums of several threads differ in their last digits from run to run.
    return float(f"{mixed:.4g}")


def _hash(parameters: Parameters) -> str:
    text = json.dumps(parameters["comparisons"], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
