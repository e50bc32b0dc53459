"""Why a model listed a record: contributions as points, in families, that add up exactly.

The model is additive, so its explanation is the model. Points are log-odds times ten, rounded
by largest remainder, so that the sum on the page is exact. A record whose contributions do not
add up gets no page: it should not have been listed (the page design, section 4.1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from core.errors import ExplanationError
from models.explain import TOLERANCE
from reports.case_context import Reason, SumLine, Why
from reports.charts import bar
from reports.wording import case, caveats
from reports.wording.basics import plain_points, signed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from features.coverage import Coverage
    from features.spec import FeatureSpec
    from reports.entries import Numbering
    from reports.record import Record
    from reports.supply import Supply

MOST_SHOWN = 5
POINTS_PER_LOG_ODD = 10
_HAS_RECORD = "has_record_"


@dataclass(frozen=True, kw_only=True)
class Family:
    """A family of factors of one record: its points and the factor that moves it most."""

    code: str
    title: str
    points: int
    factors: int
    feature: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Points:
    """What a record's score is made of, in whole points that add up."""

    average: int
    total: int
    families: tuple[Family, ...]

    @property
    def more(self) -> tuple[Family, ...]:
        """Give the families that made listing more likely, largest first, five at most."""
        found = [family for family in self.families if family.points > 0]
        return tuple(sorted(found, key=lambda f: (-f.points, f.code))[:MOST_SHOWN])

    @property
    def less(self) -> tuple[Family, ...]:
        """Give the families that made listing less likely, largest first, five at most."""
        found = [family for family in self.families if family.points < 0]
        return tuple(sorted(found, key=lambda f: (f.points, f.code))[:MOST_SHOWN])

    @property
    def rest(self) -> tuple[Family, ...]:
        """Give the families that are not named on the page."""
        named = {family.code for family in (*self.more, *self.less)}
        return tuple(family for family in self.families if family.code not in named)


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What is usual tonight: the matrix of the cohort, and what its features mean."""

    matrix: pd.DataFrame
    features: Mapping[str, FeatureSpec]
    coverage: Coverage
    as_of_date: date


def round_to_sum(values: Sequence[float], total: int) -> list[int]:
    """Round numbers so that they add up to a whole number (largest remainder).

    Args:
        values: numbers whose sum is within one of `total` for each of them.
        total: what the rounded numbers must add up to.
    """
    rounded = [math.floor(value) for value in values]
    left = total - sum(rounded)
    order = sorted(range(len(values)), key=lambda i: (-(values[i] - rounded[i]), i))
    if not 0 <= left <= len(values):
        raise ExplanationError(
            "Points cannot be rounded so that they add up.",
            where="reasons of a listed record",
            expected=f"a remainder between 0 and {len(values)}",
            found=f"{left}",
            next_step="check that the contributions of the record add up to its score",
        )
    for index in order[:left]:
        rounded[index] += 1
    return rounded


def work_out_points(
    score: pd.Series | None,
    contributions: pd.DataFrame,
    *,
    features: Mapping[str, FeatureSpec],
) -> Points:
    """Put a record's contributions into families of whole points.

    Args:
        score: the record's row of SCORES; None if it has none.
        contributions: its rows of CONTRIBUTIONS.
        features: every feature by name.

    Raises:
        ExplanationError: the contributions do not give the score, or a feature has no words.
    """
    if score is None:
        raise ExplanationError(
            "A record listed by a model has no score.",
            where="dataset scores",
            expected="a score and contributions for each record the model listed",
            found="none for one listed record",
            next_step="score the cohort again, then make the list again",
        )
    gap = abs(score["base_value"] + contributions["contribution"].sum() - score["score"])
    without_words = sorted(
        name
        for name in contributions["feature"]
        if name not in features and not name.startswith(_HAS_RECORD)
    )
    if not bool(score["adds_up"]) or gap > TOLERANCE or without_words:
        raise ExplanationError(
            "The reasons for a listed record cannot be shown.",
            where="datasets scores and contributions",
            expected="contributions that add up to the score, each of a feature that has words",
            found=f"a difference of {gap:.2g}; features without words: {without_words or 'none'}",
            next_step="do not list the record; check the model version and its explanation",
        )
    rows = contributions.assign(family=[_family(n, features) for n in contributions["feature"]])
    groups = [(family, group) for family, group in rows.groupby("family", sort=True)]
    sums = [POINTS_PER_LOG_ODD * float(group["contribution"].sum()) for _, group in groups]
    average = round(POINTS_PER_LOG_ODD * float(score["base_value"]))
    total = average + round(sum(sums))
    points = round_to_sum(sums, total - average)
    families = []
    for (family, group), whole in zip(groups, points, strict=True):
        sign = 1 if whole >= 0 else -1
        strongest = group.assign(pull=group["contribution"] * sign).sort_values(
            ["pull", "feature"], ascending=[False, True], kind="stable"
        )
        families.append(
            Family(
                code=str(family),
                title=_title(str(family), features),
                points=whole,
                factors=len(group),
                feature=str(strongest["feature"].iloc[0]),
                value=float(strongest["value"].iloc[0]),
            )
        )
    return Points(average=average, total=total, families=tuple(families))


def say_why(
    points: Points,
    record: Record,
    numbering: Numbering,
    *,
    usual: Usual,
    supply: Supply,
    line: int,
) -> Why:
    """Say why the model listed a record: bars for and against, and the sum.

    Args:
        points: see `work_out_points`.
        record: the record.
        numbering: its entries with their numbers.
        usual: what is usual tonight.
        supply: who supplied what.
        line: points of the lowest record on tonight's list.
    """
    longest = max([abs(f.points) for f in (*points.more, *points.less)], default=1)

    def reason(family: Family) -> Reason:
        title, comparison = _say(family, usual, supply)
        return Reason(
            title=title,
            comparison=comparison,
            entries=numbering.links(entries_behind(record, family)),
            points=family.points,
            bar=bar(abs(family.points) / longest),
        )

    return Why(
        intro=f"{case.WHY_MODEL} {caveats.BARS}",
        more_heading=case.MORE_LIKELY,
        more=tuple(reason(family) for family in points.more),
        less_heading=case.LESS_LIKELY,
        less_note="",
        less=tuple(reason(family) for family in points.less),
        less_none="" if points.less else case.NOTHING_LESS,
        cannot_tell=(),
        sum_lines=_sum_lines(points, line),
        method=case.METHOD,
        has_bars=True,
    )


def entries_behind(record: Record, family: Family) -> list[str]:
    """Give the event ids behind the factor a reason names."""
    rows = record.feature_entries
    if rows.empty:
        return []
    return list(rows.loc[rows["feature"] == family.feature, "event_id"])


def main_reason(points: Points, usual: Usual, supply: Supply) -> str:
    """Give the largest reason in words, for the list page."""
    return _say(points.more[0], usual, supply)[0] if points.more else case.NO_ENTRIES_BEHIND


def _family(name: str, features: Mapping[str, FeatureSpec]) -> str:
    return _HAS_RECORD if name.startswith(_HAS_RECORD) else features[name].group.code


def _title(family: str, features: Mapping[str, FeatureSpec]) -> str:
    if family == _HAS_RECORD:
        return case.HAS_RECORD_FAMILY
    return next(f.group.title for f in features.values() if f.group.code == family)


def _say(family: Family, usual: Usual, supply: Supply) -> tuple[str, str]:
    """Say what the record shows for the main factor of a family, and what is usual."""
    together = case.in_family(family.title, family.factors)
    if family.feature.startswith(_HAS_RECORD):
        code = family.feature.removeprefix(_HAS_RECORD)
        if not family.value and not supply.has_data(code):
            return case.not_told(supply.name(code)), case.NOT_TOLD_WHY
        return case.has_record(supply.name(code), has=bool(family.value)), together
    spec = usual.features[family.feature]
    if family.value == spec.absent and not spec.can_tell(usual.coverage, usual.as_of_date):
        return case.not_told(spec.plain_name), case.NOT_TOLD_WHY
    values = usual.matrix[spec.name]
    if spec.unit == "index":
        return case.level(spec.plain_name, family.value, _middle(values)), together
    return spec.say(family.value).rstrip("."), f"{_compare(spec, values)} {together}"


def _compare(spec: FeatureSpec, values: pd.Series) -> str:
    """Say what is usual among tonight's records; worked out every night, never typed in."""
    cohort = len(values)
    if spec.unit == "yes or no":
        return case.usual_yes(int((values != 0).sum()), cohort)
    is_none: Any = values == spec.absent
    if spec.absent == 0 and is_none.mean() > 0.5:
        return case.usual_none(cohort)
    middle = _middle(values)
    if spec.unit in ("share", "days") or spec.sentence.fewer_many:
        days = " days" if spec.unit == "days" else ""
        return case.usual_level(cohort, spec.show(middle).replace("-", "−") + days)
    return case.usual_count(cohort, spec.show(middle))


def _middle(values: pd.Series) -> float:
    return float(values.quantile(0.5, interpolation="higher"))


def _sum_lines(points: Points, line: int) -> tuple[SumLine, ...]:
    more, less, rest = points.more, points.less, points.rest
    parts = [(case.AVERAGE, plain_points(points.average))]
    if more:
        parts.append((case.more_reasons(len(more)), signed(sum(f.points for f in more))))
    if less:
        parts.append((case.less_reasons(len(less)), signed(sum(f.points for f in less))))
    if rest:
        are_small = all(f.points == 0 for f in rest)
        label = case.other_factors(len(rest), all_under_one=are_small)
        parts.append((label, signed(sum(f.points for f in rest))))
    return (
        *(SumLine(label=label, value=value, role="part") for label, value in parts),
        SumLine(label=case.THIS_RECORD, value=plain_points(points.total), role="total"),
        SumLine(label=case.LINE, value=plain_points(line), role="other"),
    )
