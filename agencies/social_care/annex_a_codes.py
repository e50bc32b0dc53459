"""Code lists of Ofsted Annex A, and how councils really spell their codes.

Codes are those of the child-level lists that Ofsted asks for. Spellings come from
`Annex_A_schema.yml` of liia-tools-pipeline (Social Finance, MIT), which gathered what London
councils sent. `annex_a_spellings.csv` names each: `code` is what we read it as; where we read it
otherwise than that file, `was` says what it had and `because` why. A spelling without a code is
one that no code can be told from: it stays as sent, and a check finds it.
"""

from __future__ import annotations

import csv
import functools
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agencies.contract import CodeList

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES = Path(__file__).with_name("annex_a_codes.csv")
SPELLINGS = Path(__file__).with_name("annex_a_spellings.csv")


@functools.cache
def annex_a_codes(name: str) -> CodeList:
    """Give one code list of Annex A with its spellings.

    Args:
        name: without its prefix, such as `source`.
    """
    codes = CodeList.from_csv(CODES, f"annex_a_{name}")
    return replace(codes, spellings=_spellings()[codes.name])


@functools.cache
def _spellings() -> Mapping[str, Mapping[str, str]]:
    """Give for each list what a folded spelling means."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with SPELLINGS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["code"]:
                found[row["list"]][row["spelling"]] = row["code"]
    return found
