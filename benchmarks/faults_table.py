"""Does each fault in a delivery, runs a night on it, and reads what the operator would.

A small county with three earlier deliveries of each feed and a sound night before. Each fault is
done to the newest delivery of one feed; the night runs from the command line.
"""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

from benchmarks.results import Row
from simulator.county import simulate
from simulator.earlier import deliver_earlier
from simulator.faults import Fault, Injected, inject_fault
from tests.support.nights import UNTIL, Ended, command_night

_GOAL = "found, named on the run page and in the agency's letter"
_NOTHING_LOST = "read as not recorded, as in live extracts: no row is lost"
_FEEDS = ("police/ppn", "social_care/ssd")
# What only the page of somebody who found this fault says, in addition to what it says on a sound
# night; "{table}" is the table that the fault was done to.
_SAYS = {
    Fault.LATE_FEED: "days old",
    Fault.TRUNCATED_FILE: "rows",
    Fault.SWAPPED_COLUMNS: "{table}",
    Fault.DOUBLED_DELIVERY: "same files",
    Fault.CODE_LIST_CHANGE: "{table}",
    Fault.WRONG_ENCODING: "read",
    Fault.JUNK_ROWS: "{table}",
}
_ATTENTION = re.compile(r"Needs attention(.*?)<h2[^>]*>\s*Steps", re.DOTALL)
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|h\d|td|th|tr|dd|dt|div|summary)\b[^>]*>")


def fault_rows(folder: Path, *, children: int = 800) -> list[Row]:
    """Give one row a feed and fault: what was done, what the night did, what the operator saw.

    Args:
        folder: an empty folder to work in.
        children: how large the county is.
    """
    simulate(folder / "county", children=children, years=5, seed=7, until=UNTIL)
    extracts = folder / "county" / "extracts"
    deliver_earlier(extracts, days_before=(21, 14, 7))
    sound = command_night(extracts, folder / "sound")
    rows = [_row("none", sound, _attention(sound.site), met=None)]
    for feed in _FEEDS:
        for fault in Fault:
            faulty = Path(shutil.copytree(extracts, folder / fault / "extracts"))
            store = Path(shutil.copytree(folder / "sound", folder / fault / "store"))
            injected = inject_fault(faulty, fault, feed=feed, seed=1)
            ended = command_night(faulty, store)
            usual = _attention(sound.site)
            seen = [line for line in _attention(ended.site) if line not in usual]
            rows.append(_row(_done(injected), ended, seen, met=_is_told(injected, ended, sound)))
            shutil.rmtree(folder / fault)
    return rows


def _done(injected: Injected) -> str:
    place = f" ({injected.feed}, {injected.table})" if injected.table else f" ({injected.feed})"
    return f"{injected.fault.replace('_', ' ')}{place}: {injected.says}"


def _row(what: str, ended: Ended, seen: list[str], *, met: bool | None) -> Row:
    goal = _GOAL if met is not None else "none"
    said = ended.said.strip().splitlines()[0].partition(".")[0].lower()
    outcome = said if ended.code == 0 else f"held (exit code {ended.code})"
    return Row(
        measure=f"fault: {what}", goal=_NOTHING_LOST if what.startswith("end date") else goal,
        figure=f"{outcome}; operator saw: " + (" / ".join(seen) or "nothing more than usual"),
        met=met,
    )  # fmt: skip


def _attention(site: Path) -> list[str]:
    html = (site / "run.html").read_text(encoding="utf-8")
    block = _ATTENTION.search(html)
    return [" ".join(_lines(item)) for item in _ITEM.findall(block[1])] if block else []


def _lines(html: str) -> list[str]:
    """Give the words of a page, a line a paragraph, cell or item."""
    parts = (unescape(re.sub(r"<[^>]+>", " ", part)) for part in _BLOCK.split(html))
    return [" ".join(part.split()) for part in parts if part.strip()]


def _is_told(injected: Injected, ended: Ended, sound: Ended) -> bool:
    """Say whether run page and letter tell of it, in words that no sound night has.

    Of a feed that never came there is no letter. One or the other place names the table.
    """
    agency = injected.feed.partition("/")[0]
    on_run_page = _more(ended.site / "run.html", sound.site / "run.html")
    if injected.fault is Fault.MISSING_FEED:
        return any("is not there" in line for line in on_run_page)
    page = f"letters/{agency}.html"
    in_letter = _more(ended.site / page, sound.site / page)
    if injected.fault is Fault.END_DATE_1900:
        # Live extracts write it where nothing is recorded, and so it is read: nothing is lost.
        return not any("accepted" in line for line in in_letter)
    says = _SAYS[injected.fault].format(table=injected.table)
    return all(any(says in line for line in lines) for lines in (on_run_page, in_letter))


def _more(page: Path, usual: Path) -> list[str]:
    known = set(_lines(usual.read_text(encoding="utf-8")))
    return [line for line in _lines(page.read_text(encoding="utf-8")) if line not in known]
