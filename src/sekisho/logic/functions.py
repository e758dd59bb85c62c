"""Conditions as functions: what a tree says, made once into Python functions that find its truth and nothing else.

Walking the tree asks at every node again what kind of node it is and where its fact stands; a function knows. The evaluator with
its trace (`evaluate.py`) stays the reference: tests hold the truth that a function finds to the truth that the trace tells.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING, TypeAlias
from typing import Any as Anything

from attrs import frozen

from . import conditions as c
from .compare import compare, compare_interval
from .knowledge import knows, person
from .objects import Obj
from .scope import HOLDER, UNKNOWN_ID, Scope
from .truth import FALSE, TRUE, UNKNOWN, Truth
from .values import CANNOT, Interval, Path, SetValue

if TYPE_CHECKING:
    from .asking import World
    from .evaluate import Evaluator

Run: TypeAlias = "Callable[[Evaluator, Scope], Truth]"
"""Finds the truth of one condition at a place."""
Kept: TypeAlias = "MutableMapping[int, tuple[c.Condition, Run]]"
"""The functions that were made, by the number of the node; the node is kept with it, so that its number is nobody else's."""

OF_THE_ROUTE = frozenset({"from", "to", "final"})
"""Places of the transaction itself: the same for whoever asks on one day."""

_NOT = (TRUE, UNKNOWN, FALSE)


@frozen
class Maker:
    """Makes functions of conditions under one law. `world`: says what kind of object has an attribute; it is not kept."""

    world: World
    kept: Kept

    def run(self, node: c.Condition) -> Run:
        """The function of a condition; made once."""
        found = self.kept.get(id(node))
        if found is None:
            found = self.kept[id(node)] = node, _MAKERS[type(node)](node, self)
        return found[1]


def _const(node: c.Const, maker: Maker) -> Run:
    truth = node.truth
    return lambda ev, scope: truth


def _unknown(node: c.Unread | c.Unsettled, maker: Maker) -> Run:
    return lambda ev, scope: UNKNOWN


# connectives


def _flat(node: c.All | c.Any) -> list[c.Condition]:
    """The parts of a condition, and in their place the parts of those that are of the same kind."""
    found: list[c.Condition] = []
    for part in node.parts:
        if type(part) is type(node) and isinstance(part, c.All | c.Any):
            found += _flat(part)
        else:
            found.append(part)
    return found


def _all(node: c.All, maker: Maker) -> Run:
    parts = tuple(map(maker.run, _flat(node)))
    if len(parts) == 2:
        first, second = parts

        def both(ev: Evaluator, scope: Scope) -> Truth:
            one = first(ev, scope)
            if one is FALSE:
                return FALSE
            other = second(ev, scope)
            return one if other is TRUE else other

        return both

    def every(ev: Evaluator, scope: Scope) -> Truth:
        worst = TRUE
        for part in parts:
            truth = part(ev, scope)
            if truth is FALSE:
                return FALSE
            if truth is UNKNOWN:
                worst = UNKNOWN
        return worst

    return every


def _any(node: c.Any, maker: Maker) -> Run:
    parts = tuple(map(maker.run, _flat(node)))
    if len(parts) == 2:
        first, second = parts

        def either(ev: Evaluator, scope: Scope) -> Truth:
            one = first(ev, scope)
            if one is TRUE:
                return TRUE
            other = second(ev, scope)
            return one if other is FALSE else other

        return either

    def some(ev: Evaluator, scope: Scope) -> Truth:
        best = FALSE
        for part in parts:
            truth = part(ev, scope)
            if truth is TRUE:
                return TRUE
            if truth is UNKNOWN:
                best = UNKNOWN
        return best

    return some


def _not(node: c.Not, maker: Maker) -> Run:
    inner = maker.run(node.part)
    return lambda ev, scope: _NOT[inner(ev, scope)]


def _bound(node: c.Bound, maker: Maker) -> Run:
    name, inner = node.name, maker.run(node.condition)

    def bound(ev: Evaluator, scope: Scope) -> Truth:
        obj = scope.names.get(name)
        return inner(ev, scope.inside(obj)) if isinstance(obj, Obj) else UNKNOWN

    return bound


# facts


def _plain(attribute: str, maker: Maker) -> str | None:
    """The kind of object that has a plain fact; None for one that is derived, or that the law does not know."""
    try:
        return None if maker.world.derived(attribute) is not None else maker.world.kind_of(attribute)
    except (KeyError, AttributeError):
        return None  # whoever asks for it is told by the evaluator


