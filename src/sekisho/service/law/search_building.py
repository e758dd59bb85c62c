"""The index of the law is built beside the service, in a process of its own that gives way to all others.

Building it takes seconds of work. In a thread of the service every request of those seconds would wait for its turn.

    python -m sekisho.service.law.search_building FOLDER [LAW]
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sekisho.law import load_law

from .search_index import index_path, open_index, whole

PATIENCE: Final = 600
"""So many seconds a process may take over an index."""
_GIVING_WAY: Final = 15
log: Final = logging.getLogger("sekisho.search")


def build_apart(folder: Path, law: Path | None, digest: str) -> bool:
    """See to it that the index of a law stands in `folder`; True where it does.

    `law`: the folder or file of the law, None for the one that is installed; `digest`: its hash.
    """
    path = index_path(folder, digest)
    if whole(path, digest):
        return True
    command = [sys.executable, "-m", __name__, str(folder), *([] if law is None else [str(law)])]
    try:
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("the index of the law was not built apart: %s", type(error).__name__)
    return whole(path, digest)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process builds here; a process that dies leaves its place free."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # not on Windows; there two may build, and the one that ends last is kept
        yield
        return
    with (folder / ".building").open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        yield


def main(folder: str, law: str = "") -> None:
    """Build the index of a law where it is not there."""
    if hasattr(os, "nice"):
        os.nice(_GIVING_WAY)
    place = Path(folder)
    with _alone(place):
        open_index(load_law(Path(law) if law else None), place)


if __name__ == "__main__":
    main(*sys.argv[1:])
