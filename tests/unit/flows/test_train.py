"""Linkage parameters are estimated from a night's records, of nobody who is restricted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from core.store import DatasetRef, Store
from flows.history import PastNight
from flows.night import code_version
from flows.settings import DEMO, load_settings
from flows.train import Proposal, propose_parameters
from linkage.train import train_parameters
from tests.support.people import invent_people


def _night(folder: Path, *, children: int, restricted: int = 0) -> tuple[PastNight, pd.DataFrame]:
    """Keep what a night left of some children, the first of them restricted; and give the others."""
    people = invent_people(children, seed=3)
    links = people.truth.rename(columns={"true_person_id": "person_id"}).assign(
        agency="police", matched_by="details", match_probability=1.0, needs_check=False
    )
    persons = pd.DataFrame({"person_id": sorted(set(links["person_id"]))}).assign(
        forename=None, surname=None, birth_date=pd.NaT, expected_birth_date=pd.NaT, sex=None,
        ethnicity=None, is_disabled=None, death_date=pd.NaT, team=None, agencies="police",
        household_id="1",
    )  # fmt: skip
    persons["is_restricted"] = persons.index < restricted
    store = Store(folder, code_version=code_version())
    made = {"source_persons": people.source_persons, "links": links, "persons": persons}
    refs = {name: store.write(DatasetRef(name, "1"), rows) for name, rows in made.items()}
    hidden = persons.loc[persons["is_restricted"], "person_id"]
    night = PastNight(
        as_of_date=date(2026, 9, 30), run_reference="r", outcome="published", listed=0,
        data_is_invented=True, restrictions="", refs=refs,
    )  # fmt: skip
    shown = links.loc[~links["person_id"].isin(hidden), "source_person_id"]
    others = people.source_persons[people.source_persons["source_person_id"].isin(shown)]
    return night, others.reset_index(drop=True)


def _propose(folder: Path, night: PastNight) -> Proposal:
    return propose_parameters.fn(folder, night, load_settings(DEMO))


def test_nothing_is_learned_from_the_records_of_a_restricted_person(tmp_path: Path) -> None:
    night, others = _night(tmp_path, children=500, restricted=50)
    proposal = _propose(tmp_path, night)
    assert proposal.parameters == train_parameters(others, seed=load_settings(DEMO).seed)
    # Beside the number of all records, the exact one would tell how many are restricted.
    assert f"{len(others):,}" not in proposal.parameters["source"]


def test_too_few_records_give_no_proposal_and_say_so(tmp_path: Path) -> None:
    night, _ = _night(tmp_path, children=20)
    proposal = _propose(tmp_path, night)
    assert proposal.parameters is None
    assert "too few records" in proposal.why_not


def test_a_night_of_an_older_code_gives_no_proposal_and_says_so(tmp_path: Path) -> None:
    night, _ = _night(tmp_path, children=20)
    del night.refs["source_persons"]
    assert "kept none of its records" in _propose(tmp_path, night).why_not
