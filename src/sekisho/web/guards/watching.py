"""Watches every request: an id for it, one line in the log, the measurements."""

from __future__ import annotations

import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sekisho.web.operation import metrics
from sekisho.web.operation.logs import log_request
from sekisho.web.operation.templates import template_of


class Watching:
    """The outermost guard."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; note how it went when it is over."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        mark = scope["sekisho.request"] = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = mark
        status, size = 499, 0  # 499: the connection ended before there was an answer
        began = time.perf_counter()

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = mark
            else:
                size += len(message.get("body", b""))
            await send(message)

        with metrics.in_flight():
            try:
                await self.app(scope, receive, sent)
            finally:
                seconds = time.perf_counter() - began
                template = template_of(scope)
                metrics.count(str(scope["method"]), template, status, seconds)
                log_request(
                    mark,
                    str(scope["method"]),
                    template,
                    status,
                    seconds,
                    str(scope.get("sekisho.actor", "")),
                    size,
                )
