"""The route of the API: every request passes the desk, and every error leaves as problem details."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from sekisho.facts import BadInput
from sekisho.service.accounts import BadToken
from sekisho.service.determining import BadOption, TooOpen, faults
from sekisho.service.screening.room import NotOpen
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.service.uploads import BadUpload
from sekisho.store.problems import BadCursor, Changed, NotThere, Taken, no_database

from .desk import Desk, Terms, call_of, language_of
from .once import HEADER, once
from .problems import Problem, kind_of

log: Final = logging.getLogger("sekisho.api")


class DeskRoute(APIRoute):
    """An address of the API with its terms. Raises TypeError for a function that does not declare any."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether this address is meant; who may GET may ask for the head alone. The server leaves the body out."""
        return super().matches({**scope, "method": "GET"} if self._head(scope) else scope)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for this address."""
        if self._head(scope):
            await self.app(scope, receive, send)
        else:
            await super().handle(scope, receive, send)

    def _head(self, scope: Scope) -> bool:
        return scope["type"] == "http" and scope["method"] == "HEAD" and "GET" in (self.methods or ())

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with all that is done before and after every request."""
        inner = super().get_route_handler()
        terms: Terms | None = getattr(self.endpoint, "terms", None)
        if terms is None:
            raise TypeError(f"{self.path}: {self.endpoint.__name__} declares no terms")

        async def handle(request: Request) -> Response:
            desk: Desk = request.app.state.desk
            headers: dict[str, str] = {}
            try:
                call = await desk.receive(request, terms)
                headers = desk.policy(call, request)
                if terms.creates and HEADER in request.headers:
                    response = await once(request, call, lambda: _told(request, inner))
                else:
                    response = await inner(request)
            except ClientDisconnect:
                raise
            except Exception as error:
                response = problem_of(error).response(language_of(request), _instance(request, error))
            for name, value in headers.items():
                response.headers.setdefault(name, value)
            if desk.crowded:
                response.headers["Connection"] = "close"
            return response

        return handle


async def _told(request: Request, inner: Callable[[Request], Coroutine[Any, Any, Response]]) -> Response:
    """The answer, also where it is a problem that the same request would meet again."""
    try:
        return await inner(request)
    except Exception as error:
        problem = problem_of(error)
        if problem.kind.status >= 500:
            raise
        return problem.response(language_of(request))


def _instance(request: Request, error: Exception) -> str:
    """A mark for a fault of ours, under which the log has what happened."""
    if isinstance(error, Problem) or problem_of(error).kind.status < 500:
        return ""
    mark = getattr(request.state, "request_id", "") or secrets.token_hex(8)
    # The log has the kind of the error and the lines of code, never its message or the address: they may hold names.
    why = no_database(error)
    fields = {"id": mark, **({"database": why} if why else {})}
    log.error("no-database" if why else "fault", exc_info=error, extra={"sekisho_fields": fields})
    return f"urn:sekisho:fault:{mark}"


def problem_of(error: Exception) -> Problem:
    """An error as a problem; what is none of those that a request can cause is a fault of ours."""
    match error:
        case Problem():
            return error
        case BadOption():
            row: dict[str, Any] = {"parameter": error.option, "message": error.message, "mend": error.mend}
            return Problem("bad-request", detail=str(error), errors=[row])
        case BadInput():
            rows = faults(error, getattr(error, "document", None))
            return Problem("bad-input", "api.wrong-faults", len(rows), str(error.problems[0]), errors=rows)
        case TooOpen():
            return Problem("too-large", detail=str(error), more={"duties": error.duties, "limit": error.most})
        case BadToken():
            return Problem("not-signed-in", "account.bad-token")
        case BadUpload():
            row = {"pointer": "#", "line": error.line or None, "message": str(error), "mend": ""}
            return Problem("bad-input", "api.wrong-faults", 1, str(error), errors=[row])
        case RequestValidationError():
            return _of_validation(error)
        case NotOpen():
            return Problem("busy", detail=str(error), headers={"Retry-After": "10"})
        case Unreadable():
            return Problem(
                "bad-input", detail=error.words, errors=[{"pointer": "#", "message": str(error), "mend": ""}]
            )
        case BadCursor():
            row = {"parameter": "cursor", "message": str(error), "mend": "begin again without it"}
            return Problem("bad-request", detail=str(error), errors=[row])
        case NotThere():
            return Problem("not-found", detail=str(error))
        case Changed():
            return Problem(
                "precondition-failed", "api.wrong-revision", error.now, more={"revision": error.now}
            )
        case Taken():
            return Problem("conflict", detail=str(error))
        case HTTPException():
            kind = kind_of(error.status_code)
            if kind == "method-not-allowed":
                return Problem(kind, headers=dict(error.headers or {}))
            return Problem(
                kind, "api.wrong-not-found" if kind == "not-found" else "", headers=error.headers or {}
            )
        case _ if no_database(error):
            return Problem("busy", "guard.no-database", headers={"Retry-After": "5"})
        case _ if callable(getattr(error, "words", None)) and isinstance(getattr(error, "status", None), int):
            refused: Any = error  # of the doors, which stand above
            return Problem(kind_of(refused.status), detail=refused.words)
        case _:
            return Problem("fault", "api.wrong-fault")


def _of_validation(error: RequestValidationError) -> Problem:
    """What pydantic found at the edge, in our form."""
    rows, body = [], False
    for one in error.errors():
        where, *rest = [str(step) for step in one.get("loc", ())] or [""]
        message = str(one.get("msg", ""))
        if where == "body":
            body = True
            if one.get("type") == "json_invalid":
                reason = str(one.get("ctx", {}).get("error", message))
                return Problem("unreadable", "api.wrong-json", reason)
            steps = "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in rest)
            rows.append(
                {"pointer": f"#{steps}", "path": ".".join(rest), "line": None, "message": message, "mend": ""}
            )
        else:
            rows.append({"parameter": ".".join(rest), "message": message, "mend": ""})
    first = rows[0]["message"] if rows else ""
    return Problem("bad-input" if body else "bad-request", "api.wrong-faults", len(rows), first, errors=rows)


__all__ = ["DeskRoute", "call_of", "problem_of"]
