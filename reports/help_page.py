"""The page "How this works", the same every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.context import HelpPage, Section
from reports.frame import make_frame
from reports.wording import help as words

if TYPE_CHECKING:
    from reports.inputs import SiteInputs


def build_context(inputs: SiteInputs) -> HelpPage:
    """Gather what the help page says.

    Args:
        inputs: the night, for the frame only.
    """
    return HelpPage(
        frame=make_frame(inputs, title=words.HEADING, section=""),
        heading=words.HEADING,
        lead=words.LEAD,
        sections=tuple(
            Section(anchor=anchor, heading=heading, paragraphs=paragraphs, bullets=bullets)
            for anchor, heading, paragraphs, bullets in words.SECTIONS
        ),
    )
