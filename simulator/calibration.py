"""Compares a drawn county with the published figures it should show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.casebook import CHILD
from simulator.population import ADULT_DAYS

if TYPE_CHECKING:
    from simulator.county import County

_TABLES = {
    "contacts": ("ssd_contacts", "cont_contact_date"),
    "referrals": ("ssd_cin_episodes", "cine_referral_date"),
    "section_47_enquiries": ("ssd_s47_enquiry", "s47e_s47_start_date"),
    "initial_conferences": ("ssd_initial_cp_conference", "icpc_icpc_date"),
    "plans_started": ("ssd_cp_plans", "cppl_cp_plan_start_date"),
}
_GROUPS = {"2A": "schools", "2B": "education services", "6": "police", "4": "housing",
           "7": "other legal", "9": "anonymous", "10": "unknown", "8": "other"}  # fmt: skip


def measure_rates(county: County) -> pd.DataFrame:
    """Give, for each published figure, what the county shows, a year and per 10,000 children.

    One row per figure: name, published, measured, within_share, source.
    """
    rates = rates_per_10k(county)
    figures = county.parameters.figures
    return pd.DataFrame(
        {
            "name": [figure.name for figure in figures],
            "published": [figure.per_10k_a_year for figure in figures],
            "measured": [rates[figure.name] for figure in figures],
            "within_share": [figure.within_share for figure in figures],
            "source": [figure.source for figure in figures],
        }
    )


def rates_per_10k(county: County) -> dict[str, float]:
    """Give how often things happen, a year and per 10,000 children under 18."""
    period, birth = county.population.period, county.population.children["birth"].to_numpy()
    first = np.maximum(birth, period.start)
    last = np.minimum(birth + ADULT_DAYS, period.until)
    child_years = np.maximum(last - first, 0).sum() / 365.25
    return {
        name: 10_000 * _count(county, table, column) / child_years
        for name, (table, column) in _TABLES.items()
    }


def _count(county: County, table: str, column: str) -> int:
    rows = county.book.frame(table)
    return int((rows[column] <= county.population.period.until).sum()) if len(rows) else 0


def referral_shares(county: County) -> dict[str, float]:
    """Give shares of referrals: by source, closed at once, and repeated within 12 months."""
    rows = county.book.frame("ssd_cin_episodes").sort_values([CHILD, "cine_referral_date"])
    code = rows["cine_referral_source_code"]
    source = code.map(_GROUPS).fillna(
        code.str[0].map({"1": "individual", "3": "health", "5": "authority"})
    )
    shares = {str(k): float(v) for k, v in source.value_counts(normalize=True).items()}
    gap = rows.groupby(CHILD)["cine_referral_date"].diff()
    late = rows["cine_referral_date"] > county.population.period.start + 365
    shares["again within 12 months"] = float((gap[late] <= 365).mean())
    shares["no further action"] = float((rows["cine_referral_nfa"] == "Y").mean())
    shares["assessed, not in need"] = float((rows["cine_close_reason"] == "RC8").mean())
    length = rows["cine_close_date"] - rows["cine_referral_date"]
    shares["closed within 3 months"] = float((length <= 91).mean())
    return shares


def open_on_last_day(county: County) -> dict[str, float]:
    """Give how many of 10,000 children have an open record, or a plan, on the last day."""
    period, birth = county.population.period, county.population.children["birth"]
    children = int(((birth <= period.until) & (birth > period.until - ADULT_DAYS)).sum())
    rows, plans = county.book.frame("ssd_cin_episodes"), county.book.frame("ssd_cp_plans")
    here = (rows["cine_referral_date"] <= period.until) & (rows["cine_close_date"] > period.until)
    planned = (plans["cppl_cp_plan_start_date"] <= period.until) & (
        plans["cppl_cp_plan_end_date"] > period.until
    )
    scale = 10_000 / children
    return {"in need": scale * int(here.sum()), "on a plan": scale * int(planned.sum())}
