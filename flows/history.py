"""What earlier nights left behind: where their datasets lie, and how they ended."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from agencies.delivery import find_folders, in_use, read_delivery
from agencies.feeds import RESTRICTIONS
from core.errors import PipelineError
from core.store import DatasetRef
from reports.inputs import OutcomeCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agencies.delivery import Delivery


@dataclass(frozen=True, kw_only=True)
class PastNight:
    """One night as later ones see it: references, counts, parameters; nothing about a person."""

    as_of_date: date
    run_reference: str
    outcome: OutcomeCode
    data_is_invented: bool
    restrictions: str  # hash of the restrictions list that the published pages respect
    listed: int
    refs: dict[str, DatasetRef] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    # The document its records were put together with; empty if they were not.
    linkage_parameters: dict[str, Any] = field(default_factory=dict)


def remember_night(store_folder: Path, night: PastNight) -> None:
    """Keep a night; one that ran again for the same date takes its own place."""
    folder = store_folder / "nights"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(night), indent=1, default=str, sort_keys=True)
    path = folder / f"{night.as_of_date}.json"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def restrictions_of(deliveries: Sequence[Delivery]) -> str:
    """Give the hashes of the files that say who is restricted now; empty without any."""
    lists = in_use([one for one in deliveries if one.agency == RESTRICTIONS])
    return ",".join(sorted(sha256 for one in lists for sha256 in one.files.values()))


def restrictions_received(extracts: Path, *, until: date) -> str | None:
    """Give the hashes of the list received by a date: none without one, None if it is unreadable."""
    if not any(path.is_file() for path in extracts.glob(f"{RESTRICTIONS}/*/*/*")):
        return ""
    try:
        folders = find_folders(extracts, until=until, agency=RESTRICTIONS)
        return restrictions_of([read_delivery(folder) for folder in folders])
    except PipelineError:
        return None


def past_nights(store_folder: Path, *, before: date | None = None) -> list[PastNight]:
    """Give the nights kept, oldest first; `before` leaves out that date and later ones."""
    found = [_read(path) for path in sorted((store_folder / "nights").glob("*.json"))]
    return [night for night in found if before is None or night.as_of_date < before]


def last_night_before(store_folder: Path, as_of_date: date) -> PastNight | None:
    """Give the last night that linked persons, before a date."""
    nights = [n for n in past_nights(store_folder, before=as_of_date) if "links" in n.refs]
    return nights[-1] if nights else None


def _read(path: Path) -> PastNight:
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    said["as_of_date"] = date.fromisoformat(said["as_of_date"])
    said["refs"] = {name: DatasetRef(**ref) for name, ref in said["refs"].items()}
    return PastNight(**said)
