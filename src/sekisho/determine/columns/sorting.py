"""Classification of many items by kind first: an entry is asked only of the items whose kind does not rule it
out.

Kinds are few where items are many. What a condition comes to for a kind is worked out once; mostly it is
FALSE and the items are never looked at again. Items with a claim of somebody's classification take the
general way (`Classes`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw

from sekisho.law.force import body_on, force_condition
from sekisho.law.model import Entry
from sekisho.logic import conditions as c
from sekisho.logic.columns.frames import Frame
from sekisho.logic.columns.kleene import Tri, column, conj
from sekisho.logic.columns.rows import Place, Rows, fresh
from sekisho.logic.conditions import ALWAYS
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, of_bool
from sekisho.logic.values import Path

from ..gates import has_hints, passes

if TYPE_CHECKING:
    from .moments import Moment
    from .world import PlanWorld

Part: TypeAlias = tuple[str, c.Condition, bool]
"""A condition, the entry that asks it, and whether a customs code may hint at its kind."""

_SCHEMA: dict[str, Any] = {"_item": nw.Int32, "entry": nw.String, "truth": nw.Int8}


def residual(
    node: c.Condition, kind: Callable[[c.Under], Truth], out: Callable[[c.Classified], bool]
) -> c.Condition:
    """What is left of a condition once the kind of the item is known. Members of lists have kinds of their
    own.

    `out`: does the kind rule out every entry that a condition names?
    """
    match node:
        case c.Classified() if out(node):
            return c.Const(FALSE)
        case c.Under(attribute="kind"):
            return c.Const(kind(node))
        case c.All(parts):
            return _joined(c.All, [residual(part, kind, out) for part in parts], FALSE, TRUE)
        case c.Any(parts):
            return _joined(c.Any, [residual(part, kind, out) for part in parts], TRUE, FALSE)
        case c.Not(part):
            inner = residual(part, kind, out)
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


class Sorting:
    """Sorts the items of many transactions into the entries of the lists."""

    def __init__(self, world: PlanWorld, items: Place) -> None:
        """`items`: the place of the items, one row each."""
        self.world = world
        self.items = items
        table = items.table
        assert table is not None
        self.kinds: list[Any] = table.interned.get("kind", [])
        self.codes: list[Any] = table.interned.get("hs", [])
        self._groups = self._partition()
        self._moment: Moment
        self._here: dict[int | None, Frame] = {}
        self._found: dict[str, list[Frame]] = {}
        self._running: set[str] = set()

    def truths(self) -> Frame:
        """`_item` (the row of the item), `entry`, `truth` for all that is not FALSE."""
        frames = [nw.from_dict({name: [] for name in _SCHEMA}, schema=_SCHEMA, backend="polars")]
        law = self.world.law
        for moment, groups in self._groups:
            self._moment, self._here, self._found, self._running = moment, groups, {}, set()
            for entry in law.entries.values():
                self._of(entry)
            self._headings(self._found, moment)
            frames += [frame for those in self._found.values() for frame in those]
        return nw.concat(frames)

    def _of(self, entry: Entry) -> list[Frame]:
        """The items of the present day that meet an entry or may, worked out when first asked for."""
        if entry.id not in self._found:
            self._running.add(entry.id)
            found = list(self._entry(entry, self._moment, self._here))
            self._running.discard(entry.id)
            self._found[entry.id] = found
        return self._found[entry.id]

    def _foresee(self, node: c.Condition, rows: Rows, at: Place) -> None:
        """What a condition asks of other entries is read from what these were found to be."""
        if isinstance(node, c.All | c.Any | c.Not):
            for part in c.children(node):
                self._foresee(part, rows, at)
        if not isinstance(node, c.Classified) or ("classified", node) in at.memo:
            return
        law = self.world.law
        entries = law.entries_under(node.paths, node.but)
        leaves = [entry for entry in entries if not law.is_heading(entry.id)]
        if not leaves or any(entry.id in self._running for entry in leaves):
            return  # not modelled, or in a circle: the general way
        frames = [frame for entry in leaves for frame in self._of(entry)]
        if not frames:
            at.memo["classified", node] = 0
            return
        name = fresh()
        best = nw.concat(frames).group_by("_item").agg(nw.col("truth").max().alias(name))
        rows.join(best, ["_item"])
        at.memo["classified", node] = rows.settle(nw.col(name).fill_null(0))

    def _partition(self) -> list[tuple[Moment, dict[int | None, Frame]]]:
        """The items by what the law is on their day, and by their kind."""
        rows, root = self.items.rows, self.world.conditions.rows
        moment = rows.bring(root, self.world.moments.column)
        names = [moment, self.items.column("kind"), self.items.column("hs")]
        base = rows.frame.select(
            nw.col("_id").alias("_item"),
            nw.col(self.items.obj or "_id").alias("member"),
            nw.col("_up"),
            *(
                nw.col(name).alias(short) if name is not None else nw.lit(None, dtype=nw.Int32).alias(short)
                for name, short in zip(names, ("moment", "kind", "hs"), strict=True)
            ),
        ).with_columns(nw.col("kind").fill_null(-1))
        found = []
        for number in base["moment"].unique().to_list():
            mine = base.filter(nw.col("moment") == number).sort("kind")
            counts = mine.group_by("kind").agg(nw.len().alias("n")).sort("kind")
            groups: dict[int | None, Frame] = {}
            start = 0
            for kind, size in counts.rows():
                groups[None if kind < 0 else kind] = mine[start : start + size]
                start += size
            found.append((self.world.moments.values[number], groups))
        return found

    def _entry(self, entry: Entry, moment: Moment, groups: dict[int | None, Frame]) -> Iterator[Frame]:
        world = self.world
        in_force = world.force_on(entry, moment)
        day = moment.day_of(world.law, entry)
        parts = self._parts(entry, moment)
        if in_force is FALSE or parts is None:
            return
        condition = force_condition(entry, day, moment.known)
        if condition != ALWAYS:
            parts = [*parts, (entry.id, condition, False)]
        hints: tuple[Path, ...] = body_on(entry, "hs_hint", day, moment.known)
        hinted = [i for i, codes in enumerate(self.codes) if self._hinted(codes, hints)] if hints else []
        by_rest: dict[tuple[Part, ...], list[Frame]] = {}
        for kind, frame in groups.items():
            whole = self._rest(parts, kind, False)
            if not hinted:
                splits = [(whole, frame)]
            else:  # a label never kills an entry that the customs code points at
                yes = frame.filter(nw.col("hs").is_in(hinted))
                no = (
                    frame
                    if not len(yes)
                    else frame.filter(~nw.col("hs").is_in(hinted) | nw.col("hs").is_null())
                )
                splits = [(whole, no), (self._rest(parts, kind, True), yes)]
            for left, some in splits:
                if left is not None and len(some):
                    by_rest.setdefault(tuple(left), []).append(some)
        for rest, frames in by_rest.items():
            yield self._decide(
                entry, in_force, rest, nw.concat(frames) if len(frames) > 1 else frames[0], hints
            )

    def _parts(self, entry: Entry, moment: Moment) -> list[Part] | None:
        """The entry's condition and those of its parents; None for a heading, which is what its children are."""
        world = self.world
        own = body_on(entry, "when", moment.day_of(world.law, entry), moment.known)
        if own == ALWAYS:
            return None if world.law.children_of(entry.id) else [(entry.id, c.Const(UNKNOWN), True)]
        parts: list[Part] = [(entry.id, own, True)]
        parent = world.law.parent_of(entry.id)
        while parent is not None:
            when = body_on(parent, "when", moment.day_of(world.law, parent), moment.known)
            if when != ALWAYS:
                parts.append((parent.id, when, True))
            parent = world.law.parent_of(parent.id)
        return parts

    def _rest(self, parts: list[Part], kind: int | None, hinted: bool) -> list[Part] | None:
        """What is left to ask of items of a kind; None where the kind rules them out."""
        value = None if kind is None else self.kinds[kind]
        key = ("rest", tuple(id(when) for _, when, _ in parts), value, hinted)
        cache = (
            self.world.law.cache
        )  # it hangs on the law and the kind only; conditions live as long as the law
        if key not in cache:
            cache[key] = self._work_out(parts, value, hinted), parts
        found: list[Part] | None = cache[key][0]
        return found

    def _work_out(self, parts: list[Part], value: Any, hinted: bool) -> list[Part] | None:
        rest: list[Part] = []

        def plain(node: c.Under) -> Truth:
            return self.world.conditions.under(value, node.paths, node.but)

        def hinting(node: c.Under) -> Truth:
            return max(plain(node), UNKNOWN)

        def out(node: c.Classified) -> bool:
            return self._ruled_out(node, value)

        for holder, when, gated in parts:
            left = residual(when, hinting if hinted and gated else plain, out)
            if isinstance(left, c.Const):
                if left.truth is FALSE:
                    return None
                if left.truth is TRUE:
                    continue
            rest.append((holder, left, gated))
        return rest

    def _ruled_out(self, node: c.Classified, kinds: Any) -> bool:
        """True where an item of these kinds meets none of the entries that a condition names, whatever else it is."""
        law = self.world.law
        entries = law.entries_under(node.paths, node.but)
        if not entries or not isinstance(kinds, tuple) or not kinds:
            return False
        key = ("ruled out", node.paths, node.but, kinds)
        found: bool | None = law.cache.get(key)
        if found is None:
            found = law.cache[key] = not any(
                has_hints(entry) or passes(law, entry, kinds)
                for entry in entries
                if not law.is_heading(entry.id)
            )
        return found

    def _decide(
        self, entry: Entry, in_force: Truth, rest: tuple[Part, ...], some: Frame, hints: tuple[Path, ...]
    ) -> Frame:
        world, table = self.world, self.items.table
        truths: list[Tri] = [int(in_force)]
        if all(isinstance(when, c.Const) for _, when, _ in rest):
            truths += [int(when.truth) for _, when, _ in rest if isinstance(when, c.Const)]
            truth, frame = conj(truths), some
        else:
            rows = Rows(some.drop("kind", "hs", "moment").with_row_index("_id"), up=world.conditions.rows)
            at = Place("item", rows, table, "member", world.root)
            for _, when, _ in rest:
                self._foresee(when, rows, at)
            for holder, when, gated in rest:
                ctx = world.context(world.law.entries[holder], hints=hints if gated else ())
                truths.append(world.conditions.truth(when, at, ctx))
            truth = conj(truths)
            truth, frame = truth if isinstance(truth, int) else nw.col(rows.attach(truth)), rows.frame
        found = frame.select("_item", nw.lit(entry.id).alias("entry"), column(truth).alias("truth"))
        return found.filter(nw.col("truth") > 0) if not isinstance(truth, int) else found

    def _headings(self, found: dict[str, list[Frame]], moment: Moment) -> None:
        """Headings from their children, from the deepest up."""
        world, law = self.world, self.world.law
        headings = [e for e in law.entries.values() if self._parts(e, moment) is None]
        for heading in sorted(headings, key=lambda e: -len(e.code.segments)):
            below = [frame for child in law.children_of(heading.id) for frame in found[child.id]]
            in_force = world.force_on(heading, moment)
            if in_force is FALSE or not below:
                continue
            best = nw.concat(below).group_by("_item").agg(nw.col("truth").max())
            truth = nw.min_horizontal(nw.col("truth"), column(int(in_force))).alias("truth")
            found[heading.id] = [best.select("_item", nw.lit(heading.id).alias("entry"), truth)]

    def _hinted(self, codes: object, hints: tuple[Path, ...]) -> bool:
        return isinstance(codes, tuple) and any(
            of_bool(self.world.relation(code, hint) is not FALSE) is TRUE for code in codes for hint in hints
        )
