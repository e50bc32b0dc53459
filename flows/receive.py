"""Puts an agency's files where a night finds them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from agencies.delivery import (
    COMING,
    Delivery,
    Holds,
    compare_rows,
    count_rows,
    find_contradiction,
    read_delivery,
    read_files,
    write_manifest,
)
from agencies.feeds import find_feed
from core.errors import PipelineError, SettingsError
from flows.refused import require_only_the_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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
    holds: Holds = "everything",
    stated_rows: Mapping[str, int] | None = None,
) -> Delivery:
    """Copy files into `<extracts>/<agency>/<format>/<received date>/` and write their manifest.

    What was received stays as it was: a delivery that is already there is never overwritten. So
    files that cannot be read, or hold other numbers of rows than the agency says, are not
    received: their day stays free for the files that should have come.

    Args:
        files: the files an agency sent.
        extracts: folder of deliveries.
        agency: agency code.
        format_: the published format.
        received_date: the day they came.
        coverage: first and last day they speak about.
        area: geographic area they cover.
        can_record_sharing: the agency's system can record who was told.
        is_historical_load: past records in one go.
        recording_delay_days: days from recording to delivery.
        holds: everything the agency has, or only what changed.
        stated_rows: table → rows, where the agency says how many it sent.

    Raises:
        ContractError: nobody wrote a contract for the feed, the files cannot be read, or hold
            other numbers of rows than stated.
        ExpectationFailed: there are other files beside the restrictions list.
        SettingsError: a file is not there, the delivery is, or its days contradict each other.
    """
    feed = find_feed(agency, format_)
    folder = extracts / agency / format_ / received_date.isoformat()
    said: dict[str, Any] = {
        "received_date": received_date,
        "current_as_of": coverage[1],
        "coverage_start": coverage[0],
        "coverage_end": coverage[1],
        "area": area,
        "can_record_sharing": can_record_sharing,
        "is_historical_load": is_historical_load,
        "recording_delay_days": recording_delay_days,
        "holds": holds,
    }
    found = _fault(files, folder) or find_contradiction(said)
    if found:
        raise SettingsError(
            "The files were not received.",
            where=str(folder),
            expected="files that exist, each with a name of its own, coverage that ends after it "
            "starts and no later than the day they came, and no delivery of that day yet",
            found=found,
            next_step="correct the command; files that came later have a day of their own",
        )
    # Under another name until it is whole: what was received is never changed afterwards.
    coming = folder.with_name(folder.name + COMING)
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(parents=True)
    for path in files:
        shutil.copyfile(path, coming / path.name)
    try:
        sent = read_files(coming, feed)
        require_only_the_list(sent, feed, where=f"{agency}/{format_}")
        rows = count_rows(sent)
        compare_rows({**rows, **(stated_rows or {})}, sent, where=f"{agency}/{format_}")
        write_manifest(coming, agency=agency, format=format_, rows=rows, **said)
    except PipelineError:
        shutil.rmtree(coming)
        raise
    coming.rename(folder)
    return read_delivery(folder)


def _fault(files: Sequence[Path], folder: Path) -> str | None:
    absent = [path.name for path in files if not path.is_file()]
    if absent:
        return f"not there: {', '.join(absent)}"
    if len({path.name for path in files}) < len(files):
        return "two files of one name"
    return "a delivery of that day" if folder.exists() else None
