"""Why the practice rule listed a record: the parts that apply, with the entries that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from features.practice_rule import CANNOT_TELL, MET, NOT_MET
from reports.case_context import Change, Reason, Why
from reports.context import Row
from reports.wording import case, caveats, gaps
from reports.wording.basics import paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from features.practice_rule import Clause
    from reports.entries import Numbering
    from reports.inputs import SiteInputs
    from reports.record import Record

# How many entries a part still needs once uncertain ones are taken away. Part a rests on pairs,
# so nothing less than all of its entries is taken to be enough.
_STILL_NEEDED = {"b": 2, "c": 1, "d": 3}


@dataclass(frozen=True, kw_only=True)
class RuleTonight:
    """The rule's parts, and for how many of tonight's records each was met and could be tested."""

    clauses: tuple[Clause, ...]
    met: Mapping[str, int]
    tested: Mapping[str, int]
    untestable: Mapping[str, str]
    partly_tested: Mapping[str, str]

    @classmethod
    def count(cls, inputs: SiteInputs) -> RuleTonight:
        """Count the states of each part over everybody tested tonight."""
        rule_results, clauses = inputs.rule_results, inputs.clauses
        met = rule_results[rule_results["state"] == MET]["clause"].value_counts()
        tested = rule_results[rule_results["state"] != CANNOT_TELL]["clause"].value_counts()
        return cls(
            clauses=clauses,
            met={clause.code: int(met.get(clause.code, 0)) for clause in clauses},
            tested={clause.code: int(tested.get(clause.code, 0)) for clause in clauses},
            untestable=inputs.untestable_clauses,
            partly_tested=inputs.partly_tested,
        )

    def sentence(self, code: str) -> str:
        """Give a part of the rule in words, without its full stop."""
        return next(c.sentence for c in self.clauses if c.code == code).rstrip(".")

    def in_short(self, parts: list[str]) -> str:
        """Give the first of some parts in a few words, and how many more apply."""
        first = case.PARTS_IN_SHORT.get(parts[0], self.sentence(parts[0]))
        return case.and_more_parts(first, len(parts) - 1)


def state_of(record: Record, code: str) -> str:
    """Give the state of one part of the rule for a record; untested is "cannot tell"."""
    states = record.rule.loc[record.rule["clause"] == code, "state"]
    return str(states.iloc[0]) if len(states) else CANNOT_TELL


def met_parts(record: Record, rule: RuleTonight) -> list[str]:
    """Give the parts of the rule that apply to a record, in the rule's order."""
    return [clause.code for clause in rule.clauses if state_of(record, clause.code) == MET]


def evidence_of(record: Record, code: str) -> list[str]:
    """Give the event ids that decide a part of the rule for a record."""
    rows = record.rule.loc[record.rule["clause"] == code, "evidence"]
    return [event for text in rows for event in str(text).split(",") if event]


def say_why(record: Record, numbering: Numbering, rule: RuleTonight) -> Why:
    """Say why the rule listed a record, what does not apply, and what could not be tested.

    Args:
        record: the record.
        numbering: its entries with their numbers.
        rule: the rule and tonight's counts.
    """

    def reason(code: str) -> Reason:
        return Reason(
            title=rule.sentence(code),
            comparison=paragraph(
                [
                    case.clause_frequency(rule.met[code], rule.tested[code]),
                    rule.partly_tested.get(code, ""),
                ]
            ),
            entries=numbering.links(evidence_of(record, code)),
        )

    codes = [clause.code for clause in rule.clauses]
    unmet = [code for code in codes if state_of(record, code) == NOT_MET]
    unknown = [code for code in codes if state_of(record, code) == CANNOT_TELL]
    return Why(
        intro=case.WHY_RULE,
        more_heading=case.PARTS_MET,
        more=tuple(reason(code) for code in met_parts(record, rule)),
        less_heading=case.PARTS_NOT_MET,
        less_note=case.PARTS_THAT_WAIT if unmet else "",
        less=tuple(reason(code) for code in unmet),
        less_none="" if unmet else case.NO_PART_UNMET,
        cannot_tell=tuple(
            Row(label=rule.sentence(code), value=rule.untestable.get(code, case.NOT_TOLD_WHY))
            for code in unknown
        ),
        sum_lines=(),
        method=(),
        has_bars=False,
    )


def what_would_change(record: Record, rule: RuleTonight) -> Change | None:
    """Say what would change the listing: which parts apply, and whether one less would end it."""
    parts = met_parts(record, rule)
    if not parts:
        return None
    still = [code for code in parts if any(other != code for other in parts)]
    return Change(
        intro=gaps.CHANGE_INTRO,
        changes=tuple(gaps.CHANGES[code] for code in parts),
        still=gaps.still_parts(len(parts)) if still else gaps.still_one_part(),
        warning=caveats.CHANGE,
    )


def holds_without(record: Record, rule: RuleTonight, uncertain: set[str]) -> bool:
    """Say whether at least one part surely applies when uncertain entries are taken away."""
    for code in met_parts(record, rule):
        evidence = evidence_of(record, code)
        left = [event for event in evidence if event not in uncertain]
        if len(left) >= _STILL_NEEDED.get(code, len(evidence)):
            return True
    return False
