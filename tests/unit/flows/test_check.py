"""Deliveries looked at one by one: what a data officer is told without a night."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from agencies.delivery import write_manifest
from agencies.feeds import find_feed
from agencies.parse import parse_table
from core.errors import ContractError, ExpectationFailed
from flows.check import check_paths, count_found_nothing, say_found, tables_to_tell
from flows.receive import receive_files
from flows.refused import faults_told


def test_rows_spellings_and_drift_are_told_in_sentences(send, extracts):
    send(1, {"notice_id": "P1", "concern_type": " NEGLECT "}, {"notice_id": "P2", "nominal_id": "N9"},
         without=("public_protection_notices.risk_grade",))  # fmt: skip
    found = check_paths([extracts])
    said = "\n".join(say_found(found))
    assert "1 of 2 rows did not pass (quarantine)" in said
    assert "concern_type holds 1 spelling that was read as a code of its list, in 1 row." in said
    assert "police/ppn/2026-01-01: public_protection_notices lacks 1 column" in said
    assert "risk_grade" in said
    assert "had no value to look at" in said
    assert not found.refusals


def test_set_aside_is_told_first_in_each_delivery_and_only_tables_with_something_to_say(
    send, extracts
):
    send(
        1,
        {"notice_id": "P1", "concern_type": "unheard of"},
        {"notice_id": "P2", "nominal_id": "N9"},
    )
    send(2, {"notice_id": "P1"})
    found = check_paths([extracts])
    said = [one for one in say_found(found) if "did not pass" in one]
    assert [one.rsplit("(")[-1] for one in said[:1]] == ["quarantine)."]
    assert all(one.startswith("police/ppn/2026-01-01/public_protection_notices: ") for one in said)
    told = tables_to_tell(found)
    assert list(told["table"]) == ["public_protection_notices"]
    assert told["received_date"].dt.day.tolist() == [1]


def test_a_delivery_of_changes_may_refer_to_what_came_before(send, extracts):
    send(1, {"notice_id": "P1"})
    send(2, {"notice_id": "P2"}, people=(), holds="changes", start=2)
    found = check_paths([extracts])
    assert found.counts["quarantined"].sum() == 0
    assert found.counts["received_date"].dt.day.nunique() == 2


def test_a_delivery_of_everything_may_not(send, extracts):
    send(1, {"notice_id": "P1"})
    send(2, {"notice_id": "P2"}, people=())
    assert check_paths([extracts]).counts["quarantined"].sum() == 1


@pytest.mark.parametrize("what", ["file", "manifest", "rows"])
def test_a_delivery_that_cannot_be_used_is_refused_and_the_others_are_checked(send, extracts, what):
    send(1, {"notice_id": "P1"})
    folder = send(2, {"notice_id": "P1"}).folder
    manifest = folder / "manifest.toml"
    if what == "file":
        (folder / "nominals.csv").write_text("nominal_id\n", encoding="utf-8")
    elif what == "manifest":
        manifest.write_text("", encoding="utf-8")
    else:
        text = manifest.read_text(encoding="utf-8").replace('"nominals" = 1', '"nominals" = 3')
        manifest.write_text(text, encoding="utf-8")
    found = check_paths([extracts])
    (refusal,) = found.refusals
    assert isinstance(refusal, ContractError)
    assert "2026-01-02" in refusal.where
    assert found.counts["received_date"].dt.day.unique().tolist() == [1]


def test_a_delivery_of_which_too_much_is_set_aside_is_refused_with_the_check_named(send, extracts):
    days = [{"notice_id": f"P{n}", "created_date": "2025-31-12"} for n in range(20)]
    send(1, *days, {"notice_id": "P99"})
    found = check_paths([extracts])
    (refusal,) = found.refusals
    assert refusal.exit_code == 11
    assert "“Every value of created_date can be read as a date" in refusal.found
    assert refusal.where == "police/ppn/2026-01-01"
    assert found.counts.set_index("table").loc["public_protection_notices", "quarantined"] == 20


def test_what_a_refused_delivery_says_does_not_stand(send, extracts):
    bad = [{"notice_id": f"P{n}", "created_date": "2025-31-12"} for n in range(20)]
    send(1, {"notice_id": "P0"})
    send(2, *bad, people=("N1", "N2"), holds="changes", start=2)
    send(3, {"notice_id": "P1", "nominal_id": "N2"}, people=(), holds="changes", start=3)
    counts = check_paths([extracts]).counts
    assert counts[counts["received_date"].dt.day == 3]["quarantined"].sum() == 1


def test_changes_that_stand_on_nothing_are_refused(send, extracts):
    send(1, {"notice_id": "P1"}, holds="changes")
    send(2, {"notice_id": "P1"})
    found = check_paths([extracts])
    (refusal,) = found.refusals
    assert refusal.what == "A delivery of changes stands on nothing."
    assert found.counts["received_date"].dt.day.unique().tolist() == [2]


def test_rows_that_bring_out_a_fault_cost_only_their_delivery_and_tell_no_value(send):
    delivery = send(1, {"notice_id": "P1"})
    with pytest.raises(ContractError, match="bring out a fault") as error, faults_told(delivery):
        int("Canary Surname")
    assert error.value.found.startswith("ValueError in test_check.py:")
    assert "Canary" not in str(error.value)
    fault = ContractError("Known.", where="", expected="", found="", next_step="")
    with pytest.raises(ContractError, match="Known"), faults_told(delivery):
        raise fault


LISTED = "restriction_id,nhs_number,upn,forename,surname,date_of_birth,postcode\n"


@pytest.mark.parametrize("name", ["restrictions_list (2).csv", "more.CSV"])
def test_a_second_file_of_restrictions_is_never_left_out(tmp_path, name):
    folder, day = tmp_path / "restrictions" / "restrictions_list" / "2026-01-01", date(2026, 1, 1)
    folder.mkdir(parents=True)
    files = [folder / "restrictions_list.csv", folder / name]
    for path in files:
        path.write_text(LISTED, encoding="utf-8")
    said = {"agency": "restrictions", "received_date": day, "area": "", "can_record_sharing": False}
    write_manifest(
        folder, format="restrictions_list", current_as_of=day, coverage_start=day,
        coverage_end=day, **said,
    )  # fmt: skip
    with pytest.raises(ExpectationFailed, match="restrictions list cannot be used") as error:
        check_paths([tmp_path])
    assert error.value.found == "files that were not read: 1 .csv file"
    with pytest.raises(ExpectationFailed, match="restrictions list cannot be used"):
        receive_files(
            files, extracts=tmp_path / "extracts", format_="restrictions_list",
            coverage=(day, day), **said,
        )  # fmt: skip
    assert not list((tmp_path / "extracts").rglob("*.csv"))


def test_what_is_taken_back_and_does_not_stand_is_counted():
    contacts = next(t for t in find_feed("social_care", "ssd").tables if t.name == "ssd_contacts")
    back = parse_table(
        pd.DataFrame({c.name: [None, None] for c in contacts.columns}, dtype="str").assign(
            cont_contact_id=["c1", "c9"], purge=["Y", "Y"]
        ),
        contacts, prefix="social_care/ssd_contacts",
    )  # fmt: skip
    standing = {"ssd_contacts": back[:1]}
    feed = find_feed("social_care", "ssd")
    (found,) = count_found_nothing({"ssd_contacts": back}, feed, standing=standing).to_dict(
        "records"
    )
    assert (found["rows_checked"], found["rows_failed"], found["examples"]) == (2, 1, "2")
    assert found["action"] == "warn"


def test_a_delivery_can_be_checked_by_its_own_folder(send, monkeypatch):
    folder = send(1, {"notice_id": "P1"}).folder
    monkeypatch.chdir(folder)
    assert set(check_paths([type(folder)()]).counts["table"]) >= {"nominals"}
