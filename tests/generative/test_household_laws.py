"""Laws of households: order decides nothing, strangers change nothing, the restricted are nowhere."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.households import adults_at, live

WHOLE_NIGHTS = settings(derandomize=True, max_examples=5, deadline=None)

CHILDREN = """
    child  | agency      | forename | surname  | born       | family
    Reuben | social_care | Reuben   | Thornley | 2014-03-09 | social_care/ssd/f1
    Reuben | police      | Reuben   | Thornley | 2014-03-09 | -
    Isaac  | social_care | Isaac    | Thornley | 2006-08-21 | social_care/ssd/f1
    Lily   | education   | Lily     | Ashby    | 2015-02-11 | -
    Lily   | police      | Lily     | Ashby    | 2015-02-11 | -
"""
STAYS = "child | agency | home | from | to\n"
ADULTS = "id | agency | with | forename | surname | born | home | from | to\n"
STRANGER = "zz | police | | Gwen | Pemberton | 1971-06-30 | 88 Far Lane, AB29 9ZZ | 2026-01-05 | "

homes = st.sampled_from(["4 Mill Road, AB12 3LN", "9 Elm Road, AB27 8QR", "NFA, ZZ99 3VZ", ""])
days = st.sampled_from(["2024-01-05", "2025-06-01", "2026-03-02", "2027-01-01", ""])
stays = st.lists(
    st.tuples(
        st.sampled_from(["Reuben | social_care", "Isaac | social_care", "Lily | education"]),
        homes, days, days,
    ),
    max_size=5,
)  # fmt: skip
adults = st.lists(
    st.tuples(
        st.sampled_from(["p1 | police | ", "p2 | police | Reuben", "p3 | police | Lily",
                         "s1 | social_care | Reuben", "h1 | housing_and_adults | "]),
        st.sampled_from(["Lee | Ashby", "L | Ashby", "Isaac | Thornley", "Kate | ", " | "]),
        st.sampled_from(["1986-11-17", "2006-08-21", "2009-04-04", ""]),
        homes, days, days,
    ),
    max_size=6,
)  # fmt: skip


def tables(stays, adults):
    return CHILDREN, *(
        header + "\n".join(" | ".join(row) for row in rows)
        for header, rows in ((STAYS, stays), (ADULTS, adults))
    )


@WHOLE_NIGHTS
@given(stays, adults, st.integers(0, 99))
def test_neither_the_order_of_rows_nor_a_stranger_changes_anything(stays, adults, seed):
    children, where, who = tables(stays, adults)
    told = live(children, where, who)
    shuffled = live(children, where, who, shuffle=seed)
    for name in ("stays", "household_links", "adults_at_address", "adult_links"):
        pd.testing.assert_frame_equal(getattr(shuffled, name), getattr(told, name))
    with_stranger = live(children, where, f"{who}\n{STRANGER}")
    assert adults_at(with_stranger) == adults_at(told)
    pd.testing.assert_frame_equal(with_stranger.household_links, told.household_links)
    facts = told.adults_at_address
    assert facts["named_by_social_care"].isin(["yes", "no", "cannot_tell"]).all()
    is_open = facts["named_by_social_care"] == "cannot_tell"
    assert is_open.eq(facts["cannot_tell_because"].notna()).all()
    assert (facts["first_date"] <= facts["last_date"]).all()
    assert (facts["agency"] != "social_care").all()


@WHOLE_NIGHTS
@given(stays, adults)
def test_links_stand_both_ways_and_the_restricted_are_nowhere(stays, adults):
    told = live(*tables(stays, adults), restricted={"Reuben"}, can_name_adults=False)
    links = told.household_links
    ways = set(zip(links["person_id"], links["other_person_id"], links["kind"], strict=True))
    assert {(other, one, kind) for one, other, kind in ways} == ways
    his_rows = {f"social_care/stays/{n}" for n, row in enumerate(stays, 1) if "Reuben" in row[0]}
    his_rows |= {f"police/adults/{n}" for n, row in enumerate(adults, 1) if "Reuben" in row[0]}
    for frame in (told.stays, links, told.adults_at_address):
        assert not frame.isin(["Reuben"]).any(axis=None)
        evidence = frame.filter(regex="evidence|source_record_id").fillna("").to_numpy().ravel()
        assert his_rows.isdisjoint(",".join(evidence).split(","))
    assert not (told.adults_at_address["named_by_social_care"] == "no").any()
