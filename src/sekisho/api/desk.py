"""The desk at which requests of the API are received: who asks, whether they may, how much is sent, whose turn it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

import anyio
import anyio.to_thread
from attrs import define, field, frozen
from starlette.requests import Request

from sekisho.service.access import Actor, Permission, may
from sekisho.service.law.search import Search, search_of
from sekisho.service.limits import Limiter
from sekisho.service.office import Office
from sekisho.words import LANGUAGES

from .problems import Problem

if TYPE_CHECKING:
    from sekisho.screening.screener import Screener

T = TypeVar("T")
JSON: Final = "application/json"
YAML: Final = "application/yaml"
DOCUMENTS: Final = (JSON, YAML, "application/x-yaml", "text/yaml")
"""The types of body under which a transaction is taken."""
MOST_BODY: Final = 2_000_000
MOST_WAITING: Final = 128
"""So many requests may wait for their turn in one process; the next is told to come later."""
CROWDED: Final = 3
"""With so many requests waiting, a connection is ended after its answer where another process may take the next one."""
SECONDS: Final = 60.0
"""An answer takes at most this long."""
OPENING: Final = 8.0
"""So many seconds a request waits for the lists of parties to be opened; after a sync the first opening may take longer."""
RATE: Final = 400.0
BURST: Final = 800
"""Requests a second of one caller in one process, and how many at once."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
End = TypeVar("End", bound=Callable[..., Any])


class Who(Protocol):
    """Tells who asks; None where nobody is signed in."""

    def __call__(self, request: Request) -> Actor | None: ...


@frozen
class Terms:
    """On which terms an address is open: the permission it needs, the types and size of body, whether a POST makes something."""

    permission: Permission
    media_types: tuple[str, ...] = (JSON,)
    most_body: int = MOST_BODY
    creates: bool = False


def on_terms(
    permission: Permission,
    *,
    media_types: tuple[str, ...] = (JSON,),
    most_body: int = MOST_BODY,
    creates: bool = False,
) -> Callable[[End], End]:
    """Declare the terms of an address on its function; a function without them is not served."""

    def declare(end: End) -> End:
        end.terms = Terms(permission, media_types, most_body, creates)  # type: ignore[attr-defined]
        end.permission = permission  # type: ignore[attr-defined]
        return end

    return declare


@define(eq=False)
class Lane:
    """Work that goes one after the other, in the order in which it came: what is evaluated needs the whole processor.

    Quick and long work have a lane each, so that who asks for little does not wait behind who asks for much.
    """

    seconds: float = SECONDS
    waiting: int = 0
    _turn: anyio.CapacityLimiter | None = None

    async def run(self, work: Callable[..., T], *parts: Any, **named: Any) -> T:
        """Carry out work in a thread when its turn comes. Raises Problem where too much waits, or it takes too long."""
        if self.waiting >= MOST_WAITING:
            raise Problem("busy", "api.wrong-busy", self.waiting, headers={"Retry-After": "1"})
        if self._turn is None:
            self._turn = anyio.CapacityLimiter(1)
        self.waiting += 1
        try:
            with anyio.fail_after(self.seconds):
                return await anyio.to_thread.run_sync(
                    functools.partial(work, *parts, **named), limiter=self._turn, abandon_on_cancel=True
                )
        except TimeoutError:
            raise Problem("too-slow", "api.wrong-too-slow", int(self.seconds)) from None
        finally:
            self.waiting -= 1


@define(eq=False)
class Desk:
    """What every address of the API works with."""

    office: Office
    who: Who
    quick: Lane = field(factory=Lane)
    long: Lane = field(factory=Lane)
    limiter: Limiter = field(factory=lambda: Limiter(RATE, BURST))
    search: Search = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.search = search_of(self.office)

    async def receive(self, request: Request, terms: Terms) -> Call:
        """Let a request in. Raises Problem: not signed in, not allowed, too many, from elsewhere, too large, of a wrong type."""
        lang = language_of(request)
        known = "authorization" in request.headers or "cookie" in request.headers
        actor = await anyio.to_thread.run_sync(self.who, request) if known else self.who(request)
        verdict = may(actor, terms.permission)
        if not verdict.allowed:
            if verdict.because == "not-signed-in":
                raise Problem("not-signed-in", detail=verdict.reason)
            raise Problem("not-allowed", detail=verdict.reason, more={"steps": verdict.explain(lang)})
        name = f"{actor.workspace}/{actor.id}/{actor.token}" if actor is not None else _host(request)
        wait = self.limiter.take(name)
        if wait:
            raise Problem("too-many", detail="", headers={"Retry-After": str(wait), **self._policy(0)})
        _refuse_controls(request)
        call = Call(self, actor, lang)
        request.state.call = call
        if request.method in {"POST", "PUT", "PATCH", "DELETE"}:
            _refuse_foreign(request, actor)
        if request.method in {"POST", "PUT", "PATCH"}:
            call.body = await _body(request, terms)
        return call

    @property
    def crowded(self) -> bool:
        """Would a caller fare better with another process of this server?

        A kept connection stays with the process that took it. Where one has taken most of them, the others stand idle.
        """
        return self.office.workers > 1 and self.quick.waiting >= CROWDED

    def policy(self, call: Call, request: Request) -> dict[str, str]:
        """The headers that say how many requests are left."""
        actor = call.actor
        name = f"{actor.workspace}/{actor.id}/{actor.token}" if actor is not None else _host(request)
        return self._policy(self.limiter.left(name))

    def _policy(self, left: int) -> dict[str, str]:
        window = max(1, round(self.limiter.burst / self.limiter.rate))
        return {
            "RateLimit-Policy": f'"caller";q={self.limiter.burst};w={window}',
            "RateLimit": f'"caller";r={left};t={window}',
        }


