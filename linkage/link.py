"""Which records, of different agencies, are about the same child?

Makes `links` and `persons`. Valid identifiers come first; what they leave open is weighed on
names, dates and addresses. When in doubt, records stay apart: a missed link leaves a story in
pieces, a false one tells one child's story as another's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

import pandas as pd

from core.catalogue import LINKS, SOURCE_PERSONS
from core.errors import LinkageError
from linkage.candidates import pair_by_details, pair_by_identifier
from linkage.certainty import Certainty, judge_links
from linkage.cluster import Clusters, Pair, Record, cluster_records
from linkage.evidence import build_evidence, without_overused_identifiers
from linkage.persons import RESTRICTIONS, build_persons
from linkage.settings import LINK_THRESHOLD, RESTRICTION_THRESHOLD, Parameters
from linkage.spine import Spine, count_moved, name_clusters

_APART = ("birth_dates", "forenames", "sexes", "nhs_numbers", "upns", "same_feed")


@dataclass(frozen=True)
class Linked:
    """The links and persons of a night, and counts for the run page (no personal value)."""

    links: pd.DataFrame
    persons: pd.DataFrame
    summary: dict[str, int]


def link_persons(
    source_persons: pd.DataFrame, *, parameters: Parameters, previous_links: pd.DataFrame | None
) -> Linked:
    """Put the records of each child together and give the child a reference.

    Links: one row per source person. Persons: one row per person. Both are ordered by their
    first column; the same rows in another order give the same result.
    Absent: a record with nothing to compare stands as a person of its own.

    Args:
        source_persons: see `core.catalogue.SOURCE_PERSONS`.
        parameters: `linkage.settings.REVIEWED_PARAMETERS`, or what `train_parameters` gave.
        previous_links: last night's links, for stable references; None on the first night.

    Raises:
        LinkageError: a source person comes twice, or is lost on the way.
    """
    source_persons = SOURCE_PERSONS.conform(source_persons)
    _require_unique(source_persons["source_person_id"])
    evidence, overused = without_overused_identifiers(build_evidence(source_persons))
    evidence["number"] = range(len(evidence))
    keys = evidence["source_person_id"].tolist()

    pairs = pair_by_identifier(evidence)
    pairs += pair_by_details(evidence, parameters, at_least=RESTRICTION_THRESHOLD)
    clusters = cluster_records(
        _records(evidence), [pair for pair in pairs if pair.probability >= LINK_THRESHOLD]
    )
    previous = _by_source_person(previous_links)
    person_ids, spine = _name_persons(clusters, keys, previous)
    _require_all(keys, person_ids)
    restricted = {person_ids[keys[n]] for n in _restricted_records(evidence, clusters, pairs)}

    links = _build_links(evidence, judge_links(clusters), person_ids)
    persons = build_persons(source_persons, evidence, person_ids=person_ids, restricted=restricted)
    summary = {
        **_count(links, persons, clusters),
        "person_ids_kept": spine.kept,
        "person_ids_new": spine.new,
        "moved_since_last_night": count_moved(person_ids, previous),
        "identifiers_overused": overused,
    }
    return Linked(links, persons, summary)


def _require_unique(keys: pd.Series) -> None:
    repeated = int(keys.duplicated().sum())
    if repeated:
        raise LinkageError(
            "A person of an agency comes more than once.",
            where="dataset source_persons, column source_person_id",
            expected="one row for each person of an agency's system",
            found=f"{repeated:,} repeated of {len(keys):,} rows",
            next_step="correct the feed's to_persons, or set the repeated rows aside before",
        )


def _require_all(keys: list[str], person_ids: dict[str, str]) -> None:
    lost = len(keys) - len(person_ids)
    if lost or set(keys) != set(person_ids):
        raise LinkageError(
            "Records were lost or repeated while they were put together.",
            where="dataset links",
            expected=f"each of {len(keys):,} source persons with exactly one person",
            found=f"{len(person_ids):,} source persons",
            next_step="report this as a fault of linkage.cluster",
        )


def _records(evidence: pd.DataFrame) -> dict[int, Record]:
    births = evidence["birth_date"].where(
        (evidence["birth_date"] != "") | (evidence["birth_year"] == 0),
        evidence["birth_year"].astype("str") + "-01-01",
    )
    columns = ("number", "feed", "forename", "surname", "sex", "nhs_number", "upn")
    return {
        number: Record(
            number, feed, forename, surname, date.fromisoformat(birth) if birth else None,
            sex, nhs_number, upn,
        )
        for (number, feed, forename, surname, sex, nhs_number, upn), birth in zip(
            zip(*(evidence[column].tolist() for column in columns), strict=True),
            births.tolist(),
            strict=True,
        )
    }  # fmt: skip


def _by_source_person(links: pd.DataFrame | None) -> dict[str, str]:
    if links is None:
        return {}
    return dict(zip(links["source_person_id"], links["person_id"], strict=True))


def _name_persons(
    clusters: Clusters, keys: list[str], previous: dict[str, str]
) -> tuple[dict[str, str], Spine]:
    """Give the person_id of each source person."""
    members: dict[int, list[str]] = defaultdict(list)
    for number in sorted(clusters.root):
        members[clusters.root[number]].append(keys[number])
    spine = name_clusters(list(members.values()), previous)
    named = zip(members.values(), spine.person_ids, strict=True)
    return {key: person_id for group, person_id in named for key in group}, spine


def _restricted_records(evidence: pd.DataFrame, clusters: Clusters, pairs: list[Pair]) -> set[int]:
    """Give the records of persons on the restrictions list, or near one who is.

    Near: any record above `RESTRICTION_THRESHOLD`, even one that was kept apart: it may be a
    piece of the restricted child's story that could not be put together.
    """
    listed = evidence.loc[evidence["agency"] == RESTRICTIONS, "number"].tolist()
    roots = {clusters.root[number] for number in listed}
    near = set(listed)
    for pair in pairs:
        if clusters.root[pair.left] in roots:
            near.add(pair.right)
        if clusters.root[pair.right] in roots:
            near.add(pair.left)
    return near


def _build_links(
    evidence: pd.DataFrame, judged: dict[int, Certainty], person_ids: dict[str, str]
) -> pd.DataFrame:
    certainties = [judged[number] for number in evidence["number"]]
    links = evidence[["source_person_id", "agency"]].assign(
        person_id=evidence["source_person_id"].map(person_ids),
        matched_by=[certainty.matched_by for certainty in certainties],
        match_probability=pd.Series(
            [certainty.probability for certainty in certainties], dtype="float64"
        ),
        needs_check=[certainty.needs_check for certainty in certainties],
    )
    return LINKS.conform(links)


def _count(links: pd.DataFrame, persons: pd.DataFrame, clusters: Clusters) -> dict[str, int]:
    matched = Counter(links["matched_by"])
    apart = Counter(
        why
        for pair, why in clusters.refused
        if pair.basis == "details" and clusters.root[pair.left] != clusters.root[pair.right]
    )
    # Among them the same UPN under two NHS numbers.
    conflicts = sum(
        pair.basis == "identifier" and clusters.root[pair.left] != clusters.root[pair.right]
        for pair, _ in clusters.refused
    )
    return {
        "source_persons": len(links),
        "persons": len(persons),
        "by_identifier": matched["identifier"],
        "by_details": matched["details"],
        "alone": matched["alone"],
        "needs_check": int(links["needs_check"].sum()),
        "identifier_conflicts": conflicts,
        "restricted_persons": int(persons["is_restricted"].sum()),
        "most_records_of_one_person": max(Counter(links["person_id"]).values(), default=0),
        **{f"kept_apart_by_{why}": apart[why] for why in _APART},
    }
