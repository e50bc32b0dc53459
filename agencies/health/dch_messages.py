"""Reads child health event messages (FHIR, XML) as tables of text.

The elements are those of the STU3 specification; where the published examples of 2017 name one
differently, both names are read. Free text and the names of anybody but the child never are.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from agencies.contract import Sent
from agencies.delivery import MANIFEST
from agencies.health.dch_events_tables import EVENT_TYPES, TABLE_OF_EVENT, TABLES
from agencies.health.nhs_numbers import UNUSABLE_STATUSES
from agencies.readers import with_contract_columns
from core.errors import ContractError
from core.identifiers import is_nhs_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_FHIR = "{http://hl7.org/fhir}"
_SNOMED = "http://snomed.info/sct"
_NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

Row = dict[str, str | None]


def read_messages(folder: Path) -> Sent:
    """Read every message in a delivery's folder.

    `messages` has one row per file; another table one row per entry, or child, as the message
    published last has it. Knowable: times of day are cut off. The order and the names of the
    files make no difference but to the order of `messages`. Absent: an event without the resource it is about gives a row
    without a key, which a check sets aside; a type without a message has no table.

    Messages of other types, and files that are no XML, stand in `files_ignored` under names of
    ours: those of the published examples hold the child's NHS number.

    Raises:
        ContractError: there is no message, or a file is not well-formed or no message bundle; it
            is named by its place among the XML files in order of name.
    """
    files = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    paths = [path for path in files if path.suffix.lower() == ".xml"]
    if not paths:
        raise _error("no message", where=f"delivery folder {folder.name}", found="no XML file")
    messages = [
        _read_message(path, place=f"XML file {number} of {len(paths)} in order of name")
        for number, path in enumerate(paths, start=1)
    ]
    rows: dict[str, list[Row]] = {
        "messages": [message.header for message in messages],
        "children": _latest(((m, m.patient()) for m in messages if m.is_read), key="patient_id"),
    }
    for code, table in TABLE_OF_EVENT.items():
        of_type = [message for message in messages if message.header["event_type"] == code]
        if of_type:
            entries = ((message, row) for message in of_type for row in message.entries())
            rows[table.name] = _latest(entries, key="entry_id")
    return _sent(rows, _stand_in_names(messages, set(files) - set(paths)))


def _sent(rows: dict[str, list[Row]], ignored: tuple[str, ...]) -> Sent:
    tables = {table.name: table for table in TABLES if table.name in rows}
    # A message has a place for each of its columns, whether or not the sender had something to say.
    columns = {name: tuple(c.name for c in table.columns) for name, table in tables.items()}
    frames = {
        name: with_contract_columns(
            pd.DataFrame(rows[name], columns=list(columns[name]), dtype="str"), table, where=name
        )
        for name, table in tables.items()
    }
    return Sent(frames, columns, ignored)


def _stand_in_names(messages: Iterable[_Message], others: Iterable[Path]) -> tuple[str, ...]:
    """Name what was not read: messages by their event type, other files by their ending."""
    types = (m.header["event_type"] for m in messages if not m.is_read)
    # A type that no list names could be any text, so it is not quoted.
    named = (f"message.{code}" if code in EVENT_TYPES.codes else "message" for code in types)
    return tuple(sorted([*named, *(f"file{path.suffix.lower()}" for path in others)]))


def _latest(rows: Iterable[tuple[_Message, Row]], *, key: str) -> list[Row]:
    """Give of each key the row of the message published last; rows without a key all stay."""
    in_order = sorted(rows, key=lambda one: (*one[0].order, repr(sorted(one[1].items()))))
    keyed = {row[key]: row for _, row in in_order if row[key]}
    without = [row for _, row in in_order if not row[key]]
    return [row for _, row in sorted(keyed.items(), key=lambda one: str(one[0]))] + without


def _read_message(path: Path, *, place: str) -> _Message:
    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, DefusedXmlException, ValueError, OSError) as error:
        # A parser's own message may quote what stands in the file, so only the line is passed on.
        line = getattr(error, "position", (None,))[0]
        found = type(error).__name__ + (f" in line {line}" if line else "")
        raise _error("a file that cannot be read", where=place, found=found) from None
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix(_FHIR)
    headers = root.findall("entry/resource/MessageHeader")
    if root.tag != "Bundle" or _value(root, "type") != "message" or len(headers) != 1:
        found = (
            f"a bundle with {len(headers)} headers" if root.tag == "Bundle" else "no FHIR bundle"
        )
        raise _error("a file that is no event message", where=place, found=found)
    return _Message(root, headers[0])


def _error(what: str, *, where: str, found: str) -> ContractError:
    return ContractError(
        f"A delivery of child health event messages holds {what}.",
        where=where,
        expected="well-formed XML without entities of its own: a FHIR bundle of type message with "
        "one message header",
        found=found,
        next_step="ask the sender to publish the message again, and receive the folder again",
    )


@dataclass(frozen=True, eq=False)
class _Message:
    """One message: its header, and where its parts are found."""

    bundle: Any
    source: Any  # the element MessageHeader

    @functools.cached_property
    def header(self) -> Row:
        return {
            # Two of the published examples have one publication reference, but no two one bundle.
            "message_id": _value(self.bundle, "id") or _own_id(self.source),
            "event_type": _value(self.source, "event/code"),
            "message_type": _extension(self.source, "Extension-DCH-MessageEventType-1"),
            "recorded_date": _day(self.source, "timestamp"),
            "publisher_ods_code": _ods_code(self._at(self.source, "responsible")),
        }

    @property
    def is_read(self) -> bool:
        return self.header["event_type"] in TABLE_OF_EVENT

    @property
    def order(self) -> tuple[datetime, str]:
        """Give what messages are ordered by: when they were published, then their identifier."""
        try:
            said = datetime.fromisoformat(_value(self.source, "timestamp") or "")
        except ValueError:
            said = _LONG_AGO
        at = said if said.tzinfo else said.replace(tzinfo=UTC)
        return at, self.header["message_id"] or ""

    def entries(self) -> list[Row]:
        """Give the rows of the message's event type, with the columns that all types share."""
        resource, make = _PARTS[self.header["event_type"] or ""]
        shared: Row = {
            "patient_id": self.patient()["patient_id"],
            "ods_code": _ods_code(self._first("Location")) or self.header["publisher_ods_code"],
            "recorded_date": self.header["recorded_date"],
            "message_type": self.header["message_type"],
            "is_taken_back": str(self.header["message_type"] == "delete").lower(),
        }
        parts = self.bundle.findall(f"entry/resource/{resource}")
        # An event without what it is about is not lost: its row has no key, and is set aside.
        return [
            {**shared, "entry_id": _own_id(part), **make(self, part)} for part in parts
        ] or [{**shared, "entry_id": None}]  # fmt: skip

    def patient(self) -> Row:
        """Give the child the message is about."""
        subjects = (self._at(self._first("Encounter"), name) for name in ("subject", "patient"))
        child = next((one for one in subjects if one is not None), self._first("Patient"))
        numbers = [] if child is None else child.findall("identifier")
        number = next((n for n in numbers if _value(n, "system") == _NHS_NUMBER), None)
        status = _extension(number, "NHSNumberVerificationStatus-1")
        address = _current_address(child)
        row = {
            "nhs_number": _value(number, "value"),
            "nhs_number_status": status,
            "given_name": _value(child, "name/given"),
            "family_name": _value(child, "name/family"),
            "birth_date": _value(child, "birthDate"),
            "gender": _value(child, "gender"),
            "postcode": _value(address, "postalCode"),
            "address_line": _value(address, "line"),
        }
        usable = is_nhs_number(row["nhs_number"]) and status not in UNUSABLE_STATUSES
        key = _stand_in(str(row["nhs_number"])) if usable else _own_id(child)
        return {"patient_id": key, **row}

    def day(self, part: Any, path: str) -> str | None:
        """Give a day of a part, or else the day of the encounter it belongs to."""
        return _day(part, path) or _day(self._first("Encounter"), "period/start")

    def team(self, episode: Any) -> Row:
        """Give the name of the team of an episode, and the professional in it as a number."""
        team = self._at(episode, "team")
        worker = self._at(episode, "careManager")
        if worker is None:
            worker = self._at(team, "participant/member")
        return {"team": _value(team, "name"), "worker": _value(worker, "identifier/value")}

    def _first(self, resource: str) -> Any:
        return self.bundle.find(f"entry/resource/{resource}")

    def _at(self, part: Any, path: str) -> Any:
        """Give the resource that a part refers to, or None."""
        reference = _value(part, f"{path}/reference")
        for entry in self.bundle.findall("entry") if reference else ():
            resource = entry.find("resource/*")
            names = (_value(entry, "fullUrl"), f"urn:uuid:{_value(resource, 'id')}")
            if reference in names:
                return resource
        return None


