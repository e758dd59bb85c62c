"""What is left of the entries of the lists for items of one kind, as expressions that are kept with the law.

Truth travels here as a nullable boolean, null for UNKNOWN. That is safe only because nothing but `&`, `|` and `~`
touches it, which are Kleene's connectives in the engine; aggregates, which skip nulls, never do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl
from attrs import define, field, frozen

from sekisho.logic import conditions as c
from sekisho.logic.columns.frames import Table
from sekisho.logic.columns.numbers import TOLERANCE
from sekisho.logic.truth import Truth
from sekisho.logic.values import Interval, Path

if TYPE_CHECKING:
    from .world import PlanWorld

Part: TypeAlias = tuple[str, c.Condition, bool]
"""A condition, the entry that asks it, and whether a customs code may hint at its kind."""

Value: TypeAlias = bool | pl.Expr | None
"""A truth per row, or one for all rows; None is UNKNOWN."""

_UNKNOWN = pl.lit(None, dtype=pl.Boolean)


@frozen(eq=False)
class Rule:
    """An entry for items of one kind: what is left of its conditions; of a heading the entries below it."""

    entry: str
    in_force: Truth
    rest: tuple[Part, ...]
    hints: tuple[Path, ...] = ()
    below: tuple[str, ...] | None = None


@define(eq=False)
class Program:
    """The entries that items of one kind may meet, by id; `compiled` by the shape of the facts."""

    rules: dict[str, Rule]
    compiled: dict[Any, Compiled] = field(factory=dict)


@frozen(eq=False)
class Compiled:
    """A program over facts of one shape.

    `fixed`: entries whose truth no fact changes. `open`: the others. `stages`: their truths by name; a stage reads the
    stages before it. `columns`: the facts and atoms that they read. `atoms`: by the column, a condition with the
    entry that asks it and its customs codes.
    """

    fixed: tuple[tuple[str, Truth], ...]
    open: tuple[str, ...]
    stages: tuple[tuple[pl.Expr, ...], ...]
    columns: frozenset[str]
    atoms: dict[str, tuple[c.Condition, str, tuple[Path, ...]]]

    def truths(self, facts: dict[str, pl.Series], start: int, size: int) -> list[pl.Series]:
        """The truths of the open entries for some rows of the facts."""
        frame = pl.DataFrame([facts[name].slice(start, size) for name in self.columns])
        if len(self.stages) == 1:
            return frame.select(self.stages[0]).select(self.open).get_columns()
        for stage in self.stages:
            frame = frame.with_columns(stage)
        return frame.select(self.open).get_columns()


def shape_of(table: Table) -> Any:
    """What of a table of items decides how a condition reads it."""
    return tuple(
        sorted((name, type_, name in table.points) for name, type_ in table.types.items())
    ), table.opens


def compiled(program: Program, world: PlanWorld, table: Table, shape: Any) -> Compiled:
    """The program over a table, made once for each shape of tables."""
    if shape not in program.compiled:
        program.compiled[shape] = _Compiler(program, world, table).compiled()
    return program.compiled[shape]


class _Compiler:
    def __init__(self, program: Program, world: PlanWorld, table: Table) -> None:
        self.program = program
        self.world = world
        self.table = table
        self.columns: set[str] = set()
        self.atoms: dict[str, tuple[c.Condition, str, tuple[Path, ...]]] = {}
        self._done: dict[str, Value] = {}
        self._stages: list[list[pl.Expr]] = []
        self._stage_of: dict[str, int] = {}
        self._needs = [0]  # the stage in which what is being made can stand

    def compiled(self) -> Compiled:
        fixed: list[tuple[str, Truth]] = []
        entries: list[str] = []
        for entry in self.program.rules:
            truth = self.entry(entry)
            if isinstance(truth, pl.Expr):
                entries.append(entry)
            elif truth is not False:
                fixed.append((entry, Truth.UNKNOWN if truth is None else Truth.TRUE))
        stages = tuple(tuple(stage) for stage in self._stages)
        return Compiled(tuple(fixed), tuple(entries), stages, frozenset(self.columns), self.atoms)

    def entry(self, entry: str) -> Value:
        rule = self.program.rules.get(entry)
        return False if rule is None else self._named(entry, lambda: self._rule(rule))

    def _rule(self, rule: Rule) -> Value:
        parts: list[Value] = [_value(rule.in_force)]
        if rule.below is not None:
            parts.append(_any([self.entry(child) for child in rule.below]))
        for holder, when, gated in rule.rest:
            parts.append(self.truth(when, holder, rule.hints if gated else ()))
        return _all(parts)

    def _named(self, name: str, make: Callable[[], Value]) -> Value:
        """What others read is worked out once, in a stage before theirs."""
        if name not in self._done:
            self._done[name] = None  # what leans on itself is not settled by itself
            self._needs.append(0)
            made = make()
            stage = self._needs.pop()
            if isinstance(made, pl.Expr):
                while len(self._stages) <= stage:
                    self._stages.append([])
                self._stages[stage].append(made.alias(name))
                self._stage_of[name] = stage
                made = pl.col(name)
            self._done[name] = made
        if name in self._stage_of:
            self._needs[-1] = max(self._needs[-1], self._stage_of[name] + 1)
        return self._done[name]

    def truth(self, node: c.Condition, holder: str, hints: tuple[Path, ...]) -> Value:
        match node:
            case c.Const(truth):
                return _value(truth)
            case c.All(parts):
                return _all([self.truth(part, holder, hints) for part in parts])
            case c.Any(parts):
                return _any([self.truth(part, holder, hints) for part in parts])
            case c.Not(part):
                inner = self.truth(part, holder, hints)
                return None if inner is None else not inner if isinstance(inner, bool) else ~inner
            case c.Unread() | c.Unsettled():
                return None
            case c.Classified(paths, but):
                return self._classified(paths, but)
            case c.Compare() | c.Contains() | c.Under() if self._own(node.attribute):
                if node.attribute not in self.table.types:
                    return None
                if isinstance(node, c.Compare):
                    found = self._compare(node)
                    if found is not None:
                        return found
        return self._atom(node, holder, hints)

    def _own(self, attribute: str) -> bool:
        return self.world.derived(attribute) is None and self.world.kind_of(attribute) == "item"

    def _atom(self, node: c.Condition, holder: str, hints: tuple[Path, ...]) -> pl.Expr:
        """A column that is worked out for all items in the general way."""
        alone = isinstance(node, c.Compare | c.Contains | c.Under)  # does not ask who asks
        name = f"@{id(node)}" if alone else f"@{id(node)} {holder} {' '.join(map(str, hints))}"
        self.atoms[name] = node, holder, hints
        self.columns.add(name)
        return pl.col(name)

    def _classified(self, paths: tuple[Path, ...], but: tuple[Path, ...]) -> Value:
        """Nobody claims a classification of these items, so that a heading by itself counts for nothing."""
        law = self.world.law
        entries = law.entries_under(paths, but)
        if not entries:
            return None
        leaves = [
            entry.id for entry in entries if not law.is_heading(entry.id) and entry.id in self.program.rules
        ]
        if len(leaves) == 1:
            return self.entry(leaves[0])
        name = f"{' '.join(map(str, paths))} but {' '.join(map(str, but))}"
        return self._named(name, lambda: _any([self.entry(leaf) for leaf in leaves]))

    def _compare(self, node: c.Compare) -> pl.Expr | None:
        limits = node.value if isinstance(node.value, tuple) else (node.value,)
        op = "equals" if isinstance(node.value, tuple) else node.op
        parts = [self._one(node.attribute, op, limit) for limit in limits]
        known = [part for part in parts if part is not None]
        return reduce(or_, known) if known and len(known) == len(parts) else None

    def _one(self, attribute: str, op: str, limit: object) -> pl.Expr | None:
        type_ = self.table.types[attribute]
        if type_ == "bool" and isinstance(limit, bool):
            self.columns.add(attribute)
            return pl.col(attribute) == (2 if limit else 0)
        if type_ == "text" and isinstance(limit, str):
            self.columns.add(attribute)
            return pl.col(attribute) == limit.strip().casefold()
        if type_ != "number" or not isinstance(limit, Interval) or attribute in self.table.opens:
            return None
        if limit.lo is None or limit.lo != limit.hi or limit.lo_open or limit.hi_open:
            return None
        return self._number(attribute, op, float(limit.lo))

    def _number(self, attribute: str, op: str, limit: float) -> pl.Expr:
        """The same rows of the table in the specification as `sekisho.logic.columns.numbers`."""
        if op == "equals":
            return self._number(attribute, "at_least", limit) & self._number(attribute, "at_most", limit)
        slack = abs(limit) * TOLERANCE
        test = _TESTS[op]
        names = [f"{attribute}|lo", f"{attribute}|hi"]
        if attribute in self.table.points:
            self.columns.add(names[0])
            return test(pl.col(names[0]), limit, slack)
        self.columns.update(names)
        ends = names if op in {"at_least", "above"} else names[::-1]
        surely, maybe = (test(pl.col(end), limit, slack) for end in ends)
        return (maybe & _UNKNOWN) | surely.fill_null(False)


_TESTS: dict[str, Callable[[pl.Expr, float, float], pl.Expr]] = {
    "at_least": lambda x, limit, slack: x >= limit - slack,
    "above": lambda x, limit, slack: x > limit + slack,
    "at_most": lambda x, limit, slack: x <= limit + slack,
    "below": lambda x, limit, slack: x < limit - slack,
}


def _value(truth: Truth) -> bool | None:
    return None if truth is Truth.UNKNOWN else truth is Truth.TRUE


def _all(parts: Iterable[Value]) -> Value:
    return _joined(parts, False, and_)


def _any(parts: Iterable[Value]) -> Value:
    return _joined(parts, True, or_)


def _joined(parts: Iterable[Value], settles: bool, join: Callable[[Any, Any], Any]) -> Value:
    unknown, rest = False, []
    for part in parts:
        if isinstance(part, pl.Expr):
            rest.append(part)
        elif part is settles:
            return settles
        elif part is None:
            unknown = True
    if not rest:
        return None if unknown else not settles
    if unknown:
        rest.append(_UNKNOWN)
    found: pl.Expr = reduce(join, rest)
    return found
