"""Starts and owns a local Prefect server, and serves the night on cron against it.

Prefect 3 does not schedule without a server. Both run on this machine only, and both stop
together, whoever asks first.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from typing import TYPE_CHECKING

from core.errors import SettingsError
from flows.progress import console
from flows.settings import DEFAULT, load_settings

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

_HOST = "127.0.0.1"
_START_SECONDS = 120
_STOP_SECONDS = 20


def run_schedule(
    *, extracts: Path, store: Path, settings_file: Path | None, cron: str | None, port: int
) -> None:
    """Serve the night until a signal comes; then stop it and the server.

    Raises:
        SettingsError: the port is taken, the server does not start, or the cron cannot be read.
    """
    settings = load_settings(settings_file or DEFAULT)
    api = f"http://{_HOST}:{port}/api"
    _refuse_taken_port(port)
    server = _start_server(port)
    try:
        _wait_for(server, api)
        os.environ["PREFECT_API_URL"] = api
        _serve(
            extracts=extracts,
            store=store,
            settings_file=settings_file,
            cron=cron or settings.schedule_cron,
            timezone=settings.schedule_timezone,
        )
    finally:
        _stop(server)


def _serve(
    *, extracts: Path, store: Path, settings_file: Path | None, cron: str, timezone: str
) -> None:
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.nightly import nightly

    try:
        planned = Cron(cron, timezone=timezone)
    except ValueError as error:
        raise SettingsError(
            "The schedule cannot be read.",
            where="setting schedule.cron or schedule.timezone, or option --cron",
            expected='minute, hour, day, month, weekday, such as "0 2 * * *", and a time zone',
            found=f"{cron!r} in {timezone!r}",
            next_step="correct the setting",
        ) from error
    # Prefect's runner answers SIGTERM by leaving its own event loop, which then complains of each
    # connection that was open. The server and the runs are stopped all the same.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
    console.print(f"Serving the night: {cron} ({timezone}). Ctrl+C stops it.")
    signal.signal(signal.SIGTERM, _as_keyboard_interrupt)
    # By module, not by file: by file Prefect puts flows/ first on the path, where a module named
    # like one of our packages would hide it.
    nightly.serve(
        name="wholestory",
        schedule=planned,
        parameters={
            "extracts": str(extracts.resolve()),
            "store": str(store.resolve()),
            "settings_file": str(settings_file.resolve()) if settings_file else None,
        },
        print_starting_message=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _as_keyboard_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex((_HOST, port)) == 0:
            raise SettingsError(
                "The Prefect server cannot start.",
                where=f"option --port, {_HOST}:{port}",
                expected="a free port",
                found="another program answers there",
                next_step="stop that program or choose another port",
            )


def _start_server(port: int) -> subprocess.Popen[bytes]:
    arguments = ["server", "start", "--host", _HOST, "--port", str(port), "--no-ui"]
    return subprocess.Popen(  # noqa: S603  our own interpreter, arguments from this module
        [sys.executable, "-m", "prefect", *arguments, "--log-level", "ERROR"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C reaches us first, so that the flow stops before its server
    )


def _wait_for(server: subprocess.Popen[bytes], api: str) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=2):  # noqa: S310  loopback http
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise SettingsError(
        "The Prefect server did not start.",
        where=api,
        expected=f"an answer within {_START_SECONDS} seconds",
        found="the server ended" if server.poll() is not None else "no answer",
        next_step="look at the free disk space and memory, then start the schedule again",
    )


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
