"""The education extract: three school censuses a year, with suspensions and attendance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.education.census_day import census_day
from simulator.concerns import draw_days
from simulator.population import Population, address_at, day_number, split_lines, to_date

if TYPE_CHECKING:
    from simulator.extracts import Setting
    from simulator.identity import Roster
    from simulator.population import Period
    from simulator.writing import Frames

FEED = "education/school_census"
_ON, _OFF = "pupilonrolltableid", "pupilnolongeronrolltableid"
# Month and day a term begins and ends, and the sessions (half days) it has: ours.
_TERMS = {
    "spring": ((1, 6), (3, 31), 112),
    "summer": ((4, 16), (7, 20), 118),
    "autumn": ((9, 3), (12, 19), 140),
}
_REASONS = ("DB", "VA", "PP", "PA", "DM", "BU", "DA", "OW")
_REASON_SHARES = (0.45, 0.18, 0.16, 0.08, 0.05, 0.03, 0.03, 0.02)


@dataclass(frozen=True)
class Term:
    """A term whose census was taken within the period; days are day numbers."""

    year: int
    name: str
    first: int
    last: int
    census: int
    sessions: int

    @property
    def prefix(self) -> str:
        """Give what the names of its files start with."""
        return f"{self.year}_{self.name}_"


def terms_of(period: Period) -> list[Term]:
    """Give the terms whose census day lies in the period, in order."""
    found = []
    for year in range(to_date(period.start).year, to_date(period.until).year + 1):
        for name, (first, last, sessions) in _TERMS.items():
            day = day_number(census_day(year, name))
            if period.start <= day <= period.until:
                found.append(
                    Term(year, name, day_number(date(year, *first)), day_number(date(year, *last)),
                         day, sessions)
                )  # fmt: skip
    return found


def make_education(setting: Setting, concerns: pd.DataFrame) -> tuple[dict[str, Frames], Roster]:
    """Give the tables of each term by the start of their file names, and the pupils' records."""
    terms = terms_of(setting.population.period)
    roll = setting.recorded(_draw_roll(setting, terms), agency="education")
    roster = setting.roster(FEED, roll["child"])
    turn = pd.Series(setting.rng.integers(1, max(2, len(terms)), size=len(roster.persons)))
    switch = dict(zip(roster.persons["child"], turn, strict=True))
    roll["pupil"] = _pupil_ids(roster, roll, switch)
    sessions = _draw_sessions(setting, roll[roll["is_on_roll"]], concerns, terms)
    suspensions = _draw_suspensions(setting, roll[roll["is_on_roll"]], concerns, terms)
    held = roster.persons.set_index("own_id")
    temporary = setting.rng.random(len(held)) < setting.noise.upn_temporary
    held["upn"] = held["upn"].where(~temporary, held["upn"].str[:12] + "A")
    lag = pd.Series(setting.rng.random(len(held)) < setting.noise.old_address, index=held.index)
    made = {}
    for number, term in enumerate(terms):
        of_term = roll[roll["term"] == number]
        on, off = (of_term[of_term["is_on_roll"] == here].reset_index(drop=True)
                   for here in (True, False))  # fmt: skip
        made[term.prefix] = {
            "pupilonroll": _roll_table(on, held, _ON, term),
            "pupilnolongeronroll": _roll_table(off, held, _OFF, term),
            "addressesonroll": _addresses(setting.population, on, held, lag),
            "termlyexclusionsonroll": _of_term(suspensions, number),
            "termlysessiondetailsonroll": _of_term(sessions, number),
        }
    return made, roster


def _of_term(rows: pd.DataFrame, number: int) -> pd.DataFrame:
    return rows[rows["term"] == number].drop(columns="term").reset_index(drop=True)


def _pupil_ids(roster: Roster, roll: pd.DataFrame, switch: dict[int, int]) -> pd.Series:
    """Give the pupil's number; who has two got the second from some term on."""
    first = roster.persons.drop_duplicates("child").set_index("child")["own_id"]
    last = roster.persons.drop_duplicates("child", keep="last").set_index("child")["own_id"]
    late = roll["term"] >= roll["child"].map(switch)
    return roll["child"].map(last).where(late, roll["child"].map(first))


def _reception_year(births: np.ndarray) -> np.ndarray:
    """Give the year in which each child starts school: the September after the 4th birthday."""
    days = births.astype("datetime64[D]")
    year = days.astype("datetime64[Y]").astype("int64") + 1970
    month = days.astype("datetime64[M]").astype("int64") % 12 + 1
    started: np.ndarray = year + 4 + (month >= 9)
    return started


