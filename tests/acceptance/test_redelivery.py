"""Deliveries over time: five yearly returns that overlap, sent again, corrected, damaged, refused.

The returns are invented children looked after, 2017 to 2021, each holding again what still went
on when its year began. Received one after the other, the first as everything and the others as
changes, they are one history.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from flows.receive import receive_files
from flows.settings import DEMO
from tests.support.nights import UNTIL, Ended, checked_already, run_night, small_county
from tests.support.other_peoples_files import EMPTY_RESTRICTIONS
from tests.support.third_party import third_party

TABLES = ("header", "episodes", "reviews", "missing", "uasc", "oc2", "oc3", "previous_permanence")
CHILDREN, EPISODES, REVIEWS = 820, 2827, 3473
PLACE = "social_care/ssda903"


def _came(year: int) -> date:
    return date(year + 1, 6, 30)


def _receive(year: int, extracts: Path, *, came: date) -> None:
    receive_files(
        [third_party(f"d2i_demand_model_903/{year}-{table}.csv") for table in TABLES],
        extracts=extracts, agency="social_care", format_="ssda903", received_date=came,
        coverage=(date(year, 4, 1), date(year + 1, 3, 31)), area="England",
        can_record_sharing=False, holds="everything" if year == 2017 else "changes",
    )  # fmt: skip


def _receive_restrictions(extracts: Path, day: date) -> None:
    extracts.mkdir(parents=True, exist_ok=True)
    listed = extracts / "restrictions_list.csv"
    listed.write_text(EMPTY_RESTRICTIONS, encoding="utf-8")
    receive_files(
        [listed], extracts=extracts, agency="restrictions", format_="restrictions_list",
        received_date=day, coverage=(day, day), area="England", can_record_sharing=False,
    )  # fmt: skip


def _made(store: Path, name: str) -> dict[str, int]:
    """Give each dataset of this name and when it was written."""
    found = (store / "data" / name).rglob("manifest.json")
    return {path.parent.name: path.stat().st_mtime_ns for path in found}


def _newest(store: Path, name: str) -> pd.DataFrame:
    """Give the dataset of this name that was written last."""
    path = max(
        (store / "data" / name).glob("*/rows.parquet"), key=lambda one: one.stat().st_mtime_ns
    )
    return pd.read_parquet(path)


@dataclass
class Nights:
    """Three nights in one store: three years; the third year again; all five years."""

    store: Path
    ended: list[Ended]
    checks: list[dict[str, int]]  # after each night: checks made of deliveries of the return
    stood: list[dict[str, pd.DataFrame]]  # after each night


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    folder = tmp_path_factory.mktemp("returns")
    extracts, found = folder / "extracts", Nights(folder / "store", [], [], [])

    def night(as_of: date) -> None:
        found.ended.append(run_night(extracts, found.store, as_of=as_of))
        found.checks.append(_made(found.store, f"check_results/{PLACE}"))
        names = ("source_persons", "source_events", "first_received", "deliveries", "table_counts",
                 "delivery_findings", "count_history")  # fmt: skip
        found.stood.append({name: _newest(found.store, name) for name in names})

    _receive_restrictions(extracts, _came(2017))
    for year in (2017, 2018, 2019):
        _receive(year, extracts, came=_came(year))
    night(_came(2019))
    _receive(2019, extracts, came=_came(2019) + timedelta(days=1))
    night(_came(2019) + timedelta(days=1))
    for year in (2020, 2021):
        _receive(year, extracts, came=_came(year))
    night(_came(2021))
    assert [one.code for one in found.ended] == [0, 0, 0], [one.said for one in found.ended]
    return found


@pytest.mark.third_party
def test_every_child_stands_once_and_no_row_is_there_twice(nights: Nights) -> None:
    persons, events = nights.stood[2]["source_persons"], nights.stood[2]["source_events"]
    assert len(persons) == persons["source_person_id"].nunique() == CHILDREN
    records = events.groupby("kind")["source_record_id"]
    assert (records.nunique() == records.size()).all()
    assert records.size()["looked_after_review"] == REVIEWS


@pytest.mark.third_party
def test_every_row_that_was_sent_is_accounted_for(nights: Nights) -> None:
    counts = nights.stood[2]["table_counts"]
    assert (counts["rows_in"] == counts["accepted"] + counts["quarantined"]).all()
    again = pd.Timestamp(_came(2019) + timedelta(days=1))
    sums = counts[counts["received_date"] != again].groupby("table").sum(numeric_only=True)
    first = nights.stood[2]["first_received"]
    table = first["source_record_id"].str.split("/").str[1]
    # Of 3,737 episodes that were sent in five years 910 correct one sent before: it ended.
    assert sums.loc["episodes", "rows_in"] == 3737
    assert (table == "episodes").sum() == EPISODES == 3737 - 910
    # Of the reviews 7,542 were sent in an earlier year, too; 23 contradict another of the same
    # child and day, or say the same again.
    assert sums.loc["reviews", "rows_in"] == 11038 == REVIEWS + 7542 + 23
    assert sums.loc["reviews", "quarantined"] == 23
    assert (table == "header").sum() == CHILDREN


@pytest.mark.third_party
def test_a_corrected_row_reads_as_its_newest_delivery_and_is_known_from_it(nights: Nights) -> None:
    first = nights.stood[2]["first_received"].set_index("source_record_id")["received_date"]
    episodes = first[first.index.str.contains("/episodes/")]
    by_year = episodes.dt.year.value_counts().sort_index().to_dict()
    # New in that year, or corrected last in it; none is known from the second sending of 2019.
    assert sum(by_year.values()) == EPISODES
    assert set(episodes.unique()) == {pd.Timestamp(_came(year)) for year in range(2017, 2022)}
    newest = pd.read_csv(third_party("d2i_demand_model_903/2021-episodes.csv"), dtype="str")
    stands = _newest(nights.store, f"source_records/{PLACE}/episodes").set_index("source_record_id")
    now = stands.loc["social_care/episodes/" + newest["CHILD"] + "-" + newest["DECOM"]]
    assert now["REC"].fillna("").tolist() == newest["REC"].fillna("").tolist()
    assert (
        now["DEC"].dt.strftime("%d/%m/%Y").fillna("").tolist() == newest["DEC"].fillna("").tolist()
    )


@pytest.mark.third_party
def test_the_same_delivery_again_changes_nothing_and_is_said_to_be_no_news(nights: Nights) -> None:
    before, after = nights.stood[0], nights.stood[1]
    for name in ("source_persons", "source_events", "first_received"):
        pd.testing.assert_frame_equal(before[name], after[name])
    again = after["deliveries"].query("format == 'ssda903'").iloc[-1]
    last = before["deliveries"].query("format == 'ssda903'").iloc[-1]
    for name in ("coverage_start", "coverage_end", "current_as_of", "capabilities"):
        assert again[name] == last[name]


@pytest.mark.third_party
def test_a_night_checks_only_what_is_new(nights: Nights) -> None:
    one, two, three = nights.checks
    assert [len(one), len(two), len(three)] == [3, 4, 6]
    assert one.items() <= two.items() <= three.items()


@pytest.mark.third_party
def test_years_that_join_are_covered_as_one(nights: Nights) -> None:
    last = nights.stood[2]["deliveries"].query("format == 'ssda903'").iloc[-1]
    assert last["coverage_start"] == pd.Timestamp("2017-04-01")
    assert last["coverage_end"] == pd.Timestamp("2022-03-31")
    assert len(nights.stood[2]["count_history"].query("format == 'ssda903'")) == 6 * len(TABLES)


TOMORROW = UNTIL + timedelta(days=1)
POLICE = "police/ppn"


@pytest.fixture
def published(county: Path, first_night: Ended, tmp_path: Path) -> tuple[Path, Path]:
    """Give extracts and a store of a county whose deliveries were checked the night before."""
    extracts = Path(shutil.copytree(county, tmp_path / "extracts"))
    return extracts, checked_already(first_night, tmp_path / "store")


def _send_again(extracts: Path, place: str, *, day: date = TOMORROW, damage: bool = False) -> Path:
    """Let the files of a feed come again on a day; damaged after they were received, if so told."""
    (before,) = (extracts / place).iterdir()
    agency, format_ = place.split("/")
    receive_files(
        sorted(path for path in before.iterdir() if path.name != "manifest.toml"),
        extracts=extracts, agency=agency, format_=format_, received_date=day,
        coverage=(day - timedelta(days=5 * 365), day), area="Exampleshire",
        can_record_sharing=agency == "police",
    )  # fmt: skip
    folder = before.with_name(day.isoformat())
    if damage:
        first = sorted(folder.glob("*.csv"))[0]
        first.write_bytes(first.read_bytes()[:-20])
    return folder


def _findings(store: Path, kind: str) -> pd.DataFrame:
    found = _newest(store, "delivery_findings")
    return found[found["kind"] == kind]


@pytest.mark.parametrize("what", ["files", "manifest"])
def test_a_damaged_delivery_is_refused_and_the_last_good_one_stays_in_use(
    what: str, published: tuple[Path, Path]
) -> None:
    extracts, store = published
    folder = _send_again(extracts, POLICE, damage=what == "files")
    if what == "manifest":
        (folder / "manifest.toml").write_text("area = \n", encoding="utf-8")
    ended = run_night(extracts, store, as_of=TOMORROW)
    assert ended.code == 0, ended.said
    (refused,) = _findings(store, "refused").to_dict("records")
    assert (refused["agency"], refused["format"]) == ("police", "ppn")
    assert refused["received_date"] == pd.Timestamp(TOMORROW)
    assert all(refused[part] for part in ("what", "expected", "found", "next_step"))
    deliveries = _newest(store, "deliveries").query("agency == 'police'")
    assert deliveries["received_date"].tolist() == [pd.Timestamp(UNTIL)]
    assert (_newest(store, "source_events")["agency"] == "police").any()


def test_a_damaged_restrictions_list_holds_the_night(published: tuple[Path, Path]) -> None:
    extracts, store = published
    _send_again(extracts, "restrictions/restrictions_list", damage=True)
    held = run_night(extracts, store, as_of=TOMORROW)
    assert held.code == 10
    assert "Files of a delivery are not what its manifest says" in held.said
    assert "List not published" in held.page("run.html")


def test_a_feed_the_night_needs_holds_it_only_if_no_good_delivery_is_left(
    published: tuple[Path, Path], tmp_path: Path
) -> None:
    extracts, store = published
    settings = tmp_path / "settings.toml"
    text = DEMO.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("if_missing = []", f'if_missing = ["{POLICE}"]'), encoding="utf-8"
    )
    _send_again(extracts, POLICE, damage=True)
    assert run_night(extracts, store, as_of=TOMORROW, settings_file=settings).code == 0
    shutil.rmtree(extracts / POLICE / UNTIL.isoformat())
    held = run_night(extracts, store, as_of=TOMORROW, settings_file=settings)
    assert held.code == 16, held.said


def test_a_night_on_which_every_delivery_is_refused_is_held(tmp_path: Path) -> None:
    extracts = small_county(tmp_path / "county", children=100)
    for path in extracts.glob("*/*/*/*"):
        if "restrictions" not in path.parts and path.name != "manifest.toml":
            path.write_bytes(b"\x00")
    held = run_night(extracts, tmp_path / "store")
    assert held.code == 10
    assert "Every delivery was refused" in held.said
    assert "Found: 4 refused" in held.said
    assert len(_findings(tmp_path / "store", "refused")) == 4
