"""The education extract: three school censuses a year, with suspensions and attendance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from agencies.education.census_day import census_day
from simulator.addresses import address_at, split_lines
from simulator.concerns import draw_days
from simulator.population import Population, day_number, to_date

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
    roll = setting.recorded(_draw_roll(setting, terms), "roll")
    roster = setting.roster(FEED, roll["child"])
    roll["pupil"] = _pupil_ids(setting, roster, roll, terms)
    sessions = _draw_sessions(setting, roll[roll["is_on_roll"]], concerns, terms)
    suspensions = _draw_suspensions(setting, roll[roll["is_on_roll"]], concerns, terms)
    held = roster.persons.set_index("own_id")
    luck = setting.draws("pupils", held)
    # A school that has no file of a pupil begins with a temporary number.
    begun = (held["record"] == 1) & (held["split_in"] == "education")
    temporary = luck.happens(setting.noise.upn_temporary) | begun
    held["upn"] = held["upn"].where(~temporary, held["upn"].str[:12] + "A")
    lag = pd.Series(luck.happens(setting.noise.old_address), index=held.index)
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


def _pupil_ids(
    setting: Setting, roster: Roster, roll: pd.DataFrame, terms: list[Term]
) -> pd.Series:
    """Give the pupil's number; who has two got the second from some term on, at a new school if any."""
    held = roster.persons
    first, again = (held[held["record"] == n].set_index("child")["own_id"] for n in (0, 1))
    luck = setting.population.chance.draws("switch", setting.population.column("id"))
    switch = luck.integers(1, max(2, len(terms)))[roll["child"]]
    entered = roll.loc[roll["is_on_roll"] & (roll["term"] > 0)]
    changed = entered[
        entered["entry"] > np.array([term.first for term in terms])[entered["term"]] - 5
    ]
    moved = changed.groupby("child")["term"].max()
    is_moved = (setting.population.column("split_in")[roll["child"]] == "education") & roll[
        "child"
    ].isin(moved.index)
    turn = np.where(is_moved, roll["child"].map(moved).fillna(0), switch)
    late = (roll["term"] >= turn) & roll["child"].isin(again.index)
    return roll["child"].map(first).mask(late, roll["child"].map(again)).astype(object)


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
    luck = setting.draws("in census", pd.DataFrame({"child": np.arange(len(children))}))
    in_census = ~luck.happens(setting.parameters.not_in_census_share)
    moves = _school_moves(setting)
    home, schools = (children["home"].to_numpy(), _Schools(setting.population.plan.children))
    before, entered = np.full(len(children), -1), np.zeros(len(children), dtype="int64")
    parts = []
    for number, term in enumerate(terms):
        group = term.year - (term.name != "autumn") - reception
        moved = moves.loc[moves["day"] < term.first, "child"]
        place = home + 3 * np.bincount(moved, minlength=len(children))
        there = (
            (group >= 0) & (group <= 11) & in_census & (term.census < children["ends"].to_numpy())
        )
        school = np.where(there, schools.of(place, group), -1)
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


