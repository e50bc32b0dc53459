"""An open social care record from referral to closure, written as rows of the published tables."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.calendar import add_working_days
from simulator.casebook import Casebook, Row, describe, outcome
from simulator.plants import MECHANISMS
from simulator.population import day_number, to_date

if TYPE_CHECKING:
    from simulator.parameters import CountyParameters
    from simulator.population import Population
    from simulator.workers import Team, Teams

_NEEDS = ("N1", "N2", "N3", "N4", "N5", "N6", "N8")
# EES 2016: abuse or neglect 50.6 %, family dysfunction 17.4 %, disability 9.6 %; the rest is ours
_NEED_SHARES = (0.55, 0.08, 0.04, 0.10, 0.17, 0.03, 0.03)
_CHANGES = ("LEFTRL", "MANAGE", "ORGRST", "ABSENC", "PCCHAN")


@dataclass
class Episode:
    """An open record: its referral row, who holds it, and when it is going to close."""

    child: int
    day: int
    close_day: int
    scatter: float
    result: str  # nfa, assessed or service
    assessed_day: int
    referral: Row
    referral_id: int
    team: Team
    support: Team
    post: int
    turnover: float  # changes of worker a year, beside those who leave
    ends: int  # the day from which the child is none any more, or not alive
    plans: list[tuple[int, int, int]] = field(default_factory=list)  # first day, last day, id
    looked_at_again: list[int] = field(default_factory=list)  # days


@dataclass
class EpisodeWriter:
    """Writes what happens in episodes into the casebook."""

    parameters: CountyParameters
    population: Population
    book: Casebook
    ends: list[int]  # the day from which each child is none any more
    deaths: list[int]
    births: list[int]
    teams: Teams
    rng: random.Random = field(default_factory=random.Random)  # of the child we are at

    def open(
        self, child: int, day: int, source: str, *, scatter: float, is_urgent: bool,
        mechanism: int = -1,
    ) -> Episode:  # fmt: skip
        """Open a record with a referral; an urgent one is never closed at once."""
        p, rng = self.parameters, self.rng
        luck = 1.0 if is_urgent else rng.random()
        # Urgent referrals are never closed at once, so of the others more are.
        nfa, assessed = p.referral_nfa_share * 1.55, p.assessed_not_in_need_share * 1.5
        result = "nfa" if luck < nfa else "assessed" if luck < nfa + assessed else "service"
        how = MECHANISMS[mechanism] if mechanism >= 0 else None
        if how and not is_urgent:
            result = "assessed" if how.turnover is None and not how.lost else "service"
        low, high = p.reallocations_a_year
        turnover = how.turnover if how and how.turnover else low + (high - low) * scatter
        pick = rng.randrange(len(self.teams.assessing))
        team, post = self.teams.assessing[pick], rng.randrange(p.caseload_slots)
        took = 1.4 * p.assessment_days_median * math.exp(rng.gauss(0, 0.35))
        assessed_day = day + max(5, int(took))
        close = {"nfa": day + rng.randrange(1, 6), "assessed": assessed_day}.get(result, 0)
        if result == "service":
            length = math.exp(rng.gauss(math.log(p.service_days_median), p.service_days_sigma))
            close = assessed_day + int(min(max(length, 10), p.service_days_most))
        row = self.book.add(
            "ssd_cin_episodes", child, day,
            cine_referral_id=(number := self.book.next_id("ssd_cin_episodes", child)),
            cine_referral_date=day,
            cine_cin_primary_need_code=rng.choices(_NEEDS, _NEED_SHARES)[0],
            cine_referral_source_code=source,
            cine_referral_source_desc=describe(source),
            cine_referral_outcome_json=outcome(
                "referral", "NFA_FLAG" if result == "nfa" else "SINGLE_ASSESSMENT_FLAG",
                *(["STRATEGY_DISCUSSION_FLAG"] if is_urgent else []),
            ),
            cine_referral_nfa="Y" if result == "nfa" else "N",
            cine_referral_team=team.id,
            cine_referral_worker_id=team.worker_on(post, day),
        )  # fmt: skip
        return Episode(child, day, close, scatter, result, assessed_day, row, number, team,
                       self.teams.supporting[pick], post, turnover,
                       self.ends[child])  # fmt: skip

    def enquire(
        self,
        episode: Episode,
        day: int,
        *,
        conference_day: int,
        plan_end: int,
        category: str,
        is_looked_after: bool,
    ) -> None:
        """Begin a section 47 enquiry on an open record, with what came of it."""
        book, child, rng = self.book, episode.child, self.rng
        conference_day = conference_day if conference_day < episode.ends else 0
        plan_end = min(plan_end, episode.ends) if conference_day else 0
        if day > episode.day:  # an open record is assessed again before the enquiry ends
            episode.looked_at_again.append(day)
        if episode.result != "service":
            episode.result = "service"
            episode.referral["cine_referral_nfa"] = "N"
        number = book.next_id("ssd_s47_enquiry", child)
        nothing = conference_day == 0 and rng.random() < 0.45
        end = day_number(add_working_days(to_date(day), rng.randrange(4, 15)))
        end = min(end, conference_day or end, episode.ends)
        flag = "CP_CONFERENCE_FLAG" if conference_day else "PROV_OF_SERVICES_FLAG"
        book.add(
            "ssd_s47_enquiry", child, day, s47e_s47_enquiry_id=number,
            s47e_referral_id=episode.referral_id, s47e_s47_start_date=day, s47e_s47_end_date=end,
            s47e_s47_nfa="Y" if nothing else "N",
            s47e_s47_outcome_json=outcome("enquiry", "NFA_FLAG" if nothing else flag),
            s47e_s47_completed_by_worker_id=episode.team.worker_on(episode.post, end),
            s47e_s47_completed_by_team=episode.team.id,
        )  # fmt: skip
        episode.close_day = max(episode.close_day, end + rng.randrange(20, 120))
        if conference_day:
            self._conference(episode, day, number, conference_day=conference_day,
                             plan_end=plan_end, category=category)  # fmt: skip
        if is_looked_after:
            self._look_after(episode, day + rng.randrange(3, 40))

    def early_help(self, child: int, day: int) -> None:
        """Write an early help episode that follows a contact."""
        start = day + self.rng.randrange(4, 25)
        end = start + int(math.exp(self.rng.gauss(math.log(130), 0.6)))
        self.book.add(
            "ssd_early_help_episodes", child, start,
            earl_episode_id=self.book.next_id("ssd_early_help_episodes", child),
            earl_episode_start_date=start, earl_episode_end_date=end,
            earl_episode_reason="Family support",
            earl_episode_end_reason=self.rng.choices(
                ("Outcomes met", "Step-up", "NFA"), (0.7, 0.12, 0.18))[0],
            earl_episode_organisation="Local authority early help",
            earl_episode_worker_id=f"H{self.rng.randrange(100):03d}",
        )  # fmt: skip

    def finish(self, episode: Episode) -> None:
        """Close a record (or leave it open on the last day) and write what happened in it."""
        episode.close_day = max(min(episode.close_day, episode.ends), episode.day)
        row, rng = episode.referral, self.rng
        row["cine_close_date"] = episode.close_day
        reason = "RC8" if episode.result == "assessed" else "RC9" if rng.random() < 0.2 else "RC7"
        died = episode.close_day == self.deaths[episode.child]
        row["cine_close_reason"] = "RC2" if died else reason
        if episode.result != "nfa":
            self._assess(episode)
        if episode.result == "service" and episode.close_day > episode.assessed_day + 7:
            self._serve(episode)
        self._involve(episode)

    def _conference(
        self,
        episode: Episode,
        day: int,
        enquiry: int,
        *,
        conference_day: int,
        plan_end: int,
        category: str,
    ) -> None:
        book, child = self.book, episode.child
        running = any(first <= conference_day <= last for first, last, _ in episode.plans)
        plan = book.next_id("ssd_cp_plans", child) if plan_end and not running else None
        number = book.next_id("ssd_initial_cp_conference", child)
        book.add(
            # It is booked before it is held.
            "ssd_initial_cp_conference", child, min(conference_day, day + 12), icpc_icpc_id=number,
            icpc_icpc_meeting_id=number, icpc_s47_enquiry_id=enquiry,
            icpc_cp_plan_id=plan, icpc_referral_id=episode.referral_id, icpc_icpc_transfer_in="N",
            icpc_icpc_target_date=day_number(add_working_days(to_date(day), 15)),
            icpc_icpc_date=conference_day, icpc_icpc_outcome_cp_flag="Y" if plan else "N",
            icpc_icpc_outcome_json=outcome(
                "conference", "CP_FLAG" if plan else "PROV_OF_SERVICES_FLAG"
            ),
            icpc_icpc_team=episode.support.id,
            icpc_icpc_worker_id=episode.support.worker_on(episode.post, conference_day),
        )  # fmt: skip
        if plan is None:
            return
        episode.plans.append((conference_day, plan_end, plan))
        episode.close_day = max(episode.close_day, plan_end + self.rng.randrange(20, 120))
        book.add(
            "ssd_cp_plans", child, conference_day, cppl_cp_plan_id=plan,
            cppl_referral_id=episode.referral_id, cppl_icpc_id=number,
            cppl_cp_plan_start_date=conference_day, cppl_cp_plan_end_date=plan_end,
            cppl_cp_plan_initial_category=category, cppl_cp_plan_ola="N",
            cppl_cp_plan_latest_category=category,
        )  # fmt: skip

    def _look_after(self, episode: Episode, start: int) -> None:
        rng, book, child = self.rng, self.book, episode.child
        if start >= episode.ends:
            return
        end = start + int(min(max(math.exp(rng.gauss(math.log(420), 0.9)), 10), 3000))
        episode.close_day = max(episode.close_day, end)
        end = min(end, episode.ends)
        care = book.next_id("ssd_cla_episodes", child)
        book.add(
            "ssd_cla_episodes", child, start, clae_cla_episode_id=care,
            clae_cla_episode_start_date=start, clae_cla_episode_start_reason="S",
            clae_cla_primary_need_code="N1", clae_cla_episode_ceased_date=end,
            clae_cla_episode_ceased_reason="E4A", clae_cla_id=care,
            clae_referral_id=episode.referral_id, clae_entered_care_date=start,
        )  # fmt: skip
        for day in self._every(max(start, self.births[child] + 4018), end, 120, 500):
            book.add(
                "ssd_missing", child, day,
                miss_table_id=book.next_id("ssd_missing", child),
                miss_missing_episode_start_date=day, miss_missing_episode_type="M",
                miss_missing_episode_end_date=day + rng.randrange(0, 4),
                miss_missing_rhi_offered="Y",
                miss_missing_rhi_accepted="Y" if rng.random() < 0.6 else "N",
            )  # fmt: skip

    def _assess(self, episode: Episode) -> None:
        """Write the assessment that follows the referral, and those that look again later."""
        p, nothing = self.parameters, episode.result == "assessed"
        start = episode.day + self.rng.randrange(0, 2)
        self._assessment(episode, start, episode.assessed_day, nothing=nothing)
        again = self._every(episode.assessed_day, episode.close_day, 150, p.look_again_days)
        done = max(episode.assessed_day, start)
        for day in sorted([*episode.looked_at_again, *again]):
            if done < day < episode.close_day:
                done = day + max(
                    5, int(p.assessment_days_median * math.exp(self.rng.gauss(0, 0.35)))
                )
                self._assessment(episode, day, done, nothing=False)

    def _assessment(self, episode: Episode, start: int, end: int, *, nothing: bool) -> None:
        child, team, start = episode.child, episode.team, min(start, episode.close_day)
        not_seen = 0.06 + 0.24 * episode.scatter
        self.book.add(
            "ssd_cin_assessments", child, start,
            cina_assessment_id=self.book.next_id("ssd_cin_assessments", child),
            cina_referral_id=episode.referral_id,
            cina_assessment_start_date=start,
            cina_assessment_child_seen="N" if self.rng.random() < not_seen else "Y",
            cina_assessment_auth_date=max(min(end, episode.close_day), start),
            cina_assessment_outcome_json=outcome(
                "assessment", "NFA_FLAG" if nothing else "PROV_OF_SERVICES_FLAG"
            ),
            cina_assessment_outcome_nfa="Y" if nothing else "N",
            cina_assessment_team=team.id,
            cina_assessment_worker_id=team.worker_on(episode.post, min(end, episode.close_day)),
        )  # fmt: skip

    def _serve(self, episode: Episode) -> None:
        """Write plans for a child in need around child protection plans, with visits to both."""
        start = episode.assessed_day
        for first, last, plan in sorted(episode.plans):
            self._in_need(episode, start, first)
            self._protect(episode, first, last, plan)
            start = max(start, last)
        self._in_need(episode, start, episode.close_day)

    def _in_need(self, episode: Episode, start: int, end: int) -> None:
        if end < start + 21:
            return
        book, child = self.book, episode.child
        book.add(
            "ssd_cin_plans", child, start, cinp_cin_plan_id=book.next_id("ssd_cin_plans", child),
            cinp_referral_id=episode.referral_id, cinp_cin_plan_start_date=start,
            cinp_cin_plan_end_date=end, cinp_cin_plan_team=episode.support.id,
            cinp_cin_plan_worker_id=episode.support.worker_on(episode.post, start),
        )  # fmt: skip
        for day in self._every(start, end, 24, 45):
            seen, alone, bedroom = self._visit(episode)
            book.add(
                "ssd_cin_visits", child, day, cinv_cin_visit_id=book.next_id("ssd_cin_visits", child),
                cinv_cin_visit_date=day, cinv_cin_visit_seen=seen,
                cinv_cin_visit_seen_alone=alone, cinv_cin_visit_bedroom=bedroom,
            )  # fmt: skip

    def _protect(self, episode: Episode, start: int, end: int, plan: int) -> None:
        book, child = self.book, episode.child
        for day in self._every(start, end, 9, 20):
            seen, alone, bedroom = self._visit(episode)
            book.add(
                "ssd_cp_visits", child, day, cppv_cp_visit_id=book.next_id("ssd_cp_visits", child),
                cppv_cp_plan_id=plan, cppv_cp_visit_date=day, cppv_cp_visit_seen=seen,
                cppv_cp_visit_seen_alone=alone, cppv_cp_visit_bedroom=bedroom,
            )  # fmt: skip
        # Working Together: a first review within 3 months, then at most every 6.
        due = start + 90
        while due < end + 20:
            held = min(due + self.rng.randrange(-10, 15), end)
            number = book.next_id("ssd_cp_reviews", child)
            book.add(
                "ssd_cp_reviews", child, held,
                cppr_cp_review_id=number, cppr_cp_plan_id=plan,
                cppr_cp_review_due=due, cppr_cp_review_date=held,
                cppr_cp_review_meeting_id=number,
                cppr_cp_review_outcome_continue_cp="N" if held == end else "Y",
                cppr_cp_review_quorate="Y" if self.rng.random() < 0.95 else "N",
                cppr_cp_review_participation=f"PN{self.rng.randrange(0, 6)}",
            )  # fmt: skip
            due += 180

    def _visit(self, episode: Episode) -> tuple[str, str, str]:
        low, high = self.parameters.seen_alone_share
        seen = self.rng.random() > 0.05 + 0.15 * episode.scatter
        alone = seen and self.rng.random() < low + (high - low) * episode.scatter
        return (
            "Y" if seen else "N",
            "Y" if alone else "N",
            "Y" if self.rng.random() < 0.4 else "N",
        )

    def _every(self, start: int, end: int, low: int, high: int) -> list[int]:
        """Give days from start to end (at most the last day we simulate), so many days apart."""
        end = min(end, self.population.period.until)
        days: list[int] = []
        day = start + self.rng.randrange(low, high)
        while day <= end:
            days.append(day)
            day += self.rng.randrange(low, high)
        return days

    def _involve(self, episode: Episode) -> None:
        """Write who held the record, with every change of worker."""
        p, rng, child = self.parameters, self.rng, episode.child
        until = min(episode.close_day, self.population.period.until)
        handed = episode.assessed_day if episode.result == "service" else episode.close_day
        extra, day = set(), float(episode.day)
        while (day := day + rng.expovariate(episode.turnover / 365.25)) < until:
            extra.add(int(day))
        turns = extra | {min(handed, until)}
        turns |= set(episode.team.changes(episode.post, episode.day, min(handed, until)))
        turns |= set(episode.support.changes(episode.post, handed, until))
        starts = [episode.day, *sorted(t for t in turns if episode.day < t < until)]
        ends = [*starts[1:], episode.close_day]
        post = episode.post
        for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
            team = episode.team if first < handed else episode.support
            if number and first in extra:
                post = (post + 1) % p.caseload_slots
            self.book.add(
                "ssd_involvements", child, first,
                invo_involvements_id=self.book.next_id("ssd_involvements", child),
                invo_professional_id=team.worker_on(post, first),
                invo_professional_role_id="Allocated social worker",
                invo_professional_team=team.id,
                invo_involvement_start_date=first, invo_involvement_end_date=last,
                invo_worker_change_reason=rng.choice(_CHANGES),
                invo_referral_id=episode.referral_id,
            )  # fmt: skip
