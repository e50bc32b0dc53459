"""Charts: the same bytes for the same numbers, words escaped, marks apart."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from reports import charts
from reports.charts import Curve, NightBar, night_bars, workload_chart
from reports.swim_lanes import Lane, Mark, Swim, draw_across, draw_down

START = date(2025, 11, 22)


def _mark(nth: int, day: date, **changed: object) -> Mark:
    said: dict[str, object] = {
        "number": str(nth), "anchor": f"event-{nth}", "title": f"{nth}. <b>&", "lane": 0,
        "day": day, "shape": "concern", "fill": "shared", "is_closed": False, "told": (),
        "attended": (), "absent": (),
    }  # fmt: skip
    return Mark(**(said | changed))  # type: ignore[arg-type]  # a builder's dictionary


def _swim(*marks: Mark) -> Swim:
    return Swim(
        start=START, end=START + timedelta(days=364),
        lanes=(Lane("Social care", ()), Lane("Police", ((START, START + timedelta(days=90)),))),
        homes=(), home_note="", marks=marks, title="t", description_across="a",
        description_down="d",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (0.04, "0"), (-0.04, "0"), (2.25, "2.2")]
)
def test_px(value: float, written: str) -> None:
    assert charts.px(value) == written


@pytest.mark.parametrize(("highest", "step"), [(1, 0.5), (4, 1), (64, 20), (0.71, 0.2)])
def test_nice_step(highest: float, step: float) -> None:
    assert charts.nice_step(highest) == pytest.approx(step)


@pytest.mark.parametrize("draw", [draw_across, draw_down])
def test_chart_is_well_formed_and_words_are_escaped(draw: object) -> None:
    swim = _swim(
        _mark(1, START + timedelta(days=5), told=(1,), is_closed=True),
        _mark(2, START + timedelta(days=9), shape="joint", attended=(0,), absent=(1,)),
    )
    svg = draw(swim)  # type: ignore[operator]  # one of two functions
    ET.fromstring(svg)  # noqa: S314 - our own text
    assert "<b>" not in svg


def test_near_marks_do_not_cover_each_other() -> None:
    marks = [_mark(nth, START + timedelta(days=100)) for nth in range(1, 8)]
    for draw, apart in ((draw_across, 24), (draw_down, 24)):
        root = ET.fromstring(draw(_swim(*marks)))  # noqa: S314 - our own text
        circles = [
            (float(c.attrib["cx"]), float(c.attrib["cy"]))
            for c in root.iter()
            if c.tag.endswith("circle")
        ]
        assert len(circles) == 7
        for nth, (x, y) in enumerate(circles):
            for other_x, other_y in circles[nth + 1 :]:
                assert max(abs(x - other_x), abs(y - other_y)) >= apart


def test_held_night_has_no_number_of_its_own() -> None:
    svg = night_bars(
        [NightBar("1", "Nov", 20, "published"), NightBar("2", "", None, "held")],
        title="t", description="d",
    )  # fmt: skip
    assert svg.count("url(#nights-hatch)") == 1


def test_workload_labels_stand_apart() -> None:
    curves = [Curve(f"Curve {nth}", ((0, 0), (60, 0.3 + nth / 1000))) for nth in range(4)]
    svg = workload_chart(curves, room=30, title="t", description="d", x_label="x", y_label="y")
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    labels = [
        float(e.attrib["y"]) for e in root.iter() if e.attrib.get("class") == "ws-text ws-bold"
    ]
    assert min(b - a for a, b in zip(sorted(labels), sorted(labels)[1:], strict=False)) >= 16


def test_crowded_lane_stretches_time_and_keeps_every_mark_in_its_month() -> None:
    crowded = [_mark(nth, START + timedelta(days=10)) for nth in range(1, 13)]
    later = _mark(13, START + timedelta(days=60))
    svg = draw_down(_swim(*crowded, later))
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    months = {
        e.text: float(e.attrib["y"]) - 15 for e in root.iter() if e.attrib.get("class") == "ws-axis"
    }
    marks = [float(c.attrib["cy"]) for c in root.iter() if c.tag.endswith("circle")]
    assert months["Dec"] < marks[0]
    assert marks[11] < months["Jan"]
    assert months["Jan"] < marks[-1] < months["Feb"]
