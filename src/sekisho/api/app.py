"""The API as an application of its own, to be mounted at /api/v1."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import sekisho
from sekisho.service.office import Office

from .desk import Desk, Who, language_of
from .problems import Problem
from .routes import checks, classify, determine, jobs, law, moving, saved, screen, start
from .routing import problem_of
from .schema import DESCRIPTION, complete, routes_of

PREFIX: Final = "/api/v1"
ROUTERS: Final = (
    start.router, determine.router, moving.router, law.router, classify.router, screen.router, checks.router,
    saved.router, jobs.router,
)  # fmt: skip


def make_api(office: Office, who: Who) -> FastAPI:
    """The API over an office. `who`: tells who asks."""
    api = FastAPI(
        title="Sekisho",
        version=sekisho.__version__,
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        root_path_in_servers=False,
        exception_handlers=_HANDLERS,
        redirect_slashes=False,
    )
    api.state.desk = Desk(office, who)
    for router in ROUTERS:
        # Not include_router, which hides the routes: who reads `api.routes` shall see every address with its permission.
        api.router.routes.extend(router.routes)
    for route in routes_of(api):
        route.operation_id = f"{route.tags[0]}-{route.name.strip('_')}"
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(complete(api))
        return made

    api.openapi = openapi  # type: ignore[method-assign]
    return api


def _problem(request: Request, error: Exception) -> Response:
    problem = problem_of(error)
    if problem.kind.name == "method-not-allowed":
        # A saved answer is a record for an auditor, which the database itself keeps as it is.
        kept = request.url.path.startswith(f"{PREFIX}/saved/") and request.method in {
            "DELETE",
            "PUT",
            "PATCH",
        }
        key, parts = ("api.saved-stays", ()) if kept else ("api.wrong-method", (request.method,))
        problem = Problem("method-not-allowed", key, *parts, headers=problem.headers)
    return problem.response(language_of(request))


_HANDLERS: Final[dict[Any, Any]] = {
    HTTPException: _problem,
    RequestValidationError: _problem,
    Problem: _problem,
}
