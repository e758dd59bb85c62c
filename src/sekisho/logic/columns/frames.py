"""Frames: many transactions as one table per kind of object, with tables that say which object is in which
list.

Columns of an attribute `a`, with `a|status` (Int8: 0 missing, 1 known, 2 cannot be found out) beside them:

- quantity, number: `a|lo`, `a|hi` Float64, null where unbounded; `a|lo_open`, `a|hi_open` Boolean, if one is
  open
- money: the same, and `a|currency`
- bool: `a` Int8, 0 or 2, null where missing
- choice, text: `a` String, case folded, outer blanks dropped; of a few (`RAW`) also `a|raw`, as it was
  written
- date: `a` Date
- path, set, claim of a classification, screening: `a` Int32, the position of the value in
  `Table.interned[a]`, where each distinct value stands once

NaN never enters: a number that is not finite is a missing one. A list `l` has `l|complete` Boolean in the
table of its holders.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

import narwhals as nw
from attrs import define, field

from ..objects import Case, Claim, Obj, Screening
from ..values import CANNOT, Interval, Money, Path, SetValue

Frame: TypeAlias = nw.DataFrame[Any]
BACKEND: Literal["polars"] = "polars"

RAW = frozenset({"name", "quantity", "covers_quantity"})
"""Texts that are read and not only compared: names, and amounts in which `mg` is not `Mg`."""


def make(data: dict[str, Any], schema: dict[str, Any]) -> Frame:
    """A frame of the chosen engine from columns of Python values."""
    return nw.from_dict(data, schema=schema, backend=BACKEND)


@define
class Table:
    """All objects of one kind. `types`: attribute to "number", "money", "bool", "text", "date" or "interned"."""

    kind: str
    frame: Frame  # _obj, _case, |path, |id and the columns of the attributes
    types: dict[str, str] = field(factory=dict)
    interned: dict[str, list[Any]] = field(factory=dict)
    opens: frozenset[str] = frozenset()  # numbers of which some end is open
    points: frozenset[str] = frozenset()  # numbers that are known exactly wherever they are known


@define
class Frames:
    """Transactions as tables. `cases` keeps what belongs to a whole one: days, rates, answers, declarations,
    claims.
    """

    cases: Sequence[Case]
    tables: dict[str, Table]
    links: dict[tuple[str, str], Frame]  # (kind of the holder, list): holder, member


@define
class _Builder:
    kind: str
    count: int = 0
    case: list[int] = field(factory=list)
    path: list[str] = field(factory=list)
    ids: list[str] = field(factory=list)
    cells: dict[str, list[tuple[int, Any]]] = field(factory=dict)

    def add(self, case: int, obj: Obj) -> int:
        row = self.count
        self.count += 1
        self.case.append(case)
        self.path.append(obj.path)
        self.ids.append(obj.id)
        for name, value in obj.facts.items():
            if value is not None:
                self.cells.setdefault(name, []).append((row, value))
        for name, members in obj.lists.items():
            if members.complete:
                self.cells.setdefault(f"{name}|complete", []).append((row, True))
        for name, claim in obj.claims.items():
            self.cells.setdefault(f"claim:{name}", []).append((row, claim))
        if obj.screening is not None:
            self.cells.setdefault("screening", []).append((row, obj.screening))
        return row

    def table(self) -> Table:
        data: dict[str, Any] = {
            "_obj": list(range(self.count)),
            "_case": self.case,
            "|path": self.path,
            "|id": self.ids,
        }
        schema: dict[str, Any] = {"_obj": nw.Int32, "_case": nw.Int32, "|path": nw.String, "|id": nw.String}
        types: dict[str, str] = {}
        interned: dict[str, list[Any]] = {}
        opens: set[str] = set()
        points: set[str] = set()
        for name, cells in self.cells.items():
            if name.endswith("|complete"):
                flags = [False] * self.count
                for row, _ in cells:
                    flags[row] = True
                data[name], schema[name] = flags, nw.Boolean
                continue
            types[name] = self._attribute(name, cells, data, schema, interned, opens)
            if types[name] == "number" and name not in opens and data[f"{name}|lo"] == data[f"{name}|hi"]:
                points.add(name)
        return Table(self.kind, make(data, schema), types, interned, frozenset(opens), frozenset(points))

    def _attribute(
        self,
        name: str,
        cells: list[tuple[int, Any]],
        data: dict[str, Any],
        schema: dict[str, Any],
        interned: dict[str, list[Any]],
        opens: set[str],
    ) -> str:
        status = [0] * self.count
        known: list[tuple[int, Any]] = []
        for row, value in cells:
            status[row] = 2 if value is CANNOT else 1
            if value is not CANNOT:
                known.append((row, value))
        data[f"{name}|status"], schema[f"{name}|status"] = status, nw.Int8
        types = {_type(value) for _, value in known} or {"text"}
        if len(types) > 1:
            found = ", ".join(sorted(types))
            raise TypeError(f"the {self.kind}s have values of several types under {name!r}: {found}")
        type_ = types.pop()
        if type_ in {"number", "money"}:
            self._numbers(name, type_, known, data, schema, opens)
            return type_
        column: list[Any] = [None] * self.count
        if type_ == "interned":
            ids: dict[Hashable, int] = {}
            for row, value in known:
                column[row] = ids.setdefault(value, len(ids))
            interned[name] = list(ids)
        else:
            for row, value in known:
                column[row] = _plain(value)
            if name in RAW and type_ == "text":
                raw: list[Any] = [None] * self.count
                for row, value in known:
                    raw[row] = value
                data[f"{name}|raw"], schema[f"{name}|raw"] = raw, nw.String
        data[name] = column
        schema[name] = {"bool": nw.Int8, "text": nw.String, "date": nw.Date, "interned": nw.Int32}[type_]
        return type_

    def _numbers(
        self,
        name: str,
        type_: str,
        known: list[tuple[int, Any]],
        data: dict[str, Any],
        schema: dict[str, Any],
        opens: set[str],
    ) -> None:
        lo: list[float | None] = [None] * self.count
        hi: list[float | None] = [None] * self.count
        lo_open, hi_open = [False] * self.count, [False] * self.count
        currency: list[str | None] = [None] * self.count
        for row, value in known:
            if isinstance(value, Money):
                currency[row] = value.currency
                value = value.amount
            lo[row], hi[row] = _finite(value.lo), _finite(value.hi)
            lo_open[row], hi_open[row] = value.lo_open, value.hi_open
        data[f"{name}|lo"], data[f"{name}|hi"] = lo, hi
        schema[f"{name}|lo"] = schema[f"{name}|hi"] = nw.Float64
        if any(lo_open) or any(hi_open):
            opens.add(name)
            data[f"{name}|lo_open"], data[f"{name}|hi_open"] = lo_open, hi_open
            schema[f"{name}|lo_open"] = schema[f"{name}|hi_open"] = nw.Boolean
        if type_ == "money":
            data[f"{name}|currency"], schema[f"{name}|currency"] = currency, nw.String


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return 2 if value else 0
    return value.strip().casefold() if isinstance(value, str) else value


def _finite(number: Any) -> float | None:
    value = None if number is None else float(number)
    return value if value is not None and math.isfinite(value) else None


def _type(value: Any) -> str:
    match value:
        case bool():
            return "bool"
        case Interval():
            return "number"
        case Money():
            return "money"
        case str():
            return "text"
        case date():
            return "date"
        case Path() | tuple() | SetValue() | Claim() | Screening():
            return "interned"
        case _:
            raise TypeError(f"a fact cannot be a {type(value).__name__}: {value!r}")


def import_cases(cases: Iterable[Case]) -> Frames:
    """Transactions as frames. Rows of a kind stand in the order in which the objects are met."""
    whole = list(cases)
    builders: dict[str, _Builder] = {}
    links: dict[tuple[str, str], tuple[list[int], list[int]]] = {}

    def add(case: int, obj: Obj) -> int:
        row = builders.setdefault(obj.kind, _Builder(obj.kind)).add(case, obj)
        for name, members in obj.lists.items():
            if members.objects:
                holders, rows = links.setdefault((obj.kind, name), ([], []))
                for member in members.objects:
                    below = add(case, member)  # first, for it may add to the same lists
                    holders.append(row)
                    rows.append(below)
        return row

    for number, case in enumerate(whole):
        add(number, case.root)
    return Frames(
        whole,
        {kind: builder.table() for kind, builder in builders.items()},
        {
            key: make({"holder": holders, "member": members}, {"holder": nw.Int32, "member": nw.Int32})
            for key, (holders, members) in links.items()
        },
    )
