"""What every extract is made of: the setting it is made in, and the tables with their roster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.casebook import MOST_ROWS, make_ids
from simulator.chance import occurrence
from simulator.identity import Roster, draw_roster

if TYPE_CHECKING:
    import pandas as pd

    from simulator.chance import Draws
    from simulator.parameters import CountyParameters, Noise
    from simulator.population import Population


@dataclass(frozen=True)
class Setting:
    """The county as the extracts of one agency are made in it."""

    agency: str
    parameters: CountyParameters
    noise: Noise
    population: Population

    def draws(self, stage: str, rows: pd.DataFrame) -> Draws:
        """Give draws for an agency's rows, each about a `child`."""
        return self.population.draws(f"{self.agency} {stage}", rows["child"])

    def recorded(self, rows: pd.DataFrame, stage: str) -> pd.DataFrame:
        """Give the rows that the agency's system holds by the last day, with `recorded_date`.

        Seldom at once, at times late.

        Args:
            rows: with `child`, and `day`, from which on each can be recorded.
            stage: name of the draw.
        """
        until = self.population.period.until
        shares = dict(self.noise.recording)[self.agency]
        luck = self.draws(f"{stage} recorded", rows)
        band = luck.place(shares)
        low, high = np.array([0, 1, 4, 22])[band], np.array([0, 3, 21, 90])[band]
        made = rows["day"] + luck.integers(low, high + 1)
        rows = rows.assign(recorded_date=made)
        return rows[(made <= until) & (rows["day"] <= until)].reset_index(drop=True)

    def roster(self, feed: str, *children: pd.Series) -> Roster:
        """Draw the records of the children whom any of the agency's rows is about."""
        known = np.unique(np.concatenate([one.to_numpy().astype("int64") for one in children]))
        return draw_roster(self.population, known, feed=feed, noise=self.noise)

    def numbers(self, rows: pd.DataFrame, letter: str) -> list[str]:
        """Give each row about a `child` an id of the agency's own, in no telling order."""
        ids = self.population.column("id")[rows["child"]]
        keys = ids * MOST_ROWS + occurrence(ids)
        return make_ids(self.population, letter, keys)
