"""Finds the feeds: every package below `agencies` that has `FEEDS`. No list is kept by hand."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import TYPE_CHECKING

import agencies
from core.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Collection

    from agencies.contract import Agency, Feed

RESTRICTIONS = "restrictions"


@functools.cache
def all_feeds() -> tuple[Feed, ...]:
    """Give every feed that has a contract, ordered by agency and format."""
    packages = [m.name for m in pkgutil.iter_modules(agencies.__path__) if m.ispkg]
    found: list[Feed] = []
    for name in packages:
        found += importlib.import_module(f"agencies.{name}").FEEDS
    return tuple(sorted(found, key=lambda feed: (feed.agency.code, feed.format)))


def find_feed(agency: str, format_: str) -> Feed:
    """Give the feed of an agency in a format.

    Raises:
        ContractError: nobody wrote a contract for it.
    """
    for feed in all_feeds():
        if (feed.agency.code, feed.format) == (agency, format_):
            return feed
    raise ContractError(
        "There is no contract for this feed.",
        where=f"agency {agency}, format {format_}",
        expected="one of " + ", ".join(f"{f.agency.code}/{f.format}" for f in all_feeds()),
        found="no contract",
        next_step="check the spelling, or write a contract folder under agencies/",
    )


def reporting_agencies() -> tuple[Agency, ...]:
    """Give the agencies that record contacts, in the order pages show them.

    Those named here come first, then every other that has a contract.
    """
    order = ("social_care", "police", "health", "education")
    known = {feed.agency.code: feed.agency for feed in all_feeds()}
    known.pop(RESTRICTIONS, None)
    rest = sorted(set(known) - set(order))
    return tuple(known[code] for code in (*order, *rest) if code in known)


def agencies_to_show(told: Collection[str]) -> tuple[Agency, ...]:
    """Give the agencies of the pages: an optional one only if somebody speaks of it.

    Args:
        told: codes of the agencies that sent something, or that the settings expect.
    """
    return tuple(one for one in reporting_agencies() if not one.is_optional or one.code in told)