@define(eq=False)
class Call:
    """One request that was let in: who asks, in which language, with which body."""

    desk: Desk
    actor: Actor | None
    lang: str
    body: bytes = b""

    @property
    def office(self) -> Office:
        """The law, the engine, the lists and the database."""
        return self.desk.office

    @property
    def someone(self) -> Actor:
        """Who asks, at an address that needs somebody. Raises Problem."""
        if self.actor is None:
            raise Problem("not-signed-in")
        return self.actor

    async def quick(self, work: Callable[..., T], *parts: Any, **named: Any) -> T:
        """Carry out what takes milliseconds, in its turn."""
        return await self.desk.quick.run(work, *parts, **named)

    async def lists(self) -> Screener:
        """The lists of parties, opened, with the decisions of the workspace; waits beside the lanes. Raises NotOpen."""
        return await self.store(self.office.screener, self.someone.workspace, OPENING)

    async def store(self, work: Callable[..., T], *parts: Any, **named: Any) -> T:
        """Carry out what only asks the database; it waits for nobody's turn."""
        return await anyio.to_thread.run_sync(functools.partial(work, *parts, **named))

    async def long(self, work: Callable[..., T], *parts: Any, **named: Any) -> T:
        """Carry out what may take seconds, in its turn."""
        return await self.desk.long.run(work, *parts, **named)


def call_of(request: Request) -> Call:
    """The call that the desk made of a request."""
    call: Call = request.state.call
    return call


def language_of(request: Request) -> str:
    """The language for words of problems: `lang` of the address, else the first of Accept-Language that we have."""
    said = request.query_params.get("lang")
    if said in LANGUAGES:
        return said
    for part in request.headers.get("accept-language", "").split(",")[:20]:
        tag = part.strip()[:2].lower()
        if tag in LANGUAGES:
            return tag
    return "en"


def _host(request: Request) -> str:
    return request.client.host if request.client is not None else ""


def _refuse_controls(request: Request) -> None:
    """No parameter holds a control character; a database would not take it."""
    query = request.url.query
    if "%" in query or not query.isascii():
        for name, value in request.query_params.multi_items():
            if _CONTROL.search(name) or _CONTROL.search(value):
                raise Problem(
                    "bad-request",
                    detail="a parameter holds a control character",
                    errors=[{"parameter": _CONTROL.sub("?", name)[:80], "message": "it holds a control character",
                             "mend": "leave it out"}],
                )  # fmt: skip
    if "%" in request.scope.get("raw_path", b"").decode("latin-1") and _CONTROL.search(
        unquote(request.url.path)
    ):
        raise Problem("not-found", "api.wrong-not-found")


def _refuse_foreign(request: Request, actor: Actor | None) -> None:
    """A page of another site may not make a browser send what changes or asks something. A request with the cookie of a
    session has to say that a page of ours sent it; programs send a token and no cookie.
    """
    if actor is not None and actor.how == "token":
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    host = request.headers.get("host", "").lower()
    foreign = origin is not None and urlsplit(origin).netloc.lower() != host
    if foreign or site not in {None, "none", "same-origin"}:
        raise Problem("not-allowed", "api.wrong-foreign")
    if actor is not None and actor.how == "session" and site != "same-origin":
        raise Problem("not-allowed", "api.wrong-foreign")


async def _body(request: Request, terms: Terms) -> bytes:
    """The body, which is small enough and of a type that is taken. Raises Problem."""
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > terms.most_body:
        raise _too_large(terms)
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > terms.most_body:
            raise _too_large(terms)
        parts.append(part)
    body = b"".join(parts)
    request._body = body  # the framework reads it from here
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given not in terms.media_types and (body or given):
        said = given[:60] or "—"
        raise Problem(
            "unsupported-media-type", "api.wrong-media-type", said, ", ".join(terms.media_types),
            headers={"Accept-Post": ", ".join(terms.media_types)},
        )  # fmt: skip
    return body


def _too_large(terms: Terms) -> Problem:
    return Problem(
        "too-large", "api.wrong-large", terms.most_body, more={"limit": terms.most_body},
        headers={"Connection": "close"},
    )  # fmt: skip
