"""The truth about a simulated county, kept apart from the extracts: who is who, what was planted.

| file | one row per | columns |
|---|---|---|
| persons | child | true_person_id, household, birth_date, death_date, is_planted, is_lookalike, is_restricted |
| source_persons | child as an agency holds it | source_person_id, true_person_id |
| adults | adult of a household, for as long as it is their home | true_adult_id, household (as in persons), relationship to the children, sex, birth_date, from_date, to_date (empty: still there) |
| source_adults | row that an agency sent about an adult | source_record_id (`agency/table/row`), source_adult_id (`agency/format/number`, or `agency/format/table/row` where the adult has no number), true_adult_id |
| planted | child with a planted story | true_person_id, from_date, turning_date, to_date, mechanism, is_named_by_a_feature |
| event_counts | agency and kind | events that truly happened |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from simulator.plants import MECHANISMS
from simulator.population import OPEN_DAY
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
_ADULTS = pa.schema(
    {"true_adult_id": pa.string(), "household": pa.string(), "relationship": pa.string(),
     "sex": pa.string(), "birth_date": pa.timestamp("us"), "from_date": pa.timestamp("us"),
     "to_date": pa.timestamp("us")}
)  # fmt: skip
_SOURCE_ADULTS = pa.schema(
    {"source_record_id": pa.string(), "source_adult_id": pa.string(), "true_adult_id": pa.string()}
)
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
        """Add persons, source_persons, adults, source_adults and planted of some families."""
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
        self._append("adults", _adults(population), _ADULTS)
        written = pd.concat([roster.adults for roster in rosters], ignore_index=True)
        written = written.sort_values(["adult", "source_record_id"])
        written["true_adult_id"] = _adult_ids(population).to_numpy()[written.pop("adult")]
        self._append("source_adults", written, _SOURCE_ADULTS)
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


def _adult_ids(population: Population) -> pd.Series:
    return "adult-" + population.adults["id"].astype("str").str.zfill(7)


def _adults(population: Population) -> pd.DataFrame:
    adults = population.adults
    home = pd.Series(population.homes[adults["household"]]).astype("str").str.zfill(7)
    left = adults["to_day"] < OPEN_DAY
    return pd.DataFrame(
        {
            "true_adult_id": _adult_ids(population),
            "household": "home-" + home,
            "relationship": adults["relationship"],
            "sex": adults["sex"],
            "birth_date": _dates(adults["birth"]),
            "from_date": _dates(adults["from_day"]),
            "to_date": _dates(adults["to_day"].where(left, 0)).where(left),
        }
    )


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
