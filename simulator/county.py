"""Simulates a county: four agencies' extracts in their published formats, and the truth apart.

What goes on in families is drawn first, then what each agency comes to know of it, then what
social care does, then when matters escalate. Only at the end is it written, through the agencies'
contracts, with the faults that records have. It is done for some families at a time, and what is
written does not depend on how many.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agencies.delivery import write_manifest
from agencies.education.school_census_tables import COLLECTION
from agencies.feeds import find_feed
from simulator.addresses import settle
from simulator.adults import draw_adults
from simulator.case_system import make_departments, make_social_care
from simulator.chance import Chance
from simulator.concerns import draw_concerns
from simulator.difficulty import Difficulty, draw_difficulty
from simulator.education import make_education
from simulator.escalation import draw_enquiries
from simulator.extracts import Setting
from simulator.health import make_health
from simulator.parameters import CountyParameters, Noise
from simulator.police import make_police
from simulator.population import (
    Period,
    Plan,
    Population,
    build_population,
    day_number,
    plan_homes,
    to_date,
)
from simulator.restrictions import make_restrictions
from simulator.social_care import live_through
from simulator.truth import Truth
from simulator.workers import Teams, draw_teams
from simulator.writing import Frames, ParquetFile, append_csv, spoil_rows, text_table, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from simulator.casebook import Casebook
    from simulator.identity import Roster

AREA = "Exampleshire"
RECORDING_DELAY_DAYS = 1
HOUSEHOLDS_A_CHUNK = 6000
# Rows that say who someone is stay whole: without them nothing about the person could be kept.
_WHOLE = (
    "ssd_person", "ssd_department", "named_adults", "nominals", "persons_at_address", "patients",
    "restrictions_list",
)  # fmt: skip
_FEEDS = (
    "social_care/ssd", "police/ppn", "health/ecds_csds", "education/school_census",
    "restrictions/restrictions_list",
)  # fmt: skip


@dataclass(kw_only=True)
class Simulated:
    """What was written: rows by feed and table, and how many people there are to find."""

    children: int
    planted: int
    restricted: int
    source_persons: dict[str, int]
    rows: dict[str, dict[str, int]]


@dataclass(frozen=True, kw_only=True)
class County:
    """What truly happened in some families, before anyone wrote it down."""

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
    households_a_chunk: int = HOUSEHOLDS_A_CHUNK,
) -> Simulated:
    """Write a county's extracts to `<out>/extracts` and the truth about it to `<out>/truth`.

    The same arguments give the same bytes, whatever the size of the chunks. One delivery per feed,
    received on the last day and marked as a historical load; nothing in it was recorded later.

    Args:
        out: folder to write to; it may hold no simulated county yet.
        children: how many are under 18 on the last day.
        years: how far the extracts go back.
        seed: a different one gives different people and different events.
        until: the last day.
        noise: how records fall short of the truth; the default is meant to be realistic.
        parameters: what the county is like; the default follows figures for England.
        households_a_chunk: families that are in memory together.

    Raises:
        FileExistsError: the folder already holds extracts, which are never overwritten.
    """
    parameters = parameters or CountyParameters()
    plan, chance = plan_county(parameters, children=children, years=years, seed=seed, until=until)
    (out / "extracts").mkdir(parents=True)
    extracts = _Extracts(out, plan, noise or Noise(), chance, until)
    for county in draw_chunks(parameters, plan, chance, households_a_chunk=households_a_chunk):
        extracts.add(county)
    extracts.close()
    return extracts.simulated


def plan_county(
    parameters: CountyParameters, *, children: int, years: int, seed: int, until: date
) -> tuple[Plan, Chance]:
    """Count the county's families, and give where its chance comes from."""
    period = Period(day_number(_years_before(until, years)), day_number(until))
    chance = Chance(seed)
    return plan_homes(parameters, children=children, period=period, chance=chance), chance


def draw_chunks(
    parameters: CountyParameters, plan: Plan, chance: Chance, *, households_a_chunk: int
) -> Iterator[County]:
    """Draw what truly happens in a county, some families at a time."""
    teams = draw_teams(parameters, plan, chance)
    for first in range(0, plan.homes, households_a_chunk):
        population = build_population(
            parameters, plan, first=first, last=first + households_a_chunk, chance=chance
        )
        if len(population.children):
            yield _live(parameters, population, teams)


