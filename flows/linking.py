"""From each agency's persons to one person a child: link, remember, and say how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from core.catalogue import LINKAGE_CALIBRATION
from core.errors import SettingsError, StoreError
from core.store import hash_of
from flows.decisions import fingerprint, load_decisions
from flows.history import last_night_before
from flows.night import Night, make_once
from linkage.link import Before, link_persons
from linkage.memory import Memory
from linkage.quality import calibrate, measure_against_truth, measure_by_decisions
from linkage.review import is_settled

if TYPE_CHECKING:
    from core.store import DatasetRef, Store
    from flows.history import PastNight
    from flows.sources import Sources

MEMORY = (
    "linkage_basis", "linkage_records", "linkage_evidence", "linkage_pairs", "linkage_afterwards",
    "linkage_crowded", "linkage_asked", "linkage_persons",
)  # fmt: skip
"""What a night remembers for the next one; see `linkage.memory.Memory`."""


@dataclass(frozen=True, kw_only=True)
class Linked:
    """References to who is who, what became of references, and what the next night needs."""

    links: DatasetRef
    persons: DatasetRef
    linkage_summary: DatasetRef
    clerical_queue: DatasetRef
    person_changes: DatasetRef
    linkage_basis: DatasetRef
    linkage_records: DatasetRef
    linkage_evidence: DatasetRef
    linkage_pairs: DatasetRef
    linkage_afterwards: DatasetRef
    linkage_crowded: DatasetRef
    linkage_asked: DatasetRef
    linkage_persons: DatasetRef


@dataclass(frozen=True, kw_only=True)
class Quality:
    """References to how many links are wrong or missing, as far as anybody can tell."""

    linkage_quality: DatasetRef
    linkage_calibration: DatasetRef


@task(name="Match to children")
def link(night: Night, sources: Sources) -> Linked:
    """Put each agency's persons together, from what the last night left and people decided."""
    store, parameters = night.store, night.settings.linkage_parameters
    last = last_night_before(night.store_folder, night.as_of_date)
    decisions = load_decisions(night.store_folder)
    kept = {name: last.refs[name] for name in _FROM_BEFORE if name in last.refs} if last else {}
    names = tuple(Linked.__dataclass_fields__)
    refs = tuple(
        store.ref(
            name, sources.source_persons, *kept.values(), parameters=parameters,
            decisions=fingerprint(decisions), as_of_date=night.as_of_date,
        )
        for name in names
    )  # fmt: skip

    def make() -> tuple[pd.DataFrame, ...]:
        linked = link_persons(
            store.read(sources.source_persons),
            parameters=parameters,
            before=read_before(store, last, decisions),
            night=night.as_of_date,
        )
        summary = pd.DataFrame(
            {"measure": list(linked.summary), "n": list(linked.summary.values())}
        )
        made = {**vars(linked), **linked.memory.frames(), "linkage_summary": summary}
        return tuple(made[name] for name in names)

    make_once(store, refs, make)
    return Linked(**dict(zip(names, refs, strict=True)))


_FROM_BEFORE = ("links", "person_changes", *MEMORY)


def read_before(store: Store, last: PastNight | None, decisions: pd.DataFrame) -> Before:
    """Give what the last night left for linkage.

    A memory that is not whole, or has the columns of other code, is left out: all is worked out
    again. References are not: without them every child would get another one.

    Args:
        store: the store.
        last: the last night before tonight that linked persons; None on the first.
        decisions: see `flows.decisions.load_decisions`.

    Raises:
        StoreError: the last night's references cannot be read.
    """
    if last is None:
        return Before(decisions=decisions)
    frames = _read(store, last, MEMORY)
    # Records that were away last night are in the memory's own list alone.
    known = _read(store, last, ("linkage_records",)) or _read(store, last, ("links",))
    changes = _read(store, last, ("person_changes",))
    if known is None or (changes is None and "person_changes" in last.refs):
        raise StoreError(
            "The references of the last night cannot be read.",
            where=f"store folder {store.folder.name}, night of {last.as_of_date}",
            expected="datasets links, linkage_records and person_changes, as that night wrote them",
            found="at least one that is missing or has other columns",
            next_step="put the store back from a copy; without them every child would get another "
            "reference, and nobody could find a story again",
        )
    (held,) = known.values()
    return Before(
        memory=Memory.from_frames(frames) if frames else None,
        links=held,
        person_changes=changes["person_changes"] if changes else None,
        decisions=decisions,
    )


def _read(store: Store, last: PastNight, names: tuple[str, ...]) -> dict[str, pd.DataFrame] | None:
    """Give some datasets of a night, all or none."""
    if not set(names) <= set(last.refs):
        return None
    try:
        return {name: store.read(last.refs[name]) for name in names}
    except StoreError:
        return None


@task(name="Measure links")
def measure_links(night: Night, sources: Sources, linked: Linked) -> Quality:
    """Estimate false and missed links: from decisions, and in an invented county from its truth.

    Raises:
        SettingsError: a truth is given, and the settings do not say that the data is invented.
    """
    truth = night.truth
    if truth and not night.settings.data_is_invented:
        raise SettingsError(
            "The truth of an invented county was given for a night on real records.",
            where=f"setting data_is_invented, {night.settings.file_name}",
            expected="true where a truth is given",
            found="false",
            next_step="use the settings of the invented county, or give no truth",
        )
    store = night.store
    decisions = load_decisions(night.store_folder)
    known = pd.read_parquet(truth / "source_persons.parquet") if truth else None
    refs = tuple(
        store.ref(
            name, sources.source_persons, linked.links, linked.clerical_queue, linked.linkage_pairs,
            decisions=fingerprint(decisions), as_of_date=night.as_of_date,
            truth=hash_of(known.astype("str").to_numpy().tolist()) if known is not None else None,
        )
        for name in Quality.__dataclass_fields__
    )  # fmt: skip

    def make() -> tuple[pd.DataFrame, ...]:
        persons, day = store.read(sources.source_persons), night.as_of_date
        queue = store.read(linked.clerical_queue)
        found = [measure_by_decisions(decisions, persons, as_of_date=day, queue=queue)]
        if known is None:
            return found[0], LINKAGE_CALIBRATION.empty()
        links = store.read(linked.links)
        found.append(measure_against_truth(links, known, persons, as_of_date=day))
        weighed = store.read(linked.linkage_pairs)
        # Of pairs that are kept apart whatever their probability, nobody ever reads it.
        pairs = pairs_of_records(weighed[~is_settled(weighed)], store.read(linked.linkage_records))
        return pd.concat(found, ignore_index=True), calibrate(pairs, known)

    make_once(store, refs, make)
    return Quality(linkage_quality=refs[0], linkage_calibration=refs[1])


def pairs_of_records(pairs: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Give each weighed pair of marks as the pairs of records that hold them.

    One row per pair of records: source_person_id, other_source_person_id, match_probability.

    Args:
        pairs: see `core.catalogue.LINKAGE_PAIRS`.
        records: see `core.catalogue.LINKAGE_RECORDS`, with `mark`.
    """
    here = records.loc[records["is_present"], ["source_person_id", "mark"]]
    other = here.rename(columns={"source_person_id": "other_source_person_id"})
    both = pairs.merge(here, left_on="left", right_on="mark").drop(columns="mark")
    both = both.merge(other, left_on="right", right_on="mark")
    return both[["source_person_id", "other_source_person_id", "match_probability"]]
