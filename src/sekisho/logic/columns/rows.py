"""Places in columns: sets of rows, the objects that stand on them, and how a column travels between them.

`Rows` is a frame with an `_id`; a row of a set of rows belongs to one row (`_up`) of the set above it, as the
parties of a transaction belong to it. A `Place` is the counterpart of `sekisho.logic.scope.Scope`: an object
per row, seen from outside in. No step leans on the order of rows: all that is computed elsewhere is joined
back on `_id`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import narwhals as nw

from ..objects import Case
from ..truth import Truth
from .frames import Frame, Table, make
from .kleene import Tri, choose

_names = count()
_FEW = 64


def fresh() -> str:
    """A column name that nothing else has."""
    return f"#{next(_names)}"


class Rows:
    """A set of rows to which columns are attached as they are needed."""

    def __init__(self, frame: Frame, up: Rows | None = None) -> None:
        """`frame` has `_id` and, below another set of rows, `_up`."""
        self.frame = frame
        self.up = up
        self._brought: dict[tuple[int, str], str] = {}
        self._columns: dict[str, nw.Expr] = {}
        self._settled: dict[int, tuple[nw.Expr, str]] = {}

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def top(self) -> Rows:
        """The rows of the transactions."""
        return self if self.up is None else self.up.top

    def attach(self, value: nw.Expr) -> str:
        """A computed column; returns its name."""
        if id(value) in self._settled:
            return self._settled[id(value)][1]
        name = fresh()
        self.frame = self.frame.with_columns(value.alias(name))
        return name

    def settle(self, truth: Tri) -> Tri:
        """A truth that many will read: computed once."""
        if isinstance(truth, int) or id(truth) in self._settled:
            return truth
        name = self.attach(truth)
        column = nw.col(name)
        self._settled[id(column)] = column, name  # kept with its name, so that its id stays its own
        return column

    def bring(self, above: Rows, name: str) -> str:
        """A column of rows further out, seen from here; returns its name here."""
        if above is self:
            return name
        if self.up is None:
            raise LookupError(f"column {name!r} belongs to rows that are not above these")
        key = (id(above), name)
        if key not in self._brought:
            outer = self.up.bring(above, name)
            here = fresh()
            source = self.up.frame.select(nw.col("_id").alias("_up"), nw.col(outer).alias(here))
            self.frame = self.frame.join(source, on="_up", how="left")
            self._brought[key] = here
        return self._brought[key]

    def bring_truth(self, above: Rows, truth: Tri) -> Tri:
        """A truth about rows further out, seen from here."""
        if isinstance(truth, int) or above is self:
            return truth
        settled = above.settle(truth)
        assert not isinstance(settled, int)
        name = self.bring(above, above.attach(settled))
        if name not in self._columns:
            self._columns[name] = column = nw.col(name)
            self._settled[id(column)] = column, name
        return self._columns[name]

    def gather(self, key: str, table: Frame, on: str, columns: Sequence[str]) -> list[str]:
        """Columns of another frame by a key that is unique there; null where the key is null or unknown
        there.
        """
        here = [fresh() for _ in columns]
        renamed = [nw.col(c).alias(h) for c, h in zip(columns, here, strict=True)]
        self.frame = self.frame.join(table.select(nw.col(on).alias(key), *renamed), on=key, how="left")
        return here

    def reduce(self, below: Rows, parts: dict[str, nw.Expr]) -> dict[str, str]:
        """Aggregates over the rows below, one row here; null where there are none. Names of the result by
        part.
        """
        here = {part: fresh() for part in parts}
        grouped = below.frame.group_by("_up").agg(*(expr.alias(here[part]) for part, expr in parts.items()))
        self.frame = self.frame.join(grouped.rename({"_up": "_id"}), on="_id", how="left")
        return here

    def decide(self, keys: Sequence[str], dtype: Any, answer: Callable[..., Any]) -> str:
        """A column that depends on some others only: `answer` is asked once for each distinct combination of
        values.
        """
        solid = [fresh() for _ in keys]
        schema = self.frame.schema
        filled = [_solid(nw.col(k), schema[k]).alias(s) for k, s in zip(keys, solid, strict=True)]
        frame = self.frame.with_columns(*filled)
        distinct = frame.select(*solid).unique()
        lists = [distinct[s].to_list() for s in solid]
        nulls = [_null(schema[k]) for k in keys]
        found = [
            answer(*(None if v == null else v for v, null in zip(values, nulls, strict=True)))
            for values in zip(*lists, strict=True)
        ]
        here = fresh()
        small = make(
            {**dict(zip(solid, lists, strict=True)), here: found},
            {**{s: distinct.schema[s] for s in solid}, here: dtype},
        )
        self.frame = frame.join(small, on=solid, how="left").drop(*solid)
        return here


def _null(dtype: Any) -> Any:
    return "\0" if dtype == nw.String else -1


def _solid(key: nw.Expr, dtype: Any) -> nw.Expr:
    """A key without nulls, for nulls do not join."""
    return key.fill_null(_null(dtype))


def by_value(key: nw.Expr, truths: Sequence[Truth | int]) -> Tri:
    """The truth per row of an interned value, given the truth of each distinct value; UNKNOWN where the value
    is missing.
    """
    true = [i for i, t in enumerate(truths) if t == 2]
    false = [i for i, t in enumerate(truths) if t == 0]
    if not true and not false:
        return 1
    return choose(key.is_in(true), key.is_in(false))


class Place:
    """An object per row. `obj`: the column that says which row of `table` it is; None for the unknown member
    of an open list.
    """

    def __init__(
        self, kind: str, rows: Rows, table: Table | None, obj: str | None, outer: Place | None
    ) -> None:
        """`outer`: the place around this one."""
        self.kind = kind
        self.rows = rows
        self.table = table
        self.obj = obj
        self.outer = outer
        self.memo: dict[Any, Any] = {}
        self._columns: dict[str, str] = {}

    @property
    def unknown(self) -> bool:
        """True for the member of an open list of which everything is unknown."""
        return self.table is None

    def nearest(self, kind: str) -> Place | None:
        """The nearest place of a kind, from here outwards."""
        at: Place | None = self
        while at is not None and at.kind != kind:
            at = at.outer
        return at

    def adopt(self, columns: Sequence[str]) -> None:
        """Say that columns of the table already stand in the rows under their own names."""
        self._columns.update({c: c for c in columns})

    def column(self, name: str) -> str | None:
        """A column of the object's table, seen from these rows; None where the table has no such column."""
        if self.table is None or self.obj is None or name not in self.table.frame.columns:
            return None
        if name not in self._columns:
            (self._columns[name],) = self.rows.gather(self.obj, self.table.frame, "_obj", [name])
        return self._columns[name]

    def unknown_member(self, kind: str) -> Place:
        """The unknown member of an open list at this place: it stands on the same rows."""
        key = ("unknown", kind)
        if key not in self.memo:
            self.memo[key] = Place(kind, self.rows, None, None, self)
        found: Place = self.memo[key]
        return found

    def bring(self, at: Place, truth: Tri) -> Tri:
        """A truth at a place further out, seen from here."""
        return self.rows.bring_truth(at.rows, truth)


def root_rows(cases: Sequence[Case]) -> Rows:
    """One row for each transaction."""
    return Rows(make({"_id": list(range(len(cases)))}, {"_id": nw.Int32}))
