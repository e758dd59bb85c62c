"""The reference of the addresses, made from the routes themselves; a test holds docs/reference/routes.md against it.

`python -m sekisho.web.reference docs/reference/routes.md` writes it anew between its two marks.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .app import AREAS
from .pages import PageRoute

START, END = "<!-- routes:start -->", "<!-- routes:end -->"
TITLES: Final = {
    "home": "Home",
    "check": "Check",
    "law": "Law",
    "classify": "Classify",
    "screen": "Screen",
    "saved": "Saved",
    "jobs": "Jobs",
    "account": "Account",
}


def reference() -> str:
    """Every page and action with what may see it, as Markdown."""
    lines: list[str] = []
    for area in AREAS:
        routes = importlib.import_module(f"sekisho.web.{area}").pages.routes
        lines += [
            f"## {TITLES.get(area, area.capitalize())}",
            "",
            "| address | needs | what |",
            "|---|---|---|",
        ]
        lines += [_line(route) for route in routes]
        lines.append("")
    return "\n".join(lines)


def _line(route: PageRoute) -> str:
    address = f"`{route.method} {route.path}`" + (" and `.json`" if route.json else "")
    said = (inspect.getdoc(route.view) or "").splitlines()
    return f"| {address} | `{route.may}` | {said[0] if said else ''} |"


def written(text: str) -> str:
    """A page of the documentation with the reference between its marks. Raises ValueError where the marks are not there."""
    head, start, rest = text.partition(START)
    _, end, tail = rest.partition(END)
    if not start or not end:
        raise ValueError(f"the page holds no {START} and {END}")
    return f"{head}{START}\n\n{reference()}\n{END}{tail}"


def routes() -> Iterator[PageRoute]:
    """Every declared page and action."""
    for area in AREAS:
        yield from importlib.import_module(f"sekisho.web.{area}").pages.routes


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(written(page.read_text("utf-8")), "utf-8")
