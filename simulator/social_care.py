"""What children's social care does with what reaches it: contacts, referrals, episodes, closures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from simulator.casebook import Casebook, Row, describe, outcome
from simulator.episodes import Episode, EpisodeWriter

if TYPE_CHECKING:
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
    story: int  # the planted story it belongs to, or -1


def live_through(
    parameters: CountyParameters,
    population: Population,
    *,
    concerns: pd.DataFrame,
    enquiries: pd.DataFrame,
    teams: Teams,
    rng: np.random.Generator,
) -> Casebook:
    """Live through the front door and every open record, child by child, day by day."""
    book = Casebook()
    until = population.period.until
    writer = EpisodeWriter(parameters, population, book, teams, rng)
    door = _FrontDoor(parameters, writer, book, rng)
    plans = [_Escalation(*row) for row in enquiries.itertuples(index=False, name=None)]
    for arrival in _arrivals(parameters, concerns, enquiries, population, rng):
        if arrival.day <= until:
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
    rng: np.random.Generator,
) -> list[Arrival]:
    """Give what reaches social care in order of child and day."""
    told = concerns[concerns["told"]].reset_index(drop=True)
    day = told["told_day"]
    birth = population.children["birth"].to_numpy()[told["child"]]
    unborn = (day < birth).to_numpy()
    sources = _draw_sources(parameters, told["kind"].to_numpy(), unborn, rng)
    arrivals = [
        Arrival(int(c), int(d), -1, s, float(x), bool(i), int(t))
        for c, d, s, x, i, t in zip(
            told["child"], day, sources, told["scatter"], told["injury"], told["story"],
            strict=True,
        )
    ]  # fmt: skip
    injured = rng.random(len(enquiries)) < 0.35
    arrivals += [
        Arrival(int(c), int(d), n, str(s), 0.3, bool(i), -1)
        for n, (c, d, s, i) in enumerate(
            zip(enquiries["child"], enquiries["day"], enquiries["source"], injured, strict=True)
        )
    ]
    return sorted(arrivals)


def _draw_sources(
    parameters: CountyParameters,
    kinds: np.ndarray,
    unborn: np.ndarray,
    rng: np.random.Generator,
) -> list[str]:
    codes, shares = zip(*parameters.other_sources, strict=True)
    table = {**_SOURCES, "other_contact": (codes, shares), "unborn": _UNBORN}
    kinds = np.where(unborn, "unborn", kinds)
    drawn = np.full(len(kinds), "", dtype=object)
    for kind, (names, weights) in table.items():
        at = np.flatnonzero(kinds == kind)
        drawn[at] = rng.choice(names, size=len(at), p=np.array(weights) / np.sum(weights))
    return [str(one) for one in drawn]


@dataclass
class _FrontDoor:
    """The record of the child we are at, and whether it is open."""

    parameters: CountyParameters
    writer: EpisodeWriter
    book: Casebook
    rng: np.random.Generator
    child: int = -1
    episode: Episode | None = None
    closed_day: int = -10_000  # when the record of this child was last closed
    stories: dict[int, int] = field(default_factory=dict)  # contacts of a planted story so far

    def receive(self, arrival: Arrival, escalation: _Escalation | None) -> None:
        """Write down one arrival and what comes of it."""
        if arrival.child != self.child:
            self.leave()
            self.child, self.closed_day = arrival.child, -10_000
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
        luck = self.rng.random()
        # Scattered knowledge looks like little each time it is met.
        referral = p.referral_share * (1.35 - 0.9 * arrival.scatter) + 0.10 * arrival.injury
        if arrival.day - self.closed_day <= 365:
            referral += p.referral_again_share
        if arrival.story >= 0 and arrival.scatter == 1.0:
            seen = self.stories[arrival.story] = self.stories.get(arrival.story, 0) + 1
            referral = 0.75 if seen == 2 else 0.08
        if luck < referral:
            self._contact(arrival, "NEW_REFERRAL_FLAG")
            self.episode = self.writer.open(arrival.child, arrival.day, arrival.source,
                                            scatter=arrival.scatter, is_urgent=False)  # fmt: skip
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
            cont_contact_id=self.book.next_id("ssd_contacts", "C"),
            cont_contact_date=arrival.day,
            cont_contact_source_code=arrival.source,
            cont_contact_source_desc=describe(arrival.source),
            cont_contact_outcome_json=outcome("contact", *flags),
        )  # fmt: skip
