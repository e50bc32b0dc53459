"""Pairs are drawn by chance, stay in the queue until somebody decides, and tell how good links are."""

from __future__ import annotations

import pandas as pd
import pytest

from linkage.link import Before, link_persons
from linkage.sample import STRATA
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.people import invent_people


@pytest.fixture(scope="module")
def people():
    return invent_people(400, seed=8)


@pytest.fixture(scope="module")
def linked(people):
    return link_persons(people.source_persons, parameters=REVIEWED_PARAMETERS)


def drawn(linked):
    return linked.clerical_queue.dropna(subset=["stratum"])


def decide(pairs, word="same"):
    return pairs[["source_person_id", "other_source_person_id"]].assign(
        decision=word, decided_at=pd.Timestamp("2026-11-23")
    )


def again(people, **before):
    return link_persons(
        people.source_persons, parameters=REVIEWED_PARAMETERS, before=Before(**before)
    )


def test_a_few_pairs_of_each_stratum_are_drawn_and_say_from_how_many(linked):
    pairs = drawn(linked)
    assert set(pairs["stratum"]) <= set(STRATA)
    for stratum, members in pairs.groupby("stratum"):
        size = members["stratum_pairs"].unique()
        assert len(size) == 1
        assert len(members) == min(STRATA[stratum], size[0])
    assert pairs["is_linked"].equals(pairs["stratum"].str.startswith("put together"))


def test_linked_pairs_in_strata_are_all_linked_pairs(linked):
    sizes = drawn(linked).drop_duplicates("stratum").set_index("stratum")["stratum_pairs"]
    members = linked.links.groupby("person_id").size()
    together = sizes[[name for name in sizes.index if name.startswith("put together")]]
    assert together.sum() == (members * (members - 1) // 2).sum()


def test_a_pair_drawn_by_chance_stays_until_somebody_decides_and_never_comes_again(people, linked):
    first = drawn(linked)
    pd.testing.assert_frame_equal(drawn(again(people, links=linked.links)), first)
    asked = first[first["why"] == "random_sample"]
    pairs = asked[asked["is_linked"]]
    later = again(people, links=linked.links, decisions=decide(pairs))
    keys = ["source_person_id", "other_source_person_id"]
    assert later.clerical_queue.merge(pairs[keys], on=keys).empty
    assert set(drawn(later)["stratum"]) >= set(pairs["stratum"])


def test_a_pair_that_is_asked_about_anyway_keeps_its_reason_and_its_stratum(linked):
    both = drawn(linked)
    both = both[both["why"] != "random_sample"]
    assert not both.empty
    assert not linked.clerical_queue.duplicated(
        ["source_person_id", "other_source_person_id"]
    ).any()


def test_the_evidence_of_a_pair_drawn_by_chance_is_there(linked):
    chance = drawn(linked)
    known = chance[chance["match_weight"].notna()]
    assert known["waterfall"].notna().all()
    apart = chance[~chance["is_linked"]]
    assert apart["match_weight"].notna().all()


def test_nobody_on_the_restrictions_list_is_drawn_or_counted(people, linked):
    pair = drawn(linked).query("is_linked").iloc[0]
    listed = people.source_persons.set_index("source_person_id").loc[[pair["source_person_id"]]]
    listed = listed.reset_index().assign(
        source_person_id="restrictions/restrictions_list/1",
        agency="restrictions", format="restrictions_list",
    )  # fmt: skip
    rows = pd.concat([people.source_persons, listed], ignore_index=True)
    restricted = link_persons(rows, parameters=REVIEWED_PARAMETERS)
    hidden = restricted.persons.loc[restricted.persons["is_restricted"], "person_id"]
    held = restricted.links.set_index("source_person_id")["person_id"].isin(hidden)
    assert held.any()
    pairs = drawn(restricted)
    for end in ("source_person_id", "other_source_person_id"):
        assert not held[pairs[end]].any()
    sizes, before = (
        drawn(night).drop_duplicates("stratum").set_index("stratum")["stratum_pairs"].sum()
        for night in (restricted, linked)
    )
    assert sizes < before


def test_a_crowd_of_placeholders_is_not_drawn_from():
    people = invent_people(1, seed=3).source_persons.head(1)
    crowd = pd.concat([people] * 60, ignore_index=True)
    crowd["source_person_id"] = [f"police/ppn/{n:03d}" for n in range(60)]
    assert drawn(link_persons(crowd, parameters=REVIEWED_PARAMETERS)).empty
