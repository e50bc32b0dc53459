"""Charts of the linkage report: ways of matching, shares with ranges, chances beside the truth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.charts import BLUE, INK, PINK, SOFT, TINT, figure, line, nice_step, px, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

_WIDTH = 440


@dataclass(frozen=True)
class Parts:
    """One bar of parts: its name, and each part's share; the rest is not shown."""

    name: str
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Ranged:
    """A share with its range, or in words why there is none."""

    name: str
    share: float | None
    low: float
    high: float
    instead: str = ""


def parts_chart(
    bars: Sequence[Parts], names: Sequence[str], *, title: str, description: str
) -> Markup:
    """Draw a bar for each agency, cut into the ways in which its records were matched.

    Args:
        bars: shares from 0 to 1 in the order of `names`; what is left of 1 is drawn pale.
        names: at most four parts; each has a fill of its own.
        title: what the picture shows.
        description: what it says, for those who cannot see it.
    """
    fills = (BLUE, "url(#parts-dots)", "url(#parts-lines)", "#fff")[: len(names)]
    parts = [_patterns()]
    for place, (name, fill) in enumerate(zip(names, fills, strict=True)):
        y = 4 + 24 * place
        parts.append(_box(0, y, 22, 16, fill))
        parts.append(text(32, y + 13, name, "ws-text"))
    top = 24 * len(names) + 18
    for nth, bar in enumerate(bars):
        y = top + 56 * nth
        parts.append(text(0, y, bar.name, "ws-text ws-bold"))
        parts.append(_box(1, y + 8, _WIDTH - 2, 26, TINT))
        x = 1.0
        for share, fill in zip(bar.shares, fills, strict=True):
            width = share * (_WIDTH - 2)
            if width > 0:
                parts.append(_box(x, y + 8, width, 26, fill))
            x += width
    height = top + 56 * len(bars)
    return figure("ways", (_WIDTH, height), title=title, description=description, parts=parts)


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{px(x)}" y="{px(y)}" width="{px(width)}" height="{px(height)}" '
        f'fill="{fill}" stroke="{BLUE}" stroke-width="1.5"/>'
    )


def _patterns() -> str:
    return (
        '<defs><pattern id="parts-dots" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="#fff"/><circle cx="4" cy="4" r="2.2" fill="{PINK}"/>'
        '</pattern><pattern id="parts-lines" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="8" height="8" fill="#fff"/>'
        f'<path d="M0 0V8" stroke="{BLUE}" stroke-width="4"/></pattern></defs>'
    )


def range_chart(
    rows: Sequence[Ranged], *, name: str, overall: float | None, title: str, description: str,
    x_label: str,
) -> Markup:  # fmt: skip
    """Draw a share with its range for each group, and the share of all as a dotted line.

    Args:
        rows: groups from top to bottom.
        name: of the picture on its page, unique there.
        overall: the share of all; None where it cannot be told.
        title: what the picture shows.
        description: what it says, for those who cannot see it.
        x_label: words under the axis, which counts in 1,000.
    """
    left, right, top, slot = 168, 428, 12, 30
    bottom = top + slot * len(rows)
    far = max([1000 * row.high for row in rows if row.share is not None] + [1.0])
    step = max(1.0, nice_step(far))
    scale = (right - left) / (step * math.ceil(far / step - 1e-9))
    parts = []
    for tick in range(round((right - left) / scale / step) + 1):
        x = left + tick * step * scale
        parts.append(line(f"M{px(x)} {top}V{bottom}"))
        parts.append(text(x, bottom + 20, f"{tick * step:,.0f}", "ws-axis", anchor="middle"))
    parts.append(text((left + right) / 2, bottom + 44, x_label, "ws-text", anchor="middle"))
    for nth, row in enumerate(rows):
        y = top + slot * (nth + 0.5)
        parts.append(text(left - 10, y + 5, row.name, "ws-axis", anchor="end"))
        if row.share is None:
            parts.append(text(left + 8, y + 5, row.instead, "ws-axis"))
            continue
        if overall is not None:
            x = left + 1000 * overall * scale
            path = f"M{px(x)} {px(y - slot / 2)}V{px(y + slot / 2)}"
            parts.append(line(path, colour=INK, width=2, dash="2 4"))
        low, mid, high = (left + 1000 * v * scale for v in (row.low, row.share, row.high))
        parts.append(line(f"M{px(low)} {px(y)}H{px(high)}", colour=BLUE, width=3))
        parts.append(_box(mid - 5, y - 5, 10, 10, BLUE))
    size = (_WIDTH, bottom + 54)
    return figure(name, size, title=title, description=description, parts=parts)


@dataclass(frozen=True)
class Band:
    """A band of chances: what was worked out, and what is so, with its range."""

    expected: float
    observed: float
    low: float
    high: float


def calibration_chart(
    bands: Sequence[Band], *, title: str, description: str, x_label: str, y_label: str
) -> Markup:
    """Draw how often pairs of a chance are one child's; on the line, chances say what is so.

    Args:
        bands: from the lowest chance to the highest.
        title: what the picture shows.
        description: what it says, for those who cannot see it.
        x_label: words under the horizontal axis.
        y_label: words above the vertical axis.
    """
    left, right, top, bottom = 52, 428, 34, 300
    start = math.floor(min([v for b in bands for v in (b.expected, b.low)] + [0.5]) * 10) / 10

    def at(x: float, y: float) -> tuple[float, float]:
        width = 1 - start
        return (
            left + (x - start) / width * (right - left),
            bottom - (y - start) / width * (bottom - top),
        )

    parts = [text(0, 16, y_label, "ws-text")]
    steps = round((1 - start) * 10)
    for tick in range(0, steps + 1, 1 if steps <= 5 else 2):
        value = start + tick / 10
        x, y = at(value, value)
        parts.append(line(f"M{left} {px(y)}H{right}"))
        parts.append(text(left - 8, y + 5, f"{value * 100:.0f}", "ws-axis", anchor="end"))
        parts.append(text(x, bottom + 20, f"{value * 100:.0f}", "ws-axis", anchor="middle"))
    parts.append(line(f"M{left} {bottom}L{right} {top}", colour=SOFT, width=2, dash="6 5"))
    parts.append(line(f"M{left} {top}V{bottom}H{right}", colour=INK))
    parts.append(text((left + right) / 2, bottom + 44, x_label, "ws-text", anchor="middle"))
    for band in bands:
        x, y = at(band.expected, band.observed)
        _, low = at(band.expected, band.low)
        _, high = at(band.expected, band.high)
        parts.append(line(f"M{px(x)} {px(low)}V{px(high)}", colour=BLUE, width=3))
        parts.append(_box(x - 5, y - 5, 10, 10, BLUE))
    size = (_WIDTH, bottom + 54)
    return figure("chances", size, title=title, description=description, parts=parts)
