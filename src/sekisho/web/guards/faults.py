"""A fault of ours: told in words to the reader, and to the log without what the request held."""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sekisho.store.problems import no_database
from sekisho.web.operation.logs import log_event, log_fault
from sekisho.web.operation.metrics import count_fault
from sekisho.web.rendering import Rendering

from .telling import refusal


class Faults:
    """Turns an error that nobody caught into an answer; its message may hold names or secrets and goes nowhere."""

    def __init__(self, app: ASGIApp, rendering: Rendering) -> None:
        self.app, self.rendering = app, rendering

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer for it if it fails."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = False

        async def sent(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except Exception as error:
            mark, why = str(scope.get("sekisho.request", "")), no_database(error)
            if why:
                log_event("no-database", logging.ERROR, id=mark, database=why)
            else:
                count_fault()
                log_fault(error, mark)
            if began:
                raise ConnectionAbortedError from None
            if why:
                answer = refusal(
                    scope, self.rendering, 503, "guard.no-database", headers={"Retry-After": "5"}
                )
                await answer(scope, receive, send)
                return
            answer = refusal(scope, self.rendering, 500, "page.wrong-500")
            await answer(scope, receive, send)
