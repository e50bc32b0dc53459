"""Planted children are no easier to find by counting than their neighbours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from core.vocabulary import Category
from simulator.county import County, simulate
from simulator.parameters import CountyParameters, Noise
from simulator.truth import true_ids
from tests.unit.simulator.conftest import UNTIL, draw_county, read_feeds, read_truth

CHILDREN, YEARS, SEED = 9000, 3, 3
NOISE = replace(Noise(), invalid_row=0.0)  # rows that the checks would set aside
LAST = pd.Timestamp(UNTIL)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plants")
    simulate(folder, children=CHILDREN, years=YEARS, seed=SEED, until=UNTIL, noise=NOISE)
    return folder


@pytest.fixture(scope="module")
def contacts(out: Path) -> pd.DataFrame:
    """Every contact that an agency wrote down, by the child it is truly about."""
    events = pd.concat(
        [feed.to_events(t) for feed, t in read_feeds(out) if feed.agency.code != "restrictions"]
    )
    whose = read_truth(out, "source_persons").set_index("source_person_id")["true_person_id"]
    events["child"] = events["source_person_id"].map(whose)
    return events[events["category"] != Category.ADMINISTRATIVE.value]


def _in_the_year_before(contacts: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    recent = contacts["event_date"].between(day - pd.Timedelta(days=364), day)
    return contacts[recent & (contacts["recorded_date"] <= day)]


def test_one_to_two_in_a_hundred_of_the_cohort_are_planted(
    out: Path, contacts: pd.DataFrame
) -> None:
    planted = read_truth(out, "planted")
    born = read_truth(out, "persons").set_index("true_person_id")["birth_date"]
    for day in (LAST, LAST - pd.Timedelta(days=365)):
        cohort = _in_the_year_before(contacts, day)["child"].unique()
        cohort = cohort[(born[cohort] + pd.DateOffset(years=18) > day).to_numpy()]
        active = planted[(planted["from_date"] <= day)
                         & (planted["to_date"] > day - pd.Timedelta(days=365))]  # fmt: skip
        share = active["true_person_id"].isin(cohort).sum() / len(cohort)
        assert 0.01 <= share <= 0.02


def test_mechanisms_are_reported_apart(out: Path) -> None:
    planted = read_truth(out, "planted")
    assert planted["mechanism"].nunique() == 11
    assert (~planted["is_named_by_a_feature"]).mean() > 1 / 3


def test_counting_contacts_does_not_find_them(contacts: pd.DataFrame) -> None:
    """Comparable: children whose family has a hard time on the day, and lookalikes of a story."""
    county = draw_county(CountyParameters(), children=CHILDREN, years=YEARS, seed=SEED)
    compared = []
    for back in range(0, 700, 100):
        recent = _in_the_year_before(contacts, LAST - pd.Timedelta(days=back))
        counts = recent.groupby("child").size()
        concerns = recent["category"].eq("concern") | recent["kind"].isin(
            ["contact_agency", "referral"]
        )
        now = _troubled(county, county.population.period.until - back)
        now = now[now["child"].isin(recent.loc[concerns, "child"])]
        compared.append(now.assign(contacts=now["child"].map(counts)))
    rows = pd.concat(compared)
    found = roc_auc_score(rows["is_planted"], rows["contacts"])
    assert 0.45 <= found <= 0.55, found


def _troubled(county: County, day: int) -> pd.DataFrame:
    """Give children in a story or a time of difficulty that has lasted three months."""
    ids = true_ids(county.population).to_numpy()
    stories, episodes = county.difficulty.stories, county.difficulty.episodes
    every = pd.concat([stories, episodes.assign(is_planted=False)])
    every = every[(every["from_day"] <= day - 90) & (every["to_day"] >= day - 30)]
    every = every.assign(child=ids[every["child"]]).sort_values("is_planted", ascending=False)
    return every.drop_duplicates("child")[["child", "is_planted"]]
