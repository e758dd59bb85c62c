"""The application: pages and API over one office."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from sekisho.api import PREFIX, make_api
from sekisho.service.office import Office

from .asking import Refused, language_of
from .doors import Doors, caller, doors_for
from .guards import guards
from .operation.routes import routes as machines
from .pages import Pages
from .rendering import Rendering, make_rendering

AREAS: Final = ("home", "account", "terms", "check", "classify", "law", "screen", "saved", "jobs")
"""The modules of `sekisho.web` that declare pages, in the order in which their addresses are tried."""
WEEKS: Final = 30 * 24 * 3600


def create_app(office: Office, doors: Doors | None = None) -> Starlette:
    """The application over an office. `doors`: who may come in; without them, those of the mode that is set."""
    held: Doors = doors or doors_for(office)
    rendering = make_rendering()
    routes: list[BaseRoute] = [
        Mount("/static", _Static(directory=Path(__file__).parent / "static"), name="static")
    ]
    routes.append(Mount(PREFIX, make_api(office, caller(held)), name="api"))
    for pages in areas():
        routes += pages.starlette(held, rendering)
    routes += machines(held)
    app = Starlette(
        routes=routes, exception_handlers=_handlers(held, rendering), middleware=guards(office, rendering)
    )
    app.state.office, app.state.doors, app.state.rendering = office, held, rendering
    return app


def areas() -> Iterable[Pages]:
    """The declared pages of every area."""
    for name in AREAS:
        yield importlib.import_module(f"sekisho.web.{name}").pages


def _handlers(doors: Doors, rendering: Rendering) -> dict[Any, Any]:
    def told(request: Request, status: int, key: str) -> Response:
        as_json = request.url.path.endswith(".json")
        return rendering.refusal(request, Refused(status, key), language_of(request), as_json, doors, "")

    def http(request: Request, error: HTTPException) -> Response:
        response = told(request, error.status_code, f"page.wrong-{error.status_code}")
        response.headers.update(error.headers or {})
        return response

    def fault(request: Request, error: Exception) -> Response:
        return told(request, 500, "page.wrong-500")

    return {HTTPException: http, Exception: fault}


class _Static(StaticFiles):
    """Files of ours; one that is asked for by its hash may be kept for long."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hashed = b"v=" in scope.get("query_string", b"")

        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start" and hashed:
                message["headers"].append((b"cache-control", f"public, max-age={WEEKS}, immutable".encode()))
            await send(message)

        await super().__call__(scope, receive, sent)
