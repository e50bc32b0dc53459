"""Settings of a night: read from one commented TOML, checked whole before any data is read."""

from __future__ import annotations

import tomllib
import zoneinfo
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from agencies.feeds import all_feeds
from core.errors import SettingsError
from core.store import hash_of
from flows.parameters import read_parameters
from linkage.settings import REVIEWED_PARAMETERS, Parameters

CONFIG_FOLDER = Path(__file__).parent / "config"
DEFAULT = CONFIG_FOLDER / "default.toml"
DEMO = CONFIG_FOLDER / "demo.toml"

# The invented county: five years give 730-day windows, a year and a half of training dates, the
# label window and a test period. A fixed last day, so that a demonstration can be repeated.
COUNTY_YEARS = 5
COUNTY_UNTIL = date(2026, 9, 30)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a partnership decides; `config/default.toml` says what each setting means."""

    partnership_name: str
    data_contact: str
    review_capacity: int
    data_is_invented: bool
    seed: int
    show_demonstration: bool
    expected_feeds: list[str]
    hold_if_missing: list[str]
    refuse_share: float
    hold_quarantined_share: float
    hold_fewest_rows: int
    caution_days_late: int
    caution_quarantined_share: float
    training_months_between_as_of_dates: int
    training_history_days: int
    schedule_cron: str
    schedule_timezone: str
    linkage_parameters: Parameters  # in the file: the name of a document, or nothing
    file_name: str

    @property
    def hash(self) -> str:
        """Give a hash of every setting, for the run page and the manifest."""
        return hash_of(asdict(self))


def load_settings(path: Path = DEFAULT) -> Settings:
    """Read and check a settings file.

    Raises:
        SettingsError: the file is not there, is not TOML, or settings are missing, not known,
            of another type or out of range, all faults in one sentence; or the linkage
            parameters it names cannot be used.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        found = (error.strerror or type(error).__name__).lower()
        raise _settings_error(path, found) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _settings_error(path, f"not a TOML file: {error}") from error
    flat: dict[str, Any] = {"file_name": path.name}
    for name, value in said.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{key}": inner for key, inner in value.items()}
        else:
            flat[name] = value
    faults = _faults(flat)
    if faults:
        raise _settings_error(path, "; ".join(faults))
    named = flat["linkage_parameters"]
    # The document itself, not its name, so that the hash of the settings tells of every change.
    flat["linkage_parameters"] = (
        read_parameters(path.parent / named) if named else REVIEWED_PARAMETERS
    )
    return Settings(**flat)


_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "bool": (bool,), "float": (int, float), "list[str]": (list,),
    "Parameters": (str,),
}  # fmt: skip


def _faults(flat: dict[str, Any]) -> list[str]:
    wanted = {field.name: str(field.type) for field in fields(Settings)}
    faults = [f"{name} is missing" for name in wanted if name not in flat]
    faults += [f"{name} is not a setting" for name in flat if name not in wanted]
    known = [name for name in wanted if name in flat]
    faults += [fault for name in known if (fault := _fault(name, flat[name], wanted[name]))]
    return faults or _unknown_names(flat)


def _unknown_names(flat: dict[str, Any]) -> list[str]:
    feeds = {f"{feed.agency.code}/{feed.format}" for feed in all_feeds()}
    faults = [
        f"{setting} names a feed without a contract: {feed}"
        for setting in ("expected_feeds", "hold_if_missing")
        for feed in flat[setting]
        if feed not in feeds
    ]
    if flat["schedule_timezone"] not in zoneinfo.available_timezones():
        faults.append(f"schedule_timezone is not a time zone: {flat['schedule_timezone']}")
    return faults


def _fault(name: str, value: Any, kind: str) -> str | None:
    is_of_type: bool = isinstance(value, _TYPES[kind])
    if kind == "list[str]" and is_of_type:
        is_of_type = all(isinstance(one, str) for one in value)
    if not is_of_type or (kind != "bool" and isinstance(value, bool)):
        return f"{name} should be {'a file name' if kind == 'Parameters' else kind}"
    lowest = 0 if name == "caution_days_late" else 1
    if kind == "float" and not 0 <= float(value) <= 1:
        return f"{name} should be from 0 to 1"
    return f"{name} should be {lowest} or more" if kind == "int" and int(value) < lowest else None


def _settings_error(path: Path, found: str) -> SettingsError:
    return SettingsError(
        "The settings cannot be used.",
        where=str(path),
        expected=f"the settings of {DEFAULT.name}, each of its type",
        found=found,
        next_step="compare the file with flows/config/default.toml",
    )
