"""The simulated county's source persons, read from its extracts as a night reads them, and the truth.

The other county of the linkage benchmark, `benchmarks.noisy_persons`, states each share of noise as
a number; here noise is what the simulator's systems and their clerks do. `measure_noise` says how
hard either is, by the list of the goals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.delivery import find_deliveries, read_files
from agencies.feeds import find_feed
from agencies.parse import parse_tables
from benchmarks.noisy_persons import Invented
from expectations.checkpoint import check_delivery
from linkage.evidence import build_evidence
from linkage.names import count_edits
from simulator.county import simulate

if TYPE_CHECKING:
    from pathlib import Path

_YEARS, _UNTIL = 5, date(2026, 9, 30)


def simulate_persons(children: int, *, seed: int, folder: Path) -> Invented:
    """Write a simulated county, and read who the agencies say is in it, and who is who.

    Args:
        children: how many are under 18 on the last day.
        seed: the same seed gives the same county.
        folder: where the county is written; must not exist.
    """
    simulate(folder, children=children, years=_YEARS, seed=seed, until=_UNTIL)
    return read_county(folder)


def read_county(folder: Path) -> Invented:
    """Read the extracts of a simulated county through the contracts, and its truth.

    Args:
        folder: see `simulator.county.simulate`.
    """
    persons = []
    for delivery in find_deliveries(folder / "extracts", until=_UNTIL):
        feed = find_feed(delivery.agency, delivery.format)
        tables = parse_tables(read_files(delivery.folder, feed).tables, feed)
        persons.append(feed.to_persons(check_delivery(tables, feed).accepted))
    people = pd.concat(persons, ignore_index=True)
    truth = pd.read_parquet(folder / "truth" / "source_persons.parquet")
    return Invented(people, truth[truth["source_person_id"].isin(people["source_person_id"])])


@dataclass(frozen=True)
class Rate:
    """One kind of noise: the goal's words, the share the goal states, and the share that is there."""

    what: str
    stated: float
    found: float


def measure_noise(invented: Invented) -> list[Rate]:
    """Measure how hard a county is to link, against what most records of each child say.

    Misspelt and short forms: a surname or forename one or two letters, or a short form, away from
    what most of the child's records hold. Old address: another postcode than most of them hold.
    """
    evidence = build_evidence(invented.source_persons)
    rows = evidence.merge(invented.truth, on="source_person_id")
    police, care = rows["agency"] == "police", rows["agency"] == "social_care"
    agrees = {name: rows[name] == _most_held(rows, name) for name in _COMPARED}
    is_known = {name: rows[name] != "" for name in _COMPARED}
    is_short = is_known["forename"] & ~agrees["forename"] & agrees["forename_key"]
    is_misspelt = _is_near(rows, "forename") | _is_near(rows, "surname")
    surnames = rows[is_known["surname"] & ~_is_near(rows, "surname")]
    surnames = surnames.groupby("true_person_id")["surname"].nunique()
    births = rows[is_known["birth_date"]].drop_duplicates("true_person_id")
    families = births.groupby(["birth_date", "surname", "postcode"])["true_person_id"]
    is_twin = (births["postcode"] != "") & (families.transform("size") > 1)

    def share(column: str, who: pd.Series) -> float:
        return float((rows.loc[who, column] == "").mean())

    return [
        Rate("police without date of birth", 0.18, share("birth_date", police)),
        Rate("police misspelt", 0.07, float(is_misspelt[police].mean())),
        Rate("police nicknames", 0.08, float(is_short[police].mean())),
        Rate("police at an old address", 0.25,
             float((~agrees["postcode"] & is_known["postcode"])[police].mean())),
        Rate("police without NHS number", 1.0, share("nhs_number", police)),
        Rate("police without UPN", 1.0, share("upn", police)),
        Rate("social care without NHS number", 0.45, share("nhs_number", care)),
        Rate("social care without UPN", 0.50, share("upn", care)),
        Rate("education without NHS number", 1.0,
             share("nhs_number", rows["agency"] == "education")),
        Rate("health without UPN", 1.0, share("upn", rows["agency"] == "health")),
        Rate("twins", 0.025, float(is_twin.mean())),
        Rate("changed surnames", 0.08, float((surnames > 1).mean())),
    ]  # fmt: skip


_COMPARED = ("forename", "forename_key", "surname", "birth_date", "postcode")


def _most_held(rows: pd.DataFrame, column: str) -> pd.Series:
    """Give each record the value that most records of its child hold; ties by the alphabet."""
    given = rows[rows[column] != ""]
    counts = given.groupby(["true_person_id", column]).size().rename("n").reset_index()
    counts = counts.sort_values(["true_person_id", "n", column], ascending=[True, False, True])
    most = counts.drop_duplicates("true_person_id").set_index("true_person_id")[column]
    return rows["true_person_id"].map(most).fillna("")


def _is_near(rows: pd.DataFrame, column: str) -> pd.Series:
    """Say which names differ from what most of the child's records hold by a letter or two."""
    usual = _most_held(rows, column)
    differ = np.flatnonzero((rows[column] != usual) & (rows[column] != ""))
    near = np.zeros(len(rows), dtype=bool)
    near[differ] = [
        1 <= count_edits(a, b) <= 2
        for a, b in zip(rows[column].iloc[differ], usual.iloc[differ], strict=True)
    ]
    return pd.Series(near, index=rows.index)
