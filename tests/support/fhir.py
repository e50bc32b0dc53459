"""Writes child health event messages of our own invention, after the specification of NHS Digital.

Nobody in them exists, and no agency sent them. The specification (Digital Child Health, FHIR
STU3) names the resources and elements; what a real sender makes of it may differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from pathlib import Path

# A published example of the check digit; nobody has it.
NHS_NUMBER = "9434765919"
FREE_TEXT = "Words that a nurse wrote about a family"
_STU3 = "https://fhir.nhs.uk/STU3"
_SNOMED = "http://snomed.info/sct"


def tag(name: str, *parts: str, value: str | None = None, url: str | None = None) -> str:
    """Write an element; FHIR writes every value as an attribute."""
    said = {"value": value, "url": url}
    written = "".join(f" {key}={quoteattr(text)}" for key, text in said.items() if text is not None)
    return f"<{name}{written}>{''.join(parts)}</{name}>"


def concept(name: str, code: str, *, system: str = _SNOMED) -> str:
    """Write a coded concept, with words beside the code that nobody may rely on."""
    coding = (tag("system", value=system), tag("code", value=code), tag("display", value=FREE_TEXT))
    return tag(name, tag("coding", *coding))


def extension(name: str, code: str, *, system: str | None = None) -> str:
    """Write an extension that holds a code of the code system of the same name."""
    of = system or f"{_STU3}/CodeSystem/{name.removeprefix('Extension-')}"
    url = f"{_STU3}/StructureDefinition/{name}"
    return tag("extension", concept("valueCodeableConcept", code, system=of), url=url)


def resource(name: str, own_id: str | None, *parts: str) -> str:
    """Write an entry of a bundle, known by an identifier unless that is left out."""
    url = tag("fullUrl", value=f"urn:uuid:{own_id}")
    identified = tag("id", value=own_id) if own_id else ""
    return tag("entry", url, tag("resource", tag(name, identified, *parts)))


def refer(name: str, own_id: str) -> str:
    """Write a reference to another entry."""
    return tag(name, tag("reference", value=f"urn:uuid:{own_id}"))


@dataclass(frozen=True, kw_only=True)
class Child:
    """An invented child, as a sender holds them."""

    nhs_number: str | None = NHS_NUMBER
    status: str = "01"
    own_id: str = "child-1"
    given: str = "Ben"
    family: str = "Made-Up"
    gender: str = "male"
    born: str = "2020-01-31"
    postcode: str = "ZZ1 1AA"
    line: str = "1 Nowhere Lane"

    def written(self) -> str:
        """Write the resource Patient."""
        number = tag(
            "identifier",
            extension("Extension-CareConnect-NHSNumberVerificationStatus-1", self.status),
            tag("system", value="https://fhir.nhs.uk/Id/nhs-number"),
            tag("value", value=self.nhs_number),
        )
        moved_out = tag("period", tag("end", value="2019-01-01"))
        return resource(
            "Patient", self.own_id,
            number if self.nhs_number else "",
            tag("name", tag("family", value=self.family), tag("given", value=self.given)),
            tag("gender", value=self.gender),
            tag("birthDate", value=self.born),
            tag("address", tag("line", value=self.line), tag("postalCode", value=self.postcode)),
            tag("address", tag("line", value="9 Earlier Road"), moved_out),
        )  # fmt: skip


BEN = Child()


def message(
    event: str,
    *parts: str,
    child: Child = BEN,
    reference: str = "message-1",
    published: str = "2026-03-05T10:00:00+00:00",
    message_type: str = "new",
) -> str:
    """Write one message: header, organisation, place, child, and the parts of its event."""
    header = resource(
        "MessageHeader", reference,
        extension("Extension-DCH-MessageEventType-1", message_type),
        tag("event", tag("code", value=event)),
        tag("timestamp", value=published),
        refer("responsible", "organisation-1"),
    )  # fmt: skip
    organisation, site = (
        resource(name, own_id, tag("identifier", tag("value", value=code)))
        for name, own_id, code in (
            ("Organization", "organisation-1", "XXO"), ("Location", "site-1", "XXE01"),
        )
    )  # fmt: skip
    named = (tag("id", value=f"bundle-{reference}"), tag("type", value="message"))
    bundle = (*named, header, organisation, site, child.written(), *parts)
    return f'<Bundle xmlns="http://hl7.org/fhir">{"".join(bundle)}</Bundle>'


def encounter(*parts: str, own_id: str = "encounter-1", day: str = "2026-03-04") -> str:
    """Write the resource Encounter, which every message has."""
    subject = refer("subject", BEN.own_id)
    return resource("Encounter", own_id, subject, tag("period", tag("start", value=day)), *parts)


def immunisation(*parts: str, own_id: str | None = "dose-1", day: str = "2026-03-04") -> str:
    """Write the resource Immunization."""
    return resource("Immunization", own_id, tag("date", value=day), *parts)


def observation(*parts: str, own_id: str, profile: str = "CareConnect-DCH-Observation-1") -> str:
    """Write the resource Observation, with words that must not be read."""
    meta = tag("meta", tag("profile", value=f"{_STU3}/StructureDefinition/{profile}"))
    return resource("Observation", own_id, meta, *parts, tag("valueString", value=FREE_TEXT))


def write_messages(folder: Path, *messages: str) -> Path:
    """Write each message into a file of its own, in the order given."""
    for number, text in enumerate(messages, start=1):
        (folder / f"{number:03d}.xml").write_text(text, encoding="utf-8")
    return folder
