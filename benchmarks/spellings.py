"""Do we read councils' spellings of Annex A codes as a reader who sees only the text would?

The sample and how it was made: `tests/support/annex_a_blind_sample.md`. Our mapping began as the
published file and was corrected with the sample in sight, so its agreement says that nothing
known to be wrong is left, and is no estimate for spellings outside the sample. The file's own
agreement is one.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.contract import fold
from agencies.social_care.annex_a_codes import SPELLINGS
from agencies.social_care.annex_a_tables import TABLES
from benchmarks.results import ROOT, Row

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = ROOT / "tests" / "support" / "annex_a_blind_sample.csv"
FILE = "d2i_annex_a/annex_a_value_variants.csv"  # below the folder of third-party files
UNDECIDED = "unknown"
# We name a few codes otherwise than the file does.
_OUR_NAME = {"true": "y", "false": "n", UNDECIDED: "u", "wal": "wales"}
_GOAL = "every disagreement listed, with who is right"


@dataclass(frozen=True)
class Spelling:
    """A spelling of the sample: what the blind coder, and others, read it as.

    Attributes:
        column: the column it was sent in.
        text: as it was sent.
        blind: the coder's code; `unknown` where the text does not decide.
        ours: our code; missing where we read none, or do not read the column.
        is_read: our contract has the column.
    """

    column: str
    text: str
    blind: str
    ours: str | None
    is_read: bool

    @property
    def agrees(self) -> bool:
        """Say whether we read it as the coder did; the letter case of a code says nothing."""
        said = fold(self.blind)
        return fold(self.ours or "") == _OUR_NAME.get(said, said)


def read_sample() -> list[Spelling]:
    """Give the blind sample beside our own reading of it."""
    lists = {column.name: column.codes for table in TABLES for column in table.columns}
    sample = []
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            codes = lists.get(row["field"])
            text = row["raw_value_seen"]
            ours = codes.folded.get(fold(text)) if codes else None
            sample.append(Spelling(row["field"], text, row["coded_as"], ours, codes is not None))
    return sample


def read_file(path: Path) -> dict[tuple[str, str], set[str]]:
    """Give the codes that the published file has for each column and spelling as sent."""
    found = defaultdict(set)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["field"], row["raw_value_seen"]].add(row["canonical_code"])
    return found


def file_agrees(one: Spelling, published: dict[tuple[str, str], set[str]]) -> bool:
    """Say whether the published file has the coder's code for a spelling, and no other."""
    return {fold(code) for code in published[one.column, one.text]} == {fold(one.blind)}


def spelling_rows(third_party: Path) -> list[Row]:
    """Give how well the published file and our mapping agree with the blind sample.

    Args:
        third_party: the folder of third-party files.
    """
    decided = [one for one in read_sample() if one.blind != UNDECIDED]
    read = [one for one in decided if one.is_read]
    published = read_file(third_party / FILE)
    of_file = sum(file_agrees(one, published) for one in decided)
    of_ours = sum(one.agrees for one in read)
    with SPELLINGS.open(newline="", encoding="utf-8") as file:
        mapping = list(csv.DictReader(file))
    corrected = sum(bool(row["was"]) for row in mapping)
    return [
        Row(measure="Spellings a blind coder could decide from the text", goal="",
            figure=f"{len(decided)} of {len(read_sample())}", met=None),
        Row(measure="The published file agrees with the blind coder", goal="",
            figure=_share(of_file, len(decided)), met=None),
        Row(measure="Our mapping agrees with the blind coder (columns we read)", goal=_GOAL,
            figure=_share(of_ours, len(read)), met=None),
        Row(measure="Spellings in our mapping, once letter case and spaces are put aside", goal="",
            figure=f"{len(mapping):,}, {corrected} of them otherwise than the file", met=None),
    ]  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})"
