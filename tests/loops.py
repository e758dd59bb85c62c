"""An event loop of one's own, wherever a test runs: the browser's driver keeps one running in the main thread of a whole session."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


def alone(work: Callable[[], Awaitable[Result]]) -> Result:
    """Carry out an asynchronous function in a thread with a loop of its own; what it returns or raises."""
    held: list[Any] = []

    async def whole() -> Result:
        return await work()

    def run() -> None:
        try:
            held.extend((True, asyncio.run(whole())))
        except BaseException as error:
            held.extend((False, error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    ended_well, found = held
    if not ended_well:
        raise found
    return found  # type: ignore[no-any-return]
