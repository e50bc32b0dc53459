"""What ran, on which files, what was set aside, what changed on the list, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.feeds import RESTRICTIONS
from core.disclosure import SUPPRESSION_THRESHOLD, suppress
from models.review_list import LEFT_BECAUSE
from reports.charts import NightBar, night_bars
from reports.checks_page import letter_link
from reports.context import FeedLine, Figure, FindingLine, Row, RunPage, StepLine, Tag
from reports.findings import changes_only, current_findings, refused_after
from reports.frame import make_frame, model_version
from reports.inputs import PastNight
from reports.linkage_counts import counts_to_show
from reports.review_list import last_published
from reports.supply import Supply, title_of
from reports.wording import findings as finding_words
from reports.wording import pages as words
from reports.wording.basics import as_day, day, month, number, short_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import pandas as pd

    from reports.agency_letter import Letters
    from reports.findings import Finding
    from reports.inputs import SiteInputs

MOST_NIGHTS = 14


def build_context(inputs: SiteInputs, letters: Letters) -> RunPage:
    """Gather what the run page says.

    Args:
        inputs: the night.
        letters: what the letters of the night are written from.
    """
    supply = Supply(inputs.agencies, inputs.coverage, inputs.as_of_date)
    outcome = inputs.outcome
    is_held = outcome.code == "held"
    text, colour = words.OUTCOMES[outcome.code]
    total = len(inputs.review_list)
    first = outcome.reasons[0].headline if outcome.reasons else ""
    return RunPage(
        frame=make_frame(inputs, title=f"Nightly run, {inputs.run_at}", section="run"),
        heading=inputs.run_at,
        outcome=Tag(text=text, colour=colour),
        lead=words.held_lead(first, last_published(inputs))
        if is_held
        else words.run_lead(total, len(outcome.reasons)),
        notices_heading=words.WHAT_TO_DO if is_held else words.NEEDS_ATTENTION,
        notices=outcome.reasons,
        next_steps=outcome.next_steps,
        steps=tuple(_step(step.name, step.status, step.sentence) for step in inputs.steps),
        nights=_nights(inputs),
        findings=tuple(_finding(o, supply) for o in _current(inputs) if o.kind != "cannot_tell"),
        findings_none=_no_finding(inputs),
        size_cannot_be_told=finding_words.size_cannot_be_told(
            [_named(o, supply) for o in _current(inputs) if o.kind == "cannot_tell"]
        ),
        feeds=_feeds(inputs),
        spellings=_spellings(inputs),
        letters=tuple(letter_link(code, supply, root="") for code in letters.agencies),
        changed=() if is_held else _changed(inputs),
        untested=_parts(inputs, inputs.untestable_clauses),
        partly_tested=_parts(inputs, inputs.partly_tested),
        untested_none=""
        if inputs.untestable_clauses or inputs.partly_tested or is_held
        else words.EVERY_PART_TESTED,
        not_used=_not_used(inputs),
        linked=tuple(
            Row(label=words.LINKED.get(name, words.as_label(name)), value=suppress(count))
            for name, count in counts_to_show(inputs).items()
        ),
        repeat=_repeat(inputs),
        files=tuple(
            (f"{row.agency}/{row.format}", short_day(as_day(row.received_date)), row.sha256)
            for row in _deliveries(inputs).itertuples(index=False)
        ),
    )


def _step(name: str, status: str, sentence: str) -> StepLine:
    text, colour = words.STEP_STATUS[status]
    return StepLine(name=name, what=sentence, tag=Tag(text=text, colour=colour))


# --- the last nights ---------------------------------------------------------------------------


def _nights(inputs: SiteInputs) -> Figure:
    tonight = PastNight(
        as_of_date=inputs.as_of_date,
        outcome=inputs.outcome.code,
        listed=len(inputs.review_list),
    )
    by_date = {night.as_of_date: night for night in (*inputs.previous_nights, tonight)}
    nights = [by_date[when] for when in sorted(by_date)][-MOST_NIGHTS:]
    bars = [_bar(night, is_first=index == 0) for index, night in enumerate(nights)]
    held = sum(night.outcome == "held" for night in nights)
    return Figure(
        finding=words.NIGHTS_FINDING,
        what=words.NIGHTS_WHAT,
        picture=night_bars(
            bars,
            title=words.NIGHTS_FINDING,
            description=words.nights_description(len(nights), held),
        ),
        caption=words.NIGHTS_CAPTION,
        head=("Night", "Result", "On the list"),
        rows=tuple(
            (
                day(night.as_of_date),
                words.OUTCOMES[night.outcome][0],
                "–" if night.outcome == "held" else suppress(night.listed),
            )
            for night in reversed(nights)
        ),
    )


def _bar(night: PastNight, *, is_first: bool) -> NightBar:
    has_month = is_first or night.as_of_date.day == 1
    label, below = str(night.as_of_date.day), month(night.as_of_date) if has_month else ""
    if night.outcome == "held":
        return NightBar(label, below, None, "held")
    if 0 < night.listed < SUPPRESSION_THRESHOLD:
        return NightBar(label, below, SUPPRESSION_THRESHOLD, "few")
    if night.outcome == "published":
        return NightBar(label, below, night.listed, "published")
    return NightBar(label, below, night.listed, "caution")


# --- what is unusual about deliveries ----------------------------------------------------------


def _current(inputs: SiteInputs) -> list[Finding]:
    """Give what may be said of tonight's deliveries; of the restrictions list, only a refusal."""
    return [
        one
        for one in changes_only(
            current_findings(inputs.delivery_findings, inputs.deliveries), inputs.deliveries
        )
        if one.agency != RESTRICTIONS or one.kind == "refused"
    ]


