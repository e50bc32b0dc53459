"""A delivery: one agency's files in one format, with the manifest that says what they are.

Deliveries lie in `<extracts>/<agency>/<format>/<received date>/`, immutable. Each holds
everything the agency has, or only what changed since the one before; what they add up to is
found in `agencies.history`.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from agencies.feeds import RESTRICTIONS, find_feed
from agencies.file_names import describe_files
from core.errors import ContractError, PipelineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from agencies.contract import Feed, Sent

MANIFEST = "manifest.toml"
COMING = ".coming"  # end of a folder's name until it is whole

Holds = Literal["everything", "changes"]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What a manifest says, and where the files lie.

    Attributes:
        holds: `everything` the agency has, which replaces all it sent before; or only `changes`:
            new, corrected and taken-back rows.
        rows: table → rows as received.
        files: file name → sha256.
    """

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
    holds: Holds
    rows: Mapping[str, int]
    files: Mapping[str, str]

    @property
    def name(self) -> str:
        """Give the delivery's name for messages and pages: agency, format and day."""
        return f"{self.agency}/{self.format}/{self.received_date}"

    @property
    def order(self) -> tuple[date, date]:
        """Give what decides which of two deliveries says the newer thing.

        An old export that is sent again says nothing new. But a restriction takes effect at once,
        whatever day its list says it is of.
        """
        is_restriction = self.agency == RESTRICTIONS
        current = self.received_date if is_restriction else self.current_as_of
        return current, self.received_date

    @property
    def sha256(self) -> str:
        """Give one hash for the manifest and all its files."""
        said = [f"{f.name}={getattr(self, f.name)}" for f in fields(self) if f.name != "folder"]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def find_folders(
    extracts: Path, *, until: date = date.max, agency: str | None = None
) -> list[Path]:
    """Find the folder of every delivery received by a date, in order of agency, format and date.

    A folder with files is a delivery, also without a manifest: that it cannot be used must be told.

    Args:
        extracts: folder of deliveries.
        until: the last day.
        agency: of this agency only, if one is given.

    Raises:
        ContractError: the folder is not there, holds no delivery, or one whose name is no date.
    """
    found = sorted(extracts.glob(f"{agency or '*'}/*/*")) if extracts.is_dir() else []
    folders = [path for path in found if _is_delivery(path.relative_to(extracts), path)]
    if not folders:
        raise ContractError(
            "No delivery was found.",
            where=f"extracts folder {extracts}",
            expected=f"at least one <agency>/<format>/<received date>/{MANIFEST}",
            found="none",
            next_step="run `wholestory receive` for each agency's files, or check the path",
        )
    return [folder for folder in folders if received_date_of(folder) <= until]


def _is_delivery(place: Path, folder: Path) -> bool:
    # A name with a dot in front is that of a tool or of the system.
    is_hidden = any(part.startswith(".") for part in place.parts)
    if is_hidden or folder.name.endswith(COMING):
        return False
    return any(path.is_file() for path in folder.rglob("*"))


def received_date_of(folder: Path) -> date:
    """Give the day that a delivery's folder is named after.

    Raises:
        ContractError: its name is no date.
    """
    try:
        return date.fromisoformat(folder.name)
    except ValueError:
        raise _manifest_error(folder / MANIFEST, "a folder whose name is no date") from None


def find_deliveries(extracts: Path, *, until: date) -> list[Delivery]:
    """Find every delivery received by a date, in order of agency, format and date.

    Raises:
        ContractError: the folder is not there, holds no delivery, or a manifest is wrong.
    """
    return [read_delivery(folder) for folder in find_folders(extracts, until=until)]


def read_delivery(folder: Path) -> Delivery:
    """Read the manifest of a delivery that lies in its place in the extracts.

    Raises:
        ContractError: it cannot be used, or is that of another delivery.
    """
    delivery = read_manifest(folder / MANIFEST)
    if delivery.name.split("/") != list(folder.parts[-3:]):
        raise _manifest_error(
            folder / MANIFEST, f"a manifest of {delivery.name} in another's folder"
        )
    return delivery


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
    types = {
        "str": str, "Holds": str, "date": date, "bool": bool, "int": int,
        "Mapping[str, str]": dict, "Mapping[str, int]": dict,
    }  # fmt: skip
    # The exact type: `true` is no number of days, and a time of day is no date.
    wrong = [n for n, t in wanted.items() if type(said.get(n)) is not types[str(t)]]
    surprising = sorted(set(said) - set(wanted))
    if wrong or surprising:
        found = f"missing or of another type: {wrong or 'none'}; not known: {surprising or 'none'}"
        raise _manifest_error(path, found)
    if any(type(rows) is not int or rows < 0 for rows in said["rows"].values()):
        raise _manifest_error(path, "numbers of rows that are no whole numbers")
    if fault := find_contradiction(said):
        raise _manifest_error(path, fault)
    return Delivery(folder=path.parent, **said)


