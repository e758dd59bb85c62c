"""Whether the process is about to stop: then it is no longer ready, while it ends what it began."""

from __future__ import annotations

import threading
from typing import Final

_STOPPING: Final = threading.Event()


def stop_soon() -> None:
    """From now on the process takes no new work upon itself."""
    _STOPPING.set()


def is_stopping() -> bool:
    """Whether the process is about to stop."""
    return _STOPPING.is_set()


def stay() -> None:
    """The process begins, or begins anew."""
    _STOPPING.clear()
