"""The key of the swim-lane chart: each sign once, drawn by the same hand as the chart."""

from __future__ import annotations

from markupsafe import Markup

from reports.charts import BLUE, INK, hatch, line
from reports.swim_lanes import Fill, Shape, draw_shape


def key_icon(shape: Shape, fill: Fill, *, is_closed: bool = False) -> Markup:
    """Draw one mark for the key."""
    bar = f'<rect x="-14" y="15" width="28" height="5" fill="{INK}"/>' if is_closed else ""
    return _icon(draw_shape(shape, fill, 0, 0) + bar)


def key_arrow() -> Markup:
    """Draw the arrow that means "was told", for the key."""
    return _icon(line("M0 -14V16M-5 9L0 16L5 9", colour=BLUE, width=2))


def key_cross() -> Markup:
    """Draw the cross that means "did not attend", for the key."""
    return _icon(line("M-7 -7l14 14m0 -14l-14 14", colour=INK, width=3))


def key_move() -> Markup:
    """Draw the dashed line that means "moved home", for the key."""
    return _icon(line("M0 -16V18", colour=INK, width=2, dash="3 5"))


def key_gap() -> Markup:
    """Draw the hatching that means "no data supplied", for the key."""
    rect = '<rect x="-14" y="-10" width="28" height="22" fill="url(#key-hatch)" stroke="#767676"/>'
    return _icon(hatch("key-hatch") + rect)


def _icon(inner: str) -> Markup:
    return Markup(  # noqa: S704 - drawn from fixed parts only
        '<svg viewBox="-18 -18 36 40" width="32" height="36" aria-hidden="true" '
        f'focusable="false">{inner}</svg>'
    )