def _finding(one: Finding, supply: Supply) -> FindingLine:
    # What was found in the restrictions list may tell how long it is.
    may_tell = one.agency != RESTRICTIONS
    say = finding_words.sentence
    names = one.names
    return FindingLine(
        feed=_named(one, supply),
        received=short_day(one.received_date),
        tag=one.tag,
        what=finding_words.ended(one.what) if may_tell else words.NO_RESTRICTIONS[1],
        expected=say(one.expected) if may_tell else "–",
        found=say(one.found, names) if may_tell else finding_words.NOT_SHOWN,
        next_step=say(one.next_step) if may_tell else words.ASK_RESTRICTIONS,
    )


def _named(one: Finding, supply: Supply) -> str:
    return f"{words.as_label(supply.name(one.agency))}: {title_of(one.feed)}"


def _no_finding(inputs: SiteInputs) -> str:
    if inputs.delivery_findings is None:
        return finding_words.NOT_LOOKED_AT
    kinds = {one.kind for one in _current(inputs)}
    if kinds - {"cannot_tell"}:
        return ""
    return finding_words.NOTHING_ELSE_UNUSUAL if kinds else finding_words.NOTHING_UNUSUAL


def _spellings(inputs: SiteInputs) -> str:
    used = inputs.spellings_applied
    if used is None:
        return ""
    used = used[used["agency"] != RESTRICTIONS]
    return finding_words.spellings(len(used), int(used["rows"].sum()))


# --- files from agencies -----------------------------------------------------------------------


def _deliveries(inputs: SiteInputs) -> pd.DataFrame:
    supply = Supply(inputs.agencies, inputs.coverage, inputs.as_of_date)
    order = [supply.order(code) for code in inputs.deliveries["agency"]]
    return inputs.deliveries.assign(_order=order).sort_values(
        ["_order", "agency", "format", "received_date"], kind="stable"
    )


def _feeds(inputs: SiteInputs) -> tuple[FeedLine, ...]:
    """Give the newest delivery in use of each feed, and the agencies without one."""
    supply = Supply(inputs.agencies, inputs.coverage, inputs.as_of_date)
    tags = {feed: one.tag for feed, one in refused_after(_current(inputs)).items()}
    refused = {feed.partition("/")[0] for feed in tags}
    tags |= {n.feed: n.tag for n in reversed(inputs.outcome.reasons) if n.feed and n.tag}
    good = Tag(text=words.FEED_GOOD[0], colour=words.FEED_GOOD[1])
    newest = _deliveries(inputs).drop_duplicates(["agency", "format"], keep="last")
    lines = [
        _feed(row, inputs, supply, tags.get(f"{row.agency}/{row.format}", good))
        for row in newest.itertuples(index=False)
    ]
    sent = set(newest["agency"])
    of_agency = {feed.partition("/")[0]: tag for feed, tag in tags.items()}
    nothing = Tag(text=words.NO_DATA[0], colour=words.NO_DATA[1])
    lines += [
        FeedLine(
            agency=agency.name, format="–", received="–", current="–", latest="–", rows="–",
            set_aside="–", matched="–", tag=of_agency.get(agency.code, nothing),
            # A tag says that something is missing, or that what came was refused.
            note=words.NO_DATA[0] if agency.code in of_agency.keys() - refused else "",
        )
        for agency in inputs.agencies
        if agency.code not in sent
    ]  # fmt: skip
    return tuple(lines)