@dataclass(frozen=True)
class _Schools:
    """The schools of a county of so many children."""

    children: int

    def of(self, place: np.ndarray, group: np.ndarray) -> np.ndarray:
        """Give the number of the school for a place: a primary school, from year 7 another."""
        primary, secondary = (max(12, self.children // 450), max(4, self.children // 1800))
        school: np.ndarray = np.where(group <= 6, place % primary, primary + place % secondary)
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
    changes = setting.draws("school moves", moves).happens(0.45)
    changes |= setting.population.column("split_in")[moves["child"]] == "education"
    return moves[changes].rename(columns={"from_day": "day"})[["child", "day"]]


def _draw_sessions(
    setting: Setting, roll: pd.DataFrame, concerns: pd.DataFrame, terms: list[Term]
) -> pd.DataFrame:
    """Give sessions missed by pupil, term and reason, once a term is over."""
    p, population = setting.parameters, setting.population
    mean, weight = p.absence_mean, p.absence_concentration
    of_child = population.chance.draws("usual absence", population.column("id"))
    usual = of_child.like("beta", mean * weight, (1 - mean) * weight)
    luck = setting.draws("sessions", roll)
    absent = concerns[concerns["kind"] == "absence"]
    at = np.searchsorted([term.last for term in terms], absent["day"].to_numpy())
    share = usual[roll["child"]] * luck.like("gamma", 6, 1 / 6)
    raised = absent["child"].to_numpy() * 1000 + at
    more = np.isin(roll["child"].to_numpy() * 1000 + roll["term"].to_numpy(), raised)
    share = np.where(more, share + 0.10 + 0.25 * luck.uniform(), share).clip(0, 0.95)
    possible = np.array([term.sessions for term in terms])[roll["term"]]
    missed = np.rint(share * possible).astype("int64")
    part = np.where(more, 0.5, 0.15) * (0.5 + luck.uniform())
    unexplained = np.rint(missed * part.clip(0, 1)).astype("int64")
    parts = []
    for reason, count in (("I", missed - unexplained), ("O", unexplained)):
        rows = roll.assign(sessions=count, attendancereason=reason)
        rows["day"] = np.array([term.last for term in terms])[roll["term"]]
        parts.append(rows[rows["sessions"] > 0])
    rows = pd.concat(parts).sort_values(["child", "term", "attendancereason"], ignore_index=True)
    rows = setting.recorded(rows.drop(columns="recorded_date"), "sessions")
    rows["termlysessiondetailsonrolltableid"] = setting.numbers(rows, "TS")
    rows = rows.assign(sessions=rows["sessions"].astype("str"))
    wanted = ["term", "pupil", "school", "termlysessiondetailsonrolltableid", "sessions",
              "attendancereason", "recorded_date"]  # fmt: skip
    return rows[wanted].rename(columns={"pupil": _ON, "school": "NativeId"})


def _draw_suspensions(
    setting: Setting, roll: pd.DataFrame, concerns: pd.DataFrame, terms: list[Term]
) -> pd.DataFrame:
    """Give suspensions and permanent exclusions, each in the term it began in."""
    p, population = setting.parameters, setting.population
    usual = draw_days(population, "suspensions", a_year=p.suspensions_a_year, between=(7, 16))
    # Few pupils have most of the suspensions: a child's luck decides how many of the draws count.
    of_child = population.chance.draws("suspended", population.column("id"))
    prone = of_child.like("gamma", 0.25, 4.0)
    often = setting.draws("suspended again", usual).poisson(prone[usual["child"]])
    usual = usual.loc[usual.index.repeat(often)].reset_index(drop=True)
    usual["day"] += setting.draws("suspended later", usual).integers(0, 120)
    from_concern = concerns.loc[concerns["kind"] == "suspension", ["child", "day"]]
    rows = pd.concat([usual, from_concern], ignore_index=True)
    first, last = (np.array([getattr(term, end) for term in terms]) for end in ("first", "last"))
    rows["term"] = np.searchsorted(last, rows["day"].to_numpy())
    rows = rows[rows["term"] < len(terms)].sort_values(["child", "day"], ignore_index=True)
    opening = first[rows["term"]] + setting.draws("in term", rows).integers(0, 25)
    rows["day"] = np.where(rows["day"] < first[rows["term"]], opening, rows["day"])
    rows = rows.merge(roll[["child", "term", "pupil", "school"]], on=["child", "term"])
    rows = rows[rows["day"] >= setting.population.period.start]
    rows = rows.sort_values(["child", "day"], kind="stable", ignore_index=True)
    rows = setting.recorded(rows, "suspensions")
    luck = setting.draws("why suspended", rows)
    return pd.DataFrame(
        {
            "term": rows["term"],
            _ON: rows["pupil"],
            "NativeId": rows["school"],
            "termlyexclusionsonrolltableid": setting.numbers(rows, "TX"),
            "startdate": rows["day"],
            "sessions": pd.Series(luck.integers(1, 11)).astype("str"),
            "reason1": luck.pick(_REASONS, _REASON_SHARES),
            "category": np.where(luck.happens(p.permanent_share), "PERM", "SUSP"),
            "recorded_date": rows["recorded_date"],
        }
    )


def _roll_table(rows: pd.DataFrame, held: pd.DataFrame, pupil: str, term: Term) -> pd.DataFrame:
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
