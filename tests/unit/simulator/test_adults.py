"""Adults of the county's families, and what the police and social care come to hold of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from agencies.delivery import MANIFEST, read_manifest
from simulator.adults import GRANDPARENT, MOTHER, PARTNER, SECOND_PARENT
from simulator.county import County, simulate
from simulator.extract_files import keep_recorded_by
from simulator.parameters import CountyParameters, Noise
from simulator.population import ADULT_DAYS
from tests.unit.simulator.conftest import UNTIL, draw_county, read_truth

POLICE, SOCIAL_CARE = "police/persons_at_address/", "social_care/named_adults/"


@pytest.fixture(scope="module")
def stories() -> County:
    """A county with as many stories as there can be, so that there are enough to count."""
    return draw_county(CountyParameters(planted_a_year=0.06), children=2500, years=4, seed=5)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("adults")
    noise = replace(Noise(), invalid_row=0.0, adult_held_twice=0.15, siblings_not_grouped=0.3,
                    swapped_birth_date=0.1)  # fmt: skip
    simulate(folder, children=1200, years=4, seed=4, until=UNTIL, noise=noise)
    return folder


def _read(folder: Path, table: str) -> pd.DataFrame:
    (path,) = (folder / "extracts").glob(f"*/*/{UNTIL.isoformat()}/{table}.csv")
    return pd.read_csv(path, dtype="str")


def _whose(folder: Path, prefix: str) -> pd.Series:
    """Give which adult each row of a table truly is, by the key of the row."""
    truth = read_truth(folder, "source_adults")
    truth = truth[truth["source_record_id"].str.startswith(prefix)]
    return truth.set_index(truth["source_record_id"].str.removeprefix(prefix))["true_adult_id"]


def test_every_family_has_a_mother_whom_agencies_also_name_as_guardian(county: County) -> None:
    adults = county.population.adults
    mothers = adults[adults["kind"] == MOTHER].set_index("household")
    children = county.population.children
    assert mothers.index.is_unique
    assert set(mothers.index) == set(children["household"])
    of_child = mothers.loc[children["household"]]
    assert of_child["forename"].tolist() == children["guardian_forename"].tolist()
    assert of_child["surname"].tolist() == children["guardian_surname"].tolist()


def test_parents_are_of_age_with_the_eldest_and_young_enough_for_the_youngest(
    county: County,
) -> None:
    adults, births = county.population.adults, county.population.children.groupby("household")
    parents = adults[adults["kind"].isin([MOTHER, SECOND_PARENT])]
    eldest = parents["household"].map(births["birth"].min())
    assert (eldest - parents["birth"] >= ADULT_DAYS).all()
    mothers = parents[parents["kind"] == MOTHER]
    youngest = mothers["household"].map(births["birth"].max())
    assert ((youngest - mothers["birth"]) / 365.25 <= 47.1).all()
    age = (eldest - parents["birth"])[mothers.index] / 365.25
    assert 27 < age.mean() < 31


def test_nobody_moves_in_before_they_are_of_age_or_out_before_they_came(county: County) -> None:
    adults = county.population.adults
    assert (adults["to_day"] > adults["from_day"]).all()
    assert (adults["from_day"] <= county.population.period.until).all()
    joined = adults[~adults["kind"].isin([MOTHER, SECOND_PARENT])]
    assert (joined["from_day"] - joined["birth"] >= ADULT_DAYS).all()


def test_a_grandparent_is_a_generation_older_than_the_mother(stories: County) -> None:
    adults = stories.population.adults
    mother = adults[adults["kind"] == MOTHER].set_index("household")["birth"]
    older = adults[adults["kind"] == GRANDPARENT]
    assert len(older) > 5
    assert (mother[older["household"]].to_numpy() - older["birth"] > 18 * 365).all()


def test_a_partner_joins_after_the_other_parent_has_moved_out(stories: County) -> None:
    adults = stories.population.adults
    partners = adults[adults["kind"] == PARTNER].set_index("household")
    parents = adults[adults["kind"] == SECOND_PARENT].set_index("household")
    left = parents["to_day"].reindex(partners.index).dropna()
    assert len(left) > 50
    assert (left < partners["from_day"][left.index]).all()


def test_children_live_with_parents_and_partners_as_often_as_the_census_says() -> None:
    population = draw_county(children=2000, years=4, seed=2).population
    until, adults = population.period.until, population.adults
    here = adults[adults["to_day"] > until].groupby("household")["kind"].agg(set)
    children = population.children
    alive = children[(children["ends"] > until) & (children["birth"] <= until)]
    kinds = alive["household"].map(here)
    assert kinds.map(lambda one: SECOND_PARENT in one).mean() == pytest.approx(0.65, abs=0.05)
    assert kinds.map(lambda one: PARTNER in one).mean() == pytest.approx(0.10, abs=0.04)


def test_partners_are_named_least_in_planted_stories_and_are_as_many_in_their_lookalikes(
    stories: County,
) -> None:
    population, told = stories.population, stories.difficulty.stories
    home = population.column("household")[told["child"]]
    adults = population.adults[population.adults["kind"] == PARTNER].set_index("household")
    is_planted = told["is_planted"].to_numpy()
    planted, lookalike = adults.index.isin(home[is_planted]), adults.index.isin(home[~is_planted])
    usual = ~planted & ~lookalike
    assert adults["is_named"][planted].mean() < 0.55
    assert adults["is_named"][usual].mean() > 0.65
    assert adults["is_named"][lookalike].mean() > 0.75
    have = [np.isin(home[chosen], adults.index).mean() for chosen in (is_planted, ~is_planted)]
    assert have[0] == pytest.approx(have[1], abs=0.12)


def test_the_truth_says_who_every_row_about_an_adult_is(out: Path) -> None:
    truth, adults = read_truth(out, "source_adults"), read_truth(out, "adults")
    seen, named = _read(out, "persons_at_address"), _read(out, "named_adults")
    rows = {POLICE + one for one in seen["row_id"]}
    rows |= {SOCIAL_CARE + one for one in named["nada_table_id"]}
    assert truth["source_record_id"].is_unique
    assert set(truth["source_record_id"]) == rows
    assert set(truth["true_adult_id"]) <= set(adults["true_adult_id"])
    assert adults["true_adult_id"].is_unique
    assert set(read_truth(out, "persons")["household"]) == set(adults["household"])
    numbers = truth.set_index("source_record_id")["source_adult_id"]
    said = seen["adult_nominal_id"].fillna("persons_at_address/" + seen["row_id"])
    assert numbers[POLICE + seen["row_id"]].tolist() == ("police/ppn/" + said).tolist()


def test_a_number_of_an_agency_is_one_adult_and_some_adults_have_two(out: Path) -> None:
    truth = read_truth(out, "source_adults")
    assert truth.groupby("source_adult_id")["true_adult_id"].nunique().max() == 1
    for prefix in (POLICE, SOCIAL_CARE):
        rows = truth[truth["source_record_id"].str.startswith(prefix)]
        held = rows.groupby("true_adult_id")["source_adult_id"].nunique()
        assert 0 < (held > 1).mean() < 0.3


def test_officers_write_down_adults_at_entries_of_the_same_child_and_day(out: Path) -> None:
    seen = _read(out, "persons_at_address")
    told = pd.concat(
        _read(out, table)[[number, "nominal_id", day, "recorded_date"]].set_axis(
            ["number", "child", "day", "recorded"], axis=1
        )
        for table, number, day in (
            ("public_protection_notices", "notice_id", "created_date"),
            ("domestic_abuse_incidents", "incident_id", "incident_date"),
            ("missing_episodes", "episode_id", "reported_date"),
        )
    ).set_index("number")
    entry = told.loc[seen["notice_id"]]
    assert entry["child"].tolist() == seen["nominal_id"].tolist()
    assert entry["day"].tolist() == seen["seen_date"].tolist()
    assert entry["recorded"].tolist() == seen["recorded_date"].tolist()
    assert 0.3 < seen["notice_id"].nunique() / len(told) < 0.9


def test_officers_see_only_who_lives_there_then(out: Path) -> None:
    seen = _read(out, "persons_at_address")
    whose = _whose(out, POLICE)[seen["row_id"]]
    adults = read_truth(out, "adults").set_index("true_adult_id").loc[whose]
    day = pd.to_datetime(seen["seen_date"]).to_numpy()
    assert (adults["from_date"].to_numpy() <= day).all()
    assert (adults["to_date"].isna() | (adults["to_date"] > day)).all()


def test_the_force_misspells_adults_and_misses_birth_dates_as_it_does_childrens(out: Path) -> None:
    seen = _read(out, "persons_at_address")
    assert 0.12 < seen["date_of_birth"].isna().mean() < 0.25
    assert 0.01 < seen["adult_nominal_id"].isna().mean() < 0.08
    whose = _whose(out, POLICE)[seen["row_id"]].to_numpy()
    births = read_truth(out, "adults").set_index("true_adult_id")["birth_date"][whose]
    wrong = pd.to_datetime(seen["date_of_birth"]).to_numpy() != births.to_numpy()
    assert 0 < (wrong & seen["date_of_birth"].notna()).mean() < 0.05
    spellings = seen.assign(whose=whose).groupby("whose")["given_name"].nunique()
    assert (spellings > 1).any()


def test_social_care_names_nearly_every_mother_and_partners_late_or_never(out: Path) -> None:
    named, adults = _read(out, "named_adults"), read_truth(out, "adults")
    known = set(_read(out, "ssd_person")["pers_person_id"])
    assert set(named["nada_person_id"]) <= known
    mothers = named[named["nada_relationship"] == "Mother"]
    assert mothers["nada_person_id"].nunique() / len(known) > 0.85
    whose = adults.set_index("true_adult_id").loc[_whose(out, SOCIAL_CARE)[named["nada_table_id"]]]
    after = pd.to_datetime(named["nada_start_date"]).to_numpy() - whose["from_date"].to_numpy()
    joined = (named["nada_relationship"] == "Partner of mother").to_numpy()
    assert joined.sum() > 10
    assert (after >= np.timedelta64(0)).all()
    assert np.median(after[joined]) > np.timedelta64(60, "D")
    seen = read_truth(out, "source_adults")
    seen = seen[seen["source_record_id"].str.startswith(POLICE)]["true_adult_id"]
    partners = adults[adults["relationship"] == "Partner of mother"]["true_adult_id"]
    never = ~partners[partners.isin(seen)].isin(_whose(out, SOCIAL_CARE))
    assert 0.2 < never.mean() < 0.9


def test_who_left_is_named_until_an_entry_that_followed(out: Path) -> None:
    named = _read(out, "named_adults")
    whose = _whose(out, SOCIAL_CARE)[named["nada_table_id"]]
    left = read_truth(out, "adults").set_index("true_adult_id")["to_date"][whose].to_numpy()
    end = pd.to_datetime(named["nada_end_date"]).to_numpy()
    ended = ~np.isnat(end)
    assert ended.any()
    assert (end[ended] >= left[ended]).all()
    assert (named["nada_end_date"] >= named["nada_start_date"])[ended].all()
    assert set(named.loc[ended, "nada_relationship"]).isdisjoint({"Mother", "Father"})


def test_the_case_system_groups_most_siblings_and_never_strangers(out: Path) -> None:
    truth = read_truth(out, "source_persons").set_index("source_person_id")["true_person_id"]
    home = read_truth(out, "persons").set_index("true_person_id")["household"]
    rows = _read(out, "ssd_family")
    of = home[truth["social_care/ssd/" + rows["fami_person_id"]]].to_numpy()
    assert rows["fami_person_id"].is_unique
    assert rows.assign(home=of).groupby("fami_family_id")["home"].nunique().max() == 1
    siblings = rows.assign(home=of)[pd.Series(of).duplicated(keep=False).to_numpy()]
    grouped = siblings["fami_family_id"].duplicated(keep=False).mean()
    assert 0.3 < grouped < 0.95


def test_without_noise_agencies_hold_adults_as_they_are(clean: Path) -> None:
    truth, adults = read_truth(clean, "source_adults"), read_truth(clean, "adults")
    agency = truth["source_record_id"].str.partition("/")[0]
    assert truth.groupby([agency, "true_adult_id"])["source_adult_id"].nunique().max() == 1
    true_births = adults.set_index("true_adult_id")["birth_date"]
    for table, prefix, key, birth in (
        ("named_adults", SOCIAL_CARE, "nada_table_id", "nada_dob"),
        ("persons_at_address", POLICE, "row_id", "date_of_birth"),
    ):
        rows = _read(clean, table)
        whose = _whose(clean, prefix)[rows[key]]
        assert pd.to_datetime(rows[birth]).tolist() == true_births[whose].tolist()


def test_an_earlier_delivery_knows_no_adult_and_no_end_of_later(out: Path, tmp_path: Path) -> None:
    day = UNTIL - timedelta(days=400)
    for feed, table in (("police/ppn", "persons_at_address"), ("social_care/ssd", "named_adults")):
        newest = out / "extracts" / feed / UNTIL.isoformat()
        folder = tmp_path / feed
        folder.mkdir(parents=True)
        whole = (newest / f"{table}.csv").read_bytes()
        (folder / f"{table}.csv").write_bytes(whole)
        keep_recorded_by(folder, read_manifest(newest / MANIFEST), day)
        rows, before = (pd.read_csv(one / f"{table}.csv", dtype="str") for one in (folder, newest))
        assert 0 < len(rows) < len(before)
        assert rows["recorded_date"].max() <= day.isoformat()
        if table == "named_adults":
            was = before.set_index("nada_table_id").loc[rows["nada_table_id"], "nada_end_date"]
            later = (was > day.isoformat()).to_numpy()
            assert later.any()
            assert rows.loc[later, "nada_end_date"].isna().all()
            assert rows.loc[~later, "nada_end_date"].tolist() == was[~later].tolist()
