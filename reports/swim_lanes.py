"""The chronology as a picture: a lane for each agency, once across for wide screens, once down.

Shape is the kind of entry, fill says if it was shared, a bar beneath that it was closed, an arrow
who was told, a cross who did not attend, hatching where no data was supplied. Marks are links.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup, escape

from reports.charts import BLUE, INK, PINK, TINT, hatch, line, px, text
from reports.wording.basics import month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Place = Callable[[date], float]

Shape = Literal["concern", "routine", "joint", "response", "group"]
Fill = Literal["shared", "not_shared", "cannot_record"]


@dataclass(frozen=True)
class Lane:
    """An agency's lane: its name, short enough for the chart, and when it supplied nothing."""

    name: str
    gaps: tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class Home:
    """A stay at one address, known only by its number."""

    start: date
    end: date
    label: str


@dataclass(frozen=True)
class Mark:
    """An entry, or a week of entries, on one lane."""

    number: str
    anchor: str
    title: str
    lane: int
    day: date
    shape: Shape
    fill: Fill
    is_closed: bool
    told: tuple[int, ...]
    attended: tuple[int, ...]
    absent: tuple[int, ...]


@dataclass(frozen=True)
class Swim:
    """Everything both pictures are drawn from."""

    start: date
    end: date
    lanes: tuple[Lane, ...]
    homes: tuple[Home, ...]
    home_note: str
    marks: tuple[Mark, ...]
    title: str
    description_across: str
    description_down: str


_LEFT, _RIGHT, _WIDE = 128.0, 1096.0, 1120
_LEVEL, _NEAR = 36.0, 30.0
_DOWN_TOP, _PER_DAY = 68.0, 3.3


def draw_across(swim: Swim) -> Markup:
    """Draw time from left to right, an agency in each row."""
    days = max((swim.end - swim.start).days, 1)

    def x_of(day: date) -> float:
        return _LEFT + (day - swim.start).days / days * (_RIGHT - _LEFT)

    levels = _levels(swim.marks, x_of, near=_NEAR)
    depth = [1 + max((abs(levels[i]) for i, m in enumerate(swim.marks) if m.lane == n), default=0)
             for n in range(len(swim.lanes))]  # fmt: skip
    heights = [88 + 2 * _LEVEL * (d - 1) for d in depth]
    top = 76.0
    tops = [top + sum(heights[:n]) for n in range(len(heights))]
    centres = [t + h / 2 + 4 for t, h in zip(tops, heights, strict=True)]
    bottom = top + sum(heights) + 8
    lines = [x_of(mark.day) for mark in swim.marks if mark.attended]
    parts = [hatch("across-hatch"), '<g aria-hidden="true">']
    parts += _months_across(swim, x_of, bottom)
    parts.append(text(0, 49, "Home", "ws-lane"))
    parts.append(text(_LEFT, 49, swim.home_note, "ws-axis"))
    parts += [_home_across(x_of(home.start), x_of(home.end), home.label) for home in swim.homes]
    for lane, lane_top, centre, height in zip(swim.lanes, tops, centres, heights, strict=True):
        parts.append(line(f"M0 {px(lane_top)}H{_WIDE}", colour="#3D3D3D"))
        parts.append(line(f"M{px(_LEFT)} {px(centre)}H{px(_RIGHT)}", width=2))
        parts += [_gap_across((x_of(a), x_of(z)), centre, height, lines) for a, z in lane.gaps]
        parts.append(text(0, centre + 5, lane.name, "ws-lane"))
    parts.append(line(f"M0 {px(bottom)}H{_WIDE}", colour="#3D3D3D"))
    parts += [
        line(f"M{px(x_of(home.start))} 30V{px(bottom)}", colour=INK, width=2, dash="3 5")
        for home in swim.homes[1:]
    ]
    parts.append("</g>")
    for index, mark in enumerate(swim.marks):
        x, y = x_of(mark.day), centres[mark.lane] + levels[index] * _LEVEL
        parts.append(_mark(mark, x, y, centres=centres, is_across=True))
    return _wrap(swim, "across", (_WIDE, bottom + 6), swim.description_across, parts)


