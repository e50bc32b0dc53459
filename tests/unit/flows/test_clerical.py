"""Pairs go out to people as a spreadsheet, and come back as decisions that are never lost."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from agencies.delivery import Delivery
from core.errors import ContractError, LinkageError, PublicationError, SettingsError, StoreError
from core.store import DatasetRef, Store
from flows.clerical import apply_decisions, choose_pairs, export_queue, undo_decisions
from flows.decisions import load_decisions, what_counts
from flows.history import PastNight, past_nights, remember_night, restrictions_received
from flows.night import code_version
from linkage.link import Linked, link_persons
from linkage.settings import REVIEWED_PARAMETERS
from tests.support.people import source_persons

DAY = date(2026, 10, 1)
A, B = "health/ecds_csds/1", "police/ppn/1"
NIGHT = date(2026, 9, 30)
Fill = Callable[..., Path]
Restrict = Callable[..., Delivery]

# The same child near the line, one of them with a name that a spreadsheet takes for a formula;
# and the same of a child on the restrictions list.
PEOPLE = source_persons(
    [
        {"source_person_id": A, "forename": "Ffion", "surname": "=Thornley", "sex": "F",
         "birth_date": date(2014, 3, 9), "postcode": "AB1 2CD", "address": "4 Elm Road"},
        {"source_person_id": B, "forename": "Ffion", "surname": "Carrfield", "sex": "F",
         "birth_date": date(2014, 3, 9), "postcode": "AB9 8ZZ", "address": "11 Mill Road"},
        {"source_person_id": "health/ecds_csds/2", "forename": "Reuben", "surname": "Ashworth",
         "sex": "M", "birth_date": date(2012, 7, 4)},
        {"source_person_id": "police/ppn/2", "forename": "Reuben", "surname": "Blackwell",
         "sex": "M", "birth_date": date(2012, 7, 4)},
        {"source_person_id": "restrictions/restrictions_list/9", "forename": "Reuben",
         "surname": "Ashworth", "sex": "M", "birth_date": date(2012, 7, 4)},
    ]
)  # fmt: skip
QUEUED = [(A, B), ("health/ecds_csds/2", "police/ppn/2")]


@pytest.fixture(scope="module")
def linked() -> Linked:
    """Give what a night makes of them."""
    return link_persons(PEOPLE, parameters=REVIEWED_PARAMETERS)


@pytest.fixture
def store(linked: Linked, tmp_path: Path, extracts: Path, restrict: Restrict) -> Path:
    """Give a store with one night that queued two pairs, one of them of a restricted child."""
    restrict(NIGHT, "Reuben")
    queue = pd.DataFrame(QUEUED, columns=["source_person_id", "other_source_person_id"]).assign(
        why="near_the_line", sentence="The two agree nearly enough.", is_linked=False,
        match_probability=0.61234567891234, match_weight=0.7, waterfall="Before comparing (-15.9); Surname: They differ (-4.1)",
        stratum="apart", stratum_pairs=12,
    )  # fmt: skip
    made = {
        "source_persons": PEOPLE, "links": linked.links, "persons": linked.persons,
        "clerical_queue": queue, "linkage_records": linked.memory.records,
    }  # fmt: skip
    folder = tmp_path / "store"
    kept = Store(folder, code_version=code_version())
    refs = {name: kept.write(DatasetRef(name, "1"), rows) for name, rows in made.items()}
    remember_night(
        folder,
        PastNight(
            as_of_date=NIGHT, run_reference="r-1", outcome="published", data_is_invented=True,
            restrictions=restrictions_received(extracts, until=NIGHT) or "", listed=0, refs=refs,
        ),
    )  # fmt: skip
    return folder


@pytest.fixture
def fill(store: Path, tmp_path: Path) -> Fill:
    """Give a function that exports the queue and fills cells of its first row in."""

    def _fill(**cells: str) -> Path:
        file = tmp_path / "filled.csv"
        file.unlink(missing_ok=True)
        _export(file, store)
        rows = _rows(file)
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerow(rows[0] | cells)
        file.write_text(text.getvalue(), encoding="utf-8")
        return file

    return _fill


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def _export(file: Path, store: Path, *, today: date = DAY, most: int | None = None) -> str:
    extracts = store.with_name("extracts")
    return export_queue(file, store_folder=store, extracts=extracts, today=today, most=most)


def _later_night(store: Path, **changed: str | pd.Timestamp) -> None:
    """Remember a night on which the first record says something else."""
    night = past_nights(store)[-1]
    is_first = PEOPLE["source_person_id"] == A
    people = PEOPLE.assign(
        **{name: PEOPLE[name].mask(is_first, value) for name, value in changed.items()}
    )
    kept = Store(store, code_version=code_version())
    ref = kept.write(DatasetRef("source_persons", "2"), people)
    later = {"as_of_date": DAY, "refs": {**night.refs, "source_persons": ref}}
    remember_night(store, PastNight(**{**vars(night), **later}))


def _apply(file: Path, store: Path, *, by: str = "sw-17") -> str:
    return str(apply_decisions(file, store_folder=store, by=by, decided_at=DAY))


def _undo(file: Path, store: Path) -> str:
    return str(undo_decisions(file, store_folder=store, by="sw-17", decided_at=DAY))


def test_a_pair_stands_with_both_records_side_by_side(store: Path, tmp_path: Path) -> None:
    said = _export(tmp_path / "pairs.csv", store)
    assert "Wrote 1 pair of the night of 2026-09-30" in said
    assert "names, dates of birth and addresses of children" in said
    (row,) = _rows(tmp_path / "pairs.csv")
    assert list(row)[:5] == ["decision", "reason", "why", "sentence", "waterfall"]
    assert (row["decision"], row["forename_1"], row["forename_2"]) == ("", "Ffion", "Ffion")
    assert (row["birth_date_1"], row["postcode_2"], row["agency_2"]) == (
        "2014-03-09", "AB9 8ZZ", "police",
    )  # fmt: skip
    assert row["waterfall"] == "Before comparing (-15.9); Surname: They differ (-4.1)"
    assert (row["is_linked"], row["stratum"], row["stratum_pairs"]) == ("False", "apart", "12")


def test_nobody_restricted_is_given_out(store: Path, tmp_path: Path) -> None:
    _export(tmp_path / "pairs.csv", store)
    assert "Reuben" not in (tmp_path / "pairs.csv").read_text(encoding="utf-8-sig")


def test_a_spreadsheet_opens_the_file_safely_and_nobody_else_can(
    store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "pairs.csv"
    _export(file, store)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert _rows(file)[0]["surname_1"] == "'=Thornley"


def test_a_file_that_somebody_may_have_filled_in_is_not_written_over(
    store: Path, tmp_path: Path
) -> None:
    (tmp_path / "pairs.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"Expected: a name that no file has yet\. .*already"):
        _export(tmp_path / "pairs.csv", store)


def test_only_a_csv_is_given_out_and_nothing_else_is_offered(store: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"ends in \.csv\. Found: .* \.xlsx\."):
        _export(tmp_path / "pairs.xlsx", store)


@pytest.mark.parametrize("names", [(), ("Reuben", "Ffion")], ids=["one less", "one more"])
def test_nothing_is_given_out_while_a_restrictions_list_waits_for_a_night(
    names: tuple[str, ...], store: Path, tmp_path: Path, restrict: Restrict
) -> None:
    restrict(DAY, *names)
    with pytest.raises(PublicationError, match=r"Found: another list\. .* run a night") as told:
        _export(tmp_path / "pairs.csv", store)
    assert "Ffion" not in str(told.value)
    assert not (tmp_path / "pairs.csv").exists()


def test_a_list_that_is_not_yet_received_today_waits(
    store: Path, tmp_path: Path, restrict: Restrict
) -> None:
    restrict(date(2026, 10, 2))
    assert "Wrote 1 pair" in _export(tmp_path / "pairs.csv", store)


def test_the_same_list_received_again_is_no_other(
    store: Path, tmp_path: Path, restrict: Restrict
) -> None:
    restrict(DAY, "Reuben")
    assert "Wrote 1 pair" in _export(tmp_path / "pairs.csv", store)


def test_a_list_that_cannot_be_read_stops_giving_out(
    store: Path, tmp_path: Path, restrict: Restrict
) -> None:
    (restrict(DAY).folder / "manifest.toml").write_text("x", encoding="utf-8")
    with pytest.raises(PublicationError, match="a list that cannot be read"):
        _export(tmp_path / "pairs.csv", store)


def test_another_folder_of_deliveries_is_not_taken_for_one_without_a_list(
    store: Path, extracts: Path, tmp_path: Path
) -> None:
    extracts.rename(tmp_path / "elsewhere")
    with pytest.raises(ContractError, match="No delivery was found"):
        _export(tmp_path / "pairs.csv", store)


def test_where_nobody_said_who_is_restricted_nobody_is_given_out(
    store: Path, extracts: Path, tmp_path: Path
) -> None:
    night = past_nights(store)[-1]
    remember_night(store, PastNight(**{**vars(night), "restrictions": ""}))
    (extracts / "restrictions").rename(extracts / "police")
    with pytest.raises(PublicationError, match="Found: no list"):
        _export(tmp_path / "pairs.csv", store)


def test_no_more_pairs_are_given_out_than_asked_for(store: Path, tmp_path: Path) -> None:
    assert "Wrote 1 pair" in _export(tmp_path / "pairs.csv", store, most=1)


def test_a_decision_is_kept_with_the_pair_as_it_stood(store: Path, fill: Fill) -> None:
    file = fill(decision=" Same ", reason="'=the school knows both")
    assert _apply(file, store) == "1 decision was kept. It counts from the next night on."
    (row,) = load_decisions(store).to_dict("records")
    assert (row["decision"], row["decided_by"], row["reason"]) == (
        "same", "sw-17", "=the school knows both",
    )  # fmt: skip
    assert row["decided_at"] == pd.Timestamp(DAY)
    assert (row["why"], row["is_linked"], row["stratum"], row["stratum_pairs"]) == (
        "near_the_line", False, "apart", 12,
    )  # fmt: skip
    assert row["match_probability"] == pytest.approx(0.6123, abs=1e-4)
    assert stat.S_IMODE((store / "clerical_decisions.jsonl").stat().st_mode) == 0o600


def test_the_same_file_applied_twice_adds_nothing(store: Path, fill: Fill) -> None:
    file = fill(decision="same")
    _apply(file, store)
    assert _apply(file, store).startswith("0 decisions were kept. 1 row changes nothing.")
    assert len(load_decisions(store)) == 1


def test_two_decisions_count_from_the_next_night_on(store: Path, fill: Fill) -> None:
    file = fill(decision="same", identity="", other_identity="")
    header, row = file.read_text(encoding="utf-8").splitlines()
    other = row.replace(A, "health/ecds_csds/2")
    file.write_text("\n".join([header, row, other]), encoding="utf-8")
    assert _apply(file, store) == "2 decisions were kept. They count from the next night on."


def test_a_decision_that_overturns_somebody_elses_says_so(store: Path, fill: Fill) -> None:
    _apply(fill(decision="same"), store, by="sw-17")
    said = _apply(fill(decision="different"), store, by="sw-99")
    assert said.startswith("1 decision was kept. 1 of them overturns what was decided before.")
    assert "overturn" not in _apply(fill(decision="different"), store, by="sw-99")


@pytest.mark.parametrize("by", ["", "  ", "\u200b", "-"])
def test_nobody_is_no_staff_reference(by: str, store: Path, fill: Fill) -> None:
    file = fill(decision="same")
    for act in (apply_decisions, undo_decisions):
        with pytest.raises(SettingsError, match="Nobody is named who decides"):
            act(file, store_folder=store, by=by, decided_at=DAY)
    assert load_decisions(store).empty


def test_a_file_without_a_pair_is_not_taken_for_one_without_a_decision(
    store: Path, fill: Fill
) -> None:
    file = fill(decision="same")
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    for act in (_apply, _undo):
        with pytest.raises(LinkageError, match="Found: no pair"):
            act(file, store)


ANOTHER = {"forename": "Isaac", "surname": "Ashby", "birth_date": pd.Timestamp("2011-10-26")}


def test_a_decision_keeps_whose_the_records_were_without_a_name(store: Path, fill: Fill) -> None:
    _apply(fill(decision="same"), store)
    (row,) = load_decisions(store).to_dict("records")
    assert row["identity"] != row["other_identity"]
    kept = (store / "clerical_decisions.jsonl").read_text(encoding="utf-8")
    assert not {"Ffion", "Thornley", "Carrfield", "2014"} & set(kept.replace('"', " ").split())


def test_a_record_that_is_another_childs_now_is_decided_again(store: Path, fill: Fill) -> None:
    _apply(fill(decision="same"), store)
    _later_night(store, **ANOTHER)
    assert "1 decision was kept. It counts" in _apply(fill(decision="same"), store)
    assert _apply(fill(decision="same"), store).startswith("0 decisions were kept.")
    assert load_decisions(store)["identity"].nunique() == 2


def test_a_name_that_is_corrected_leaves_the_decision_as_it_is(store: Path, fill: Fill) -> None:
    _apply(fill(decision="same"), store)
    _later_night(store, forename="Isaac", surname="Ashby")
    assert _apply(fill(decision="same"), store).startswith("0 decisions were kept.")


def test_a_file_about_another_child_than_the_record_is_of_now_is_refused(
    store: Path, fill: Fill
) -> None:
    file = fill(decision="same")
    _later_night(store, **ANOTHER)
    with pytest.raises(LinkageError, match="row 2: a record that has another name and birth date"):
        _apply(file, store)
    assert load_decisions(store).empty


def test_a_file_without_identities_is_kept_with_those_of_the_last_night(
    store: Path, fill: Fill
) -> None:
    _apply(fill(decision="same", identity="", other_identity=""), store)
    assert load_decisions(store)[["identity", "other_identity"]].notna().all(axis=None)


def test_an_empty_decision_is_undecided(store: Path, fill: Fill) -> None:
    assert "1 row is undecided" in _apply(fill(decision=""), store)
    assert load_decisions(store).empty


def test_a_later_decision_counts_and_the_earlier_one_is_kept(store: Path, fill: Fill) -> None:
    _apply(fill(decision="same"), store)
    _apply(fill(decision="different"), store)
    decisions = load_decisions(store)
    assert decisions["decision"].tolist() == ["same", "different"]
    assert what_counts(decisions) == {(A, B): "different"}


def test_undo_takes_back_what_counts_and_deletes_nothing(store: Path, fill: Fill) -> None:
    file = fill(decision="same")
    _apply(file, store)
    assert _undo(file, store).startswith("1 decision was taken back.")
    assert "1 row changes nothing" in _undo(file, store)
    assert load_decisions(store)["decision"].tolist() == ["same", "undo"]
    assert what_counts(load_decisions(store)) == {}
    assert "1 decision was kept" in _apply(file, store)


def test_undo_leaves_what_somebody_decided_otherwise_since(store: Path, fill: Fill) -> None:
    _apply(fill(decision="different"), store)
    said = _undo(fill(decision="same"), store)
    assert "1 pair was decided otherwise since, and stays so" in said
    assert what_counts(load_decisions(store)) == {(A, B): "different"}


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"decision": "maybe"}, "row 2: the decision is neither same nor different"),
        ({"decision": "same", "source_person_id": "police/ppn/404"},
         "row 2: a record that no night of this store has met"),
        ({"decision": "same", "source_person_id": B}, "row 2: a record beside itself"),
        ({"decision": "same", "is_linked": "perhaps"}, "row 2: is_linked is neither"),
        ({"decision": "same", "stratum_pairs": "many"}, "row 2: stratum_pairs is no number"),
        ({"decision": "same", "stratum_pairs": "inf"}, "row 2: stratum_pairs is no number"),
        ({"decision": "same", "stratum_pairs": "1e300"}, "row 2: stratum_pairs is no number"),
        ({"decision": "same", "stratum_pairs": "1.5"}, "row 2: stratum_pairs is no number"),
        ({"decision": "same", "stratum_pairs": "-1"}, "row 2: stratum_pairs is no number"),
        ({"decision": "same", "match_probability": "nan"}, "row 2: match_probability is no number"),
        ({"decision": "same", "match_probability": "61"}, "row 2: match_probability is no number"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_applied_is_named_and_nothing_is(
    cells: dict[str, str], fault: str, store: Path, fill: Fill
) -> None:
    with pytest.raises(LinkageError, match="none of them") as told:
        _apply(fill(**cells), store)
    assert fault in told.value.found
    assert "Ffion" not in str(told.value)
    assert load_decisions(store).empty


def test_two_rows_that_contradict_each_other_are_refused(store: Path, fill: Fill) -> None:
    file = fill(decision="same")
    header, row = file.read_text(encoding="utf-8").splitlines()
    other = row.replace("same,", "different,", 1)
    file.write_text("\n".join([header, row, other]), encoding="utf-8")
    with pytest.raises(LinkageError, match="row 3: an earlier row decides otherwise"):
        _apply(file, store)


def test_a_file_of_something_else_is_refused(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("forename\nFfion\n", encoding="utf-8")
    with pytest.raises(LinkageError, match="no column source_person_id"):
        _apply(file, store)


def test_a_store_without_a_night_has_nothing_to_decide_on(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No night has been run"):
        _export(tmp_path / "pairs.csv", tmp_path / "absent")
    assert not (tmp_path / "absent").exists()


@pytest.mark.parametrize(
    ("most", "chosen"),
    [(None, "abcdef"), (6, "abcdef"), (4, "abdf"), (3, "adf"), (2, "df"), (1, "d"), (0, "")],
)
def test_pairs_drawn_by_chance_come_first_where_there_is_room_for_few(
    most: int | None, chosen: str
) -> None:
    queue = pd.DataFrame(
        {"pair": list("abcdef"), "stratum": [None, None, None, "apart", None, "apart"]}
    )
    assert "".join(choose_pairs(queue, most)["pair"]) == chosen
