"""Finds the pairs of records that may be one child's: by identifier, and by weighed details."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from linkage.cluster import Pair
from linkage.evidence import COMPARED
from linkage.predict import weigh_identical, weigh_pairs

if TYPE_CHECKING:
    from linkage.settings import Parameters


def pair_by_identifier(evidence: pd.DataFrame) -> list[Pair]:
    """Give the pairs of records with the same valid NHS number or UPN.

    Weights only order them: an NHS number before a UPN, and records that also agree on name and
    birth date before others, so that a number written on the wrong record meets the right ones.

    Args:
        evidence: see `linkage.evidence.build_evidence`, with `number`.
    """
    pairs = []
    for identifier, base in (("nhs_number", 4.0), ("upn", 0.0)):
        held = evidence.loc[
            evidence[identifier] != "", ["number", identifier, "forename_key", "birth_date"]
        ]
        both = held.merge(held, on=identifier, suffixes=("_l", "_r"))
        both = both[both["number_l"] < both["number_r"]]
        agree = 2.0 * (both["birth_date_l"] == both["birth_date_r"])
        weight = base + agree + (both["forename_key_l"] == both["forename_key_r"])
        pairs += [
            Pair(left, right, "identifier", weight, 1.0)
            for left, right, weight in zip(
                both["number_l"].tolist(), both["number_r"].tolist(), weight.tolist(), strict=True
            )
        ]
    return pairs


def pair_by_details(
    evidence: pd.DataFrame, parameters: Parameters, *, at_least: float
) -> list[Pair]:
    """Give the pairs of records that agree on names, dates and addresses.

    Records with a full name, birth date and postcode whose values are all the same are weighed
    against others once for all of them; they are certain to stand together.

    Args:
        evidence: see `linkage.evidence.build_evidence`, with `number`.
        parameters: see `linkage.settings.REVIEWED_PARAMETERS`.
        at_least: the lowest probability to give.
    """
    is_full = (
        (evidence["forename"].str.len() > 1)
        & (evidence["surname"] != "")
        & (evidence["birth_date"] != "")
        & (evidence["postcode"] != "")
    )
    same = evidence[is_full].groupby(list(COMPARED), sort=False)["number"]
    first = evidence["number"].mask(is_full, same.transform("min")).astype("int64")
    distinct = evidence[first == evidence["number"]]
    weighed = weigh_pairs(distinct.assign(record=distinct["number"]), parameters, at_least=at_least)
    pairs = [
        Pair(left, right, "details", weight, probability)
        for left, right, weight, probability in zip(
            *(
                weighed[column].tolist()
                for column in ("left", "right", "match_weight", "match_probability")
            ),
            strict=True,
        )
    ]
    return pairs + _identical_pairs(evidence.assign(first=first), parameters)


def _identical_pairs(evidence: pd.DataFrame, parameters: Parameters) -> list[Pair]:
    """Give the pairs that tie together records whose values are all the same."""
    repeated = evidence[evidence["first"].duplicated(keep=False)]
    weights = weigh_identical(repeated, parameters)
    pairs = []
    for _, rows in repeated.groupby("first"):
        weight = float(weights[rows.index[0]])
        probability = 1 - 1 / (1 + 2**weight)
        for left, right in pairwise(rows["number"].tolist()):
            pairs.append(Pair(left, right, "details", weight, probability))
    return pairs
