from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.county import County, draw_county
from simulator.parameters import CountyParameters
from simulator.population import ADULT_DAYS
from tests.unit.simulator.conftest import UNTIL


@pytest.fixture(scope="module")
def many() -> County:
    """A county with many planted stories, to compare them with their lookalikes."""
    parameters = CountyParameters(planted_share=0.15, lookalike_share=0.15)
    return draw_county(parameters, children=1500, years=4, seed=8, until=UNTIL)


def _told_of(county: County, *, planted: bool) -> pd.DataFrame:
    stories = county.difficulty.stories
    wanted = stories.loc[stories["is_planted"] == planted, "child"]
    return county.concerns[county.concerns["story"].isin(wanted)]


def test_so_many_stories_are_planted_as_asked(county: County) -> None:
    stories = county.difficulty.stories
    share = stories["is_planted"].sum() / len(county.population.children)
    assert share == pytest.approx(county.parameters.planted_share, abs=0.003)
    homes = county.population.children["household"].iloc[stories["child"]]
    assert homes.is_unique


def test_a_planted_story_has_no_more_concerns_than_its_lookalikes(many: County) -> None:
    planted, others = (_told_of(many, planted=p).groupby("child").size() for p in (True, False))
    assert planted.mean() == pytest.approx(others.mean(), abs=0.45)
    assert planted.max() <= many.parameters.planted_concerns[1]


def test_a_planted_story_lies_with_several_agencies_and_is_told_to_few(many: County) -> None:
    planted, others = (_told_of(many, planted=p) for p in (True, False))
    assert planted.groupby("child")["agency"].nunique().mean() > 2.5
    assert others.groupby("child")["agency"].nunique().mean() < 1.6
    kept = planted.loc[planted["agency"].isin(["police", "health"]), "told"]
    assert kept.mean() < 0.25
    assert others["told"].mean() > 0.95
    assert planted["is_nfa"].mean() > others["is_nfa"].mean()


def test_planted_stories_escalate_far_more_often_than_lookalikes(many: County) -> None:
    stories = many.difficulty.stories
    wait = many.parameters.planted_wait_days
    stories = stories[stories["turning_day"] + wait <= many.population.period.until]
    ahead = stories.merge(many.enquiries[["child", "day"]], on="child")
    soon = (ahead["day"] > ahead["turning_day"]) & (ahead["day"] <= ahead["turning_day"] + wait)
    escalated = stories["child"].isin(ahead.loc[soon, "child"])
    by_kind = escalated.groupby(stories["is_planted"]).mean()
    assert by_kind[True] > 0.45
    assert by_kind[False] < 0.2


def test_planted_families_move(many: County) -> None:
    stories, homes = many.difficulty.stories, many.population.children["household"].to_numpy()
    stays = many.population.addresses
    told = stories.assign(household=homes[stories["child"]]).merge(stays, on="household",
                                                                   suffixes=("", "_stay"))  # fmt: skip
    within = (told["from_day_stay"] > told["from_day"]) & (told["from_day_stay"] < told["to_day"])
    moved = within.groupby(told["is_planted"]).sum() / stories.groupby("is_planted").size()
    assert moved[True] > 0.8
    assert moved[False] < 0.4


def test_the_number_of_concerns_does_not_depend_on_how_scattered_they_are(county: County) -> None:
    episodes = county.difficulty.episodes
    assert abs(np.corrcoef(episodes["scatter"], episodes["intensity"])[0, 1]) < 0.15


def test_concerns_lie_within_a_childhood(county: County) -> None:
    concerns, period = county.concerns, county.population.period
    birth = county.population.children["birth"].to_numpy()[concerns["child"]]
    unborn = concerns["day"] < birth
    assert set(concerns.loc[unborn, "kind"]) <= {"other_contact"}
    assert (birth - concerns["day"]).max() <= county.parameters.prebirth_days
    assert (concerns["day"] < birth + ADULT_DAYS).all()
    assert concerns["day"].between(period.start, period.until).all()


def test_enquiries_about_a_child_are_apart_and_follow_birth(county: County) -> None:
    enquiries = county.enquiries
    birth = county.population.children["birth"].to_numpy()[enquiries["child"]]
    assert (enquiries["day"] > birth).all()
    assert enquiries.groupby("child")["day"].diff().dropna().min() > 42
    held = enquiries[enquiries["conference_day"] > 0]
    assert (held["conference_day"] > held["day"]).all()
    planned = held[held["plan_end"] > 0]
    assert (planned["plan_end"] > planned["conference_day"]).all()
    assert set(enquiries.loc[enquiries["conference_day"] == 0, "plan_end"]) == {0}
