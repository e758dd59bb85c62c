"""Under which name we may be asked, and from which pages something may be sent.

A name that an attacker owns can be made to lead to 127.0.0.1 ("DNS rebinding"); a page of his could then read what a
service on a laptop answers. So a laptop answers to the names of the loopback only, and a team to the name of its address.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from sekisho.service.settings import ServiceSettings
from sekisho.web.addresses import is_loopback
from sekisho.web.doors import is_same_origin
from sekisho.web.rendering import Rendering

from .telling import refusal

PROBES: Final = frozenset({"/healthz", "/readyz"})
"""Asked by machines, by whatever address they know; they tell nothing."""
_HOST: Final = re.compile(
    r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::(?P<port>[0-9]{1,5}))?"
)
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class Hosts:
    """Refuses a request for a name that is not ours."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings, rendering: Rendering) -> None:
        self.app, self.rendering = app, rendering
        self.wanted = settings.team.host.lower()
        self.laptop = settings.mode == "laptop"
        self.bound = settings.host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and scope["path"] not in PROBES:
            hosts = Headers(scope=scope).getlist("host")
            if len(hosts) != 1 or not self._ours(hosts[0]):
                answer = refusal(scope, self.rendering, 421, "guard.host")
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _ours(self, host: str) -> bool:
        if self.wanted and host.lower() == self.wanted:
            return True
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        if not self.laptop:
            # Without a set address any name will do: who knows it stands before a proxy that checks.
            return not self.wanted or is_loopback(found["six"] or found["name"])
        name = found["six"] or found["name"]
        return is_loopback(name) or name == self.bound


class Origins:
    """Refuses what a page of another site makes a browser send. Requests with a token are no browser's own."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings, rendering: Rendering) -> None:
        self.app, self.rendering = app, rendering
        self.host = settings.team.host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http" and scope["method"] not in _SAFE:
            headers = Headers(scope=scope)
            host = self.host or headers.get("host", "")
            if not is_same_origin(headers.get("sec-fetch-site"), headers.get("origin"), host):
                answer = refusal(scope, self.rendering, 403, "page.foreign-form")
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)
