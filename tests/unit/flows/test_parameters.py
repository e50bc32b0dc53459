"""A night links with what comes with the project, or with a document somebody reviewed."""

from __future__ import annotations

import copy
import json
import math
from pathlib import Path
from typing import Any

import pytest

from core.errors import SettingsError
from flows.parameters import read_parameters
from flows.settings import DEFAULT, load_settings
from linkage.settings import REVIEWED_PARAMETERS
from reports.linkage_settings import build_settings
from tests.support.linkage_report import linked_inputs


def _changed(*place: str, to: Any) -> dict[str, Any]:
    document = copy.deepcopy(REVIEWED_PARAMETERS) | {"version": "ours-1"}
    inner = document
    for name in place[:-1]:
        inner = inner[name]
    if to is None:
        del inner[place[-1]]
    else:
        inner[place[-1]] = to
    return document


def _keep(folder: Path, document: Any) -> Path:
    path = folder / "ours.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _settings(folder: Path, name: str) -> Path:
    path = folder / "ours.toml"
    text = DEFAULT.read_text(encoding="utf-8")
    path.write_text(text.replace('parameters = ""', f'parameters = "{name}"'), encoding="utf-8")
    return path


def test_without_a_document_the_reviewed_parameters_are_used() -> None:
    assert load_settings(DEFAULT).linkage_parameters == REVIEWED_PARAMETERS


def test_a_reviewed_document_beside_the_settings_is_used(tmp_path: Path) -> None:
    document = _changed("comparisons", "sex", "other", "m", to=0.02)
    _keep(tmp_path, document)
    settings = load_settings(_settings(tmp_path, "ours.json"))
    assert settings.linkage_parameters == document
    assert settings.hash != load_settings(DEFAULT).hash


def test_a_document_that_is_not_there_is_told_with_the_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="The linkage parameters cannot be used"):
        load_settings(_settings(tmp_path, "absent.json"))


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ([], "not a document"),
        (_changed("version", to=None), "no version"),
        (_changed("version", to=" "), "no version"),
        (_changed("version", to=REVIEWED_PARAMETERS["version"]) | {"source": "mine"},
         "is of the document that comes with the project"),
        (_changed("comparisons", to=None), "no comparisons"),
        (_changed("comparisons", "sex", to=None), "comparison sex is missing"),
        (_changed("comparisons", "shoe_size", to={}), "comparison shoe_size is not known"),
        (_changed("comparisons", "sex", to=3), "comparison sex has no levels"),
        (_changed("comparisons", "sex", "other", to=None), "level of sex other is missing"),
        (_changed("comparisons", "sex", "same", "u", to=0), "sex, same: u should be"),
        (_changed("comparisons", "sex", "same", "u", to="0.5"), "sex, same: u should be"),
        (_changed("comparisons", "sex", "same", "u", to=True), "sex, same: u should be"),
        (_changed("comparisons", "sex", "same", "m", to=math.nan), "sex, same: m should be"),
        (_changed("comparisons", "sex", "same", "m", to=math.inf), "sex, same: m should be"),
        (_changed("probability_two_random_records_match", to=1), "between 0 and 1"),
        (_changed("probability_two_random_records_match", to=None), "between 0 and 1"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_used_is_refused_with_its_fault(
    document: Any, fault: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError) as told:
        read_parameters(_keep(tmp_path, document))
    assert fault in told.value.found


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not a JSON file"):
        read_parameters(path)


def test_of_many_faults_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    document = _changed("comparisons", to={})
    with pytest.raises(SettingsError, match=r"comparison address is missing; .* and 4 more faults"):
        read_parameters(_keep(tmp_path, document))


def test_a_document_of_nothing_but_what_is_asked_for_is_enough(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file") as missing:
        read_parameters(tmp_path / "absent.json")
    told = missing.value.expected
    comparisons = {
        comparison: {level: {"m": said["m"], "u": said["u"]} for level, said in levels.items()}
        for comparison, levels in REVIEWED_PARAMETERS["comparisons"].items()
    }
    prior = "probability_two_random_records_match"
    document = {"version": "ours-1", "comparisons": comparisons, prior: REVIEWED_PARAMETERS[prior]}
    assert all(name in told for name in [*document, "m and u of each"])
    assert read_parameters(_keep(tmp_path, document)) == document
    page = build_settings(linked_inputs(linkage_parameters=document))
    assert [row[-1] for row in page.table] == ["–"] * len(page.table)
    assert "None" not in str(page.paragraphs)
