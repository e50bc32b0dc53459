"""The page of one listed record: meaning, reasons, evidence, gaps, questions, judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports import reasons, rule_reasons
from reports.case_context import CasePage, Judgement
from reports.chronology_block import build_chronology
from reports.context import Fact, Link, Tag
from reports.entries import number_entries
from reports.family import find_family
from reports.frame import make_frame
from reports.gaps_block import build_gaps, choose_questions
from reports.homes import find_homes
from reports.reasons import Points, Usual
from reports.record import Record, window
from reports.references import References
from reports.rule_reasons import RuleTonight
from reports.supply import Supply, find_parts_not_sent
from reports.who_knows import build_who_knows_what
from reports.wording import case, caveats
from reports.wording import gaps as gap_words
from reports.wording.basics import day, number, paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.case_context import Family, Why
    from reports.entries import Numbering
    from reports.inputs import SiteInputs

BY_MODEL = "model"


@dataclass(frozen=True, kw_only=True)
class Tonight:
    """What all case pages of a night share, worked out once."""

    inputs: SiteInputs
    supply: Supply
    rule: RuleTonight
    usual: Usual | None
    points: Mapping[str, Points]
    line: int
    listed: frozenset[str]
    looked_at: frozenset[str]
    references: References

    @classmethod
    def prepare(cls, inputs: SiteInputs, records: list[Record]) -> Tonight:
        """Work out the points of every record first, so that no page is made if one fails.

        Raises:
            ExplanationError: the reasons of a record do not add up, or have no words.
        """
        features = {spec.name: spec for spec in inputs.features}
        points = {
            r.person_id: reasons.work_out_points(r.score, r.contributions, features=features)
            for r in records
            if r.listed_by == BY_MODEL
        }
        listed = frozenset(record.person_id for record in records)
        usual = None
        if inputs.feature_matrix is not None:
            usual = Usual(
                matrix=inputs.feature_matrix,
                features=features,
                coverage=inputs.coverage,
                as_of_date=inputs.as_of_date,
            )
        return cls(
            inputs=inputs,
            supply=Supply(
                inputs.agencies,
                inputs.coverage,
                inputs.as_of_date,
                parts_not_sent=find_parts_not_sent(inputs.deliveries),
            ),
            rule=RuleTonight.count(inputs),
            usual=usual,
            points=points,
            line=min((p.total for p in points.values()), default=0),
            listed=listed,
            looked_at=frozenset(inputs.cohort["person_id"]),
            references=References.prepare(inputs, listed),
        )

    def main_reason(self, record: Record) -> str:
        """Give the main reason of a record in words, for the list."""
        if record.person_id in self.points and self.usual is not None:
            return reasons.main_reason(self.points[record.person_id], self.usual, self.supply)
        met = rule_reasons.met_parts(record, self.rule)
        return self.rule.in_short(met) if met else case.NO_ENTRIES_BEHIND


def build_context(record: Record, tonight: Tonight) -> CasePage:
    """Gather what the page of one record says.

    Args:
        record: the record.
        tonight: what all case pages share.
    """
    inputs, supply, counts = tonight.inputs, tonight.supply, record.counts
    numbering = number_entries(record, supply, pointed=_pointed(record, tonight))
    why = _why(record, numbering, tonight)
    is_by_rule = record.person_id not in tonight.points
    rule = tonight.rule if is_by_rule else None
    change = rule_reasons.what_would_change(record, tonight.rule) if is_by_rule else None
    heading = case.heading(record.person_id, counts.agencies)
    moved = len(find_homes(record, *window(supply.as_of_date))) > 1
    return CasePage(
        frame=make_frame(inputs, title=f"Record {record.person_id}", section="list", root="../"),
        caption=case.caption(record.age_years, record.team),
        heading=heading,
        status=status_tag(is_new=record.is_new),
        listed=f"First listed {day(record.first_listed)}",
        lead=paragraph(
            [
                case.lead_contacts(counts.contacts),
                case.lead_closed(counts.closed_alone) if counts.contacts else "",
                case.lead_joint(counts.joint),
            ]
        ),
        cautions=inputs.outcome.cautions_for_all,
        changed=tonight.references.changed.get(record.person_id, ()),
        is_items=_is_items(tonight, is_by_rule=is_by_rule),
        is_not_items=(
            caveats.NOT_HARM, caveats.NOT_A_FINDING, caveats.NOT_A_THRESHOLD,
            caveats.NOT_A_FULL_RECORD,
        ),
        safety=(caveats.SAFETY, caveats.SAFETY_GO_ON),
        facts=_facts(record),
        contents=_contents(has_change=change is not None),
        why=why,
        chronology=build_chronology(record, numbering, supply),
        knows=build_who_knows_what(record, numbering, supply),
        family=_family(record, tonight),
        gaps=build_gaps(record, numbering, tonight.supply, why=why, rule=rule),
        change=change,
        questions=choose_questions(record, numbering, supply, moved=moved),
        judgement=JUDGEMENT,
    )  # fmt: skip


JUDGEMENT = Judgement(
    intro=caveats.JUDGEMENT,
    note=gap_words.FORM_NOTE,
    question=gap_words.FORM_QUESTION,
    options=gap_words.FORM_OPTIONS,
    reasons_label=gap_words.FORM_REASONS,
    reasons_hint=gap_words.FORM_REASONS_HINT,
    problems_question=gap_words.FORM_PROBLEMS_QUESTION,
    problems=gap_words.FORM_PROBLEMS,
)


def _family(record: Record, tonight: Tonight) -> Family | None:
    return find_family(
        record,
        looked_at=tonight.looked_at,
        listed=tonight.listed,
        as_of_date=tonight.supply.as_of_date,
    )


def status_tag(*, is_new: bool) -> Tag:
    """Give the status of a record on the list."""
    if is_new:
        return Tag(text=case.NEW, colour="blue")
    return Tag(text=case.STILL_LISTED, colour="grey")


def _pointed(record: Record, tonight: Tonight) -> set[str]:
    """Give the event ids that any reason of this record points to."""
    points = tonight.points.get(record.person_id)
    if points is None:
        codes = [clause.code for clause in tonight.rule.clauses]
        return {event for code in codes for event in rule_reasons.evidence_of(record, code)}
    named = (*points.more, *points.less)
    return {event for family in named for event in reasons.entries_behind(record, family)}


def _why(record: Record, numbering: Numbering, tonight: Tonight) -> Why:
    points = tonight.points.get(record.person_id)
    if points is None or tonight.usual is None:
        return rule_reasons.say_why(record, numbering, tonight.rule)
    return reasons.say_why(
        points,
        record,
        numbering,
        usual=tonight.usual,
        supply=tonight.supply,
        line=tonight.line,
    )


def _is_items(tonight: Tonight, *, is_by_rule: bool) -> tuple[str, ...]:
    made_by = {"demonstration": case.BY_DEMONSTRATION}.get(tonight.inputs.model_status, "")
    return tuple(
        item
        for item in (
            caveats.MEANING,
            case.BY_RULE if is_by_rule else made_by or case.BASED_ON,
            case.one_of(len(tonight.listed), len(tonight.inputs.cohort)),
            case.NOT_YET_JUDGED,
        )
    )


def _facts(record: Record) -> tuple[Fact, ...]:
    counts = record.counts
    labels = case.fact_labels(counts.concerns, counts.joint, counts.to_check)
    return (
        _fact(counts.contacts, labels[0]),
        _fact(counts.agencies, labels[1]),
        _fact(counts.joint, labels[2], none=case.NONE_FOUND),
        _fact(counts.closed_alone, labels[3], none=case.NONE_FOUND),
        _fact(counts.concerns_not_shared, labels[4], none=case.NONE_FOUND),
        _fact(counts.to_check, labels[5]),
    )


def _fact(value: int | None, label: str, *, none: str = "") -> Fact:
    """Give a number; what no data could show is no number, and nothing found is not a 0."""
    if value is None:
        return Fact(value=case.CANNOT_TELL, label=label, is_word=True)
    if value == 0 and none:
        return Fact(value=none, label=label, is_word=True)
    return Fact(value=number(value), label=label)


def _contents(*, has_change: bool) -> tuple[Link, ...]:
    names = (
        ("why", "Why this record was listed"),
        ("chronology", "Chronology across agencies"),
        ("who", "Who knows what"),
        ("missing", "What is missing or uncertain"),
        ("change", "What would change the flag"),
        ("ask", "Questions to think about"),
        ("record", "Record your judgement"),
    )
    return tuple(
        Link(text=text, href=f"#{anchor}")
        for anchor, text in names
        if has_change or anchor != "change"
    )
