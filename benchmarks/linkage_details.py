"""What the linkage benchmark prints beside its rows: noise, time by stage, clusters, groups, bands."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from benchmarks.county_persons import measure_noise
from benchmarks.results import Row
from linkage import link
from linkage.link import Linked
from linkage.quality import calibrate, measure_against_truth, measure_by_decisions
from linkage.review import is_settled
from linkage.settings import REVIEWED_PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.noisy_persons import Invented

_AS_OF = date(2026, 9, 30)
_STAGES = (
    "build_evidence", "complete_feeds", "with_what_others_hold", "mark_records", "weigh_marks",
    "build_edges", "decide_clusters", "build_persons", "draw_pairs", "find_candidates",
    "build_queue",
)  # fmt: skip


def noise_rows(name: str, invented: Invented) -> list[Row]:
    """Compare the noise that is there with the noise that the goals ask for."""
    return [
        Row(measure=f"{name}, noise: {rate.what}", goal=f"{rate.stated:.1%}",
            figure=f"{rate.found:.1%}", met=None)
        for rate in measure_noise(invented)
    ]  # fmt: skip


def decisions_row(name: str, linked: Linked, invented: Invented) -> Row:
    """Answer every pair drawn by chance with the truth, and say what decisions would tell."""
    drawn = linked.clerical_queue.dropna(subset=["stratum"])
    who = invented.truth.set_index("source_person_id")["true_person_id"]
    one, other = (
        who.reindex(drawn[end]).to_numpy() for end in ("source_person_id", "other_source_person_id")
    )
    said = pd.Series(one == other, index=drawn.index).map({True: "same", False: "different"})
    decisions = drawn.drop(columns=["sentence", "match_weight", "waterfall"])
    found = measure_by_decisions(
        decisions.assign(decision=said, decided_at=pd.Timestamp(_AS_OF)),
        invented.source_persons, as_of_date=_AS_OF, queue=linked.clerical_queue,
    )  # fmt: skip
    of_all = found[(found["source"] == "clerical") & (found["group"] == "all")]
    words = [
        f"{measure.replace('_', ' ')} {share:.1%} ({low:.1%} to {high:.1%})"
        for measure, share, low, high in zip(
            of_all["measure"], of_all["share"], of_all["low"], of_all["high"], strict=True
        )
    ]
    return Row(
        measure=f"{name}: what one night's {len(drawn)} pairs drawn by chance tell",
        goal="",
        figure=", ".join(words),
        met=None,
    )


def print_details(name: str, linked: Linked, invented: Invented) -> None:
    """Print the calibration of probabilities, quality by group, and sizes of clusters."""
    ids = linked.memory.records["source_person_id"].to_numpy()
    first = linked.memory.records.reset_index().drop_duplicates("mark").set_index("mark")["index"]
    pairs = linked.memory.pairs[~is_settled(linked.memory.pairs)]
    weighed = pd.DataFrame(
        {
            "source_person_id": ids[first.loc[pairs["left"]]],
            "other_source_person_id": ids[first.loc[pairs["right"]]],
            "match_probability": pairs["match_probability"],
        }
    )
    print(f"\n{name}: calibration, pairs that neither forename nor birth date settles")
    print(calibrate(weighed, invented.truth).to_string(index=False, float_format="%.4f"))
    print(f"\n{name}: false and missed links by group, with 95% ranges")
    by_group = measure_against_truth(
        linked.links, invented.truth, invented.source_persons, as_of_date=_AS_OF
    )
    print(by_group.to_string(index=False, float_format="%.4f"))
    print(f"\n{name}: persons by number of records")
    sizes = linked.links["person_id"].value_counts().value_counts().sort_index()
    print(", ".join(f"{records}: {persons:,}" for records, persons in sizes.items()))


def print_stages(invented: Invented) -> None:
    """Print the processor seconds of each stage of a full night."""
    seconds = dict.fromkeys(_STAGES, 0.0)

    def clocked(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **named: Any) -> Any:
            start = time.process_time()
            found = stage(*args, **named)
            seconds[name] += time.process_time() - start
            return found

        return run

    stages = {name: getattr(link, name) for name in _STAGES}
    start = time.process_time()
    try:
        for name, stage in stages.items():
            setattr(link, name, clocked(name, stage))
        link.link_persons(invented.source_persons, parameters=REVIEWED_PARAMETERS)
    finally:
        for name, stage in stages.items():
            setattr(link, name, stage)
    whole = time.process_time() - start
    print("\nProcessor seconds by stage of a full night")
    for name, spent in {**seconds, "all else": whole - sum(seconds.values())}.items():
        print(f"  {name:<24}{spent:6.1f}")
