"""Invents people, and what four agencies hold about them: incomplete, misspelt and out of date.

Every name, date and address is drawn from lists or made up. `true_person_id` is the truth.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from core.catalogue import SOURCE_PERSONS
from core.identifiers import nhs_check_digit, upn_check_letter

FEEDS = (
    ("social_care", "ssd"), ("police", "ppn"), ("health", "ecds_csds"),
    ("education", "school_census"),
)  # fmt: skip
_PRESENT = {"social_care": 0.35, "police": 0.3, "health": 0.9, "education": 0.75}
_BOYS_TEXT = """Oliver George Arthur Noah Muhammad Leo Oscar Harry Archie Jack Henry Charlie Freddie
    Theodore Thomas Finley Alfie Jacob William Isaac Alexander Joshua James Samuel Daniel Yusuf
    Ibrahim Adam Ethan Max Lucas Benjamin Mason Harrison Reuben Hugo Kai Jayden Kayden Dylan
    Luke Nathan Ryan Connor Callum Liam Matthew Aiden Zain Hassan"""
_BOYS = _BOYS_TEXT.split()
_GIRLS_TEXT = """Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace
    Daisy Sienna Poppy Elsie Emily Ella Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maya
    Sofia Emma Isabelle Ruby Zara Aisha Fatima Maryam Chloe Jessica Eva Alice Hannah Zoe Megan
    Katie Leah Holly Layla Erin Abigail Samantha"""
_GIRLS = _GIRLS_TEXT.split()
_STEMS_TEXT = """Ash Black Brook Carr Clay Cross Dal Fair Far Green Hart Haw Hol Kirk Lang Mar Mill Nor
    Oak Pem Red Rob Stan Sut Thorn Wal Whit Wood"""
_STEMS = _STEMS_TEXT.split()
_ENDS_TEXT = "well ton ley field worth man son ford by bridge wood shaw combe stone croft"
_ENDS = _ENDS_TEXT.split()
_COMMON = ["Smith", "Jones", "Khan", "Patel", "Williams", "Brown", "Ahmed", "Taylor"]
_STREETS_TEXT = "Elm Oak Station Church Mill Park Victoria Albert Queen King Chapel Meadow"
_STREETS = _STREETS_TEXT.split()
_SHORT = {
    "Oliver": "Ollie", "Thomas": "Tom", "Samuel": "Sam", "Joshua": "Josh", "William": "Will",
    "Benjamin": "Ben", "Daniel": "Danny", "Alexander": "Alex", "Matthew": "Matt",
    "Isabella": "Bella", "Charlotte": "Lottie", "Matilda": "Tilly", "Jessica": "Jess",
    "Abigail": "Abi", "Samantha": "Sam", "Megan": "Meg", "Theodore": "Teddy", "Muhammad": "Mo",
}  # fmt: skip


@dataclass(frozen=True)
class Child:
    """One invented child, as they truly are."""

    true_person_id: str
    forename: str
    surname: str
    birth_date: date
    sex: str
    postcode: str
    address: str
    nhs_number: str
    upn: str


@dataclass
class People:
    """Invented source persons, with the truth beside them."""

    source_persons: pd.DataFrame
    truth: pd.DataFrame
    children: list[Child] = field(default_factory=list)


def invent_people(children: int, *, seed: int) -> People:
    """Invent a number of children and the records of four agencies about them."""
    draw = random.Random(seed)  # noqa: S311  # invented people need no secure randomness
    invented: list[Child] = []
    while len(invented) < children:
        invented += _invent_family(draw, start=len(invented))
    invented = invented[:children]
    rows = []
    truth = []
    for child in invented:
        for agency, format_ in FEEDS:
            for copy in range(_copies(draw, agency)):
                key = f"{agency}/{format_}/{draw.getrandbits(40):010x}-{copy}"
                rows.append(_record(child, draw, key))
                truth.append((key, child.true_person_id))
    return People(
        source_persons(rows),
        pd.DataFrame(truth, columns=["source_person_id", "true_person_id"]),
        invented,
    )


def source_persons(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Make source persons from rows that give a source_person_id and what else they hold."""
    frame = pd.DataFrame(rows, columns=SOURCE_PERSONS.columns)
    parts = frame["source_person_id"].astype("str").str.split("/")
    frame["agency"], frame["format"] = parts.str[0], parts.str[1]
    return SOURCE_PERSONS.conform(frame)


