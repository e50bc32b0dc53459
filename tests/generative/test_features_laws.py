"""Laws that hold for every chronology, invented ones in particular."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.calendar import add_working_days
from core.vocabulary import EVENT_KINDS, RaisedBy
from features.catalogue import FEATURES, feature
from features.cohort import build_cohort
from features.coverage import REPORTING_AGENCIES
from features.facts import build_record_facts
from features.labels import build_labels
from features.matrix import build_feature_matrix, find_entries
from features.practice_rule import apply_practice_rule
from features.sharing import build_sharing
from tests.support.chronology import chronology_from, cohort, coverage

AS_OF = date(2024, 6, 1)
PEOPLE = ("Ann", "Bo", "Cy", "Dee", "Eve", "Fay")
LAWS = settings(
    derandomize=True, max_examples=20, deadline=None, suppress_health_check=list(HealthCheck)
)
# A matrix costs a tenth of a second however few its rows: fewer examples, each of six children.
SLOW_LAWS = settings(LAWS, max_examples=6)
COVERED = coverage()

maybe = st.sampled_from([None, True, False])
# A few busy days more often than not, so that entries meet: within days, weeks and at the edges.
days_ago = st.one_of(st.integers(0, 45), st.integers(-30, 420), st.sampled_from([89, 90, 364, 365]))
event = st.fixed_dictionaries(
    {
        "person_id": st.sampled_from(PEOPLE),
        "event_date": days_ago.map(lambda days: AS_OF - timedelta(days=days)),
        "late": st.one_of(st.just(0), st.integers(-20, 200)),
        "agency": st.sampled_from(tuple(REPORTING_AGENCIES)),
        "kind": st.one_of(
            st.sampled_from(tuple(EVENT_KINDS)),
            st.sampled_from(["contact_family", "contact_agency", "missing_episode", "suspension"]),
        ),
        "raised_by": st.sampled_from([None, *(raised.value for raised in RaisedBy)]),
        "outcome": st.sampled_from([None, None, None, "assessment", "strategy_discussion"]),
        "is_nfa": maybe,
        "is_injury": st.booleans(),
        "worker": st.sampled_from([None, "w1", "w2"]),
        "child_seen": maybe,
        "child_seen_alone": maybe,
        "told_agency": st.sampled_from([None, "social_care", "health"]),
    }
)
records = st.lists(event, max_size=60)


def build(rows: list[dict[str, Any]], *, first: int = 1) -> pd.DataFrame:
    numbered = [
        row
        | {
            "event_id": f"e{nth}",
            "known_date": row["event_date"] + timedelta(days=row["late"]),
            "told_date": told_date(row),
        }
        for nth, row in enumerate(rows, start=first)
    ]
    return chronology_from([{k: v for k, v in row.items() if k != "late"} for row in numbered])


def told_date(row: dict[str, Any]) -> date | None:
    """Give the day of telling: after the entry, at times after today, at times not recorded."""
    if row["told_agency"] is None or row["late"] % 3 == 0:
        return None
    told: date = row["event_date"] + timedelta(days=max(0, row["late"]) % 40)
    return told


def matrix_of(events: pd.DataFrame, people: tuple[str, ...] = PEOPLE) -> pd.DataFrame:
    return build_feature_matrix(
        events, build_sharing(events, coverage=COVERED), cohort(*people, as_of=str(AS_OF)),
        coverage=COVERED, as_of_date=AS_OF,
    )  # fmt: skip


def rule_of(events: pd.DataFrame, given_coverage=COVERED) -> pd.DataFrame:
    people = cohort(*PEOPLE, as_of=str(AS_OF))
    return apply_practice_rule(events, people, coverage=given_coverage, as_of_date=AS_OF)


def facts_of(events: pd.DataFrame) -> pd.DataFrame:
    return build_record_facts(
        events, build_sharing(events, coverage=COVERED), coverage=COVERED, person_ids=PEOPLE,
        as_of_date=AS_OF,
    )  # fmt: skip


def entries_of(events: pd.DataFrame, specs=FEATURES) -> pd.DataFrame:
    return find_entries(
        events, build_sharing(events, coverage=COVERED), specs=specs, person_ids=PEOPLE,
        coverage=COVERED, as_of_date=AS_OF,
    )  # fmt: skip


def everybody() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "person_id": PEOPLE, "birth_date": pd.Timestamp("2015-01-01"),
            "expected_birth_date": pd.NaT, "death_date": pd.NaT, "is_restricted": False,
            "household_id": PEOPLE, "agencies": "police",
        }
    ).astype({"expected_birth_date": "datetime64[us]", "death_date": "datetime64[us]"})  # fmt: skip


@SLOW_LAWS
@given(records, st.lists(event, min_size=1, max_size=10))
def test_no_future_what_is_known_later_changes_nothing_today(rows, later):
    events = build(rows)
    news = build(later, first=1000)
    after = pd.Timestamp(AS_OF) + pd.Timedelta(days=1)
    news["known_date"] = news["known_date"].where(news["known_date"] >= after, after)
    both = pd.concat([events, news], ignore_index=True)
    pd.testing.assert_frame_equal(matrix_of(both), matrix_of(events))
    pd.testing.assert_frame_equal(rule_of(both), rule_of(events))
    pd.testing.assert_frame_equal(facts_of(both), facts_of(events))
    pd.testing.assert_frame_equal(entries_of(both), entries_of(events))
    pd.testing.assert_frame_equal(
        build_cohort(both, everybody(), as_of_date=AS_OF),
        build_cohort(events, everybody(), as_of_date=AS_OF),
    )


@LAWS
@given(records, st.lists(event, min_size=1, max_size=10))
def test_no_future_for_labels_either(rows, later):
    until = AS_OF + timedelta(days=200)
    people = cohort(*PEOPLE, as_of=str(AS_OF))
    events, news = build(rows), build(later, first=1000)
    news["known_date"] = pd.Timestamp(until) + pd.Timedelta(days=1)
    both = pd.concat([events, news], ignore_index=True)
    pd.testing.assert_frame_equal(
        build_labels(people, both, data_until=until), build_labels(people, events, data_until=until)
    )


@SLOW_LAWS
@given(records, st.integers(1, 200))
def test_late_news_learning_something_earlier_can_only_add_knowledge(rows, days):
    events = build(rows)
    earlier = events.assign(known_date=events["known_date"] - pd.Timedelta(days=days))
    adding = [
        spec.name
        for spec in FEATURES
        if spec.name.startswith(
            ("contacts_count", "concerns_count", "nfa_count", "agencies_distinct", "has_record",
             "joint_discussions_count", "repeat_contacts", "agencies_with_concern")
        )
    ]  # fmt: skip
    shorter = [spec.name for spec in FEATURES if spec.name.startswith("days_since")]
    before, after = matrix_of(events), matrix_of(earlier)
    assert (after[adding] >= before[adding]).all(axis=None)
    assert (after[shorter] <= before[shorter]).all(axis=None)


@SLOW_LAWS
@given(records, st.randoms(use_true_random=False))
def test_order_and_split_of_the_rows_change_nothing(rows, random):
    events = build(rows)
    shuffled = events.sample(frac=1, random_state=random.randrange(1000)).reset_index(drop=True)
    pd.testing.assert_frame_equal(matrix_of(shuffled), matrix_of(events))
    pd.testing.assert_frame_equal(rule_of(shuffled), rule_of(events))
    pd.testing.assert_frame_equal(facts_of(shuffled), facts_of(events))
    pd.testing.assert_frame_equal(entries_of(shuffled), entries_of(events))


@SLOW_LAWS
@given(records)
def test_a_child_is_described_alike_alone_or_among_others(rows):
    events = build(rows)
    parts = [
        matrix_of(events[events["person_id"].isin(two)], two) for two in (PEOPLE[:1], PEOPLE[1:])
    ]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), matrix_of(events))


@SLOW_LAWS
@given(records, event)
def test_another_record_of_one_agency_never_takes_a_record_away(rows, another):
    events = build(rows)
    both = pd.concat([events, build([another], first=1000)], ignore_index=True)
    before, after = matrix_of(events), matrix_of(both)
    for agency in REPORTING_AGENCIES:
        column = f"has_record_{agency}"
        assert (after[column] >= before[column]).all()
        if agency != another["agency"]:
            assert (after[column] == before[column]).all()


@SLOW_LAWS
@given(records)
def test_a_count_is_the_number_of_entries_a_page_can_point_to(rows):
    events = build(rows)
    matrix = matrix_of(events).set_index("person_id")
    counted = [spec for spec in FEATURES if spec.is_count]
    found = entries_of(events, counted).groupby(["person_id", "feature"]).size()
    assert len(counted) > 40
    for spec in counted:
        for person in PEOPLE:
            assert matrix.loc[person, spec.name] == found.get((person, spec.name), 0)


@SLOW_LAWS
@given(records)
def test_no_null_and_no_impossible_value(rows):
    matrix = matrix_of(build(rows))
    assert not matrix.isna().any(axis=None)
    for spec in FEATURES:
        highest = {"share": 1, "yes or no": 1, "days": spec.window_days, "index": 2}.get(spec.unit)
        assert highest is None or (matrix[spec.name] <= highest + 1e-12).all()
        assert "_change_" in spec.name or (matrix[spec.name] >= 0).all()


@SLOW_LAWS
@given(records)
def test_indices_of_spread_agree_with_their_definitions_in_plain_python(rows):
    events = build(rows)
    matrix = matrix_of(events).set_index("person_id")
    for person in PEOPLE:
        agencies = [row.agency for row in known_contacts(events, person)]
        counts, n = Counter(agencies), len(agencies)
        squares = sum(count * count for count in counts.values())
        expected = {
            "agencies_distinct_count_365d": len(counts),
            "continuity_of_care_mean_365d": (squares - n) / (n * (n - 1)) if n > 1 else 1,
            "usual_provider_share_365d": max(counts.values()) / n if n else 1,
            "sequential_continuity_mean_365d": (
                sum(a == b for a, b in itertools.pairwise(agencies)) / (n - 1) if n > 1 else 1
            ),
            "agency_mix_entropy_365d": -sum(
                count / n * math.log2(count / n) for count in counts.values()
            ),
            "contacts_count_365d": n,
        }
        assert {name: matrix.loc[person, name] for name in expected} == pytest.approx(expected)


def known_contacts(events: pd.DataFrame, person: str) -> list[Any]:
    """Give a person's contacts of the last 365 days that were known, in order."""
    chosen = [
        row
        for row in events.itertuples()
        if row.person_id == person
        and row.known_date.date() <= AS_OF
        and AS_OF - timedelta(days=365) < row.event_date.date() <= AS_OF
        and row.category != "administrative"
    ]
    return sorted(chosen, key=lambda row: (row.event_date, row.event_id))


