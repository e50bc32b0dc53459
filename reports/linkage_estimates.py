"""How many links are wrong, and how many were not found: sections of the linkage report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from core.disclosure import SUPPRESSION_THRESHOLD
from reports.context import Figure, Row, Section
from reports.linkage_charts import Band, Ranged, calibration_chart, range_chart
from reports.small_numbers import find_hidden
from reports.wording import linkage as words
from reports.wording.basics import listed, number

if TYPE_CHECKING:
    from reports.inputs import SiteInputs

_SOURCES = ("truth", "clerical", "queue")
_MEASURES = ("false_links", "missed_links")
_GROUPS = ("sex", "age", "address", "ethnicity")
_AGES = ("under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")
# Half of a range above 10 points tells too little to compare (the page design, section 4.3).
_WIDEST_HALF_RANGE = 0.10


def build_estimates(inputs: SiteInputs) -> tuple[Section, ...]:
    """Give a section for each source of estimates; without any, one that says it cannot be told.

    Args:
        inputs: the night.
    """
    quality = inputs.linkage_quality
    sources = [source for source in _SOURCES if (quality["source"] == source).any()]
    sections = tuple(_section(source, quality[quality["source"] == source]) for source in sources)
    if {"truth", "clerical"}.isdisjoint(sources):
        return (
            Section(
                anchor="estimates",
                heading=words.NO_ESTIMATE,
                paragraphs=(words.NO_ESTIMATE_WHY,),
            ),
            *sections,
        )
    return sections


def headline(inputs: SiteInputs, measure: str) -> str | None:
    """Give the share of all for the numbers at the top: by the truth, else by decisions.

    None where it cannot be told.

    Args:
        inputs: the night.
        measure: false_links or missed_links.
    """
    quality = inputs.linkage_quality
    for source in ("truth", "clerical"):
        row = _overall(quality[quality["source"] == source], measure)
        if row is not None and _may_show(row):
            return words.share(row.share)
    return None


def _section(source: str, rows: pd.DataFrame) -> Section:
    overall = {measure: _overall(rows, measure) for measure in _MEASURES}
    say = words.queue_measured if source == "queue" else words.measured
    found = [
        say(measure, row.share if row is not None and _may_show(row) else None)
        for measure, row in overall.items()
    ]
    figures = tuple(
        figure
        for measure in (_MEASURES if source != "queue" else ())
        for groups in (_GROUPS[:3], _GROUPS[3:])
        if (figure := _figure(source, rows[rows["measure"] == measure], measure, groups))
    )
    return Section(
        anchor=f"from-{source}",
        heading=f"{words.SOURCES[source]}: {listed(found)}",
        paragraphs=(words.WHAT_SOURCES[source],),
        rows=tuple(
            Row(
                label=words.MEASURES[measure],
                value=words.with_range(row.low, row.high, int(row.n))
                if row is not None and _may_show(row)
                else words.CANNOT_TELL,
            )
            for measure, row in overall.items()
        ),
        figures=figures,
        closing=(words.WHAT_CANNOT_TELL_MEANS, *([words.RANGE_MEANS] if figures else [])),
    )


def _overall(rows: pd.DataFrame, measure: str) -> Any | None:
    own = rows[(rows["measure"] == measure) & (rows["group"] == "all")]
    return next(own.itertuples(index=False), None)


def _may_show(row: Any) -> bool:
    return bool(row.n >= SUPPRESSION_THRESHOLD and not pd.isna(row.share))


def _figure(
    source: str, rows: pd.DataFrame, measure: str, groups: tuple[str, ...]
) -> Figure | None:
    """Draw the shares of some groups; none where nothing was measured by them."""
    overall = _overall(rows, measure)
    shown = [(row, is_hidden) for group in groups for row, is_hidden in _of_group(rows, group)]
    if not shown:
        return None
    whole = overall if overall is not None and _may_show(overall) else None
    compared = [_compare(row, whole, is_hidden=is_hidden) for row, is_hidden in shown]
    higher = [
        words.group_value(row.group, row.value)
        for (row, _), said in zip(shown, compared, strict=True)
        if said == words.HIGHER
    ]
    finding = words.groups_finding(measure, higher)
    picture = range_chart(
        [_ranged(row, is_hidden=is_hidden) for row, is_hidden in shown],
        name=f"{source}-{measure.replace('_', '-')}-{groups[0]}",
        overall=None if whole is None else whole.share,
        title=finding,
        description=words.MEASURE_WHAT[measure],
        x_label=words.MEASURE_AXIS[measure],
    )
    table = [
        _row(row, said, is_hidden=is_hidden)
        for (row, is_hidden), said in zip(shown, compared, strict=True)
    ]
    if overall is not None:
        table.insert(0, _row(overall, "–", is_hidden=0 < overall.n < SUPPRESSION_THRESHOLD))
    return Figure(
        finding=finding,
        what=words.MEASURE_WHAT[measure],
        picture=picture,
        caption=f"{words.MEASURES[measure]}, by {listed([words.GROUPS[g].lower() for g in groups])}",
        head=words.GROUP_HEAD,
        rows=tuple(table),
    )


def _of_group(rows: pd.DataFrame, group: str) -> list[tuple[Any, bool]]:
    """Give the values of a group, and which are not shown since few pairs are behind them."""
    own = rows[rows["group"] == group]
    order = own["value"].map({age: place for place, age in enumerate(_AGES)}).fillna(len(_AGES))
    own = own.assign(_last=own["value"] == "not known", _order=order)
    own = own.sort_values(["_last", "_order", "value"], kind="stable")
    hidden = find_hidden([[int(n)] for n in own["n"]])
    return [(row, (place, 0) in hidden) for place, row in enumerate(own.itertuples(index=False))]


def _compare(row: Any, whole: Any | None, *, is_hidden: bool) -> str:
    """Compare a group with all records, in one of the fixed words of the page design."""
    if is_hidden:
        return words.TOO_FEW
    if whole is None or not _may_show(row):
        return words.CANNOT_TELL
    if row.low > whole.share:
        return words.HIGHER
    if row.high < whole.share:
        return words.LOWER
    is_wide = (row.high - row.low) / 2 > _WIDEST_HALF_RANGE
    return words.UNCERTAIN if is_wide else words.NO_DIFFERENCE


def _ranged(row: Any, *, is_hidden: bool) -> Ranged:
    name = words.group_value(row.group, row.value)
    if is_hidden or pd.isna(row.share):
        return Ranged(name, None, 0, 0, words.TOO_FEW if is_hidden else words.CANNOT_TELL)
    return Ranged(name, row.share, row.low, row.high)


def _row(row: Any, compared: str, *, is_hidden: bool) -> tuple[str, ...]:
    name = words.group_value(row.group, row.value)
    if is_hidden:
        return (name, words.NOT_SHOWN, words.TOO_FEW, "–", compared)
    if pd.isna(row.share):
        return (name, number(int(row.n)), words.CANNOT_TELL, "–", compared)
    ends = words.range_of(row.low, row.high)
    return (name, number(int(row.n)), words.share(row.share), ends, compared)


# --- chances -----------------------------------------------------------------------------------


def build_chances(inputs: SiteInputs) -> Section:
    """Say if the chances that linkage works out are what is so.

    Args:
        inputs: the night.
    """
    rows = list(inputs.linkage_calibration.itertuples(index=False))
    told = [row for row in rows if row.pairs >= SUPPRESSION_THRESHOLD and not pd.isna(row.observed)]
    finding = words.chances_finding(sum(map(_holds, told)), len(told))
    if not told:
        return Section(anchor="chances", heading=finding, paragraphs=(words.CHANCES_NONE_WHY,))
    figure = Figure(
        finding=words.chances_off([_span(row) for row in told if not _holds(row)]),
        what=words.CHANCES_WHAT,
        picture=calibration_chart(
            [Band(row.expected, row.observed, row.low, row.high) for row in told],
            title=finding,
            description=words.CHANCES_WHAT,
            x_label=words.CHANCES_X,
            y_label=words.CHANCES_Y,
        ),
        caption=words.CHANCES_CAPTION,
        head=words.CHANCES_HEAD,
        rows=tuple(_band(row) for row in rows),
    )
    return Section(anchor="chances", heading=finding, figures=(figure,))


def _holds(row: Any) -> bool:
    return bool(row.low <= row.expected <= row.high)


def _span(row: Any) -> str:
    return f"{words.chance(row.from_probability)} to {words.chance(row.to_probability)} in 100"


def _band(row: Any) -> tuple[str, ...]:
    span = _span(row)
    if 0 < row.pairs < SUPPRESSION_THRESHOLD:
        return (span, words.NOT_SHOWN, words.chance(row.expected), words.TOO_FEW, "–")
    pairs = number(int(row.pairs))
    if pd.isna(row.observed):
        return (span, pairs, words.chance(row.expected), words.CANNOT_TELL, "–")
    ends = f"{words.chance(row.low)} to {words.chance(row.high)}"
    return (span, pairs, words.chance(row.expected), words.chance(row.observed), ends)
