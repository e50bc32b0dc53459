"""May tonight's list be published? Answered from facts of the night, by rules in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from agencies.feeds import RESTRICTIONS, find_feed
from reports.context import Notice, Tag
from reports.findings import Finding, kind_tag, refused_after
from reports.inputs import ModelStatus, Outcome
from reports.supply import title_of
from reports.wording import findings as finding_words
from reports.wording import pages as words

if TYPE_CHECKING:
    from collections.abc import Iterable

_LATE = Tag(text="Late", colour="yellow")
_MISSING = Tag(text="Missing", colour="red")
_TABLE_MISSING = Tag(text="Table missing", colour="yellow")
_MANY_SET_ASIDE = Tag(text="Rows set aside", colour="yellow")
_FAILED = Tag(text="Failed", colour="red")
_A_ROW_OR_TWO = 2


@dataclass(frozen=True, kw_only=True)
class FeedFacts:
    """What the gate must know of one delivery: how old it is and how its rows fared."""

    feed: str  # agency/format
    received_date: date
    current_as_of: date
    rows: int
    quarantined: int
    tables: tuple[tuple[str, int, int], ...] = ()  # name, rows in, rows set aside
    missing_tables: str = ""  # optional tables not sent, comma separated


@dataclass(frozen=True, kw_only=True)
class GateFacts:
    """What decides how a night ends. Counts and names of feeds; nothing about a person.

    Attributes:
        as_of_date: the day the night stands on.
        has_restrictions_list: without it the night is held.
        agency_names: code to name, of the agencies whose records pages show.
        feeds: the newest delivery in use of each feed.
        findings: what is unusual about those, and deliveries that were refused since.
        days_late: a delivery that is late by more days than this is a caution; see
            `Feed.days_between`.
        caution_share: a caution when more than this share of a delivery's rows, or of those of
            one of its tables, is set aside.
        hold_share: the list is held when more than this share is.
        fewest_rows_to_hold: fewer rows set aside never hold the list. In a file of a dozen rows
            one bad row is a large share and says little about the file.
        expected_feeds: feeds that should be there; one that is absent is a caution.
        feeds_that_hold: feeds without which the list is held.
        untestable_clauses: parts of the rule that nobody's data could decide.
        listed: records on the list.
        listed_without_reasons: listed records whose reasons do not add up.
        model_status: none, in_use or demonstration.
        fault: what stopped the night, if something did: the sentence and the next step.
    """

    as_of_date: date
    has_restrictions_list: bool
    agency_names: Mapping[str, str]
    feeds: tuple[FeedFacts, ...]
    findings: tuple[Finding, ...] = ()
    days_late: int
    caution_share: float
    hold_share: float
    fewest_rows_to_hold: int
    expected_feeds: tuple[str, ...] = ()
    feeds_that_hold: tuple[str, ...] = ()
    untestable_clauses: tuple[str, ...] = ()
    listed: int = 0
    listed_without_reasons: int = 0
    model_status: ModelStatus = "none"
    fault: tuple[str, str] | None = None


@dataclass
class _Found:
    """Reasons found so far, and what to do about those that hold the list."""

    holds: list[Notice] = field(default_factory=list)
    cautions: list[Notice] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def hold(
        self, said: tuple[str, str], step: str, *, feed: str = "", tag: Tag | None = None
    ) -> None:
        """Add a reason to hold the list, with what to do about it."""
        self.holds.append(Notice(headline=said[0], detail=said[1], feed=feed, tag=tag))
        self.steps.append(step)

    def caution(
        self,
        said: tuple[str, str],
        *,
        feed: str = "",
        tag: Tag | None = None,
        for_all: bool = False,
    ) -> None:
        """Add a reason for caution; one `for_all` readers also stands on lists and case pages."""
        self.cautions.append(
            Notice(headline=said[0], detail=said[1], feed=feed, tag=tag, is_for_all=for_all)
        )


def decide_outcome(facts: GateFacts) -> Outcome:
    """Decide whether the list is published, published with caution, or held.

    Args:
        facts: see `GateFacts`.
    """
    found = _Found()
    if facts.fault:
        found.hold((facts.fault[0], ""), facts.fault[1])
    if not facts.has_restrictions_list:
        found.hold(words.NO_RESTRICTIONS, words.ASK_RESTRICTIONS)
    if facts.listed_without_reasons:
        found.hold(words.REASONS_DO_NOT_ADD_UP, words.CHECK_MODEL)
    _look_at_refused(facts, found)
    _look_at_absent(facts, found)
    for feed in sorted(facts.feeds, key=lambda f: f.feed):
        _look_at_feed(facts, feed, found)
    if facts.untestable_clauses:
        found.caution(words.untested_parts(len(facts.untestable_clauses)))
    if facts.model_status == "demonstration":
        found.caution(words.DEMONSTRATION, for_all=True)
    if found.holds:
        steps = (*dict.fromkeys(found.steps), words.RUN_AGAIN, words.TELL_MANAGER)
        return Outcome(code="held", reasons=tuple(found.holds), next_steps=steps)
    if not facts.listed:
        found.caution(words.NOBODY_QUALIFIES)
    if found.cautions:
        return Outcome(code="published_with_caution", reasons=tuple(found.cautions))
    return Outcome(code="published")


def _named(feed: str, facts: GateFacts) -> str:
    agency = feed.partition("/")[0]
    name = facts.agency_names.get(agency, agency.replace("_", " "))
    return words.feed_words(name, title_of(feed))


def _look_at_refused(facts: GateFacts, found: _Found) -> None:
    """Judge deliveries that could not be used, by whether an older one can take their place."""
    in_use = {feed.feed: feed.received_date for feed in facts.feeds}
    for feed, last in refused_after(facts.findings).items():
        named = _named(feed, facts)
        headline = finding_words.refused(named, last.received_date)
        tag = kind_tag("refused")
        if last.agency == RESTRICTIONS:
            found.hold(
                (headline, words.NO_RESTRICTIONS[1]), words.ASK_RESTRICTIONS, feed=feed, tag=tag
            )
            continue
        said = (headline, finding_words.used_instead(in_use.get(feed)))
        if feed in facts.feeds_that_hold and feed not in in_use:
            found.hold(said, words.ask_again(named), feed=feed, tag=tag)
        else:
            found.caution(said, feed=feed, tag=tag, for_all=True)


def _look_at_absent(facts: GateFacts, found: _Found) -> None:
    refused = set(refused_after(facts.findings))
    present = {feed.feed for feed in facts.feeds} | refused
    for feed in _absent((*facts.feeds_that_hold, *facts.expected_feeds), present):
        named = _named(feed, facts)
        if feed in facts.feeds_that_hold:
            found.hold(words.feed_absent(named), words.ask_again(named), feed=feed, tag=_MISSING)
        else:
            found.caution(words.feed_absent(named), feed=feed, tag=_MISSING, for_all=True)
    told = {feed.partition("/")[0] for feed in (*facts.feeds_that_hold, *facts.expected_feeds)}
    sent = {feed.partition("/")[0] for feed in present}
    for code, name in facts.agency_names.items():
        if code not in sent and code not in told:
            found.caution(words.nothing_from(name), for_all=True)


def _absent(wanted: Iterable[str], present: set[str]) -> list[str]:
    return sorted({feed for feed in wanted if feed not in present})


def _look_at_feed(facts: GateFacts, feed: FeedFacts, found: _Found) -> None:
    named = _named(feed.feed, facts)
    _look_at_rows(facts, feed, found, named=named)
    # Where a newer delivery was refused, that is what the agency has to know: it did send.
    overdue = find_feed(*feed.feed.split("/")).days_overdue(feed.current_as_of, on=facts.as_of_date)
    if overdue > facts.days_late and feed.feed not in refused_after(facts.findings):
        days = (facts.as_of_date - feed.current_as_of).days
        late = words.feed_late(named, feed.current_as_of, days)
        found.caution(late, feed=feed.feed, tag=_LATE, for_all=True)
    if feed.missing_tables:
        absent = words.table_absent(named, feed.missing_tables)
        found.caution(absent, feed=feed.feed, tag=_TABLE_MISSING)
    for kind, say in _SAID_OF_FINDINGS.items():
        what = [one.what for one in facts.findings if (one.feed, one.kind) == (feed.feed, kind)]
        # How long the restrictions list is tells how many people are under one.
        if what and feed.feed.partition("/")[0] != RESTRICTIONS:
            found.caution(say(named, what), feed=feed.feed, tag=kind_tag(kind))


_SAID_OF_FINDINGS = {
    "unusual_volume": finding_words.unusual_volume,
    "schema_drift": finding_words.schema_drift,
}


def _look_at_rows(facts: GateFacts, feed: FeedFacts, found: _Found, *, named: str) -> None:
    """Judge the feed and each table: a small table must not hide behind a large one."""
    parts = (("", feed.rows, feed.quarantined), *feed.tables)
    bad = [part for part in parts if _share(part) > facts.caution_share and _tells(part, facts)]
    worst = [
        part
        for part in bad
        if _share(part) > facts.hold_share and part[2] >= facts.fewest_rows_to_hold
    ]
    if not bad:
        return
    # How long the restrictions list is tells how many people are under one.
    may_count = feed.feed.partition("/")[0] != RESTRICTIONS
    set_aside = words.rows_set_aside(named, _narrowest(worst or bad), may_count=may_count)
    if worst:
        found.hold(set_aside, words.ask_again(named), feed=feed.feed, tag=_FAILED)
    else:
        found.caution(set_aside, feed=feed.feed, tag=_MANY_SET_ASIDE)


def _tells(part: tuple[str, int, int], facts: GateFacts) -> bool:
    """Say whether a share says anything: in a small table a row or two are soon a few in 100."""
    table, _, set_aside = part
    is_large = _share(part) > facts.hold_share and set_aside > _A_ROW_OR_TWO
    return not table or is_large or set_aside >= facts.fewest_rows_to_hold


def _share(part: tuple[str, int, int]) -> float:
    _, rows, set_aside = part
    return set_aside / rows if rows else 0.0


def _narrowest(parts: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Give the tables, which say more than the feed they are in; without any, the feed."""
    return [part for part in parts if part[0]] or parts
