"""Puts an agency's files where a night finds them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from agencies.delivery import MANIFEST, Delivery, read_manifest, write_manifest
from agencies.feeds import find_feed
from core.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path


def receive_files(
    files: Sequence[Path],
    *,
    extracts: Path,
    agency: str,
    format_: str,
    received_date: date,
    coverage: tuple[date, date],
    area: str,
    can_record_sharing: bool,
    is_historical_load: bool = False,
    recording_delay_days: int = 0,
) -> Delivery:
    """Copy files into `<extracts>/<agency>/<format>/<received date>/` and write their manifest.

    What was received stays as it was: a delivery that is already there is never overwritten.

    Raises:
        ContractError: nobody wrote a contract for the feed.
        SettingsError: a file is not there, or the delivery is.
    """
    find_feed(agency, format_)
    folder = extracts / agency / format_ / received_date.isoformat()
    found = _fault(files, folder, coverage)
    if found:
        raise SettingsError(
            "The files were not received.",
            where=str(folder),
            expected="files that exist, each with a name of its own, coverage that ends after it "
            "starts, and no delivery of that day yet",
            found=found,
            next_step="correct the command; files that came later have a day of their own",
        )
    # Under another name until it is whole: what was received is never changed afterwards.
    coming = folder.with_name(f"{folder.name}.coming")
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(parents=True)
    for path in files:
        shutil.copyfile(path, coming / path.name)
    write_manifest(
        coming,
        agency=agency,
        format=format_,
        received_date=received_date,
        current_as_of=coverage[1],
        coverage_start=coverage[0],
        coverage_end=coverage[1],
        area=area,
        can_record_sharing=can_record_sharing,
        is_historical_load=is_historical_load,
        recording_delay_days=recording_delay_days,
    )
    coming.rename(folder)
    return read_manifest(folder / MANIFEST)


def _fault(files: Sequence[Path], folder: Path, coverage: tuple[date, date]) -> str | None:
    absent = [path.name for path in files if not path.is_file()]
    if absent:
        return f"not there: {', '.join(absent)}"
    if len({path.name for path in files}) < len(files):
        return "two files of one name"
    if coverage[0] > coverage[1]:
        return f"coverage from {coverage[0]} to {coverage[1]}"
    return "a delivery of that day" if folder.exists() else None
