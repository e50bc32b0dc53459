"""Puts a night's pages in the place of the old ones; a restriction takes effect at once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
from prefect import task

from core.catalogue import (
    ADULT_LINKS,
    ADULTS_AT_ADDRESS,
    LINKS,
    PERSONS,
    REVIEW_LIST,
    SOURCE_ADULTS,
    SOURCE_PERSONS,
)
from flows.history import PastNight, past_nights, restrictions_received
from flows.night import Night
from reports.publish import publish_pages

if TYPE_CHECKING:
    from pathlib import Path

    from flows.gathered import Gathered


@task(name="Publish")
def publish(night: Night, gathered: Gathered, folder: Path) -> None:
    """Check the pages and swap them in whole.

    A held night keeps the last list, unless that list may show a record that is restricted now.
    """
    if gathered.outcome == "held" and must_take_down(night, gathered):
        for name in (night.site.name, f"{night.site.name}.leaving"):
            shutil.rmtree(night.site.with_name(name), ignore_errors=True)
    publish_pages(folder, night.site, canaries=_personal_values(night, gathered))


def must_take_down(night: Night, gathered: Gathered) -> bool:
    """Say whether the list that would be kept may show a record that is restricted from tonight on.

    Where tonight's records were not linked, any change of the restrictions list says yes, and so
    does one that cannot be read: nobody can tell whom it names. Without any, nothing new is known
    of whom it would name, and the list that was made with the last one stays, dated.
    """
    shown = [past for past in past_nights(night.store_folder) if "review_list" in past.refs]
    if not shown:
        return False
    if "links" not in gathered.refs:
        received = restrictions_received(night.extracts, until=night.as_of_date)
        return received is None or received not in ("", shown[-1].restrictions)
    return bool(_restricted_tonight(night, gathered) & _shown_before(night, shown[-1]))


def _restricted_tonight(night: Night, gathered: Gathered) -> set[str]:
    """Give the agencies' persons that are restricted; ids of ours may change as persons merge."""
    read = gathered.reader(night.store)
    persons, links = read(PERSONS), read(LINKS)
    restricted = persons.loc[persons["is_restricted"], "person_id"]
    return set(links.loc[links["person_id"].isin(restricted), "source_person_id"])


def _shown_before(night: Night, past: PastNight) -> set[str]:
    listed = night.store.read(past.refs["review_list"])["person_id"]
    links = night.store.read(past.refs["links"])
    return set(links.loc[links["person_id"].isin(listed), "source_person_id"])


def _personal_values(night: Night, gathered: Gathered) -> set[str]:
    """Give what no page may hold of the listed: names, identifiers, postcodes and addresses.

    And the names of adults recorded at their addresses: no page names one.
    """
    read = gathered.reader(night.store)
    links, people, listed = read(LINKS), read(SOURCE_PERSONS), read(REVIEW_LIST)["person_id"]
    of_listed = links[links["person_id"].isin(listed)]["source_person_id"]
    people = people[people["source_person_id"].isin(of_listed)]
    at_address, adult_links = read(ADULTS_AT_ADDRESS), read(ADULT_LINKS)
    near = at_address[at_address["person_id"].isin(listed)]["adult_id"]
    records = adult_links[adult_links["adult_id"].isin(near)]["source_adult_id"]
    adults = read(SOURCE_ADULTS)
    adults = adults[adults["source_adult_id"].isin(records)]
    names = [one["forename"] + " " + one["surname"] for one in (people, adults)]
    columns = [people[name] for name in ("nhs_number", "upn", "postcode", "address")]
    return set(pd.concat([*names, *columns]).dropna())
