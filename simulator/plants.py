"""How knowledge about a child comes to lie in pieces: the ways of working behind planted stories.

Each is a way in which agencies work, never a rule about what the pipeline counts. Whether one of
the pipeline's measures speaks about it by name is judged here, and reported apart.
"""

from __future__ import annotations

from dataclasses import dataclass

POLICE, HEALTH, EDUCATION, FAMILY, OTHER = range(5)


@dataclass(frozen=True, kw_only=True)
class Mechanism:
    """A way of working, as it changes what becomes of the concerns in a story."""

    name: str
    what: str
    is_named: bool  # a measure of the pipeline speaks about it
    share: float  # of planted stories
    agencies: tuple[int, ...] = (POLICE, HEALTH, EDUCATION, FAMILY)  # who meets it, in turn
    told: float = 0.45  # of the concerns, social care is told
    lag_days: tuple[int, int] = (0, 4)
    closed_alone: float = 0.55
    lost: float = 0.0  # of what social care is told, this much is never written down there
    moves: int = 0
    keeps_open: float = 0.08  # the chance that a contact opens a record
    turnover: float | None = None  # changes of worker a year while a record is open
    health_kind: str = ""  # what health's part looks like, if it is one thing
    of_sibling: float = 0.0  # of the concerns, this much is on a brother's or sister's record
    split_in: tuple[str, ...] = ()  # one of these agencies holds two records of the child
    at_old_address: bool = False
    ages: tuple[float, float] = (0, 18)


MECHANISMS = (
    Mechanism(
        name="closed alone", is_named=True, share=0.12, closed_alone=0.92, told=0.35,
        what="Each agency settles its own part and closes it.",
    ),
    Mechanism(
        name="not shared", is_named=True, share=0.12, told=0.08,
        what="What one agency writes down, no other agency is told.",
    ),
    Mechanism(
        name="workers change", is_named=True, share=0.10, told=0.85, keeps_open=0.55, turnover=6.0,
        what="The record is open, and goes from worker to worker and from team to team.",
    ),
    Mechanism(
        name="shared late", is_named=True, share=0.10, told=0.9, lag_days=(20, 75),
        what="Social care is told weeks after.",
    ),
    Mechanism(
        name="moves", is_named=True, share=0.10, moves=2, told=0.4, closed_alone=0.65,
        what="The family moves, and each place begins again.",
    ),
    Mechanism(
        name="two records", is_named=False, share=0.08, split_in=("police", "health", "social_care"),
        what="One agency holds the child under two spellings, with half the entries in each.",
    ),
    Mechanism(
        name="worker left", is_named=False, share=0.08, told=0.9, lost=0.75, keeps_open=0.35,
        closed_alone=0.3,
        what="Told to a worker who has left; nobody took over, and nothing was written down.",
    ),
    Mechanism(
        name="old address", is_named=False, share=0.08, moves=1, at_old_address=True,
        agencies=(HEALTH, POLICE, HEALTH, EDUCATION), health_kind="unanswered",
        what="Letters go to an old address; the request is closed when nobody answers.",
    ),
    Mechanism(
        name="booked again", is_named=False, share=0.08, agencies=(HEALTH, EDUCATION, HEALTH, POLICE),
        health_kind="rebooked",
        what="Appointments are cancelled and booked again until the service discharges the child.",
    ),
    Mechanism(
        name="on a sibling’s record", is_named=False, share=0.07, of_sibling=0.5,
        what="Much of what is known is written on the record of a brother or sister.",
    ),
    Mechanism(
        name="file not passed on", is_named=False, share=0.07, split_in=("education",), moves=1,
        agencies=(EDUCATION, POLICE, EDUCATION, HEALTH), ages=(6, 15),
        what="The child changes school; the file stays behind and a new pupil record is begun.",
    ),
)  # fmt: skip
