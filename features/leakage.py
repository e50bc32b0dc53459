"""Stops the night if anything is about to be used before anybody could have known it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import LeakageError

if TYPE_CHECKING:
    from datetime import date


def refuse_unknown(latest_known: date | None, *, as_of_date: date, where: str) -> None:
    """Refuse rows that were not yet known on the day we stand on.

    Args:
        latest_known: latest `known_date` of the rows about to be used; None if there are none.
        as_of_date: the day we stand on.
        where: the dataset about to be made.

    Raises:
        LeakageError: at least one row was not yet known.
    """
    if latest_known is not None and latest_known > as_of_date:
        raise LeakageError(
            "Something that was not known yet is about to be used.",
            where=where,
            expected=f"no known_date after {as_of_date}",
            found=f"a known_date of {latest_known}",
            next_step="stop using this version and report it: entries are not chosen rightly",
        )
