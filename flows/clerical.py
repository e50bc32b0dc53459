"""The queue of pairs as a spreadsheet for the people who decide, and their decisions back.

Until there is a screen for it. A decision counts from the next night on, whatever date that night
stands on: a night that runs again for an earlier date uses every decision made so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from agencies.delivery import find_folders
from core.errors import PublicationError, SettingsError, StoreError
from core.store import Store
from flows.decisions import add_decisions, load_decisions, what_counts
from flows.filled_in import (
    AS_IT_STOOD,
    IDENTITIES,
    PAIR,
    TO_FILL_IN,
    each_said,
    identities_of,
    pair_of,
    read_decided,
    require_csv,
    with_identities,
)
from flows.history import past_nights, restrictions_received
from flows.night import code_version
from flows.table_files import cannot_use, defuse, write_table_file
from reports.wording.basics import counted

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from flows.history import PastNight

_TO_READ = ["why", "sentence", "waterfall"]
_DETAILS = (
    "agency", "forename", "surname", "birth_date", "expected_birth_date", "sex", "postcode",
    "address", "postcodes_before", "parent_names", "nhs_number", "upn", "other_identifier",
)  # fmt: skip
_HANDLE_WITH_CARE = (
    "It holds names, dates of birth and addresses of children: keep it where only those who decide "
    "can read it, send it to nobody, and delete it once it is applied."
)


@dataclass(frozen=True)
class Applied:
    """What became of the rows of a file, as counts."""

    kept: int
    without_effect: int
    undecided: int
    otherwise: int = 0
    overturned: int = 0
    verb: str = "kept"

    def __str__(self) -> str:
        """Say it in sentences."""
        said = [counted(self.kept, f"decision was {self.verb}", f"decisions were {self.verb}")]
        for rows, singular, plural in (
            (self.overturned, "of them overturns what was decided before",
             "of them overturn what was decided before"),
            (self.without_effect, "row changes nothing", "rows change nothing"),
            (self.undecided, "row is undecided", "rows are undecided"),
            (self.otherwise, "pair was decided otherwise since, and stays so",
             "pairs were decided otherwise since, and stay so"),
        ):  # fmt: skip
            said += [counted(rows, singular, plural)] if rows else []
        they = "It counts" if self.kept == 1 else "They count"
        said += [f"{they} from the next night on"] if self.kept else []
        return ". ".join(said) + "."


def export_queue(
    file: Path, *, store_folder: Path, extracts: Path, today: date, most: int | None = None
) -> str:
    """Write the last night's queue for people to decide on, and say what was written.

    One row per pair: what to fill in, why somebody should look, both records side by side, and
    the pair as it stands. Nobody who is restricted is in it, also not since this morning: a
    restrictions list that the last night did not know has to be used by a night first.

    Args:
        file: CSV that a spreadsheet opens; must not be there yet.
        store_folder: the folder of the store.
        extracts: folder of deliveries.
        today: up to when a restrictions list was received.
        most: how many pairs, the most useful first; all if not given.

    Raises:
        StoreError: no night in the store has a queue.
        PublicationError: the restrictions list is not the one of the last night.
        ContractError: there is no delivery in `extracts`.
        SettingsError: the file is there already, or cannot be written.
    """
    require_csv(file)
    if file.exists():
        # It may hold decisions that somebody has filled in.
        raise cannot_use(
            file, "a file that is there already", expected="a name that no file has yet"
        )
    night, store = _last_night(store_folder)
    _require_restrictions_known(night, extracts, today=today)
    source_persons = store.read(night.refs["source_persons"])
    queue = leave_out_restricted(
        store.read(night.refs["clerical_queue"]),
        store.read(night.refs["links"]),
        store.read(night.refs["persons"]),
    )
    rows = lay_side_by_side(choose_pairs(queue, most), source_persons)
    write_table_file(file, rows.map(lambda cell: defuse(cell) if isinstance(cell, str) else cell))
    return (
        f"Wrote {counted(len(rows), 'pair', 'pairs')} of the night of {night.as_of_date} to {file}. "
        f"{_HANDLE_WITH_CARE}\nWrite same or different in the column decision, and leave it empty "
        "where you cannot tell; then `wholestory clerical apply`."
    )


def leave_out_restricted(
    queue: pd.DataFrame, links: pd.DataFrame, persons: pd.DataFrame
) -> pd.DataFrame:
    """Give the pairs of which neither record is a restricted person's.

    Args:
        queue: see `core.catalogue.CLERICAL_QUEUE`.
        links: see `core.catalogue.LINKS`.
        persons: see `core.catalogue.PERSONS`.
    """
    restricted = persons.loc[persons["is_restricted"], "person_id"]
    hidden = links.loc[links["person_id"].isin(restricted), "source_person_id"]
    is_hidden = queue[PAIR[0]].isin(hidden) | queue[PAIR[1]].isin(hidden)
    return queue[~is_hidden].reset_index(drop=True)


def choose_pairs(queue: pd.DataFrame, most: int | None) -> pd.DataFrame:
    """Give the pairs drawn by chance, all of them, and as many others as there is room for.

    How many links are wrong is told by the drawn ones: with only hard pairs decided, nobody knows.

    Args:
        queue: see `core.catalogue.CLERICAL_QUEUE`; the most useful first.
        most: how many pairs; all if None.
    """
    if most is None:
        return queue
    is_drawn = queue["stratum"].notna()
    room = max(most - int(is_drawn.sum()), 0)
    is_chosen = is_drawn | ((~is_drawn).cumsum() <= room)
    return queue[is_chosen].head(most).reset_index(drop=True)


def lay_side_by_side(queue: pd.DataFrame, source_persons: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of the spreadsheet: each detail of one record beside the other's.

    Args:
        queue: see `core.catalogue.CLERICAL_QUEUE`.
        source_persons: see `core.catalogue.SOURCE_PERSONS`; of the same night.
    """
    told = source_persons.set_index("source_person_id")
    for name in ("birth_date", "expected_birth_date"):
        told[name] = told[name].dt.strftime("%Y-%m-%d")
    said: dict[str, Any] = {
        **dict.fromkeys(TO_FILL_IN, ""),
        **{name: queue[name] for name in _TO_READ},
    }
    for name in _DETAILS:
        for number, end in enumerate(PAIR, start=1):
            said[f"{name}_{number}"] = told[name].reindex(queue[end]).to_numpy()
    rows = pd.DataFrame({**said, **{name: queue[name] for name in (*PAIR, *AS_IT_STOOD)}})
    whose = identities_of(source_persons, rows)
    rows = rows.assign(
        **{kept: rows[end].map(whose) for end, kept in zip(PAIR, IDENTITIES, strict=True)}
    )
    return rows.assign(waterfall=rows["waterfall"].fillna("The two were not weighed."))


