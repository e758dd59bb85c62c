"""Where things are: the index, the schema, a page that shows it, and what each kind of problem means."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

import sekisho
from sekisho.service.access import Permission
from sekisho.service.determining import law_of
from sekisho.words import say

from ..answers import answer, held, json_bytes, kept, tag_of, unchanged
from ..desk import call_of, on_terms
from ..models import Index, ProblemKind, ProblemList
from ..problems import KINDS, Problem, explained
from ..reading_page import page
from ..routing import DeskRoute
from ..shapes import gives

router = APIRouter(route_class=DeskRoute, tags=["start"])


@router.get("/", responses=gives(Index))
@on_terms(Permission.PUBLIC)
async def index(request: Request) -> Response:
    """Where things are, which law this server answers by, and how old it is."""
    call = call_of(request)
    prefix = request.scope.get("root_path", "")
    links = {
        "schema": "openapi.json",
        "documentation": "docs",
        "problems": "problems",
        "determine": "determine",
        "law": "law",
    }
    return answer(
        {
            "name": "sekisho",
            "version": sekisho.__version__,
            "law": law_of(call.office.law),
            "links": {name: f"{prefix}/{path}" for name, path in links.items()},
            "notice": say("api.not-advice", call.lang),
        }
    )


@router.get("/openapi.json", include_in_schema=False)
@on_terms(Permission.PUBLIC)
async def openapi(request: Request) -> Response:
    """The schema of this API (OpenAPI 3.1)."""
    body = json_bytes(request.app.openapi())
    tag = tag_of(body)
    if held(request, tag):
        return unchanged(tag)
    return Response(body, media_type="application/json", headers=kept(tag))


@router.get("/docs", include_in_schema=False)
@on_terms(Permission.PUBLIC)
async def docs(request: Request) -> Response:
    """The same schema as a page to read, made here; nothing is fetched from elsewhere."""
    return _page(request)


def _page(request: Request) -> Response:
    body = page(request.app.openapi(), request.scope.get("root_path", "")).encode()
    tag = tag_of(body)
    if held(request, tag):
        return unchanged(tag)
    return Response(body, media_type="text/html; charset=utf-8", headers=kept(tag))


@router.get("/problems", responses=gives(ProblemList, description="Each kind of problem."))
@on_terms(Permission.PUBLIC)
async def problems(request: Request) -> Response:
    """Every kind of problem that this API gives."""
    return answer([explained(kind) for kind in KINDS.values()])


@router.get("/problems/{name}", responses=gives(ProblemKind))
@on_terms(Permission.PUBLIC)
async def problem(request: Request, name: str) -> Response:
    """What a kind of problem means, and what to do about it: the address that stands as its `type`."""
    if name not in KINDS:
        raise Problem("not-found", "api.wrong-not-found")
    return answer(explained(KINDS[name]))
