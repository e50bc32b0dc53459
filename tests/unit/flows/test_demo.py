"""The county that an operator can rehearse with: earlier deliveries, and something that goes wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.demo import simulate_county


def test_a_county_has_the_earlier_deliveries_and_the_fault_that_were_asked_for(tmp_path: Path):
    simulate_county(
        tmp_path / "county", children=100, years=1, seed=1, until=date(2026, 9, 30),
        weeks_before=2, fault="police/ppn=missing_feed",
    )  # fmt: skip
    extracts = tmp_path / "county" / "extracts"
    assert not (extracts / "police" / "ppn").exists()
    days = {path.name for path in (extracts / "social_care" / "ssd").iterdir()}
    assert days == {"2026-09-16", "2026-09-23", "2026-09-30"}
