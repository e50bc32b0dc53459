"""Lays a children in need census return flat, as text and as sent."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from agencies.contract import Sent
from agencies.delivery import MANIFEST
from agencies.readers import with_contract_columns
from agencies.social_care.cin_census_tables import TABLES
from core.errors import ContractError

if TYPE_CHECKING:
    from pathlib import Path

# Element of an episode → (table, our number for its rows).
_PARTS = {
    "Assessments": ("Assessments", "AssessmentID"),
    "CINPlanDates": ("CINplanDates", "CINplanID"),
    "CINplanDates": ("CINplanDates", "CINplanID"),
    "Section47": ("Section47", "S47ID"),
    "ChildProtectionPlans": ("ChildProtectionPlans", "CPPID"),
    "PreProceedingsandFGDM": ("PreProceedingsandFGDM", "PreProceedingsID"),
}
# Elements that hold others; one that was sent empty is no value.
CONTAINERS = frozenset(
    {
        "Message", "Header", "CollectionDetails", "Source", "Children", "Child",
        "ChildIdentifiers", "ChildCharacteristics", "Disabilities", "CINdetails",
        "FactorsIdentifiedAtAssessment", "Reviews", *_PARTS,
    }
)  # fmt: skip


def read_census(folder: Path) -> Sent:
    """Read the one return in a delivery's folder.

    Knowable: nothing is parsed. Text that stands between elements is passed over; an element
    that the contract does not name is named and not loaded. Rows are numbered child by child in
    the order sent: a child sent twice gets no number twice, unless it was the same block, whose
    rows are then copies of the first.
    Absent: the optional table is left out where the return has no such part.

    Raises:
        ContractError: there is not one XML file, it is not well-formed, or it is no return of
            the children in need census.
    """
    files = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    paths = [path for path in files if path.suffix.lower() == ".xml"]
    if len(paths) != 1:
        raise ContractError(
            "The census return was not delivered once.",
            where=f"delivery folder {folder.name}",
            expected="one file that ends in .xml",
            found=f"{len(paths)} files",
            next_step="ask the local authority to send the return again",
        )
    ignored = tuple(path.name for path in files if path not in paths)
    return replace(read_return(paths[0]), files_ignored=ignored)


def read_return(path: Path) -> Sent:
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
    sent = [table for table in TABLES if flat.rows[table.name] or not table.optional]
    columns = {
        table.name: tuple(dict.fromkeys(n for row in flat.rows[table.name] for n in row))
        for table in sent
    }
    tables = {
        table.name: with_contract_columns(
            pd.DataFrame(
                flat.rows[table.name], columns=[c.name for c in table.columns], dtype="str"
            ),
            table,
            where=_where(path),
        )
        for table in sent
    }
    return Sent(tables, columns)


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


def _where(path: Path) -> str:
    # Nobody tells agencies how to name a return, so its own name may be a child's.
    return f"the XML file in delivery folder {path.parent.name}"


def _error(path: Path, expected: str, found: str) -> ContractError:
    return ContractError(
        "A census return cannot be read.",
        where=_where(path),
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
    blocks: dict[bytes, dict[str, list[dict[str, str | None]]]] = field(default_factory=dict)

    def add_header(self, header: Any) -> None:
        if header is not None:
            self.rows["Header"].append(
                {name: text for part in header for name, text in _texts(part).items()}
            )

    def add_child(self, child: Any) -> None:
        """Add the rows of a child; those of a block that came before are added as they were."""
        content = _hash(child)
        if content not in self.blocks:
            before = {name: len(rows) for name, rows in self.rows.items()}
            self._add_child(child)
            self.blocks[content] = {name: rows[before[name] :] for name, rows in self.rows.items()}
        else:
            for name, rows in self.blocks[content].items():
                self.rows[name].extend(rows)

    def _add_child(self, child: Any) -> None:
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
                if factors:
                    row["AssessmentFactors"] = ",".join(factors)
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


def _hash(element: Any) -> bytes:
    """Give the same for elements that say the same; how lines are indented says nothing."""
    parts = [(str(part.tag), (part.text or "").strip(), len(part)) for part in element.iter()]
    return hashlib.sha256(repr(parts).encode()).digest()


def _texts(element: Any) -> dict[str, str | None]:
    """Give the text of each child element that has no children of its own."""
    if element is None:
        return {}
    return {
        part.tag: part.text
        for part in element
        if len(part) == 0 and isinstance(part.tag, str) and part.tag not in CONTAINERS
    }
