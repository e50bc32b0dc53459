"""The partnership's list of people whose records nobody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.restrictions.restrictions_list_tables import REASONS
from simulator.population import address_at

if TYPE_CHECKING:
    from simulator.extracts import Setting
    from simulator.writing import Frames


def make_restrictions(setting: Setting) -> tuple[Frames, np.ndarray]:
    """Give the list, and the children on it."""
    population, rng = setting.population, setting.rng
    born = np.flatnonzero(population.children["birth"] <= population.period.until)
    count = int(np.ceil(setting.noise.restricted * len(born)))
    child = np.sort(rng.choice(born, size=count, replace=False))
    of = population.children.iloc[child].reset_index(drop=True)
    until = np.full(count, population.period.until)
    home = address_at(population.addresses, of["household"].to_numpy(), until)
    listed = pd.DataFrame(
        {
            "restriction_id": restriction_ids(count),
            "nhs_number": of["nhs_number"],
            "upn": of["upn"],
            "forename": of["forename"],
            "surname": of["surname"],
            "date_of_birth": of["birth"],
            "postcode": home["postcode"],
            "reason_code": rng.choice(list(REASONS.codes), size=count),
            "effective_from": until - rng.integers(10, 900, size=count),
        }
    )
    return {"restrictions_list": listed}, child


def restriction_ids(count: int) -> list[str]:
    """Give the numbers of the restrictions, in the order of the list."""
    return [f"RX{number + 1:04d}" for number in range(count)]
