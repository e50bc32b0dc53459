"""What agencies write about lives that do not fit a form: births, deaths, and stories in pieces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from simulator.casebook import DAY
from simulator.county import County, simulate
from simulator.parameters import CountyParameters, Noise
from tests.unit.simulator.conftest import UNTIL, read_truth

PARAMETERS = CountyParameters(planted_a_year=0.08, death_share=0.05, prebirth_days=140)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    noise = replace(Noise(), invalid_row=0.0)
    simulate(
        folder, children=1500, years=3, seed=4, until=UNTIL, parameters=PARAMETERS, noise=noise
    )
    return folder


def _read(out: Path, feed: str, table: str) -> pd.DataFrame:
    path = out / "extracts" / feed / UNTIL.isoformat() / table
    return pd.read_csv(path, dtype="str") if path.suffix == ".csv" else pd.read_parquet(path)


def _whose(out: Path, feed: str) -> pd.Series:
    """Give, for each of an agency's own ids, the true child."""
    truth = read_truth(out, "source_persons")
    truth = truth[truth["source_person_id"].str.startswith(f"{feed}/")]
    own = truth["source_person_id"].str.removeprefix(f"{feed}/")
    return truth.set_axis(own)["true_person_id"]


def _planted(out: Path, mechanism: str) -> set[str]:
    planted = read_truth(out, "planted")
    return set(planted.loc[planted["mechanism"] == mechanism, "true_person_id"])


def test_a_few_children_die_and_their_records_say_so(out: Path) -> None:
    died = read_truth(out, "persons")["death_date"].notna()
    assert died.any()
    patients = _read(out, "health/ecds_csds", "patients.parquet")
    assert patients["person_death_date"].notna().any()


def test_some_records_of_an_unborn_child_are_never_joined_to_the_later_one(out: Path) -> None:
    persons = _read(out, "social_care/ssd", "ssd_person.csv").set_index("pers_person_id")
    expected = pd.to_datetime(persons["pers_expected_dob"])
    left = persons[expected < pd.Timestamp(UNTIL) - pd.Timedelta(days=20)]
    assert len(left)
    assert left[["pers_forename", "pers_dob", "pers_common_child_id"]].isna().all().all()
    assert set(left["pers_sex"]) == {"U"}
    whose = _whose(out, "social_care/ssd")
    assert whose.duplicated(keep=False)[left.index].mean() > 0.9


def test_conferences_are_booked_before_they_are_held(county: County) -> None:
    rows = county.book.frame("ssd_initial_cp_conference")
    assert (rows[DAY] < rows["icpc_icpc_date"]).mean() > 0.5


def test_a_child_of_two_records_is_two_people_to_one_agency(out: Path) -> None:
    children, twice = _planted(out, "two records"), set()
    for feed in ("police/ppn", "health/ecds_csds", "social_care/ssd"):
        whose = _whose(out, feed)
        twice |= set(whose[whose.duplicated()])
    assert len(children & twice) / len(children) > 0.8


def test_a_file_that_is_not_passed_on_leaves_a_pupil_with_a_temporary_number(out: Path) -> None:
    whose, numbers = _whose(out, "education/school_census"), pd.Series(dtype="str")
    folder = out / "extracts/education/school_census" / UNTIL.isoformat()
    for path in sorted(folder.glob("*_pupilonroll.csv")):
        rows = pd.read_csv(path, dtype="str").set_index("pupilonrolltableid")
        numbers = rows["upn"].combine_first(numbers)
    begun = numbers[numbers.str.fullmatch(r"[A-Z]\d{11}[A-Z]")]
    children = _planted(out, "file not passed on")
    assert len(children & set(whose[begun.index])) / len(children) > 0.7


def test_requests_that_nobody_answers_and_bookings_that_are_cancelled_end(out: Path) -> None:
    requests = _read(out, "health/ecds_csds", "csds_referrals.parquet")
    contacts = _read(out, "health/ecds_csds", "csds_care_contacts.parquet")
    ended = requests[requests["service_discharge_date"].notna()]
    of = contacts.groupby("service_request_identifier")["attended_or_did_not_attend_code"].agg(set)
    met = ended["service_request_identifier"].map(of)
    whose = _whose(out, "health/ecds_csds")[ended["local_patient_identifier"]].to_numpy()
    unanswered = ended[met.isna().to_numpy()]
    assert set(whose[met.isna()]) <= _planted(out, "old address")
    assert len(unanswered) > 5
    assert {frozenset(codes) for codes in met.dropna()} <= {frozenset("24"), frozenset("4"),
                                                            frozenset("2")}  # fmt: skip
    assert set(whose[met.notna()]) <= _planted(out, "booked again")
