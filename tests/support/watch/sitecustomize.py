"""Put first on PYTHONPATH, writes down every address that a Python process looks up or connects to.

Every child process inherits it, so the servers that a night starts are watched as well.
"""

import os
import sys

_FILE = os.environ.get("WHOLESTORY_WATCH_FILE")


def _watch(event: str, arguments: tuple) -> None:
    if event == "socket.connect":
        address = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = arguments[0]
    else:
        return
    with open(_FILE, "a", encoding="utf-8") as file:  # noqa: PTH123  pathlib may not be imported yet
        file.write(f"{event}\t{address!r}\n")


if _FILE:
    sys.addaudithook(_watch)
