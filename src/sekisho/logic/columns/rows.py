"""Places in columns: sets of rows, the objects that stand on them, and how a column travels between them.

`Rows` is a frame with an `_id`; a row of a set of rows belongs to one row (`_up`) of the set above it, as the
parties of a transaction belong to it. A `Place` is the counterpart of `sekisho.logic.scope.Scope`: an object
per row, seen from outside in. What is further out is gathered by position; what is computed below or for
distinct values is joined back on `_id`.
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
    """A set of rows to which columns are attached as they are needed. The `_id` of a row is its position."""

    def __init__(self, frame: Frame, up: Rows | None = None) -> None:
        """`frame` has `_id` from 0 in order and, below another set of rows, `_up`: the `_id` of the row
        above.
        """
        self.frame = frame
        self.up = up
        self._brought: dict[tuple[int, str], str] = {}
        self._columns: dict[str, nw.Expr] = {}
        self._settled: dict[int, tuple[nw.Expr, str]] = {}

    def __len__(self) -> int:
        return len(self.frame)

    def add(self, frame: Frame) -> None:
        """Columns that stand in the order of the rows."""
        self.frame = nw.concat([self.frame, frame], how="horizontal")

    def attach(self, value: nw.Expr) -> str:
        """A computed column; returns its name."""
        if id(value) in self._settled:
            return self._settled[id(value)][1]
        name = fresh()
        # Beside `_id`, so that what is the same for all rows is as long as they are.
        self.add(self.frame.select("_id", value.alias(name))[name].to_frame())
        return name

    def column(self, name: str) -> nw.Expr:
        """A column of these rows as an expression that is known to be one."""
        if name not in self._columns:
            self._columns[name] = column = nw.col(name)
            self._settled[id(column)] = column, name  # kept with its name, so that its id stays its own
        return self._columns[name]

    def settle(self, truth: Tri) -> Tri:
        """A truth that many will read: computed once."""
        if isinstance(truth, int) or id(truth) in self._settled:
            return truth
        return self.column(self.attach(truth))

    def bring(self, above: Rows, name: str) -> str:
        """A column of rows further out, seen from here; returns its name here."""
        if above is self:
            return name
        if self.up is None:
            raise LookupError(f"column {name!r} belongs to rows that are not above these")
        key = (id(above), name)
        if key not in self._brought:
            outer = self.up.bring(above, name)  # first, for it adds to the frame
            source = self.up.frame[outer]
            here = fresh()
            self.add(source[self.frame["_up"]].alias(here).to_frame())
            self._brought[key] = here
        return self._brought[key]

    def bring_truth(self, above: Rows, truth: Tri) -> Tri:
        """A truth about rows further out, seen from here."""
        if isinstance(truth, int) or above is self:
            return truth
        return self.column(self.bring(above, above.attach(truth)))

    def gather(self, key: str, table: Frame, name: str) -> str:
        """A column of a table of objects, by the position of the object."""
        here = fresh()
        self.add(table[name][self.frame[key]].alias(here).to_frame())
        return here

    def join(self, small: Frame, on: Sequence[str]) -> None:
        """The other columns of a frame with unique keys; null where a key is not in it."""
        keys = list(dict.fromkeys(("_id", *on)))
        found = self.frame.select(*keys).join(small, on=list(on), how="left").sort("_id")
        self.add(found.drop(*keys))

    def reduce(self, below: Rows, parts: dict[str, nw.Expr]) -> dict[str, str]:
        """Aggregates over the rows below, one row here; null where there are none. Names of the result by
        part."""
        here = {part: fresh() for part in parts}
        grouped = below.frame.group_by("_up").agg(*(expr.alias(here[part]) for part, expr in parts.items()))
        self.join(grouped.rename({"_up": "_id"}), ["_id"])
        return here

    def decide(self, keys: Sequence[str], dtype: Any, answer: Callable[..., Any]) -> str:
        """A column that depends on some others only: `answer` is asked once for each distinct combination of
        values."""
        schema = {k: self.frame[k].dtype for k in keys}
        names = {k: fresh() for k in keys}
        solid = list(names.values())
        # Nulls do not join.
        frame = self.frame.select(
            "_id", *(nw.col(k).fill_null(_null(schema[k])).alias(s) for k, s in names.items())
        )
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
        self.add(frame.join(small, on=solid, how="left").sort("_id")[here].to_frame())
        return here


def _null(dtype: Any) -> Any:
    return "\0" if dtype == nw.String else -1


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

    def column(self, name: str) -> str | None:
        """A column of the object's table, seen from these rows; None where the table has no such column."""
        if self.table is None or self.obj is None or name not in self.table.frame.columns:
            return None
        if name not in self._columns:
            self._columns[name] = self.rows.gather(self.obj, self.table.frame, name)
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
