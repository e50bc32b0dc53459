"""Weights of pairs: Splink's sums are the ones the parameters document gives."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from linkage.evidence import build_evidence, with_what_others_hold
from linkage.predict import weigh_identical, weigh_pairs
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.records import read_records


def evidence(table):
    held, _ = with_what_others_hold(build_evidence(read_records(table)))
    return held.assign(record=range(len(held)), is_new=True)


def weigh(records, at_least):
    keys = pd.DataFrame({"record": records["record"], "key": 1})
    return weigh_pairs(records, keys, REVIEWED_PARAMETERS, at_least=at_least).iloc[0]


@pytest.mark.parametrize("address", ["4 Mill Road", ""])
@pytest.mark.parametrize("nhs", ["first", ""])
def test_two_records_alike_weigh_what_splink_says(address, nhs):
    records = evidence(f"""
        agency | forename | surname  | born       | sex | postcode | address   | nhs
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | {address} | {nhs}
        police | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | {address} | {nhs}
    """)
    found = weigh(records, at_least=0.5)
    expected = weigh_identical(records, REVIEWED_PARAMETERS)
    assert expected.tolist() == pytest.approx([found["match_weight"]] * 2)


def test_a_weight_is_the_sum_of_its_levels():
    records = evidence("""
        agency | forename | surname  | born       | postcode
        health | Katie    | Thornley | 2014-03-09 | AB12 3LN
        police | Kathryn  | Thornley | 2014-09-03 | AB12 3QR
    """)
    levels = {"forename": "short_form", "surname": "same", "birth_date": "swapped",
              "address": "same_sector"}  # fmt: skip
    prior = REVIEWED_PARAMETERS["probability_two_random_records_match"]
    expected = math.log2(prior / (1 - prior))
    for comparison, level in levels.items():
        weight = REVIEWED_PARAMETERS["comparisons"][comparison][level]
        expected += math.log2(weight["m"] / weight["u"])
    found = weigh(records, at_least=0.001)
    assert found["match_weight"] == pytest.approx(expected)
    assert found["match_probability"] == pytest.approx(1 - 1 / (1 + 2**expected))
