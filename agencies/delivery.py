"""A delivery: one agency's files in one format, with the manifest that says what they are.

Deliveries lie in `<extracts>/<agency>/<format>/<received date>/`, immutable. Each is a whole
snapshot of what the agency holds: a later one replaces an earlier one, and a record's
`received_date` is that of the first delivery it appeared in.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from core.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = "manifest.toml"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What a manifest says, and where the files lie."""

    folder: Path
    agency: str
    format: str
    received_date: date
    current_as_of: date
    coverage_start: date
    coverage_end: date
    area: str
    can_record_sharing: bool
    is_historical_load: bool
    recording_delay_days: int
    files: Mapping[str, str]  # file name → sha256

    @property
    def name(self) -> str:
        """Give the delivery's name for messages and pages: agency, format and day."""
        return f"{self.agency}/{self.format}/{self.received_date}"

    @property
    def sha256(self) -> str:
        """Give one hash for the manifest and all its files."""
        said = [f"{f.name}={getattr(self, f.name)}" for f in fields(self) if f.name != "folder"]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def find_deliveries(extracts: Path, *, until: date) -> list[Delivery]:
    """Find every delivery received by a date, in order of agency, format and date.

    Raises:
        ContractError: the folder is not there, holds no delivery, or a manifest is wrong.
    """
    manifests = sorted(extracts.glob(f"*/*/*/{MANIFEST}")) if extracts.is_dir() else []
    if not manifests:
        raise ContractError(
            "No delivery was found.",
            where=f"extracts folder {extracts}",
            expected=f"at least one <agency>/<format>/<received date>/{MANIFEST}",
            found="none",
            next_step="run `wholestory receive` for each agency's files, or check the path",
        )
    deliveries = [read_manifest(path) for path in manifests]
    for delivery in deliveries:
        if delivery.name.split("/") != list(delivery.folder.parts[-3:]):
            raise _manifest_error(
                delivery.folder / MANIFEST, f"a manifest of {delivery.name} in another's folder"
            )
    return [delivery for delivery in deliveries if delivery.received_date <= until]


def read_manifest(path: Path) -> Delivery:
    """Read one manifest.

    Raises:
        ContractError: it is not TOML, or lacks something, or says it wrongly.
    """
    wanted = {f.name: f.type for f in fields(Delivery) if f.name != "folder"}
    try:
        said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise _manifest_error(
            path, f"a file that cannot be read ({type(error).__name__})"
        ) from error
    types = {"str": str, "date": date, "bool": bool, "int": int, "Mapping[str, str]": dict}
    # The exact type: `true` is no number of days, and a time of day is no date.
    wrong = [n for n, t in wanted.items() if type(said.get(n)) is not types[str(t)]]
    surprising = sorted(set(said) - set(wanted))
    if wrong or surprising:
        found = f"missing or of another type: {wrong or 'none'}; not known: {surprising or 'none'}"
        raise _manifest_error(path, found)
    if said["coverage_end"] < said["coverage_start"] or said["recording_delay_days"] < 0:
        raise _manifest_error(path, "coverage that ends before it starts, or a negative delay")
    return Delivery(folder=path.parent, **said)


def _manifest_error(path: Path, found: str) -> ContractError:
    return ContractError(
        "A delivery's manifest cannot be used.",
        where="/".join(path.parts[-4:]),
        expected=", ".join(f.name for f in fields(Delivery) if f.name != "folder"),
        found=found,
        next_step="write the manifest again with `wholestory receive`",
    )


def verify_files(delivery: Delivery) -> None:
    """Compare every file with the hash in the manifest.

    Raises:
        ContractError: a file is missing, changed, or not named in the manifest.
    """
    present = {path.name for path in _files(delivery.folder)}
    wrong = sorted(present ^ set(delivery.files))
    wrong += [
        name
        for name, sha256 in delivery.files.items()
        if name in present and sha256_of(delivery.folder / name) != sha256
    ]
    if wrong:
        raise ContractError(
            "Files of a delivery are not what its manifest says.",
            where=delivery.name,
            expected=f"{len(delivery.files)} files with the hashes in {MANIFEST}",
            found=f"missing, changed or not named: {', '.join(wrong)}",
            next_step="ask the agency to send the delivery again; never edit a file that was received",
        )


def write_manifest(
    folder: Path,
    *,
    agency: str,
    format: str,  # noqa: A002  the word the manifest and the contract use
    received_date: date,
    current_as_of: date,
    coverage_start: date,
    coverage_end: date,
    area: str,
    can_record_sharing: bool,
    is_historical_load: bool = False,
    recording_delay_days: int = 0,
) -> Delivery:
    """Write the manifest for the files that lie in a folder, and give the delivery."""
    files = {path.name: sha256_of(path) for path in _files(folder)}
    delivery = Delivery(
        folder=folder, agency=agency, format=format, received_date=received_date,
        current_as_of=current_as_of, coverage_start=coverage_start, coverage_end=coverage_end,
        area=area, can_record_sharing=can_record_sharing, is_historical_load=is_historical_load,
        recording_delay_days=recording_delay_days, files=files,
    )  # fmt: skip
    lines = [
        f"{f.name} = {_toml(getattr(delivery, f.name))}"
        for f in fields(Delivery)
        if f.name not in ("folder", "files")
    ]
    lines += ["", "[files]", *(f"{_toml(name)} = {_toml(files[name])}" for name in files), ""]
    (folder / MANIFEST).write_text("\n".join(lines), encoding="utf-8")
    return delivery


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_file() and p.name != MANIFEST)


def sha256_of(path: Path) -> str:
    """Give the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    # A text in JSON is also a text in TOML, with quotation marks and backslashes escaped.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