def draw_down(swim: Swim) -> Markup:
    """Draw time from top to bottom, an agency in each column, for a narrow screen."""
    # Four agencies fill a narrow screen; with more the picture is wider, and all of it smaller.
    gap = max(72.0, 216.0 / max(len(swim.lanes) - 1, 1))
    centres = [98 + gap * n for n in range(len(swim.lanes))]
    right = max(350.0, centres[-1] + 36)

    y_of, ys = _stretched(swim.marks, swim.start)
    bottom = max([y_of(swim.end) + 20, *(y + 26 for y in ys)])
    parts = [hatch("down-hatch"), '<g aria-hidden="true">']
    for lane, centre in zip(swim.lanes, centres, strict=True):
        rows = lane.name.split(" ", 1)
        for row, words in enumerate(rows):
            below = 34 + 17 * row - 8 * (len(rows) - 1)
            parts.append(text(centre, below, words, "ws-lane ws-lane--small", anchor="middle"))
        parts.append(line(f"M{px(centre)} 58V{px(bottom)}", width=2))
    parts.append(line(f"M0 52H{px(right)}", colour="#3D3D3D"))
    for first in _months(swim):
        y = y_of(first)
        parts.append(line(f"M0 {px(y)}H{px(right)}"))
        parts.append(text(0, y + 15, month(first), "ws-axis"))
        if first.month == 1 or first == next(_months(swim)):
            parts.append(text(0, y + 30, str(first.year), "ws-axis"))
    parts += [_home_down(y_of(home.start), y_of(home.end), home.label) for home in swim.homes]
    for lane, centre in zip(swim.lanes, centres, strict=True):
        parts += [_gap_down(centre, y_of(start), y_of(end)) for start, end in lane.gaps]
    parts += [
        line(f"M36 {px(y_of(home.start))}H{px(right)}", colour=INK, width=2, dash="3 5")
        for home in swim.homes[1:]
    ]
    parts.append("</g>")
    for index, mark in enumerate(swim.marks):
        place = centres[mark.lane]
        parts.append(_mark(mark, place, ys[index], centres=centres, is_across=False))
    return _wrap(swim, "down", (right, bottom + 10), swim.description_down, parts)