def _reading(attribute: str, kind: str) -> Callable[[Scope], Anything]:
    """Reads a plain fact of the nearest object of its kind; None where it is not stated, or no such object is near."""

    def read(scope: Scope) -> Anything:
        at: Scope | None = scope
        while at is not None:
            obj = at.obj
            if obj.kind == kind:
                return obj.facts.get(attribute)
            at = at.outer
        return None

    return read


def _compare(node: c.Compare, maker: Maker) -> Run:
    kind, limits = _plain(node.attribute, maker), node.value
    if kind is not None and limits != ():
        read = _reading(node.attribute, kind)
        every = limits if isinstance(limits, tuple) else (limits,)
        if all(type(limit) is str for limit in every):
            return _of_words(node, read, frozenset(map(str, every)))
        if limits is True or limits is False:
            return _of_a_flag(node, read, limits)
        if isinstance(limits, Interval):
            return _of_a_number(node, read, limits)
    return lambda ev, scope: ev.walked(node, scope)


def _of_words(node: c.Compare, read: Callable[[Scope], Anything], limits: frozenset[str]) -> Run:
    """A fact that is one word, or a set of them, against one or several words."""
    folded = frozenset(limit.strip().casefold() for limit in limits)

    def word(ev: Evaluator, scope: Scope) -> Truth:
        value = read(scope)
        if value is None or value is CANNOT:
            return UNKNOWN
        if type(value) is str:
            return TRUE if value.strip().casefold() in folded else FALSE
        if type(value) is SetValue:
            return FALSE if value.complete and value.known.isdisjoint(limits) else (
                UNKNOWN if value.known.isdisjoint(limits) else TRUE
            )  # fmt: skip
        return ev.walked(node, scope)

    return word


def _of_a_flag(node: c.Compare, read: Callable[[Scope], Anything], limit: bool) -> Run:
    def flag(ev: Evaluator, scope: Scope) -> Truth:
        value = read(scope)
        if value is None or value is CANNOT:
            return UNKNOWN
        if value is True or value is False:
            return (
                compare(value, node.op, limit) if node.op != "equals" else TRUE if value is limit else FALSE
            )
        return ev.walked(node, scope)

    return flag


def _of_a_number(node: c.Compare, read: Callable[[Scope], Anything], limit: Interval) -> Run:
    op = node.op

    def number(ev: Evaluator, scope: Scope) -> Truth:
        value = read(scope)
        if value is None or value is CANNOT:
            return UNKNOWN
        if type(value) is Interval:
            return compare_interval(value, op, limit)
        return ev.walked(node, scope)

    return number


def _under(node: c.Under, maker: Maker) -> Run:
    kind = _plain(node.attribute, maker)
    if kind is None:
        return lambda ev, scope: ev.walked(node, scope)
    read, may_hint = _reading(node.attribute, kind), node.attribute == "kind"

    def under(ev: Evaluator, scope: Scope) -> Truth:
        value = read(scope)
        if value is None:
            return UNKNOWN
        if type(value) is not tuple or (may_hint and ev.hints):
            return ev.walked(node, scope)  # customs codes may hint at an entry against the stated kind
        return ev.world.under(value, node)

    return under


def _contains(node: c.Contains, maker: Maker) -> Run:
    kind = _plain(node.attribute, maker)
    if kind is None:
        return lambda ev, scope: ev.walked(node, scope)
    read, wanted, quantifier = _reading(node.attribute, kind), frozenset(node.members), node.quantifier
    negated = quantifier == "none"

    def holds_some(ev: Evaluator, scope: Scope) -> Truth:
        value = read(scope)
        if type(value) is not SetValue:
            return UNKNOWN
        if not value.known.isdisjoint(wanted):
            return FALSE if negated else TRUE
        if value.complete:
            return TRUE if negated else FALSE
        return UNKNOWN

    def holds_every(ev: Evaluator, scope: Scope) -> Truth:
        value = read(scope)
        if type(value) is not SetValue:
            return UNKNOWN
        if quantifier == "every":
            return TRUE if wanted <= value.known else FALSE if value.complete else UNKNOWN
        return FALSE if value.known - wanted else TRUE if value.complete else UNKNOWN

    return holds_some if quantifier in {"some", "none"} else holds_every


def _unknowable(node: c.Unknowable, maker: Maker) -> Run:
    kind = _plain(node.attribute, maker)
    if kind is None:
        return lambda ev, scope: ev.walked(node, scope)
    read = _reading(node.attribute, kind)

    def unknowable(ev: Evaluator, scope: Scope) -> Truth:
        value = read(scope)
        return TRUE if value is CANNOT else UNKNOWN if value is None else FALSE

    return unknowable


# lists


