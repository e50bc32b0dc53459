"""The truth about a simulated county, kept apart from the extracts: who is who, what was planted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from simulator.plants import MECHANISMS
from simulator.writing import ParquetFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from simulator.difficulty import Difficulty
    from simulator.identity import Roster
    from simulator.population import Population

_PERSONS = pa.schema(
    {"true_person_id": pa.string(), "household": pa.string(), "birth_date": pa.timestamp("us"),
     "death_date": pa.timestamp("us"), "is_planted": pa.bool_(), "is_lookalike": pa.bool_(),
     "is_restricted": pa.bool_()}
)  # fmt: skip
_SOURCE_PERSONS = pa.schema({"source_person_id": pa.string(), "true_person_id": pa.string()})
_PLANTED = pa.schema(
    {"true_person_id": pa.string(), "from_date": pa.timestamp("us"),
     "turning_date": pa.timestamp("us"), "to_date": pa.timestamp("us"),
     "mechanism": pa.string(), "is_named_by_a_feature": pa.bool_()}
)  # fmt: skip


class Truth:
    """The folder of the truth while it is being filled."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.files: dict[str, ParquetFile] = {}
        self.counts: dict[tuple[str, str], int] = {}

    def add(
        self,
        population: Population,
        difficulty: Difficulty,
        rosters: Sequence[Roster],
        restricted: pd.DataFrame,
    ) -> None:
        """Add persons, source_persons and planted of some families."""
        ids = true_ids(population)
        sources = pd.concat([roster.truth() for roster in rosters], ignore_index=True)
        listed = pd.DataFrame(
            {
                "source_person_id": "restrictions/restrictions_list/"
                + restricted["restriction_id"].astype("str"),
                "child": restricted["child"],
            }
        )
        sources = pd.concat([sources, listed]).sort_values(["child", "source_person_id"])
        sources["true_person_id"] = ids.to_numpy()[sources.pop("child").astype("int64")]
        self._append("source_persons", sources, _SOURCE_PERSONS)
        self._append("persons", _persons(population, difficulty, restricted, ids), _PERSONS)
        stories = difficulty.stories
        planted = stories[stories["is_planted"]]
        hows = [MECHANISMS[number] for number in planted["mechanism"]]
        told = {"from_date": "from_day", "turning_date": "turning_day", "to_date": "to_day"}
        made = pd.DataFrame({name: _dates(planted[day]) for name, day in told.items()})
        made.insert(0, "true_person_id", ids.to_numpy()[planted["child"]])
        made["mechanism"] = pd.Series([how.name for how in hows], index=made.index, dtype=object)
        made["is_named_by_a_feature"] = [how.is_named for how in hows]
        self._append("planted", made, _PLANTED)

    def count(self, concerns: pd.DataFrame, enquiries: pd.DataFrame) -> None:
        """Count how many concerns and enquiries truly happened; noise takes some away."""
        made = {
            **{tuple(key): n for key, n in concerns.groupby(["agency", "kind"]).size().items()},
            ("social_care", "section_47_enquiry"): len(enquiries),
            ("social_care", "child_protection_plan"): int((enquiries["plan_end"] > 0).sum()),
        }
        for key, number in made.items():
            self.counts[key] = self.counts.get(key, 0) + int(number)

    def close(self) -> None:
        """Finish every file."""
        for file in self.files.values():
            file.close()
        rows = [(agency, kind, n) for (agency, kind), n in sorted(self.counts.items())]
        counts = pd.DataFrame(rows, columns=["agency", "kind", "events"])
        counts.to_parquet(self.folder / "event_counts.parquet", index=False, compression="zstd")

    def _append(self, name: str, rows: pd.DataFrame, schema: pa.Schema) -> None:
        file = self.files.setdefault(name, ParquetFile(self.folder / f"{name}.parquet"))
        table = pa.Table.from_pandas(rows[schema.names], schema, preserve_index=False)
        file.append(table.replace_schema_metadata(None))


def true_ids(population: Population) -> pd.Series:
    """Give the id that each child has in the truth, and nowhere else."""
    return "true-" + population.children["id"].astype("str").str.zfill(7)


def _persons(
    population: Population, difficulty: Difficulty, restricted: pd.DataFrame, ids: pd.Series
) -> pd.DataFrame:
    children, stories = population.children, difficulty.stories
    index = children.index.to_series()
    died = children["death"] <= population.period.until
    return pd.DataFrame(
        {
            "true_person_id": ids,
            "household": "home-" + children["home"].astype("str").str.zfill(7),
            "birth_date": _dates(children["birth"]),
            "death_date": _dates(children["death"].where(died, 0)).where(died),
            "is_planted": index.isin(stories.loc[stories["is_planted"], "child"]),
            "is_lookalike": index.isin(stories.loc[~stories["is_planted"], "child"]),
            "is_restricted": index.isin(restricted["child"]),
        }
    )


def _dates(days: pd.Series) -> pd.Series:
    dates = days.to_numpy().astype("int64").astype("datetime64[D]").astype("datetime64[us]")
    return pd.Series(dates, index=days.index)
