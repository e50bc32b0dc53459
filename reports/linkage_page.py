"""How records were put together, and how well, for the data team: the linkage report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from core.disclosure import suppress
from linkage.review import SENTENCES
from reports.context import Fact, Figure, Link, Row, Section
from reports.frame import make_frame
from reports.linkage_charts import Parts, parts_chart
from reports.linkage_context import LinkagePage
from reports.linkage_counts import WAYS, counts_to_show, linked_records
from reports.linkage_estimates import build_chances, build_estimates, headline
from reports.linkage_settings import build_never, build_refused, build_settings
from reports.small_numbers import find_hidden
from reports.supply import Supply
from reports.wording import linkage as words
from reports.wording.basics import number
from reports.wording.pages import as_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.inputs import SiteInputs

_CONTENTS = (
    ("ways", "How records were matched"),
    ("estimates", "Wrong links, and links not found"),
    ("chances", "Chances beside the truth"),
    ("queue", "Pairs to look at"),
    ("changes", "References that changed"),
    ("settings", "Settings and weights"),
    ("never", "What keeps records apart"),
    ("refused", "What was refused"),
)


# Not counted from `person_changes`: what became of restricted persons is not in it, and the
# difference from the number of persons would tell how many they are.
_CHANGES = {
    "merged": "references_merged", "split": "references_split", "new": "person_ids_new",
}  # fmt: skip


def build_context(inputs: SiteInputs) -> LinkagePage:
    """Gather what the linkage report says.

    Args:
        inputs: the night.
    """
    linked = linked_records(inputs)
    estimates = build_estimates(inputs)
    sections = (
        *([_ways(inputs, linked)] if len(linked) else []),
        *estimates,
        build_chances(inputs),
        _queue(inputs),
        _changes(inputs),
        build_settings(inputs),
        build_never(inputs),
        build_refused(inputs),
    )
    anchors = {section.anchor for section in sections}
    return LinkagePage(
        frame=make_frame(inputs, title=words.TITLE, section="run"),
        lead=_lead(inputs, linked),
        about=words.ABOUT,
        facts=_facts(inputs, linked) if len(linked) else (),
        contents=tuple(
            Link(text=text, href=f"#{anchor}")
            for name, text in _CONTENTS
            for anchor in [estimates[0].anchor if name == "estimates" else name]
            if anchor in anchors
        ),
        sections=sections,
    )


def _lead(inputs: SiteInputs, linked: pd.DataFrame) -> str:
    if linked.empty:
        return words.NOT_YET
    persons = inputs.links_summary.get("persons", 0)
    return words.lead(int(linked["n"].sum()), persons, linked["agency"].nunique())


def _facts(inputs: SiteInputs, linked: pd.DataFrame) -> tuple[Fact, ...]:
    counts = counts_to_show(inputs)
    wrong, not_found = (headline(inputs, measure) for measure in ("false_links", "missed_links"))
    return (
        _fact(number(int(linked["n"].sum())), "records of people"),
        _fact(suppress(counts.get("persons", 0)), "persons"),
        _fact(suppress(counts["needs_check"]), "records to check that it is the right child"),
        _fact(suppress(counts["pairs_to_look_at"]), "pairs to look at"),
        _fact(wrong, "links are wrong"),
        _fact(not_found, "links were not found"),
    )


def _fact(value: str | None, label: str) -> Fact:
    is_word = value is None or " " in value
    return Fact(value=words.CANNOT_TELL if value is None else value, label=label, is_word=is_word)


# --- ways --------------------------------------------------------------------------------------


def _ways(inputs: SiteInputs, linked: pd.DataFrame) -> Section:
    """Say by agency what put its records with their persons."""
    supply = Supply(inputs.agencies, inputs.coverage, inputs.as_of_date)
    agencies = sorted(set(linked["agency"]), key=lambda code: (supply.order(code), code))
    counts = linked.groupby(["agency", "matched_by"])["n"].sum()
    checks = linked[linked["needs_check"].astype("bool")].groupby("agency")["n"].sum()
    table = [[int(counts.get((code, way), 0)) for way in WAYS] for code in agencies]
    to_check = [int(checks.get(code, 0)) for code in agencies]
    names = [as_label(supply.name(code)) for code in agencies]
    by_way = [sum(column) / int(linked["n"].sum()) for column in zip(*table, strict=True)]
    return Section(
        anchor="ways",
        heading=words.ways_finding(by_way[WAYS.index("identifier")], 1 - by_way[-1]),
        figures=(_ways_figure(names, table, to_check),),
        closing=words.WAYS_CLOSING,
    )


def _ways_figure(names: list[str], table: list[list[int]], to_check: list[int]) -> Figure:
    hidden, hidden_checks = find_hidden(table), find_hidden([[count] for count in to_check])
    rows, bars, alone = [], [], {}
    for r, (name, counts) in enumerate(zip(names, table, strict=True)):
        total = sum(counts)
        shown = [n if (r, c) not in hidden else None for c, n in enumerate(counts)]
        cells = [_cell(n, total) for n in shown]
        check = words.NOT_SHOWN if (r, 0) in hidden_checks else number(to_check[r])
        rows.append((name, number(total), *cells, check))
        bars.append(Parts(name, tuple((n or 0) / total for n in shown)))
        if shown[-1] is not None:
            alone[name] = shown[-1] / total
    finding = _agency_finding(alone)
    return Figure(
        finding=finding,
        what=words.WAYS_WHAT,
        picture=parts_chart(
            bars,
            tuple(words.WAYS.values()),
            title=finding,
            description=words.WAYS_DESCRIPTION,
        ),
        caption=words.WAYS_CAPTION,
        head=words.WAYS_HEAD,
        rows=tuple(rows),
    )


def _agency_finding(alone: Mapping[str, float]) -> str:
    """Name the agency with most records that stand alone, of those whose number is shown."""
    most = max(alone, key=lambda name: alone[name], default="")
    return words.agency_finding(most, alone[most]) if most else words.WAYS_BY_AGENCY


def _cell(count: int | None, total: int) -> str:
    if count is None:
        return words.NOT_SHOWN
    return f"{number(count)} ({100 * count / total:.0f} in 100)" if count else number(count)


# --- queue and changes -------------------------------------------------------------------------


def _queue(inputs: SiteInputs) -> Section:
    """Say how many pairs wait for somebody's look, why, and how to work them."""
    rows = inputs.clerical_counts
    reasons = [why for why in SENTENCES if (rows["why"] == why).any()]
    reasons += sorted(set(rows["why"]) - set(SENTENCES))
    table = [
        [
            int(
                rows.loc[
                    (rows["why"] == why) & (rows["is_linked"].astype("bool") == is_so), "n"
                ].sum()
            )
            for is_so in (True, False)
        ]
        for why in reasons
    ]
    pairs = sum(map(sum, table))
    # Only the sum of all is shown, so that the cells are one line.
    hidden = find_hidden([[n for row in table for n in row]])
    return Section(
        anchor="queue",
        heading=words.queue_finding(suppress(pairs)) if pairs else words.QUEUE_EMPTY,
        caption=words.QUEUE_CAPTION,
        head=words.QUEUE_HEAD,
        table=tuple(
            (
                as_label(why),
                SENTENCES.get(why, "–"),
                *(
                    words.NOT_SHOWN if (0, 2 * r + c) in hidden else number(n)
                    for c, n in enumerate(row)
                ),
            )
            for r, (why, row) in enumerate(zip(reasons, table, strict=True))
        ),
        closing=words.QUEUE_HOW if pairs else (),
    )


def _changes(inputs: SiteInputs) -> Section:
    """Say how many references were put together, taken apart or given tonight."""
    counts = {what: inputs.links_summary.get(name, 0) for what, name in _CHANGES.items()}
    heading = words.changes_finding(suppress(counts["merged"]), suppress(counts["split"]))
    return Section(
        anchor="changes",
        heading=heading if any(counts.values()) else words.CHANGES_NONE,
        rows=tuple(
            Row(label=label, value=suppress(counts[what])) for what, label in words.CHANGES.items()
        ),
        closing=(words.CHANGES_CLOSING,),
    )
