"""Which readings of unconfirmed law change nothing: seen from the traces, without determining the transaction again.

A reading only decides what was open, and each part of a trace says what it hangs on. So it can be told what a reading may make
of it. Where that is not plain it counts as "may change", and the transaction is determined under the reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import define, field

from sekisho.logic.conditions import All, Any, Classified, TermRef
from sekisho.logic.scope import Step
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN

from .outcome import FLOOR

if TYPE_CHECKING:
    from .duty import Duty
    from .engine import AuthorityResult, Determination

Turn = tuple[bool, bool]
"""What an undecided step may become under a reading: TRUE, FALSE."""
_STAYS: Turn = (False, False)
_ANY: Turn = (True, True)
_BESIDE = frozenset({"relief", "bar", "licence", "yields"})
"""Steps of a duty's trace that make it milder or harder; all the others it needs."""


def idle(determination: Determination, result: AuthorityResult, atoms: frozenset[str]) -> bool:
    """True where surely no reading of these states of law changes the interval of the authority or of a layer."""
    return _Idle(determination, atoms).of(result)


@define(eq=False, slots=True)
class _Idle:
    """Looks at traces for what a reading of some states of law may make of them."""

    determination: Determination
    atoms: frozenset[str]
    _turns: dict[int, tuple[Step, Turn]] = field(factory=dict)  # by the identity of steps, kept alive

    def of(self, result: AuthorityResult) -> bool:
        """No duty may come to stand, the reach stays as it is, and every high end is held by a duty that stays."""
        if not self._reach_stays(result):
            return False
        held: dict[str, int] = {}
        rests: dict[int, tuple[bool, bool]] = {}
        for duty, steps in self.determination.book.once(d for d in result.duties if d.span is not None):
            capped, moved = self._of_duty(duty, steps, rests)
            if moved and not capped:
                return False
            if not moved and duty.span is not None:
                layer = duty.requirement.layer
                held[layer] = max(held.get(layer, 0), int(duty.span.high))
        floor = int(FLOOR[self.determination.book.reaches.get(result.authority, FALSE)].high)
        return all(held.get(layer, floor) >= int(span.high) for layer, span in result.layers.items())

    def _of_duty(
        self, duty: Duty, steps: tuple[Step, ...], rests: dict[int, tuple[bool, bool]]
    ) -> tuple[bool, bool]:
        """Does a duty surely not come to stand, and may it change at all? `rests`: what follows on the entry, by the first duty."""
        if duty.instance.entry is None:
            return self._of_steps(duty, steps)
        own = self._of_steps(duty, steps[:1])
        first = id(duty.like or duty)
        if first not in rests:
            rests[first] = self._of_steps(duty, steps[1:])
        rest = rests[first]
        return own[0] or rest[0], own[1] or rest[1]

    def _of_steps(self, duty: Duty, steps: Iterable[Step]) -> tuple[bool, bool]:
        capped, moved = duty.requirement.certainty == "pointer", False
        for step in steps:
            turn = self.turn(step)
            moved = moved or turn != _STAYS
            beside = isinstance(step.node, str) and step.node in _BESIDE
            capped = capped or (not beside and step.truth is UNKNOWN and not turn[0])
        return capped, moved

    def _reach_stays(self, result: AuthorityResult) -> bool:
        """The truth of the authority's reach: only where it is UNKNOWN a reading may change it."""
        if self.determination.book.reaches.get(result.authority, FALSE) is not UNKNOWN:
            return True
        world, law = self.determination.world, self.determination.engine.law
        items = world.case.root.lists.get("items")
        terms: dict[str, list[Step]] = {}
        open_ones: list[Turn] = []
        for requirement in law.requirements.values():
            force = world.force(requirement)
            term = law.terms.get(requirement.reach)
            if requirement.authority != result.authority or force.truth is FALSE or term is None:
                continue
            if term.id not in terms:
                inside = [world.root.inside(o) for o in items.objects] if items is not None else []
                places = [world.root] if term.of == "transaction" else inside
                terms[term.id] = [world.evaluator.explain(TermRef(term.id), place) for place in places]
            steps = terms[term.id]
            parts = []
            if force.truth is UNKNOWN:
                parts.append(_ANY if not self.atoms.isdisjoint(force.atoms) else _STAYS)
            if all(step.truth is not TRUE for step in steps):
                found = [self.turn(step) for step in steps if step.truth is UNKNOWN]
                if not found and steps:
                    continue  # FALSE
                parts.append(_any(found))
            open_ones.append(_all(parts))
        return not any(true for true, _ in open_ones) and not all(false for _, false in open_ones)

    def turn(self, step: Step) -> Turn:
        """What a reading may make of a step; an undecided one without the states of law below it stays as it is."""
        if step.truth is not UNKNOWN or self.atoms.isdisjoint(self.determination.book.atoms_below(step)):
            return _STAYS
        held = self._turns.get(id(step))
        if held is None:
            held = self._turns[id(step)] = step, self._turn(step)
        return held[1]

    def _turn(self, step: Step) -> Turn:
        inner = [self.turn(one) for one in step.steps if one.truth is UNKNOWN]
        if step.node in ("entry", "provision") or isinstance(step.node, All):
            own = [] if not step.atoms else [_STAYS if self.atoms.isdisjoint(step.atoms) else _ANY]
            return _all([*own, *inner])
        if step.atoms:
            return _ANY
        if isinstance(step.node, Any | Classified):
            return _any(inner)
        if isinstance(step.node, TermRef):
            return self._of_term(step)
        return _ANY

    def _of_term(self, step: Step) -> Turn:
        """A term is met where it or an addition to it is, less what is taken from them."""
        takes = self.determination.engine.law.takes
        adding = [one for one in step.steps if one.provision not in takes]
        if any(self.turn(one) != _STAYS for one in step.steps if one.provision in takes):
            return _ANY
        true, false = _any([self.turn(one) for one in adding if one.truth is UNKNOWN])
        return true, false and all(one.truth is not TRUE for one in adding)


def _all(parts: Iterable[Turn]) -> Turn:
    """Of parts that are all needed: with every open one it comes TRUE, with one of them FALSE."""
    found = list(parts)
    return all(true for true, _ in found), any(false for _, false in found)


def _any(parts: Iterable[Turn]) -> Turn:
    """Of parts of which one is enough."""
    found = list(parts)
    return any(true for true, _ in found), all(false for _, false in found)


__all__ = ["idle"]