def _feed(row: Any, inputs: SiteInputs, supply: Supply, tag: Tag) -> FeedLine:
    counts = inputs.table_counts
    counts = counts[(counts["agency"] == row.agency) & (counts["format"] == row.format)]
    entries = inputs.chronology
    entries = entries[(entries["agency"] == row.agency) & (entries["format"] == row.format)]
    happened = entries.loc[entries["event_date"].dt.date <= inputs.as_of_date, "event_date"]
    if row.agency == RESTRICTIONS:
        return _uncounted(row, supply, tag)
    note = words.tables_missing(row.missing_tables) if row.missing_tables else ""
    if len(entries) and entries["recorded_date"].isna().all():
        note = " ".join(part for part in (note, words.by_received_date()) if part)
    return FeedLine(
        agency=words.as_label(supply.name(row.agency)),
        format=title_of(f"{row.agency}/{row.format}"),
        received=short_day(as_day(row.received_date)),
        current=short_day(as_day(row.current_as_of)),
        latest=short_day(as_day(happened.max())) if len(happened) else "–",
        rows=number(int(row.rows)),
        set_aside=number(int(counts["quarantined"].sum())) if len(counts) else "–",
        matched=_matched(entries),
        tag=tag,
        note=note,
    )


def _uncounted(row: Any, supply: Supply, tag: Tag) -> FeedLine:
    """Say that the restrictions list came, and nothing from which its length could be told."""
    return FeedLine(
        agency=words.as_label(supply.name(row.agency)),
        format=title_of(f"{row.agency}/{row.format}"),
        received=short_day(as_day(row.received_date)),
        current="–", latest="–", rows="–", set_aside="–", matched="–", tag=tag,
        note=words.NUMBERS_NOT_SHOWN,
    )  # fmt: skip


def _matched(entries: pd.DataFrame) -> str:
    """Give the share of entries put with other agencies' records by an identifier."""
    ways = entries["matched_by"].value_counts()
    together = int(sum(ways.get(way, 0) for way in ("identifier", "decision", "details")))
    return f"{ways.get('identifier', 0) / together:.0%}" if together else "–"


# --- what changed, what was not used, what is needed to repeat it ------------------------------


def _changed(inputs: SiteInputs) -> tuple[Row, ...]:
    """Say how many came and left; a small count hides those it could be worked out from."""
    total = len(inputs.review_list)
    new = int(inputs.review_list["is_new"].sum())
    stayed = total - new
    history = inputs.listing_history
    left = history[history["left_date"].dt.date == inputs.as_of_date]
    moves = {"New": new, "Still on the list": stayed, "Left the list": len(left)}
    # With the totals of two nights, each of the three gives the other two.
    if any(0 < count < SUPPRESSION_THRESHOLD for count in moves.values()):
        return tuple(Row(label=label, value=words.SMALL) for label in moves)
    rows = [Row(label=label, value=number(count)) for label, count in moves.items()]
    counts = left["left_because"].value_counts()
    parts = {code: int(counts.get(code, 0)) for code in LEFT_BECAUSE}
    if any(0 < count < SUPPRESSION_THRESHOLD for count in parts.values()):
        return (*rows, Row(label="Why they left", value=words.WITHHELD))
    rows += [
        Row(label=LEFT_BECAUSE[code].split(".")[0], value=number(count))
        for code, count in parts.items()
        if count
    ]
    return tuple(rows)


def _parts(inputs: SiteInputs, reasons: Mapping[str, str]) -> tuple[Row, ...]:
    """Name parts of the rule, each with the sentence said of it."""
    sentences = {clause.code: clause.sentence for clause in inputs.clauses}
    return tuple(Row(label=sentences[code], value=reason) for code, reason in reasons.items())


def _not_used(inputs: SiteInputs) -> tuple[Row, ...]:
    if inputs.dropped.empty:
        return ()
    counts = inputs.dropped.groupby("reason", sort=True)["rows"].sum()
    return tuple(
        Row(label=words.DROPPED.get(str(reason), words.as_label(str(reason))), value=suppress(rows))
        for reason, rows in counts.astype("int64").items()
    )


def _repeat(inputs: SiteInputs) -> tuple[Row, ...]:
    version = model_version(inputs)
    return (
        Row(label="Code", value=inputs.code_version),
        Row(label="Model", value=f"version {version}" if version else "none in use"),
        Row(label="Settings", value=f"sha256 {inputs.settings_hash}"),
        Row(label="As-of date", value=day(inputs.as_of_date)),
        Row(label="Input files", value=f"{len(inputs.deliveries)}, listed below with their hashes"),
    )
