"""What a dataset of a night is: its grain, its columns, and the gate that every writer passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from core.errors import StoreError

Kind = Literal["text", "date", "flag", "maybe_flag", "whole", "maybe_whole", "number"]
_DTYPES: dict[Kind, str] = {
    "text": "str",
    "date": "datetime64[us]",
    "flag": "bool",
    "maybe_flag": "boolean",
    "whole": "int64",
    "maybe_whole": "Int64",
    "number": "float64",
}


@dataclass(frozen=True)
class Field:
    """A column of a dataset: its name, what it means, its kind, and if it may be empty."""

    name: str
    kind: Kind
    help: str
    optional: bool = False


@dataclass(frozen=True)
class Dataset:
    """A named table of the night."""

    name: str
    grain: str
    made_by: str
    fields: tuple[Field, ...]
    personal: bool = False
    open_ended: bool = False  # more columns may follow (a feature matrix)

    @property
    def columns(self) -> list[str]:
        """Names of the declared columns, in order."""
        return [field.name for field in self.fields]

    def conform(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Give the rows with declared columns in order and in their types.

        Raises:
            StoreError: a column is missing or surprising, or empty where it may not be.
        """
        missing = [c for c in self.columns if c not in rows.columns]
        surprising = [c for c in rows.columns if c not in self.columns]
        if missing or (surprising and not self.open_ended):
            raise StoreError(
                f"Dataset {self.name} does not have the columns it is declared with.",
                where=f"dataset {self.name}, made by {self.made_by}",
                expected=f"columns {', '.join(self.columns)}",
                found=f"missing: {missing or 'none'}; not declared: {surprising or 'none'}",
                next_step="correct the stage that makes it, or its entry in core/catalogue/",
            )
        rows = rows[[*self.columns, *surprising]].reset_index(drop=True)
        rows = rows.astype({field.name: _DTYPES[field.kind] for field in self.fields})
        for field in self.fields:
            empty = int(rows[field.name].isna().sum())
            if empty and not field.optional and not field.kind.startswith("maybe_"):
                raise StoreError(
                    f"Dataset {self.name} has empty values in {field.name}.",
                    where=f"dataset {self.name}, column {field.name}",
                    expected="a value in every row",
                    found=f"{empty:,} of {len(rows):,} rows empty",
                    next_step="correct the stage that makes it; absence needs a word of its own",
                )
        return rows

    def empty(self) -> pd.DataFrame:
        """Give the dataset with its columns and no row."""
        return self.conform(pd.DataFrame({column: [] for column in self.columns}))


def optional(name: str, kind: Kind, help_text: str) -> Field:
    """Give a column that may be empty."""
    return Field(name, kind, help_text, optional=True)
