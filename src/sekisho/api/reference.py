"""The reference of the API, made from its routes and problems; a test holds docs/reference/api.md against it.

`python -m sekisho.api.reference docs/reference/api.md` writes it anew between its marks.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Final

from .app import ROUTERS
from .desk import Terms
from .problems import KINDS
from .routing import DeskRoute
from .schema import TAGS

START, END = "<!-- routes:start -->", "<!-- routes:end -->"
PREFIX: Final = "/api/v1"


def reference() -> str:
    """Every address with what it needs, and every kind of problem, as Markdown."""
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, DeskRoute)]
    lines: list[str] = []
    for tag, words in TAGS:
        lines += [f"### {tag.capitalize()}", "", words, "", "| address | needs | what |", "|---|---|---|"]
        lines += [_line(route) for route in routes if tag in route.tags]
        lines.append("")
    lines += ["## Problems", "", "| type | status | when |", "|---|---|---|"]
    lines += [f"| `{kind.type}` | {kind.status} | {kind.when} |" for kind in KINDS.values()]
    lines.append("")
    return "\n".join(lines)


def _line(route: DeskRoute) -> str:
    terms: Terms = route.endpoint.terms  # type: ignore[attr-defined]
    said = (inspect.getdoc(route.endpoint) or "").split("\n\n")[0].replace("\n", " ")
    methods = " ".join(sorted(route.methods or ()))
    key = ", may have an `Idempotency-Key`" if terms.creates else ""
    return f"| `{methods} {PREFIX}{route.path}` | `{terms.permission}`{key} | {said} |"


def written(text: str) -> str:
    """A page of the documentation with the reference between its marks. Raises ValueError where the marks are not there."""
    head, start, rest = text.partition(START)
    _, end, tail = rest.partition(END)
    if not start or not end:
        raise ValueError(f"the page holds no {START} and {END}")
    return f"{head}{START}\n\n{reference()}\n{END}{tail}"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(written(page.read_text("utf-8")), "utf-8")
