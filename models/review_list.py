"""Which records are on tonight's review list, since when, and why a record left it.

Makes `review_list` and `listing_history`. The list holds at most the review capacity. A record
that gave way to others is said to have given way: it is never called resolved.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Literal

import pandas as pd

from core.catalogue import LISTING_HISTORY, REVIEW_LIST
from core.errors import StoreError
from linkage.spine import resolve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ListedBy = Literal["model", "practice_rule"]
MODEL: ListedBy = "model"
RULE: ListedBy = "practice_rule"

ENTERED_BECAUSE = {
    "placed_by_model": "The model placed this record within the review capacity.",
    "meets_practice_rule": "This record meets the written practice rule and a place was free.",
}
LEFT_BECAUSE = {
    "left_capacity": "Other records came first. The pattern of contacts has not gone away.",
    "no_longer_meets_rule": "This record no longer meets the written practice rule.",
    "left_cohort": "This record is no longer among those looked at each night.",
    "reasons_do_not_add_up": "The reasons for this record could not be worked out.",
    "listed_another_way": "The list is now made another way, by which this record is not listed.",
}
_ENTERED_BY: dict[ListedBy, str] = {MODEL: "placed_by_model", RULE: "meets_practice_rule"}

_RANKED = {"person_id": "str", "place": "Int64", "not_listed_because": "str"}


def rank_by_score(scores: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Order records by their score, as candidates for the list.

    One row per row of `scores`: person_id, `place` (1 enters first; empty if the record must not
    be listed) and `not_listed_because`. A record whose reasons do not add up must not be listed.

    Args:
        scores: see `core.catalogue.SCORES`; one night.
        seed: decides the order of equal scores.
    """
    ordered = scores.assign(
        # Rounded, so that the last bit of a sum does not decide who enters.
        _score=-scores["score"].round(9),
        _lot=_draw_lots(scores["person_id"], seed=seed),
    ).sort_values(["_score", "_lot"])
    return _rank(ordered["person_id"], ordered["adds_up"], because="reasons_do_not_add_up")


