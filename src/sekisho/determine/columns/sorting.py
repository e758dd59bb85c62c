"""Classification of many items by kind first: an entry is asked only of the items whose kind does not rule it
out.

Kinds are few where items are many. What the lists come to for a kind is worked out once and kept with the law, as a
program of expressions (`programs`); each program runs over the items of its kind. Items with a claim of somebody's
classification take the general way (`Classes`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl
from attrs import define, field

from sekisho.law.force import body_on, force_condition
from sekisho.law.model import Entry
from sekisho.logic import conditions as c
from sekisho.logic.columns.frames import Frame
from sekisho.logic.columns.kleene import column
from sekisho.logic.columns.rows import Place
from sekisho.logic.conditions import ALWAYS
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Path

from ..shelf import Shelf
from .moments import moment_key
from .programs import Compiled, Part, Program, Rule, compiled, shape_of
from .sets import Sets

if TYPE_CHECKING:
    from .moments import Moment
    from .world import PlanWorld

MOST_EDITIONS = 64
"""For how many days it is kept how the lists read, and by how many readings."""
_GROUP = ["moment", "kind", "hs"]


def residual(node: c.Condition, kind: Callable[[c.Under], Truth]) -> c.Condition:
    """What is left of a condition once the kind of the item is known. Members of lists have kinds of their
    own.
    """
    match node:
        case c.Under(attribute="kind"):
            return c.Const(kind(node))
        case c.All(parts):
            return _joined(c.All, [residual(part, kind) for part in parts], FALSE, TRUE)
        case c.Any(parts):
            return _joined(c.Any, [residual(part, kind) for part in parts], TRUE, FALSE)
        case c.Not(part):
            inner = residual(part, kind)
            return c.Const(Truth(2 - inner.truth)) if isinstance(inner, c.Const) else c.Not(inner)
        case _:
            return node


def _joined(make: Any, parts: list[c.Condition], settles: Truth, neutral: Truth) -> c.Condition:
    fixed = [part.truth for part in parts if isinstance(part, c.Const)]
    if settles in fixed:
        return c.Const(settles)
    rest: list[c.Condition] = [part for part in parts if not isinstance(part, c.Const)]
    if UNKNOWN in fixed:
        if not rest:
            return c.Const(UNKNOWN)
        rest.append(c.Const(UNKNOWN))
    if not rest:
        return c.Const(neutral)
    return rest[0] if len(rest) == 1 else make(tuple(rest))


@define(eq=False)
class Edition:
    """The entries of the lists as they read at one moment; `programs` by the kinds of an item and what hints at it."""

    rules: tuple[Rule, ...]
    programs: dict[tuple[Any, frozenset[str]], Program] = field(factory=dict)
    hinted: dict[Any, frozenset[str]] = field(factory=dict)


class Sorting:
    """Sorts the items of many transactions into the entries of the lists."""

    def __init__(self, world: PlanWorld, items: Place) -> None:
        """`items`: the place of the items, one row each; nobody claims a classification of any of them."""
        self.world = world
        self.items = items
        table = items.table
        assert table is not None
        self.table = table
        self.kinds: list[Any] = table.interned.get("kind", [])
        self.codes: list[Any] = table.interned.get("hs", [])
        self._sets: dict[str, Sets] = {}

    def truths(self) -> Frame:
        """`_item` (the row of the item), `entry`, `truth` for all that is not FALSE."""
        base, programs = self._partition()
        shape = shape_of(self.table)
        made = [compiled(program, self.world, self.table, shape) for program, _ in programs]
        facts = self._facts(base, made)
        names = list(self.world.law.entries)
        number = {name: position for position, name in enumerate(names)}
        spans: list[tuple[int, int, int, int]] = []  # first row, rows, entry, truth
        open_spans: list[tuple[int, int, int]] = []
        found: list[pl.Series] = []
        start = 0
        for (_, size), one in zip(programs, made, strict=True):
            spans += [(start, size, number[entry], int(truth)) for entry, truth in one.fixed]
            if one.open:
                open_spans += [(start, size, number[entry]) for entry in one.open]
                found += one.truths(facts, start, size)
            start += size
        entries = pl.Series("entry", names, dtype=pl.String)
        frame = _rows(spans, ("start", "size", "entry", "truth"))
        if found:
            truth = pl.concat([series.alias("truth") for series in found])
            more = _rows(open_spans, ("start", "size", "entry")).with_columns(
                (truth.cast(pl.Int8) * 2).fill_null(1)
            )
            frame = pl.concat([frame, more.filter(pl.col("truth") > 0)])
        return nw.from_native(
            frame.select(
                base["_item"].gather(frame["row"]),
                entries.gather(frame["entry"]),
                "truth",
            ),
            eager_only=True,
        )

    def _partition(self) -> tuple[pl.DataFrame, list[tuple[Program, int]]]:
        """The items in the order of their programs, and how many there are of each."""
        rows, root = self.items.rows, self.world.conditions.rows
        moment = rows.bring(root, self.world.moments.column)
        names = [moment, self.items.column("kind"), self.items.column("hs")]
        base: pl.DataFrame = rows.frame.select(
            nw.col("_id").alias("_item"),
            nw.col(self.items.obj or "_id").alias("member"),
            *(
                nw.col(name).fill_null(-1).alias(short)
                if name is not None
                else nw.lit(-1, nw.Int32).alias(short)
                for name, short in zip(names, _GROUP, strict=True)
            ),
        ).to_native()
        distinct = base.group_by(_GROUP).len()
        editions = {n: self._edition(self.world.moments.values[n]) for n in distinct["moment"].unique()}
        order: dict[int, int] = {}
        programs: list[tuple[Program, int]] = []
        numbers: list[int] = []
        for at, kind, hs, size in distinct.rows():
            program = self._program(
                editions[at], None if kind < 0 else self.kinds[kind], None if hs < 0 else self.codes[hs]
            )
            here = order.setdefault(id(program), len(order))
            if here == len(programs):
                programs.append((program, 0))
            programs[here] = program, programs[here][1] + size
            numbers.append(here)
        keyed = distinct.with_columns(pl.Series("program", numbers, dtype=pl.Int32))
        return base.join(keyed, on=_GROUP, how="left").sort("program"), programs

    # what the items say

    def _facts(self, base: pl.DataFrame, made: list[Compiled]) -> dict[str, pl.Series]:
        """The columns that the programs read, in the order of the items."""
        wanted = sorted({name for one in made for name in one.columns})
        atoms = {name: atom for one in made for name, atom in one.atoms.items()}
        members = base["member"]
        native: pl.DataFrame = self.table.frame.to_native()
        plain = native.select(pl.col(name) for name in wanted if name not in atoms)
        found = {series.name: series for series in plain.select(pl.all().gather(members)).get_columns()}
        for name, (node, holder, hints) in atoms.items():
            found[name] = self._atom(name, native, base, node, holder, hints)
        return found

    def _atom(
        self,
        name: str,
        native: pl.DataFrame,
        base: pl.DataFrame,
        node: c.Condition,
        holder: str,
        hints: tuple[Path, ...],
    ) -> pl.Series:
        """A condition that the engine does not know, for each item."""
        if isinstance(node, c.Contains) and self.table.types.get(node.attribute) == "interned":
            if node.attribute not in self._sets:
                members = native[node.attribute].gather(base["member"])
                self._sets[node.attribute] = Sets(self.table.interned[node.attribute], members)
            return self._sets[node.attribute].contain(node).alias(name)
        world, rows = self.world, self.items.rows
        ctx = world.context(world.law.entries[holder], hints=hints)
        truth = rows.attach(column(world.conditions.truth(node, self.items, ctx)))
        here: pl.Series = rows.frame[truth].to_native().gather(base["_item"])
        return pl.select(pl.when(here != 1).then(here == 2).alias(name)).to_series()

    # what the law says

    def _edition(self, moment: Moment) -> Edition:
        cache: Shelf[object, Edition] = self.world.law.cache.setdefault("editions", Shelf(MOST_EDITIONS))
        key = (moment_key(moment), frozenset(self.world.assume.items()))
        found = cache.get(key)
        if found is None:
            rules = tuple(
                rule
                for entry in self.world.law.entries.values()
                if (rule := self._rule(entry, moment)) is not None
            )
            words = tuple(
                (
                    rule.entry,
                    rule.in_force,
                    tuple((h, id(w), g) for h, w, g in rule.rest),
                    rule.hints,
                    rule.below,
                )
                for rule in rules
            )
            # Days on which the lists read the same share one edition, and with it all its programs.
            found = cache.get(words)
            if found is None:
                found = cache[words] = Edition(rules)
            cache[key] = found
        return found

    def _rule(self, entry: Entry, moment: Moment) -> Rule | None:
        """The entry's condition and those of its parents; a heading is what its children are."""
        world = self.world
        in_force = world.force_on(entry, moment)
        if in_force is FALSE:
            return None
        day = moment.day_of(world.law, entry)
        hints: tuple[Path, ...] = body_on(entry, "hs_hint", day, moment.known)
        own = body_on(entry, "when", day, moment.known)
        parts: list[Part] = []
        below = None
        if own == ALWAYS:
            below = tuple(child.id for child in world.law.children_of(entry.id)) or None
            if below is None:  # a code of which nothing is read is not known to be met
                parts.append((entry.id, c.Const(UNKNOWN), True))
        else:
            parts.append((entry.id, own, True))
            parent = world.law.parent_of(entry.id)
            while parent is not None:
                when = body_on(parent, "when", moment.day_of(world.law, parent), moment.known)
                if when != ALWAYS:
                    parts.append((parent.id, when, True))
                parent = world.law.parent_of(parent.id)
        condition = force_condition(entry, day, moment.known)
        if condition != ALWAYS:
            parts.append((entry.id, condition, False))
        return Rule(entry.id, in_force, tuple(parts), hints, below)

    def _program(self, edition: Edition, kind: Any, codes: Any) -> Program:
        if codes not in edition.hinted:
            edition.hinted[codes] = frozenset(
                rule.entry for rule in edition.rules if rule.hints and self._hinted(codes, rule.hints)
            )
        key = kind, edition.hinted[codes]
        if key not in edition.programs:
            rules: dict[str, Rule] = {}
            for rule in edition.rules:
                rest = self._rest(rule, kind, rule.entry in key[1])
                if rest is not None:
                    rules[rule.entry] = Rule(rule.entry, rule.in_force, rest, rule.hints, rule.below)
            edition.programs[key] = Program(rules)
        return edition.programs[key]

    def _rest(self, rule: Rule, kind: Any, hinted: bool) -> tuple[Part, ...] | None:
        """What is left to ask of items of a kind; None where the kind rules them out."""
        rest: list[Part] = []

        def plain(node: c.Under) -> Truth:
            return self.world.conditions.under(kind, node.paths, node.but)

        def hinting(node: c.Under) -> Truth:
            return max(plain(node), UNKNOWN)  # a label never kills an entry that the customs code points at

        for holder, when, gated in rule.rest:
            left = residual(when, hinting if hinted and gated else plain)
            if isinstance(left, c.Const):
                if left.truth is FALSE:
                    return None
                if left.truth is TRUE:
                    continue
            rest.append((holder, left, gated))
        return tuple(rest)

    def _hinted(self, codes: object, hints: tuple[Path, ...]) -> bool:
        return isinstance(codes, tuple) and any(
            self.world.relation(code, hint) is not FALSE for code in codes for hint in hints
        )


def _rows(spans: Sequence[tuple[int, ...]], names: tuple[str, ...]) -> pl.DataFrame:
    """A row for each row of each span, in order."""
    types = {"start": pl.UInt32, "size": pl.UInt32, "entry": pl.UInt32, "truth": pl.Int8}
    frame = pl.DataFrame(spans, schema={name: types[name] for name in names}, orient="row")
    row = pl.int_ranges(pl.col("start"), pl.col("start") + pl.col("size"), dtype=pl.UInt32)
    return frame.select(row.alias("row"), *names[2:]).explode("row")