def slow_clauses(events: pd.DataFrame, person: str) -> dict[str, set[str]]:
    """Give the evidence of each clause by comparing every entry with every other."""
    contacts = known_contacts(events, person)
    known = [
        row
        for row in events.itertuples()
        if row.person_id == person and row.known_date.date() <= AS_OF
    ]
    strategy = [
        row for row in known if "strategy_discussion" in (row.kind, row.outcome)
    ]  # fmt: skip
    joint = [row for row in known if row.category == "joint"] + strategy

    def is_met_by(meetings: list[Any], row: Any, working_days: int) -> bool:
        due = add_working_days(row.event_date.date(), working_days)
        return any(row.event_date.date() <= m.event_date.date() <= due for m in meetings)

    def has_waited(row: Any, working_days: int) -> bool:
        return add_working_days(row.event_date.date(), working_days) <= AS_OF

    a: set[str] = set()
    concerns = [
        row
        for row in contacts
        if not pd.isna(row.concern_agency) and row.kind != "attendance_concern"
    ]
    for first in concerns:
        for second in concerns:
            apart = (second.event_date - first.event_date).days
            is_pair = first.concern_agency != second.concern_agency and 0 <= apart <= 28
            if is_pair and has_waited(second, 15) and not is_met_by(joint, second, 15):
                a |= {first.event_id, second.event_id}
    closed = [row for row in contacts if row.is_nfa is True]
    b = {row.event_id for row in closed if row.category == "concern" and row.raised_by == "family"}
    c = {
        row.event_id
        for row in contacts
        if row.is_injury and has_waited(row, 3) and not is_met_by(strategy, row, 3)
    }
    d = {
        row.event_id
        for agency in REPORTING_AGENCIES
        for mine in [[r for r in slow_closed_alone(known, joint) if r.agency == agency]]
        for row in mine
        if row in contacts and len([r for r in mine if r in contacts]) > 2
    }
    return {"a": a, "b": b if len(b) > 1 else set(), "c": c, "d": d}