def _quantified(node: c.Quantified, maker: Maker) -> Run:
    name, inner = node.list, maker.run(node.condition)
    kind = HOLDER.get(name, "transaction")
    every, none = node.quantifier == "every", node.quantifier == "none"
    wanted, unsettled = (FALSE, TRUE) if every else (TRUE, FALSE)
    settled = FALSE if every or none else TRUE

    def quantified(ev: Evaluator, scope: Scope) -> Truth:
        at: Scope | None = scope
        while at is not None and at.obj.kind != kind:
            at = at.outer
        if at is None:
            return ev.walked(node, scope)
        holder = at.obj
        found = holder.lists.get(name)
        result = unsettled
        if found is not None:
            for obj in found.objects:
                truth = inner(ev, scope.inside(obj))
                if truth is wanted:
                    return settled
                if truth is UNKNOWN:
                    result = UNKNOWN
        if (found is None or not found.complete) and not ev.world.closes(name, scope):
            if holder.id == UNKNOWN_ID:
                return UNKNOWN  # of the lists of an unknown member nothing is known
            if result is not UNKNOWN:
                if inner(ev, scope.inside(ev.unknown_member(name, holder))) is not unsettled:
                    return UNKNOWN
        return _NOT[result] if none else result

    return quantified


def _total(node: c.Total, maker: Maker) -> Run:
    return lambda ev, scope: ev.walked(node, scope)


# what the law means by a name


def _term(node: c.TermRef, maker: Maker) -> Run:
    id = node.id
    return lambda ev, scope: ev.world.term(id, scope, None)


def _classified(node: c.Classified, maker: Maker) -> Run:
    return lambda ev, scope: ev.world.classified(node, scope, None)


def _entry_under(node: c.EntryUnder, maker: Maker) -> Run:
    return lambda ev, scope: ev.walked(node, scope)


def _same_heading(node: c.SameHeading, maker: Maker) -> Run:
    return lambda ev, scope: ev.walked(node, scope)


def _rows(node: c.EntryRows, maker: Maker) -> Run:
    return lambda ev, scope: ev.world.rows(node, scope, None)


def _some_entry(node: c.SomeEntry, maker: Maker) -> Run:
    return lambda ev, scope: ev.world.some_entry(node, scope, None)


def _place(node: c.PlaceTest, maker: Maker) -> Run:
    if not OF_THE_ROUTE.issuperset(node.at):
        return _place_of_a_fact(node, maker)
    number = id(node)

    def place(ev: Evaluator, scope: Scope) -> Truth:
        known = ev.places.get((number, scope.day))
        if known is None:  # kept with the node, so that its number is nobody else's
            known = ev.places[number, scope.day] = (node, ev.walked(node, scope))
        return known[1]

    return place


def _place_of_a_fact(node: c.PlaceTest, maker: Maker) -> Run:
    """A test of one place that an object states: where a party is, where an item comes from."""
    at = node.at[0] if len(node.at) == 1 and node.at[0] != "via" else None
    kind = _plain(at, maker) if at is not None else None
    if at is None or kind is None:
        return lambda ev, scope: ev.walked(node, scope)
    read, group, negated = _reading(at, kind), node.group, node.negated

    def placed(ev: Evaluator, scope: Scope) -> Truth:
        value = read(scope)
        if type(value) is not Path:
            return UNKNOWN if value is None else ev.walked(node, scope)
        truth = ev.world.place_in(group, value, scope.day)
        return _NOT[truth] if negated else truth

    return placed


def _knows(node: c.Knows, maker: Maker) -> Run:
    return lambda ev, scope: knows(ev, node, scope, None)


def _person(node: c.Person, maker: Maker) -> Run:
    return lambda ev, scope: person(ev, node, scope, None)


def _listed(node: c.Listed, maker: Maker) -> Run:
    id = node.list
    return lambda ev, scope: ev.world.listed(id, scope, None)


_MAKERS: dict[type, Callable[[Anything, Maker], Run]] = {
    c.Const: _const,
    c.All: _all,
    c.Any: _any,
    c.Not: _not,
    c.Compare: _compare,
    c.Under: _under,
    c.Contains: _contains,
    c.Quantified: _quantified,
    c.Total: _total,
    c.TermRef: _term,
    c.Classified: _classified,
    c.EntryUnder: _entry_under,
    c.SameHeading: _same_heading,
    c.EntryRows: _rows,
    c.SomeEntry: _some_entry,
    c.PlaceTest: _place,
    c.Knows: _knows,
    c.Person: _person,
    c.Unknowable: _unknowable,
    c.Unread: _unknown,
    c.Unsettled: _unknown,
    c.Listed: _listed,
    c.Bound: _bound,
}
