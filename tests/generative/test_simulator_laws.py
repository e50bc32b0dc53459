"""Laws of the simulated county, for any seed, size, length and last day."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.delivery import find_deliveries
from agencies.feeds import find_feed
from agencies.parse import UNREADABLE, parse_tables
from core.catalogue import SOURCE_EVENTS, SOURCE_PERSONS
from core.identifiers import is_nhs_number, is_upn
from simulator.county import simulate
from simulator.parameters import NO_NOISE

UNBORN_DAYS = 140
_ADULTS = {"persons_at_address": "seen_date", "named_adults": "nada_start_date"}
_ADULT_COLUMNS = ["source_record_id", "day", "recorded_date"]


@settings(derandomize=True, max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    children=st.integers(4, 70),
    years=st.integers(1, 3),
    until=st.dates(date(2019, 1, 1), date(2027, 12, 31)),
)
def test_a_simulated_county_keeps_its_laws(
    seed: int, children: int, years: int, until: date
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        simulate(out, children=children, years=years, seed=seed, until=until, noise=NO_NOISE)
        persons, events, about_adults = _read(out, until)
        truth = pd.read_parquet(out / "truth/source_persons.parquet")
        people = pd.read_parquet(out / "truth/persons.parquet")
        adults = pd.read_parquet(out / "truth/adults.parquet").set_index("true_adult_id")
        whose_adult = pd.read_parquet(out / "truth/source_adults.parquet")

    # The truth covers every person of every agency, once.
    assert truth["source_person_id"].is_unique
    assert set(truth["source_person_id"]) == set(persons["source_person_id"])

    # Identifiers are valid, and an agency's number belongs to one child.
    assert all(is_nhs_number(number) for number in persons["nhs_number"].dropna())
    assert all(is_upn(upn) for upn in persons["upn"].dropna())

    # Nobody is recorded before birth, but for concerns about an unborn child.
    whose = truth.set_index("source_person_id")["true_person_id"]
    birth = events["source_person_id"].map(whose).map(
        people.set_index("true_person_id")["birth_date"]
    )  # fmt: skip
    early = (birth - events["event_date"]).dt.days
    assert (early <= UNBORN_DAYS).all()
    assert set(events.loc[early > 0, "agency"]) <= {"social_care"}

    # Nothing was recorded or happened after the last day, and no contact before the first.
    last = pd.Timestamp(until)
    first = last - pd.DateOffset(years=years)
    states = events["kind"].isin(["address_recorded", "school_started"])
    booked = events["kind"] == "initial_child_protection_conference"
    assert (events.loc[~booked, "event_date"] <= last).all()
    assert (events.loc[~states, "event_date"] >= first).all()
    assert (events["recorded_date"].dropna() <= last).all()
    later = events["recorded_date"] >= events["event_date"]
    assert (later | booked)[events["recorded_date"].notna()].all()

    # Nothing happens after a death.
    death = events["source_person_id"].map(whose).map(
        people.set_index("true_person_id")["death_date"]
    )  # fmt: skip
    assert not (events["event_date"] > death).any()

    # The truth says once who each row about an adult is, and that they were there and of age.
    assert sorted(whose_adult["source_record_id"]) == sorted(about_adults["source_record_id"])
    who = adults.loc[whose_adult.set_index("source_record_id")["true_adult_id"].loc[
        about_adults["source_record_id"]]]  # fmt: skip
    day = about_adults["day"].to_numpy()
    assert (day >= who["from_date"].to_numpy()).all()
    assert (day <= about_adults["recorded_date"]).all()
    assert (about_adults["recorded_date"] <= last).all()
    assert (adults["from_date"] >= adults["birth_date"] + pd.DateOffset(years=17)).all()
    assert set(people["household"]) == set(adults["household"])


@settings(derandomize=True, max_examples=5, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    children=st.integers(1, 60),
    chunks=st.lists(st.integers(1, 90), min_size=2, max_size=2, unique=True),
)
def test_what_is_written_does_not_depend_on_how_many_families_are_drawn_together(
    seed: int, children: int, chunks: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = []
        for chunk in chunks:
            out = Path(folder) / str(chunk)
            simulate(
                out, children=children, years=2, seed=seed, until=date(2026, 6, 30),
                households_a_chunk=chunk,
            )  # fmt: skip
            written.append(
                {
                    path.relative_to(out): path.read_bytes()
                    for path in sorted(out.rglob("*"))
                    if path.is_file()
                }
            )
        assert written[0] == written[1]


def _read(out: Path, until: date) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give persons, entries, and rows about adults with the day each speaks of."""
    persons, events, adults = [], [], []
    for delivery in find_deliveries(out / "extracts", until=until):
        feed = find_feed(delivery.agency, delivery.format)
        tables = parse_tables(feed.read(delivery.folder).tables, feed)
        assert all(rows[UNREADABLE].isna().all() for rows in tables.values())
        persons.append(SOURCE_PERSONS.conform(feed.to_persons(tables)))
        events.append(SOURCE_EVENTS.conform(feed.to_events(tables)))
        for table, day in _ADULTS.items():
            if table in tables:
                adults.append(tables[table].rename(columns={day: "day"})[_ADULT_COLUMNS])
    together = (pd.concat(rows, ignore_index=True) for rows in (persons, events, adults))
    return next(together), next(together), next(together)
