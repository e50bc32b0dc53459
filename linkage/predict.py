"""Weighs pairs of records with Splink. The only module that knows how Splink is called.

Fellegi and Sunter (1969): each comparison adds log2(m / u); the sum, with the odds that two
records picked blindly are one child's, gives the probability.
"""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pyarrow as pa

from linkage.settings import BLOCKING_RULES, COMPARISONS, Parameters

if TYPE_CHECKING:
    from splink import Linker

_TEXT = (
    "forename", "forename_key", "forename_forms", "surname", "birth_date", "sex", "postcode",
    "address", "nhs_number", "upn",
)  # fmt: skip
_FLAGS = ("forename_is_common", "surname_is_common")


def weigh_pairs(records: pd.DataFrame, parameters: Parameters, *, at_least: float) -> pd.DataFrame:
    """Give the probability that two records are one child's, for pairs worth comparing.

    One row per pair (`left` < `right`, numbers of records), ordered: match_weight (log2 odds) and
    match_probability. Pairs below `at_least`, or that no blocking rule brings up, are left out.

    Args:
        records: columns as `linkage.evidence.build_evidence` gives them, and `record`, a number.
        parameters: see `linkage.settings.REVIEWED_PARAMETERS`.
        at_least: the lowest probability to give.
    """
    columns = ["left", "right", "match_weight", "match_probability"]
    if len(records) < 2:
        return pd.DataFrame({c: pd.Series(dtype="float64") for c in columns})
    with open_database() as database:
        linker = make_linker(database, records, parameters)
        pairs = linker.inference.predict(threshold_match_probability=at_least)
        found = pairs.as_pandas_dataframe()
    found = found.rename(columns={"record_l": "left", "record_r": "right"})[columns]
    return found.sort_values(["left", "right"], kind="stable").reset_index(drop=True)


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


def make_linker(
    database: duckdb.DuckDBPyConnection, records: pd.DataFrame, parameters: Parameters
) -> Linker:
    """Give a Splink linker over the records, with our comparisons and these weights."""
    from splink import DuckDBAPI, Linker

    # Splink tells its progress on the root of its loggers, with SQL; a night logs counts only.
    logging.getLogger("splink").setLevel(logging.ERROR)
    table = pa.table(
        {
            "record": pa.array(records["record"].tolist(), pa.int64()),
            "birth_year": pa.array(records["birth_year"].tolist(), pa.int64()),
            **{name: _text(records[name]) for name in _TEXT},
            **{name: pa.array(records[name].tolist(), pa.bool_()) for name in _FLAGS},
        }
    )
    registered = DuckDBAPI(connection=database).register(table, dataset_display_name="records")
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
            {"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in BLOCKING_RULES
        ],
        "comparisons": [
            {
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
            for comparison in COMPARISONS
            for weights in (parameters["comparisons"][comparison.name],)
        ],
        "retain_matching_columns": False,  # names would be copied to the result
        "retain_intermediate_calculation_columns": False,
    }


def weigh_identical(records: pd.DataFrame, parameters: Parameters) -> pd.Series:
    """Give the weight (log2 odds) of two records that both hold all of a record's values."""
    prior = parameters["probability_two_random_records_match"]
    odds = pd.Series(math.log2(prior / (1 - prior)), index=records.index)
    for comparison in COMPARISONS:
        levels = parameters["comparisons"][comparison.name]
        column = "postcode" if comparison.name == "address" else comparison.name
        weight = pd.Series(_weight(levels["same"]), index=records.index)
        if comparison.name == "address":
            weight = weight.where(records["address"] != "", _weight(levels["same_postcode"]))
        if "same_common" in levels:
            is_common = records[f"{comparison.name}_is_common"]
            weight = weight.mask(is_common, _weight(levels["same_common"]))
        odds += weight.where(records[column] != "", 0.0)
    return odds


def _weight(level: dict[str, Any]) -> float:
    return math.log2(level["m"] / level["u"])


def _text(values: pd.Series) -> pa.Array:
    return pa.array([value or None for value in values.tolist()], pa.string())
