"""Shared ways of reading rows: as frozen values, one page of a list after the other."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

import attrs
from attrs import frozen
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from .columns import Moment
from .database import Transaction
from .problems import BadCursor
from .tables import Table

Row = TypeVar("Row")
MOST = 200
"""The longest page of a list."""


@frozen
class Listed(Generic[Row]):
    """A page of a list. `after` is the mark from which the next page begins; "" at the end."""

    rows: tuple[Row, ...]
    after: str = ""


def columns(table: type[Table], kind: type[Any]) -> list[InstrumentedAttribute[Any]]:
    """The columns of a table that a kind of row has."""
    return [getattr(table, field.name) for field in attrs.fields(kind)]


def pick(table: type[Table], kind: type[Any]) -> Select[Any]:
    """The beginning of a question for rows of a kind."""
    return select(*columns(table, kind))


def make(kind: type[Row], values: Iterable[Any]) -> Row:
    """A row of a kind from the values of its columns."""
    maker: Callable[..., Row] = kind
    return maker(*values)


def values_of(row: Any) -> dict[str, Any]:
    """The columns of a row and their values."""
    return {field.name: getattr(row, field.name) for field in attrs.fields(type(row))}


def first(tx: Transaction, statement: Select[Any], kind: type[Row]) -> Row | None:
    """The row that is asked for, or None."""
    row = tx.execute(statement).first()
    return None if row is None else make(kind, row)


def every(tx: Transaction, statement: Select[Any], kind: type[Row]) -> tuple[Row, ...]:
    """All rows that are asked for."""
    return tuple(make(kind, row) for row in tx.execute(statement))


def page(
    tx: Transaction,
    statement: Select[Any],
    kind: type[Row],
    by: Sequence[InstrumentedAttribute[Any]],
    limit: int,
    after: str,
) -> Listed[Row]:
    """One page, the newest first. `by`: the columns that order it, the last one unlike in every row.

    Raises BadCursor for a mark that is none.
    """
    limit = max(1, min(limit, MOST))
    if after:
        statement = statement.where(_beyond(by, _read(after, by)))
    statement = statement.order_by(*(column.desc() for column in by)).limit(limit + 1)
    found = every(tx, statement, kind)
    if len(found) <= limit:
        return Listed(found)
    last = found[limit - 1]
    return Listed(found[:limit], _mark([getattr(last, column.key) for column in by]))


def _beyond(by: Sequence[InstrumentedAttribute[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    steps = []
    for n, column in enumerate(by):
        equal = [by[k] == values[k] for k in range(n)]
        steps.append(and_(*equal, column < values[n]))
    return or_(*steps)


def _mark(values: Sequence[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _read(after: str, by: Sequence[InstrumentedAttribute[Any]]) -> list[Any]:
    try:
        plain = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        if not isinstance(plain, list) or len(plain) != len(by):
            raise ValueError
        values: list[Any] = []
        for column, value in zip(by, plain, strict=True):
            moment = isinstance(column.type, Moment)
            if not isinstance(value, str):
                raise ValueError
            values.append(datetime.fromisoformat(value) if moment else value)
            if moment and values[-1].tzinfo is None:
                raise ValueError
        return values
    except (ValueError, OverflowError, binascii.Error):
        raise BadCursor(
            "the mark of the page is not one that Sekisho gave out; leave it out to begin"
        ) from None


def insert(tx: Transaction, table: type[Table]) -> Any:
    """An insert that can be told what to do when the row is there already, in the words of the database."""
    return postgresql.insert(table) if tx.postgresql else sqlite.insert(table)
