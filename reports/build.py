"""Makes every page of a night into a new folder; nothing is published here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports import (
    agency_letter,
    case_page,
    checks_page,
    help_page,
    linkage_page,
    model_card,
    review_list,
    run_page,
    validation_page,
)
from reports.agency_letter import Letters
from reports.case_page import Tonight
from reports.inputs import SiteInputs
from reports.record import listed_records
from reports.references import build_old_page
from reports.render import render

if TYPE_CHECKING:
    from reports.record import Record

__all__ = ["SiteInputs", "build_site"]

_STATIC = Path(__file__).parent / "static"
_STATIC_FILES = ("wholestory.css", "favicon.svg", "LICENCE-govuk-frontend.txt")


def build_site(inputs: SiteInputs, folder: Path) -> None:
    """Make all pages of a night: list, cases, model card, run, checks, linkage, letters, help.

    The same inputs give the same bytes. A held night has no list of its own: its list page only
    says which list is showing, and there is no case page.

    Args:
        inputs: the night.
        folder: a new folder; whatever it holds is replaced.

    Raises:
        ExplanationError: the reasons of a listed record do not add up; no page is left behind.
        PublicationError: a listed record has no facts.
    """
    is_held = inputs.outcome.code == "held"
    records: list[Record] = [] if is_held else list(listed_records(inputs))
    tonight, letters = Tonight.prepare(inputs, records), Letters.prepare(inputs)
    pages: dict[str, str] = {
        f"case/{record.person_id}.html": render(
            "case.html", case_page.build_context(record, tonight)
        )
        for record in records
    }
    for name, page in (
        ("index.html", review_list.build_context(inputs, records, tonight)),
        ("model-card.html", model_card.build_context(inputs)),
        ("run.html", run_page.build_context(inputs, letters)),
        ("validation.html", validation_page.build_context(inputs, letters.feeds.values())),
        ("linkage.html", linkage_page.build_context(inputs)),
        ("how-this-works.html", help_page.build_context(inputs)),
    ):
        pages[name] = render(name, page)
    pages |= _of_old_references(inputs, tonight) | _for_agencies(inputs, letters)
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("case", "checks", "letters", "static"):
        (folder / name).mkdir(parents=True)
    for name, html in pages.items():
        (folder / name).write_text(html, encoding="utf-8")
    for name in _STATIC_FILES:
        shutil.copyfile(_STATIC / name, folder / "static" / name)
    _describe(inputs, folder, listed=len(records))


def _of_old_references(inputs: SiteInputs, tonight: Tonight) -> dict[str, str]:
    """Make a page for each reference that somebody may have noted down and nobody carries now."""
    return {
        f"case/{old}.html": render(
            "moved.html", build_old_page(old, now, inputs, listed=tonight.listed)
        )
        for old, now in tonight.references.old.items()
    }


def _for_agencies(inputs: SiteInputs, letters: Letters) -> dict[str, str]:
    """Make the page of checks of each feed, and the letter to each agency."""
    checks = {
        f"checks/{feed.place}.html": render("checks.html", checks_page.build_context(feed, inputs))
        for feed in letters.feeds.values()
    }
    return checks | {
        f"letters/{agency}.html": render(
            "letter.html", agency_letter.build_context(agency, letters)
        )
        for agency in letters.agencies
    }


def _describe(inputs: SiteInputs, folder: Path, *, listed: int) -> None:
    """Leave beside the pages what the publisher must know of them. Counts and dates only."""
    said: dict[str, Any] = {
        "as_of_date": inputs.as_of_date.isoformat(),
        "outcome": inputs.outcome.code,
        "listed": listed,
        "model_status": inputs.model_status,
        "is_simulated": inputs.is_simulated,
        "run_reference": inputs.run_reference,
    }
    text = json.dumps(said, indent=1, sort_keys=True) + "\n"
    (folder / "site.json").write_text(text, encoding="utf-8")
