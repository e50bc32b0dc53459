"""Social care teams and who works in them: workers come and go, and their work goes to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from simulator.parameters import CountyParameters
    from simulator.population import Period

_AREAS = ("North", "South", "East", "West", "Central", "Coast")


@dataclass(frozen=True)
class Team:
    """A team: its id, its name, and for each of its posts the days on which a worker began."""

    id: str
    name: str
    posts: tuple[tuple[int, ...], ...]
    workers: tuple[tuple[str, ...], ...]

    def worker_on(self, post: int, day: int) -> str:
        """Give the number of the worker who holds a post on a day."""
        return self.workers[post][self._spell(post, day)]

    def changes(self, post: int, first: int, last: int) -> list[int]:
        """Give the days after the first on which a post goes to another worker."""
        return [day for day in self.posts[post] if first < day <= last]

    def _spell(self, post: int, day: int) -> int:
        return max(0, int(np.searchsorted(self.posts[post], day, side="right")) - 1)


@dataclass(frozen=True)
class Teams:
    """All teams: those that assess, and those that support families afterwards."""

    assessing: tuple[Team, ...]
    supporting: tuple[Team, ...]

    @property
    def all(self) -> tuple[Team, ...]:
        """Give every team."""
        return (*self.assessing, *self.supporting)


def draw_teams(
    parameters: CountyParameters, period: Period, *, children: int, rng: np.random.Generator
) -> Teams:
    """Draw teams for a county of so many children, with their workers over the period."""
    count = int(np.clip(children // 1200, 2, len(_AREAS)))
    number = [0]

    def team(code: str, name: str) -> Team:
        posts, workers = [], []
        for _ in range(parameters.caseload_slots):
            days = [period.start - 1500]
            while days[-1] < period.until:
                days.append(days[-1] + 20 + int(rng.exponential(parameters.worker_tenure_days)))
            posts.append(tuple(days))
            workers.append(tuple(f"W{number[0] + n:05d}" for n in range(len(days))))
            number[0] += len(days)
        return Team(code, name, tuple(posts), tuple(workers))

    areas = _AREAS[:count]
    return Teams(
        tuple(team(f"T1{n}", f"Assessment team {area}") for n, area in enumerate(areas)),
        tuple(team(f"T2{n}", f"Family support team {area}") for n, area in enumerate(areas)),
    )
