"""Makes the index of the lists and keeps it, telling how far it is: a process beside the server (see `room`).

`python -m sekisho.service.screening.building HASH`: the hash is that of the law that the server works with; another law would
make another index, which nobody would use.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sekisho.sources.atomic import Busy, locked
from sekisho.sources.settings import load_settings


def main(wanted: str) -> int:
    """Open the screener once, so that its index is kept. Exit status 3 where the law is another."""
    from sekisho.law import load_law
    from sekisho.screening.opening import open_screener

    folder = os.environ.get("SEKISHO_LAW")
    law = load_law(Path(folder)) if folder else load_law()
    if law.hash != wanted:
        return 3

    def told(done: int, whole: int) -> None:
        print(json.dumps([done, whole]), flush=True)

    with one_at_a_time(load_settings().data / "screening" / "index.lock"):
        open_screener(law, date.today(), progress=told)
    return 0


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Of several processes of a server one makes the index; the others wait, and find it made."""
    while True:
        try:
            with locked(lock):
                yield
            return
        except Busy:
            time.sleep(0.2)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
