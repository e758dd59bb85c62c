"""The column back-end: a condition tree against many transactions at once.

It reads the same tree as `sekisho.logic.evaluate` and never calls it. What hangs on a few distinct values
(paths, sets, places, days) is decided once for each and joined back; lists are reduced over their members'
rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Anything

import narwhals as nw

from .. import conditions as c
from ..compare import compare_set
from ..formulas import parse
from ..paths import under
from ..scope import HOLDER, LIST_KINDS
from ..truth import FALSE, UNKNOWN, Truth, of_bool
from ..values import Interval, Money, Path, SetValue
from .facts import Fact, constant, fact_at
from .frames import Frames, Table
from .kleene import Tri, choose, conj, disj, neg, whether
from .knowledge import knows, person
from .lists import quantified
from .numbers import Number, compare_numbers, formula
from .places import place_test
from .rows import Place, Rows, by_value, root_rows
from .sums import total
from .world import BoundEntry, ColumnWorld, Context

_HEAVY = (
    c.Quantified,
    c.Total,
    c.Knows,
    c.PlaceTest,
    c.Listed,
    c.SameHeading,
    c.EntryRows,
    c.SomeEntry,
    c.Person,
)


class Conditions:
    """Evaluates conditions over frames in a world."""

    def __init__(self, frames: Frames, world: ColumnWorld) -> None:
        """`frames`: the transactions; `world` answers what the law means by its names."""
        self.frames = frames
        self.world = world
        self.rows = root_rows(frames.cases)
        table = frames.tables.get("transaction")
        self.root = Place("transaction", self.rows, table, "_id", None)
        self._do: dict[type, Callable[[Anything, Place, Context], Tri]] = {
            c.Const: lambda node, place, ctx: int(node.truth),
            c.All: lambda node, place, ctx: conj(self.truth(part, place, ctx) for part in node.parts),
            c.Any: lambda node, place, ctx: disj(self.truth(part, place, ctx) for part in node.parts),
            c.Not: lambda node, place, ctx: neg(self.truth(node.part, place, ctx)),
            c.Compare: self._compare,
            c.Under: self._under,
            c.Contains: self._contains,
            c.Quantified: lambda node, place, ctx: quantified(self, node, place, ctx),
            c.Total: lambda node, place, ctx: total(self, node, place, ctx),
            c.TermRef: lambda node, place, ctx: world.term(node.id, place),
            c.Classified: lambda node, place, ctx: world.classified(node, place),
            c.EntryUnder: self._entry_under,
            c.SameHeading: self._same_heading,
            c.EntryRows: lambda node, place, ctx: world.rows(node, place, ctx),
            c.SomeEntry: lambda node, place, ctx: world.some_entry(node, place, ctx),
            c.PlaceTest: lambda node, place, ctx: place_test(self, node, place, ctx),
            c.Knows: lambda node, place, ctx: knows(self, node, place, ctx),
            c.Person: lambda node, place, ctx: person(self, node, place, ctx),
            c.Unknowable: self._unknowable,
            c.Unread: lambda node, place, ctx: 1,
            c.Unsettled: lambda node, place, ctx: 1,
            c.Listed: lambda node, place, ctx: world.listed(node.list, place, ctx),
            c.Bound: self._bound,
        }

    def truth(self, node: c.Condition, place: Place, ctx: Context) -> Tri:
        """The truth of a condition on every row of a place."""
        if not isinstance(node, _HEAVY):
            return self._do[type(node)](node, place, ctx)
        key = (id(node), ctx.provision, ctx.day, id(ctx.names), ctx.hints)
        if key not in place.memo:
            # The node and the names are kept with the result, so that their ids stay theirs.
            place.memo[key] = place.rows.settle(self._do[type(node)](node, place, ctx)), node, ctx.names
        found: Tri = place.memo[key][0]
        return found

    # lists

    def members(self, name: str, place: Place) -> tuple[Place | None, Tri]:
        """The known members of a list, one row each below the rows of a place; and whether the list says it
        is complete.
        """
        key = ("members", name)
        if key not in place.memo:
            place.memo[key] = self._members(name, place)
        found: tuple[Place | None, Tri] = place.memo[key]
        return found

    def _members(self, name: str, place: Place) -> tuple[Place | None, Tri]:
        at = place.nearest(HOLDER.get(name, "transaction"))
        if at is None or at.obj is None or at.table is None:
            return None, 0
        flag = at.column(f"{name}|complete")
        complete: Tri = 0
        if flag is not None:
            complete = whether(nw.col(place.rows.bring(at.rows, flag)))
        links = self.frames.links.get((at.kind, name))
        if links is None:
            return None, complete
        holder = place.rows.bring(at.rows, at.obj)
        above = place.rows.frame.select(nw.col("_id").alias("_up"), nw.col(holder).alias("holder"))
        frame = links.join(above, on="holder", how="inner").drop("holder").with_row_index("_id")
        if not len(frame):
            return None, complete
        rows = Rows(frame.with_columns(nw.col("_id").cast(nw.Int32)), up=place.rows)
        return Place(LIST_KINDS[name], rows, self.table(LIST_KINDS[name]), "member", place), complete

    def table(self, kind: str) -> Table:
        """The table of a kind of object. Raises KeyError where no transaction has one."""
        return self.frames.tables[kind]

    def closed(self, name: str, place: Place, ctx: Context) -> Tri:
        """Whether a list is complete, by its own word or by a declaration in date: TRUE or FALSE."""
        return disj((self.members(name, place)[1], self.world.closes(name, place, ctx)))

    # facts

    def value(self, attribute: str, place: Place, ctx: Context) -> Fact | None:
        """The values of an attribute over the rows of a place; None where no object near has it."""
        derived = self.world.derived(attribute)
        if derived is None:
            at = place.nearest(self.world.kind_of(attribute))
            return None if at is None else fact_at(attribute, at, place.rows)
        if derived.lookup is not None:
            return self._look_up(derived.lookup, place, ctx)

        def operand(name: str) -> Anything:
            fact = self.value(name, place, ctx)
            return fact.number if fact is not None and fact.type == "number" else None

        number = formula(parse(derived.formula), operand)
        return None if number is None else Fact("number", number)

    def _look_up(self, lookup: Anything, place: Place, ctx: Context) -> Fact | None:
        entry = ctx.names.get(lookup.name)
        if not isinstance(entry, BoundEntry):
            return None
        code = place.rows.bring(entry.rows, entry.column)

        def cell(text: str | None) -> Interval | Money | None:
            return None if text is None else self.world.look_up(lookup, self.world.code(text))

        def amount(text: str | None) -> Interval | None:
            found = cell(text)
            return found.amount if isinstance(found, Money) else found

        def end(text: str | None, which: str) -> float | None:
            number = getattr(amount(text), which, None)
            return None if number is None else float(number)

        lo = place.rows.decide([code], nw.Float64, lambda text: end(text, "lo"))
        hi = place.rows.decide([code], nw.Float64, lambda text: end(text, "hi"))
        number = Number(nw.col(lo), nw.col(hi))
        texts = place.rows.frame[code].unique().to_list()
        if not any(isinstance(cell(text), Money) for text in texts):
            return Fact("number", number)
        currency = place.rows.decide([code], nw.String, lambda text: getattr(cell(text), "currency", None))
        return Fact("money", number, nw.col(currency))

    def _compare(self, node: c.Compare, place: Place, ctx: Context) -> Tri:
        fact = self.value(node.attribute, place, ctx)
        if fact is None:
            return 1
        if isinstance(node.value, tuple):
            return disj(self._one(fact, "equals", limit, place, ctx) for limit in node.value)
        return self._one(fact, node.op, node.value, place, ctx)

    def _one(self, fact: Fact, op: c.Operator, limit: Anything, place: Place, ctx: Context) -> Tri:
        if isinstance(limit, c.AttributeRef):
            other = self.value(limit.attribute, place, ctx)
            return 1 if other is None else self.against(fact, op, other, place)
        if isinstance(limit, Interval | Money):
            return self.against(fact, op, constant(limit), place)
        if fact.plain is None:
            raise TypeError(f"cannot compare a {fact.type} with {limit!r}")
        if fact.type == "interned":
            return by_value(fact.plain, [_equal(value, limit) for value in fact.values])
        if isinstance(limit, bool):
            hit = fact.plain == (2 if limit else 0)
            return choose(hit, ~hit)
        if isinstance(limit, str):
            hit = fact.plain == limit.strip().casefold()
            return choose(hit, ~hit)
        return _ordered(fact.plain, op, nw.lit(limit))

    def against(self, fact: Fact, op: c.Operator, limit: Fact, place: Place) -> Tri:
        """A fact against a limit that is a fact itself, converted to the limit's currency where both are
        money.
        """
        if fact.number is None or limit.number is None:
            if fact.plain is None or limit.plain is None or fact.type != limit.type:
                return 1
            return _ordered(fact.plain, op, limit.plain)
        number = fact.number
        if fact.currency is not None and limit.currency is not None:
            number = number.converted(nw.col(self.factor(place.rows, fact.currency, limit.currency)))
        return compare_numbers(number, op, limit.number)

    def factor(self, rows: Rows, of: nw.Expr, into: nw.Expr) -> str:
        """The column with the exchange rate between the currencies in two columns."""
        return self.world.factor(rows, rows.attach(of), rows.attach(into))

    def _under(self, node: c.Under, place: Place, ctx: Context) -> Tri:
        fact = self.value(node.attribute, place, ctx)
        if fact is None or fact.plain is None:
            return 1
        truth = by_value(fact.plain, [self.under(value, node.paths, node.but) for value in fact.values])
        if not ctx.hints or node.attribute != "kind":
            return truth
        # A label never kills an entry that the customs code points at: FALSE becomes UNKNOWN there.
        at = place.nearest(self.world.kind_of("kind"))
        codes = None if at is None else fact_at("hs", at, place.rows)
        if codes is None or codes.plain is None:
            return truth
        hinted = [i for i, value in enumerate(codes.values) if self._hinted(value, ctx.hints)]
        return disj((truth, conj((1, whether(codes.plain.is_in(hinted))))))

    def _hinted(self, codes: object, hints: tuple[Path, ...]) -> bool:
        if not isinstance(codes, tuple):
            return False
        return any(self.world.relation(code, hint) is not FALSE for code in codes for hint in hints)

    def under(self, value: object, paths: tuple[Path, ...], but: tuple[Path, ...]) -> Truth:
        """One distinct value of a path attribute at or below some paths and below none of others."""
        facts = value if isinstance(value, tuple) else (value,) if isinstance(value, Path) else ()
        return under(facts, paths, but, self.world.relation)

    def _contains(self, node: c.Contains, place: Place, ctx: Context) -> Tri:
        fact = self.value(node.attribute, place, ctx)
        if fact is None or fact.plain is None or fact.type != "interned":
            return 1
        return by_value(
            fact.plain,
            [
                compare_set(value, node.members, node.quantifier) if isinstance(value, SetValue) else UNKNOWN
                for value in fact.values
            ],
        )

    def _unknowable(self, node: c.Unknowable, place: Place, ctx: Context) -> Tri:
        fact = self.value(node.attribute, place, ctx)
        if fact is None:
            return 1
        if fact.status is not None:
            return choose(fact.status == 2, fact.status == 1)
        if fact.number is None:
            return 1
        return choose(nw.lit(False), ~(fact.number.lo.is_null() & fact.number.hi.is_null()))

    # names

    def _bound(self, node: c.Bound, place: Place, ctx: Context) -> Tri:
        inner = self.named(node.name, place, ctx)
        return 1 if inner is None else self.truth(node.condition, inner, ctx)

    @staticmethod
    def named(name: str, place: Place, ctx: Context) -> Place | None:
        """The object bound to a name as a place on the rows of another; None for a name that is no object's."""
        bound = ctx.names.get(name)
        if not isinstance(bound, Place):
            return None
        if bound.rows is place.rows and place.kind == "instance":
            return bound
        if bound.obj is None:
            return place.unknown_member(bound.kind)
        key = ("bound", name, id(bound))
        if key not in place.memo:
            obj = place.rows.bring(bound.rows, bound.obj)
            place.memo[key] = Place(bound.kind, place.rows, bound.table, obj, place)
        found: Place = place.memo[key]
        return found

    def _entry_under(self, node: c.EntryUnder, place: Place, ctx: Context) -> Tri:
        entry = ctx.names.get(node.name)
        if not isinstance(entry, BoundEntry):
            return 1
        code = place.rows.bring(entry.rows, entry.column)
        truth = place.rows.decide(
            [code], nw.Int8, lambda text: int(self.under(self.world.code(text), node.paths, node.but))
        )
        return nw.col(truth)

    def _same_heading(self, node: c.SameHeading, place: Place, ctx: Context) -> Tri:
        entry = ctx.names.get(node.name)
        if not isinstance(entry, BoundEntry):
            return 1
        rows = place.rows
        code = rows.bring(entry.rows, entry.column)
        if place.kind == "contract_item":
            fact = fact_at("code", place, rows)
            if fact is None or fact.plain is None:
                return 1
            values = fact.values

            def same(text: str, own: int | None) -> int:
                path = values[own] if own is not None else None
                codes = (path,) if isinstance(path, Path) else path
                if not isinstance(codes, tuple) or not codes:
                    return 1
                return int(self.under(codes, (self._heading(text, node.depth),), ()))

            return nw.col(rows.decide([code, rows.attach(fact.plain)], nw.Int8, same))
        parts: list[Tri] = []
        texts = rows.frame[code].unique().to_list()
        for heading in dict.fromkeys(self._heading(text, node.depth) for text in texts):
            mine = [text for text in texts if self._heading(text, node.depth) == heading]
            here = whether(nw.col(code).is_in(mine))
            parts.append(conj((here, self.world.classified(c.Classified((heading,)), place))))
        return disj(parts)

    def _heading(self, text: str, depth: int) -> Path:
        entry = self.world.code(text)
        return Path(entry.scheme, entry.segments[:depth])


def _equal(value: object, limit: object) -> Truth:
    if isinstance(value, SetValue):
        return compare_set(value, (str(limit),), "some")
    if isinstance(value, tuple):
        return max((of_bool(str(path) == str(limit)) for path in value), default=FALSE)
    return of_bool(value == limit)


def _ordered(value: nw.Expr, op: c.Operator, limit: nw.Expr) -> Tri:
    """Dates have an order; so have two columns of one type."""
    match op:
        case "at_least":
            return choose(value >= limit, value < limit)
        case "at_most":
            return choose(value <= limit, value > limit)
        case "above":
            return choose(value > limit, value <= limit)
        case "below":
            return choose(value < limit, value >= limit)
        case _:
            return choose(value == limit, value != limit)
