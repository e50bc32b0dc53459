"""What every step of a night is given: the store, the date it stands on, and the settings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from core.store import DatasetRef, Store

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from flows.settings import Settings

_ROOT = Path(__file__).parent.parent
_PACKAGES = (
    "core", "agencies", "expectations", "linkage", "features", "models", "reports", "flows",
)  # fmt: skip


@cache
def code_version() -> str:
    """Give the version with a hash of every source file, so that changed code is seen as changed."""
    digest = hashlib.sha256()
    files = (path for name in _PACKAGES for path in (_ROOT / name).rglob("*"))
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
    return f"{version('wholestory')}+{digest.hexdigest()[:12]}"


@dataclass(frozen=True, kw_only=True)
class Night:
    """One night: where it reads and writes, the day it stands on, and the settings."""

    extracts: Path
    store_folder: Path
    site: Path
    as_of_date: date
    settings: Settings
    use_model: bool
    truth: Path | None = None  # of an invented county; only `flows.linking.measure_links` reads it

    @property
    def registry_folder(self) -> Path:
        """Give the folder of the model registry."""
        return self.store_folder / "registry"

    @property
    def store(self) -> Store:
        """Open the store."""
        return Store(self.store_folder, code_version=code_version())


def make_once(
    store: Store, refs: tuple[DatasetRef, ...], make: Callable[[], tuple[pd.DataFrame, ...]]
) -> None:
    """Write datasets that are made together, unless they are all there already."""
    if all(store.has(ref) for ref in refs):
        return
    for ref, rows in zip(refs, make(), strict=True):
        store.write(ref, rows)