def find_contradiction(said: Mapping[str, Any]) -> str | None:
    """Find what cannot be true of a delivery, if anything, in what its manifest says."""
    if said["coverage_end"] < said["coverage_start"]:
        return f"coverage that ends before it starts, on {said['coverage_end']}"
    if said["recording_delay_days"] < 0:
        return "a negative delay"
    if said["current_as_of"] > said["received_date"]:
        # It would count as newer than every delivery that comes until that day.
        return f"data of {said['current_as_of']}, received on {said['received_date']}"
    if said["holds"] not in get_args(Holds):
        return f"{said['holds']}, where it should be one of {', '.join(get_args(Holds))}"
    if said["holds"] == "changes" and said["is_historical_load"]:
        # What was corrected lately would count as known when the row was first recorded.
        return "changes that are said to be a historical load"
    return None


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
    feed = find_feed(delivery.agency, delivery.format)
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
            found=f"missing, changed or not named: {describe_files(wrong, feed)}",
            next_step="ask the agency to send the delivery again; never edit a file that was received",
        )


def read_files(folder: Path, feed: Feed) -> Sent:
    """Read the files of a delivery as text, whatever state they are in.

    Raises:
        ContractError: they cannot be read, or a table is missing.
    """
    where = "/".join((feed.agency.code, feed.format, folder.name.removesuffix(COMING)))
    try:
        sent = feed.read(folder)
    except PipelineError:
        raise
    except Exception as error:  # noqa: BLE001  no agency's file may stop the others' night
        # The reader's own message may quote a row, so it is not passed on.
        raise ContractError(
            "The files of a delivery cannot be read.",
            where=where,
            expected=f"files as published for {feed.format}",
            found=type(error).__name__,
            next_step="ask the agency to export them again; if they are right, report the feed and "
            "what was found to the people who maintain its reader",
        ) from None
    missing = [t.name for t in feed.tables if t.name not in sent.tables and not t.optional]
    if missing:
        raise ContractError(
            "A delivery lacks tables that its contract requires.",
            where=where,
            expected=f"tables {', '.join(missing)}",
            found=f"{len(sent.tables)} other tables",
            next_step="ask the agency to send the delivery again, with every table",
        )
    return sent


def count_rows(sent: Sent) -> dict[str, int]:
    """Give the number of rows of each table as received."""
    return {name: len(rows) for name, rows in sent.tables.items()}


def compare_rows(stated: Mapping[str, int], sent: Sent, *, where: str) -> None:
    """Compare the rows that were stated with those that were read.

    Raises:
        ContractError: a table has more or fewer rows than stated, as a file has that was cut off.
    """
    read = count_rows(sent)
    wrong = sorted(n for n in {*read, *stated} if read.get(n) != stated.get(n))
    if wrong:
        raise ContractError(
            "A delivery does not hold the rows that were stated.",
            where=where,
            expected=_rows_in_words(stated, wrong),
            found=_rows_in_words(read, wrong),
            next_step="ask the agency to send the delivery again; a file may have been cut off",
        )


def _rows_in_words(rows: Mapping[str, int], names: Sequence[str]) -> str:
    return ", ".join(f"{n} {rows[n]:,} rows" if n in rows else f"{n} none" for n in names)


def in_use(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Give those that a feed's records come from: the newest that holds everything, and changes since.

    Args:
        deliveries: of one feed, none refused, in any order.
    """
    ordered = sorted(deliveries, key=lambda one: one.order)
    whole = [place for place, one in enumerate(ordered) if one.holds == "everything"]
    return ordered[whole[-1] if whole else 0 :]


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
    holds: Holds = "everything",
    rows: Mapping[str, int] | None = None,
) -> Delivery:
    """Write the manifest for the files that lie in a folder, and give the delivery.

    Args:
        folder: where the files lie.
        agency: agency code.
        format: the published format.
        received_date: the day it reached us.
        current_as_of: the day the agency says its data is current.
        coverage_start: first day it speaks about.
        coverage_end: last day it speaks about.
        area: geographic area it covers.
        can_record_sharing: the agency's system can record who was told.
        is_historical_load: past records in one go.
        recording_delay_days: days from recording to our knowing.
        holds: everything, or only what changed.
        rows: table → rows; counted in the files if not given.

    Raises:
        ContractError: something in it cannot be true; or the rows are to be counted, and the
            files cannot be read.
    """
    if rows is None:
        rows = count_rows(read_files(folder, find_feed(agency, format)))
    files = {path.name: sha256_of(path) for path in _files(folder)}
    delivery = Delivery(
        folder=folder, agency=agency, format=format, received_date=received_date,
        current_as_of=current_as_of, coverage_start=coverage_start, coverage_end=coverage_end,
        area=area, can_record_sharing=can_record_sharing, is_historical_load=is_historical_load,
        recording_delay_days=recording_delay_days, holds=holds, rows=dict(rows), files=files,
    )  # fmt: skip
    if fault := find_contradiction(vars(delivery)):
        raise _manifest_error(folder / MANIFEST, fault)
    lines = [
        f"{f.name} = {_toml(getattr(delivery, f.name))}"
        for f in fields(Delivery)
        if f.name not in ("folder", "rows", "files")
    ]
    for name, table in (("rows", delivery.rows), ("files", files)):
        lines += ["", f"[{name}]", *(f"{_toml(key)} = {_toml(table[key])}" for key in table)]
    lines.append("")
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
