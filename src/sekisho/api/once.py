"""The same POST made twice is carried out once: the answer to the first stands for every later one with its key."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from sekisho.store import idempotency
from sekisho.store.database import Database

from .desk import Call
from .problems import Problem

HEADER: Final = "idempotency-key"
GIVEN_UP: Final = timedelta(minutes=3)
"""A first request that is on its way for so long, twice what one may take, ended with its process; the key is free again."""
KEPT: Final = timedelta(hours=24)
_HEADERS: Final = frozenset({"cache-control", "content-type", "location", "etag", "link", "content-language"})


async def once(request: Request, call: Call, carry_out: Callable[[], Awaitable[Response]]) -> Response:
    """The answer to a request with an Idempotency-Key. Raises Problem where the key stands for another request, or is in use."""
    key = request.headers[HEADER].strip()
    if not 1 <= len(key) <= idempotency.LONGEST or not key.isprintable():
        raise Problem(
            "bad-request", "api.wrong-key", idempotency.LONGEST,
            errors=[{"parameter": "Idempotency-Key", "message": f"it has {len(key)} characters", "mend": "make a shorter one"}],
        )  # fmt: skip
    actor = f"{call.someone.workspace}/{call.someone.id}"
    print_ = _fingerprint(request, call.body)
    store = call.office.database
    held = await anyio.to_thread.run_sync(_claim, store, actor, key, print_)
    if held is not None:
        if held.fingerprint != print_:
            raise Problem("key-reused", "api.wrong-key-reused")
        if held.status is None:
            raise Problem("key-in-use", "api.wrong-key-in-use", headers={"Retry-After": "1"})
        headers = {str(name): str(value) for name, value in (held.headers or {}).items()}
        return Response(held.body, held.status, {**headers, "Idempotent-Replayed": "true"})
    try:
        response = await carry_out()
    except BaseException:
        with anyio.CancelScope(shield=True):
            await anyio.to_thread.run_sync(_release, store, actor, key)
        raise
    with anyio.CancelScope(shield=True):
        if response.status_code >= 500 or response.status_code == 429:
            await anyio.to_thread.run_sync(_release, store, actor, key)
        else:
            await anyio.to_thread.run_sync(_keep, store, actor, key, response)
    return response


def _fingerprint(request: Request, body: bytes) -> str:
    digest = hashlib.blake2b(digest_size=20)
    for part in (
        request.method,
        request.url.path,
        request.url.query,
        request.headers.get("content-type", ""),
    ):
        digest.update(part.encode() + b"\n")
    digest.update(body)
    return digest.hexdigest()


def _claim(store: Database, actor: str, key: str, print_: str) -> idempotency.Remembered | None:
    with store.begin() as tx:
        idempotency.forget(tx, KEPT)
        held = idempotency.claim(tx, actor, key, print_)
        if held is not None and held.status is None and held.made < tx.now - GIVEN_UP:
            idempotency.release(tx, actor, key)
            held = idempotency.claim(tx, actor, key, print_)
        return held


def _release(store: Database, actor: str, key: str) -> None:
    with store.begin() as tx:
        idempotency.release(tx, actor, key)


def _keep(store: Database, actor: str, key: str, response: Response) -> None:
    headers = {name: value for name, value in response.headers.items() if name in _HEADERS}
    with store.begin() as tx:
        idempotency.answer(tx, actor, key, response.status_code, headers, bytes(response.body))
