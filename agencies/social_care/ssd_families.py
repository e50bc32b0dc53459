"""Whose child a child of the Standard Safeguarding Dataset is: names of parents, and the family."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from agencies.identity import join_words

if TYPE_CHECKING:
    from agencies.contract import Tables

_PARENTS = {
    "mother", "father", "mum", "dad", "parent", "parental", "carer", "guardian",
    "stepmother", "stepfather", "stepparent",
}  # fmt: skip
# A grandmother, a mother-in-law, a mother's partner, the father of a sibling.
_OF_SOMEBODY_ELSE = {"grand", "great", "law", "partner", "of", "s", "sibling", "friend"}


def parent_names(tables: Tables) -> pd.Series:
    """Give, by child, the names of parents and carers, separated by a semicolon.

    In the order of the rows; also of those who no longer live with the child: a parent stays one.
    Absent: a child without such a row is not there, nor is a parent without a name.
    """
    if "named_adults" not in tables:
        return pd.Series(dtype="str")
    adults = tables["named_adults"]
    told = {one for one in adults["nada_relationship"].dropna().unique() if is_parent(one)}
    parents = adults[adults["nada_relationship"].isin(told)]
    names = join_words(parents["nada_forename"], parents["nada_surname"])
    named = pd.DataFrame({"child": parents["nada_person_id"], "name": names})
    named = named.dropna().drop_duplicates()
    return named.groupby("child", sort=False)["name"].agg("; ".join)


def is_parent(relationship: str) -> bool:
    """Say whether how an adult is related to a child makes them a parent or carer of the child."""
    words = set(re.findall(r"[a-z]+", relationship.casefold()))
    return bool(words & _PARENTS) and not words & _OF_SOMEBODY_ELSE


def family_ids(tables: Tables, children: pd.Series) -> pd.Series:
    """Give the family of each child: as the case system groups them, or else the mother.

    Children of one mother whom nobody grouped are a family that is named after her; they are not
    put into the family of a brother or sister who was grouped.
    Absent: a child in two families is in none here. Either rule keeps apart what an adoption
    parted: nobody may find out about it here who does not know.

    Args:
        tables: accepted tables.
        children: numbers of the children.
    """
    family = _by_child(children, tables.get("ssd_family"), "fami_person_id", "fami_family_id")
    mother = _by_child(
        children, tables.get("ssd_mother"), "moth_childs_person_id", "moth_person_id"
    )
    own = family["first"].where(family["nunique"] == 1)
    mothers = mother["first"].where(mother["nunique"] == 1)
    return own.mask(family["nunique"] == 0, "mother-" + mothers.astype("str")).astype("str")


def _by_child(
    children: pd.Series, rows: pd.DataFrame | None, child: str, give: str
) -> pd.DataFrame:
    """Give how many different values a table holds of each child (`nunique`), and the first."""
    if rows is None:
        return pd.DataFrame({"nunique": 0, "first": pd.Series(pd.NA, children.index, "str")})
    told = rows.groupby(child)[give].agg(["nunique", "first"]).reindex(children.to_numpy())
    told["nunique"] = told["nunique"].fillna(0)
    return told.set_axis(children.index)