def _attendance(message: _Message, encounter: Any) -> Row:
    return {
        "arrival_date": message.day(encounter, "period/start"),
        "presenting_complaint": _code(encounter, "reason", system=_SNOMED),
        "referral_source": _code(
            encounter, "hospitalization/admitSource", system="DCH-ReferralSourceEmergencyCare-1"
        ),
    }


def _immunisation(message: _Message, immunisation: Any) -> Row:
    not_given = _value(immunisation, "notGiven") or _value(immunisation, "wasNotGiven")
    reason = "explanation/reasonNotGiven"
    return {
        "immunisation_date": message.day(immunisation, "date"),
        "is_not_given": not_given,
        "reason_not_given": _code(immunisation, reason, system="DCH-ReasonNotGiven-1"),
    }


def _professional_contact(message: _Message, episode: Any) -> Row:
    return {
        "association": _code(episode, "type", system="DCH-AssociationType-1"),
        "start_date": _day(episode, "period/start"),
        "end_date": _day(episode, "period/end"),
        **message.team(episode),
    }


def _referral(message: _Message, referral: Any) -> Row:
    return {
        "referral_date": message.day(referral, "authoredOn"),
        "referral_source": _extension(
            referral, "Extension-DCH-SourceOfReferral-1", system="DCH-SourceOfReferral-1"
        ),
        "urgency": _value(referral, "priority"),
    }


