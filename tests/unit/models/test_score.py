from __future__ import annotations

import pytest

from core.catalogue import CONTRIBUTIONS, SCORES
from core.errors import ModelNotFit
from models.candidates import ADDITIVE, SCORECARD
from models.score import score_records
from tests.unit.models.county import DIRECTIONS, as_version, invent_county

BOTH = pytest.mark.parametrize("name", [ADDITIVE, SCORECARD])


@BOTH
def test_every_record_has_a_score_and_every_feature_a_share(name: str) -> None:
    matrix = invent_county().matrix.tail(40)
    scored = score_records(as_version(name), matrix)
    assert list(scored.scores.columns) == SCORES.columns
    assert list(scored.contributions.columns) == CONTRIBUTIONS.columns
    assert scored.scores["person_id"].tolist() == matrix["person_id"].tolist()
    assert len(scored.contributions) == 40 * len(DIRECTIONS)


@BOTH
def test_the_written_rows_add_up_to_the_written_score(name: str) -> None:
    scored = score_records(as_version(name), invent_county().matrix.tail(40))
    shares = scored.contributions.groupby("person_id")["contribution"].sum()
    total = scored.scores["base_value"] + scored.scores["person_id"].map(shares)
    assert total.to_numpy() == pytest.approx(scored.scores["score"].to_numpy(), abs=1e-9)
    assert scored.scores["adds_up"].all()


def test_a_share_stands_beside_the_value_it_is_about() -> None:
    matrix = invent_county().matrix.tail(5)
    contributions = score_records(as_version(SCORECARD), matrix).contributions
    ages = contributions[contributions["feature"] == "age_years"]["value"]
    assert ages.tolist() == matrix["age_years"].tolist()


def test_a_night_without_records_gives_empty_tables() -> None:
    scored = score_records(as_version(SCORECARD), invent_county().matrix.head(0))
    assert (len(scored.scores), len(scored.contributions)) == (0, 0)


@pytest.mark.parametrize("column", ["sex", "ethnicity", "is_disabled"])
def test_no_model_scores_a_matrix_with_a_sensitive_column(column: str) -> None:
    matrix = invent_county().matrix.tail(5).assign(**{column: 1.0})
    with pytest.raises(ModelNotFit, match=f"not the model's: .*{column}"):
        score_records(as_version(SCORECARD), matrix)


def test_a_matrix_of_another_feature_catalogue_is_refused() -> None:
    matrix = invent_county().matrix.tail(5).rename(columns={"age_years": "age_months"})
    with pytest.raises(ModelNotFit, match=r"missing: \['age_years'\]; .*\['age_months'\]"):
        score_records(as_version(SCORECARD), matrix)
