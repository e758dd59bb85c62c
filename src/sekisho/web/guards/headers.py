"""Headers that tell browsers what a page of ours never does: foreign scripts, frames, guessed types, told addresses."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sekisho.service.settings import ServiceSettings

POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "frame-src 'none'",
        "object-src 'none'",
        "img-src 'self'",
        "worker-src 'none'",
        "manifest-src 'none'",
    )
)
"""No script or style that stands in a page is run; only files of ours are."""
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: with that, browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
HSTS: Final = "max-age=31536000"


class SecurityHeaders:
    """Sets the headers on every answer, also on refusals and faults."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings) -> None:
        self.app, self.https = app, settings.team.https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-store")
                if self.https or scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = HSTS
                if message["status"] == 401:
                    headers.setdefault("WWW-Authenticate", 'Bearer realm="sekisho"')
            await send(message)

        await self.app(scope, receive, sent)
