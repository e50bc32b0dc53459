"""Sites of invented nights, each built once for all page tests."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from core.vocabulary import Capability
from reports.build import build_site
from tests.support import letters, linkage_report, pages
from tests.support.chronology import without

NIGHTS = (
    "rule",
    "model",
    "demonstration",
    "two_agencies",
    "held",
    "empty",
    "with_a_past",
    "linked",
)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a folder of pages for each kind of night."""
    folder = tmp_path_factory.mktemp("sites")
    ordinary = pages.site_inputs()
    nights = {
        "rule": ordinary,
        "model": pages.model_inputs(),
        "demonstration": pages.model_inputs(status="demonstration"),
        "two_agencies": pages.site_inputs(
            agencies=("social_care", "police"),
            delivered={"capabilities": {"police": without("police", Capability.SHARING)}},
        ),
        "held": dataclasses.replace(
            ordinary, outcome=pages.gate((), {}, has_restrictions_list=False)
        ),
        "empty": dataclasses.replace(
            ordinary,
            review_list=ordinary.review_list.iloc[0:0],
            outcome=pages.gate((), {}, listed=0),
        ),
        "linked": linkage_report.linked_inputs(),
        "with_a_past": letters.night_with_a_past(),
    }
    for name, inputs in nights.items():
        build_site(inputs, folder / name)
    assert set(nights) == set(NIGHTS)
    return {name: folder / name for name in nights}
