"""Which records hold the same, and which are worth comparing: one number for what a record holds.

A *mark* stands for everything a record is compared on. Records with a full name, birth date and
address that hold the same have one mark and are weighed against others once for all of them. Any
other record has a mark of its own. The weight of two marks never changes under the same
parameters, so a night weighs only marks that the night before did not know.

A *key* is what two records must share to be compared at all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from linkage.database import open_database
from linkage.evidence import COMPARED
from linkage.settings import MOST_RECORDS_OF_ONE_CHILD, MOST_RECORDS_OF_ONE_KEY

_BANDS = ("forename_band", "surname_band")

# Pairs that agree on none of these are not compared. `now` and `before`: any postcode of a record.
KEYS: tuple[tuple[str, ...], ...] = (
    ("birth_date", "surname"),
    ("birth_date", "forename_key"),
    ("birth_date", "postcode"),
    ("surname", "forename_key"),
    ("surname", "postcode"),
    ("postcode", "forename_key"),
    ("least(forename, surname)", "greatest(forename, surname)"),
    ("birth_date", "address"),
    ("other_identifier",),
)


@dataclass(frozen=True)
class Known:
    """What an earlier night knew: its marks, its weighed pairs, and the keys it did not use."""

    marks: np.ndarray
    pairs: pd.DataFrame
    crowded: np.ndarray


@dataclass(frozen=True)
class Marked:
    """Tonight's records by mark, and the keys by which marks are to be compared."""

    records: pd.DataFrame  # by number: mark, held (hash of record and mark), own (of its id)
    marks: np.ndarray  # every mark once, ordered; what follows is in this order
    first: np.ndarray  # the lowest number that has the mark
    size: np.ndarray  # how many records have it
    is_fresh: np.ndarray  # it has to be compared with others again
    place: np.ndarray  # of each record, by number: where its mark stands in `marks`
    keys: pd.DataFrame  # mark, key: keys of fresh marks, unless too many marks share them
    crowded: np.ndarray  # keys that too many marks share to compare for their sake
    alike: (
        pd.DataFrame
    )  # left, right, size: two of more records than one child's that hold the same

    @property
    def crowds(self) -> np.ndarray:
        """Which marks more records share than one child can have.

        Nothing tells such records apart, and nothing says that they are one child's: a
        placeholder, not a person.
        """
        return np.asarray(self.size > MOST_RECORDS_OF_ONE_CHILD)

    def find(self, marks: pd.Series) -> np.ndarray:
        """Give the place of each of these marks in `marks`."""
        return np.asarray(np.searchsorted(self.marks, marks.to_numpy()))


def mark_records(
    evidence: pd.DataFrame, *, decided: Collection[str], known: Known | None = None
) -> Marked:
    """Give each record its mark, and each mark that has to be compared its keys.

    Args:
        evidence: see `linkage.evidence.with_what_others_hold`, with `number`.
        decided: source_person_ids that somebody decided about: each has a mark of its own, so
            that what was said about one record never moves another.
        known: what an earlier night knew under the same parameters; None to compare all.
    """
    table = pa.Table.from_pandas(
        evidence[[
            "number", "source_person_id", "feed", "forename_key", *COMPARED, *_BANDS
        ]].assign(is_decided=evidence["source_person_id"].isin(list(decided))),
        preserve_index=False,
    )  # fmt: skip
    with open_database() as database:
        database.register("evidence", table)
        database.execute(_MARKS)
        database.execute(_KEYS)
        database.execute(
            "create table crowded as select key from keys group by key "
            f"having count(*) > {MOST_RECORDS_OF_ONE_KEY}"
        )
        _find_fresh(database, known)
        records = _fetch(database, "select mark, held, own from marks order by number")
        keys = _fetch(
            database,
            "select mark, key from keys anti join crowded using (key)"
            " semi join (select key from keys semi join fresh using (mark)) using (key)",
        )
        crowded = _fetch(database, "select key from crowded order by key")
        fresh = _fetch(database, "select mark from fresh")
        alike = _fetch(database, _ALIKE)
    mark = records["mark"].to_numpy()
    marks, first, place, size = np.unique(
        mark, return_index=True, return_inverse=True, return_counts=True
    )
    is_fresh = np.isin(marks, fresh["mark"])
    return Marked(
        records,
        marks,
        first,
        size,
        is_fresh,
        place,
        keys,
        np.sort(crowded["key"].to_numpy()),
        alike,
    )


def _find_fresh(database: duckdb.DuckDBPyConnection, known: Known | None) -> None:
    """Make the table of marks to compare: new ones, and those of keys that came into or out of use."""
    if known is None:
        database.execute("create table fresh as select distinct mark from marks")
        return
    for name, column, values in (
        ("known_marks", "mark", known.marks), ("known_crowded", "key", known.crowded)
    ):  # fmt: skip
        database.register(name, pa.table({column: values.view("uint64")}))
    database.execute(
        """
        create table fresh as
        with moved as (
            (from crowded except from known_crowded) union (from known_crowded except from crowded)
        )
        select distinct mark from marks anti join known_marks using (mark)
        union
        select mark from keys semi join moved using (key)
        """
    )


def _fetch(database: duckdb.DuckDBPyConnection, sql: str) -> pd.DataFrame:
    """Give hashes as whole numbers that every format can hold."""
    found = database.sql(sql).fetchnumpy()
    return pd.DataFrame(
        {name: np.asarray(values, "uint64").view("int64") for name, values in found.items()}
    )


_VALUES = ", ".join((*COMPARED, *_BANDS))
_MARKS = f"""
create table marks as
select *, hash(source_person_id, feed, mark) as held, hash(source_person_id) as own from (
    select *, hash({_VALUES}) as look, hash({_VALUES}, case
        when not is_decided and length(forename) > 1 and surname <> '' and birth_date <> ''
            and postcode <> '' then '' else source_person_id end) as mark
    from evidence
)
"""


_ALIKE = f"""
select min(number) as left, max(number) as right, count(*) as size
from marks group by look having count(*) > {MOST_RECORDS_OF_ONE_CHILD} order by 1
"""


def _key(number: int, parts: tuple[str, ...]) -> str:
    known = " and ".join(f"{part} <> ''" for part in parts)
    return f"case when {known} then hash({number}, {', '.join(parts)}) end"


def _keys_sql() -> str:
    plain = ", ".join(_key(number, parts) for number, parts in enumerate(KEYS))
    # Postcode keys carry the number of the plain key, so that an old postcode meets a new one.
    postcode_keys = {
        ("birth_date", "postcode"): 2, ("surname", "postcode"): 4, ("postcode", "forename_key"): 5,
    }  # fmt: skip
    before = ", ".join(
        _key(number, tuple("before" if part == "postcode" else part for part in parts))
        for parts, number in postcode_keys.items()
    )
    return f"""
    create table keys as
    with one as (
        select * from marks
        semi join (select min(number) as number from marks group by mark) using (number)
    ),
    moved as (
        select *, unnest(string_split(postcodes_before, ' ')) as before
        from one where postcodes_before <> ''
    ),
    every as (
        select mark, unnest([{plain}]) as key from one
        union all
        select distinct mark, unnest([{before}]) as key from moved
    )
    select mark, key from every where key is not null
    """


_KEYS = _keys_sql()
