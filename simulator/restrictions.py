"""The partnership's list of people whose records nobody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.restrictions.restrictions_list_tables import REASONS
from simulator.addresses import address_at

if TYPE_CHECKING:
    from simulator.extracts import Setting
    from simulator.writing import Frames


def make_restrictions(setting: Setting) -> tuple[Frames, pd.DataFrame]:
    """Give the list, and for each of its rows the child it is about."""
    population, until = setting.population, setting.population.period.until
    every = pd.DataFrame({"child": np.arange(len(population.children))})
    born = population.column("birth") <= until
    chosen = setting.draws("who", every).happens(setting.noise.restricted)
    # The county's last family is on the list, so that no county is without one.
    last = population.column("home") == population.plan.homes - 1
    rows = every[born & (chosen | (last & (population.column("ends") > until)))]
    rows = rows.reset_index(drop=True)
    luck = setting.draws("why", rows)
    of = population.children.iloc[rows["child"]].reset_index(drop=True)
    today = np.full(len(rows), until)
    home = address_at(population.addresses, of["household"].to_numpy(), today)
    listed = pd.DataFrame(
        {
            "restriction_id": setting.numbers(rows, "RX"),
            "nhs_number": of["nhs_number"],
            "upn": of["upn"],
            "forename": of["forename"],
            "surname": of["surname"],
            "date_of_birth": of["birth"],
            "postcode": home["postcode"],
            "reason_code": luck.pick(list(REASONS.codes)),
            "effective_from": today - luck.integers(10, 900),
        }
    )
    return {"restrictions_list": listed}, rows.assign(restriction_id=listed["restriction_id"])