def _draw_roll(setting: Setting, terms: list[Term]) -> pd.DataFrame:
    """Give who is on the roll of which school, and who left since the census before.

    One row per (child, term, on roll or not): school, entry and leaving day, and `day`, from
    which the census holds it.
    """
    children = setting.population.children
    reception = _reception_year(children["birth"].to_numpy())
    in_census = setting.rng.random(len(children)) >= setting.parameters.not_in_census_share
    moves = _school_moves(setting)
    home = children["household"].to_numpy()
    before, entered = np.full(len(children), -1), np.zeros(len(children), dtype="int64")
    parts = []
    for number, term in enumerate(terms):
        group = term.year - (term.name != "autumn") - reception
        moved = moves.loc[moves["day"] < term.first, "child"]
        place = home + 3 * np.bincount(moved, minlength=len(children))
        school = np.where((group >= 0) & (group <= 11) & in_census, _school(place, group), -1)
        if number:
            gone = np.flatnonzero((before >= 0) & (before != school))
            left = terms[number - 1].last
            parts.append(_roll_rows(gone, number, term, school=before, entry=entered, left=left))
        began = _september(np.where(group > 6, reception + 7, reception))
        entry = np.where(before >= 0, term.first, np.minimum(began, term.first))
        entered = np.where(before != school, entry, entered)
        here = np.flatnonzero(school >= 0)
        parts.append(_roll_rows(here, number, term, school=school, entry=entered, left=None))
        before = school
    return pd.concat(parts, ignore_index=True)


