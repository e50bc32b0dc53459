"""Weights of pairs: Splink's sums are the ones the parameters document gives."""

from __future__ import annotations

import math

import pytest

from linkage.evidence import build_evidence
from linkage.predict import weigh_identical, weigh_pairs
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.records import read_records


def evidence(table):
    return build_evidence(read_records(table)).assign(record=lambda rows: range(len(rows)))


@pytest.mark.parametrize("address", ["4 Mill Road", ""])
@pytest.mark.parametrize("nhs", ["first", ""])
def test_two_records_alike_weigh_what_splink_says(address, nhs):
    records = evidence(f"""
        agency | forename | surname  | born       | sex | postcode | address   | nhs
        health | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | {address} | {nhs}
        police | Reuben   | Thornley | 2014-03-09 | M   | AB12 3LN | {address} | {nhs}
    """)
    found = weigh_pairs(records, REVIEWED_PARAMETERS, at_least=0.5).iloc[0]
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
    found = weigh_pairs(records, REVIEWED_PARAMETERS, at_least=0.001).iloc[0]
    assert found["match_weight"] == pytest.approx(expected)
    assert found["match_probability"] == pytest.approx(1 - 1 / (1 + 2**expected))