def nhs_number(nine: int) -> str:
    """Give the first valid NHS number from nine digits on."""
    while (check := nhs_check_digit(f"{nine:09d}")) is None:
        nine += 1
    return f"{nine:09d}{check}"


def upn(twelve: int) -> str:
    """Give a valid UPN with these twelve digits."""
    return upn_check_letter(f"{twelve:012d}") + f"{twelve:012d}"


def _copies(draw: random.Random, agency: str) -> int:
    if draw.random() > _PRESENT[agency]:
        return 0
    return 2 if draw.random() < 0.03 else 1  # the same child entered twice


def _invent_family(draw: random.Random, *, start: int) -> list[Child]:
    surname = draw.choice(_STEMS) + draw.choice(_ENDS)
    if draw.random() < 0.15:
        surname = draw.choice(_COMMON)
    if draw.random() < 0.05:
        surname += "-" + draw.choice(_STEMS) + draw.choice(_ENDS)
    postcode, address = _home(draw)
    birth = date(2007, 1, 2) + timedelta(days=draw.randrange(6200))
    family: list[Child] = []
    for place in range(draw.choice((1, 1, 2, 2, 3))):
        is_twin = place == 1 and draw.random() < 0.1
        if place and not is_twin:
            birth += timedelta(days=400 + draw.randrange(900))
        sex = draw.choice("MF")
        taken = {child.forename for child in family}
        names = [name for name in (_BOYS if sex == "M" else _GIRLS) if name not in taken]
        number = start + place
        family.append(
            Child(
                true_person_id=f"true-{number}",
                forename=draw.choice(names),
                surname=surname,
                birth_date=birth,
                sex=sex,
                postcode=postcode,
                address=address,
                nhs_number=nhs_number(400_000_000 + 7 * number),
                upn=upn(820_300_000_000 + 11 * number),
            )
        )
    return family


def _home(draw: random.Random) -> tuple[str, str]:
    outward = f"AB{draw.randrange(1, 30)}"
    inward = f"{draw.randrange(1, 10)}{draw.choice('ABDEFGHJ')}{draw.choice('LNPQRSTU')}"
    return f"{outward} {inward}", f"{draw.randrange(1, 90)} {draw.choice(_STREETS)} Road"


def _record(child: Child, draw: random.Random, key: str) -> dict[str, object]:
    """Write a child down as one agency would: with its gaps and slips."""
    agency = key.split("/", maxsplit=1)[0]
    forename: str | None = child.forename
    if draw.random() < 0.08:
        forename = _SHORT.get(child.forename, child.forename)
    if draw.random() < 0.03:
        forename = _slip(forename or "", draw)
    surname = child.surname
    if draw.random() < 0.03:
        surname = _slip(surname, draw)
    if "-" in surname and draw.random() < 0.4:
        surname = draw.choice(surname.split("-"))
    if draw.random() < 0.01:
        surname = draw.choice(_STEMS) + draw.choice(_ENDS)
    if draw.random() < 0.004:
        forename, surname = surname, forename or ""
    postcode, address = child.postcode, child.address
    if draw.random() < 0.15:
        postcode, address = _home(draw)
    has_nhs = {"health": 0.97, "social_care": 0.5}.get(agency, 0.0)
    has_upn = {"education": 1.0, "social_care": 0.6}.get(agency, 0.0)
    return {
        "source_person_id": key,
        "forename": forename,
        "surname": surname,
        "birth_date": _birth(child.birth_date, draw, missing=0.18 if agency == "police" else 0.01),
        "sex": child.sex if draw.random() > 0.02 else None,
        "postcode": postcode if draw.random() > 0.04 else None,
        "address": address if draw.random() > 0.06 else None,
        "nhs_number": child.nhs_number if draw.random() < has_nhs else None,
        "upn": child.upn if draw.random() < has_upn else None,
        "team": "East assessment team" if agency == "social_care" else None,
    }


def _birth(birth: date, draw: random.Random, *, missing: float) -> date | None:
    chance = draw.random()
    if chance < missing:
        return draw.choice((None, date(1900, 1, 1), date(birth.year, 1, 1)))
    if chance > 0.99 and birth.day <= 12:
        return date(birth.year, birth.day, birth.month)
    if chance > 0.98:
        return birth + timedelta(days=draw.choice((-1, 1)))
    return birth


def _slip(name: str, draw: random.Random) -> str:
    at = draw.randrange(1, max(2, len(name) - 1))
    kind = draw.randrange(3)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    return name[:at] + draw.choice("aeionrst") + name[at + 1 :]
