"""Turns the rows of an agency's table into entries of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from core.catalogue import SOURCE_EVENTS
from core.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

_NONE = SOURCE_EVENTS.empty()
_CATEGORIES = {kind.code: kind.category.value for kind in EVENT_KINDS.values()}


def make_events(
    rows: pd.DataFrame,
    feed: str,
    *,
    person: str,
    kind: str | pd.Series,
    date: str,
    is_end: bool = False,
    **said: Any,
) -> pd.DataFrame:
    """Give one entry for each row that has the date.

    One row per entry, in the order of the rows. Knowable: `recorded_date` is the row's, if the
    table has one; the end of something is not held before it ended, whenever its row was made.
    Absent: a row without the date has no entry of this kind (a plan that goes on has no end).

    Args:
        rows: accepted rows of one table.
        feed: agency and format, such as `social_care/ssd`.
        person: column with the agency's own id of the person.
        kind: code of `core.vocabulary.EVENT_KINDS`, or one for each row.
        date: column with the day it happened.
        is_end: the date is the end of what the row is about.
        **said: other columns of `SOURCE_EVENTS`, each as a value or a series over the rows; the
            category is that of the kind unless given.
    """
    rows = rows[rows[date].notna()]
    if rows.empty:
        return _NONE.copy()
    events = pd.DataFrame(dict.fromkeys(SOURCE_EVENTS.columns), index=rows.index)
    events["agency"], events["format"] = feed.split("/")
    events["source_person_id"] = feed + "/" + rows[person].astype("str")
    events["source_record_id"] = rows["source_record_id"]
    events["kind"], events["event_date"], events["is_injury"] = kind, rows[date], False
    events["category"] = events["kind"].map(_CATEGORIES)
    if "recorded_date" in rows:
        recorded = rows["recorded_date"]
        early = recorded < rows[date]
        events["recorded_date"] = recorded.mask(early, rows[date]) if is_end else recorded
    for column, values in said.items():
        events[column] = values
    return SOURCE_EVENTS.conform(events)


def join_events(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Give the entries of several tables as one, in the order of the parts."""
    return SOURCE_EVENTS.conform(pd.concat([_NONE, *parts], ignore_index=True))


def coded_words(*parts: pd.Series) -> pd.Series:
    """Give meanings of codes as one short text, such as `Neglect, graded medium`.

    Absent: a part without a code is left out; without any part the text is missing.

    Args:
        *parts: meanings from code lists, never text that somebody wrote about a person.
    """
    words = pd.Series("", index=parts[0].index, dtype="str")
    for part in parts:
        more = part.astype("str").fillna("")
        words += (", " + more).where((words != "") & (more != ""), more)
    return words.str.capitalize().mask(words == "")
