"""The schedule starts a server of its own, runs the night when its time has come, and stops both."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from flows.receive import receive_files
from tests.support.command import ROOT, wholestory
from tests.support.other_peoples_files import EMPTY_RESTRICTIONS

_SECONDS = 180  # a cron fires at the next full minute; the server takes some time to start


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_cron_run_fires_and_both_stop_cleanly(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    sent = tmp_path / "restrictions_list.csv"
    sent.write_text(EMPTY_RESTRICTIONS, encoding="utf-8")
    receive_files(
        [sent], extracts=tmp_path / "extracts", agency="restrictions", format_="restrictions_list",
        received_date=today, coverage=(today, today), area="Exampleshire", can_record_sharing=False,
    )  # fmt: skip
    port = _free_port()
    said = (tmp_path / "said.txt").open("w")
    schedule = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "schedule", "--extracts", tmp_path / "extracts",
         "--store", tmp_path / "store", "--cron", "* * * * *", "--port", str(port)],
        cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, env={**os.environ},
    )  # fmt: skip
    try:
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until and not list((tmp_path / "store").glob("nights/*.json")):
            assert schedule.poll() is None, (tmp_path / "said.txt").read_text()
            time.sleep(0.5)
        assert list((tmp_path / "store").glob("nights/*.json")), "no cron run fired"
    finally:
        schedule.send_signal(signal.SIGTERM)
        code = schedule.wait(60)
        said.close()
    assert code == 0, (tmp_path / "said.txt").read_text()
    assert not _answers(port), "the server is still there"
    assert "Traceback" not in (tmp_path / "said.txt").read_text()


def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = wholestory(
            "schedule", "--extracts", tmp_path, "--store", tmp_path / "store", "--port", str(port)
        )
    assert said.returncode == 17
    assert "another program answers there" in said.stderr
