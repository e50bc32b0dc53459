"""May a model order the review list? Answered line by line against criteria set beforehand.

"No model is fit for use" is a valid answer. The criteria stand in `acceptance.toml`, which a
board can read; nothing here holds a limit.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.disclosure import suppress
from core.errors import SettingsError
from models.candidates import BASELINE_LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CRITERIA_FILE = Path(__file__).with_name("acceptance.toml")

_NAMES = (
    "outcomes_learned_from", "outcomes_tested_on", "better_than_baselines", "calibration_error",
    "expected_per_observed", "calibration_slope", "steadiness",
)  # fmt: skip
_COUNTS = ("outcomes_learned_from", "outcomes_tested_on")
_LIMITS = {"at_least": "at least {}", "at_most": "at most {}", "above": "above {}"}


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of the acceptance criteria."""

    name: str
    question: str
    unit: str
    limits: Mapping[str, float]
    why: str

    @property
    def goal(self) -> str:
        """Give the limits as words."""
        return " and ".join(_LIMITS[how].format(f"{n:g}") for how, n in self.limits.items())

    def is_met(self, value: float | None) -> bool:
        """Say whether a figure keeps every limit; a figure that could not be worked out does not."""
        if value is None:
            return False
        keeps = {
            "at_least": lambda limit: value >= limit,
            "at_most": lambda limit: value <= limit,
            "above": lambda limit: value > limit,
        }
        return all(keeps[how](limit) for how, limit in self.limits.items())


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """The acceptance criteria as committed: every line, the file's text and its hash."""

    version: str
    criteria: Mapping[str, Criterion]
    text: str

    @property
    def sha256(self) -> str:
        """Give the hash of the file, which a model version carries."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @classmethod
    def from_toml(cls, text: str) -> Criteria:
        """Read criteria from the text of the file.

        Raises:
            SettingsError: it is not TOML, or a criterion is missing, not known or not whole.
        """
        try:
            said = tomllib.loads(text)
            version = said.pop("version")
            criteria = {name: _criterion(name, parts) for name, parts in said.items()}
        except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
            raise _not_whole(f"{type(error).__name__}: {error}") from error
        if set(criteria) != set(_NAMES):
            missing, unknown = set(_NAMES) - set(criteria), set(criteria) - set(_NAMES)
            raise _not_whole(
                f"missing: {sorted(missing) or 'none'}; not known: {sorted(unknown) or 'none'}"
            )
        return cls(version=version, criteria={n: criteria[n] for n in _NAMES}, text=text)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the acceptance table: what was asked, the goal, what was found."""

    criterion: str
    question: str
    unit: str
    goal: str
    found: float | None
    compared_with: str
    met: bool
    why: str

    @property
    def found_text(self) -> str:
        """Give what was found as text, with a small number of children withheld."""
        if self.found is None:
            return "could not be worked out"
        return suppress(int(self.found)) if self.criterion in _COUNTS else f"{self.found:.3g}"

    @property
    def sentence(self) -> str:
        """Say in one sentence what was found against the goal."""
        against = f", compared with: {self.compared_with.lower()}" if self.compared_with else ""
        return (
            f"{self.question} Goal: {self.goal}; found: {self.found_text} ({self.unit}{against})."
        )


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """Whether one candidate may order the list, line by line."""

    candidate: str
    findings: tuple[Finding, ...]

    @property
    def accepted(self) -> bool:
        """Say whether every line is met."""
        return all(finding.met for finding in self.findings)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Give each question that was not met, once, with what was found for it."""
        unmet: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if not finding.met:
                unmet.setdefault(finding.criterion, []).append(finding)
        return tuple(_say_unmet(findings) for findings in unmet.values())

    def as_dict(self) -> dict[str, Any]:
        """Give the table as values JSON can hold."""
        return {
            "candidate": self.candidate,
            "accepted": self.accepted,
            "findings": [
                {**asdict(f), "found_text": f.found_text, "sentence": f.sentence}
                for f in self.findings
            ],
        }


def _say_unmet(findings: Sequence[Finding]) -> str:
    found = [
        f.found_text
        + (f" against {f.compared_with[0].lower()}{f.compared_with[1:]}" if f.compared_with else "")
        for f in findings
    ]
    first = findings[0]
    return f"{first.question} Goal: {first.goal}; found: {', '.join(found)} ({first.unit})."


def judge_candidate(name: str, evaluation: Mapping[str, Any], *, criteria: Criteria) -> Acceptance:
    """Compare a candidate's figures with the criteria.

    Args:
        name: name of the candidate.
        evaluation: see `models.train.train`.
        criteria: the committed criteria.
    """
    figures = evaluation["candidates"][name]
    common = evaluation["test"]["outcomes_share"]
    found: list[tuple[str, float | None, str]] = [
        ("outcomes_learned_from", evaluation["training"]["persons_with_outcome"], ""),
        ("outcomes_tested_on", evaluation["test"]["persons_with_outcome"], ""),
    ]
    found += [
        ("better_than_baselines", difference["low"], BASELINE_LABELS[baseline])
        for baseline, difference in figures["differences"].items()
    ]
    error = figures["calibration_error"] / common if common else None
    found += [
        ("calibration_error", error, ""),
        ("expected_per_observed", figures["expected_per_observed"]["value"], ""),
        ("calibration_slope", figures["calibration_slope"], ""),
        ("steadiness", figures["steadiness"], ""),
    ]
    findings = tuple(
        _finding(criteria.criteria[criterion], value, compared_with=baseline)
        for criterion, value, baseline in found
    )
    return Acceptance(candidate=name, findings=findings)


def _finding(criterion: Criterion, value: float | None, *, compared_with: str) -> Finding:
    return Finding(
        criterion=criterion.name,
        question=criterion.question,
        unit=criterion.unit,
        goal=criterion.goal,
        found=None if value is None else float(value),
        compared_with=compared_with,
        met=criterion.is_met(value),
        why=criterion.why,
    )


def _criterion(name: str, parts: Mapping[str, Any]) -> Criterion:
    limits = {how: float(parts[how]) for how in _LIMITS if how in parts}
    unknown = set(parts) - {"question", "unit", "why", *limits}
    if not limits or unknown or not str(parts["why"]).strip():
        raise KeyError(f"{name}: a limit and a reason, and nothing else")
    return Criterion(
        name=name,
        question=parts["question"],
        unit=parts["unit"],
        limits=limits,
        why=parts["why"],
    )


def _not_whole(found: str) -> SettingsError:
    return SettingsError(
        "The acceptance criteria cannot be used.",
        where=f"models/{CRITERIA_FILE.name}",
        expected=f"version, and for each of {', '.join(_NAMES)} a question, a unit, a limit, a why",
        found=found,
        next_step="restore the committed file",
    )
