"""Rows of requests that were made with a key, so that the same request made twice is carried out once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from attrs import frozen
from sqlalchemy import delete, update

from .database import Transaction
from .problems import StoreError
from .rows import first, insert, pick
from .tables import Idempotency

LONGEST = 255
"""The longest key, in characters."""


@frozen
class Remembered:
    """A request that was made with a key. `status` is None while it is carried out."""

    actor: str
    key: str
    fingerprint: str
    status: int | None
    headers: dict[str, Any] | None
    body: bytes | None
    made: datetime


def claim(tx: Transaction, actor: str, key: str, fingerprint: str) -> Remembered | None:
    """Take a key for a request; None when it is ours now, else what stands under it.

    The caller compares `fingerprint` (another one: the key was used for another request) and `status` (None: the
    first request is still on its way). Raises StoreError for a key that is too long.
    """
    if not key or len(key) > LONGEST:
        raise StoreError(f"an idempotency key has 1 to {LONGEST} characters")
    values = {"actor": actor, "key": key, "fingerprint": fingerprint, "made": tx.now}
    adding = insert(tx, Idempotency).values(values).on_conflict_do_nothing().returning(Idempotency.key)
    if tx.execute(adding).first() is not None:
        return None
    mine = (Idempotency.actor == actor) & (Idempotency.key == key)
    return first(tx, pick(Idempotency, Remembered).where(mine), Remembered)


def answer(tx: Transaction, actor: str, key: str, status: int, headers: dict[str, Any], body: bytes) -> None:
    """Keep the answer to a request."""
    mine = (Idempotency.actor == actor) & (Idempotency.key == key)
    tx.execute(update(Idempotency).where(mine).values(status=status, headers=headers, body=body))


def release(tx: Transaction, actor: str, key: str) -> None:
    """Give a key back: the request failed before anything was done, and may be made again."""
    mine = (Idempotency.actor == actor) & (Idempotency.key == key) & Idempotency.status.is_(None)
    tx.execute(delete(Idempotency).where(mine))


def forget(tx: Transaction, older: timedelta) -> int:
    """Take out keys that are older; how many."""
    return tx.execute(delete(Idempotency).where(Idempotency.made < tx.now - older)).rowcount
