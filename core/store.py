"""Datasets on disk: written under a temporary name, checked, renamed, with a manifest.

A dataset's place is decided by what went into it: the keys of its inputs, the parameters of the
stage and the version of the code. If that place is already filled, the stage is not run again;
that is how a killed night resumes, and it is explicit, not a hidden cache.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from core.catalogue import DATASETS
from core.errors import StoreError

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class DatasetRef:
    """Where a dataset lies: a name and a key. Passed between stages instead of rows."""

    name: str
    key: str


def hash_of(value: Any) -> str:
    """Give a short hash of a value that JSON can hold; dates and paths as text."""
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Store:
    """A folder of datasets."""

    def __init__(self, folder: Path, *, code_version: str) -> None:
        """Open or create a store.

        Args:
            folder: the store's folder.
            code_version: part of every key, so that changed code never reuses a result.
        """
        self.folder = Path(folder)
        self.code_version = code_version
        (self.folder / "data").mkdir(parents=True, exist_ok=True)

    def ref(self, name: str, *inputs: DatasetRef, **parameters: Any) -> DatasetRef:
        """Give the reference a dataset made from these inputs and parameters has."""
        parts = [name, [[i.name, i.key] for i in inputs], parameters, self.code_version]
        return DatasetRef(name, hash_of(parts))

    def has(self, ref: DatasetRef) -> bool:
        """Say whether the dataset is there, whole."""
        return (self._place(ref) / _MANIFEST).exists()

    def write(self, ref: DatasetRef, rows: pd.DataFrame) -> DatasetRef:
        """Check and write a dataset, all of it or nothing.

        Args:
            ref: where it goes; see `ref`.
            rows: the rows; passed through `Dataset.conform` if the catalogue names the dataset.

        Raises:
            StoreError: the rows are not what the catalogue declares.
        """
        if ref.name in DATASETS:
            rows = DATASETS[ref.name].conform(rows)
        place = self._place(ref)
        temporary = place.with_name(f"{place.name}.tmp")
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        rows.to_parquet(temporary / "rows.parquet", index=False)
        manifest = {
            "name": ref.name, "key": ref.key, "rows": len(rows), "code_version": self.code_version,
        }  # fmt: skip
        (temporary / _MANIFEST).write_text(json.dumps(manifest, indent=1, default=str))
        shutil.rmtree(place, ignore_errors=True)
        temporary.rename(place)
        return ref

    def read(self, ref: DatasetRef) -> pd.DataFrame:
        """Read a dataset.

        Raises:
            StoreError: it is not there.
        """
        if not self.has(ref):
            raise StoreError(
                f"Dataset {ref.name} is not in the store.",
                where=f"store folder {self.folder.name}, data/{ref.name}/{ref.key}",
                expected="a folder with a manifest",
                found="no whole dataset",
                next_step="run the night again; finished stages are not repeated",
            )
        rows = pd.read_parquet(self._place(ref) / "rows.parquet")
        return DATASETS[ref.name].conform(rows) if ref.name in DATASETS else rows

    def rows(self, ref: DatasetRef) -> int:
        """Give the number of rows the manifest states."""
        return int(json.loads((self._place(ref) / _MANIFEST).read_text())["rows"])

    def _place(self, ref: DatasetRef) -> Path:
        return self.folder / "data" / ref.name / ref.key
