"""What one night remembers for the next, and what becomes of references."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from core.catalogue import DATASETS
from linkage.link import Before, link_persons
from linkage.memory import Memory
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.people import invent_people


@pytest.fixture(scope="module")
def people():
    return invent_people(300, seed=9).source_persons


@pytest.fixture(scope="module")
def monday(people):
    return night(people)


def night(people, parameters=REVIEWED_PARAMETERS, **before):
    return link_persons(
        people, parameters=parameters, before=Before(**before), night=date(2026, 11, 23)
    )


def changed(people):
    rows = people.copy()
    rows.loc[rows.index[::40], "surname"] = "Ashby"
    return rows.drop(rows.index[::33])


def test_only_what_changed_is_worked_out_again(people, monday):
    assert monday.worked_out_again == len(people)
    assert night(people, memory=monday.memory).worked_out_again == 0
    assert 0 < night(changed(people), memory=monday.memory).worked_out_again < len(people) / 4


def test_a_memory_that_was_written_and_read_is_the_same_memory(people, monday, tmp_path):
    kept = {}
    for name, frame in monday.memory.frames().items():
        DATASETS[name].conform(frame).to_parquet(tmp_path / f"{name}.parquet")
        kept[name] = DATASETS[name].conform(pd.read_parquet(tmp_path / f"{name}.parquet"))
    quick = night(changed(people), memory=Memory.from_frames(kept))
    whole = night(changed(people), links=monday.links)
    for name in ("links", "persons", "clerical_queue", "person_changes"):
        pd.testing.assert_frame_equal(getattr(quick, name), getattr(whole, name))


def test_other_parameters_make_a_memory_void_but_not_its_references(people, monday):
    other = {**REVIEWED_PARAMETERS, "version": "trained-1"}
    tuesday = night(people, parameters=other, memory=monday.memory)
    assert tuesday.worked_out_again == len(people)
    pd.testing.assert_frame_equal(tuesday.links, monday.links)


def test_who_was_away_for_some_nights_comes_back_under_the_same_reference(people, monday):
    without = people[people["agency"] != "education"]
    tuesday = night(without, memory=monday.memory)
    wednesday = night(without, memory=tuesday.memory)
    thursday = night(people, memory=wednesday.memory)
    pd.testing.assert_frame_equal(thursday.links, monday.links)


def test_changes_of_references_are_kept_from_night_to_night(people, monday):
    assert set(monday.person_changes["what"]) == {"new"}
    without = people[people["agency"] != "health"]
    tuesday = night(without, memory=monday.memory, person_changes=monday.person_changes)
    assert len(tuesday.person_changes) > len(monday.person_changes)
    assert {"new", "gone"} <= set(tuesday.person_changes["what"])


def test_a_reference_that_is_gone_is_never_given_to_somebody_else(people, monday):
    first = people.head(1)
    one = night(first)
    nobody = night(people.head(0), memory=one.memory, person_changes=one.person_changes)
    stranger = first.assign(forename="Zebedee", surname="Quill")
    # The memory is lost, the record of changes is not.
    again = night(stranger, person_changes=nobody.person_changes)
    assert again.links["person_id"].tolist() != one.links["person_id"].tolist()
    assert monday.links["person_id"].notna().all()
