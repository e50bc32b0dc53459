"""How much of a file's name may stand in a message?

People put names, dates of birth and NHS numbers into the names of files.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agencies.contract import Feed


def describe_files(names: Iterable[str], feed: Feed) -> str:
    """Name files in a message: in full only those a contract names, of others number and kind.

    Args:
        names: names of files.
        feed: the contract.
    """
    known = {name for table in feed.tables for name in (table.name, *table.formerly)}
    told = Counter(
        name if name.rpartition(".")[0] in known else kind_of_file(name) for name in names
    )
    return ", ".join(
        what if what.rpartition(".")[0] in known else f"{count} {what} {_files_in_words(count)}"
        for what, count in sorted(told.items())
    )


def kind_of_file(name: str) -> str:
    """Give the ending of a file's name, if it can be one; no other part of it."""
    ending = name.rpartition(".")[2].lower()
    return f".{ending}" if re.fullmatch(r"[a-z0-9]{1,7}", ending) and "." in name else "other"


def _files_in_words(count: int) -> str:
    return "file" if count == 1 else "files"
