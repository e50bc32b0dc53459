from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.county import County
from simulator.parameters import CountyParameters
from simulator.plants import MECHANISMS
from simulator.population import ADULT_DAYS
from tests.unit.simulator.conftest import draw_county


@pytest.fixture(scope="module")
def many() -> County:
    """A county with many planted stories, to compare them with their lookalikes."""
    parameters = CountyParameters(planted_a_year=0.06, lookalike_a_year=0.04)
    return draw_county(parameters, children=1500, years=4, seed=8)


def _told_of(county: County, *, planted: bool) -> pd.DataFrame:
    stories, concerns = county.difficulty.stories, county.concerns
    wanted = stories.loc[stories["is_planted"] == planted]
    told = concerns.merge(wanted[["child", "from_day", "to_day"]], on="child")
    return told[told["day"].between(told["from_day"], told["to_day"])]


def test_about_as_many_stories_are_planted_as_asked(many: County) -> None:
    stories, population = many.difficulty.stories, many.population
    a_year = stories["is_planted"].sum() / 1500 / 4
    assert a_year == pytest.approx(many.parameters.planted_a_year, rel=0.4)
    assert population.children["household"].iloc[stories["child"]].is_unique


def test_every_way_of_working_is_planted_and_a_third_has_no_name_in_the_features(
    many: County,
) -> None:
    stories = many.difficulty.stories
    planted = stories.loc[stories["is_planted"], "mechanism"]
    assert set(planted) == set(range(len(MECHANISMS)))
    unnamed = np.mean([not MECHANISMS[number].is_named for number in planted])
    assert unnamed > 1 / 3
    assert set(stories.loc[~stories["is_planted"], "mechanism"]) == {-1}


def test_a_story_is_only_planted_where_its_child_can_live_through_it(many: County) -> None:
    population, stories = many.population, many.difficulty.stories
    sizes = population.children.groupby("household").size()
    for number, one in enumerate(MECHANISMS):
        child = stories.loc[stories["mechanism"] == number, "child"]
        if one.of_sibling:
            assert (sizes[population.column("household")[child]] > 1).all()
        age = (stories["from_day"][child.index] - population.column("birth")[child]) / 365.25
        assert age.between(one.ages[0], one.ages[1] + 1).all()


def test_a_planted_story_lies_with_several_agencies_and_is_told_to_few(many: County) -> None:
    planted, others = (_told_of(many, planted=p) for p in (True, False))
    assert planted.groupby("child")["agency"].nunique().mean() > 2.2
    kept = planted.loc[planted["mechanism"] >= 0]
    kept = kept.loc[kept["agency"].isin(["police", "health"]), "told"]
    assert kept.mean() < 0.5
    assert others["told"].mean() > 0.85
    assert planted["is_nfa"].mean() > others["is_nfa"].mean()


def test_what_is_told_to_a_worker_who_left_is_written_down_nowhere(many: County) -> None:
    how = next(n for n, one in enumerate(MECHANISMS) if one.lost)
    lost = many.concerns[many.concerns["is_lost"]]
    assert set(lost["mechanism"]) == {how}
    assert lost["told"].all()


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


def test_families_of_planted_moves_move(many: County) -> None:
    stories, stays = many.difficulty.stories, many.population.addresses
    stories = stories.assign(household=many.population.column("household")[stories["child"]])
    told = stories.merge(stays, on="household", suffixes=("", "_stay"))
    within = (told["from_day_stay"] > told["from_day"]) & (told["from_day_stay"] < told["to_day"])
    moved = within.groupby(told["child"]).sum().reindex(stories["child"]).to_numpy()
    assert moved[stories["moves"] == 2].mean() > 1.5
    assert moved[stories["moves"] == 0].mean() < 0.3


def test_two_records_are_made_where_a_story_says_so(many: County) -> None:
    split = many.population.children.loc[many.difficulty.stories["child"], "split_in"]
    wanted = many.difficulty.stories["split_in"].tolist()
    assert split.tolist() == wanted
    assert {"police", "health", "social_care", "education", ""} == set(wanted)


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
