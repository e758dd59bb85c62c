"""Addresses for machines: whether the service lives, whether it is ready, and its measurements."""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sekisho.service.access import Permission, may
from sekisho.service.accounts.keys import same
from sekisho.service.office import Office
from sekisho.web.addresses import is_loopback
from sekisho.web.asking import Refused
from sekisho.web.doors import Doors

from . import metrics
from .stopping import is_stopping

_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


def routes(doors: Doors) -> list[Route]:
    """The addresses for machines."""
    office = doors.office

    async def healthz(request: Request) -> Response:
        """Whether the process lives."""
        return JSONResponse({"alive": True}, headers={"Cache-Control": "no-store"})

    async def readyz(request: Request) -> Response:
        """Whether requests can be answered: law loaded, database reachable and of this version, not stopping."""
        parts = await run_in_threadpool(ready, office)
        return JSONResponse(
            {"ready": all(parts.values()), **parts},
            200 if all(parts.values()) else 503,
            headers={"Cache-Control": "no-store"},
        )

    async def measured(request: Request) -> Response:
        """The measurements, for this machine, the holder of the token of measurements, or whoever operates the service."""
        if not await run_in_threadpool(_may_measure, request, doors):
            return PlainTextResponse("not allowed\n", 403)
        body, kind = await run_in_threadpool(metrics.page)
        return Response(body, headers={"Content-Type": kind, "Cache-Control": "no-store"})

    found = []
    for path, endpoint, permission in (
        ("/healthz", healthz, Permission.PUBLIC),
        ("/readyz", readyz, Permission.PUBLIC),
        ("/metrics", measured, Permission.OPERATE),
    ):
        endpoint.permission = permission  # type: ignore[attr-defined]
        found.append(Route(path, endpoint, methods=["GET"], name=path[1:]))
    return found


def ready(office: Office) -> dict[str, bool]:
    """What has to be there before requests can be answered."""
    reachable = office.database.answers()
    return {
        "law": bool(office.law.hash),
        "database": reachable,
        "migrated": reachable and _migrated(office),
        "staying": not is_stopping(),
    }


def _migrated(office: Office) -> bool:
    from sekisho.store.migrate import stands

    return stands(office.database)


def _may_measure(request: Request, doors: Doors) -> bool:
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    wanted = doors.office.settings.team.metrics
    if scheme.lower() == "bearer" and wanted and same(bearer.strip(), wanted):
        return True
    client = request.client.host if request.client else ""
    forwarded = any(name in request.headers for name in _FORWARDED)
    host = request.url.hostname or ""
    if is_loopback(client) and is_loopback(host) and not forwarded and not bearer:
        return True
    try:
        return may(doors.actor(request), Permission.OPERATE).allowed
    except Refused:
        return False
