from __future__ import annotations

import functools
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from agencies.contract import Feed, Tables
from agencies.delivery import find_deliveries
from agencies.feeds import find_feed
from agencies.parse import parse_tables
from simulator.county import County, Simulated, draw_chunks, plan_county, simulate
from simulator.parameters import NO_NOISE, CountyParameters

UNTIL = date(2026, 6, 30)


def draw_county(
    parameters: CountyParameters | None = None, *, children: int, years: int, seed: int
) -> County:
    """Draw a whole county at once."""
    parameters = parameters or CountyParameters()
    plan, chance = plan_county(parameters, children=children, years=years, seed=seed, until=UNTIL)
    return next(draw_chunks(parameters, plan, chance, households_a_chunk=plan.homes))


@pytest.fixture(scope="session")
def county() -> County:
    """A county of middle size, before anyone wrote it down."""
    return draw_county(children=900, years=4, seed=11)


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Simulated]:
    """A small county as written, with the default noise."""
    out = tmp_path_factory.mktemp("county")
    return out, simulate(out, children=300, years=3, seed=11, until=UNTIL)


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same county written without noise."""
    out = tmp_path_factory.mktemp("clean")
    simulate(out, children=300, years=3, seed=11, until=UNTIL, noise=NO_NOISE)
    return out


@functools.cache
def read_feeds(out: Path) -> list[tuple[Feed, Tables]]:
    """Read and parse every delivery."""
    found = []
    for delivery in find_deliveries(out / "extracts", until=UNTIL):
        feed = find_feed(delivery.agency, delivery.format)
        found.append((feed, parse_tables(feed.read(delivery.folder).tables, feed)))
    return found


def read_truth(out: Path, name: str) -> pd.DataFrame:
    """Read a table of the truth."""
    return pd.read_parquet(out / "truth" / f"{name}.parquet")
