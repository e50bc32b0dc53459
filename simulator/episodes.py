"""An open social care record from referral to closure, written as rows of the published tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from core.calendar import add_working_days
from simulator.casebook import Casebook, Row, describe, outcome
from simulator.population import ADULT_DAYS, day_number, to_date

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
    referral_id: str
    team: Team
    support: Team
    post: int
    plans: list[tuple[int, int, str]] = field(default_factory=list)  # first day, last day, id


@dataclass
class EpisodeWriter:
    """Writes what happens in episodes into the casebook."""

    parameters: CountyParameters
    population: Population
    book: Casebook
    teams: Teams
    rng: np.random.Generator

    def open(
        self, child: int, day: int, source: str, *, scatter: float, is_urgent: bool
    ) -> Episode:
        """Open a record with a referral; an urgent one is never closed at once."""
        p, rng = self.parameters, self.rng
        luck = 1.0 if is_urgent else rng.random()
        # Urgent referrals are never closed at once, so of the others more are.
        nfa, assessed = p.referral_nfa_share * 1.3, p.assessed_not_in_need_share * 1.25
        result = "nfa" if luck < nfa else "assessed" if luck < nfa + assessed else "service"
        if scatter == 1.0 and not is_urgent:
            result = "assessed"
        pick = int(rng.integers(len(self.teams.assessing)))
        team, post = self.teams.assessing[pick], int(rng.integers(p.caseload_slots))
        took = 1.4 * p.assessment_days_median * float(np.exp(rng.normal(0, 0.35)))
        assessed_day = day + max(5, int(took))
        close = {"nfa": day + int(rng.integers(1, 6)), "assessed": assessed_day}.get(result, 0)
        if result == "service":
            length = np.exp(rng.normal(np.log(p.service_days_median), p.service_days_sigma))
            close = assessed_day + int(np.clip(length, 10, 1800))
        row = self.book.add(
            "ssd_cin_episodes", child, day,
            cine_referral_id=(number := self.book.next_id("ssd_cin_episodes", "R")),
            cine_referral_date=day,
            cine_cin_primary_need_code=str(rng.choice(_NEEDS, p=_NEED_SHARES)),
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
                       self.teams.supporting[pick], post)  # fmt: skip

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
        if episode.result != "service":
            episode.result = "service"
            episode.referral["cine_referral_nfa"] = "N"
        number = book.next_id("ssd_s47_enquiry", "E")
        nothing = conference_day == 0 and rng.random() < 0.45
        end = day_number(add_working_days(to_date(day), int(rng.integers(4, 15))))
        end = min(end, conference_day) if conference_day else end
        flag = "CP_CONFERENCE_FLAG" if conference_day else "PROV_OF_SERVICES_FLAG"
        book.add(
            "ssd_s47_enquiry", child, day, s47e_s47_enquiry_id=number,
            s47e_referral_id=episode.referral_id, s47e_s47_start_date=day, s47e_s47_end_date=end,
            s47e_s47_nfa="Y" if nothing else "N",
            s47e_s47_outcome_json=outcome("enquiry", "NFA_FLAG" if nothing else flag),
            s47e_s47_completed_by_worker_id=episode.team.worker_on(episode.post, end),
            s47e_s47_completed_by_team=episode.team.id,
        )  # fmt: skip
        episode.close_day = max(episode.close_day, end + int(rng.integers(20, 120)))
        if conference_day:
            self._conference(episode, day, number, conference_day=conference_day,
                             plan_end=plan_end, category=category)  # fmt: skip
        if is_looked_after:
            self._look_after(episode, day + int(rng.integers(3, 40)))

    def early_help(self, child: int, day: int) -> None:
        """Write an early help episode that follows a contact."""
        start = day + int(self.rng.integers(4, 25))
        end = start + int(np.exp(self.rng.normal(np.log(130), 0.6)))
        self.book.add(
            "ssd_early_help_episodes", child, start,
            earl_episode_id=self.book.next_id("ssd_early_help_episodes", "H"),
            earl_episode_start_date=start, earl_episode_end_date=end,
            earl_episode_reason="Family support",
            earl_episode_end_reason=str(self.rng.choice(["Outcomes met", "Step-up", "NFA"],
                                                        p=[0.7, 0.12, 0.18])),
            earl_episode_organisation="Local authority early help",
            earl_episode_worker_id=f"H{int(self.rng.integers(100)):03d}",
        )  # fmt: skip

    def finish(self, episode: Episode) -> None:
        """Close a record (or leave it open on the last day) and write what happened in it."""
        birthday = int(self.population.children["birth"].iloc[episode.child]) + ADULT_DAYS
        episode.close_day = max(min(episode.close_day, birthday), episode.day + 1)
        episode.plans = [(a, min(b, birthday), n) for a, b, n in episode.plans]
        row, rng = episode.referral, self.rng
        row["cine_close_date"] = episode.close_day
        row["cine_close_reason"] = "RC8" if episode.result == "assessed" else (
            "RC9" if rng.random() < 0.2 else "RC7"
        )  # fmt: skip
        if episode.result != "nfa":
            self._assess(episode)
        if episode.result == "service" and episode.close_day > episode.assessed_day + 7:
            self._serve(episode)
        self._involve(episode)

    def _conference(
        self,
        episode: Episode,
        day: int,
        enquiry: str,
        *,
        conference_day: int,
        plan_end: int,
        category: str,
    ) -> None:
        book, child = self.book, episode.child
        plan = book.next_id("ssd_cp_plans", "P") if plan_end else None
        number = book.next_id("ssd_initial_cp_conference", "I")
        known = min(conference_day, day + 12)  # it is booked before it is held
        book.add(
            "ssd_initial_cp_conference", child, conference_day, icpc_icpc_id=number,
            icpc_icpc_meeting_id=f"M{child:06d}{known}", icpc_s47_enquiry_id=enquiry,
            icpc_cp_plan_id=plan, icpc_referral_id=episode.referral_id, icpc_icpc_transfer_in="N",
            icpc_icpc_target_date=day_number(add_working_days(to_date(day), 15)),
            icpc_icpc_date=conference_day, icpc_icpc_outcome_cp_flag="Y" if plan_end else "N",
            icpc_icpc_outcome_json=outcome(
                "conference", "CP_FLAG" if plan_end else "PROV_OF_SERVICES_FLAG"
            ),
            icpc_icpc_team=episode.support.id,
            icpc_icpc_worker_id=episode.support.worker_on(episode.post, conference_day),
        )  # fmt: skip
        running = any(first <= conference_day <= last for first, last, _ in episode.plans)
        if plan is None or running:
            return
        episode.plans.append((conference_day, plan_end, plan))
        episode.close_day = max(episode.close_day, plan_end + int(self.rng.integers(20, 120)))
        book.add(
            "ssd_cp_plans", child, conference_day, cppl_cp_plan_id=plan,
            cppl_referral_id=episode.referral_id, cppl_icpc_id=number,
            cppl_cp_plan_start_date=conference_day, cppl_cp_plan_end_date=plan_end,
            cppl_cp_plan_initial_category=category, cppl_cp_plan_ola="N",
            cppl_cp_plan_latest_category=category,
        )  # fmt: skip

    def _look_after(self, episode: Episode, start: int) -> None:
        rng, book = self.rng, self.book
        end = start + int(np.clip(np.exp(rng.normal(np.log(420), 0.9)), 10, 3000))
        episode.close_day = max(episode.close_day, end)
        care = book.next_id("ssd_cla_episodes", "L")
        book.add(
            "ssd_cla_episodes", episode.child, start, clae_cla_episode_id=care,
            clae_cla_episode_start_date=start, clae_cla_episode_start_reason="S",
            clae_cla_primary_need_code="N1", clae_cla_episode_ceased_date=end,
            clae_cla_episode_ceased_reason="E4A", clae_cla_id=care,
            clae_referral_id=episode.referral_id, clae_entered_care_date=start,
        )  # fmt: skip
        birth = int(self.population.children["birth"].iloc[episode.child])
        for day in self._every(max(start, birth + 4018), end, 120, 500):
            book.add(
                "ssd_missing", episode.child, day,
                miss_table_id=book.next_id("ssd_missing", "X"),
                miss_missing_episode_start_date=day, miss_missing_episode_type="M",
                miss_missing_episode_end_date=day + int(rng.integers(0, 4)),
                miss_missing_rhi_offered="Y",
                miss_missing_rhi_accepted="Y" if rng.random() < 0.6 else "N",
            )  # fmt: skip

    def _assess(self, episode: Episode) -> None:
        rng, team = self.rng, episode.team
        nothing = episode.result == "assessed"
        not_seen = 0.06 + 0.24 * episode.scatter
        self.book.add(
            "ssd_cin_assessments", episode.child, episode.day + 1,
            cina_assessment_id=self.book.next_id("ssd_cin_assessments", "A"),
            cina_referral_id=episode.referral_id,
            cina_assessment_start_date=episode.day + int(rng.integers(0, 2)),
            cina_assessment_child_seen="N" if rng.random() < not_seen else "Y",
            cina_assessment_auth_date=min(episode.assessed_day, episode.close_day),
            cina_assessment_outcome_json=outcome(
                "assessment", "NFA_FLAG" if nothing else "PROV_OF_SERVICES_FLAG"
            ),
            cina_assessment_outcome_nfa="Y" if nothing else "N",
            cina_assessment_team=team.id,
            cina_assessment_worker_id=team.worker_on(episode.post, episode.assessed_day),
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
            "ssd_cin_plans", child, start, cinp_cin_plan_id=book.next_id("ssd_cin_plans", "N"),
            cinp_referral_id=episode.referral_id, cinp_cin_plan_start_date=start,
            cinp_cin_plan_end_date=end, cinp_cin_plan_team=episode.support.id,
            cinp_cin_plan_worker_id=episode.support.worker_on(episode.post, start),
        )  # fmt: skip
        for day in self._every(start, end, 24, 45):
            seen, alone, bedroom = self._visit(episode)
            book.add(
                "ssd_cin_visits", child, day, cinv_cin_visit_id=book.next_id("ssd_cin_visits", "V"),
                cinv_cin_visit_date=day, cinv_cin_visit_seen=seen,
                cinv_cin_visit_seen_alone=alone, cinv_cin_visit_bedroom=bedroom,
            )  # fmt: skip

    def _protect(self, episode: Episode, start: int, end: int, plan: str) -> None:
        book, child = self.book, episode.child
        for day in self._every(start, end, 9, 20):
            seen, alone, bedroom = self._visit(episode)
            book.add(
                "ssd_cp_visits", child, day, cppv_cp_visit_id=book.next_id("ssd_cp_visits", "Q"),
                cppv_cp_plan_id=plan, cppv_cp_visit_date=day, cppv_cp_visit_seen=seen,
                cppv_cp_visit_seen_alone=alone, cppv_cp_visit_bedroom=bedroom,
            )  # fmt: skip
        # Working Together: a first review within 3 months, then at most every 6.
        due = start + 90
        while due < end + 20:
            held = min(due + int(self.rng.integers(-10, 15)), end)
            book.add(
                "ssd_cp_reviews", child, held,
                cppr_cp_review_id=book.next_id("ssd_cp_reviews", "K"), cppr_cp_plan_id=plan,
                cppr_cp_review_due=due, cppr_cp_review_date=held,
                cppr_cp_review_meeting_id=f"M{child:06d}{held}",
                cppr_cp_review_outcome_continue_cp="N" if held == end else "Y",
                cppr_cp_review_quorate="Y" if self.rng.random() < 0.95 else "N",
                cppr_cp_review_participation=f"PN{int(self.rng.integers(0, 6))}",
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
        day = start + int(self.rng.integers(low, high))
        while day <= end:
            days.append(day)
            day += int(self.rng.integers(low, high))
        return days

    def _involve(self, episode: Episode) -> None:
        """Write who held the record, with every change of worker."""
        p, rng = self.parameters, self.rng
        until = min(episode.close_day, self.population.period.until)
        handed = episode.assessed_day if episode.result == "service" else episode.close_day
        low, high = p.reallocations_a_year
        rate = (low + (high - low) * episode.scatter) * (until - episode.day) / 365.25
        extra = episode.day + 1 + (rng.random(rng.poisson(max(rate, 0))) * (until - episode.day))
        turns = {int(day) for day in extra} | {min(handed, until)}
        turns |= set(episode.team.changes(episode.post, episode.day, min(handed, until)))
        turns |= set(episode.support.changes(episode.post, handed, until))
        starts = [episode.day, *sorted(t for t in turns if episode.day < t < until)]
        ends = [*starts[1:], episode.close_day]
        post = episode.post
        for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
            team = episode.team if first < handed else episode.support
            if number and first in set(map(int, extra)):
                post = (post + 1) % p.caseload_slots
            self.book.add(
                "ssd_involvements", episode.child, first,
                invo_involvements_id=self.book.next_id("ssd_involvements", "J"),
                invo_professional_id=team.worker_on(post, first),
                invo_professional_role_id="Allocated social worker",
                invo_professional_team=team.id,
                invo_involvement_start_date=first, invo_involvement_end_date=last,
                invo_worker_change_reason=str(rng.choice(_CHANGES)),
                invo_referral_id=episode.referral_id,
            )  # fmt: skip
