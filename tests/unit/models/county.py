"""An invented county small enough to read: features, labels and households, with or without a pattern."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from models.candidates import COUNT_BASELINES, build_baselines
from models.select import CRITERIA_FILE, Criteria
from models.train import Trained, TrainingPlan, train
from models.version import ModelVersion

DIRECTIONS = {
    "contacts_count_365d": 1,
    "referrals_count_365d": 1,
    "agencies_distinct_count_90d": 1,
    "closed_alone_count_365d": 1,
    "concerns_not_shared_count_365d": 1,
    "days_since_last_joint": 1,
    "is_open_to_early_help": 0,
    "age_years": 0,
    "never_differs": 0,
}
COLUMNS = dict(
    zip(
        COUNT_BASELINES,
        ("contacts_count_365d", "referrals_count_365d", "agencies_distinct_count_90d"),
        strict=True,
    )
)


@dataclass(frozen=True)
class County:
    matrix: pd.DataFrame
    labels: pd.DataFrame
    cohort: pd.DataFrame
    rule_results: pd.DataFrame

    @property
    def baselines(self) -> pd.DataFrame:
        return build_baselines(self.matrix, self.rule_results, columns=COLUMNS)

    @property
    def tables(self) -> tuple[pd.DataFrame, ...]:
        return self.matrix, self.labels, self.cohort, self.baselines


def invent_county(
    *, children: int = 1300, dates: int = 14, strength: float = 1.0, seed: int = 1
) -> County:
    """Invent a county in which outcomes follow what agencies kept to themselves.

    `strength` 0 leaves no pattern at all. Counts of contacts carry none at any strength, so a
    model that finds the pattern beats the counts.
    """
    rng = np.random.default_rng(seed)
    days = pd.date_range("2023-01-01", periods=dates, freq="2MS").as_unit("us")
    persons = np.array([f"{n:06d}-A" for n in range(children)])
    homes = np.array([f"home-{n // 2:05d}" for n in range(children)])
    keys = pd.DataFrame(
        {
            "person_id": np.tile(persons, dates),
            "as_of_date": np.repeat(days, children),
            "household_id": np.tile(homes, dates),
        }
    )
    trait = np.tile(rng.exponential(1.0, children), dates)
    rows = len(keys)
    features = {
        "contacts_count_365d": rng.poisson(4.0, rows),
        "referrals_count_365d": rng.poisson(0.7, rows),
        "agencies_distinct_count_90d": rng.integers(0, 5, rows),
        "closed_alone_count_365d": rng.poisson(trait),
        "concerns_not_shared_count_365d": rng.poisson(trait),
        "days_since_last_joint": rng.integers(0, 731, rows),
        "is_open_to_early_help": rng.integers(0, 2, rows),
        "age_years": rng.integers(0, 18, rows),
        "never_differs": np.zeros(rows),
    }
    matrix = keys[["person_id", "as_of_date"]].assign(
        **{name: np.asarray(values, dtype="float64") for name, values in features.items()}
    )
    log_odds = -3.0 + strength * (trait * 1.3 - 1.3 - 0.9)
    label = rng.random(rows) < 1 / (1 + np.exp(-log_odds))
    met = rng.random(rows) < 0.1
    rule_results = keys[["person_id", "as_of_date"]].assign(
        clause="a",
        state=np.where(met, "met", "not_met"),
        evidence="",
        latest_concern_date=keys["as_of_date"] - pd.Timedelta(days=30),
    )
    return County(
        matrix=matrix,
        labels=keys[["person_id", "as_of_date"]].assign(label=label),
        cohort=keys[["person_id", "as_of_date"]].assign(
            age_years=matrix["age_years"], household_id=keys["household_id"]
        ),
        rule_results=rule_results,
    )


def plan(**changes: Any) -> TrainingPlan:
    criteria = Criteria.from_toml(CRITERIA_FILE.read_text(encoding="utf-8"))
    settled: dict[str, Any] = {
        "capacity": 40, "label_window_days": 180, "seed": 7, "criteria": criteria,
        "data_is_invented": True,
    }  # fmt: skip
    return TrainingPlan(**(settled | changes))


@cache
def train_county(*, strength: float = 1.0, seed: int = 1) -> Trained:
    """Train on an invented county, once for all tests that ask for the same one."""
    county = invent_county(strength=strength, seed=seed)
    return train(*county.tables, directions=DIRECTIONS, plan=plan())


def as_version(name: str, **changes: Any) -> ModelVersion:
    """Give a candidate of the invented county as if it came from a registry."""
    trained = train_county()
    about: dict[str, Any] = {
        "version": "1", "status": "in_use", "candidate": trained.candidates[name],
        "directions": trained.directions, "evaluation": trained.evaluation, "acceptance": {},
        "trained_on": {}, "linkage_parameters": {},
    }  # fmt: skip
    return ModelVersion(**(about | changes))
