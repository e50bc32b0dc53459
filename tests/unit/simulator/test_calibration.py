"""Does the county, as its agencies wrote it down, show the figures published for England?"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from simulator.calibration import RATES, SHARES, Written, judge, measure
from simulator.county import simulate
from tests.support.third_party import third_party
from tests.unit.simulator.conftest import UNTIL

CHILDREN, YEARS, LEAD = 20_000, 8, 3  # the first years fill the stock of open records


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    out = tmp_path_factory.mktemp("large")
    simulate(out, children=CHILDREN, years=YEARS, seed=2, until=UNTIL)
    last = pd.Timestamp(UNTIL)
    folder = out / "extracts/social_care/ssd" / UNTIL.isoformat()
    first = last - pd.DateOffset(years=YEARS - LEAD)
    return measure(Written(folder, CHILDREN, first, last))


def test_ten_headline_figures_are_within_a_tenth_of_the_published_ones(
    table: pd.DataFrame,
) -> None:
    judged = judge(table)
    said = [one.round(3).to_string(index=False) for one in (table, judged)]
    print(*said, sep="\n\n")  # noqa: T201  the table is what this test is for
    assert len(judged) == 10
    assert judged["source"].str.fullmatch(r"DfE [A-D]\d, 2024").all()
    assert judged["is_within"].all(), judged


def test_judging_a_distribution_looks_at_its_whole_and_at_its_large_bands() -> None:
    def judged(*measured: float, counted: int = 10**5) -> tuple[float, bool]:
        rows = {"name": "x", "band": ["a", "b", "c"], "published": [60.0, 36.0, 4.0],
                "measured": measured, "counted": counted, "source": "s"}  # fmt: skip
        table = pd.DataFrame(rows).assign(off=lambda one: one["measured"] / one["published"] - 1)
        found = judge(table).iloc[0]
        return round(float(found["off"]), 3), bool(found["is_within"])

    assert judged(61.0, 34.0, 5.0) == (0.02, True)
    assert judged(65.0, 32.0, 3.0) == (0.05, False)  # the second band is 11% off
    assert judged(65.0, 32.0, 3.0, counted=100) == (0.05, True)  # chance does that to so few
    assert judged(48.0, 48.0, 4.0, counted=100) == (0.12, False)


_COLUMNS = {
    "referrals": ("c1_children_in_need_referrals_and_rereferrals", "Referrals_rate"),
    "re-referrals within 12 months": (
        "c1_children_in_need_referrals_and_rereferrals", "Re_referrals_percent"),
    "assessments completed": (
        "c2_children_in_need_assessments_duration", "Assessments_completed_rate"),
    "section 47 enquiries": ("c4_children_in_need_section_47s_and_icpcs", "Section47_rate"),
    "initial conferences": ("c4_children_in_need_section_47s_and_icpcs", "ICPC_rate"),
    "plans started": ("d1_child_protection_plans", "CPP_start_rate"),
    "children in need at 31 March": ("b1_children_in_need", "At31_episodes_rate"),
}  # fmt: skip
_FIRST_COLUMNS = {
    "referral sources": ("c5_children_in_need_referrals_by_source", (
        "Individual", "Schools", "Education_Services", "Health_Services", "Housing",
        "LA_Services", "Police", "Other_legal_agency", "Other", "Anonymous", "Unknown")),
    "plan length": ("d7_cpps_ending_by_duration", (
        "3_months_or_less", "more_than_3_months_6_months",
        "more_than_6_months_less_than_1_year", "1_year_less_than_2_years", "2_years_or_more")),
    "plan category": ("d2_cpps_starting_by_category_of_abuse", (
        "Neglect_Initial", "Physical_Initial", "Sexual_Initial", "Emotional_Initial",
        "Multiple_Initial")),
}  # fmt: skip


def _national(name: str) -> dict[str, str]:
    folder = third_party("dfe_cin_statistics/PROVENANCE.txt").parent
    path: Path = next(folder.glob(f"{name}_*_to_2024.csv"))
    with path.open(newline="", encoding="utf-8-sig") as file:
        return next(
            row
            for row in csv.DictReader(file)
            if (row["time_period"], row["geographic_level"]) == ("2024", "National")
        )


@pytest.mark.third_party
def test_published_figures_are_what_the_department_published() -> None:
    for rate in RATES:
        file, column = _COLUMNS[rate.name]
        assert rate.published == float(_national(file)[column]), rate.name
    for shares in SHARES:
        file, columns = _FIRST_COLUMNS[shares.name]
        row = _national(file)
        assert list(shares.published.values()) == [int(row[one]) for one in columns], shares.name
