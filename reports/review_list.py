"""The list of records to review: new first, then the longest wait; no score, no rank, no red."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.case_page import BY_MODEL, status_tag
from reports.context import ListedRecord, ReviewListPage, Row, Tag
from reports.frame import make_frame
from reports.record import window
from reports.wording import case, caveats
from reports.wording import pages as words
from reports.wording.basics import listed, number, short_day

if TYPE_CHECKING:
    from datetime import date

    from reports.case_page import Tonight
    from reports.inputs import SiteInputs
    from reports.record import Record


def build_context(inputs: SiteInputs, records: list[Record], tonight: Tonight) -> ReviewListPage:
    """Gather what the list page says.

    Args:
        inputs: the night.
        records: the listed records in the order of the page.
        tonight: what all case pages share; gives each record's main reason.
    """
    rows = tuple(_row(record, tonight) for record in records)
    is_held = inputs.outcome.code == "held"
    statuses = Counter(row.status.text for row in rows)
    is_by_rule = not any(record.listed_by == BY_MODEL for record in records)
    return ReviewListPage(
        frame=make_frame(inputs, title=words.LIST_TITLE, section="list"),
        lead="" if is_held else words.list_lead(len(rows), is_by_rule=is_by_rule),
        held=words.held_banner(inputs.as_of_date, last_published(inputs)) if is_held else "",
        cautions=() if is_held else inputs.outcome.cautions_for_all,
        unlisted=caveats.UNLISTED,
        unlisted_more=(
            words.room(inputs.review_capacity), words.MISS_RATE, caveats.USUAL_ROUTES,
        ),
        counts=tuple(
            Row(label=status, value=number(statuses[status]))
            for status in (case.NEW, case.STILL_LISTED)
            if statuses[status]
        ),
        caption=words.shown(len(rows)),
        records=rows,
        empty="" if rows or is_held else words.NOBODY_LISTED,
        how=_how(inputs),
    )  # fmt: skip


def last_published(inputs: SiteInputs) -> date | None:
    """Give the date of the newest list that was published; none if there was none yet."""
    nights = [n.as_of_date for n in inputs.previous_nights if n.outcome != "held"]
    return max(nights, default=None)


def _row(record: Record, tonight: Tonight) -> ListedRecord:
    counts, supply = record.counts, tonight.supply
    codes = sorted(set(_in_window(record, tonight)), key=supply.order)
    who = case.age_band(record.age_years)
    return ListedRecord(
        reference=record.person_id,
        href=f"case/{record.person_id}.html",
        who=f"{who}, {record.team}" if record.team else who,
        reason=tonight.main_reason(record),
        agencies=listed([supply.short_name(code) for code in codes]),
        contacts=number(counts.contacts),
        last_joint=_last_joint(record),
        data=_data_tag(record, tonight),
        changed="; ".join(
            one.in_short for one in tonight.references.changed.get(record.person_id, ())
        ),
        status=status_tag(is_new=record.is_new),
        days="" if record.is_new else words.days_on_list(record.days_listed),
    )


def _in_window(record: Record, tonight: Tonight) -> list[str]:
    start, end = window(tonight.inputs.as_of_date)
    rows = record.chronology
    days = rows["event_date"].dt.date
    is_contact = rows["category"] != "administrative"
    return list(rows.loc[is_contact & (days >= start) & (days <= end), "agency"])


def _last_joint(record: Record) -> str:
    if record.counts.last_joint:
        return short_day(record.counts.last_joint)
    return case.CANNOT_TELL if record.counts.joint is None else words.NONE_RECORDED


def _data_tag(record: Record, tonight: Tonight) -> Tag | None:
    if record.counts.to_check:
        return Tag(text=words.CHECK_MATCHES, colour="orange")
    supply = tonight.supply
    if not all(supply.has_data(agency.code) for agency in supply.agencies):
        return Tag(text=words.DATA_MISSING, colour="orange")
    return None


def _how(inputs: SiteInputs) -> tuple[str, ...]:
    made_by = {
        "none": words.HOW_BY_RULE,
        "in_use": words.HOW_BY_MODEL,
        "demonstration": words.HOW_BY_DEMONSTRATION,
    }[inputs.model_status]
    return (*made_by, *words.HOW_ALWAYS)
