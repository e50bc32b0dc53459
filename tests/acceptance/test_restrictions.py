"""A restriction takes effect at once, whatever else goes wrong that night."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from flows.receive import receive_files
from flows.settings import DEMO
from tests.support.nights import UNTIL, Ended, checked_already, run_night, without
from tests.support.other_peoples_files import EMPTY_RESTRICTIONS

TOMORROW = UNTIL + timedelta(days=1)


@pytest.fixture
def published(county: Path, first_night: Ended, tmp_path: Path) -> Ended:
    """Give a published night in a store and with extracts of its own."""
    shutil.copytree(county, tmp_path / "extracts")
    ended = run_night(county, checked_already(first_night, tmp_path / "store"))
    assert ended.code == 0, ended.said
    return ended


def _restrict_one_listed(published: Ended, extracts: Path) -> str:
    """Receive, for tomorrow, a restrictions list that names one listed child; give the reference."""
    data = published.store / "data"
    (listed,) = data.glob("review_list/*/rows.parquet")
    (links,) = data.glob("links/*/rows.parquet")
    (people,) = data.glob("source_persons/*/rows.parquet")
    known = pd.read_parquet(links).merge(pd.read_parquet(people), on="source_person_id")
    known = known[known["person_id"].isin(pd.read_parquet(listed)["person_id"])]
    child = known.dropna(subset=["forename", "surname", "birth_date", "postcode"]).iloc[0]
    row = (
        f"R9,{child.nhs_number if pd.notna(child.nhs_number) else ''},,{child.forename},"
        f"{child.surname},{child.birth_date.date()},{child.postcode},other,{UNTIL}\n"
    )
    (previous,) = extracts.glob("restrictions/*/*/*.csv")
    sent = extracts.parent / "restrictions_list.csv"
    sent.write_text(previous.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert previous.read_text(encoding="utf-8").startswith(EMPTY_RESTRICTIONS.split(",")[0])
    receive_files(
        [sent], extracts=extracts, agency="restrictions", format_="restrictions_list",
        received_date=TOMORROW, coverage=(TOMORROW, TOMORROW), area="Exampleshire",
        can_record_sharing=False,
    )  # fmt: skip
    return str(child.person_id)


def _held_night(published: Ended, folder: Path, *, as_of: date = TOMORROW) -> Ended:
    """Run a night that is held, because a feed that it needs is not there."""
    settings = folder / "settings.toml"
    text = DEMO.read_text(encoding="utf-8")
    settings.write_text(text.replace("if_missing = []", 'if_missing = ["police/ppn"]'), "utf-8")
    extracts = without(folder / "extracts", {"police"}, folder / "without police")
    held = run_night(extracts, published.store, as_of=as_of, settings_file=settings)
    assert held.code == 16, held.said
    return held


def test_a_restricted_child_leaves_list_pages_and_chronology(
    published: Ended, tmp_path: Path
) -> None:
    reference = _restrict_one_listed(published, tmp_path / "extracts")
    assert (published.site / "case" / f"{reference}.html").exists()
    ended = run_night(tmp_path / "extracts", published.store, as_of=TOMORROW)
    assert ended.code == 0, ended.said
    assert not (ended.site / "case" / f"{reference}.html").exists()
    assert all(
        reference not in page.read_text(encoding="utf-8") for page in ended.site.rglob("*.html")
    )


def test_a_held_night_takes_the_list_down_if_it_may_show_a_newly_restricted_child(
    published: Ended, tmp_path: Path
) -> None:
    reference = _restrict_one_listed(published, tmp_path / "extracts")
    held = _held_night(published, tmp_path)
    assert not list((held.site / "case").glob("*.html"))
    assert reference not in (held.site / "index.html").read_text(encoding="utf-8")
    assert "List not published" in held.page("run.html")


def test_a_held_night_keeps_the_list_if_restrictions_did_not_change(
    published: Ended, tmp_path: Path
) -> None:
    before = {page.name for page in (published.site / "case").iterdir()}
    held = _held_night(published, tmp_path)
    assert {page.name for page in (held.site / "case").iterdir()} == before
    assert "30 September 2026" in held.page("index.html")


def test_a_night_that_is_held_when_it_runs_again_does_not_forget_its_list(
    published: Ended, tmp_path: Path
) -> None:
    _held_night(published, tmp_path, as_of=UNTIL)
    ended = run_night(tmp_path / "extracts", published.store, as_of=TOMORROW)
    assert ended.code == 0, ended.said
    assert "First listed 30 September 2026" in ended.page(
        next((ended.site / "case").glob("*.html")).relative_to(ended.site).as_posix()
    )
