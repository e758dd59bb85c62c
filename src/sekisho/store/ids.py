"""The ids of rows: they sort by the time at which they were made, nobody can guess one, and they fit into an address."""

from __future__ import annotations

import re
import secrets
import time

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # base 32 of Crockford: no i, l, o, u, so none is misread
_TIME = 10
_RANDOM = 16
_SHAPE = re.compile(f"[{_LETTERS}]{{{_TIME + _RANDOM}}}")


def new_id(milliseconds: int | None = None) -> str:
    """A new id: 10 letters of time in milliseconds, 16 letters (80 bits) that come from the system's source of randomness."""
    count = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    letters = []
    for _ in range(_TIME):
        count, rest = divmod(count, 32)
        letters.append(_LETTERS[rest])
    return "".join(reversed(letters)) + "".join(secrets.choice(_LETTERS) for _ in range(_RANDOM))


def is_id(text: str) -> bool:
    """True for text that has the shape of an id; whether there is such a row is another matter."""
    return _SHAPE.fullmatch(text) is not None
