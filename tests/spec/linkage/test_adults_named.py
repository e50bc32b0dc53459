"""Whom social care may name is not denied: around one child, and in rows that could not be used."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.support.households import adults_at, live

HOME = "4 Mill Road, AB12 3LN"
REUBEN = """
    child  | agency      | forename | surname  | born       | home
    Reuben | social_care | Reuben   | Thornley | 2014-03-09 | 4 Mill Road, AB12 3LN
    Reuben | police      | Reuben   | Thornley | 2014-03-09 | 4 Mill Road, AB12 3LN
"""
HIS_STAY = """
    child  | agency      | home                  | from       | to
    Reuben | social_care | 4 Mill Road, AB12 3LN | 2024-01-05 |
"""
COLUMNS = "id | agency | with | forename | surname | born | home | from | to\n"
MOTHER = "m1 | social_care | Reuben | Kate | Thornley | 1988-05-02 | | 2024-01-05 | "


def recorded(*rows, **said):
    return adults_at(live(REUBEN, HIS_STAY, COLUMNS + "\n".join(rows), **said))


@pytest.mark.parametrize(
    ("police", "social_care"),
    [
        ("Ali | Mohammed | ", "Mohammed | Ali | "),
        ("Agnieszka | Kowalska | ", "Agnes | Kowalski | "),
        ("Sarah | Smith | ", "Mother | Smith | "),
        ("Sarah | Smith | 1985-02-03", "Mum | | "),
        ("Sarah | Smith | 1985-02-03", "Mum | Jones | "),
        ("Sarah | Smith | ", "Reuben's | Mum | "),
        ("Sarah | Smith | 1985-02-03", "Sarah | Jones | 1986-02-04"),
        ("Gracie | Holland | ", "Grace | Holland | 1974-11-01"),
        ("Zeoy | Shepherd | 1983-07-25", "Zoe | Shepherd | "),
        ("Nicky | Stan | ", "Mikolaj | Stan | "),
        ("Sarah | Smith | ", " | SMITH, Sarah | "),
        ("Sarah | Smith | 1985-02-03", "Bunny | Jones | 1985-02-03"),
    ],
)
def test_around_one_child_whoever_may_be_named_is_not_denied(police, social_care):
    # What social care names is of another day and address, so that nothing is proven.
    facts = recorded(
        f"s1 | social_care | Reuben | {social_care} | | 2024-01-05 | ",
        f"p1 | police | | {police} | {HOME} | 2026-03-02 | ",
    )
    assert facts in (
        ["Reuben: police p1 cannot_tell nearly_alike"], ["Reuben: police p1+s1 yes"],
    )  # fmt: skip


def test_another_forename_and_birth_date_under_the_family_name_is_somebody_else():
    grandfather = f"p1 | police | | Neil | Thornley | 1955-11-17 | {HOME} | 2026-03-02 | "
    assert recorded(MOTHER, grandfather) == ["Reuben: police p1 no"]


@pytest.mark.parametrize(
    "unused",
    [
        "s9 | social_care | | Lee | Ashby | 1986-11-17 | | | ",
        "s9 | social_care | Nobody | Lee | Ashby | 1986-11-17 | | | ",
        "s9 | social_care | | Leigh | Ashby | | | | ",
        "s9 | social_care | | | | | | | ",
        "s9 | social_care | Reuben | Mum | | | | | ",
    ],
)
def test_a_row_that_could_not_be_used_may_name_the_adult(unused):
    police = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    told = recorded(MOTHER, police, adults_set_aside=COLUMNS + unused)
    assert told == ["Reuben: police p1 cannot_tell set_aside"]


@pytest.mark.parametrize("child", ["Reuben", "", "Nobody"])
def test_a_row_that_could_not_be_used_and_names_somebody_else_leaves_nothing_open(child):
    police = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    unused = f"s9 | social_care | {child} | Ruth | Kirk | 1971-02-03 | | | "
    told = recorded(MOTHER, police, adults_set_aside=COLUMNS + unused)
    assert told == ["Reuben: police p1 no"]


def test_where_very_many_rows_could_not_be_used_nobody_is_denied():
    police = f"p1 | police | | Lee | Ashby | 1986-11-17 | {HOME} | 2026-03-02 | "
    many = "\n".join(
        f"s{n} | social_care | | Ruth | Kirk | {day:%Y-%m-%d} | | | "
        for n, day in enumerate(pd.date_range("1971-02-03", periods=201))
    )
    told = recorded(MOTHER, police, adults_set_aside=COLUMNS + many)
    assert told == ["Reuben: police p1 cannot_tell set_aside"]
