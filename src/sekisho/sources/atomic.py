"""Files that are either wholly written or not there, and one writer at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

PREFIX = ".unfinished-"


class Busy(RuntimeError):
    """Another process writes there."""


def write_atomically(path: Path, data: bytes) -> None:
    """Put the bytes on disk under another name and then move them into place; a crash leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=PREFIX, delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(file.name)
            raise
    _settle(path.parent)


def sweep(folder: Path) -> None:
    """Remove what a process that was killed left behind. Only under the lock."""
    for file in folder.glob(f"{PREFIX}*"):
        file.unlink(missing_ok=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock; `Busy` where another process holds it. The system frees it when its process ends, however that ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        try:
            _take(file.fileno())
        except OSError:
            raise Busy(str(path)) from None
        yield


def _settle(folder: Path) -> None:
    """Make the new name itself last through a loss of power, where the system can."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
