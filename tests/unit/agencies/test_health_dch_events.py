"""What child health event messages tell of becomes entries, and none that is another agency's."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from agencies.feeds import find_feed
from agencies.parse import count_spellings, parse_tables
from core.vocabulary import ESCALATION_KINDS, Capability
from tests.support.fhir import (
    concept,
    encounter,
    extension,
    immunisation,
    message,
    observation,
    refer,
    resource,
    tag,
    write_messages,
)

FEED = find_feed("health", "dch_events")
HEAD_INJURY = "82271004"
NOT_GIVEN = tag("notGiven", value="true")


def _events(folder: Path, *messages: str) -> pd.DataFrame:
    sent = FEED.read(write_messages(folder, *messages))
    return FEED.to_events(parse_tables(sent.tables, FEED))


def _only(folder: Path, *messages: str) -> pd.Series:
    events = _events(folder, *messages)
    assert len(events) == 1
    return events.iloc[0]


def _reason(code: str) -> str:
    return tag("explanation", concept("reasonNotGiven", code, system="DCH-ReasonNotGiven-1"))


def test_emergency_attendance_is_routine_because_no_field_tells_of_a_concern(tmp_path: Path):
    sent_by_police = concept("admitSource", "6", system="DCH-ReferralSourceEmergencyCare-1")
    event = _only(
        tmp_path,
        message("CH011", encounter(
            concept("reason", HEAD_INJURY), tag("hospitalization", sent_by_police),
            day="2026-03-04T23:10:00+00:00",
        )),
    )  # fmt: skip
    assert (event["kind"], event["category"]) == ("emergency_attendance", "routine")
    assert (event["event_date"], event["recorded_date"]) == (
        pd.Timestamp("2026-03-04"), pd.Timestamp("2026-03-05"),
    )  # fmt: skip
    assert (event["place"], event["detail"]) == ("XXE01", "Head injury, source: police")
    assert not event["is_injury"]
    assert Capability.INJURY not in FEED.capabilities


@pytest.mark.parametrize(
    ("parts", "kind", "outcome", "detail"),
    [
        ((), "health_appointment", "attended", "Immunisation"),
        ((tag("notGiven", value="false"),), "health_appointment", "attended", "Immunisation"),
        ((NOT_GIVEN,), "health_appointment", "other", "Immunisation"),
        ((tag("wasNotGiven", value="true"),), "health_appointment", "other", "Immunisation"),
        ((NOT_GIVEN, _reason("4")), "health_appointment", "other", "Immunisation, declined"),
        ((NOT_GIVEN, _reason("3")), "was_not_brought", "was_not_brought",
         "Immunisation, not attended"),
        ((_reason("3"),), "health_appointment", "attended", "Immunisation"),
    ],
)  # fmt: skip
def test_child_is_not_brought_only_if_the_reason_says_so(
    tmp_path: Path, parts: tuple[str, ...], kind: str, outcome: str, detail: str
):
    event = _only(tmp_path, message("CH015", encounter(), immunisation(*parts)))
    assert (event["kind"], event["outcome"], event["detail"]) == (kind, outcome, detail)


def test_reason_of_another_code_list_is_not_taken_for_one_of_ours(tmp_path: Path):
    snomed = tag("explanation", concept("reasonNotGiven", "3"))
    event = _only(tmp_path, message("CH015", immunisation(NOT_GIVEN, snomed)))
    assert (event["kind"], event["outcome"]) == ("health_appointment", "other")


def _team(own_id: str) -> str:
    worker = resource("Practitioner", "worker-1", tag("identifier", tag("value", value="W77")))
    name = tag("name", value="Nowhere Health Visiting")
    member = tag("participant", refer("member", "worker-1"))
    return resource("CareTeam", own_id, name, member) + worker


def _episode(*parts: str) -> str:
    kind = concept("type", "Permanent", system="DCH-AssociationType-1")
    return resource("EpisodeOfCare", "episode-1", kind, *parts)


def test_team_of_a_child_is_no_contact_and_no_change_of_social_worker(tmp_path: Path):
    period = tag("period", tag("start", value="2026-01-02T09:00:00+00:00"))
    event = _only(
        tmp_path,
        message("CH027", encounter(), _episode(period, refer("team", "t1")), _team("t1")),
    )
    assert (event["kind"], event["category"]) == ("service_involvement", "administrative")
    assert (event["team"], event["worker"]) == ("Nowhere Health Visiting", "W77")
    assert event["event_date"] == pd.Timestamp("2026-01-02")


def test_professional_of_a_child_is_known_by_number(tmp_path: Path):
    period = tag("period", tag("start", value="2026-01-02"))
    event = _only(
        tmp_path,
        message("CH027", _episode(period, refer("careManager", "worker-1")), _team("t1")),
    )
    assert event["worker"] == "W77"
    assert pd.isna(event["team"])


def test_association_without_a_start_is_no_entry(tmp_path: Path):
    assert _events(tmp_path, message("CH027", encounter(), _episode())).empty


def test_referral_is_routine_and_says_who_referred(tmp_path: Path):
    referral = resource(
        "ReferralRequest", "referral-1", extension("Extension-DCH-SourceOfReferral-1", "7"),
        tag("priority", value="urgent"), tag("authoredOn", value="2026-03-01"),
    )  # fmt: skip
    event = _only(tmp_path, message("CH028", encounter(), referral))
    assert (event["kind"], event["category"]) == ("health_referral", "routine")
    assert event["detail"] == "Urgent, source: community health service"
    assert event["event_date"] == pd.Timestamp("2026-03-01")


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        (concept("code", "886941000000103"), "Risk to self"),
        (concept("code", "1064461000000103"), "Risk from others"),
        (tag("code", tag("text", value="Risk From Others")), "Risk from others"),
    ],
)
def test_recorded_risk_is_a_concern(tmp_path: Path, code: str, detail: str):
    event = _only(tmp_path, message("CH029", encounter(), observation(code, own_id="o1")))
    assert (event["kind"], event["category"]) == ("vulnerability_recorded", "concern")
    assert (event["detail"], event["event_date"]) == (detail, pd.Timestamp("2026-03-04"))


def test_risk_in_words_is_counted_as_a_spelling(tmp_path: Path):
    said = observation(tag("code", tag("text", value="Risk from others")), own_id="o1")
    sent = FEED.read(write_messages(tmp_path, message("CH029", encounter(), said)))
    applied = count_spellings(sent.tables, FEED)
    assert applied[["spelling", "rows"]].to_numpy().tolist() == [["risk from others", 1]]


LEGAL = {
    "LookedAfterChildStartDate": "looked_after_start_noted",
    "LookedAfterChildEndDate": "looked_after_end_noted",
    "ChildProtectionPlanStartDate": "protection_plan_start_noted",
    "ChildProtectionPlanEndDate": "protection_plan_end_noted",
}


def _legal(*codes: str, profile: str = "CareConnect-DCH-Observation-1") -> list[str]:
    day = tag("valueDateTime", value="2026-02-01")
    return [
        observation(concept("code", code), day, own_id=f"o{number}", profile=profile)
        for number, code in enumerate(codes)
    ]


@pytest.mark.parametrize(("profile", "kind"), LEGAL.items())
def test_plan_that_health_noted_is_neither_contact_nor_escalation(
    tmp_path: Path, profile: str, kind: str
):
    facts = _legal("1", profile=f"CareConnect-DCH-{profile}-Observation-1")
    event = _only(tmp_path, message("CH033", encounter(), *facts))
    assert (event["kind"], event["category"]) == (kind, "administrative")
    assert event["event_date"] == pd.Timestamp("2026-02-01")
    assert kind not in ESCALATION_KINDS
    assert Capability.ESCALATION not in FEED.capabilities


def test_plan_is_also_told_by_the_codes_of_the_published_example(tmp_path: Path):
    facts = _legal("764841000000100", "1064311000000109")
    events = _events(tmp_path, message("CH033", encounter(), *facts))
    assert events["kind"].tolist() == ["looked_after_start_noted", "protection_plan_start_noted"]
