"""The view layer: one function gives a page and its `.json`, under one permission.

A page function is plain and synchronous: it takes an `Ask` and the parts of the address, and returns a `Page`, whose data is
all that the template sees and all that the JSON holds. It runs in a thread, never in the event loop.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias

import msgspec
from attrs import define, field, frozen
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sekisho.service.access import Permission, may
from sekisho.store import BadCursor, Changed, NotThere

from .asking import Ask, Data, Refused, language_of
from .doors import Doors
from .rendering import Rendering

YEAR: Final = 365 * 24 * 3600


@frozen
class Page:
    """What a page shows. `template` takes the place of the route's own; `title`: what stands in the window's title."""

    data: Data
    title: str = ""
    status: int = 200
    template: str = ""
    headers: Mapping[str, str] = field(factory=dict)


@frozen
class Goto:
    """Go on to another page after an action; `told` is said there once, as a status message."""

    address: str
    told: str = ""


@frozen
class File:
    """A file as the answer: its bytes, type, and the name under which it is kept ("" to show it in place)."""

    body: bytes
    media_type: str
    name: str = ""
    headers: Mapping[str, str] = field(factory=dict)


Shown: TypeAlias = Page | Goto | File
View: TypeAlias = Callable[..., Shown]


@frozen
class PageRoute:
    """One address of the application with what may be done there."""

    path: str
    view: View
    may: Permission
    template: str
    method: str
    json: bool


@define
class Pages:
    """The pages of one area, as they are declared."""

    routes: list[PageRoute] = field(factory=list)

    def get(
        self, path: str, *, template: str = "", may: Permission, json: bool = True
    ) -> Callable[[View], View]:
        """Declare a page. `json`: also the same path with `.json` (files have none)."""

        def declare(view: View) -> View:
            self.routes.append(PageRoute(path, view, may, template, "GET", json))
            return view

        return declare

    def post(self, path: str, *, template: str = "", may: Permission) -> Callable[[View], View]:
        """Declare an action: a form that is sent. The layer checks where the form came from."""

        def declare(view: View) -> View:
            self.routes.append(PageRoute(path, view, may, template, "POST", False))
            return view

        return declare

    def starlette(self, doors: Doors, rendering: Rendering) -> list[Route]:
        """The routes for the server; those with `.json` stand first, for a part of an address may hold dots."""
        found: list[Route] = []
        for route in self.routes:
            if route.json:
                path = "/home.json" if route.path == "/" else route.path + ".json"
                found.append(_route(path, route, doors, rendering, as_json=True))
        found += [_route(route.path, route, doors, rendering, as_json=False) for route in self.routes]
        return found


def _route(path: str, route: PageRoute, doors: Doors, rendering: Rendering, *, as_json: bool) -> Route:
    async def endpoint(request: Request) -> Response:
        lang = language_of(request)
        csrf = ""
        try:
            actor = await run_in_threadpool(doors.actor, request)
            verdict = may(actor, route.may)
            if not verdict.allowed:
                return doors.refuse(request, actor, route.may, lang, as_json)
            form = FormData()
            if route.method == "POST":
                form = await doors.form(request)
            csrf = doors.token(request)
            if actor is None:
                actor = doors.nobody()
            ask = Ask(request, doors.office, actor, lang, csrf, form)

            def answer() -> Response:
                try:
                    shown = route.view(ask, **request.path_params)
                except NotThere:
                    raise Refused(404, "page.wrong-404") from None
                except BadCursor:
                    raise Refused(400, "page.bad-cursor", mend="page.mend-cursor") from None
                except Changed:
                    raise Refused(409, "page.wrong-409") from None
                return _response(ask, shown, route, rendering, as_json)

            response = await run_in_threadpool(answer)
        except Refused as refused:
            response = await run_in_threadpool(
                rendering.refusal, request, refused, lang, as_json, doors, csrf
            )
        doors.finish(request, response)
        if request.query_params.get("lang") == lang:
            response.set_cookie(
                "lang", lang, max_age=YEAR, samesite="lax", path="/", secure=doors.https(request)
            )
        return response

    endpoint.permission = route.may  # type: ignore[attr-defined]
    endpoint.view = route.view  # type: ignore[attr-defined]
    methods = ["GET"] if route.method == "GET" else ["POST"]
    held: Callable[[Request], Awaitable[Response]] = endpoint
    return Route(path, held, methods=methods, name=f"{route.method} {path}")


def _response(ask: Ask, shown: Shown, route: PageRoute, rendering: Rendering, as_json: bool) -> Response:
    if isinstance(shown, Goto):
        response: Response = RedirectResponse(shown.address, status_code=303)
        if shown.told:
            rendering.keep_told(response, shown.told, secure=ask.request.url.scheme == "https")
        return response
    if isinstance(shown, File):
        return _fresh(ask.request, shown.body, shown.media_type, 200, {**shown.headers, **_named(shown.name)})
    if as_json:
        return _fresh(ask.request, json_bytes(shown.data), "application/json", shown.status, shown.headers)
    html = rendering.page(ask, shown.data, shown.template or route.template, shown.title, json=route.json)
    response = _fresh(ask.request, html, "text/html; charset=utf-8", shown.status, shown.headers)
    rendering.forget_told(ask.request, response)
    return response


def json_bytes(data: Any) -> bytes:
    """Plain data as JSON; days as text. Raises TypeError for what is no plain data."""
    return msgspec.json.encode(data, enc_hook=_plain)


def _plain(value: Any) -> Any:
    if hasattr(value, "__attrs_attrs__"):
        return {a.name: getattr(value, a.name) for a in value.__attrs_attrs__ if not a.name.startswith("_")}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no plain data")


def _fresh(
    request: Request, body: bytes, media_type: str, status: int, headers: Mapping[str, str]
) -> Response:
    """The answer with an ETag; 304 without a body where the reader has just this."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    kept = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language", **headers}
    if status == 200 and request.method == "GET":
        held = [
            part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")
        ]
        if tag in held or "*" in held:
            return Response(status_code=304, headers=kept)
    return Response(body, status_code=status, headers=kept, media_type=media_type)


def _named(name: str) -> dict[str, str]:
    if not name:
        return {}
    from urllib.parse import quote

    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    }
