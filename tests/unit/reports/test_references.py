"""What pages say of references that changed: notices, old references, and nobody restricted."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue import PERSON_CHANGES
from reports.references import References, build_old_page
from tests.support import linkage_report as night
from tests.support import pages

LISTED = {night.LISTED, night.ALSO_LISTED, night.THIRD, "335004-T"}


@pytest.fixture(scope="module")
def references() -> References:
    return References.prepare(night.linked_inputs(), LISTED)


def _changes(*rows: tuple[str | None, str | None, str, str]) -> pd.DataFrame:
    columns = ["old_person_id", "new_person_id", "night", "what"]
    frame = pd.DataFrame(list(rows), columns=columns)
    return PERSON_CHANGES.conform(frame.assign(night=pd.to_datetime(frame["night"])))


def _prepare(changes: pd.DataFrame, *, ever: tuple[str, ...] = ()) -> References:
    inputs = night.linked_inputs(
        person_changes=changes, listing_history=night.listing_history(*ever)
    )
    return References.prepare(inputs, LISTED)


def test_page_says_what_it_also_holds_since_when_and_why(references: References) -> None:
    (said,) = references.changed[night.LISTED]
    assert said.sentence == (
        "Since 12 November 2026 this page also holds what was kept under 555001-A. The stories "
        "were put together because what agencies sent agrees, or somebody decided so. Check that "
        "every entry is about this child."
    )
    assert said.in_short == "Put together with another record on 12 Nov 2026"
    assert said.links == ()


def test_page_that_lost_entries_links_listed_records_and_names_nobody_else(
    references: References,
) -> None:
    (said,) = references.changed[night.ALSO_LISTED]
    assert said.sentence.startswith(
        "Since 21 November 2026 some entries that stood here are under 771612-B and another "
        "reference. "
    )
    assert night.HIDDEN not in said.sentence
    assert [link.href for link in said.links] == ["771612-B.html"]


def test_page_that_received_entries_says_where_they_stood(references: References) -> None:
    (said,) = references.changed[night.THIRD]
    assert said.sentence.startswith(
        "Since 21 November 2026 this page holds some entries that stood under 109310-D. "
    )


def test_a_story_that_came_apart_again_is_no_longer_said_to_be_held() -> None:
    put_together = ("555001-A", night.LISTED, "2026-11-12", "merged")
    apart_again = (night.LISTED, "555001-A", "2026-11-14", "split")
    (said,) = _prepare(_changes(put_together, apart_again)).changed[night.LISTED]
    assert said.sentence.startswith("Since 14 November 2026 some entries that stood here are under")


def test_change_of_more_than_30_days_ago_is_not_said_any_more() -> None:
    old = ("X", night.LISTED, "2026-10-22", "merged")
    new = ("Y", night.LISTED, "2026-10-23", "merged")
    (said,) = _prepare(_changes(old, new)).changed[night.LISTED]
    assert "kept under Y." in said.sentence


def test_change_of_a_later_night_is_not_known_yet() -> None:
    assert _prepare(_changes(("X", night.LISTED, "2026-11-22", "merged"))).changed == {}


def test_several_of_one_night_are_one_sentence() -> None:
    rows = [(old, night.LISTED, "2026-11-21", "merged") for old in ("C", "A", "B")]
    (said,) = _prepare(_changes(*rows)).changed[night.LISTED]
    assert "what was kept under A, B and C." in said.sentence


def test_old_references_lead_to_the_listed_record_over_several_nights(
    references: References,
) -> None:
    assert references.old[night.MERGED_AWAY] == (night.LISTED,)
    assert references.old[night.MERGED_TWICE] == (night.LISTED,)
    assert references.old["555006-G"] == ("335004-T",)


def test_reference_that_nobody_could_have_noted_down_has_no_page() -> None:
    found = _prepare(_changes(("X", "Y", "2026-11-01", "merged")))
    assert found.old == {}


def test_reference_that_came_back_is_no_old_one() -> None:
    changes = _changes(
        ("X", None, "2026-10-01", "gone"), (None, "X", "2026-11-01", "new")
    )  # fmt: skip
    assert _prepare(changes, ever=("X",)).old == {}


def test_gone_and_hidden_are_said_without_a_name() -> None:
    inputs = night.linked_inputs()
    references = References.prepare(inputs, LISTED)
    gone, hidden = (
        build_old_page(old, references.old[old], inputs, listed=LISTED)
        for old in (night.GONE, "555005-F")
    )
    assert gone.lead == "The data that agencies sent last no longer holds a record for it."
    assert hidden.lead == (
        "What was kept under it is under another reference, which is not on tonight’s list."
    )
    assert (gone.links, hidden.links) == ((), ())


def test_restricted_person_and_unlisted_person_are_said_in_the_same_words() -> None:
    changes = _changes(
        ("X", night.HIDDEN, "2026-11-01", "merged"), ("Y", "999999-Z", "2026-11-01", "merged")
    )  # fmt: skip
    inputs = night.linked_inputs()
    found = _prepare(changes, ever=("X", "Y"))
    x, y = (build_old_page(old, found.old[old], inputs, listed=LISTED) for old in "XY")
    assert (x.lead, x.links, x.note) == (y.lead, y.links, y.note)


def test_story_in_two_places_says_that_part_is_elsewhere() -> None:
    changes = _changes(
        ("X", night.LISTED, "2026-11-01", "merged"), ("X", night.HIDDEN, "2026-11-01", "merged")
    )  # fmt: skip
    found = _prepare(changes)
    page = build_old_page("X", found.old["X"], night.linked_inputs(), listed=LISTED)
    assert page.lead.startswith("Part of what was kept under it is under another reference")
    assert [link.href for link in page.links] == [f"{night.LISTED}.html"]


NAMES = st.sampled_from([*sorted(LISTED), "A", "B", "C", "D"])
ROWS = st.lists(
    st.tuples(
        NAMES, NAMES, st.integers(0, 40), st.sampled_from(["merged", "split", "gone", "new"])
    ),
    max_size=12,
)


@settings(max_examples=30)
@given(ROWS, st.sets(NAMES))
def test_every_link_leads_to_a_listed_record_and_no_listed_record_is_old(
    rows: list[tuple[str, str, int, str]], ever: set[str]
) -> None:
    rows = sorted(rows, key=lambda row: -row[2])
    changes = _changes(
        *(
            (
                None if what == "new" else old,
                None if what == "gone" else new,
                str(pd.Timestamp(pages.AS_OF) - pd.Timedelta(days=back)),
                what,
            )
            for old, new, back, what in rows
            if old != new
        )
    )
    found = _prepare(changes, ever=tuple(sorted(ever)))
    assert not LISTED & set(found.old)
    assert set(found.changed) <= LISTED
    for said in found.changed.values():
        assert {link.href.removesuffix(".html") for one in said for link in one.links} <= LISTED
