"""Makes the index of the lists and keeps it, telling how far it is: a process beside the server (see `room`).

`python -m sekisho.service.screening.building HASH`: the hash is that of the law that the server works with; another law would
make another index, which nobody would use.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path


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

    open_screener(law, date.today(), progress=told)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
