"""What children's social care does with what reaches it: contacts, referrals, episodes, closures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.casebook import Casebook, Row, describe, outcome
from simulator.episodes import Episode, EpisodeWriter
from simulator.plants import MECHANISMS

if TYPE_CHECKING:
    import random

    import pandas as pd

    from simulator.chance import Draws
    from simulator.parameters import CountyParameters
    from simulator.population import Population
    from simulator.workers import Teams

# Who a contact comes from, by the concern behind it: census source codes and their shares.
_SOURCES: dict[str, tuple[tuple[str, ...], tuple[float, ...]]] = {
    "domestic_abuse": (("6",), (1.0,)),
    "notice": (("6",), (1.0,)),
    "missing": (("6",), (1.0,)),
    "emergency_concern": (("3E",), (1.0,)),
    "not_brought": (("3B", "3F"), (0.6, 0.4)),
    "vulnerability": (("3A", "3B", "3C", "3D", "3F"), (0.30, 0.28, 0.17, 0.10, 0.15)),
    "absence": (("2A", "2B"), (0.6, 0.4)),
    "suspension": (("2A",), (1.0,)),
    "school_contact": (("2A", "2B"), (0.92, 0.08)),
    "family_contact": (("1A", "1B", "1C", "1D", "9"), (0.46, 0.19, 0.08, 0.09, 0.18)),
}
_UNBORN = (("3F", "3B", "6", "5B", "1A"), (0.45, 0.2, 0.15, 0.12, 0.08))


class Arrival(NamedTuple):
    """Something that reaches social care: a contact, or an enquiry that begins."""

    child: int
    day: int
    enquiry: int  # row of the enquiries, or -1
    source: str
    scatter: float
    injury: bool
    mechanism: int  # how the planted story it belongs to works, or -1


def live_through(
    parameters: CountyParameters,
    population: Population,
    *,
    concerns: pd.DataFrame,
    enquiries: pd.DataFrame,
    teams: Teams,
) -> Casebook:
    """Live through the front door and every open record, child by child, day by day."""
    book = Casebook(population)
    until = population.period.until
    ends, deaths, births = (population.column(name).tolist() for name in ("ends", "death", "birth"))
    writer = EpisodeWriter(parameters, population, book, ends, deaths, births, teams)
    door = _FrontDoor(parameters, writer, book)
    ids = population.column("id").tolist()
    wanted = enquiries[list(_Escalation._fields)]
    plans = [_Escalation(*row) for row in wanted.itertuples(index=False, name=None)]
    for arrival in _arrivals(parameters, concerns, enquiries, population):
        if arrival.day <= until and arrival.day < ends[arrival.child]:
            if arrival.child != door.child:
                door.begin(
                    arrival.child, population.chance.alone("social care", ids[arrival.child])
                )
            door.receive(arrival, plans[arrival.enquiry] if arrival.enquiry >= 0 else None)
    door.leave()
    return book


class _Escalation(NamedTuple):
    """One row of `draw_enquiries`."""

    child: int
    day: int
    source: str
    conference_day: int
    plan_end: int
    category: str
    is_looked_after: bool


def _arrivals(
    parameters: CountyParameters,
    concerns: pd.DataFrame,
    enquiries: pd.DataFrame,
    population: Population,
) -> list[Arrival]:
    """Give what reaches social care in order of child and day."""
    told = concerns[concerns["told"] & ~concerns["is_lost"]].reset_index(drop=True)
    day, child = told["told_day"], told["child"]
    unborn = (day < population.column("birth")[child]).to_numpy()
    luck = population.draws("sources", child)
    sources = _draw_sources(parameters, told["kind"].to_numpy(), unborn, luck)
    columns = (child, day, sources, told["scatter"], told["injury"], told["mechanism"])
    arrivals = [
        Arrival(c, d, -1, s, x, i, m)
        for c, d, s, x, i, m in zip(*(list(one) for one in columns), strict=True)
    ]
    injured = population.draws("injured", enquiries["child"]).happens(0.35)
    begun = (enquiries["child"], enquiries["day"], enquiries["source"], injured)
    arrivals += [
        Arrival(c, d, n, s, 0.3, bool(i), -1)
        for n, (c, d, s, i) in enumerate(zip(*(list(one) for one in begun), strict=True))
    ]
    # By what they are: their order may not depend on which families are simulated together.
    return sorted(arrivals, key=lambda one: (*one[:2], one[2] >= 0, *one[3:]))


def _draw_sources(
    parameters: CountyParameters, kinds: np.ndarray, unborn: np.ndarray, luck: Draws
) -> list[str]:
    codes, shares = zip(*parameters.other_sources, strict=True)
    table = {**_SOURCES, "other_contact": (codes, shares), "unborn": _UNBORN}
    kinds = np.where(unborn, "unborn", kinds)
    which = luck.uniform()
    drawn = np.full(len(kinds), "8", dtype=object)
    for kind, (names, weights) in table.items():
        at = np.flatnonzero(kinds == kind)
        bounds = np.cumsum(weights)[:-1] / np.sum(weights)
        drawn[at] = np.array(names, dtype=object)[np.searchsorted(bounds, which[at])]
    return [str(one) for one in drawn]


@dataclass
class _FrontDoor:
    """The record of the child we are at, and whether it is open."""

    parameters: CountyParameters
    writer: EpisodeWriter
    book: Casebook
    child: int = -1
    episode: Episode | None = None
    closed_day: int = -10_000  # when the record of this child was last closed

    def begin(self, child: int, rng: random.Random) -> None:
        """Come to the next child."""
        self.leave()
        self.child, self.closed_day, self.writer.rng = child, -10_000, rng

    def receive(self, arrival: Arrival, escalation: _Escalation | None) -> None:
        """Write down one arrival and what comes of it."""
        if self.episode and arrival.day > self.episode.close_day:
            self.leave()
        if escalation is not None:
            self._escalate(arrival, escalation)
        elif self.episode:
            self._contact(arrival, "EXISTING_REFERRAL_FLAG")
        else:
            self._decide(arrival)

    def leave(self) -> None:
        """Finish the open episode, if there is one."""
        if self.episode:
            self.writer.finish(self.episode)
            self.closed_day = self.episode.close_day
        self.episode = None

    def _decide(self, arrival: Arrival) -> None:
        """Decide on a contact about a child whose record is not open."""
        p = self.parameters
        luck = self.writer.rng.random()
        # Scattered knowledge looks like little each time it is met.
        referral = p.referral_share * (1.35 - 0.9 * arrival.scatter) + 0.10 * arrival.injury
        if arrival.day - self.closed_day <= 365:
            referral += p.referral_again_share
        if arrival.mechanism >= 0:
            referral = MECHANISMS[arrival.mechanism].keeps_open
        if luck < referral:
            self._contact(arrival, "NEW_REFERRAL_FLAG")
            self.episode = self.writer.open(arrival.child, arrival.day, arrival.source,
                                            scatter=arrival.scatter, is_urgent=False,
                                            mechanism=arrival.mechanism)  # fmt: skip
        elif luck < referral + p.early_help_share * (1 - arrival.scatter):
            self._contact(arrival, "OTHER_OUTCOMES_EXIST_FLAG")
            self.writer.early_help(arrival.child, arrival.day)
        elif luck > 1 - p.advice_share * (1 - 0.5 * arrival.scatter):
            self._contact(arrival, "ADVICE_FLAG")
        else:
            self._contact(arrival, "NFA_FLAG")

    def _escalate(self, arrival: Arrival, escalation: _Escalation) -> None:
        if self.episode is None:
            self._contact(arrival, "NEW_REFERRAL_FLAG", "CP_ENQUIRY_FLAG")
            self.episode = self.writer.open(arrival.child, arrival.day, arrival.source,
                                            scatter=arrival.scatter, is_urgent=True)  # fmt: skip
        self.writer.enquire(
            self.episode,
            arrival.day,
            conference_day=escalation.conference_day,
            plan_end=escalation.plan_end,
            category=escalation.category,
            is_looked_after=escalation.is_looked_after,
        )

    def _contact(self, arrival: Arrival, *flags: str) -> Row:
        return self.book.add(
            "ssd_contacts", arrival.child, arrival.day,
            cont_contact_id=self.book.next_id("ssd_contacts", arrival.child),
            cont_contact_date=arrival.day,
            cont_contact_source_code=arrival.source,
            cont_contact_source_desc=describe(arrival.source),
            cont_contact_outcome_json=outcome("contact", *flags),
        )  # fmt: skip
