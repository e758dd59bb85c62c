"""One determination at a time: what is kept with a law is filled by whoever comes first and read by all who follow.

Threads that filled it at once could read what another had only begun to write, and an entry whose tests are not yet
gathered looks like every other: that could end in a false "no licence required".
"""

from __future__ import annotations

import threading

from sekisho.law.compiled import Law


def turn(law: Law) -> threading.RLock:
    """The lock of a law: hold it while something is evaluated under that law. The thread that holds it may take it again."""
    lock: threading.RLock = law.cache.setdefault("turn", threading.RLock())
    return lock
