"""Two lists that other people made: one agency's row n is the other's row n."""

from __future__ import annotations

import pandas as pd
import pytest

from linkage.link import link_persons
from linkage.quality import compare_with_truth
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.people import source_persons
from tests.support.third_party import third_party


def read_list(agency, name):
    rows = pd.read_csv(third_party(f"family_context_sample/{name}"), dtype="str")
    lines = rows["Address"].str.split("\n")
    return pd.DataFrame(
        {
            "source_person_id": agency + "/family_context/" + rows["Cms Id"],
            "forename": rows["First Name"],
            "surname": rows["Last Name"],
            "birth_date": pd.to_datetime(rows["Date Of Birth"], format="%Y-%m-%d"),
            "sex": rows["Gender"].map({"Male": "M", "Female": "F"}),
            "postcode": lines.str[-1],
            "address": lines.str[:-2].str.join(", "),
            "true_person_id": "row " + rows.index.astype("str"),
        }
    )


@pytest.mark.third_party
def test_two_agencies_of_500_children_without_any_identifier():
    people = pd.concat(
        [read_list("social_care", "csc.csv"), read_list("education", "education.csv")],
        ignore_index=True,
    )
    rows = people.drop(columns="true_person_id").to_dict("records")
    linked = link_persons(source_persons(rows), parameters=REVIEWED_PARAMETERS, previous_links=None)
    found = compare_with_truth(linked.links, people[["source_person_id", "true_person_id"]])
    assert found["precision"] == 1.0
    # The rest have another forename in each list, with all else the same: as twins would.
    assert found["recall"] == pytest.approx(0.98)
    assert linked.summary["kept_apart_by_forenames"] == found["missed_links"] == 10
