"""The documentation lists every address, and every view says in a sentence what it is for."""

import inspect
from pathlib import Path

from sekisho.web.reference import routes, written

PAGE = Path(__file__).parents[2] / "docs/reference/routes.md"


def test_the_page_lists_the_routes_as_they_are() -> None:
    text = PAGE.read_text("utf-8")
    assert written(text) == text, "run python -m sekisho.web.reference docs/reference/routes.md"


def test_every_view_is_described() -> None:
    assert [route.path for route in routes() if not inspect.getdoc(route.view)] == []


def test_no_address_is_declared_twice() -> None:
    held = [(route.method, route.path) for route in routes()]
    assert len(held) == len(set(held))
