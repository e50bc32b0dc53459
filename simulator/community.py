"""Community health: health visiting, school nursing, paediatric clinics, and how requests end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.concerns import draw_days

if TYPE_CHECKING:
    from simulator.extracts import Setting

# Healthy Child Programme reviews: days after birth of the four that follow birth.
_REVIEW_DAYS = (12, 49, 310, 790)
_HEALTH_VISITING, _SCHOOL_NURSING, _PAEDIATRICS = "16", "17", "20"
_BY_PATIENT, _NOT_BROUGHT, _BY_PROVIDER = "2", "3", "4"
_BOOKED = (21, 48, 80)  # days after a request of appointments that are booked again


def make_community(setting: Setting, own: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give requests (child, day, request, service, discharged) and contacts (…, request, status).

    An empty status is that of an appointment that takes place.
    """
    period, birth = setting.population.period, setting.population.column("birth")
    a_year = setting.parameters.school_nurse_a_year
    young = np.flatnonzero((birth > period.start - 800) & (birth <= period.until - 5))
    visiting = pd.DataFrame({"child": young, "day": np.maximum(birth[young] + 5, period.start)})
    nursing = draw_days(setting.population, "school nurse", a_year=a_year, between=(5, 17))
    # An appointment that a child was not brought to was asked for before.
    missed = own.loc[own["kind"] == "not_brought", ["child", "day"]]
    clinic = missed.assign(missed_day=missed["day"], day=missed["day"] - 20)
    clinic["day"] = np.maximum(np.maximum(clinic["day"], birth[clinic["child"]]), period.start)
    unanswered, rebooked = (
        own.loc[own["kind"] == kind, ["child", "day"]] for kind in ("unanswered", "rebooked")
    )
    services = (
        (visiting, _HEALTH_VISITING, "review"), (nursing, _SCHOOL_NURSING, "nurse"),
        (clinic, _PAEDIATRICS, "missed"),
        (unanswered.assign(discharged=unanswered["day"] + 42), _PAEDIATRICS, "unanswered"),
        (rebooked.assign(discharged=rebooked["day"] + 100), _PAEDIATRICS, "rebooked"),
    )  # fmt: skip
    requests = pd.concat(
        [rows.assign(service=code, kind=kind) for rows, code, kind in services], ignore_index=True
    )
    requests["discharged"] = requests["discharged"].astype("Int64")
    requests = requests[requests["day"] < setting.population.column("ends")[requests["child"]]]
    requests = requests.sort_values(["child", "day", "kind"], kind="stable", ignore_index=True)
    requests["request"] = setting.numbers(requests, "SR")
    return requests, _contacts(setting, requests)


def _contacts(setting: Setting, requests: pd.DataFrame) -> pd.DataFrame:
    p, birth = setting.parameters, setting.population.column("birth")
    of = {kind: rows.reset_index(drop=True) for kind, rows in requests.groupby("kind")}
    none = requests.iloc[:0]
    parts = []
    for number, after in enumerate(_REVIEW_DAYS):
        rows = of.get("review", none)
        luck = setting.draws(f"review {number}", rows)
        day = birth[rows["child"]] + after + luck.integers(-3, 20)
        parts.append(rows.assign(day=day, status=_status(luck.happens(p.not_brought_share))))
    rows = of.get("nurse", none)
    luck = setting.draws("nurse", rows)
    day = rows["day"] + luck.integers(5, 40)
    parts.append(rows.assign(day=day, status=_status(luck.happens(2 * p.not_brought_share))))
    rows = of.get("missed", none)
    parts.append(rows.assign(day=rows["missed_day"].astype("int64"), status=_NOT_BROUGHT))
    rows = of.get("rebooked", none)
    for number, after in enumerate(_BOOKED):
        status = _BY_PROVIDER if number != 1 else _BY_PATIENT
        parts.append(rows.assign(day=rows["day"] + after, status=status))
    every = pd.concat(parts, ignore_index=True)
    here = (every["day"] >= setting.population.period.start) & (
        every["day"] < setting.population.column("ends")[every["child"]]
    )
    return every[here].sort_values(["child", "day", "request"], ignore_index=True)


def _status(not_brought: np.ndarray) -> np.ndarray:
    status: np.ndarray = np.where(not_brought, _NOT_BROUGHT, "").astype(object)
    return status
