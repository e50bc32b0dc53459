"""The first thing a stranger does with this project is what README.md says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from flows.cli import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_first_two_blocks_are_the_two_commands() -> None:
    assert [block.strip() for block in BLOCKS[:2]] == ["make demo", "make test"]


COMMANDS = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
SAID = [
    one.replace("\\\n", " ")
    for block in BLOCKS
    for one in re.findall(r"^wholestory (?:.*\\\n)*.*$", block, re.MULTILINE)
]


@pytest.mark.parametrize("line", SAID)
def test_every_command_and_option_of_the_readme_exists(line: str) -> None:
    words = line.split()
    command = COMMANDS[words[1]]
    if hasattr(command, "commands"):
        command = command.commands[words[2]]
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z-]+", line)) <= known


DEVELOPERS = (ROOT / "DEVELOPERS.md").read_text(encoding="utf-8")
PLACES = sorted(set(re.findall(r"`((?:[a-z_]+/)+[a-z_.]*)`", README + DEVELOPERS)))


@pytest.mark.parametrize("name", PLACES)
def test_every_place_that_is_named_for_a_reader_exists(name: str) -> None:
    assert (ROOT / name).exists()


def test_ci_calls_the_readmes_test_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
