"""Small charts as SVG text: the same bytes for the same numbers, real text, nothing fetched.

Colour never carries meaning alone: shape, fill, dash and words do. Each chart has a title, a
description and, on its page, a table with the same numbers.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLUE, PINK, INK, SOFT, GRID, TINT = "#12436D", "#801650", "#0b0c0c", "#484949", "#b1b4b6", "#f3f2f1"
TURQUOISE, ORANGE = "#28A197", "#F46A25"
# Each line has a colour and a dash of its own, so that neither is needed to tell them apart.
_LINES = ((BLUE, ""), (TURQUOISE, "10 5"), (ORANGE, "3 5"), (SOFT, "1 5"), (PINK, "14 4 3 4"))


def px(value: float) -> str:
    """Write a coordinate with at most one decimal, always the same way."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def text(x: float, y: float, words: str, css: str, *, anchor: str = "start") -> str:
    """Draw words; escaped here, so that a caller cannot forget."""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{px(x)}" y="{px(y)}"{place} class="{css}">{escape(words)}</text>'


def line(path: str, *, colour: str = GRID, width: float = 1, dash: str = "") -> str:
    """Draw a path without filling."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{px(width)}"{dashes}/>'


def hatch(name: str) -> str:
    """Define the hatching that means "no data supplied"."""
    return (
        f'<defs><pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="8" height="8" fill="{TINT}"/>'
        f'<path d="M0 0V8" stroke="#767676" stroke-width="2"/></pattern></defs>'
    )


def figure(
    name: str, size: tuple[float, float], *, title: str, description: str, parts: Iterable[str]
) -> Markup:
    """Put parts into one picture with a title and a description for those who cannot see it."""
    body = "".join(parts)
    return Markup(  # noqa: S704 - every word in `parts` went through `text`, which escapes
        f'<svg class="ws-chart" viewBox="0 0 {px(size[0])} {px(size[1])}" role="img" '
        f'aria-labelledby="{name}-t {name}-d" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{body}</svg>'
    )


def nice_step(highest: float, *, ticks: int = 4) -> float:
    """Give a step of 1, 2 or 5 times a power of ten that covers a range in about `ticks` steps."""
    rough = max(highest, 1e-9) / ticks
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough - 1e-12)


NightStyle = Literal["published", "caution", "few", "held"]


@dataclass(frozen=True)
class NightBar:
    """A night of the last nights: the day under the bar, its height, and how it ended."""

    label: str
    below: str
    value: int | None
    style: NightStyle


def night_bars(bars: Sequence[NightBar], *, title: str, description: str) -> Markup:
    """Draw how many records were on the list after each of the last nights.

    Args:
        bars: oldest first; a held night has no value and is drawn hatched, never as zero.
        title: what the picture shows.
        description: what it says, for those who cannot see it.
    """
    left, right, top, bottom = 44, 440, 14, 150
    values = [bar.value for bar in bars if bar.value is not None]
    step = max(1.0, nice_step(max([*values, 1])))
    highest = step * math.ceil(max([*values, 1]) / step)
    scale = (bottom - top) / highest
    parts = [hatch("nights-hatch")]
    for at in range(int(highest / step) + 1):
        y = bottom - at * step * scale
        parts.append(line(f"M{left} {px(y)}H{right}"))
        parts.append(text(left - 8, y + 5, f"{at * step:,.0f}", "ws-axis", anchor="end"))
    slot = (right - left) / max(len(bars), 1)
    for index, bar in enumerate(bars):
        height = (highest / 2 if bar.value is None else bar.value) * scale
        x, width = left + index * slot + 3, min(slot - 6, 40)
        fill = {"published": BLUE, "caution": "#fff", "few": TINT, "held": "url(#nights-hatch)"}
        edge = "#767676" if bar.style == "held" else BLUE
        parts.append(
            f'<rect x="{px(x)}" y="{px(bottom - height)}" width="{px(width)}" '
            f'height="{px(height)}" fill="{fill[bar.style]}" stroke="{edge}" stroke-width="2.5"/>'
        )
        parts.append(text(x + width / 2, 168, bar.label, "ws-axis", anchor="middle"))
        parts.append(text(x + width / 2, 184, bar.below, "ws-axis", anchor="middle"))
    return figure("nights", (440, 190), title=title, description=description, parts=parts)


@dataclass(frozen=True)
class Curve:
    """A line of a chart: its name and its points, from left to right."""

    name: str
    points: tuple[tuple[float, float], ...]


def workload_chart(
    curves: Sequence[Curve], *, room: int, title: str, description: str, x_label: str, y_label: str
) -> Markup:
    """Draw the share of records found, by number reviewed: model, rule, number of contacts, random.

    Args:
        curves: at most five; y as a share from 0 to 1.
        room: how many records the team can look at; drawn as a dotted line.
        title: what the picture shows.
        description: what it says, for those who cannot see it.
        x_label: words under the horizontal axis.
        y_label: words beside the vertical axis.
    """
    left, right, top, bottom = 62, 330, 16, 284
    far = max([x for c in curves for x, _ in c.points] + [float(room), 1.0])
    high = max([y for c in curves for _, y in c.points] + [0.1])
    y_step = nice_step(high)
    y_top = y_step * math.ceil(high / y_step - 1e-9)

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x / far * (right - left), bottom - y / y_top * (bottom - top)

    parts: list[str] = []
    for tick in range(round(y_top / y_step) + 1):
        y = at(0, tick * y_step)[1]
        parts.append(line(f"M{left} {px(y)}H{right}"))
        parts.append(text(left - 8, y + 5, f"{tick * y_step:.0%}", "ws-axis", anchor="end"))
    x_step = nice_step(far)
    for tick in range(int(far / x_step + 1e-9) + 1):
        x = at(tick * x_step, 0)[0]
        parts.append(text(x, 304, f"{tick * x_step:,.0f}", "ws-axis", anchor="middle"))
    parts.append(line(f"M{left} {top}V{bottom}H{right}", colour=INK))
    parts.append(text((left + right) / 2, 330, x_label, "ws-text", anchor="middle"))
    parts.append(
        f'<text transform="translate(15 150) rotate(-90)" text-anchor="middle" class="ws-text">'
        f"{escape(y_label)}</text>"
    )
    x = at(room, 0)[0]
    parts.append(line(f"M{px(x)} {top}V{bottom}", colour=INK, width=2, dash="2 4"))
    parts.append(text(x + 7, 30, f"Room for {room:,}", "ws-text"))
    ends = _spread([at(*c.points[-1])[1] for c in curves], gap=34)
    for curve, (colour, dash), end in zip(curves, _LINES, ends, strict=False):
        path = "L".join(f"{px(cx)} {px(cy)}" for cx, cy in (at(*p) for p in curve.points))
        parts.append(line(f"M{path}", colour=colour, width=3, dash=dash))
        for row, words in enumerate(_two_rows(curve.name)):
            parts.append(text(right + 8, end + 5 + 16 * row, words, "ws-text ws-bold"))
    return figure("workload", (440, 340), title=title, description=description, parts=parts)


def bar(share: float) -> Markup:
    """Draw one bar of a reason; its length is a share of the longest bar on the page."""
    width = f"{97 * max(0.0, min(1.0, share)):.1f}"
    return Markup(  # noqa: S704 - only a number is put in
        '<svg width="100%" height="18" aria-hidden="true" focusable="false">'
        f'<rect x="1.5" y="1.5" width="{width}%" height="15"/></svg>'
    )


def past_bars(numbers: Sequence[int | None]) -> Markup:
    """Draw a number for each of the last deliveries; the same numbers stand beside it in words.

    Args:
        numbers: oldest first; where none was taken there is a gap, which is not a zero.
    """
    highest, slot, bottom = max([one or 0 for one in numbers] + [1]), 10, 26
    parts = []
    for place, one in enumerate(numbers):
        if one is not None:
            height = max(2.0, one / highest * 24) if one else 1.0
            parts.append(
                f'<rect x="{place * slot + 1}" y="{px(bottom - height)}" width="{slot - 3}" '
                f'height="{px(height)}" fill="{BLUE if one else SOFT}"/>'
            )
    width = slot * len(numbers)
    return Markup(  # noqa: S704 - only numbers are put in
        f'<svg width="{width}" height="{bottom}" viewBox="0 0 {width} {bottom}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _spread(heights: Sequence[float], *, gap: float) -> list[float]:
    """Move labels apart that would stand on each other, keeping their order."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = list(heights)
    for before, after in itertools.pairwise(order):
        placed[after] = max(placed[after], placed[before] + gap)
    return placed


def _two_rows(words: str) -> list[str]:
    if len(words) <= 12 or " " not in words:
        return [words]
    middle = min((abs(i - len(words) // 2), i) for i, c in enumerate(words) if c == " ")[1]
    return [words[:middle], words[middle + 1 :]]