def _wrap(
    swim: Swim, name: str, size: tuple[float, float], description: str, parts: Sequence[str]
) -> Markup:
    return Markup(  # noqa: S704 - every word in `parts` went through `text` or `escape`
        f'<svg class="ws-swim ws-swim--{name}" viewBox="0 0 {px(size[0])} {px(size[1])}" '
        f'role="group" aria-labelledby="{name}-t {name}-d" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-t">{escape(swim.title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def draw_shape(shape: Shape, fill: Fill, x: float, y: float) -> str:
    """Draw the outline of a mark: circle, square, diamond, hexagon, or a pill for a group."""
    if shape == "joint":
        path = (
            f"M{px(x)} {px(y - 16)}L{px(x + 16)} {px(y)}L{px(x)} {px(y + 16)}L{px(x - 16)} {px(y)}Z"
        )
        return f'<path d="{path}" fill="{PINK}" stroke="{PINK}" stroke-width="2"/>'
    colour = BLUE if fill == "shared" else "#fff"
    colour = TINT if shape == "group" else colour  # many entries, some shared and some not
    dash = ' stroke-dasharray="4 3"' if fill == "cannot_record" else ""
    style = f'fill="{colour}" stroke="{BLUE}" stroke-width="2.5"{dash}'
    if shape == "concern":
        return f'<circle cx="{px(x)}" cy="{px(y)}" r="12" {style}/>'
    if shape == "routine":
        return f'<rect x="{px(x - 11)}" y="{px(y - 11)}" width="22" height="22" rx="2" {style}/>'
    if shape == "group":
        return f'<rect x="{px(x - 15)}" y="{px(y - 12)}" width="30" height="24" rx="12" {style}/>'
    path = f"M{px(x - 16)} {px(y)}l7 -11h18l7 11l-7 11h-18Z"
    return f'<path d="{path}" {style}/>'


def _mark(mark: Mark, x: float, y: float, *, centres: Sequence[float], is_across: bool) -> str:
    parts = [f'<a href="#{mark.anchor}" class="ws-event"><title>{escape(mark.title)}</title>']
    parts.append(
        f'<rect class="ws-focus" x="{px(x - 18)}" y="{px(y - 18)}" width="36" height="40" '
        'fill="transparent"/>'
    )
    along = y if is_across else x
    parts += [_arrow(x, y, along, centres[lane], is_across=is_across) for lane in mark.told]
    others = [lane for lane in (*mark.attended, *mark.absent) if lane != mark.lane]
    if others:
        places = [along, *(centres[lane] for lane in others)]
        path = (
            f"M{px(x)} {px(min(places))}V{px(max(places))}"
            if is_across
            else f"M{px(min(places))} {px(y)}H{px(max(places))}"
        )
        parts.append(line(path, colour=PINK, width=4))
    for lane in others:
        place = (x, centres[lane]) if is_across else (centres[lane], y)
        parts.append(
            draw_shape("joint", "shared", *place) if lane in mark.attended else _cross(*place)
        )
    parts.append(draw_shape(mark.shape, mark.fill, x, y))
    if mark.is_closed:
        parts.append(
            f'<rect x="{px(x - 14)}" y="{px(y + 15)}" width="28" height="5" fill="{INK}"/>'
        )
    is_dark = mark.shape != "joint" and mark.fill != "shared"
    ink = INK if is_dark else "#fff"
    parts.append(
        f'<text x="{px(x)}" y="{px(y + 4.5)}" text-anchor="middle" class="ws-mark" '
        f'fill="{ink}">{escape(mark.number)}</text></a>'
    )
    return "".join(parts)


def _cross(x: float, y: float) -> str:
    ground = f'<rect x="{px(x - 12)}" y="{px(y - 14)}" width="24" height="28" fill="#fff"/>'
    return ground + line(f"M{px(x - 7)} {px(y - 7)}l14 14m0 -14l-14 14", colour=INK, width=3)


def _arrow(x: float, y: float, start: float, end: float, *, is_across: bool) -> str:
    way = 1 if end > start else -1
    begin, tip = start + way * 14, end - way * 18
    if (tip - begin) * way <= 4:
        return ""
    back = tip - way * 7
    path = (
        f"M{px(x)} {px(begin)}V{px(tip)}M{px(x - 5)} {px(back)}L{px(x)} {px(tip)}L{px(x + 5)} {px(back)}"
        if is_across
        else f"M{px(begin)} {px(y)}H{px(tip)}"
        f"M{px(back)} {px(y - 5)}L{px(tip)} {px(y)}L{px(back)} {px(y + 5)}"
    )
    return line(path, colour=BLUE, width=2)


def _months(swim: Swim) -> Iterator[date]:
    at = date(swim.start.year, swim.start.month, 1)
    while at <= swim.end:
        if at >= swim.start:
            yield at
        at = (at + timedelta(days=32)).replace(day=1)


def _months_across(swim: Swim, x_of: Place, bottom: float) -> list[str]:
    parts = []
    for index, first in enumerate(_months(swim)):
        x = x_of(first)
        has_year = index == 0 or first.month == 1
        words = f"{month(first)} {first.year}" if has_year else month(first)
        parts.append(line(f"M{px(x)} 22V{px(bottom)}"))
        parts.append(text(x + 4, 16, words, "ws-axis"))
    return parts


def _home_across(start: float, end: float, label: str) -> str:
    left, width = start + 2, max(end - start - 4, 1.0)
    rect = (
        f'<rect x="{px(left)}" y="30" width="{px(width)}" height="28" fill="{TINT}" '
        'stroke="#3D3D3D" stroke-width="1.5"/>'
    )
    return rect + (text(left + 8, 49, label, "ws-text") if width > 84 else "")


def _gap_across(span: tuple[float, float], centre: float, height: float, marks: list[float]) -> str:
    """Hatch a gap; its words stand where no line of a joint discussion crosses them."""
    start, end = span
    top, width = centre - height / 2 + 14, max(end - start, 2.0)
    rect = (
        f'<rect x="{px(start)}" y="{px(top)}" width="{px(width)}" height="{px(height - 28)}" '
        'fill="url(#across-hatch)" stroke="#767676"/>'
    )
    if width < 150:
        return rect
    places = [start + width / 2, start + 85, end - 85]
    middle = next((x for x in places if all(abs(x - m) > 95 for m in marks)), places[0])
    ground = (
        f'<rect x="{px(middle - 73)}" y="{px(centre - 13)}" width="146" height="26" fill="#fff"/>'
    )
    return rect + ground + text(middle, centre + 5, "No data supplied", "ws-text", anchor="middle")


def _home_down(start: float, end: float, label: str) -> str:
    top, height = start + 2, max(end - start - 4, 1.0)
    rect = (
        f'<rect x="36" y="{px(top)}" width="18" height="{px(height)}" fill="{TINT}" '
        'stroke="#3D3D3D"/>'
    )
    words = (
        f'<text transform="translate(49 {px(top + 8)}) rotate(90)" '
        f'class="ws-text ws-text--small">{escape(label)}</text>'
    )
    return rect + (words if height > 80 else "")


def _gap_down(centre: float, start: float, end: float) -> str:
    height = max(end - start, 2.0)
    rect = (
        f'<rect x="{px(centre - 30)}" y="{px(start)}" width="60" height="{px(height)}" '
        'fill="url(#down-hatch)" stroke="#767676"/>'
    )
    if height < 50:
        return rect
    middle = start + height / 2
    ground = (
        f'<rect x="{px(centre - 27)}" y="{px(middle - 20)}" width="54" height="40" fill="#fff"/>'
    )
    words = (
        text(centre, middle - 3, "No", "ws-text", anchor="middle"),
        text(centre, middle + 14, "data", "ws-text", anchor="middle"),
    )
    return rect + ground + "".join(words)


def _levels(marks: Sequence[Mark], x_of: Place, *, near: float) -> list[int]:
    """Give each mark a level in its lane, so that near ones stand under each other."""
    last: dict[tuple[int, int], float] = {}
    levels = []
    for mark in marks:
        x = x_of(mark.day)
        level = next(n for n in _outwards() if x - last.get((mark.lane, n), float("-inf")) >= near)
        last[mark.lane, level] = x
        levels.append(level)
    return levels


def _outwards() -> Iterator[int]:
    """Give 0, 1, -1, 2, -2, … without end."""
    yield 0
    step = 1
    while True:
        yield step
        yield -step
        step += 1


def _stretched(marks: Sequence[Mark], start: date) -> tuple[Place, list[float]]:
    """Give where a day lies from top to bottom, and a height for each mark, in their order.

    Time is stretched where a lane is crowded, so that a mark never slips into another month.
    """
    known: list[tuple[date, float]] = [(start, _DOWN_TOP)]
    last: dict[int, float] = {}
    ys: list[float] = []

    def y_of(day: date) -> float:
        before, y = next(pair for pair in reversed(known) if pair[0] <= day or pair is known[0])
        return y + (day - before).days * _PER_DAY

    for mark in marks:
        wanted = max(y_of(mark.day), last.get(mark.lane, 0.0) + _LEVEL)
        if mark.day > known[-1][0]:
            known.append((mark.day, wanted))
        tomorrow = mark.day + timedelta(days=1)
        if known[-1][0] == tomorrow:
            wanted_next = max(known.pop()[1], wanted + _PER_DAY)
        else:
            wanted_next = wanted + _PER_DAY
        known.append((tomorrow, wanted_next))
        last[mark.lane] = wanted
        ys.append(wanted)
    return y_of, ys