def rank_by_rule(rule_results: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Order records by the written practice rule, as candidates for the list.

    One row per person, as `rank_by_score`. A record qualifies when at least one clause is met;
    more clauses come first, then the more recent concern, then a lot. "Cannot tell" is not met.

    Args:
        rule_results: see `core.catalogue.RULE_RESULTS`; one night, every clause of every person.
        seed: decides the order of records that the rule puts level.
    """
    per_person = (
        rule_results.assign(_met=rule_results["state"] == "met")
        .groupby("person_id", as_index=False)
        .agg(clauses=("_met", "sum"), latest=("latest_concern_date", "max"))
    )
    ordered = per_person.assign(
        _lot=_draw_lots(per_person["person_id"], seed=seed),
    ).sort_values(["clauses", "latest", "_lot"], ascending=[False, False, True], na_position="last")
    return _rank(ordered["person_id"], ordered["clauses"] > 0, because="no_longer_meets_rule")


def build_review_list(
    candidates: pd.DataFrame,
    *,
    listed_by: ListedBy,
    capacity: int,
    as_of_date: date,
    previous: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill the list up to the capacity, and carry its history on to tonight.

    The first result has one row per listed record (`core.catalogue.REVIEW_LIST`), the second one
    per record and spell on the list (`core.catalogue.LISTING_HISTORY`).
    Capacity is what a team can look at in a week. Each night's list holds at most that many
    records in all, not that many new ones: a record that stays listed keeps using its place, so
    a list never asks for more than a week's work, however many nights go by.
    The same night built twice from the same candidates gives the same two tables.

    Args:
        candidates: every person of tonight's cohort, from `rank_by_score` or `rank_by_rule`.
        listed_by: which of the two made them.
        capacity: records the team can look at in a week.
        as_of_date: the night.
        previous: the history so far; may already hold this night, but no later one.

    Raises:
        StoreError: the history holds a later night.
    """
    tonight = pd.Timestamp(as_of_date).as_unit("us")
    before = _take_back(LISTING_HISTORY.conform(previous), tonight)
    qualifying = candidates[candidates["place"].notna()].sort_values("place")
    listed = list(qualifying["person_id"].head(capacity))
    history = LISTING_HISTORY.conform(
        pd.concat(
            [
                _carry_on(before, listed, candidates, listed_by=listed_by, tonight=tonight),
                _enter(before, listed, listed_by=listed_by, tonight=tonight),
            ],
            ignore_index=True,
        ).sort_values(["first_listed", "person_id"], ignore_index=True)
    )
    return _write_list(listed, history, listed_by=listed_by, tonight=tonight), history


def follow_references(
    history: pd.DataFrame, *, changes: pd.DataFrame, current: Collection[str]
) -> pd.DataFrame:
    """Give the history of the list under the references of tonight.

    One row per record and spell, as before. A listed record whose reference went over to another
    person is on the list still, under the new reference: it did not leave. Where both were on the
    list at once, the two spells are one, from the first night of either.
    Absent: a reference that nobody carries any more, or that stands for two persons now, stays as
    it is, and its spell ends.

    Args:
        history: see `core.catalogue.LISTING_HISTORY`; of earlier nights.
        changes: see `core.catalogue.PERSON_CHANGES`.
        current: references in use tonight that may be listed.
    """
    old = sorted(set(history["person_id"]) - set(current))
    merged = changes[changes["what"] == "merged"]
    found = {reference: resolve(reference, merged, current=current) for reference in old}
    now = {reference: to[0] for reference, to in found.items() if len(to) == 1}
    if not now:
        return history
    moved = history.assign(person_id=history["person_id"].replace(now))
    moved = moved.sort_values(["person_id", "first_listed", "spell"], kind="stable")
    is_open = moved["left_date"].isna()
    # The spell that began first goes on, and is as long as the longer of the two.
    last = moved["last_listed"].where(is_open).groupby(moved["person_id"]).transform("max")
    moved["last_listed"] = moved["last_listed"].mask(is_open, last)
    again = is_open & moved[is_open].duplicated("person_id").reindex(moved.index, fill_value=False)
    kept = moved[~again]
    spells = kept.groupby("person_id").cumcount() + 1
    return LISTING_HISTORY.conform(
        kept.assign(spell=spells).sort_values(["first_listed", "person_id"], ignore_index=True)
    )


def display_order(review_list: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Give the list in the order a page shows it: new first, then longest wait.

    Among records of the same night the order is drawn by lot, so that a position says nothing.

    Args:
        review_list: see `core.catalogue.REVIEW_LIST`.
        seed: fixes the lots.
    """
    lots = _draw_lots(
        review_list["person_id"] + review_list["first_listed"].dt.strftime("@%Y-%m-%d"), seed=seed
    )
    shown: pd.DataFrame = (
        review_list.assign(_lot=lots)
        .sort_values(["is_new", "first_listed", "_lot"], ascending=[False, True, True])
        .drop(columns="_lot")
        .reset_index(drop=True)
    )
    return shown


def _rank(person_ids: pd.Series, qualifies: pd.Series, *, because: str) -> pd.DataFrame:
    ranked = {
        "person_id": person_ids.to_numpy(),
        "place": qualifies.cumsum().where(qualifies).to_numpy(),
        "not_listed_because": qualifies.map({True: "", False: because}).to_numpy(),
    }
    return pd.DataFrame(ranked).astype(_RANKED)


def _draw_lots(keys: Iterable[str], *, seed: int) -> list[str]:
    return [hashlib.sha256(f"{seed}:{key}".encode()).hexdigest() for key in keys]


def _write_list(
    listed: list[str], history: pd.DataFrame, *, listed_by: ListedBy, tonight: pd.Timestamp
) -> pd.DataFrame:
    open_spells = history[history["left_date"].isna()].set_index("person_id")["first_listed"]
    first_listed = open_spells.reindex(listed).to_numpy()
    return REVIEW_LIST.conform(
        pd.DataFrame(
            {
                "person_id": listed,
                "as_of_date": tonight,
                "entry_order": range(1, len(listed) + 1),
                "listed_by": listed_by,
                "first_listed": first_listed,
                "is_new": first_listed == tonight,
            }
        )
    )


def _take_back(history: pd.DataFrame, tonight: pd.Timestamp) -> pd.DataFrame:
    """Give the history as it was before this night, if the night is built again.

    A spell that was open on both nights no longer says when the night before was; the latest
    date in any other spell stands for it.
    """
    later = int((history["last_listed"] > tonight).sum() + (history["left_date"] > tonight).sum())
    if later:
        raise StoreError(
            "The history of the list already holds a later night.",
            where="dataset listing_history",
            expected=f"nothing after {tonight.date()}",
            found=f"{later:,} spells that reach further",
            next_step="build nights in order, or start from the history of the night before",
        )
    kept = history[history["first_listed"] < tonight].copy()
    reopened = kept["left_date"] == tonight
    kept.loc[reopened, "left_date"] = pd.NaT
    kept.loc[reopened, "left_because"] = None
    told = pd.concat([kept["last_listed"], kept["first_listed"], kept["left_date"]])
    last_night = told[told < tonight].max()
    is_open = kept["left_date"].isna() & (kept["last_listed"] == tonight)
    kept.loc[is_open, "last_listed"] = last_night
    return kept


def _carry_on(
    before: pd.DataFrame,
    listed: list[str],
    candidates: pd.DataFrame,
    *,
    listed_by: ListedBy,
    tonight: pd.Timestamp,
) -> pd.DataFrame:
    """Give earlier spells as of tonight: still listed, or left and why."""
    carried = before.copy()
    is_open = carried["left_date"].isna()
    stays = is_open & carried["person_id"].isin(listed)
    leaves = is_open & ~stays
    carried.loc[stays, "last_listed"] = tonight
    carried.loc[leaves, "left_date"] = tonight
    why = candidates.set_index("person_id")["not_listed_because"].replace("", "left_capacity")
    because = carried["person_id"].map(why).astype("str").fillna("left_cohort")
    # Nobody stopped meeting a rule by which the record was never listed.
    other_way = carried["entered_because"] != _ENTERED_BY[listed_by]
    because = because.mask(other_way & (because == "no_longer_meets_rule"), "listed_another_way")
    carried["left_because"] = carried["left_because"].mask(leaves, because)
    return carried


def _enter(
    before: pd.DataFrame, listed: list[str], *, listed_by: ListedBy, tonight: pd.Timestamp
) -> pd.DataFrame:
    """Give a new spell for each record that was not on the list."""
    on_list = set(before.loc[before["left_date"].isna(), "person_id"])
    new = [person_id for person_id in listed if person_id not in on_list]
    spells = before.groupby("person_id").size()
    return pd.DataFrame(
        {
            "person_id": new,
            "spell": [int(spells.get(person_id, 0)) + 1 for person_id in new],
            "first_listed": tonight,
            "last_listed": tonight,
            "entered_because": _ENTERED_BY[listed_by],
            "left_date": pd.NaT,
            "left_because": None,
        }
    ).astype({"first_listed": "datetime64[us]", "last_listed": "datetime64[us]"})
