"""What became of references: notices on the pages of listed records, and pages of old references.

Only a listed record is ever named or linked. Of every other reference a page says the same words,
so that nobody can tell from them who is restricted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from linkage.spine import resolve
from reports.case_context import Changed
from reports.context import Link
from reports.frame import make_frame
from reports.linkage_context import OldReferencePage
from reports.wording import linking as words
from reports.wording.basics import as_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from reports.inputs import SiteInputs

_DAYS_SAID = 30


@dataclass(frozen=True, kw_only=True)
class References:
    """What the pages of a night say about references that changed.

    changed: by listed record, what its page says at the top. old: by reference that is no longer
    in use, the references its story is under now; listed or not.
    """

    changed: Mapping[str, tuple[Changed, ...]] = field(default_factory=dict)
    old: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def prepare(cls, inputs: SiteInputs, listed: Collection[str]) -> References:
        """Work out notices and old references once for all pages.

        Args:
            inputs: the night.
            listed: records with a page of their own.
        """
        if inputs.outcome.code == "held":
            return cls()  # yesterday's list and the pages around it stay
        nights = inputs.person_changes["night"]
        known = nights.isna() | (nights <= pd.Timestamp(inputs.as_of_date))
        changes = inputs.person_changes[known]
        return cls(
            changed=_find_changed(changes, set(listed), inputs.as_of_date),
            old=_find_old(changes, set(listed), set(inputs.listing_history["person_id"])),
        )


def build_old_page(
    reference: str, now: tuple[str, ...], inputs: SiteInputs, *, listed: Collection[str]
) -> OldReferencePage:
    """Gather what the page of an old reference says.

    Args:
        reference: the old reference.
        now: the references its story is under.
        inputs: the night.
        listed: records with a page of their own.
    """
    here = [one for one in now if one in listed]
    title = words.old_title(reference)
    return OldReferencePage(
        frame=make_frame(inputs, title=title, section="list", root="../"),
        heading=title,
        lead=words.old_lead(len(here), len(now) - len(here)),
        links=tuple(Link(text=f"Record {one}", href=f"{one}.html") for one in here),
        note=words.OLD_NOTE if now else "",
    )


def _find_changed(
    changes: pd.DataFrame, listed: set[str], as_of_date: date
) -> dict[str, tuple[Changed, ...]]:
    start = pd.Timestamp(as_of_date) - pd.Timedelta(days=_DAYS_SAID)
    rows = changes[(changes["night"] > start) & changes["what"].isin(["merged", "split"])]
    rows = rows[~_is_undone(rows)]
    found: dict[tuple[str, date, str], list[str]] = {}
    for row in rows.itertuples(index=False):
        night = as_day(row.night)
        if row.new_person_id in listed:
            what = "merged" if row.what == "merged" else "moved_here"
            found.setdefault((row.new_person_id, night, what), []).append(row.old_person_id)
        if row.what == "split" and row.old_person_id in listed:
            key = (row.old_person_id, night, "moved_away")
            found.setdefault(key, []).append(row.new_person_id)
    said: dict[str, tuple[Changed, ...]] = {}
    for person, night, what in sorted(found, key=lambda key: (key[0], key[1], key[2])):
        one = _say(what, sorted(found[person, night, what]), night, listed)
        said[person] = (*said.get(person, ()), one)
    return said


def _is_undone(rows: pd.DataFrame) -> np.ndarray:
    """Say which references that were given up were given back later: then they came apart again."""
    seen: set[str] = set()
    undone = []
    for old, new, what in reversed(list(_plain(rows))):
        undone.append(what == "merged" and old in seen)
        seen.add(new or "")
    return np.array(undone[::-1], dtype=bool)


def _say(what: str, others: list[str], night: date, listed: set[str]) -> Changed:
    here = [one for one in others if one in listed]
    if what == "merged":
        # Nobody carries these any more, so that naming them shows nobody.
        sentence = words.holds_also(others, night)
    else:
        say = words.moved_away if what == "moved_away" else words.moved_here
        sentence = say(here, len(others) - len(here), night)
    return Changed(
        sentence=sentence,
        links=tuple(Link(text=f"Record {one}", href=f"{one}.html") for one in here),
        in_short=words.changed_in_short(what, night),
    )


def _find_old(
    changes: pd.DataFrame, listed: set[str], ever_listed: set[str]
) -> dict[str, tuple[str, ...]]:
    """Give the old references that somebody may have noted down, each with those it is under now."""
    in_use, retired = set(listed), set[str]()
    moves = changes[changes["what"] != "new"]
    for old, new, what in _plain(changes):
        if new is not None:
            in_use.add(new)
            retired.discard(new)
        if what in ("merged", "gone") and old is not None:
            in_use.discard(old)
            retired.add(old)
    merged = moves[moves["what"] == "merged"]
    leads_here = set(listed)
    for old, new, _ in reversed(list(_plain(merged))):
        if new in leads_here and old is not None:
            leads_here.add(old)
    in_use |= listed
    wanted = sorted((retired & (leads_here | ever_listed)) - listed)
    return {old: resolve(old, changes, current=in_use) for old in wanted}


def _plain(changes: pd.DataFrame) -> Iterator[tuple[str | None, str | None, str]]:
    for old, new, what in zip(
        changes["old_person_id"], changes["new_person_id"], changes["what"], strict=True
    ):
        yield (None if pd.isna(old) else old, None if pd.isna(new) else new, what)