def _live(parameters: CountyParameters, population: Population, teams: Teams) -> County:
    difficulty = draw_difficulty(parameters, population)
    stories = difficulty.stories.set_index("child")
    for name, otherwise in (("split_in", ""), ("at_old_address", False)):
        told = stories[name].reindex(population.children.index)
        population.children[name] = told.where(told.notna(), otherwise).astype(
            type(otherwise) if otherwise is False else object
        )
    population = settle(parameters, population, difficulty)
    population = replace(population, adults=draw_adults(parameters, population, difficulty))
    concerns = draw_concerns(parameters, population, difficulty)
    enquiries = draw_enquiries(parameters, population, difficulty)
    book = live_through(parameters, population, concerns=concerns, enquiries=enquiries, teams=teams)
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
    """The extracts folder, and the truth apart, while they are being filled."""

    def __init__(self, out: Path, plan: Plan, noise: Noise, chance: Chance, until: date) -> None:
        self.folder, self.plan, self.noise, self.chance = (out / "extracts", plan, noise, chance)
        self.until, self.truth = until, Truth(out / "truth")
        self.parquet: dict[str, ParquetFile] = {}
        self.written: dict[Path, int] = {}
        self.simulated = Simulated(
            children=plan.children, planted=0, restricted=0,
            source_persons=dict.fromkeys(_FEEDS[:4], 0), rows={feed: {} for feed in _FEEDS},
        )  # fmt: skip
        for feed in _FEEDS:
            self._place(feed).mkdir(parents=True)

    def add(self, county: County) -> None:
        """Add what every agency sends about some families."""
        social_care, known = make_social_care(self._setting("social_care", county), county.book)
        if not self.simulated.rows["social_care/ssd"]:
            social_care["ssd_department"] = make_departments(county.teams)
        self._append("social_care/ssd", "", social_care)
        police, nominals = make_police(self._setting("police", county), county.concerns)
        self._append("police/ppn", "", police)
        health, patients = make_health(self._setting("health", county), county.concerns)
        self._append("health/ecds_csds", "", health)
        terms, pupils = make_education(self._setting("education", county), county.concerns)
        for prefix, frames in terms.items():
            self._append("education/school_census", prefix, frames)
        listed, restricted = make_restrictions(self._setting("restrictions", county))
        self._append("restrictions/restrictions_list", "", listed)
        self._tell(county, [known, nominals, patients, pupils], restricted)

    def _tell(self, county: County, rosters: list[Roster], restricted: pd.DataFrame) -> None:
        self.truth.add(county.population, county.difficulty, rosters, restricted)
        self.truth.count(county.concerns, county.enquiries)
        self.simulated.planted += int(county.difficulty.stories["is_planted"].sum())
        self.simulated.restricted += len(restricted)
        for roster in rosters:
            self.simulated.source_persons[roster.feed] += len(roster.persons)

    def close(self) -> None:
        """Finish every file and write the manifests."""
        self.truth.close()
        for file in self.parquet.values():
            file.close()
        for feed in _FEEDS:
            agency, format_ = feed.split("/")
            write_manifest(
                self._place(feed), agency=agency, format=format_, received_date=self.until,
                current_as_of=self.until, coverage_start=to_date(self.plan.period.start),
                coverage_end=self.until, area=AREA, can_record_sharing=agency == "police",
                is_historical_load=True, recording_delay_days=RECORDING_DELAY_DAYS,
                rows=self.simulated.rows[feed],
            )  # fmt: skip

    def _place(self, feed: str) -> Path:
        return self.folder / feed / self.until.isoformat()

    def _setting(self, agency: str, county: County) -> Setting:
        return Setting(agency, county.parameters, self.noise, county.population)

    def _append(self, name: str, prefix: str, frames: Frames) -> None:
        """Add rows to the tables of a feed; `prefix` is how the names of its files start."""
        agency, format_ = name.split("/")
        feed, counts = find_feed(agency, format_), self.simulated.rows[name]
        for table_name, frame in frames.items():
            table = feed.table(table_name)
            text = to_text(frame, table, without=COLLECTION if prefix else ())
            path = self._place(name) / f"{prefix}{table_name}"
            first = self.written.get(path, 0)
            if table_name not in _WHOLE and not table_name.startswith("pupil"):
                text = spoil_rows(text, table, share=self.noise.invalid_row, chance=self.chance,
                                  first=first)  # fmt: skip
            if agency == "health":
                made = ParquetFile(path.with_suffix(".parquet"))
                self.parquet.setdefault(table_name, made).append(text_table(text))
            else:
                append_csv(text, path.with_suffix(".csv"))
            self.written[path] = first + len(text)
            counts[table_name] = counts.get(table_name, 0) + len(text)
