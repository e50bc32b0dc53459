"""Simulates a county: four agencies' extracts in their published formats, and the truth apart.

What goes on in families is drawn first, then what each agency comes to know of it, then what
social care does, then when matters escalate. Only at the end is it written, through the agencies'
contracts, with the faults that records have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.delivery import write_manifest
from agencies.education.school_census_tables import COLLECTION
from agencies.feeds import find_feed
from simulator.case_system import make_social_care
from simulator.concerns import draw_concerns
from simulator.difficulty import Difficulty, draw_difficulty, move_families
from simulator.education import make_education
from simulator.escalation import draw_enquiries
from simulator.extracts import Setting
from simulator.health import make_health
from simulator.identity import Roster
from simulator.parameters import CountyParameters, Noise
from simulator.police import make_police
from simulator.population import Period, Population, build_population, day_number, to_date
from simulator.restrictions import make_restrictions
from simulator.social_care import live_through
from simulator.truth import write_truth
from simulator.workers import Teams, draw_teams
from simulator.writing import Frames, spoil_rows, to_text, write_csv, write_parquet

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from simulator.casebook import Casebook

AREA = "Exampleshire"
RECORDING_DELAY_DAYS = 1
# Rows that say who someone is stay whole: without them nothing about the person could be kept.
_WHOLE = ("ssd_person", "ssd_department", "nominals", "patients", "restrictions_list")


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """What was written: rows by feed and table, and how many people there are to find."""

    children: int
    planted: int
    restricted: int
    source_persons: dict[str, int]
    rows: dict[str, dict[str, int]]


@dataclass(frozen=True, kw_only=True)
class County:
    """What truly happened, before anyone wrote it down."""

    parameters: CountyParameters
    population: Population
    difficulty: Difficulty
    concerns: pd.DataFrame
    enquiries: pd.DataFrame
    teams: Teams
    book: Casebook


def simulate(
    out: Path,
    *,
    children: int,
    years: int,
    seed: int,
    until: date,
    noise: Noise | None = None,
    parameters: CountyParameters | None = None,
) -> Simulated:
    """Write a county's extracts to `<out>/extracts` and the truth about it to `<out>/truth`.

    The same arguments give the same bytes. One delivery per feed, received on the last day and
    marked as a historical load; nothing in it was recorded later.

    Args:
        out: folder to write to; it may hold no simulated county yet.
        children: how many are under 18 on the last day.
        years: how far the extracts go back.
        seed: a different one gives different people and different events.
        until: the last day.
        noise: how records fall short of the truth; the default is meant to be realistic.
        parameters: what the county is like; the default follows figures for England.

    Raises:
        FileExistsError: the folder already holds extracts, which are never overwritten.
    """
    noise = noise or Noise()
    county = draw_county(
        parameters or CountyParameters(), children=children, years=years, seed=seed, until=until
    )
    (out / "extracts").mkdir(parents=True)
    extracts = _Extracts(out, county, noise, seed, until)
    extracts.write_all()
    write_truth(
        out / "truth",
        population=county.population,
        difficulty=county.difficulty,
        rosters=extracts.rosters,
        restricted=extracts.restricted,
        concerns=county.concerns,
        enquiries=county.enquiries,
    )
    return Simulated(
        children=children,
        planted=int(county.difficulty.stories["is_planted"].sum()),
        restricted=len(extracts.restricted),
        source_persons={roster.feed: len(roster.persons) for roster in extracts.rosters},
        rows=extracts.rows,
    )


def draw_county(
    parameters: CountyParameters, *, children: int, years: int, seed: int, until: date
) -> County:
    """Draw what truly happens in a county, and what each agency comes to know of it."""
    last = day_number(until)
    period = Period(day_number(_years_before(until, years)), last)
    chance = [np.random.default_rng([seed, stage]) for stage in range(7)]
    population = build_population(parameters, children=children, period=period, rng=chance[0])
    difficulty = draw_difficulty(parameters, population, chance[1])
    population = move_families(population, difficulty, chance[2])
    concerns = draw_concerns(parameters, population, difficulty, chance[3])
    enquiries = draw_enquiries(parameters, population, difficulty, chance[4])
    teams = draw_teams(parameters, period, children=children, rng=chance[5])
    book = live_through(
        parameters, population, concerns=concerns, enquiries=enquiries, teams=teams, rng=chance[6]
    )
    return County(
        parameters=parameters, population=population, difficulty=difficulty, concerns=concerns,
        enquiries=enquiries, teams=teams, book=book,
    )  # fmt: skip


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


class _Extracts:
    """The extracts folder while it is being filled."""

    def __init__(self, out: Path, county: County, noise: Noise, seed: int, until: date) -> None:
        self.folder, self.county, self.noise, self.until = out / "extracts", county, noise, until
        self.chance = [np.random.default_rng([seed, 100 + stage]) for stage in range(6)]
        self.rosters: list[Roster] = []
        self.rows: dict[str, dict[str, int]] = {}
        self.restricted = np.array([], dtype="int64")

    def write_all(self) -> None:
        """Write one delivery for each feed."""
        county = self.county
        frames, roster = make_social_care(self._setting(0), county.book, county.teams)
        self._deliver("social_care/ssd", {"": frames}, roster)
        frames, roster = make_police(self._setting(1), county.concerns)
        self._deliver("police/ppn", {"": frames}, roster)
        frames, roster = make_health(self._setting(2), county.concerns)
        self._deliver("health/ecds_csds", {"": frames}, roster)
        terms, roster = make_education(self._setting(3), county.concerns)
        self._deliver("education/school_census", terms, roster)
        frames, self.restricted = make_restrictions(self._setting(4))
        self._deliver("restrictions/restrictions_list", {"": frames}, None)

    def _setting(self, stage: int) -> Setting:
        county = self.county
        return Setting(county.parameters, self.noise, county.population, self.chance[stage])

    def _deliver(self, name: str, sets: dict[str, Frames], roster: Roster | None) -> None:
        """Write the tables of a feed and the manifest; each set has its start of file names."""
        agency, format_ = name.split("/")
        feed = find_feed(agency, format_)
        folder = self.folder / agency / format_ / self.until.isoformat()
        folder.mkdir(parents=True)
        counts = self.rows.setdefault(name, {})
        for prefix, frames in sets.items():
            for table_name, frame in frames.items():
                table = feed.table(table_name)
                text = to_text(frame, table, without=COLLECTION if prefix else ())
                if table_name not in _WHOLE and not table_name.startswith("pupil"):
                    text = spoil_rows(text, table, share=self.noise.invalid_row, rng=self.chance[5])
                is_parquet = agency == "health"
                path = folder / f"{prefix}{table_name}.{'parquet' if is_parquet else 'csv'}"
                (write_parquet if is_parquet else write_csv)(text, path)
                counts[table_name] = counts.get(table_name, 0) + len(text)
        if roster is not None:
            self.rosters.append(roster)
        write_manifest(
            folder, agency=agency, format=format_, received_date=self.until,
            current_as_of=self.until, coverage_start=to_date(self.county.population.period.start),
            coverage_end=self.until, area=AREA, can_record_sharing=agency == "police",
            is_historical_load=True, recording_delay_days=RECORDING_DELAY_DAYS,
        )  # fmt: skip
