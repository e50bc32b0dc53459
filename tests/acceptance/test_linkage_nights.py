"""Nights in a row: only what changed is worked out, and people's decisions count and can be undone."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from core.store import Store
from flows.clerical import apply_decisions, export_queue, undo_decisions
from flows.decisions import load_decisions
from flows.history import PastNight, past_nights
from flows.linking import read_before
from flows.night import code_version
from flows.receive import receive_files
from flows.settings import DEMO, load_settings
from flows.train import propose_parameters
from linkage.link import Before, link_persons
from linkage.settings import REVIEWED_PARAMETERS
from linkage.spine import resolve
from tests.support.nights import UNTIL, Ended, run_night

STAFF = {"by": "sw-17", "decided_at": date(2026, 10, 1)}
PAIR = ("source_person_id", "other_source_person_id")


@dataclass(frozen=True)
class Nights:
    """A county, its store, and the pairs that were decided after the second night."""

    extracts: Path
    store: Path
    file: Path
    joined: tuple[str, str]
    parted: tuple[str, str]

    def of(self, day: int) -> PastNight:
        """Give a night by its number, the first is 1."""
        wanted = UNTIL + timedelta(days=day - 1)
        return next(night for night in past_nights(self.store) if night.as_of_date == wanted)

    def read(self, day: int, name: str) -> pd.DataFrame:
        """Give a dataset of a night."""
        return Store(self.store, code_version=code_version()).read(self.of(day).refs[name])

    def persons_of(self, day: int, pair: tuple[str, str]) -> list[str]:
        """Give the references of the two records on a night."""
        links = self.read(day, "links").set_index("source_person_id")["person_id"]
        return [links[one] for one in pair]


@pytest.fixture(scope="module")
def nights(county: Path, first_night: Ended, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """Give two nights, the second on three changed police records, and two decisions after them."""
    folder = tmp_path_factory.mktemp("nights")
    extracts = shutil.copytree(county, folder / "extracts")
    store = shutil.copytree(first_night.store, folder / "store")
    _change_three_records(extracts, folder)
    _run(extracts, store, day=2)
    file = folder / "pairs.csv"
    export_queue(file, store_folder=store, extracts=extracts, today=STAFF["decided_at"])
    rows = _rows(file)
    alone = _records_on_their_own(store)
    apart = next(row for row in rows if row["is_linked"] == "False" and row[PAIR[1]] in alone)
    taken = {apart[name] for name in PAIR}
    together = next(
        row for row in rows if row["is_linked"] == "True" and not taken & {row[n] for n in PAIR}
    )
    apart["decision"], together["decision"] = "same", "different"
    _write(file, rows)
    apply_decisions(file, store_folder=store, **STAFF)
    pairs = [(row[PAIR[0]], row[PAIR[1]]) for row in (apart, together)]
    return Nights(extracts, store, file, *pairs)


@pytest.fixture(scope="module")
def decided(nights: Nights) -> Nights:
    """Give a third night, on which the decisions count."""
    _run(nights.extracts, nights.store, day=3)
    return nights


def _run(extracts: Path, store: Path, *, day: int) -> Ended:
    ended = run_night(extracts, store, as_of=UNTIL + timedelta(days=day - 1))
    assert ended.code == 0, ended.said
    return ended


def _records_on_their_own(store: Path) -> set[str]:
    night = past_nights(store)[-1]
    links = Store(store, code_version=code_version()).read(night.refs["links"])
    return set(links[~links["person_id"].duplicated(keep=False)]["source_person_id"])


def _change_three_records(extracts: Path, folder: Path) -> None:
    (sent,) = extracts.glob("police/ppn/*/nominals.csv")
    rows = _rows(sent)[:3]
    for row in rows:
        row["surname"] += "-Changed"
    _write(folder / "nominals.csv", rows)
    day = UNTIL + timedelta(days=1)
    receive_files(
        [folder / "nominals.csv", *_without_rows(sent.parent, folder)], extracts=extracts,
        agency="police", format_="ppn", received_date=day, coverage=(UNTIL, day),
        area="Exampleshire", can_record_sharing=True, holds="changes",
    )  # fmt: skip


def _without_rows(sent: Path, folder: Path) -> list[Path]:
    for path in sent.glob("*.csv"):
        if path.name != "nominals.csv":
            head = path.read_text(encoding="utf-8").splitlines()[0]
            (folder / path.name).write_text(f"{head}\n", encoding="utf-8")
    return [folder / path.name for path in sent.glob("*.csv") if path.name != "nominals.csv"]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def test_a_night_on_few_changes_has_the_links_of_a_full_one(nights: Nights) -> None:
    source_persons = nights.read(2, "source_persons")
    fully = link_persons(
        source_persons,
        parameters=REVIEWED_PARAMETERS,
        before=Before(links=nights.read(1, "links")),
        night=nights.of(2).as_of_date,
    )
    for name in ("links", "persons", "clerical_queue"):
        pd.testing.assert_frame_equal(nights.read(2, name), getattr(fully, name))
    assert (source_persons["surname"].str.endswith("-Changed")).sum() == 3


def test_only_what_changed_is_worked_out_again(nights: Nights) -> None:
    before = read_before(
        Store(nights.store, code_version=code_version()), nights.of(1), load_decisions(Path("none"))
    )
    again = link_persons(
        nights.read(2, "source_persons"), parameters=REVIEWED_PARAMETERS, before=before
    )
    assert 3 <= again.worked_out_again < 30 < len(again.links)
    pd.testing.assert_frame_equal(again.links, nights.read(2, "links"))


def test_a_decision_joins_two_records_and_parts_two_others(decided: Nights) -> None:
    assert len(set(decided.persons_of(2, decided.joined))) == 2
    assert len(set(decided.persons_of(3, decided.joined))) == 1
    assert len(set(decided.persons_of(2, decided.parted))) == 1
    assert len(set(decided.persons_of(3, decided.parted))) == 2


def test_an_old_reference_leads_to_the_new_one_and_the_change_is_recorded(decided: Nights) -> None:
    (now,) = set(decided.persons_of(3, decided.joined))
    (old,) = set(decided.persons_of(2, decided.joined)) - {now}
    changes = decided.read(3, "person_changes")
    assert resolve(old, changes, current=set(decided.read(3, "persons")["person_id"])) == (now,)
    tonight = changes[changes["night"] == pd.Timestamp(decided.of(3).as_of_date)]
    assert set(tonight["what"]) >= {"merged", "split"}


def test_a_night_that_runs_again_gives_the_same(decided: Nights) -> None:
    before = decided.of(3).refs
    _run(decided.extracts, decided.store, day=3)
    assert decided.of(3).refs == before


def test_an_earlier_night_does_not_read_the_memory_of_a_later_one(decided: Nights) -> None:
    store = shutil.copytree(decided.store, decided.store.with_name("earlier"))
    (store / "clerical_decisions.jsonl").unlink()
    before = decided.of(2).refs
    _run(decided.extracts, store, day=2)
    again = Nights(decided.extracts, store, decided.file, decided.joined, decided.parted)
    assert again.of(2).refs == before


def test_estimating_parameters_anew_changes_no_decision(decided: Nights) -> None:
    kept = decided.store / "clerical_decisions.jsonl"
    before = kept.read_bytes()
    proposal = propose_parameters.fn(decided.store, decided.of(3), load_settings(DEMO)).parameters
    assert proposal is not None
    assert kept.read_bytes() == before
    again = link_persons(
        decided.read(3, "source_persons"),
        parameters=proposal,
        before=Before(decisions=load_decisions(decided.store)),
    )
    person = again.links.set_index("source_person_id")["person_id"]
    assert person[decided.joined[0]] == person[decided.joined[1]]
    assert person[decided.parted[0]] != person[decided.parted[1]]


def test_taking_decisions_back_brings_the_pairs_back(decided: Nights) -> None:
    undo_decisions(decided.file, store_folder=decided.store, **STAFF)
    assert load_decisions(decided.store)["decision"].tolist() == [
        "same", "different", "undo", "undo",
    ]  # fmt: skip
    _run(decided.extracts, decided.store, day=4)
    assert len(set(decided.persons_of(4, decided.joined))) == 2
    assert len(set(decided.persons_of(4, decided.parted))) == 1
