"""Which deliveries are refused, and what holds the night instead: faults in the restrictions list."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agencies.feeds import RESTRICTIONS
from agencies.file_names import describe_files
from core.errors import ContractError, ExpectationFailed, PipelineError
from expectations.supply import describe_refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

    from agencies.contract import Feed, Sent
    from agencies.delivery import Delivery


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A delivery that could not be read, and why; it is never used."""

    feed: Feed
    received_date: date
    error: PipelineError
    delivery: Delivery | None = None  # none if its manifest could not be read

    @property
    def finding(self) -> pd.DataFrame:
        """Give it as a row of `core.catalogue.DELIVERY_FINDINGS`."""
        return describe_refusal(self.feed, received_date=self.received_date, because=self.error)


def refuse(delivery: Delivery, feed: Feed, error: PipelineError) -> Refused:
    """Note that a delivery cannot be used.

    Raises:
        PipelineError: it is the restrictions list, without which no list may be shown.
    """
    if feed.agency.code == RESTRICTIONS:
        raise error
    return Refused(feed=feed, received_date=delivery.received_date, error=error, delivery=delivery)


def require_only_the_list(sent: Sent, feed: Feed, *, where: str) -> None:
    """Refuse a restrictions list with files that nobody reads: they may name more people.

    Raises:
        ExpectationFailed: it is one, and has such files.
    """
    if feed.agency.code == RESTRICTIONS and sent.files_ignored:
        ignored = describe_files(sent.files_ignored, feed)
        raise restrictions_refused(where, f"files that were not read: {ignored}")


def require_ground(delivery: Delivery, *, stands_on: bool) -> None:
    """Refuse changes before anything that they could change was received and could be used.

    Raises:
        ContractError: the delivery holds changes, and nothing stands.
    """
    # The restrictions list as a whole must hold a delivery of everything; see `flows.intake`.
    if delivery.holds == "changes" and not stands_on and delivery.agency != RESTRICTIONS:
        raise ContractError(
            "A delivery of changes stands on nothing.",
            where=delivery.name,
            expected="an earlier delivery of everything that can be used",
            found="none",
            next_step="ask the agency for a delivery of everything it has",
        )


@contextmanager
def faults_told(delivery: Delivery) -> Iterator[None]:
    """Let a fault of the program that one delivery's rows bring out cost only that delivery.

    Raises:
        ContractError: in place of the fault, with its kind and its place and nothing else.
    """
    try:
        yield
    except PipelineError:
        raise
    except Exception as bug:  # noqa: BLE001  no agency's file may stop the others' night
        # The message may quote a row, so it is not passed on.
        last = traceback.extract_tb(bug.__traceback__)[-1]
        raise ContractError(
            "The rows of a delivery bring out a fault in the program.",
            where=delivery.name,
            expected="rows that can be parsed and checked",
            found=f"{type(bug).__name__} in {Path(last.filename).name}:{last.lineno}",
            next_step="report the kind of fault and its place; the last good delivery stays in use",
        ) from None


def restrictions_refused(where: str, because: str) -> ExpectationFailed:
    """Give the error of a restrictions list that is not used whole."""
    return ExpectationFailed(
        "The restrictions list cannot be used, so the list is held.",
        where=where,
        expected="one list, of which every row can be used",
        found=because,
        next_step="ask the partnership's data lead for the whole list and run the night again",
    )
