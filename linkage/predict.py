"""Weighs pairs of records with Splink. The only module that knows how Splink is called.

Fellegi and Sunter (1969): each comparison adds log2(m / u); the sum, with the odds that two
records picked blindly are one child's, gives the probability.
"""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from linkage.comparisons import COMPARISONS, Comparison
from linkage.database import open_database
from linkage.settings import Parameters

if TYPE_CHECKING:
    from splink import Linker

_TEXT = (
    "forename", "surname", "birth_date", "due_date", "sex", "postcode", "address", "nhs_number",
    "upn", "other_identifier", "forename_key",
)  # fmt: skip
_WHOLE = ("birth_year", "forename_band", "surname_band")
_LISTS = {"forename_forms": " ", "parents": ";"}

LEVELS = tuple(f"level_{comparison.name}" for comparison in COMPARISONS)
"""Columns of weighed pairs: at which level each comparison came out; -1 where nothing is known."""

WEIGHED = ("left", "right", "match_weight", "match_probability", *LEVELS)


def weigh_pairs(
    records: pd.DataFrame, keys: pd.DataFrame, parameters: Parameters, *, at_least: float
) -> pd.DataFrame:
    """Give the probability that two records are one child's, for pairs that share a key.

    One row per pair (`left` < `right`), ordered: match_weight (log2 odds), match_probability, and
    the level of each comparison. Pairs below `at_least` are left out, as are pairs of two records
    that are both not `is_new`.

    Args:
        records: columns as `linkage.evidence.with_what_others_hold` gives them, `record`, a
            number, and `is_new`.
        keys: record, key.
        parameters: see `linkage.settings.REVIEWED_PARAMETERS`.
        at_least: the lowest probability to give.
    """
    if not keys["key"].duplicated().any():
        return pd.DataFrame({column: pd.Series(dtype=_dtype(column)) for column in WEIGHED})
    with open_database() as database:
        linker = make_linker(database, records, parameters, keys=keys)
        pairs = linker.inference.predict(threshold_match_probability=at_least)
        levels = ", ".join(f"gamma_{c.name}::tinyint as level_{c.name}" for c in COMPARISONS)
        found = database.sql(
            "select record_l as left, record_r as right, match_weight, match_probability,"
            f" {levels} from {pairs.physical_name} order by 1, 2"
        ).df()
    return found.astype({column: _dtype(column) for column in WEIGHED})


def make_linker(
    database: duckdb.DuckDBPyConnection,
    records: pd.DataFrame,
    parameters: Parameters,
    *,
    keys: pd.DataFrame,
    more: tuple[str, ...] = (),
) -> Linker:
    """Give a Splink linker over the records, with our comparisons and these weights.

    Args:
        database: an open database of its own.
        records: see `weigh_pairs`.
        parameters: see `linkage.settings.REVIEWED_PARAMETERS`.
        keys: record, key.
        more: further columns of text that rules may name.
    """
    from splink import DuckDBAPI, Linker

    # Splink tells its progress on the root of its loggers, with SQL; a night logs counts only.
    logging.getLogger("splink").setLevel(logging.ERROR)
    database.register("plain_records", _table(records, more))
    database.register("plain_keys", pa.Table.from_pandas(keys, preserve_index=False))
    database.execute(
        "create table records as select plain_records.*, held.keys from plain_records left join "
        "(select record, list(key) as keys from plain_keys group by record) held using (record)"
    )
    registered = DuckDBAPI(connection=database).register("records", dataset_display_name="records")
    # Our settings come from one place with tests of its own; validating them takes a third of
    # the time of a small night.
    return Linker(registered, splink_settings(parameters), log_level=None, validate_settings=False)


def splink_settings(parameters: Parameters) -> dict[str, Any]:
    """Give our comparisons and weights in the form that Splink reads."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record",
        "linker_uid": "wholestory",  # Splink draws one at random otherwise
        "probability_two_random_records_match": parameters["probability_two_random_records_match"],
        "blocking_rules_to_generate_predictions": [
            {
                "blocking_rule": "l.keys = r.keys and (l.is_new or r.is_new)",
                "arrays_to_explode": ["keys"],
                "sql_dialect": "duckdb",
            }
        ],
        "comparisons": [
            _splink_comparison(comparison, parameters["comparisons"][comparison.name])
            for comparison in COMPARISONS
        ],
        "retain_matching_columns": True,  # or it does not say how each comparison came out
        "retain_intermediate_calculation_columns": False,
    }


def _splink_comparison(comparison: Comparison, weights: dict[str, Any]) -> dict[str, Any]:
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [
            {
                "sql_condition": comparison.unknown,
                "label_for_charts": "Not known",
                "is_null_level": True,
            },
            *(
                {
                    "sql_condition": level.condition,
                    "label_for_charts": level.code,
                    "m_probability": weights[level.code]["m"],
                    "u_probability": weights[level.code]["u"],
                }
                for level in comparison.levels
            ),
        ],
    }


def weigh_identical(records: pd.DataFrame, parameters: Parameters) -> pd.Series:
    """Give the weight (log2 odds) of two records that both hold all of a record's values.

    Args:
        records: with forename, surname, birth date and postcode.
        parameters: see `linkage.settings.REVIEWED_PARAMETERS`.
    """
    odds = pd.Series(prior_weight(parameters), index=records.index)
    for comparison in COMPARISONS:
        levels = parameters["comparisons"][comparison.name]
        weight = pd.Series(level_weight(levels["same"]), index=records.index)
        if "same_rare" in levels:
            band = records[f"{comparison.name}_band"]
            weight = weight.mask(band == 0, level_weight(levels["same_rare"]))
            weight = weight.mask(band == 2, level_weight(levels["same_common"]))
        if comparison.name == "address":
            weight = weight.where(records["address"] != "", level_weight(levels["same_postcode"]))
            odds += weight
        else:
            odds += weight.where(records[comparison.name] != "", 0.0)
    return odds


def prior_weight(parameters: Parameters) -> float:
    """Give the log2 odds that two records picked blindly are one child's."""
    prior = parameters["probability_two_random_records_match"]
    return math.log2(prior / (1 - prior))


def level_weight(level: dict[str, Any]) -> float:
    """Give what one level of a comparison adds, in log2 odds."""
    return math.log2(level["m"] / level["u"])


def probability(weight: np.ndarray | pd.Series) -> np.ndarray:
    """Give the probability of a weight in log2 odds."""
    return np.asarray(1 - 1 / (1 + np.exp2(np.minimum(weight, 1000.0))))


def _dtype(column: str) -> str:
    if column.startswith("match_"):
        return "float64"
    return "int8" if column.startswith("level_") else "int64"


def _table(records: pd.DataFrame, more: tuple[str, ...]) -> pa.Table:
    postcodes = records["postcode"] + " " + records["postcodes_before"]
    return pa.table(
        {
            "record": pa.array(records["record"], pa.int64()),
            "is_new": pa.array(records["is_new"], pa.bool_()),
            **{name: pa.array(records[name], pa.int64()) for name in _WHOLE},
            **{name: _text(records[name]) for name in (*_TEXT, *more)},
            **{name: _list(records[name], mark) for name, mark in _LISTS.items()},
            "postcodes": _list(postcodes.str.strip(), " "),
        }
    )


def _text(values: pd.Series) -> pa.Array:
    return pa.array([value or None for value in values.tolist()], pa.string())


def _list(values: pd.Series, mark: str) -> pa.Array:
    split = {value: value.split(mark) if value else None for value in values.unique().tolist()}
    return pa.array([split[value] for value in values.tolist()], pa.list_(pa.string()))
