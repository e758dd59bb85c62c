"""The template of the address of a request: `/check/{id}`, never the address with what it holds."""

from __future__ import annotations

from typing import Final

from starlette.types import Scope

NONE: Final = "(none)"
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def template_of(scope: Scope) -> str:
    """The template of the route that answered; "(none)" where there is no such address."""
    route = scope.get("route")
    path = getattr(route, "path", None)
    if not isinstance(path, str):
        return NONE
    root = str(scope.get("root_path", ""))
    before = str(scope.get("app_root_path", ""))
    mounted = root.removeprefix(before) if root != before else ""
    if hasattr(route, "routes"):  # a mount whose inside has no routes of its own, such as files
        return f"{path}/*" if path else NONE
    return mounted + path


def method_of(method: str) -> str:
    """The method as a label; a word that is none does not become one."""
    return method if method in METHODS else "other"