def slow_closed_alone(known: list[Any], joint: list[Any]) -> list[Any]:
    """Give the matters that one agency closed alone, whenever they happened."""
    alone = []
    for row in known:
        day = row.event_date.date()
        around = add_working_days(day, -15), add_working_days(day, 15)
        is_brought = row.category == "concern" or row.kind in ("contact_agency", "referral")
        is_told = not pd.isna(row.told_agency) and row.told_agency != row.agency
        if is_told and not pd.isna(row.told_date):
            is_told = row.told_date.date() <= AS_OF
        is_met = any(around[0] <= m.event_date.date() <= around[1] for m in joint)
        if is_brought and row.is_nfa is True and day <= AS_OF and not is_told and not is_met:
            alone.append(row)
    return [
        row
        for row in alone
        if row.category == "concern"
        or not any(
            concern.category == "concern"
            and concern.agency == row.concern_agency != row.agency
            and 0 <= (row.event_date - concern.event_date).days <= 7
            for concern in alone
        )
    ]


@LAWS
@given(records)
def test_the_practice_rule_agrees_with_comparing_every_entry_with_every_other(rows):
    events = build(rows)
    results = rule_of(events).set_index(["person_id", "clause"])
    for person in PEOPLE:
        for clause, evidence in slow_clauses(events, person).items():
            found = results.loc[(person, clause)]
            assert set(filter(None, found["evidence"].split(","))) == evidence
            assert found["state"] == ("met" if evidence else "not_met")


