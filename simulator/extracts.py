"""What every extract is made of: the setting it is made in, and the tables with their roster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from simulator.identity import Roster, draw_roster, recorded_days

if TYPE_CHECKING:
    import numpy as np

    from simulator.parameters import CountyParameters, Noise
    from simulator.population import Population


@dataclass(frozen=True)
class Setting:
    """The county as the extracts of one agency are made in it."""

    parameters: CountyParameters
    noise: Noise
    population: Population
    rng: np.random.Generator

    def recorded(self, rows: pd.DataFrame, *, agency: str) -> pd.DataFrame:
        """Give the rows that the agency's system holds by the last day, with `recorded_date`.

        Args:
            rows: with `day`, from which on each can be recorded.
            agency: whose delays apply.
        """
        until = self.population.period.until
        made = recorded_days(rows["day"], agency=agency, noise=self.noise, rng=self.rng)
        rows = rows.assign(recorded_date=made)
        return rows[(made <= until) & (rows["day"] <= until)].reset_index(drop=True)

    def roster(self, feed: str, *children: pd.Series) -> Roster:
        """Draw the records of the children whom any of the agency's rows is about."""
        return draw_roster(
            self.population, pd.concat(children), feed=feed, noise=self.noise, rng=self.rng
        )

    def numbers(self, rows: pd.DataFrame, letter: str) -> list[str]:
        """Give each row an id of the agency's own, in no telling order."""
        return [f"{letter}{500_000 + int(n)}" for n in self.rng.permutation(len(rows))]
