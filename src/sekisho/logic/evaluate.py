"""The Python back-end: a condition tree against one transaction, with or without a trace.

The evaluator knows no law: what a term, a list, an entry or a group of places is, its `World` tells it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any as Anything
from typing import TypeAlias

from . import conditions as c
from .asking import DerivedLike, World
from .compare import compare, compare_set
from .formulas import compute, parse
from .functions import Kept, Maker, Run
from .knowledge import knows, person
from .money import convert
from .objects import Obj
from .paths import under
from .scope import HOLDER, LIST_KINDS, UNKNOWN_ID, Missing, Scope, Sink, Step, fact_path, list_path
from .totals import total_interval
from .truth import FALSE, TRUE, UNKNOWN, Truth, negate
from .values import CANNOT, Interval, Money, Path, SetValue, Value

StepKey: TypeAlias = tuple[c.Classified, tuple[int, ...]]
Places: TypeAlias = dict[tuple[int, date | None], tuple[c.PlaceTest, Truth]]
"""What tests of one route (from, to, final) came to, by the number of the node and the day; the node is kept with it."""


@lru_cache(maxsize=8_192)
def _falls_under(heading: Path) -> c.Classified:
    """The condition that an item falls under a heading; one and the same for all who ask, for what is worked out is kept with it."""
    return c.Classified((heading,))


class Evaluator:
    """Evaluates conditions in a world. `hints` are the customs codes of the entry under evaluation."""

    def __init__(
        self,
        world: World,
        places: Places | None = None,
        functions: Kept | None = None,
        *,
        making: bool = True,
    ) -> None:
        """`world` answers what the law means by its names; `places`: what is known of the transaction's route already;
        `functions`: those that were made of the law's conditions before. `making`: make more of them; for one transaction
        alone that would take longer than to walk the trees.
        """
        self.world = world
        self.hints: tuple[Path, ...] = ()
        self.hint_findings: set[str] = set()
        self._unknown: dict[tuple[str, int], Obj] = {}
        self._attributes: dict[str, tuple[DerivedLike | None, str]] = {}
        self._steps: dict[StepKey, Step] = {}
        self.places: Places = {} if places is None else places
        self._functions: Kept = {} if functions is None else functions
        self._maker = Maker(world, self._functions)
        self.making = making
        self._do: dict[type, Callable[[Anything, Scope, Sink | None], Truth]] = {
            c.Const: lambda node, scope, sink: node.truth,
            c.All: self._all,
            c.Any: self._any,
            c.Not: self._not,
            c.Compare: self._compare,
            c.Under: self._under,
            c.Contains: self._contains,
            c.Quantified: self._quantified,
            c.Total: self._total,
            c.TermRef: lambda node, scope, sink: world.term(node.id, scope, sink),
            c.Classified: world.classified,
            c.EntryUnder: self._entry_under,
            c.SameHeading: self._same_heading,
            c.EntryRows: world.rows,
            c.SomeEntry: world.some_entry,
            c.PlaceTest: self._placed,
            c.Knows: lambda node, scope, sink: knows(self, node, scope, sink),
            c.Person: lambda node, scope, sink: person(self, node, scope, sink),
            c.Unknowable: self._unknowable,
            c.Unread: lambda node, scope, sink: UNKNOWN,
            c.Unsettled: lambda node, scope, sink: UNKNOWN,
            c.Listed: lambda node, scope, sink: world.listed(node.list, scope, sink),
            c.Bound: self._bound,
        }

    def truth(self, node: c.Condition, scope: Scope) -> Truth:
        """The truth of a condition at a place, without a trace."""
        found = self._functions.get(id(node))
        if found is None and not self.making:
            return self._do[type(node)](node, scope, None)
        return (found[1] if found is not None else self._maker.run(node))(self, scope)

    def run(self, node: c.Condition) -> Run:
        """The function that finds the truth of a condition; made once."""
        return self._maker.run(node)

    def walked(self, node: c.Condition, scope: Scope) -> Truth:
        """The same by walking the tree: for what has no function of its own."""
        return self._do[type(node)](node, scope, None)

    def explain(self, node: c.Condition, scope: Scope) -> Step:
        """The truth of a condition with the whole trace (nothing is cut short)."""
        key = self._step_key(node, scope)
        step = self._steps.get(key) if key is not None else None
        if step is None:
            sink = Sink()
            truth = self._do[type(node)](node, scope, sink)
            step = Step(
                node,
                truth,
                sink.fact,
                sink.found,
                sink.provision,
                sink.missing,
                sink.atoms,
                tuple(sink.steps),
            )
            if key is not None:
                self._steps[key] = step
        return step

    def _step_key(self, node: c.Condition, scope: Scope) -> StepKey | None:
        """Under what a step is kept for the next duty that asks: a classification is the same for all of an item's duties."""
        if not isinstance(node, c.Classified) or not self.world.steady():
            return None
        at = scope.nearest("item")
        return None if at is None else (node, at.key())

    def sub(self, node: c.Condition, scope: Scope, sink: Sink | None) -> Truth:
        """A part of a condition, traced into the sink if there is one."""
        if sink is None:
            return self.truth(node, scope)
        step = self.explain(node, scope)
        sink.steps.append(step)
        return step.truth

    # connectives

    def _all(self, node: c.All, scope: Scope, sink: Sink | None) -> Truth:
        worst = TRUE
        for part in node.parts:
            worst = min(worst, self.sub(part, scope, sink))
            if worst is FALSE and sink is None:
                break
        return worst

    def _any(self, node: c.Any, scope: Scope, sink: Sink | None) -> Truth:
        best = FALSE
        for part in node.parts:
            best = max(best, self.sub(part, scope, sink))
            if best is TRUE and sink is None:
                break
        return best

    def _not(self, node: c.Not, scope: Scope, sink: Sink | None) -> Truth:
        return negate(self.sub(node.part, scope, sink))

    def _bound(self, node: c.Bound, scope: Scope, sink: Sink | None) -> Truth:
        obj = scope.names.get(node.name)
        if not isinstance(obj, Obj):
            return UNKNOWN
        return self.sub(node.condition, scope.inside(obj), sink)

    # facts

    def value(self, attribute: str, scope: Scope) -> tuple[Value, Obj | None]:
        """The value of an attribute seen from a place, and the object that holds it (None if no such object is near)."""
        known = self._attributes.get(attribute)
        if known is None:
            derived = self.world.derived(attribute)
            kind = self.world.kind_of(attribute) if derived is None else ""
            known = self._attributes[attribute] = derived, kind
        derived, kind = known
        if derived is not None:
            return self._derived(derived, scope), None
        at: Scope | None = scope
        while at is not None and at.obj.kind != kind:
            at = at.outer
        return (None, None) if at is None else (at.obj.facts.get(attribute), at.obj)

    def _derived(self, derived: DerivedLike, scope: Scope) -> Value:
        if derived.lookup is not None:
            entry = scope.names.get(derived.lookup.name)
            return self.world.look_up(derived.lookup, entry) if isinstance(entry, Path) else None

        def operand(name: str) -> Interval | None:
            value, _ = self.value(name, scope)
            return value if isinstance(value, Interval) else None

        return compute(parse(derived.formula), operand)

    def missing(self, attribute: str, scope: Scope, currency: str = "") -> tuple[Missing, ...]:
        """The facts that would have to be told for an attribute to be known; none for what cannot be found out.

        `currency`: the one in which money is needed; an amount in it, or with a rate into it, is known.
        """
        derived = self.world.derived(attribute)
        if derived is not None:
            if derived.lookup is not None:
                return ()
            return tuple(
                m for name in sorted(parse(derived.formula).names()) for m in self.missing(name, scope)
            )
        value, obj = self.value(attribute, scope)
        if isinstance(value, Money) and currency:
            value = convert(value, currency, scope.case) or value
        if obj is None or value is CANNOT or (isinstance(value, Interval) and value.is_point):
            return ()
        return (Missing(fact_path(obj, attribute), attribute, "fact", scope.provision, obj.kind, obj.path),)

    def _note(
        self, attribute: str, scope: Scope, truth: Truth, sink: Sink, value: Value, obj: Obj | None
    ) -> None:
        sink.fact = fact_path(obj, attribute) if obj is not None else attribute
        sink.found = "" if value is None else str(value)
        if truth is UNKNOWN:
            sink.missing += self.missing(attribute, scope)

    def _compare(self, node: c.Compare, scope: Scope, sink: Sink | None) -> Truth:
        value, obj = self.value(node.attribute, scope)
        if value is None or value is CANNOT:
            truth = FALSE if node.value == () else UNKNOWN
        elif isinstance(node.value, tuple):
            truth = FALSE
            for limit in node.value:
                truth = max(truth, self._one(value, "equals", limit, scope))
                if truth is TRUE:
                    break
        else:
            truth = self._one(value, node.op, node.value, scope)
        if sink is not None:
            self._note(node.attribute, scope, truth, sink, value, obj)
            if truth is UNKNOWN and isinstance(node.value, c.AttributeRef):
                sink.missing += self.missing(node.value.attribute, scope)
        return truth

    def _one(self, value: Value, op: c.Operator, limit: Anything, scope: Scope) -> Truth:
        if isinstance(limit, c.AttributeRef):
            limit = self.value(limit.attribute, scope)[0]
        if value is None or limit is None or value is CANNOT or limit is CANNOT:
            return UNKNOWN
        if isinstance(value, Money) and isinstance(limit, Money):
            amount = convert(value, limit.currency, scope.case)
            return UNKNOWN if amount is None else compare(amount, op, limit.amount)
        return compare(value, op, limit)

    def _under(self, node: c.Under, scope: Scope, sink: Sink | None) -> Truth:
        value, obj = self.value(node.attribute, scope)
        facts = value if isinstance(value, tuple) else (value,) if isinstance(value, Path) else ()
        truth = self.world.under(facts, node)
        if (
            truth is FALSE
            and self.hints
            and node.attribute == "kind"
            and obj is not None
            and self._hinted(obj)
        ):
            # A label never kills an entry that the customs code points at.
            truth = UNKNOWN
            self.hint_findings.add(obj.path)
        if sink is not None:
            self._note(node.attribute, scope, truth, sink, value, obj)
        return truth

    def _hinted(self, obj: Obj) -> bool:
        codes = obj.facts.get("hs")
        return isinstance(codes, tuple) and self.world.hinted(codes, self.hints)

    def _contains(self, node: c.Contains, scope: Scope, sink: Sink | None) -> Truth:
        value, obj = self.value(node.attribute, scope)
        truth = compare_set(value, node.members, node.quantifier) if isinstance(value, SetValue) else UNKNOWN
        if sink is not None:
            self._note(node.attribute, scope, truth, sink, value, obj)
        return truth

    def _unknowable(self, node: c.Unknowable, scope: Scope, sink: Sink | None) -> Truth:
        value, obj = self.value(node.attribute, scope)
        truth = TRUE if value is CANNOT else UNKNOWN if value is None else FALSE
        if sink is not None:
            self._note(node.attribute, scope, truth, sink, value, obj)
        return truth

    # lists

    def members(self, name: str, scope: Scope) -> tuple[tuple[Obj, ...], bool, Obj | None]:
        """The members of a list seen from a place, whether it is complete, and the object that holds it."""
        at = scope.nearest(HOLDER.get(name, "transaction"))
        if at is None:
            return (), False, None
        found = at.obj.lists.get(name)
        closed = (found is not None and found.complete) or self.world.closes(name, scope)
        return (found.objects if found is not None else ()), closed, at.obj

    def unknown_member(self, name: str, holder: Obj | None) -> Obj:
        """The member of an open list of which everything is unknown."""
        key = (name, id(holder))
        found = self._unknown.get(key)
        if found is None:
            # Kept, so that what is remembered by the identity of objects never meets another one of the same address.
            path = name if holder is None or holder.kind == "transaction" else f"{holder.path}.{name}"
            found = self._unknown[key] = Obj(
                LIST_KINDS[name], UNKNOWN_ID, f"{path}[{UNKNOWN_ID}]", outer=holder
            )
        return found

    def _quantified(self, node: c.Quantified, scope: Scope, sink: Sink | None) -> Truth:
        objects, complete, holder = self.members(node.list, scope)
        wanted = FALSE if node.quantifier == "every" else TRUE  # the truth that settles the quantifier
        result = negate(wanted)
        pick = min if node.quantifier == "every" else max
        for obj in objects:
            result = pick(result, self.sub(node.condition, scope.inside(obj), sink))
            if result is wanted and sink is None:
                break
        if not complete and holder is not None and holder.id == "?":
            return UNKNOWN  # of the lists of an unknown member nothing is known
        if not complete and (result is not wanted or sink is not None):
            other = self.truth(node.condition, scope.inside(self.unknown_member(node.list, holder)))
            if other is not negate(wanted):
                result = pick(result, UNKNOWN)
                if sink is not None and holder is not None:
                    sink.missing += (
                        Missing(list_path(holder, node.list), node.list, "completeness", scope.provision,
                                holder.kind, holder.path),
                    )  # fmt: skip
        return negate(result) if node.quantifier == "none" else result

    def _total(self, node: c.Total, scope: Scope, sink: Sink | None) -> Truth:
        worst, into = TRUE, ""
        for op, limit in node.limits:
            bound = self.value(limit.attribute, scope)[0] if isinstance(limit, c.AttributeRef) else limit
            currency = bound.currency if isinstance(bound, Money) else ""
            interval = total_interval(self, node, scope, currency)
            target = bound.amount if isinstance(bound, Money) else bound
            truth = compare(interval, op, target) if isinstance(target, Interval) else UNKNOWN
            worst = min(worst, truth)
            into = currency or into
        if sink is not None:
            self._note_total(node, scope, sink, worst, into)
        return worst

    def _note_total(self, node: c.Total, scope: Scope, sink: Sink, truth: Truth, currency: str) -> None:
        whole = (node.of_whole,) if node.of_whole else ()
        if truth is UNKNOWN:
            for attribute in whole:
                stated, _ = self.value(attribute, scope)
                currency = currency or (stated.currency if isinstance(stated, Money) else "")
                sink.missing += self.missing(attribute, scope, currency)
        for name in node.over:
            self._note_level(node, name, scope, sink, truth, currency)

    def _note_level(
        self, node: c.Total, name: str, scope: Scope, sink: Sink, truth: Truth, currency: str
    ) -> None:
        """What would have to be told of one list of a total, and of the lists below it if the total is deep."""
        objects, complete, holder = self.members(name, scope)
        for obj in objects:
            inner = scope.inside(obj)
            counts = self.sub(node.that, inner, sink)
            if truth is UNKNOWN and (counts is not FALSE or node.of_whole):
                sink.missing += self.missing(self.total_attribute(node.of, obj), inner, currency)
            if node.deep and HOLDER.get(name) == obj.kind and counts is not TRUE:
                self._note_level(node, name, inner, sink, truth, currency)
        if truth is UNKNOWN and not complete and holder is not None:
            sink.missing += (
                Missing(
                    list_path(holder, name), name, "completeness", scope.provision, holder.kind, holder.path
                ),
            )

    @staticmethod
    def total_attribute(of: str, obj: Obj) -> str:
        """The attribute that a total reads of a member: a contract item's price is its `item_value`."""
        return "item_value" if obj.kind == "contract_item" and of == "value" else of

    # the other leaves

    def _entry_under(self, node: c.EntryUnder, scope: Scope, sink: Sink | None) -> Truth:
        entry = scope.names.get(node.name)
        return self.world.under((entry,), node) if isinstance(entry, Path) else UNKNOWN

    def _same_heading(self, node: c.SameHeading, scope: Scope, sink: Sink | None) -> Truth:
        entry = scope.names.get(node.name)
        if not isinstance(entry, Path):
            return UNKNOWN
        heading = Path(entry.scheme, entry.segments[: node.depth])
        if scope.obj.kind == "contract_item":
            code = scope.obj.facts.get("code")
            codes = (code,) if isinstance(code, Path) else code
            truth = under(codes, (heading,)) if isinstance(codes, tuple) else UNKNOWN
            if sink is not None and truth is UNKNOWN:
                sink.missing += self.missing("code", scope)
            return truth
        return self.sub(_falls_under(heading), scope, sink)

    def _placed(self, node: c.PlaceTest, scope: Scope, sink: Sink | None) -> Truth:
        best = FALSE
        for at in node.at:
            truth = self._via(node, scope, sink) if at == "via" else self._one_place(at, node, scope, sink)
            best = max(best, truth)
            if best is TRUE and sink is None:
                break
        return negate(best) if node.negated else best

    def _one_place(self, at: str, node: c.PlaceTest, scope: Scope, sink: Sink | None) -> Truth:
        value, obj = self.value(at, scope)
        places = value if isinstance(value, tuple) else (value,) if isinstance(value, Path) else ()
        truth = max((self.world.place_in(node.group, place, scope.day) for place in places), default=UNKNOWN)
        if sink is not None:
            sink.fact = ", ".join(filter(None, (sink.fact, fact_path(obj, at) if obj is not None else at)))
            sink.found = ", ".join(filter(None, (sink.found, " ".join(map(str, places)))))
            if truth is UNKNOWN:
                sink.missing += self.missing(at, scope)
        return truth

    def _via(self, node: c.PlaceTest, scope: Scope, sink: Sink | None) -> Truth:
        objects, complete, holder = self.members("via", scope)
        best = FALSE if complete else UNKNOWN
        for obj in objects:
            place = obj.facts.get("place")
            inside = self.world.place_in(node.group, place, scope.day) if isinstance(place, Path) else UNKNOWN
            best = max(best, inside)
        if sink is not None and best is UNKNOWN:
            for obj in objects:
                if not isinstance(obj.facts.get("place"), Path):
                    sink.missing += (
                        Missing(f"{obj.path}.place", "place", "fact", scope.provision, "place", obj.path),
                    )
            if not complete and holder is not None:
                sink.missing += (
                    Missing(
                        "complete.via", "via", "completeness", scope.provision, "transaction", holder.path
                    ),
                )
        return best
