"""Builds card data in the shape `models.card_data` gives it, with invented figures."""

from __future__ import annotations

from typing import Any

from features.catalogue import FEATURES


def card_data(*, accepted: bool) -> dict[str, Any]:
    """Build card data in the shape `models.card_data` gives it, with invented figures."""

    def figure(value: float) -> dict[str, float]:
        return {"value": value, "low": value * 0.8, "high": value * 1.2}

    def order(name: str, label: str, best: float) -> dict[str, Any]:
        return {
            "name": name, "label": label,
            "at_capacity": {"listed": 90.0, "persons_found": "31", "withheld": "",
                            "precision": figure(best), "recall": figure(best * 0.9),
                            "precision_under_ties": {"low": best, "high": best}},
            "workload": [
                {"capacity": capacity, "listed": 3.0 * capacity, "persons_found": "31",
                 "precision": figure(best), "recall": figure(best * (capacity / 30) ** 0.6),
                 "withheld": ""}
                for capacity in (8, 15, 30, 45, 60, 90, 120)
            ],
        }  # fmt: skip

    side = {
        "records": 12000, "persons": "4,000", "households": "3,100", "persons_with_outcome": "310",
        "outcomes_share": 0.03, "first_date": "2024-01-01", "last_date": "2025-01-01", "dates": 7,
    }  # fmt: skip
    criteria = [
        {"criterion": "steadiness", "question": f"Question {nth}?", "unit": "share",
         "goal": "at least 50 in 100", "compared_with": "", "met": accepted or bool(nth),
         "found_text": "61 in 100" if accepted or nth else "41 in 100", "why": "A reason."}
        for nth in range(4)
    ]  # fmt: skip
    criteria += [
        {"criterion": "better_than_baselines", "question": "Better than each?",
         "unit": "difference", "goal": "above 0 in 100", "found_text": found,
         "compared_with": compared, "met": True, "why": "A reason."}
        for compared, found in (("Drawn at random", "20 in 100"), ("The rule", "-1 in 100"))
    ]  # fmt: skip
    return {
        "version": "3", "status": "in_use" if accepted else "demonstration", "accepted": accepted,
        "demonstration_only": True,
        "first_line": "Demonstration only: trained on invented data.",
        "verdict": "This model met every acceptance criterion." if accepted
        else "No model is fit for use.",
        "model": {"name": "additive", "label": "Boosted additive model"},
        "features": [{"name": spec.name, "direction": spec.direction} for spec in FEATURES],
        "label_window_days": 180, "review_capacity": 30,
        "data": {"training": side, "calibration": side, "test": side,
                 "not_used": [{"why": "the label window was open", "records": 210}]},
        "orders": [
            order("additive", "Boosted additive model", 0.31),
            order("random", "Records drawn at random", 0.03),
            order("contacts_12_months", "Number of contacts in 12 months", 0.17),
            order("practice_rule", "The written practice rule", 0.22),
        ],
        "differences": [],
        "calibration": {
            "curve": [{"expected": 0.01 * n, "observed": figure(0.011 * n), "records": 1200,
                       "persons_with_outcome": 30} for n in range(1, 6)],
            "gap_share": 0.12, "expected_per_observed": figure(1.02),
        },
        "steadiness": 0.71,
        "acceptance": {
            "criteria_version": "1", "criteria_sha256": "ab" * 32, "criteria": criteria,
            "not_met": [] if accepted else ["Question 0? Goal: at least 0.5; found: 0.41 (share)."],
            "other_candidates": [{"name": "scorecard", "label": "Scorecard", "accepted": False}],
        },
        "not_measured_yet": {
            "fairness": "Whether the list works alike for groups of sex, age and ethnicity.",
            "unlisted_records": "How many records in need are not listed.",
        },
        "technical": {
            "average_precision": figure(0.2), "calibration_slope": -0.93,
            "calibration_intercept": 0.02, "base_value": -3.4, "data_is_invented": True, "seed": 1,
            "libraries": {"numpy": "2.0"},
        },
    }  # fmt: skip
