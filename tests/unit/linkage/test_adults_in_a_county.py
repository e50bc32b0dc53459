"""In an invented county, whose truth is known, nobody is denied whom social care names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from agencies.delivery import find_deliveries
from agencies.feeds import find_feed
from agencies.parse import parse_tables
from core.catalogue import ADULTS_SET_ASIDE, LINKS, SOURCE_ADULTS, SOURCE_PERSONS, SOURCE_STAYS
from linkage.at_address import SocialCareSent
from linkage.household import build_households
from linkage.settings import REVIEWED_PARAMETERS
from simulator.county import simulate

UNTIL = date(2026, 6, 30)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Give what is told of adults, children linked as they truly are, with `is_truly_named`."""
    out = tmp_path_factory.mktemp("county")
    simulate(out, children=1500, years=4, seed=5, until=UNTIL)
    truth = {
        name: pd.read_parquet(out / "truth" / f"{name}.parquet")
        for name in ("source_persons", "source_adults")
    }
    facts, links = _live(out, truth["source_persons"])
    whose = truth["source_adults"].drop_duplicates("source_adult_id")
    named = set(whose.loc[whose["source_adult_id"].str.startswith("social_care/"), "true_adult_id"])
    known = links.merge(whose, on="source_adult_id")
    truly_named = known.loc[known["true_adult_id"].isin(named), "adult_id"]
    return facts.assign(is_truly_named=facts["adult_id"].isin(truly_named))


def _live(out: Path, truth: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    persons, stays, adults = [], [], []
    for delivery in find_deliveries(out / "extracts", until=UNTIL):
        feed = find_feed(delivery.agency, delivery.format)
        if feed.to_stays is None:
            continue
        tables = parse_tables(feed.read(delivery.folder).tables, feed)
        persons.append(feed.to_persons(tables))
        stays.append(feed.to_stays(tables))
        adults += [feed.to_adults(tables)] if feed.to_adults else []
    people = SOURCE_PERSONS.conform(pd.concat(persons).drop_duplicates("source_person_id"))
    links = people[["source_person_id", "agency"]].merge(truth, on="source_person_id")
    links = links.rename(columns={"true_person_id": "person_id"})
    links = links.assign(matched_by="alone", match_probability=None, needs_check=False)
    households = build_households(
        SOURCE_STAYS.conform(pd.concat(stays, ignore_index=True)),
        SOURCE_ADULTS.conform(pd.concat(adults, ignore_index=True)),
        links=LINKS.conform(links),
        source_persons=people,
        parameters=REVIEWED_PARAMETERS,
        restricted=(),
        social_care=SocialCareSent(
            can_name_adults=True, current_as_of=UNTIL, set_aside=ADULTS_SET_ASIDE.empty()
        ),
        as_of_date=UNTIL,
    )
    return households.adults_at_address, households.adult_links


def test_nobody_is_denied_whom_social_care_names(told: pd.DataFrame) -> None:
    named = told[told["is_truly_named"]]
    assert len(named) > 300
    assert not (named["named_by_social_care"] == "no").any()
    assert (named["named_by_social_care"] == "yes").mean() > 0.9


def test_most_whom_nobody_names_are_found(told: pd.DataFrame) -> None:
    unnamed = told[~told["is_truly_named"]]
    assert len(unnamed) > 50
    assert not (unnamed["named_by_social_care"] == "yes").any()
    assert (unnamed["named_by_social_care"] == "no").mean() > 0.75
