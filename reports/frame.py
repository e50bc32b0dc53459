"""What stands around every page: header, navigation, marking, provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.context import Frame, Row
from reports.wording import caveats
from reports.wording.basics import day

if TYPE_CHECKING:
    from reports.inputs import SiteInputs

SERVICE_NAME = "Contact pattern review"
_MODEL_IN_FOOTER = {
    "none": "none in use",
    "in_use": "version {version}",
    "demonstration": "version {version}, not fit for use",
}


def make_frame(inputs: SiteInputs, *, title: str, section: str, root: str = "") -> Frame:
    """Make the frame of a page.

    Args:
        inputs: the night.
        title: title of the page.
        section: which part of the navigation is active.
        root: way back to the site's folder, empty or ../
    """
    return Frame(
        title=f"{title} – {SERVICE_NAME}",
        partnership_name=inputs.partnership_name,
        root=root,
        section=section,
        marking=_marking(inputs),
        provenance=(
            Row(label="Run", value=inputs.run_at),
            Row(label="Data up to", value=day(inputs.as_of_date)),
            Row(label="Model", value=_model(inputs)),
            Row(label="Run reference", value=inputs.run_reference),
        ),
    )


def model_version(inputs: SiteInputs) -> str:
    """Give the version of the model that scored tonight; empty without one."""
    if inputs.scores is None or inputs.scores.empty:
        return ""
    return str(inputs.scores["model_version"].iloc[0])


def _model(inputs: SiteInputs) -> str:
    words = _MODEL_IN_FOOTER[inputs.model_status]
    return words.replace("{version}", model_version(inputs) or "not stated")


def _marking(inputs: SiteInputs) -> tuple[tuple[str, str], ...]:
    parts = []
    if inputs.is_simulated:
        parts.append((caveats.INVENTED, caveats.INVENTED_GO_ON))
    else:
        parts.append((caveats.SENSITIVE, caveats.SENSITIVE_GO_ON))
    if inputs.model_status == "none":
        parts.append((caveats.NO_MODEL, ""))
    if inputs.model_status == "demonstration":
        parts.append((caveats.NOT_FIT, ""))
    return tuple(parts)
