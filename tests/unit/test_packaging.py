"""Our folders are flat packages; nothing else may own or hide their names."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = (
    "core", "agencies", "expectations", "linkage", "features", "models", "reports", "flows", "simulator",
)  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_no_installed_package_owns_one_of_our_names(name: str) -> None:
    owners = importlib.metadata.packages_distributions().get(name, [])
    assert set(owners) <= {"wholestory"}


def test_no_module_of_flows_hides_a_package() -> None:
    assert not {path.stem for path in (ROOT / "flows").glob("*.py")} & set(OURS)


def test_the_lock_names_no_registry() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    assert "--hash=sha256:" in text
