"""Files that hold personal details: written whole or not at all, for their owner's eyes only."""

from __future__ import annotations

import contextlib
import fcntl
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_privately(path: Path, content: bytes) -> None:
    """Put a file in its place, whole, with mode 0600.

    Args:
        path: where it goes; what was there is replaced.
        content: all of it.
    """
    coming = path.with_name(f".{path.name}.coming")
    coming.unlink(missing_ok=True)
    with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    coming.replace(path)


@contextlib.contextmanager
def only_one_writer(path: Path) -> Iterator[None]:
    """Let others who write the same file wait, so that nobody's rows are lost.

    Args:
        path: the file; the lock stands beside it.
    """
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
