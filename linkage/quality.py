"""How well records were put together, where the truth is known: on invented counties only."""

from __future__ import annotations

import pandas as pd


def compare_with_truth(links: pd.DataFrame, truth: pd.DataFrame) -> dict[str, float]:
    """Compare links with the truth, pair by pair.

    A pair is two records put with one person. Precision: the share of those that are one child;
    recall: the share of one child's pairs that were put together; f1 between the two. The counts
    of false and missed links come with them.
    Absent: a share of nothing is 1.0, since nothing was wrong in it.

    Args:
        links: source_person_id and person_id; see `core.catalogue.LINKS`.
        truth: source_person_id and true_person_id.
    """
    both = links[["source_person_id", "person_id"]].merge(
        truth, on="source_person_id", validate="one_to_one"
    )
    linked = _pairs(both, ["person_id"])
    true = _pairs(both, ["true_person_id"])
    right = _pairs(both, ["person_id", "true_person_id"])
    precision = right / linked if linked else 1.0
    recall = right / true if true else 1.0
    total = precision + recall
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / total if total else 0.0,
        "false_links": float(linked - right),
        "missed_links": float(true - right),
    }


def _pairs(rows: pd.DataFrame, by: list[str]) -> int:
    sizes = rows.groupby(by).size()
    return int((sizes * (sizes - 1) // 2).sum())
