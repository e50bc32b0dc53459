"""What happened to a child, in order, over all agencies, and from when on could it be known?

Makes CHRONOLOGY. Nothing after this dataset carries a name, an address or an agency's own
person id. No entry is lost: each goes on or is dropped with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.catalogue import CHRONOLOGY
from core.errors import LeakageError
from core.vocabulary import EVENT_KINDS, Category, RaisedBy

RESTRICTED = "restricted"
NO_PERSON = "no_person"
REPEATED = "repeated"

_OTHER_AGENCIES = (RaisedBy.POLICE.value, RaisedBy.HEALTH.value, RaisedBy.EDUCATION.value)
_PASSED_ON_KINDS = ("contact_agency", "referral")
_ENDS = (
    "assessment_completed", "section_47_completed", "episode_closed", "school_left",
    *(kind for kind in EVENT_KINDS if kind.endswith("_ended")),
)  # fmt: skip


@dataclass(frozen=True)
class Built:
    """A chronology, and how many entries did not go into it, by reason and agency.

    Reasons: `restricted` (on the restrictions list), `no_person` (the agency sent an entry
    about someone it sent no person record for), `repeated` (the same entry twice).
    """

    chronology: pd.DataFrame
    dropped: pd.DataFrame


def build_chronology(
    source_events: pd.DataFrame,
    *,
    links: pd.DataFrame,
    persons: pd.DataFrame,
    deliveries: pd.DataFrame,
    first_received: pd.DataFrame,
) -> Built:
    """Lay every agency's entries about the same child on one timeline.

    One row per entry about one person, in order of person, date and entry.
    Knowable: each row carries `known_date`, the first day it may be used; see `known_dates`.
    Absent: entries in = rows out + dropped. A restricted person's entries are all dropped.

    Args:
        source_events: see `core.catalogue.SOURCE_EVENTS`.
        links: see `core.catalogue.LINKS`.
        persons: see `core.catalogue.PERSONS`.
        deliveries: see `core.catalogue.DELIVERIES`.
        first_received: see `core.catalogue.FIRST_RECEIVED`.

    Raises:
        LeakageError: nobody can say when a record was first received.
    """
    events = source_events.merge(
        links[["source_person_id", "person_id", "matched_by", "needs_check"]],
        on="source_person_id", how="left", validate="many_to_one",
    )  # fmt: skip
    restricted = set(persons.loc[persons["is_restricted"], "person_id"])
    events["event_id"] = events["source_record_id"] + "#" + events["kind"]
    reason = pd.Series(pd.NA, index=events.index, dtype="str")
    reason = reason.mask(events.duplicated(), REPEATED)
    reason = reason.mask(events["person_id"].isin(restricted), RESTRICTED)
    reason = reason.mask(events["person_id"].isna(), NO_PERSON)
    dropped = _count(events["agency"], reason)

    events = events[reason.isna()]
    events["detail"] = number_addresses(events)
    events = events.drop(columns=["source_person_id", "address_key"])
    events["event_id"] = _unique(events["event_id"])
    events = events.merge(
        first_received.astype({"source_record_id": "str"}),
        on="source_record_id", how="left", validate="many_to_one",
    )  # fmt: skip
    events["known_date"] = known_dates(events, deliveries)
    events["concern_agency"] = concern_agencies(events)
    events = events.sort_values(["person_id", "event_date", "event_id"], kind="stable")
    return Built(CHRONOLOGY.conform(events.drop(columns="is_correction")), dropped)


def known_dates(events: pd.DataFrame, deliveries: pd.DataFrame) -> pd.Series:
    """Give the first day each entry may be used.

    A live delivery is known from the day we received it. Past records that an agency loaded in
    one go are known from the day its system held them, plus the delay it states between that
    and a delivery; without a recorded date they are known from the day we received them, and so
    is what corrects an earlier delivery: the recorded date is that of what it said before. Never
    later than that day, but for the end of something: whatever a delivery says about a day to
    come, how a thing ended is not known before it did. What is not an end may be booked ahead.

    Args:
        events: with `agency`, `format`, `kind`, `event_date`, `recorded_date`, `received_date` and
            `is_correction`.
        deliveries: see `core.catalogue.DELIVERIES`.

    Raises:
        LeakageError: nobody can say when a record was first received.
    """
    unknown = int(events["received_date"].isna().sum())
    if unknown:
        raise LeakageError(
            "It is not known when some entries were first received.",
            where="first_received, made from the deliveries",
            expected="a received_date for every source_record_id",
            found=f"{unknown:,} of {len(events):,} entries without one",
            next_step="build first_received again from every delivery in the extracts folder",
        )
    keys = ["agency", "format", "received_date"]
    came_with = events[keys].merge(
        deliveries[[*keys, "is_historical_load", "recording_delay_days"]],
        on=keys, how="left", validate="many_to_one",
    )  # fmt: skip
    came_with.index = events.index
    # A delivery nobody lists any more counts as live: the later of the two dates, so no leak.
    is_historical = came_with["is_historical_load"].astype("boolean").fillna(value=False)
    delay = pd.to_timedelta(came_with["recording_delay_days"].fillna(0), unit="D")
    held = events["recorded_date"] + delay
    use_held = is_historical & held.notna() & (held < events["received_date"])
    use_held &= ~events["is_correction"].fillna(value=False).astype("bool")
    known = held.where(use_held.astype("bool"), events["received_date"])
    is_early_end = events["kind"].isin(_ENDS) & (known < events["event_date"])
    return known.mask(is_early_end, events["event_date"]).astype("datetime64[us]")


def number_addresses(events: pd.DataFrame) -> pd.Series:
    """Give `detail` with each address of a person as `address_1`, `address_2`, oldest first.

    The same home, recorded by two agencies, has one number. Agencies spell a first line
    differently, so the postcode alone says whether a home is the same; a move inside one
    postcode is not seen. The number is all that is left of an address after this.

    Args:
        events: with `person_id`, `event_date`, `event_id`, `address_key` and `detail`.
    """
    addresses = events[events["address_key"].notna()].sort_values(["event_date", "event_id"])
    postcode = addresses["address_key"].str.split("|").str[0]
    place = postcode.mask(postcode == "", addresses["address_key"])
    numbers = place.groupby(addresses["person_id"]).transform(lambda one: pd.factorize(one)[0] + 1)
    detail: pd.Series = events["detail"].copy()
    detail.loc[numbers.index] = "address_" + numbers.astype("str")
    return detail


def concern_agencies(events: pd.DataFrame) -> pd.Series:
    """Give the agency whose concern an entry is, or missing where it is nobody's.

    An agency's own concern is its own. What social care records as brought by the police, health
    or a school is that agency's concern: it also records it itself, so counting distinct
    concern agencies never counts one concern twice.

    Args:
        events: with `agency`, `kind`, `category` and `raised_by`.
    """
    own = events["agency"].where(events["category"] == Category.CONCERN.value)
    is_passed_on = (
        events["kind"].isin(_PASSED_ON_KINDS)
        & (events["category"] == Category.RESPONSE.value)
        & events["raised_by"].isin(_OTHER_AGENCIES)
    )
    return own.mask(is_passed_on, events["raised_by"]).astype("str")


def _count(agencies: pd.Series, reason: pd.Series) -> pd.DataFrame:
    counted = pd.DataFrame({"reason": reason, "agency": agencies}).dropna()
    rows = counted.groupby(["reason", "agency"], sort=True).size()
    return rows.reset_index(name="rows").astype({"reason": "str", "agency": "str", "rows": "int64"})


def _unique(event_ids: pd.Series) -> pd.Series:
    """Number the second and later entries of one kind that one row of an agency gave."""
    nth = event_ids.groupby(event_ids).cumcount() + 1
    return event_ids.where(nth == 1, event_ids + "#" + nth.astype("str"))
