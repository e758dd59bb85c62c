"""The real routes of the application, as it is built: address, method, permission, and what an address is filled with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen
from starlette.routing import BaseRoute, Mount, Route

from sekisho.service.access import Permission
from sekisho.store import Database
from sekisho.web.app import create_app
from tests.service.offices import office_over

NO_ID = "0" * 26


@frozen
class Address:
    """One address with one method. `permission` is None where none is declared."""

    method: str
    path: str
    permission: Permission | None
    api: bool

    def at(self, ids: dict[str, str] | None = None) -> str:
        """The address with its parts filled; ids of rows are such that there is none, or those given."""

        def part(found: re.Match[str]) -> str:
            name = found[1].partition(":")[0]
            return (ids or {}).get(name) or ("JP" if name == "authority" else NO_ID)

        return re.sub(r"\{([^}]+)\}", part, self.path)


def addresses(database: Database, folder: object) -> list[Address]:
    """Every address of the application. Raises AssertionError for one that hides its routes."""
    from pathlib import Path

    assert isinstance(folder, Path)
    app = create_app(office_over(database, folder))
    return list(_walk(app.routes, "", api=False))


def _walk(routes: list[BaseRoute], before: str, *, api: bool) -> Iterator[Address]:
    for route in routes:
        if isinstance(route, Mount):
            if route.path == "/static":
                continue
            inner = getattr(route.app, "routes", None)
            assert inner is not None, f"what is mounted at {route.path} hides its routes"
            yield from _walk(inner, before + route.path, api=route.path.startswith("/api"))
            continue
        path = getattr(route, "path", None)
        if path is None or not hasattr(route, "methods"):  # a router that holds routers
            yield from _walk(list(getattr(route, "routes", [])), before, api=api)
            continue
        assert isinstance(route, Route) or hasattr(route, "endpoint"), route
        found = getattr(route.endpoint, "permission", None)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Address(method, before + path, found if isinstance(found, Permission) else None, api)
