"""Lays a children in need census return flat, as text and as sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from agencies.readers import with_contract_columns
from agencies.social_care.cin_census_tables import TABLES
from core.errors import ContractError

if TYPE_CHECKING:
    from pathlib import Path

    from agencies.contract import Tables

# Element of an episode → (table, our number for its rows).
_PARTS = {
    "Assessments": ("Assessments", "AssessmentID"),
    "CINPlanDates": ("CINplanDates", "CINplanID"),
    "CINplanDates": ("CINplanDates", "CINplanID"),
    "Section47": ("Section47", "S47ID"),
    "ChildProtectionPlans": ("ChildProtectionPlans", "CPPID"),
}


def read_census(folder: Path) -> Tables:
    """Read the one return in a delivery's folder.

    Knowable: nothing is parsed. Text that stands between elements, and elements that the
    contract does not name (a draft part of a later year), are passed over. Rows are numbered
    child by child in the order sent, so a child sent twice gets no number twice.

    Raises:
        ContractError: there is not one XML file, it is not well-formed, or it is no return of
            the children in need census.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".xml")
    if len(paths) != 1:
        raise ContractError(
            "The census return was not delivered once.",
            where=f"delivery folder {folder.name}",
            expected="one file that ends in .xml",
            found=f"{len(paths)} files",
            next_step="ask the local authority to send the return again",
        )
    return read_return(paths[0])


def read_return(path: Path) -> Tables:
    """Read one return; see `read_census`.

    Raises:
        ContractError: the file is not well-formed, or no return of the census.
    """
    message = _read_message(path)
    children = message.find("Children")
    if message.tag != "Message" or children is None:
        raise _error(path, "root element Message with a part Children", "another document")
    flat = _Flat()
    flat.add_header(message.find("Header"))
    for child in children.findall("Child"):
        flat.add_child(child)
    return {
        table.name: with_contract_columns(
            pd.DataFrame(
                flat.rows[table.name], columns=[c.name for c in table.columns], dtype="str"
            ),
            table,
            where=path.name,
        )
        for table in TABLES
    }


def _read_message(path: Path) -> Any:
    try:
        message = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, DefusedXmlException, ValueError, OSError) as error:
        # A parser's own message may quote what stands in the file, so only the line is passed on.
        line = getattr(error, "position", (None,))[0]
        found = type(error).__name__ + (f" in line {line}" if line else "")
        raise _error(path, "well-formed XML without entities of its own", found) from None
    for element in message.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return message


def _error(path: Path, expected: str, found: str) -> ContractError:
    return ContractError(
        "A census return cannot be read.",
        where=path.name,
        expected=expected,
        found=found,
        next_step="ask the local authority to export the return again",
    )


@dataclass
class _Flat:
    """Rows of every table so far, and how many parts each child or episode has had."""

    rows: dict[str, list[dict[str, str | None]]] = field(
        default_factory=lambda: {table.name: [] for table in TABLES}
    )
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add_header(self, header: Any) -> None:
        if header is not None:
            self.rows["Header"].append(
                {name: text for part in header for name, text in _texts(part).items()}
            )

    def add_child(self, child: Any) -> None:
        sent = _texts(child.find("ChildIdentifiers"))
        own = {"LAchildID": sent.get("LAchildID")}
        self.rows["ChildIdentifiers"].append(sent)
        characteristics = child.find("ChildCharacteristics")
        if characteristics is not None:
            self.rows["ChildCharacteristics"].append({**own, **_texts(characteristics)})
            for disability in characteristics.iterfind("Disabilities/Disability"):
                number = self._number("DisabilityID", own["LAchildID"])
                self.rows["Disabilities"].append(
                    {**own, "DisabilityID": number, "Disability": disability.text}
                )
        for episode in child.findall("CINdetails"):
            self._add_episode(episode, own)

    def _add_episode(self, episode: Any, own: dict[str, str | None]) -> None:
        number = self._number("CINdetailsID", own["LAchildID"])
        own = {**own, "CINdetailsID": number}
        self.rows["CINdetails"].append({**own, **_texts(episode)})
        for part in episode:
            if part.tag in _PARTS:
                table, id_column = _PARTS[part.tag]
                row = {**own, id_column: self._number(id_column, number), **_texts(part)}
                factors = [e.text for e in part.iter("AssessmentFactors") if e.text]
                row["AssessmentFactors"] = ",".join(factors) or None
                self.rows[table].append(row)
                self._add_reviews(part, {**own, "CPPID": row.get("CPPID")})

    def _add_reviews(self, plan: Any, own: dict[str, str | None]) -> None:
        for review in plan.iterfind("Reviews/CPPreviewDate"):
            number = self._number("ReviewID", own["CPPID"])
            self.rows["Reviews"].append({**own, "ReviewID": number, "CPPreviewDate": review.text})

    def _number(self, id_column: str, parent: str | None) -> str | None:
        """Give the next running number below a parent; none below one without a number."""
        if not parent:
            return None
        self.counts[id_column, parent] += 1
        return f"{parent}_{self.counts[id_column, parent]}"


def _texts(element: Any) -> dict[str, str | None]:
    """Give the text of each child element that has no children of its own."""
    if element is None:
        return {}
    return {part.tag: part.text for part in element if len(part) == 0}
