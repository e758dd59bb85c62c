"""Long lists come page by page: `next` in the body and a Link header name where the next page begins."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from .problems import Problem

T = TypeVar("T")
MOST = 200
FIRST = 50


def cut(rows: Sequence[T], cursor: str, limit: int, key: Callable[[T], str]) -> tuple[Sequence[T], str]:
    """One page of a list that stands whole in memory, and the cursor of the next one ("" at the end).

    The cursor names the last row of the page before, so that a list that has grown is neither repeated nor skipped.
    Raises Problem for a cursor that is none.
    """
    start = 0
    if cursor:
        last = _read(cursor)
        start = next((number + 1 for number, row in enumerate(rows) if key(row) == last), -1)
        if start < 0:
            raise Problem(
                "bad-request",
                detail="the row after which the page begins is no longer in the list",
                errors=[
                    {"parameter": "cursor", "message": "it names no row", "mend": "begin again without it"}
                ],
            )
    page = rows[start : start + limit]
    more = start + limit < len(rows)
    return page, _mark(key(page[-1])) if more and page else ""


def _mark(last: str) -> str:
    return base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def _read(cursor: str) -> str:
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise Problem(
            "bad-request",
            detail="the cursor is not one that this server gave out",
            errors=[{"parameter": "cursor", "message": "it is none", "mend": "begin again without it"}],
        ) from None


def listed(rows: Sequence[Any], after: str, **more: Any) -> dict[str, Any]:
    """A page of a list as plain data."""
    return {"items": list(rows), "next": after or None, **more}


def link(request: Request, after: str) -> dict[str, str]:
    """The Link header to the next page; none at the end."""
    if not after:
        return {}
    query = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
    path = request.scope.get("root_path", "") + request.url.path.removeprefix(
        request.scope.get("root_path", "")
    )
    return {"Link": f'<{path}?{urlencode([*query, ("cursor", after)])}>; rel="next"'}
