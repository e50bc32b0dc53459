"""By what settings records were put together, in plain words: sections of the linkage report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.disclosure import suppress
from linkage.comparisons import COMPARISONS
from linkage.predict import level_weight, prior_weight
from linkage.settings import (
    CHECK_BELOW,
    LINK_THRESHOLD,
    MOST_RECORDS_OF_ONE_CHILD,
    MOST_RECORDS_OF_ONE_KEY,
    RESTRICTION_THRESHOLD,
)
from reports.context import Row, Section
from reports.linkage_counts import counts_to_show
from reports.wording import linkage as words
from reports.wording import pages as page_words
from reports.wording.basics import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.inputs import SiteInputs

_REFUSED = ("kept_apart_by_cluster_too_large", "records_all_alike", "identifiers_overused")


def build_settings(inputs: SiteInputs) -> Section:
    """Give where the lines are drawn, and what each comparison weighs.

    Args:
        inputs: the night.
    """
    parameters = inputs.linkage_parameters
    lines = (
        Row(label="Put together from a chance of", value=_of_100(LINK_THRESHOLD)),
        Row(label="“Check it’s the right child” below", value=_of_100(CHECK_BELOW)),
        Row(
            label="Treated as restricted from a chance of",
            value=f"{_of_100(RESTRICTION_THRESHOLD)} that it is somebody on the restrictions list",
        ),
        Row(label="Most records of one child", value=number(MOST_RECORDS_OF_ONE_CHILD)),
        Row(label="Most records that share a key", value=number(MOST_RECORDS_OF_ONE_KEY)),
    )
    if not parameters:
        return Section(anchor="settings", heading=words.SETTINGS_NONE, rows=lines)
    version = str(parameters["version"])
    return Section(
        anchor="settings",
        heading=words.settings_finding(_of_100(LINK_THRESHOLD), version),
        paragraphs=(*words.WEIGHTS_MEAN, *_told(parameters, "source")),
        rows=lines,
        is_folded=True,
        caption=words.WEIGHTS_CAPTION,
        head=words.WEIGHTS_HEAD,
        table=tuple(_weights(parameters)),
    )


def _of_100(chance: float) -> str:
    return f"{words.chance(chance)} in 100"


def _weights(parameters: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give a row for each level of each comparison that the settings hold, as both name them."""
    prior = parameters["probability_two_random_records_match"]
    yield (
        words.BEFORE_COMPARING, "–", "–", words.one_in(prior),
        _signed(prior_weight(dict(parameters))), *(_told(parameters, "reason") or ["–"]),
    )  # fmt: skip
    for comparison in COMPARISONS:
        levels = parameters["comparisons"].get(comparison.name, {})
        for level in comparison.levels:
            if level.code in levels:
                said = levels[level.code]
                yield (
                    comparison.label, level.label, words.one_in(said["m"]),
                    words.one_in(said["u"]), _signed(level_weight(said)), _source(said),
                )  # fmt: skip


def _signed(weight: float) -> str:
    return f"{weight:+.1f}".replace("-", "−")


def _source(level: Mapping[str, Any]) -> str:
    source = words.FROM.get(str(level.get("from")), "–")
    reasons = _told(level, "reason") if level.get("from") == "reviewed" else []
    return ": ".join([source, *reasons])


def _told(document: Mapping[str, Any], name: str) -> list[str]:
    """Give a text of the document, or nothing: a night needs only its numbers."""
    return [str(document[name])] if document.get(name) else []


def build_never(inputs: SiteInputs) -> Section:
    """Say what is never put together on details, and how often that kept pairs apart tonight.

    Args:
        inputs: the night.
    """
    apart = {
        name: count
        for name, count in counts_to_show(inputs).items()
        if name.startswith("kept_apart_by_") and name not in _REFUSED
    }
    return Section(
        anchor="never",
        heading=words.NEVER,
        paragraphs=(words.NEVER_INTRO,),
        bullets=words.NEVER_BULLETS,
        rows=tuple(
            Row(label=page_words.LINKED.get(name, page_words.as_label(name)), value=suppress(count))
            for name, count in apart.items()
        ),
    )


def build_refused(inputs: SiteInputs) -> Section:
    """Say what was not used or not put together since too many records share it.

    Args:
        inputs: the night.
    """
    counts = counts_to_show(inputs)
    refused = sum(counts.get(name, 0) for name in _REFUSED)
    return Section(
        anchor="refused",
        heading=words.REFUSED_SOME if refused else words.REFUSED_NONE,
        rows=tuple(
            Row(label=label, value=suppress(counts[name]))
            for name, label in words.REFUSED.items()
            if name in counts
        ),
        closing=(words.REFUSED_CLOSING,),
    )
