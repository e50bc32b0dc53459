"""Validates deliveries without running a night."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from agencies.delivery import MANIFEST, find_deliveries, read_manifest, verify_files
from agencies.feeds import find_feed
from agencies.parse import parse_tables
from expectations.checkpoint import check_delivery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def check_paths(paths: Sequence[Path]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Check every delivery in some folders.

    Args:
        paths: folders of deliveries, or a delivery's own folder.

    Returns:
        Rows per table (`core.catalogue.TABLE_COUNTS`), and what each check found
        (`core.catalogue.CHECK_RESULTS`).

    Raises:
        ContractError: no delivery is there, or one cannot be read.
    """
    counts, results = [], []
    for path in paths:
        if (path / MANIFEST).exists():
            deliveries = [read_manifest(path / MANIFEST)]
        else:
            deliveries = find_deliveries(path, until=date.max)
        for delivery in deliveries:
            verify_files(delivery)
            feed = find_feed(delivery.agency, delivery.format)
            tables = parse_tables(feed.read(delivery.folder), feed)
            checked = check_delivery(tables, feed, received_date=delivery.received_date)
            counts.append(checked.counts)
            results.append(checked.results)
    return pd.concat(counts, ignore_index=True), pd.concat(results, ignore_index=True)
