"""Child health event messages are read whole, whatever their order, and nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.contract import Sent
from agencies.feeds import find_feed
from agencies.history import NOTHING, Taken, apply_delivery, split_retractions
from agencies.parse import parse_tables
from core.errors import ContractError
from core.vocabulary import Capability
from expectations.checkpoint import check_delivery
from tests.support.fhir import (
    BEN,
    FREE_TEXT,
    NHS_NUMBER,
    Child,
    concept,
    encounter,
    immunisation,
    message,
    observation,
    tag,
    write_messages,
)
from tests.support.third_party import third_party

FEED = find_feed("health", "dch_events")
OTHER_NUMBER = "9434765870"  # right check digit; nobody has it


def _read(folder: Path, *messages: str) -> Sent:
    return FEED.read(write_messages(folder, *messages))


def _dose(reference: str, **said: str) -> str:
    return message("CH015", encounter(), immunisation(), reference=reference, **said)


@pytest.mark.third_party
def test_published_examples_are_read(tmp_path: Path):
    for path in third_party("nhs_dch_events").glob("*.xml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    sent = FEED.read(tmp_path)
    assert {name: len(rows) for name, rows in sent.tables.items()} == {
        "messages": 4, "children": 3, "immunisations": 4,
    }  # fmt: skip
    assert sent.files_ignored == ()
    tables = parse_tables(sent.tables, FEED)
    checked = check_delivery(tables, FEED, received_date=date(2018, 1, 1))
    assert checked.counts["quarantined"].sum() == 0
    doses = checked.accepted["immunisations"]
    assert doses["immunisation_date"].min() == pd.Timestamp("2017-10-10")
    assert not doses["is_not_given"].any()
    persons = FEED.to_persons(checked.accepted).set_index("nhs_number")
    assert sorted(persons.index) == ["9912003888", "9912003896", "9912003926"]
    moved = persons.loc["9912003926"]
    assert (moved["postcode"], moved["address"]) == ("LS1 4JT", "25 West Point")
    events = FEED.to_events(checked.accepted)
    assert set(events["kind"]) == {"health_appointment"}
    assert set(events["detail"]) == {"Immunisation"}
    assert (events["recorded_date"] >= events["event_date"]).all()


def test_child_of_several_messages_is_one_person_as_last_published(tmp_path: Path):
    earlier = Child(own_id="child-a", family="Before", postcode="ZZ9 9ZZ")
    later = Child(own_id="child-b", family="After")
    sent = _read(
        tmp_path,
        message("CH015", immunisation(own_id="d2"), child=later, published="2026-03-02T09:00:00Z"),
        message("CH015", immunisation(own_id="d1"), child=earlier, published="2026-03-01T09:00:00Z",
                reference="message-2"),
    )  # fmt: skip
    assert sent.tables["children"]["family_name"].tolist() == ["After"]
    assert len(set(sent.tables["immunisations"]["patient_id"])) == 1


@pytest.mark.parametrize("name", ["subject", "patient"])
def test_message_is_about_the_child_of_its_encounter(tmp_path: Path, name: str):
    mother = Child(own_id="mother-1", nhs_number=OTHER_NUMBER, family="Not-The-Child")
    visit = encounter().replace("<subject>", f"<{name}>").replace("</subject>", f"</{name}>")
    text = message("CH015", visit, immunisation(), BEN.written(), child=mother)
    assert _read(tmp_path, text).tables["children"]["family_name"].tolist() == ["Made-Up"]


def test_entry_without_a_place_is_where_it_was_published(tmp_path: Path):
    nowhere = _dose("m1").replace("<Location>", "<Place>").replace("</Location>", "</Place>")
    assert _read(tmp_path, nowhere).tables["immunisations"]["ods_code"].tolist() == ["XXO"]


def test_address_that_has_ended_is_passed_over(tmp_path: Path):
    child = _read(tmp_path, _dose("m1")).tables["children"].iloc[0]
    assert (child["address_line"], child["postcode"]) == (BEN.line, BEN.postcode)


def test_key_of_a_child_does_not_show_the_nhs_number(tmp_path: Path):
    spaced = Child(nhs_number="943 476 5919", own_id="child-b")
    sent = _read(tmp_path, _dose("m1"), message("CH015", immunisation(own_id="d2"), child=spaced))
    keys = set(sent.tables["immunisations"]["patient_id"])
    assert len(keys) == 1
    assert NHS_NUMBER not in keys.pop()


@pytest.mark.parametrize(
    "child",
    [Child(nhs_number="9434765918"), Child(nhs_number=None), Child(status="05")],
    ids=["wrong check digit", "none", "conflicts with other details"],
)
def test_child_without_a_usable_nhs_number_is_known_by_the_senders_identifier(
    tmp_path: Path, child: Child
):
    sent = _read(tmp_path, message("CH015", immunisation(), child=child))
    tables = parse_tables(sent.tables, FEED)
    assert tables["children"]["patient_id"].tolist() == ["child-1"]
    assert FEED.to_persons(tables)["nhs_number"].isna().all()


@pytest.mark.parametrize("published", ["2026-03-06T08:00:00Z", "2026-03-05T12:30:00+00:00"])
def test_correction_published_later_holds(tmp_path: Path, published: str):
    corrected = message(
        "CH015", immunisation(day="2026-02-28"), reference="m2", published=published,
        message_type="update",
    )  # fmt: skip
    sent = _read(tmp_path, corrected, _dose("m1", published="2026-03-05T13:00:00+01:00"))
    dose = sent.tables["immunisations"].iloc[0]
    assert len(sent.tables["immunisations"]) == 1
    assert (dose["immunisation_date"], dose["recorded_date"]) == ("2026-02-28", published[:10])
    assert dose["is_taken_back"] == "false"


def test_later_delivery_of_messages_corrects_and_takes_back(tmp_path: Path):
    other = message("CH015", immunisation(own_id="dose-2"), reference="m2")
    corrected = message("CH015", immunisation(day="2026-02-28"), reference="m3",
                        message_type="update")  # fmt: skip
    back = message("CH015", immunisation(own_id="dose-2"), reference="m4", message_type="delete")
    standing = NOTHING
    for day, messages in enumerate(((_dose("m1"), other), (corrected, back)), start=1):
        folder = tmp_path / str(day)
        folder.mkdir()
        said, retractions = split_retractions(
            parse_tables(_read(folder, *messages).tables, FEED), FEED
        )
        taken = Taken(received_date=date(2026, 3, day), holds="changes", accepted=said,
                      retractions=retractions)  # fmt: skip
        standing = apply_delivery(standing, taken, feed=FEED)
    events = FEED.to_events(standing.tables)
    assert events["source_record_id"].tolist() == ["health/immunisations/dose-1"]
    assert events["event_date"].tolist() == [pd.Timestamp("2026-02-28")]
    assert len(standing.tables["messages"]) == 4


def test_entry_that_was_taken_back_is_marked_and_is_no_entry(tmp_path: Path):
    back = _dose("m2", published="2026-03-06T08:00:00Z", message_type="delete")
    sent = _read(tmp_path, back, _dose("m1"))
    tables = parse_tables(sent.tables, FEED)
    standing, retractions = split_retractions(tables, FEED)
    assert FEED.to_events(standing).empty
    assert retractions["immunisations"]["source_record_id"].tolist() == [
        "health/immunisations/dose-1"
    ]


def test_entry_that_is_sent_again_after_it_was_taken_back_stands(tmp_path: Path):
    back = _dose("m2", published="2026-03-06T08:00:00Z", message_type="delete")
    again = _dose("m3", published="2026-03-07T08:00:00Z")
    tables, _ = split_retractions(parse_tables(_read(tmp_path, back, again).tables, FEED), FEED)
    assert len(FEED.to_events(tables)) == 1


def test_message_sent_twice_is_one_entry_and_the_copy_is_set_aside(tmp_path: Path):
    sent = _read(tmp_path, _dose("m1"), _dose("m1"))
    checked = check_delivery(parse_tables(sent.tables, FEED), FEED)
    assert checked.quarantined["messages"]["_reasons"].tolist() == ["copy"]
    assert len(checked.accepted["immunisations"]) == 1


def test_other_event_types_are_counted_by_code_and_make_nobody_known(tmp_path: Path):
    (tmp_path / f"note-{NHS_NUMBER}.txt").write_text("x")
    sent = _read(
        tmp_path, message("CH018"), message("CH018", reference="m2"),
        message("CH018x", reference="m3"), message(f"about {NHS_NUMBER}", reference="m4"),
        message("CH003", reference="m5"),
    )  # fmt: skip
    assert sent.files_ignored == (
        "file.txt", "message", "message", "message.CH003", "message.CH018", "message.CH018",
    )  # fmt: skip
    assert set(sent.tables) == {"messages", "children"}
    assert (len(sent.tables["messages"]), len(sent.tables["children"])) == (5, 0)
    checked = check_delivery(parse_tables(sent.tables, FEED), FEED)
    assert len(FEED.to_events(checked.accepted)) == len(FEED.to_persons(checked.accepted)) == 0


def test_type_without_a_message_cannot_tell(tmp_path: Path):
    sent = _read(tmp_path, _dose("m1"))
    assert FEED.capabilities_of(sent.columns) == frozenset()
    risk = observation(concept("code", "1064461000000103"), own_id="o1")
    sent = _read(tmp_path, message("CH029", encounter(), risk))
    assert FEED.capabilities_of(sent.columns) == {Capability.CONCERN}


def test_event_without_what_it_is_about_is_set_aside_and_not_lost(tmp_path: Path):
    checked = check_delivery(
        parse_tables(_read(tmp_path, message("CH015", encounter())).tables, FEED), FEED
    )
    reasons = checked.quarantined["immunisations"]["_reasons"].tolist()
    assert reasons == ["required:entry_id,required:immunisation_date"]


def test_entry_without_an_identifier_is_set_aside(tmp_path: Path):
    sent = _read(tmp_path, message("CH015", immunisation(own_id=None)))
    checked = check_delivery(parse_tables(sent.tables, FEED), FEED)
    assert checked.quarantined["immunisations"]["_reasons"].tolist() == ["required:entry_id"]


def test_code_that_no_list_names_is_set_aside(tmp_path: Path):
    risk = observation(tag("code", tag("text", value="Something else")), own_id="o1")
    fact = observation(
        concept("code", "123456"), tag("valueDateTime", value="2026-02-01"), own_id="o2"
    )
    sent = _read(
        tmp_path, message("CH029", encounter(), risk), message("CH033", fact, reference="m2")
    )
    checked = check_delivery(parse_tables(sent.tables, FEED), FEED)
    assert checked.quarantined["safeguarding_risks"]["_reasons"].tolist() == ["code:risk"]
    assert checked.quarantined["legal_information"]["_reasons"].tolist() == ["code:fact"]


NOT_FHIR = "<Bundle><type value='message'/></Bundle>"
ENTITY = '<!DOCTYPE x [<!ENTITY e "Made-Up">]><Bundle xmlns="http://hl7.org/fhir">&e;</Bundle>'
COLLECTION = '<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/></Bundle>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<Bundle>Made-Up", "ParseError in line 1"),
        ("Made-Up", "ParseError in line 1"),
        (ENTITY, "EntitiesForbidden"),
        ('<Patient xmlns="http://hl7.org/fhir"/>', "no FHIR bundle"),
        (NOT_FHIR, "a bundle with 0 headers"),
        (COLLECTION, "a bundle with 0 headers"),
        (_dose("m").replace('<type value="message">', '<type value="batch">'), "bundle with 1"),
    ],
)
def test_file_that_is_no_message_is_named_by_its_place_and_not_quoted(
    tmp_path: Path, text: str, found: str
):
    write_messages(tmp_path, _dose("m1"), _dose("m2"))
    (tmp_path / f"002-{NHS_NUMBER}.xml").write_text(text, encoding="utf-8")
    with pytest.raises(ContractError, match=f"(?s)file 2 of 3 .*{found}") as raised:
        FEED.read(tmp_path)
    assert "Made-Up" not in str(raised.value)
    assert NHS_NUMBER not in str(raised.value)


def test_folder_without_a_message_is_refused(tmp_path: Path):
    with pytest.raises(ContractError, match="holds no message"):
        FEED.read(tmp_path)


def test_no_free_text_is_read(tmp_path: Path):
    risk = observation(tag("code", tag("text", value="Risk from others")), own_id="o1")
    declined = tag("explanation", concept("reasonNotGiven", "4", system="DCH-ReasonNotGiven-1"))
    sent = _read(
        tmp_path, message("CH029", encounter(), risk),
        message("CH015", immunisation(tag("notGiven", value="true"), declined)),
    )  # fmt: skip
    assert not any(FREE_TEXT in rows.to_csv() for rows in sent.tables.values())


_DAYS = st.integers(1, 3).map(lambda day: f"2026-03-0{day}T09:00:00Z")
_SENT = st.lists(
    st.tuples(
        st.sampled_from(["dose-1", "dose-2"]),
        st.sampled_from(["new", "update", "delete"]),
        _DAYS,
        st.sampled_from([NHS_NUMBER, OTHER_NUMBER]),
        st.sampled_from(["Before", "After"]),
        st.sampled_from(["m1", "m2"]),
    ),
    min_size=1,
    max_size=6,
)


def _tables(messages: list[str]) -> dict[str, list[str]]:
    with TemporaryDirectory() as folder:
        sent = _read(Path(folder), *messages)
    return {
        name: sorted(rows.to_csv(index=False).split("\n")) for name, rows in sent.tables.items()
    }


@settings(derandomize=True, max_examples=50, deadline=None)
@given(said=_SENT, data=st.data())
def test_order_of_the_files_makes_no_difference_and_a_repeat_none_but_its_own_row(said, data):
    messages = [
        message(
            "CH015", immunisation(own_id=dose), message_type=kind, published=day,
            reference=reference, child=Child(nhs_number=nhs_number, family=family),
        )
        for dose, kind, day, nhs_number, family, reference in said
    ]  # fmt: skip
    first = _tables(messages)
    assert _tables(data.draw(st.permutations(messages))) == first
    again = _tables([*messages, messages[0]])
    assert {**again, "messages": first["messages"]} == first
    assert len(again["messages"]) == len(first["messages"]) + 1
