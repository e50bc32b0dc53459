"""The truth about a simulated county, kept apart from the extracts: who is who, what was planted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.restrictions import restriction_ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from simulator.difficulty import Difficulty
    from simulator.identity import Roster
    from simulator.population import Population


def write_truth(
    folder: Path,
    *,
    population: Population,
    difficulty: Difficulty,
    rosters: Sequence[Roster],
    restricted: np.ndarray,
    concerns: pd.DataFrame,
    enquiries: pd.DataFrame,
) -> None:
    """Write persons, source_persons, planted and event_counts as Parquet."""
    folder.mkdir()
    sources = pd.concat([roster.truth() for roster in rosters], ignore_index=True)
    listed = pd.DataFrame(
        {"source_person_id": restriction_ids(len(restricted)), "child": restricted}
    )
    listed["source_person_id"] = "restrictions/restrictions_list/" + listed["source_person_id"]
    sources = pd.concat([sources, listed], ignore_index=True)
    sources["true_person_id"] = true_ids(sources.pop("child"))
    _write(sources.sort_values("source_person_id"), folder / "source_persons.parquet")
    _write(_persons(population, difficulty, restricted), folder / "persons.parquet")
    planted = difficulty.stories[difficulty.stories["is_planted"]]
    _write(
        pd.DataFrame(
            {
                "true_person_id": true_ids(planted["child"]),
                "from_date": _dates(planted["from_day"]),
                "turning_date": _dates(planted["turning_day"]),
                "to_date": _dates(planted["to_day"]),
            }
        ),
        folder / "planted.parquet",
    )
    _write(_event_counts(concerns, enquiries), folder / "event_counts.parquet")


def true_ids(children: pd.Series) -> pd.Series:
    """Give the id that a child has in the truth, and nowhere else."""
    return "true-" + children.astype("int64").astype("str").str.zfill(6)


def _persons(
    population: Population, difficulty: Difficulty, restricted: np.ndarray
) -> pd.DataFrame:
    children, stories = population.children, difficulty.stories
    index = pd.Series(np.arange(len(children)))
    return pd.DataFrame(
        {
            "true_person_id": true_ids(index),
            "household": "home-" + children["household"].astype("str").str.zfill(6),
            "birth_date": _dates(children["birth"]),
            "is_planted": index.isin(stories.loc[stories["is_planted"], "child"]),
            "is_lookalike": index.isin(stories.loc[~stories["is_planted"], "child"]),
            "is_restricted": index.isin(restricted),
        }
    )


def _event_counts(concerns: pd.DataFrame, enquiries: pd.DataFrame) -> pd.DataFrame:
    """Give how many concerns and enquiries truly happened, by kind; noise takes some away."""
    kinds = concerns.groupby(["agency", "kind"], as_index=False).size()
    made = pd.DataFrame(
        {
            "agency": "social_care",
            "kind": ["section_47_enquiry", "child_protection_plan"],
            "size": [len(enquiries), int((enquiries["plan_end"] > 0).sum())],
        }
    )
    return pd.concat([kinds, made], ignore_index=True).rename(columns={"size": "events"})


def _dates(days: pd.Series) -> pd.Series:
    dates = days.to_numpy().astype("int64").astype("datetime64[D]").astype("datetime64[us]")
    return pd.Series(dates, index=days.index)


def _write(rows: pd.DataFrame, path: Path) -> None:
    rows.reset_index(drop=True).to_parquet(path, index=False, compression="zstd")
