"""Everything the model card prints, as values: no number is typed into a page.

Numbers of people under ten are withheld, and with them every share they could be worked out
from. What was not measured is named, so that silence is never read as a good result.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from core.disclosure import SUPPRESSED, SUPPRESSION_THRESHOLD, suppress
from models.candidates import BASELINE_LABELS, CANDIDATE_LABELS, RANDOM
from models.splits import WHY_NOT_USED
from models.version import IN_USE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from models.version import ModelVersion

DEMONSTRATION_ONLY = (
    "Demonstration only: trained on invented data. The figures show that the pipeline works, "
    "not that the model is right about any child."
)
NOT_FIT = "No model is fit for use. This one did not meet every criterion and is shown only as a demonstration."
MET_ALL = "This model met every acceptance criterion."

_IN_SHARES = ("better_than_baselines", "calibration_error", "steadiness")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

NOT_MEASURED_YET = {
    "fairness": "Whether the list works alike for groups of sex, age, ethnicity and disability.",
    "drift": "Whether the data or the model's order has changed since training.",
    "reason_stability": "Whether the reasons for a record stay the same when a model is retrained.",
    "ablation": "What each agency's data, and each group of features, adds.",
    "teams_and_areas": "Whether the list works alike for teams and areas.",
    "unlisted_records": "How many records in need are not listed, from a random sample of those left out.",
}


def build_card_data(version: ModelVersion) -> dict[str, Any]:
    """Give what a model card says about one version.

    Args:
        version: as loaded from the registry.
    """
    evaluation, name = version.evaluation, version.candidate.name
    figures = evaluation["candidates"][name]
    is_invented = bool(version.trained_on["data_is_invented"])
    verdict = MET_ALL if version.status == IN_USE else NOT_FIT
    return {
        "version": version.version,
        "status": version.status,
        "accepted": version.status == IN_USE,
        "demonstration_only": is_invented,
        "first_line": DEMONSTRATION_ONLY if is_invented else verdict,
        "verdict": verdict,
        "model": {"name": name, "label": CANDIDATE_LABELS[name]},
        "features": [{"name": n, "direction": version.directions[n]} for n in version.features],
        "label_window_days": evaluation["label_window_days"],
        "review_capacity": evaluation["capacity"],
        "data": _describe_data(evaluation),
        "orders": [_describe_order(name, CANDIDATE_LABELS[name], figures)]
        + [_describe_order(b, BASELINE_LABELS[b], f) for b, f in evaluation["baselines"].items()],
        "differences": _describe_differences(evaluation, name),
        "calibration": {
            "curve": [g for g in figures["calibration_curve"] if not _is_small(g)],
            # A plain gap looks small for any model: most records do not have the outcome.
            "gap_share": _share_of_common(figures["calibration_error"], evaluation["test"]),
            "expected_per_observed": figures["expected_per_observed"],
        },
        "steadiness": figures["steadiness"],
        "acceptance": _describe_acceptance(version),
        "not_measured_yet": dict(NOT_MEASURED_YET),
        "technical": {
            "average_precision": figures["average_precision"],
            "calibration_slope": figures["calibration_slope"],
            "calibration_intercept": figures["calibration_intercept"],
            "base_value": figures["base_value"],
            **version.trained_on,
        },
    }


def _describe_data(evaluation: Mapping[str, Any]) -> dict[str, Any]:
    sides = {}
    for side in ("training", "calibration", "test"):
        rows = evaluation[side]
        sides[side] = {
            "records": rows["records"],
            "persons": suppress(rows["persons"]),
            "households": suppress(rows["households"]),
            "persons_with_outcome": suppress(rows["persons_with_outcome"]),
            "outcomes_share": None if _is_small(rows) else rows["outcomes_share"],
            "first_date": rows["dates"][0],
            "last_date": rows["dates"][-1],
            "dates": len(rows["dates"]),
        }
    not_used = [
        {"why": WHY_NOT_USED[why], "records": count}
        for why, count in evaluation["not_used"].items()
    ]
    return {**sides, "not_used": not_used}


def _describe_order(name: str, label: str, figures: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "at_capacity": {
            **_describe_point(name, figures),
            "precision_under_ties": None
            if _is_withheld(name, figures)
            else figures["precision_under_ties"],
        },
        "workload": [
            {"capacity": point["capacity"], **_describe_point(name, point)}
            for point in figures["workload"]
        ],
    }


def _describe_point(name: str, point: Mapping[str, Any]) -> dict[str, Any]:
    """Give one point of the workload curve, withheld where few people stand behind it."""
    withheld = _is_withheld(name, point)
    return {
        "listed": point["listed"],
        "persons_found": None if name == RANDOM else suppress(point["persons_found"]),
        "precision": None if withheld else point["precision"],
        "recall": None if withheld else point["recall"],
        "withheld": SUPPRESSED if withheld else "",
    }


def _describe_differences(evaluation: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Give each difference; nothing of one from which a withheld share could be worked out."""
    figures, baselines = evaluation["candidates"][name], evaluation["baselines"]
    own_withheld = _is_withheld(name, figures)
    return [
        {
            "baseline": baseline,
            "label": BASELINE_LABELS[baseline],
            **(
                dict.fromkeys(difference)
                if own_withheld or _is_withheld(baseline, baselines[baseline])
                else difference
            ),
        }
        for baseline, difference in figures["differences"].items()
    ]


def _describe_acceptance(version: ModelVersion) -> dict[str, Any]:
    acceptance = version.acceptance
    lines = acceptance["candidates"][version.candidate.name]["findings"]
    differences = _describe_differences(version.evaluation, version.candidate.name)
    withheld = {difference["label"] for difference in differences if difference["low"] is None}
    return {
        "criteria_version": acceptance["criteria_version"],
        "criteria_sha256": acceptance["criteria_sha256"],
        "criteria": [_describe_criterion(line, withheld) for line in lines],
        "other_candidates": [
            {"name": name, "label": CANDIDATE_LABELS[name], "accepted": found["accepted"]}
            for name, found in acceptance["candidates"].items()
            if name != version.candidate.name
        ],
    }


def _describe_criterion(line: Mapping[str, Any], withheld: Collection[str]) -> dict[str, Any]:
    """Give a line of the criteria; shares as numbers in 100, which a board reads more easily."""
    shown = ("criterion", "question", "unit", "goal", "found_text", "compared_with", "met", "why")
    said = {part: line[part] for part in shown}
    if line["criterion"] in _IN_SHARES:
        said["goal"] = f"{_NUMBER.sub(_in_100, line['goal'])} in 100"
        if line["found"] is not None:
            said["found_text"] = f"{line['found'] * 100:.3g} in 100"
    if line["compared_with"] in withheld:
        said["found_text"] = SUPPRESSED
    return said


def _in_100(share: re.Match[str]) -> str:
    return f"{float(share.group()) * 100:.3g}"


def _share_of_common(gap: float, rows: Mapping[str, Any]) -> float | None:
    common = rows["outcomes_share"]
    return None if _is_small(rows) or not common else gap / common


def _is_withheld(name: str, point: Mapping[str, Any]) -> bool:
    # Drawing at random is worked out, not counted: nobody stands behind its figures.
    people = max(point["persons_found"], point["found"] and 1)
    return name != RANDOM and 0 < people < SUPPRESSION_THRESHOLD


def _is_small(rows: Mapping[str, Any]) -> bool:
    return bool(0 < rows["persons_with_outcome"] < SUPPRESSION_THRESHOLD)