def _school(place: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Give the number of the school for a place: one of twelve, or from year 7 one of four."""
    school: np.ndarray = np.where(group <= 6, place % 12, 12 + place % 4)
    return school


def _september(years: np.ndarray) -> np.ndarray:
    first = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + np.timedelta64(8, "M")
    days: np.ndarray = first.astype("datetime64[D]").astype("int64") + 2
    return days


def _roll_rows(
    child: np.ndarray,
    number: int,
    term: Term,
    *,
    school: np.ndarray,
    entry: np.ndarray,
    left: int | None,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "child": child,
            "term": number,
            "day": term.census,
            "is_on_roll": left is None,
            "school": [f"SCH{n + 1:02d}" for n in school[child]],
            "entry": entry[child],
            "left": left if left is not None else -1,
        }
    )


def _school_moves(setting: Setting) -> pd.DataFrame:
    """Give the days on which a child's move of home also means another school."""
    stays = setting.population.addresses
    stays = stays[stays.duplicated("household")]
    children = setting.population.children[["household"]].rename_axis("child").reset_index()
    moves = children.merge(stays[["household", "from_day"]], on="household")
    changes = setting.rng.random(len(moves)) < 0.45
    return moves[changes].rename(columns={"from_day": "day"})[["child", "day"]]


def _draw_sessions(
    setting: Setting, roll: pd.DataFrame, concerns: pd.DataFrame, terms: list[Term]
) -> pd.DataFrame:
    """Give sessions missed by pupil, term and reason, once a term is over."""
    p, rng = setting.parameters, setting.rng
    mean, weight = p.absence_mean, p.absence_concentration
    usual = rng.beta(mean * weight, (1 - mean) * weight, size=len(setting.population.children))
    absent = concerns[concerns["kind"] == "absence"]
    at = np.searchsorted([term.last for term in terms], absent["day"].to_numpy())
    raised = set(zip(absent["child"], at, strict=True))
    share = usual[roll["child"]] * rng.gamma(6, 1 / 6, size=len(roll))
    more = np.array([pair in raised for pair in zip(roll["child"], roll["term"], strict=True)])
    share = np.where(more, share + rng.uniform(0.10, 0.35, size=len(roll)), share).clip(0, 0.95)
    possible = np.array([term.sessions for term in terms])[roll["term"]]
    missed = np.rint(share * possible).astype("int64")
    unexplained = rng.binomial(missed, np.where(more, 0.5, 0.15))
    parts = []
    for reason, count in (("I", missed - unexplained), ("O", unexplained)):
        rows = roll.assign(sessions=count, attendancereason=reason)
        rows["day"] = np.array([term.last for term in terms])[roll["term"]]
        parts.append(rows[rows["sessions"] > 0])
    rows = pd.concat(parts).sort_values(["term", "pupil", "attendancereason"], ignore_index=True)
    rows = setting.recorded(rows.drop(columns="recorded_date"), agency="education")
    rows["termlysessiondetailsonrolltableid"] = setting.numbers(rows, "TS")
    rows = rows.assign(sessions=rows["sessions"].astype("str"))
    wanted = ["term", "pupil", "school", "termlysessiondetailsonrolltableid", "sessions",
              "attendancereason", "recorded_date"]  # fmt: skip
    return rows[wanted].rename(columns={"pupil": _ON, "school": "NativeId"})


def _draw_suspensions(
    setting: Setting, roll: pd.DataFrame, concerns: pd.DataFrame, terms: list[Term]
) -> pd.DataFrame:
    """Give suspensions and permanent exclusions, each in the term it began in."""
    p, rng = setting.parameters, setting.rng
    usual = draw_days(setting.population, a_year=p.suspensions_a_year, ages=(7, 16), rng=rng)
    # Few pupils have most of the suspensions: a child's luck decides how many of the draws count.
    luck = rng.gamma(0.25, 4.0, size=len(setting.population.children))
    often = rng.poisson(luck[usual["child"]])
    usual = usual.loc[usual.index.repeat(often)].reset_index(drop=True)
    usual["day"] += rng.integers(0, 120, size=len(usual))
    from_concern = concerns.loc[concerns["kind"] == "suspension", ["child", "day"]]
    rows = pd.concat([usual, from_concern], ignore_index=True)
    first, last = (np.array([getattr(term, end) for term in terms]) for end in ("first", "last"))
    rows["term"] = np.searchsorted(last, rows["day"].to_numpy())
    rows = rows[rows["term"] < len(terms)]
    opening = first[rows["term"]] + rng.integers(0, 25, size=len(rows))
    rows["day"] = np.where(rows["day"] < first[rows["term"]], opening, rows["day"])
    rows = rows.merge(roll[["child", "term", "pupil", "school"]], on=["child", "term"])
    rows = rows[rows["day"] >= setting.population.period.start].sort_values(["pupil", "day"])
    rows = setting.recorded(rows.reset_index(drop=True), agency="education")
    count = len(rows)
    return pd.DataFrame(
        {
            "term": rows["term"],
            _ON: rows["pupil"],
            "NativeId": rows["school"],
            "termlyexclusionsonrolltableid": setting.numbers(rows, "TX"),
            "startdate": rows["day"],
            "sessions": pd.Series(rng.integers(1, 11, size=count)).astype("str"),
            "reason1": rng.choice(_REASONS, size=count, p=_REASON_SHARES),
            "category": np.where(rng.random(count) < p.permanent_share, "PERM", "SUSP"),
            "recorded_date": rows["recorded_date"],
        }
    )


def _roll_table(rows: pd.DataFrame, held: pd.DataFrame, pupil: str, term: Term) -> pd.DataFrame:
    rows = rows.sort_values("pupil", ignore_index=True)
    of = held.loc[rows["pupil"]].reset_index(drop=True)
    table = pd.DataFrame(
        {
            pupil: rows["pupil"],
            "NativeId": rows["school"],
            "upn": of["upn"],
            "surname": of["surname"],
            "forename": of["forename"],
            "dob": of["birth"],
            "sex": of["sex"],
            "entrydate": rows["entry"],
            "termlysessionspossible": str(term.sessions),
            "recorded_date": rows["recorded_date"],
        }
    )
    if term.name == "spring":  # the only census that asks
        table["ethnicity"] = of["ethnicity"]
    if pupil == _OFF:
        table["leavingdate"] = rows["left"]
        table["pupilnolongeronrollorderseqcolumn"] = "1"
    return table


def _addresses(
    population: Population, rows: pd.DataFrame, held: pd.DataFrame, lag: pd.Series
) -> pd.DataFrame:
    rows = rows.sort_values("pupil", ignore_index=True)
    late = lag.loc[rows["pupil"]].to_numpy()
    day = rows["day"].to_numpy() - np.where(late, 300, 0)
    at = address_at(population.addresses, held.loc[rows["pupil"], "household"].to_numpy(), day)
    numbers, streets = split_lines(at["line"])
    return pd.DataFrame(
        {
            _ON: rows["pupil"],
            "NativeId": rows["school"],
            "addressesonrolltableid": "AD" + rows["pupil"],
            "addressesonrollorderseqcolumn": "1",
            "postcode": at["postcode"],
            "paon": numbers,
            "street": streets,
            "recorded_date": rows["recorded_date"],
        }
    )
