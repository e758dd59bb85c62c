"""How a guard says no: as a page or as problem details, in the reader's language, without the page's own data."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from sekisho.web.asking import Refused, language_of
from sekisho.web.rendering import Rendering


def refusal(
    scope: Scope,
    rendering: Rendering,
    status: int,
    key: str,
    *parts: object,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to a request that a guard does not let in."""
    request = Request(scope)
    path = str(scope["path"])
    as_json = path.endswith(".json") or path.startswith("/api/")
    response = rendering.refusal(
        request, Refused(status, key, *parts), language_of(request), as_json, None, ""
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response
