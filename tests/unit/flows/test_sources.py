"""What stands after all deliveries, how it came, and what is unusual or refused."""

from __future__ import annotations

from datetime import date

import pytest

from agencies.feeds import find_feed
from core.errors import ContractError
from flows.check import by_feed, open_deliveries
from flows.intake import Intake, StandingRefs, check_files, require_some
from flows.night import Night
from flows.refused import refuse
from flows.settings import DEMO, load_settings
from flows.sources import describe_sources

BAD = [{"notice_id": f"B{n}", "created_date": "2025-31-12"} for n in range(20)]


@pytest.fixture
def take_in(tmp_path, extracts):
    """Give a function that takes in all that was sent, as a night of January 2026 does."""

    def _take_in(*, day: int = 9):
        night = Night(
            extracts=extracts, store_folder=tmp_path / "store", site=tmp_path / "site",
            as_of_date=date(2026, 1, day), settings=load_settings(DEMO), use_model=False,
        )  # fmt: skip
        folders = sorted((extracts / "police" / "ppn").iterdir())
        deliveries, unreadable = open_deliveries(folders)
        checked = []
        for feed, ordered in by_feed(deliveries):
            standing = StandingRefs({})
            for delivery in ordered:
                try:
                    checked.append(check_files.fn(night, delivery, standing))
                    standing = checked[-1].standing
                except ContractError as error:
                    unreadable.append(refuse(delivery, feed, error))
        intake = Intake(tuple(checked), tuple(unreadable))
        refs = vars(describe_sources.fn(night, intake))
        return intake, {name: night.store.read(ref) for name, ref in refs.items()}

    return _take_in


def damage(delivery):
    (delivery.folder / "nominals.csv").write_text("nominal_id\n", encoding="utf-8")


def test_the_records_speak_about_all_days_that_their_deliveries_join(send, take_in):
    send(1, {"notice_id": "P1"})
    send(2, {"notice_id": "P2"}, holds="changes", start=2,
         without=("public_protection_notices.shared_with",))  # fmt: skip
    deliveries = take_in()[1]["deliveries"]
    assert deliveries["coverage_start"].dt.day.tolist() == [1, 1]
    assert deliveries["coverage_end"].dt.day.tolist() == [1, 2]
    # What one of them could record, their records can tell.
    assert deliveries["capabilities"].nunique() == 1
    assert deliveries["rows"].tolist() == [2, 2]


@pytest.mark.parametrize(("start", "told"), [(1, (4, 4)), (2, (1, 4))])
def test_no_day_of_refused_changes_is_covered_unless_later_ones_state_it(
    send, take_in, start, told
):
    send(1, {"notice_id": "P1"})
    damage(send(3, {"notice_id": "P2"}, holds="changes", start=2))
    send(4, {"notice_id": "P3"}, holds="changes", start=start)
    last = take_in()[1]["deliveries"].iloc[-1]
    assert (last["coverage_start"].day, last["coverage_end"].day) == told


def test_a_wider_export_makes_nothing_known_later(send, take_in):
    send(1, {"notice_id": "P1", "risk_grade": "high"},
         without=("public_protection_notices.risk_grade",))  # fmt: skip
    send(2, {"notice_id": "P1", "risk_grade": "high"})
    first = take_in()[1]["first_received"]
    assert first["received_date"].dt.day.unique().tolist() == [1]
    assert not first["is_correction"].any()


def test_a_correction_that_was_set_aside_is_told_of_its_person(send, take_in):
    send(1, {"notice_id": "P1"})
    send(2, {"notice_id": "P1", "created_date": "2025-31-12"}, holds="changes", start=2)
    (aside,) = take_in()[1]["set_aside"].to_dict("records")
    assert (aside["source_person_id"], aside["rows"]) == ("police/ppn/N1", 1)


def test_an_old_export_that_comes_again_takes_nothing_from_what_stands(send, take_in):
    send(3, {"notice_id": "P1"}, {"notice_id": "P2"})
    _, before = take_in()
    send(5, {"notice_id": "P1"}, end=2)
    _, after = take_in()
    assert len(after["source_events"]) == len(before["source_events"]) == 2
    assert after["deliveries"]["current_as_of"].dt.day.tolist() == [3, 3]


