"""Deliveries that came before: what each agency would have sent on an earlier day.

One simulated county is one delivery a feed. Checks that look at a feed's history (is tonight's
volume usual, are these the files of last week) need more than one.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from agencies.delivery import MANIFEST, read_manifest
from simulator.extract_files import keep_recorded_by, write_manifest_again

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def deliver_earlier(extracts: Path, *, days_before: Sequence[int]) -> None:
    """Add to each feed what its agency would have sent so many days before.

    Each is a whole delivery without what the agency recorded later.

    Args:
        extracts: folder of deliveries; it is added to.
        days_before: how many days before the newest delivery, such as 21, 14 and 7.
    """
    for manifest in sorted(extracts.glob(f"*/*/*/{MANIFEST}")):
        newest = read_manifest(manifest)
        for days in days_before:
            day = newest.received_date - timedelta(days=days)
            folder = newest.folder.with_name(day.isoformat())
            shutil.copytree(newest.folder, folder)
            keep_recorded_by(folder, newest, day)
            write_manifest_again(
                newest, folder,
                received_date=day, current_as_of=day, coverage_end=day, rows=None,
            )  # fmt: skip