def apply_decisions(file: Path, *, store_folder: Path, by: str, decided_at: date) -> Applied:
    """Keep what a filled-in file says; a row without a decision is skipped.

    The same file applied twice adds nothing the second time. A decision that differs from what
    somebody decided before stands in its place, and is counted.

    Args:
        file: an exported file with the column decision filled in.
        store_folder: the folder of the store.
        by: who decided, as a staff reference.
        decided_at: the day.

    Raises:
        StoreError: no night in the store has a queue.
        SettingsError, LinkageError: the file cannot be read, nobody is named, or a row cannot be
            applied; then nothing is.
    """
    _require_reference(by)
    night, store = _last_night(store_folder)
    rows = read_decided(file, known=_records_known(night, store))
    source_persons = store.read(night.refs["source_persons"])
    decided = rows[rows["decision"] != ""]
    decided = with_identities(file, decided, identities_of(source_persons, decided))
    decisions = load_decisions(store_folder)
    counts = what_counts(decisions, source_persons=source_persons)
    new = [row for row in each_said(decided) if counts.get(pair_of(row)) != row["decision"]]
    before = what_counts(decisions)
    add_decisions(store_folder, [_sign(row, by=by, decided_at=decided_at) for row in new])
    return Applied(
        kept=len(new),
        overturned=sum(before.get(pair_of(row), row["decision"]) != row["decision"] for row in new),
        without_effect=len(decided) - len(new),
        undecided=len(rows) - len(decided),
    )


def undo_decisions(file: Path, *, store_folder: Path, by: str, decided_at: date) -> Applied:
    """Take back what a file says of each pair, where that is what counts; nothing is deleted.

    Args:
        file: a file as it was applied.
        store_folder: the folder of the store.
        by: who takes it back, as a staff reference.
        decided_at: the day.

    Raises:
        StoreError: no night in the store has a queue.
        SettingsError, LinkageError: see `apply_decisions`.
    """
    _require_reference(by)
    rows = read_decided(file, known=_records_known(*_last_night(store_folder)))
    counts = what_counts(load_decisions(store_folder))
    decided = rows[rows["decision"] != ""]
    held = [(row, counts.get(pair_of(row))) for row in each_said(decided)]
    taken_back = [
        {**{name: row[name] for name in PAIR}, "decision": "undo"}
        for row, word in held
        if word == row["decision"]
    ]
    add_decisions(store_folder, [_sign(row, by=by, decided_at=decided_at) for row in taken_back])
    return Applied(
        verb="taken back",
        kept=len(taken_back),
        without_effect=sum(word is None for _, word in held),
        undecided=len(rows) - len(decided),
        otherwise=sum(word is not None and word != row["decision"] for row, word in held),
    )


def _require_reference(by: str) -> None:
    if not any(sign.isalnum() for sign in by):
        raise SettingsError(
            "Nobody is named who decides.",
            where="option --by",
            expected="a staff reference such as sw-17",
            found="nothing",
            next_step="correct the command",
        )


def _require_restrictions_known(night: PastNight, extracts: Path, *, today: date) -> None:
    """Stop where somebody may be restricted whom the last night did not know of, or nobody said."""
    find_folders(extracts)  # says so where the folder holds no delivery at all
    received = restrictions_received(extracts, until=max(today, night.as_of_date))
    if received and received == night.restrictions:
        return
    found = {None: "a list that cannot be read", "": "no list"}.get(received, "another list")
    raise PublicationError(
        "The pairs were not written: they may name somebody who is restricted by now.",
        where=f"restrictions list in {extracts}",
        expected=f"one, the same that the night of {night.as_of_date} used",
        found=found,
        next_step="run a night with the list first; the run page says so if it was not used",
    )


def _last_night(store_folder: Path) -> tuple[PastNight, Store]:
    nights = [night for night in past_nights(store_folder) if "clerical_queue" in night.refs]
    if not nights:
        raise StoreError(
            "No night has been run in this store.",
            where=f"store folder {store_folder.name}",
            expected="a night that matched records to children",
            found="none",
            next_step="run `wholestory night` first",
        )
    return nights[-1], Store(store_folder, code_version=code_version())


def _records_known(night: PastNight, store: Store) -> set[str]:
    return set(store.read(night.refs["linkage_records"])["source_person_id"])


def _sign(row: dict[str, Any], *, by: str, decided_at: date) -> dict[str, Any]:
    return {**row, "decided_by": by.strip(), "decided_at": decided_at.isoformat()}