@pytest.mark.parametrize(
    ("later", "still_said"),
    [
        (None, True),
        ({"start": 4, "holds": "changes"}, True),
        ({"start": 2, "holds": "changes"}, False),
        ({}, False),
    ],
    ids=["nothing came", "later changes", "the same days again", "everything"],
)
@pytest.mark.parametrize("how", ["damaged", "bad rows"])
def test_a_refusal_is_told_until_something_stands_in_for_it(send, take_in, later, still_said, how):
    send(1, {"notice_id": "P1"})
    if how == "damaged":
        damage(send(3, {"notice_id": "P2"}, holds="changes", start=2))
    else:
        send(3, *BAD, holds="changes", start=2)
    if later is not None:
        send(4, {"notice_id": "P3"}, **later)
    intake, made = take_in()
    assert intake.refused == 1
    refused = made["delivery_findings"].query("kind == 'refused'")
    assert refused["received_date"].dt.day.tolist() == ([3] if still_said else [])
    assert set(made["source_events"]["source_record_id"].str[-2:]) <= {"P1", "P3"}


def test_results_are_those_of_deliveries_in_use_and_the_history_holds_all(send, take_in):
    send(1, {"notice_id": "P1"})
    send(2, *BAD)
    send(3, {"notice_id": "P1"})
    made = take_in()[1]
    assert made["table_counts"]["received_date"].dt.day.unique().tolist() == [3]
    assert made["check_results"]["received_date"].dt.day.unique().tolist() == [3]
    assert made["count_history"]["received_date"].dt.day.unique().tolist() == [1, 2, 3]
    assert made["check_history"]["received_date"].dt.day.unique().tolist() == [1, 2, 3]
    assert made["deliveries"]["received_date"].dt.day.tolist() == [1, 3]


def test_spellings_of_the_deliveries_in_use_are_counted(send, take_in):
    send(1, {"notice_id": "P1", "concern_type": "NEGLECT"})
    send(2, {"notice_id": "P1", "concern_type": "Neglect"}, {"notice_id": "P2"})
    (spelling,) = take_in()[1]["spellings_applied"].to_dict("records")
    assert (spelling["spelling"], spelling["rows"]) == ("neglect", 1)
    assert spelling["received_date"].day == 2


def test_what_is_late_the_same_again_or_of_another_size_is_found(send, take_in):
    for day in (1, 2, 3):
        send(day, *({"notice_id": f"P{n}"} for n in range(40)), {"notice_id": f"Q{day}"})
    send(4, {"notice_id": "P1"})
    kinds = take_in(day=9)[1]["delivery_findings"]["kind"].value_counts()
    assert kinds["late"] == 1
    assert kinds["unusual_volume"] == 1
    send(5, {"notice_id": "P1"})
    kinds = take_in(day=5)[1]["delivery_findings"]["kind"].value_counts()
    assert "late" not in kinds
    assert kinds["same_again"] == 1


def test_a_night_that_has_only_refused_deliveries_is_stopped(send, take_in):
    damage(send(1, {"notice_id": "P1"}))
    intake, made = take_in()
    assert made["deliveries"].empty
    assert made["source_persons"].empty
    with pytest.raises(ContractError, match="Every delivery was refused"):
        require_some(intake)


def test_nothing_of_a_restrictions_list_is_forgiven(send):
    fault = ContractError("Damaged.", where="", expected="", found="", next_step="")
    with pytest.raises(ContractError, match="Damaged"):
        refuse(send(1), find_feed("restrictions", "restrictions_list"), fault)


def test_a_column_that_was_missing_before_is_told_once(send, take_in):
    without = ("public_protection_notices.consent",)
    send(1, {"notice_id": "P1"}, without=without)
    send(2, {"notice_id": "P1"}, without=without)
    drift = take_in()[1]["delivery_findings"].query("kind == 'schema_drift'")
    assert drift.empty, "the newest delivery is as the one before"
    send(3, {"notice_id": "P1"}, without=(*without, "public_protection_notices.risk_grade"))
    (found,) = take_in()[1]["delivery_findings"].query("kind == 'schema_drift'")["found"]
    assert found == "not sent: risk_grade"


def test_a_table_that_used_to_come_is_missed_and_one_that_never_came_is_not(send, take_in):
    send(1, {"notice_id": "P1"}, without=("notice_concerns",))
    assert take_in()[1]["deliveries"]["missing_tables"].isin(["", None]).all()
    send(2, {"notice_id": "P1"})
    send(3, {"notice_id": "P1"}, without=("notice_concerns",))
    assert take_in()[1]["deliveries"]["missing_tables"].tolist()[-1] == "notice_concerns"


def test_records_are_also_compared_between_agencies(send, take_in):
    send(1, {"notice_id": "P1"})
    send(2, {"notice_id": "P1"})
    results = take_in()[1]["check_results"]
    between = results[results["table"] == "source_persons"]
    assert set(between["check"]) >= {"ALL01", "ALL03"}
    assert between["received_date"].dt.day.unique().tolist() == [2]
    assert between["rows_checked"].sum() == 0, "police records hold no number to compare by"
