"""Rows of tries: how many more somebody has who tries passwords or codes. Kept here so that all processes count together.

A row is a bucket of tokens: it holds `burst` at first, each try takes one, and `rate` a second come back.
"""

from __future__ import annotations

import math
from datetime import timedelta

from sqlalchemy import delete, select, update

from .database import Transaction
from .rows import insert
from .tables import Tries


def take(tx: Transaction, name: str, rate: float, burst: int) -> int:
    """Take a try: 0 if there was one, else in how many seconds there will be (at least 1); then nothing is changed.

    Of many at once each takes its own. A clock that was set back gives nothing and takes nothing.
    """
    tx.execute(insert(tx, Tries).values(name=name, held=float(burst), since=tx.now).on_conflict_do_nothing())
    mine = Tries.name == name
    row = tx.execute(select(Tries.held, Tries.since).where(mine).with_for_update()).one()
    waited: float = max(0.0, (tx.now - row.since).total_seconds())
    held: float = min(float(burst), float(row.held) + waited * rate)
    if held < 1:
        return max(1, math.ceil((1 - held) / rate))
    tx.execute(update(Tries).where(mine).values(held=held - 1, since=tx.now))
    return 0


def give_back(tx: Transaction, name: str) -> None:
    """Give a try back that was none: the password was right. More than a full bucket is cut off at the next try."""
    tx.execute(update(Tries).where(Tries.name == name).values(held=Tries.held + 1))


def forget(tx: Transaction, older: timedelta) -> int:
    """Take out what nobody tried for so long; how many."""
    return tx.execute(delete(Tries).where(Tries.since < tx.now - older)).rowcount
