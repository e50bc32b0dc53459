from __future__ import annotations

import pytest

from core.errors import EXIT_CODES, PipelineError


def test_every_family_has_an_exit_code_of_its_own() -> None:
    families = set(PipelineError.__subclasses__())
    assert set(EXIT_CODES.values()) == families
    assert len(EXIT_CODES) == len(families)


@pytest.mark.parametrize("family", EXIT_CODES.values())
def test_a_fault_is_told_in_five_parts(family: type[PipelineError]) -> None:
    error = family("What.", where="here", expected="this", found="that", next_step="do")
    assert str(error) == "What. Where: here. Expected: this. Found: that. Next step: do."
