"""Social care teams and who works in them: workers come and go, and their work goes to the next."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.chance import Chance
    from simulator.parameters import CountyParameters
    from simulator.population import Plan

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
        return max(0, bisect_right(self.posts[post], day) - 1)


@dataclass(frozen=True)
class Teams:
    """All teams: those that assess, and those that support families afterwards."""

    assessing: tuple[Team, ...]
    supporting: tuple[Team, ...]

    @property
    def all(self) -> tuple[Team, ...]:
        """Give every team."""
        return (*self.assessing, *self.supporting)


def draw_teams(parameters: CountyParameters, plan: Plan, chance: Chance) -> Teams:
    """Draw the county's teams, with their workers over the period."""
    period, luck = plan.period, chance.alone("teams", 0)
    workers = parameters.in_need_share * plan.children / parameters.caseload
    count = max(2, round(workers / parameters.caseload_slots / 2))
    number = [0]

    def team(code: str, name: str) -> Team:
        posts, workers = [], []
        for _ in range(parameters.caseload_slots):
            days = [period.start - 1500]
            while days[-1] < period.until:
                stays = luck.expovariate(1 / parameters.worker_tenure_days)
                days.append(days[-1] + 20 + int(stays))
            posts.append(tuple(days))
            workers.append(tuple(f"W{number[0] + n:05d}" for n in range(len(days))))
            number[0] += len(days)
        return Team(code, name, tuple(posts), tuple(workers))

    areas = [f"{_AREAS[n % len(_AREAS)]} {n // len(_AREAS) + 1}" for n in range(count)]
    return Teams(
        tuple(team(f"T1{n:02d}", f"Assessment team {area}") for n, area in enumerate(areas)),
        tuple(team(f"T2{n:02d}", f"Family support team {area}") for n, area in enumerate(areas)),
    )
