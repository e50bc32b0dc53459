"""Invents a county's source persons with a stated amount of noise, and the truth beside them.

Independent of `simulator`: only persons, quickly, and every share of noise is a number of its own.
The defaults are at least as hard as the goals of the linkage benchmark ask for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from core.catalogue import SOURCE_PERSONS
from core.identifiers import nhs_check_digit, upn_check_letter
from linkage.short_names import OTHER_NAMES, SHORT_FORMS

FEEDS = {
    "social_care": "ssd", "police": "ppn", "health": "ecds_csds", "education": "school_census",
}  # fmt: skip


@dataclass(frozen=True)
class Noise:
    """Shares of records of each agency, in the order of `FEEDS`; of children where it says so."""

    held: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0)
    twice: tuple[float, ...] = (0.02, 0.03, 0.01, 0.01)  # entered a second time, on its own
    no_birth_date: tuple[float, ...] = (0.01, 0.18, 0.0, 0.0)
    wrong_birth_date: tuple[float, ...] = (0.01, 0.02, 0.005, 0.005)
    misspelt: tuple[float, ...] = (0.03, 0.07, 0.02, 0.02)
    nickname: tuple[float, ...] = (0.03, 0.08, 0.02, 0.06)
    old_address: tuple[float, ...] = (0.08, 0.25, 0.08, 0.06)
    no_address: tuple[float, ...] = (0.02, 0.04, 0.01, 0.01)
    no_nhs_number: tuple[float, ...] = (0.45, 1.0, 0.03, 1.0)
    no_upn: tuple[float, ...] = (0.50, 1.0, 1.0, 0.01)
    no_sex: float = 0.01
    names_swapped: float = 0.002
    twins: float = 0.025  # of children
    changed_surname: float = 0.08  # of children; each agency holds either name
    double_barrelled: float = 0.05  # of families; a third of records holds one part
    history: float = 0.0  # of records: former postcodes are sent
    parents: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)  # of records: a parent's name is sent


@dataclass(frozen=True)
class Invented:
    """Source persons, and who they are."""

    source_persons: pd.DataFrame
    truth: pd.DataFrame = field(repr=False)


def invent(children: int, *, seed: int, noise: Noise | None = None) -> Invented:
    """Invent children in families, and what each agency holds about them."""
    noise = noise or Noise()
    draw = np.random.default_rng(seed)
    people = _children(children, draw, noise)
    records, truth = [], []
    for place, agency in enumerate(FEEDS):
        copies = (draw.random(children) < noise.held[place]).astype(int)
        copies += (copies > 0) & (draw.random(children) < noise.twice[place])
        rows = people.loc[people.index.repeat(copies)].reset_index(drop=True)
        written = _write_down(rows, draw, noise, place)
        key = draw.permutation(len(rows))
        written["source_person_id"] = [f"{agency}/{FEEDS[agency]}/{n:07d}" for n in key]
        written["agency"], written["format"] = agency, FEEDS[agency]
        records.append(written)
        truth.append(
            pd.DataFrame(
                {
                    "source_person_id": written["source_person_id"],
                    "true_person_id": rows["child"].astype("str"),
                }
            )
        )
    together = pd.concat(records, ignore_index=True)
    return Invented(
        SOURCE_PERSONS.conform(together.reindex(columns=SOURCE_PERSONS.columns)),
        pd.concat(truth, ignore_index=True),
    )


def _children(count: int, draw: np.random.Generator, noise: Noise) -> pd.DataFrame:
    size = draw.choice([1, 2, 3, 4, 5], p=[0.40, 0.37, 0.15, 0.06, 0.02], size=count)
    family = np.repeat(np.arange(count), size)[:count]
    is_first = np.r_[True, family[1:] != family[:-1]]
    # Twins are a second child with the first one's birth date.
    is_twin = ~is_first & (draw.random(count) < noise.twins / 2 / max((~is_first).mean(), 1e-9))
    day = draw.integers(0, 6500, size=count)
    for n in range(1, count):
        if is_twin[n]:
            day[n] = day[n - 1]
        elif not is_first[n]:
            day[n] = (day[n - 1] + draw.integers(330, 1500)) % 6500
    surnames, weights = _surnames(draw)
    surname = draw.choice(surnames, p=weights, size=count)[family]
    other = draw.choice(surnames, p=weights, size=count)
    is_double = (draw.random(count) < noise.double_barrelled)[family]
    second = draw.choice(surnames, p=weights, size=count)[family]
    sex = draw.choice(["M", "F"], size=count)
    sex = np.where(is_twin & (draw.random(count) < 0.35), np.roll(sex, 1), sex)
    homes, old = _homes(count, draw), _homes(count, draw)
    return pd.DataFrame(
        {
            "child": np.arange(count),
            "forename": _forenames(sex, is_twin, draw),
            "surname": np.where(is_double, surname + "-" + second, surname),
            "other_surname": np.where(draw.random(count) < noise.changed_surname, other, ""),
            "birth_date": pd.Timestamp("2007-01-02") + pd.to_timedelta(day, unit="D"),
            "sex": sex,
            "postcode": homes[0][family], "address": homes[1][family],
            "old_postcode": old[0][family], "old_address": old[1][family],
            "parent": draw.choice(_NAMES, size=count)[family] + " " + surname,
            "nhs_number": [_nhs_number(400_000_000 + 7 * n) for n in range(count)],
            "upn": [_upn(820_300_000_000 + 11 * n) for n in range(count)],
        }
    )  # fmt: skip


_NAMES = np.array(sorted({*SHORT_FORMS, *OTHER_NAMES}))


def _forenames(sex: np.ndarray, is_twin: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Draw names by popularity (Zipf), never the twin's own."""
    names = draw.permutation(_NAMES)
    boys, girls = names[::2], names[1::2]
    weights = 1 / (np.arange(len(boys)) + 12.0)
    chosen = np.where(
        sex == "M",
        draw.choice(boys, p=weights / weights.sum(), size=len(sex)),
        draw.choice(girls[: len(boys)], p=weights[: len(girls)] / weights[: len(girls)].sum(),
                    size=len(sex)),
    )  # fmt: skip
    for n in np.flatnonzero(is_twin):
        while chosen[n] == chosen[n - 1]:
            chosen[n] = draw.choice(boys if sex[n] == "M" else girls)
    return np.char.capitalize(chosen.astype("U"))


