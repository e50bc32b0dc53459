"""Compares a county, as its agencies wrote it down, with figures published for England.

The published figures are national figures of "Characteristics of children in need 2024" (DfE, year
to 31 March 2024; Open Government Licence v3); the letter names the table. The county's are read from
the extract of its case system, after noise, planted children included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WITHIN = 0.10
LARGE_BAND = 0.05  # of a distribution: bands as large as this are compared one by one
_SCHOOLS, _EDUCATION = "schools", "education services"
_SOURCES = {"2A": _SCHOOLS, "2B": _EDUCATION, "4": "housing", "6": "police", "7": "other legal",
            "8": "other", "9": "anonymous", "10": "unknown"}  # fmt: skip
_GROUPS = {"1": "individual", "3": "health", "5": "local authority"}
_LENGTHS = ((0, 91, "3 months or less"), (92, 182, "more than 3 to 6 months"),
            (183, 364, "more than 6 months, under 1 year"), (365, 729, "1 year, under 2"),
            (730, 10**5, "2 years or more"))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A published figure that is one number."""

    name: str
    published: float
    unit: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Shares:
    """A published distribution, as counts by band."""

    name: str
    published: Mapping[str, int]
    source: str


_TEN_THOUSAND = "a year per 10,000 children"
RATES = (
    Rate(name="referrals", published=518.3, unit=_TEN_THOUSAND, source="DfE C1, 2024"),
    Rate(name="re-referrals within 12 months", published=22.4, unit="% of referrals",
         source="DfE C1, 2024"),
    Rate(name="assessments completed", published=536.0, unit=_TEN_THOUSAND, source="DfE C2, 2024"),
    Rate(name="section 47 enquiries", published=187.1, unit=_TEN_THOUSAND, source="DfE C4, 2024"),
    Rate(name="initial conferences", published=60.2, unit=_TEN_THOUSAND, source="DfE C4, 2024"),
    Rate(name="plans started", published=51.8, unit=_TEN_THOUSAND, source="DfE D1, 2024"),
    Rate(name="children in need at 31 March", published=332.9, unit="per 10,000 children",
         source="DfE B1, 2024"),
)  # fmt: skip
SHARES = (
    Shares(
        name="referral sources", source="DfE C5, 2024",
        published={"individual": 49870, _SCHOOLS: 126460, _EDUCATION: 10330, "health": 91370,
                   "housing": 7710, "local authority": 87980, "police": 177210,
                   "other legal": 27590, "other": 26120, "anonymous": 10030, "unknown": 7190},
    ),
    Shares(
        name="plan length", source="DfE D7, 2024",
        published=dict(zip((name for *_, name in _LENGTHS), (10240, 7350, 27240, 15640, 2400),
                           strict=True)),
    ),
    Shares(
        name="plan category", source="DfE D2, 2024",
        published={"Neglect": 30950, "Physical abuse": 4810, "Sexual abuse": 2160,
                   "Emotional abuse": 23150, "Multiple": 1040},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Written:
    """The extract of a case system, and the days it is measured over."""

    folder: Path  # the delivery of social care
    children: int  # under 18, about as many on every day
    first: pd.Timestamp
    last: pd.Timestamp

    @property
    def child_years(self) -> float:
        """Give ten thousand children's years."""
        return self.children * float((self.last - self.first).days) / 365.25 / 10_000

    def rows(self, table: str) -> pd.DataFrame:
        """Give a table; a date that cannot be one is empty."""
        rows = pd.read_csv(self.folder / f"{table}.csv", dtype="str")
        for column in rows.columns[rows.columns.str.endswith("_date")]:
            rows[column] = pd.to_datetime(rows[column], format="%Y-%m-%d", errors="coerce")
        return rows

    def within(self, days: pd.Series) -> pd.Series:
        """Say which days are among those measured."""
        return (days > self.first) & (days <= self.last)

    def rate(self, table: str, column: str) -> float:
        """Give how many rows there are, a year and per 10,000 children."""
        return float(self.within(self.rows(table)[column]).sum()) / self.child_years


def measure(written: Written) -> pd.DataFrame:
    """Give each published figure beside the county's.

    One row per figure, or per band of a distribution: name, band (empty: one number), published,
    measured, counted (how many a distribution is of), unit, off (the difference as a share of the
    published figure), source.
    """
    rates, shares = _rates(written), _shares(written)
    rows: list[tuple[str, str, float, float, int, str, str]] = [
        (one.name, "", one.published, rates[one.name], 0, one.unit, one.source) for one in RATES
    ]
    for whole in SHARES:
        total, measured = sum(whole.published.values()), shares[whole.name]
        rows += [
            (whole.name, band, 100 * count / total, 100 * float((measured == band).mean()),
             len(measured), "%", whole.source)
            for band, count in whole.published.items()
        ]  # fmt: skip
    names = ["name", "band", "published", "measured", "counted", "unit", "source"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(off=table["measured"] / table["published"] - 1)


def judge(table: pd.DataFrame) -> pd.DataFrame:
    """Say which of the ten headline figures are within 10%.

    One row per figure: name, off, is_within, source. For a distribution `off` is the total
    variation distance. It is within 10% if that is, and if no band of 5% or more of the whole is
    further from its own share than 10%, or than two standard errors where so few are counted that
    those are more.
    """
    judged = []
    for name, rows in table.groupby("name", sort=False):
        if rows["band"].eq("").all():
            off = float(rows["off"].iloc[0])
            is_within = abs(off) <= WITHIN
        else:
            off = float((rows["measured"] - rows["published"]).abs().sum()) / 200
            large = rows["published"] >= 100 * LARGE_BAND
            share = rows["published"] / 100
            error = 2 * np.sqrt((1 - share) / (share * rows["counted"]))
            far = rows["off"].abs() > np.maximum(error, WITHIN)
            is_within = off <= WITHIN and not (far & large).any()
        judged.append((name, off, is_within, rows["source"].iloc[0]))
    return pd.DataFrame(judged, columns=["name", "off", "is_within", "source"])


def _rates(written: Written) -> dict[str, float]:
    referrals = written.rows("ssd_cin_episodes")
    opened = referrals["cine_referral_date"]
    ordered = referrals.assign(day=opened).sort_values(["cine_person_id", "day"])
    again = ordered.groupby("cine_person_id")["day"].diff().dt.days <= 365
    return {
        "referrals": float(written.within(opened).sum()) / written.child_years,
        "re-referrals within 12 months": 100 * float(again[written.within(ordered["day"])].mean()),
        "assessments completed": written.rate("ssd_cin_assessments", "cina_assessment_auth_date"),
        "section 47 enquiries": written.rate("ssd_s47_enquiry", "s47e_s47_start_date"),
        "initial conferences": written.rate("ssd_initial_cp_conference", "icpc_icpc_date"),
        "plans started": written.rate("ssd_cp_plans", "cppl_cp_plan_start_date"),
        "children in need at 31 March": _in_need(written, referrals),
    }


def _in_need(written: Written, referrals: pd.DataFrame) -> float:
    """Give open records on 31 March, closed at once left out, on average over the years measured."""
    opened, closed = referrals["cine_referral_date"], referrals["cine_close_date"]
    taken = referrals["cine_referral_nfa"] != "Y"
    days = [pd.Timestamp(year, 3, 31) for year in range(written.first.year, written.last.year + 1)]
    counts = [
        int((taken & (opened <= day) & ~(closed <= day)).sum())
        for day in days
        if written.first < day <= written.last
    ]
    return float(np.mean(counts)) * 10_000 / written.children


def _shares(written: Written) -> dict[str, pd.Series]:
    referrals = written.rows("ssd_cin_episodes")
    code = referrals.loc[written.within(referrals["cine_referral_date"]),
                         "cine_referral_source_code"]  # fmt: skip
    source = code.map(_SOURCES).fillna(code.str[0].map(_GROUPS))
    plans = written.rows("ssd_cp_plans")
    start, end = plans["cppl_cp_plan_start_date"], plans["cppl_cp_plan_end_date"]
    days = (end - start).dt.days[written.within(end) & start.notna()]
    length = pd.Series("", index=days.index)
    for low, high, name in _LENGTHS:
        length = length.mask(days.between(low, high), name)
    category = plans.loc[written.within(start), "cppl_cp_plan_initial_category"]
    return {"referral sources": source, "plan length": length, "plan category": category}
