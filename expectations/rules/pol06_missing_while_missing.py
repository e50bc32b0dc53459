"""A child who is missing cannot go missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from expectations.comparing import starts_within_another
from expectations.rule import Rule

if TYPE_CHECKING:
    from agencies.contract import Tables


def _check(rows: pd.DataFrame, column: str, tables: Tables) -> pd.Series:  # noqa: ARG001  checks share one signature
    episodes = pd.DataFrame({
        "group": rows["nominal_id"], "start": rows[column], "end": rows["found_date"],
    })  # fmt: skip
    return starts_within_another(episodes, shared_day=False).astype("boolean")


RULE = Rule(
    code="POL06",
    says="No child is reported missing while an earlier episode of theirs goes on.",
    agency="police",
    format="ppn",
    about={"missing_episodes": "reported_date"},
    action="warn",
    why="Ours. Both are kept: the day the child was found may be what is wrong.",
    check=_check,
    accepts={
        "missing_episodes": """
            nominal_id | reported_date | found_date
            N1         | 2025-06-01    | 2025-06-03
            N1         | 2025-06-03    | 2025-06-04
        """,
    },
    refuses={
        "missing_episodes": """
            nominal_id | reported_date | found_date
            N1         | 2025-06-01    | 2025-06-03
          > N1         | 2025-06-02    | 2025-06-04
        """,
    },
)
