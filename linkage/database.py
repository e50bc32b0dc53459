"""DuckDB in memory, for work on many rows at once, and hashes of what rows hold."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

ODD = np.uint64(0x9E3779B97F4A7C15)


def open_database() -> duckdb.DuckDBPyConnection:
    """Open a DuckDB database in memory that loads nothing from outside."""
    return duckdb.connect(
        ":memory:",
        config={
            "threads": 2,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


def hash_rows(rows: pd.DataFrame) -> np.ndarray:
    """Give one number for what each row holds; the same row gives the same number."""
    columns = ", ".join(f'"{column}"' for column in rows.columns)
    with open_database() as database:
        database.register("source", pa.Table.from_pandas(rows, preserve_index=False))
        found = database.sql(f"select hash({columns}) as found from source").fetchnumpy()
    return np.asarray(found["found"], dtype="uint64").view("int64")


def mix(values: np.ndarray) -> np.ndarray:
    """Spread each number over all 64 bits (the finaliser of splitmix64, Steele et al. 2014)."""
    mixed = values * ODD
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))