@SLOW_LAWS
@given(records)
def test_rule_and_features_find_the_same_entries(rows):
    events = build(rows)
    results = rule_of(events)
    injuries = "injuries_without_strategy_discussion_count_365d"
    alone = "closed_alone_count_365d"
    found = entries_of(events, [feature(injuries), feature(alone)])
    agencies = events.set_index("event_id")["agency"]
    for clause, name, least in (("c", injuries, 1), ("d", alone, 3)):
        evidence = results[results["clause"] == clause].set_index("person_id")["evidence"]
        for person in PEOPLE:
            chosen = (found["feature"] == name) & (found["person_id"] == person)
            entries = set(found.loc[chosen, "event_id"])
            by_agency = Counter(agencies[entry] for entry in entries)
            # Clause (d) asks for three by the same agency; an injury stands alone.
            expected = {one for one in entries if by_agency[agencies[one]] >= least}
            assert set(filter(None, evidence[person].split(","))) == expected


@LAWS
@given(records, st.sampled_from(tuple(REPORTING_AGENCIES)))
def test_taking_a_feed_away_makes_a_clause_cannot_tell_or_leaves_it_as_it_is(rows, agency):
    events = build(rows)
    left = tuple(one for one in REPORTING_AGENCIES if one != agency)
    whole, less = rule_of(events), rule_of(events, coverage(agencies=left))
    assert ((less["state"] == whole["state"]) | (less["state"] == "cannot_tell")).all()


@SLOW_LAWS
@given(records)
def test_no_share_is_made_up_where_no_system_can_record_one(rows):
    events = build(rows)
    unable = coverage(can_record_sharing=False)
    told = build_sharing(events, coverage=unable)
    assert set(told["basis"]) <= {"matching_contact"}
    facts = build_record_facts(events, told, coverage=unable, person_ids=PEOPLE, as_of_date=AS_OF)
    assert facts["concerns_not_shared_365d"].isna().all()
