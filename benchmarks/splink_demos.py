"""Splink's own published demonstrations on FEBRL, to stand beside ours.

Settings as in `docs/demos/examples/duckdb/febrl3.nb.py` and `febrl4.nb.py` of
github.com/moj-analytical-services/splink (MIT licence), with one seed for both, and records put
together at 0.99 as the second does.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

TOGETHER_FROM = 0.99


def link_as_published(lists: list[pd.DataFrame]) -> pd.DataFrame:
    """Give source_person_id and person_id as the demonstration for one or two lists does.

    Args:
        lists: FEBRL records with the columns of the files, one list to find repeated persons in,
            or two to link.
    """
    from splink import DuckDBAPI, Linker, block_on

    with duckdb.connect(":memory:") as database:
        api = DuckDBAPI(connection=database)
        tables = [api.register(pa.Table.from_pandas(rows, preserve_index=False)) for rows in lists]
        linker = Linker(tables, _settings(len(lists)), log_level=None)
        rules: list[Any] = [
            block_on("soc_sec_id"),
            block_on("given_name", "surname", "date_of_birth"),
        ]
        if len(lists) == 1:
            rules.append(
                "l.given_name = r.surname and l.surname = r.given_name"
                " and l.date_of_birth = r.date_of_birth"
            )
        training = linker.training
        training.estimate_probability_two_random_records_match(
            rules, recall=0.9 if len(lists) == 1 else 0.8
        )
        training.estimate_u_using_random_sampling(max_pairs=1e6, seed=2)
        for column in ("date_of_birth", "postcode"):
            training.estimate_parameters_using_expectation_maximisation(
                block_on(column), estimate_without_term_frequencies=len(lists) == 2
            )
        pairs = linker.inference.predict(threshold_match_probability=0.2)
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=TOGETHER_FROM
        )
        found = clusters.as_pandas_dataframe()
    return found.rename(columns={"rec_id": "source_person_id", "cluster_id": "person_id"})[
        ["source_person_id", "person_id"]
    ]


def _settings(lists: int) -> Any:  # Splink has no public type for it
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    names = [cl.NameComparison("given_name"), cl.NameComparison("surname")]
    birth = cl.DateOfBirthComparison(
        "date_of_birth",
        input_is_string=True,
        datetime_format="%Y%m%d",
        invalid_dates_as_null=True,
    )
    street = cl.ExactMatch("street_number").configure(term_frequency_adjustments=True)
    if lists == 1:
        rules: list[Any] = [
            block_on(column)
            for column in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")
        ]
        comparisons = [
            *names, birth, cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]), street,
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ]  # fmt: skip
    else:
        rules = [
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"), block_on("soc_sec_id"), block_on("state", "address_1"),
            block_on("street_number", "address_1"), block_on("postcode"),
        ]  # fmt: skip
        comparisons = [
            *(name.configure(term_frequency_adjustments=True) for name in names), birth,
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]), street,
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
                term_frequency_adjustments=True
            ),
        ]  # fmt: skip
    return SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="dedupe_only" if lists == 1 else "link_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=comparisons,
    )
