"""What a feature is: a mask that names entries, what is worked out from them, and its words.

The mask that a feature counts by is the mask that finds the entries a page points to, so a
number on a page and the entries below it cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.vocabulary import Capability
from features.coverage import REPORTING_AGENCIES, window_start

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from features.coverage import Coverage

Aspect = Literal["child", "response", "visibility"]
Unit = Literal["entries", "agencies", "persons", "days", "share", "index", "yes or no"]

COUNT = "count(*) FILTER (WHERE {entries})"
DAYS_SINCE = "min(-day) FILTER (WHERE {entries})"


@dataclass(frozen=True)
class FeatureGroup:
    """A family of features, as a page heads it."""

    code: str
    title: str
    question: str  # what the features of this family answer


@dataclass(frozen=True)
class Sentence:
    """Words for a value: `{value}` stands for the number; a value is never left unsaid."""

    none: str  # for the value that absence has
    one: str
    many: str
    fewer_one: str = ""  # for -1, where a value can fall below zero
    fewer_many: str = ""


@dataclass(frozen=True, kw_only=True)
class FeatureSpec:
    """One feature: what it counts, what absence means, and how a page says it.

    `entries` is a condition on the columns of `features.entries`; the window is added to it.
    `value` is what is worked out from those entries, with `{entries}` for the whole condition.
    """

    name: str
    group: FeatureGroup
    plain_name: str
    sentence: Sentence
    unit: Unit
    window_days: int
    direction: Literal[-1, 0, 1]  # +1: a higher value can only raise the score
    aspect: Aspect
    absent: float
    absence: str  # what it means that there is nothing to count
    source: str
    entries: str
    value: str = COUNT
    needs: tuple[Capability, ...] = ()

    @property
    def is_count(self) -> bool:
        """Say whether the value is the number of entries found."""
        return self.value == COUNT

    @property
    def in_window(self) -> str:
        """Give the whole condition: the mask, inside the window that ends on the as-of date."""
        return f"({self.entries}) AND day <= 0 AND day > -{self.window_days}"

    @property
    def sql(self) -> str:
        """Give the value as SQL over one person's entries; never null."""
        value = self.value.replace("{entries}", self.in_window)
        return f"coalesce(CAST({value} AS DOUBLE), {float(self.absent)})"

    def can_tell(self, coverage: Coverage, as_of_date: date) -> bool:
        """Say whether some agency can record what this needs, over the whole window."""
        start = window_start(as_of_date, self.window_days)
        known = coverage.as_known_on(as_of_date)
        return all(known.agencies_that_can(c, start=start, end=as_of_date) for c in self.needs)

    def say(self, value: float) -> str:
        """Give the value as a sentence for a page.

        Args:
            value: the value of this feature in the matrix.
        """
        if value == self.absent:
            return self.sentence.none
        if value < 0:
            words = self.sentence.fewer_one if value == -1 else self.sentence.fewer_many
            return words.replace("{value}", self.show(-value))
        words = self.sentence.one if value == 1 else self.sentence.many
        return words.replace("{value}", self.show(value))

    def show(self, value: float) -> str:
        """Give the number as a page writes it: a count, a percentage, or two decimals."""
        if self.unit == "share":
            return f"{value:.0%}"
        return f"{value:.2f}" if self.unit == "index" else f"{value:,.0f}"


def counting(
    group: FeatureGroup, *, aspect: Aspect, direction: Literal[-1, 0, 1] = 1
) -> Callable[..., FeatureSpec]:
    """Give a maker of count features for one family, where absence is a count of nothing.

    Args:
        group: the family.
        aspect: what the features of this maker tell about.
        direction: +1, 0 or -1; see `FeatureSpec`.
    """

    def make(
        thing: str, window_days: int, *, plain_name: str, one: str, many: str, **said: object
    ) -> FeatureSpec:
        period = in_words(window_days)
        parts: dict[str, object] = {
            "absence": "no such entry is recorded",
            "absent": 0.0,
            "unit": "entries",
            "direction": direction,
            "aspect": aspect,
            **said,
        }
        return FeatureSpec(
            name=f"{thing}_count_{window_days}d",
            group=group,
            plain_name=f"{plain_name}, {period}",
            window_days=window_days,
            sentence=Sentence(
                none=f"No {one} is recorded in the last {period}.",
                one=f"1 {one} is recorded in the last {period}.",
                many=f"{{value}} {many} are recorded in the last {period}.",
            ),
            **parts,  # type: ignore[arg-type]  # checked by the dataclass's own fields and tests
        )

    return make


def in_words(days: int) -> str:
    """Give a window as a reader says it: 12 months rather than 365 days."""
    return {365: "12 months", 730: "2 years"}.get(days, f"{days} days")


def distinct(column: str) -> str:
    """Give the value "how many different ones"; entries without one are left out."""
    return f"count(DISTINCT {column}) FILTER (WHERE {{entries}})"


def share(part: str) -> str:
    """Give the value "share of the entries that …"; null, so absent, if there is no entry."""
    return (
        f"count(*) FILTER (WHERE {{entries}} AND ({part})) "
        "/ nullif(count(*) FILTER (WHERE {entries}), 0)"
    )


def per_agency(column: str = "agency") -> tuple[str, ...]:
    """Give, for each agency, how many of the entries are its own."""
    return tuple(
        f"count(*) FILTER (WHERE {{entries}} AND {column} = '{agency}')"
        for agency in REPORTING_AGENCIES
    )
