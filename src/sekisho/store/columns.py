"""The kinds of columns: the same values come back from SQLite and from PostgreSQL."""

from __future__ import annotations

import json
import re
import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, LargeBinary, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_HALF = re.compile("[\ud800-\udfff]")
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def fit(text: str) -> str:
    """Text that every database takes: the zero character and half characters become �; all else stays."""
    return _UNFIT.sub("�", text)


class Words(TypeDecorator[str]):
    """Text of any length."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Text as the database takes it."""
        return None if value is None else fit(value)


class Name(TypeDecorator[str]):
    """Short text: ids, kinds, states. Without a length: a long one is refused where it comes in, alike on all databases."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Text as the database takes it."""
        return None if value is None else fit(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. A moment without a zone is refused: nobody knows when it is."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone; give a moment in UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone; SQLite forgets it."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Data(TypeDecorator[Any]):
    """Plain data (mappings, lists, text, numbers) as JSON text; the order of keys stays as it was."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The data as text; None is kept as no value."""
        return None if value is None else _text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The data again."""
        return None if value is None else json.loads(value)


class Packed(TypeDecorator[Any]):
    """Much plain data, compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """The data as compressed JSON."""
        return None if value is None else zlib.compress(_text(value).encode(), 6)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """The data again."""
        return None if value is None else json.loads(zlib.decompress(value))


def _text(value: Any) -> str:
    """JSON. Half characters, which no UTF-8 can hold, become �: what comes out again can be sent to anybody."""
    return _HALF.sub("�", json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
