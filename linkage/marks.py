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

import pandas as pd
import pyarrow as pa

from linkage.database import open_database
from linkage.evidence import COMPARED
from linkage.settings import MOST_RECORDS_OF_ONE_KEY

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
class Marked:
    """Tonight's records by mark, and the keys of each mark."""

    records: pd.DataFrame  # number, mark, held (hash of record and mark)
    keys: pd.DataFrame  # mark, key: only keys that few enough marks share
    crowded: pd.DataFrame  # mark, key: keys that too many marks share to compare for their sake


def mark_records(evidence: pd.DataFrame, *, decided: Collection[str]) -> Marked:
    """Give each record its mark, and each mark its keys.

    Args:
        evidence: see `linkage.evidence.with_what_others_hold`, with `number`.
        decided: source_person_ids that somebody decided about: each has a mark of its own, so
            that what was said about one record never moves another.
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
        records = database.sql("select number, mark, held from marks order by number").df()
        keys = database.sql("select mark, key from keys anti join crowded using (key)").df()
        crowded = database.sql("select mark, key from keys semi join crowded using (key)").df()
    return Marked(_signed(records), _signed(keys), _signed(crowded))


def _signed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give hashes as whole numbers that every format can hold."""
    return pd.DataFrame(
        {
            name: rows[name].to_numpy().view("int64")
            if rows[name].dtype == "uint64"
            else rows[name].astype("int64")
            for name in rows
        }
    )


_VALUES = ", ".join((*COMPARED, *_BANDS))
_MARKS = f"""
create table marks as
select *, hash(source_person_id, feed, mark) as held from (
    select *, hash({_VALUES}, case
        when not is_decided and length(forename) > 1 and surname <> '' and birth_date <> ''
            and postcode <> '' then '' else source_person_id end) as mark
    from evidence
)
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
