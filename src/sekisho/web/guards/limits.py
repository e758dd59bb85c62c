"""How much, how often, how long: one caller must not take what belongs to all."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sekisho.service.limits import Limiter, place_of
from sekisho.web.rendering import Rendering

from .telling import refusal

MOST_BODY: Final = 24 * 1024 * 1024
"""No request is larger; single addresses take less (uploads.py, the terms of the API)."""
SECONDS: Final = 90.0
"""An answer has to begin within so many seconds."""
SILENT_SECONDS: Final = 30.0
"""So long we wait for the next piece of a request that is being sent."""
AT_ONCE: Final = 400
"""So many requests are worked on in one process; the next is told to come later."""
RATE, BURST = 400.0, 1_200
"""Requests a second from one address to one process, and how many at once."""
FILES_RATE, FILES_BURST = 5.0, 300
"""Forms with files, which cost more."""


class Limits:
    """Refuses what is too much, with the words and the time after which it may be tried again."""

    def __init__(self, app: ASGIApp, rendering: Rendering) -> None:
        self.app, self.rendering = app, rendering
        self.all, self.files = Limiter(RATE, BURST), Limiter(FILES_RATE, FILES_BURST)
        self.at_once = 0
        self.left_running: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or str(scope["path"]).startswith("/static/"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        client = scope.get("client")
        wait = self._wait(place_of(client[0]) if client else "", headers)
        size = headers.get("content-length", "0")
        if "transfer-encoding" in headers and "content-length" in headers:
            # A proxy before us may go by the other of the two, and see two requests where we see one.
            answer = refusal(scope, self.rendering, 400, "guard.two-lengths", headers={"Connection": "close"})
        elif wait:
            answer = refusal(
                scope, self.rendering, 429, "guard.too-often", wait, headers={"Retry-After": str(wait)}
            )
        elif self.at_once >= AT_ONCE:
            answer = refusal(scope, self.rendering, 503, "guard.busy", headers={"Retry-After": "2"})
        elif not (size.isascii() and size.isdecimal()) or len(size) > 12 or int(size) > MOST_BODY:
            closing = {"Connection": "close"}
            answer = refusal(
                scope, self.rendering, 413, "guard.too-large", MOST_BODY // 1_048_576, headers=closing
            )
        else:
            await self._timed(scope, _counted(receive), send)
            return
        await answer(scope, receive, send)

    def _wait(self, address: str, headers: Headers) -> int:
        wait = self.all.take(address)
        if not wait and headers.get("content-type", "").startswith("multipart/"):
            wait = self.files.take(address)
        return wait

    async def _timed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in time. Work in a thread cannot be broken off: it is left to end, and its answer goes nowhere."""
        state = {"began": False, "over": False}

        async def sent(message: Message) -> None:
            if state["over"]:
                return
            state["began"] = True
            await send(message)

        self.at_once += 1
        task = asyncio.create_task(self._pass(scope, receive, sent))
        task.add_done_callback(self._ended)
        try:
            done, _ = await asyncio.wait({task}, timeout=SECONDS)
            if not done and not state["began"]:
                state["over"] = True
                self.left_running.add(task)
                answer = refusal(scope, self.rendering, 504, "guard.too-long", int(SECONDS))
                await answer(scope, receive, send)
                return
            await task
        except asyncio.CancelledError:
            task.cancel()
            raise

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.at_once -= 1
        if task in self.left_running:
            self.left_running.discard(task)
            if not task.cancelled():
                task.exception()  # looked at, so that it is not reported as forgotten


def _counted(receive: Receive) -> Receive:
    """The body piece by piece, as long as it comes in time and is not too much."""
    count = 0
    whole = False

    async def received() -> Message:
        nonlocal count, whole
        if whole:
            return await receive()  # waits for the end of the connection, however late
        try:
            message = await asyncio.wait_for(receive(), SILENT_SECONDS)
        except TimeoutError:
            raise HTTPException(408) from None
        count += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if count > MOST_BODY:
            raise HTTPException(413, headers={"Connection": "close"})
        return message

    return received