def _risk(message: _Message, observation: Any) -> Row:
    risk = _code(observation, "code", system=_SNOMED) or _value(observation, "code/text")
    return {"risk_date": message.day(None, ""), "risk": risk}


# Profile of an observation, as the specification names it → what it says. NHS Digital's own
# example has a general profile and tells the two starts by their SNOMED CT code.
_LEGAL_PROFILES = {
    "LookedAfterChildStartDate": "looked_after_start",
    "LookedAfterChildEndDate": "looked_after_end",
    "ChildProtectionPlanStartDate": "protection_plan_start",
    "ChildProtectionPlanEndDate": "protection_plan_end",
}
_LEGAL_CODES = {
    "764841000000100": "looked_after_start",
    "1064311000000109": "protection_plan_start",
}


def _legal_fact(_: _Message, observation: Any) -> Row:
    profile = _value(observation, "meta/profile") or ""
    code = _code(observation, "code", system=_SNOMED)
    named = (fact for name, fact in _LEGAL_PROFILES.items() if f"-{name}-Observation-" in profile)
    # What is neither stays as it was sent, for the check of the code list to find.
    fact = next(named, None) or _LEGAL_CODES.get(code or "") or code
    return {"fact": fact, "fact_date": _day(observation, "valueDateTime")}


_PARTS: dict[str, tuple[str, Callable[[_Message, Any], Row]]] = {
    "CH011": ("Encounter", _attendance),
    "CH015": ("Immunization", _immunisation),
    "CH027": ("EpisodeOfCare", _professional_contact),
    "CH028": ("ReferralRequest", _referral),
    "CH029": ("Observation", _risk),
    "CH033": ("Observation", _legal_fact),
}


def _value(element: Any, path: str) -> str | None:
    """Give the value of the first part at a path; FHIR writes every value as an attribute."""
    part = None if element is None else element.find(path)
    return None if part is None else (part.get("value") or "").strip() or None


def _code(element: Any, path: str, *, system: str = "") -> str | None:
    """Give the first code of a concept that belongs to a code system, by the end of its name."""
    for coding in () if element is None else element.findall(f"{path}/coding"):
        if (_value(coding, "system") or "").endswith(system):
            return _value(coding, "code")
    return None


def _extension(element: Any, name: str, *, system: str = "") -> str | None:
    """Give the code in the extension whose published name ends so."""
    for extension in () if element is None else element.findall("extension"):
        if extension.get("url", "").endswith(name):
            return _code(extension, "valueCodeableConcept", system=system)
    return None


def _day(element: Any, path: str) -> str | None:
    """Give the day of a date or date-time, as its own time zone has it."""
    said = _value(element, path)
    return said[:10] if said and said[10:11] == "T" else said


def _own_id(resource: Any) -> str | None:
    return _value(resource, "id") or _value(resource, "identifier/value")


def _ods_code(resource: Any) -> str | None:
    return _value(resource, "identifier/value")


def _current_address(child: Any) -> Any:
    """Give the last address without an end, or else the last one."""
    addresses = [] if child is None else child.findall("address")
    current = [one for one in addresses if _value(one, "period/end") is None]
    return next(reversed(current or addresses), None)


def _stand_in(nhs_number: str) -> str:
    """Give a key that stands for an NHS number where the number itself may not be shown.

    It keeps the same child's messages together and is the same in every delivery. It is no secret:
    who has a number can work out its key.
    """
    digits = "".join(filter(str.isdigit, nhs_number))
    return "nhs-" + hashlib.sha256(f"dch_events/{digits}".encode()).hexdigest()[:20]