def _surnames(draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Make 20,000 surnames: a few that 1 in 100 hold, and a long tail, as in England."""
    one = [
        "ash",
        "bar",
        "cal",
        "den",
        "el",
        "far",
        "gar",
        "hal",
        "ing",
        "kel",
        "lan",
        "mor",
        "nor",
        "oak",
        "pen",
        "ral",
        "sut",
        "tor",
        "wal",
        "wen",
    ]
    two = [
        "ber",
        "den",
        "fer",
        "gen",
        "har",
        "lin",
        "mer",
        "ning",
        "ring",
        "son",
        "ster",
        "ten",
        "ver",
        "wick",
        "ley",
        "ton",
    ]
    three = [
        "al",
        "by",
        "er",
        "field",
        "ham",
        "land",
        "ley",
        "man",
        "ridge",
        "s",
        "son",
        "stead",
        "ton",
        "well",
        "wood",
        "worth",
    ]
    made = [a + b + c for a in one for b in two for c in three]
    made += [a + b for a in one for b in two]
    names = draw.permutation(np.array(sorted(set(made)), dtype="U"))
    weights = 1 / (np.arange(len(names)) + 8.0) ** 0.9
    return np.char.capitalize(names), weights / weights.sum()


def _homes(count: int, draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    inward = [f"{n}{a}{b}" for n in range(1, 10) for a in "ABDEFGHJ" for b in "LNPQRSTU"]
    postcodes = np.array([f"AB{n} {rest}" for n in range(1, 16) for rest in inward])
    streets = [f"{tree} {kind}" for tree in ("Elm", "Oak", "Mill", "Church", "Park", "Station",
               "Queen", "Victoria", "Albert", "Chapel", "Meadow", "School", "High", "North")
               for kind in ("Road", "Street", "Lane", "Close")]  # fmt: skip
    of_postcode = draw.choice(streets, size=len(postcodes))
    place = draw.integers(0, len(postcodes), size=count)
    number = draw.integers(1, 61, size=count)
    lines = np.array(
        [f"{n} {street}" for n, street in zip(number, of_postcode[place], strict=True)]
    )
    return postcodes[place], lines


def _write_down(
    rows: pd.DataFrame, draw: np.random.Generator, noise: Noise, place: int
) -> pd.DataFrame:
    def some(share: float) -> np.ndarray:
        return draw.random(len(rows)) < share

    forename, surname = rows["forename"].to_numpy("O"), rows["surname"].to_numpy("O")
    changed = (rows["other_surname"] != "").to_numpy() & some(0.5)
    surname = np.where(changed, rows["other_surname"], surname)
    for n in np.flatnonzero(some(1 / 3)):
        surname[n] = (
            surname[n].split("-")[int(draw.integers(2))] if "-" in surname[n] else surname[n]
        )
    # Only some names have a short form; of all records the stated share gets one.
    has_short = np.array([name.casefold() in SHORT_FORMS for name in forename], dtype=bool)
    able = float(has_short.sum()) / max(len(has_short), 1)
    share = noise.nickname[place] / max(able, noise.nickname[place], 1e-9)
    for n in np.flatnonzero(has_short & some(share)):
        forename[n] = _short(forename[n], draw)
    for n in np.flatnonzero(some(noise.misspelt[place])):
        if draw.random() < 0.5:
            forename[n] = _slip(forename[n], draw)
        else:
            surname[n] = _slip(surname[n], draw)
    swapped = some(noise.names_swapped)
    forename, surname = np.where(swapped, surname, forename), np.where(swapped, forename, surname)
    is_old = some(noise.old_address[place])
    no_home = some(noise.no_address[place])
    births = rows["birth_date"].mask(some(noise.no_birth_date[place]))
    return pd.DataFrame(
        {
            "forename": forename,
            "surname": surname,
            "birth_date": _wrong(births, some(noise.wrong_birth_date[place]), draw),
            "sex": rows["sex"].mask(some(noise.no_sex)),
            "postcode": rows["postcode"].where(~is_old, rows["old_postcode"]).mask(no_home),
            "address": rows["address"].where(~is_old, rows["old_address"]).mask(no_home),
            "nhs_number": rows["nhs_number"].mask(some(noise.no_nhs_number[place])),
            "upn": rows["upn"].mask(some(noise.no_upn[place])),
            "postcodes_before": rows["old_postcode"].str.replace(" ", "")
            .where(some(noise.history) & ~is_old),
            "parent_names": rows["parent"].where(some(noise.parents[place])),
        }
    )  # fmt: skip


def _wrong(births: pd.Series, wrong: np.ndarray, draw: np.random.Generator) -> pd.Series:
    """Swap day and month where both can be either; else move the date by a day or by years."""
    found = births.copy()
    for n in np.flatnonzero(wrong & births.notna().to_numpy()):
        day = births.iloc[n]
        if day.day <= 12:
            found.iloc[n] = pd.Timestamp(day.year, day.day, day.month)
        else:
            found.iloc[n] = day + pd.Timedelta(days=int(draw.choice([-1, 1, 10, -10])))
    return found


def _short(name: str, draw: np.random.Generator) -> str:
    forms = SHORT_FORMS.get(name.casefold(), "").split()
    return forms[int(draw.integers(len(forms)))].capitalize() if forms else name


def _slip(name: str, draw: np.random.Generator) -> str:
    at = int(draw.integers(0, max(1, len(name) - 1)))
    kind = int(draw.integers(4))
    letter = "aeionrstlm"[int(draw.integers(10))]
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    return name[:at] + letter + name[at + (kind == 2) :]


def _nhs_number(nine: int) -> str:
    while (check := nhs_check_digit(f"{nine:09d}")) is None:
        nine += 1
    return f"{nine:09d}{check}"


def _upn(twelve: int) -> str:
    return upn_check_letter(f"{twelve:012d}") + f"{twelve:012d}"
