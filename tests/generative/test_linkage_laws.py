"""Laws of linkage, for any records: nothing is lost, and neither order nor names of ids matter."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.apart import Pair, Record
from linkage.clerical import read_decisions
from linkage.cluster import cluster_records
from linkage.link import Before, link_persons
from linkage.names import compare_birth_dates, compare_forenames, compare_surnames
from linkage.settings import REVIEWED_PARAMETERS
from linkage.spine import name_clusters
from tests.support.people import nhs_number, source_persons, upn

WHOLE_NIGHTS = settings(derandomize=True, max_examples=8, deadline=None)
SMALL = settings(derandomize=True, max_examples=50, deadline=None)

FORENAMES = ["Jack", "J", "Harry", "Ava", "Eva", "Sam", "Samuel", "Samantha", "Baby", None]
SURNAMES = ["Thornley", "Thornley-Ashby", "Ashby", "Khan", None]
BIRTHS = [date(2014, 3, 9), date(2014, 9, 3), date(2014, 1, 1), date(1986, 11, 17), None]
FEEDS = [
    "health/ecds_csds",
    "police/ppn",
    "education/school_census",
    "restrictions/restrictions_list",
]

source_rows = st.lists(
    st.fixed_dictionaries(
        {
            "feed": st.sampled_from(FEEDS),
            "forename": st.sampled_from(FORENAMES),
            "surname": st.sampled_from(SURNAMES),
            "birth_date": st.sampled_from(BIRTHS),
            "sex": st.sampled_from(["M", "F", None]),
            "postcode": st.sampled_from(["AB12 3LN", "AB27 8QR", None]),
            "address": st.sampled_from(["4 Mill Road", "61 Park Road", None]),
            "nhs_number": st.sampled_from([nhs_number(400_000_010), nhs_number(400_000_020), None]),
            "upn": st.sampled_from([upn(820_300_000_011), None]),
        }
    ),
    min_size=0,
    max_size=14,
)


def persons_of(rows, key):
    people = [{**row, "source_person_id": f"{row['feed']}/{key(n)}"} for n, row in enumerate(rows)]
    return source_persons([{k: v for k, v in p.items() if k != "feed"} for p in people])


def link(people, previous=None):
    return link_persons(people, parameters=REVIEWED_PARAMETERS, before=Before(links=previous))


@WHOLE_NIGHTS
@given(source_rows)
def test_rows_are_conserved_and_the_guards_hold(rows):
    people = persons_of(rows, lambda n: f"{n:02d}")
    linked = link(people)
    assert sorted(linked.links["source_person_id"]) == sorted(people["source_person_id"])
    assert set(linked.links["person_id"]) == set(linked.persons["person_id"])
    held = people.merge(linked.links, on="source_person_id")
    numbers = held.groupby("person_id")["nhs_number"].agg(lambda sent: set(sent.dropna()))
    assert numbers.map(len).le(1).all()
    on_list = held.loc[held["agency_x"] == "restrictions", "person_id"]
    restricted = linked.persons.set_index("person_id")["is_restricted"]
    assert restricted[on_list].all()


@WHOLE_NIGHTS
@given(source_rows, st.integers(0, 99))
def test_neither_the_order_of_rows_nor_a_second_night_changes_anything(rows, seed):
    people = persons_of(rows, lambda n: f"{n:02d}")
    linked = link(people)
    again = link(people.sample(frac=1, random_state=seed), previous=linked.links)
    pd.testing.assert_frame_equal(again.links, linked.links)
    pd.testing.assert_frame_equal(again.persons, linked.persons)


@WHOLE_NIGHTS
@given(source_rows)
def test_a_stranger_who_shares_nothing_changes_nobodys_person(rows):
    people = persons_of(rows, lambda n: f"{n:02d}")
    stranger = {
        "source_person_id": "health/ecds_csds/99", "forename": "Zebedee", "surname": "Quill",
        "birth_date": date(2009, 7, 23),
    }  # fmt: skip
    before = link(people).links
    after = link(pd.concat([people, source_persons([stranger])], ignore_index=True)).links
    kept = after[after["source_person_id"] != "health/ecds_csds/99"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, before)


changes = st.lists(
    st.tuples(
        st.integers(0, 13), st.sampled_from(["gone", "forename", "postcode", "nhs_number"]),
        st.sampled_from(["Harry", "AB27 8QR", nhs_number(400_000_020), None]),
    ),
    max_size=4,
)  # fmt: skip
said = st.lists(
    st.tuples(
        st.integers(0, 13), st.integers(0, 13), st.sampled_from(["same", "different", "undo"])
    ),
    max_size=4,
)


def decisions_about(people, drawn):
    """Decisions on pairs of the people there are."""
    ids = people["source_person_id"].tolist()
    pairs = [(ids[a], ids[b], word) for a, b, word in drawn if a != b and max(a, b) < len(ids)]
    columns = ["source_person_id", "other_source_person_id", "decision"]
    return pd.DataFrame(pairs, columns=columns).assign(
        decided_at=pd.Timestamp("2026-11-23"), decided_by=None, reason=None
    )


@WHOLE_NIGHTS
@given(source_rows, changes, said)
def test_a_night_with_memory_is_a_night_that_works_out_everything(rows, drawn, decided):
    first = persons_of(rows, lambda n: f"{n:02d}")
    monday = link(first)
    second = first.copy()
    for place, what, value in drawn:
        if place < len(second) and what == "gone":
            second = second.drop(second.index[place])
        elif place < len(second):
            second[what] = second[what].where(second.index != second.index[place], value)
    before = {"decisions": decisions_about(first, decided)}
    quick = link_persons(
        second, parameters=REVIEWED_PARAMETERS, before=Before(memory=monday.memory, **before)
    )
    whole = link_persons(
        second, parameters=REVIEWED_PARAMETERS, before=Before(links=monday.links, **before)
    )
    for name in ("links", "persons", "clerical_queue", "person_changes"):
        pd.testing.assert_frame_equal(getattr(quick, name), getattr(whole, name))
    assert quick.summary == whole.summary


@WHOLE_NIGHTS
@given(source_rows, said)
def test_decisions_hold_unless_they_contradict_and_undoing_them_gives_the_first_night(rows, drawn):
    people = persons_of(rows, lambda n: f"{n:02d}")
    first = link(people)
    decisions = decisions_about(people, drawn)
    decided = link_persons(
        people, parameters=REVIEWED_PARAMETERS, before=Before(decisions=decisions)
    )
    person = decided.links.set_index("source_person_id")["person_id"]
    read = read_decisions(decisions)
    for one, other in read.different:
        assert person[one] != person[other]
    if not read.different:
        for one, other in read.same:
            assert person[one] == person[other]
    undone = pd.concat([decisions, decisions.assign(decision="undo")], ignore_index=True)
    again = link_persons(
        people,
        parameters=REVIEWED_PARAMETERS,
        before=Before(decisions=undone, memory=decided.memory),
    )
    assert together(again.links) == together(first.links)
    fresh = link_persons(people, parameters=REVIEWED_PARAMETERS, before=Before(decisions=undone))
    pd.testing.assert_frame_equal(fresh.links, first.links)


def together(links):
    return sorted(sorted(keys) for keys in links.groupby("person_id")["source_person_id"].agg(list))


records = st.lists(
    st.builds(
        Record,
        number=st.just(0),
        feed=st.sampled_from(FEEDS[:3]),
        forename=st.sampled_from(["jack", "harry", "j", ""]),
        surname=st.just("thornley"),
        birth_date=st.sampled_from(BIRTHS),
        sex=st.sampled_from(["M", "F", ""]),
        nhs_number=st.sampled_from(["", "1", "2"]),
        upn=st.sampled_from(["", "A", "B"]),
    ),
    min_size=1,
    max_size=10,
)
edges = st.lists(
    st.tuples(
        st.integers(0, 9), st.integers(0, 9), st.sampled_from(["identifier", "details"]),
        st.sampled_from([5.0, 12.0, 20.0]),
    ),
    max_size=20,
)  # fmt: skip


@SMALL
@given(records, edges, st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order_of_pairs_and_hold_no_contradiction(
    drawn, links, shuffler
):
    held = {
        n: Record(n, r.feed, r.forename, r.surname, r.birth_date, r.sex, r.nhs_number, r.upn)
        for n, r in enumerate(drawn)
    }
    pairs = [
        Pair(min(a, b), max(a, b), basis, weight, 1 - 1 / (1 + 2**weight))
        for a, b, basis, weight in links
        if a != b and max(a, b) < len(held)
    ]
    clusters = cluster_records(held, pairs)
    shuffled = list(pairs)
    shuffler.shuffle(shuffled)
    other = cluster_records(held, shuffled)
    assert partition(clusters.root) == partition(other.root)
    for members in partition(clusters.root):
        assert len({held[n].nhs_number for n in members} - {""}) <= 1


def partition(root):
    groups = {}
    for number, top in root.items():
        groups.setdefault(top, []).append(number)
    return sorted(map(sorted, groups.values()))


names = st.text(alphabet="abeijmosuz ", max_size=12).map(lambda text: " ".join(text.split()))


@SMALL
@given(names, names)
def test_comparing_names_works_both_ways(left, right):
    for compare in (compare_forenames, compare_surnames):
        assert compare(left, right) == compare(right, left)
        assert compare(left, left) == ("same" if left else "unknown")


@SMALL
@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.dates(date(1930, 1, 1), date(2026, 1, 1)))
def test_comparing_birth_dates_works_both_ways(left, right):
    assert compare_birth_dates(left, right) == compare_birth_dates(right, left)


@SMALL
@given(
    st.lists(st.sampled_from("pqrs"), min_size=8, max_size=8),
    st.lists(st.sampled_from(["1-A", "2-B", "3-C", None]), min_size=8, max_size=8),
)
def test_no_two_persons_share_a_reference_and_a_second_night_keeps_all(groups, before):
    clusters = {}
    for key, group in zip("abcdefgh", groups, strict=True):
        clusters.setdefault(group, []).append(key)
    previous = {k: p for k, p in zip("abcdefgh", before, strict=True) if p}
    spine = name_clusters(list(clusters.values()), previous)
    assert len(set(spine.person_ids)) == len(clusters)
    named = {
        key: person_id
        for members, person_id in zip(clusters.values(), spine.person_ids, strict=True)
        for key in members
    }
    again = name_clusters(list(clusters.values()), named)
    assert again.person_ids == spine.person_ids
    assert again.new == 0
