"""A child has one episode of being looked after at a time."""

from __future__ import annotations

from expectations.comparing import several_open
from expectations.rule import Rule

RULE = Rule(
    code="SSD09",
    says="No child has more than one episode of being looked after without an end.",
    agency="social_care",
    format="ssd",
    about={"ssd_cla_episodes": "clae_cla_episode_ceased_date"},
    action="warn",
    why="Ours. All are kept: nothing tells which is right.",
    check=several_open("clae_person_id"),
    accepts={
        "ssd_cla_episodes": """
            clae_person_id | clae_cla_episode_ceased_date
            A              | 2025-05-01
            A              |
        """,
    },
    refuses={
        "ssd_cla_episodes": """
            clae_person_id
          > A
          > A
        """,
    },
)
