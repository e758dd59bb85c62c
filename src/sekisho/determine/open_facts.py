"""What is missing in an answer: the facts that stand in undecided nodes of undecided duties, before any answer is tried.

Goods that nobody described have some thousand duties, most of them alike but for the entry that they are for; and their
traces share most of their steps. So each step is looked at once, and of duties that are alike only what tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define, field

from sekisho.logic.conditions import TermRef
from sekisho.logic.scope import Missing, Step
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN

from .duty import Duty

if TYPE_CHECKING:
    from .engine import AuthorityResult, Determination

Key = tuple[str, str, str]


@define(eq=False, slots=True)
class Candidate:
    """Something missing on which an undecided duty hangs: for which provisions, at which steps of their traces."""

    missing: Missing
    provisions: dict[str, None] = field(factory=dict)
    steps: list[Step] = field(factory=list)
    weight: int = 0


@define(eq=False, slots=True)
class _Found:
    """What was found missing so far, in the order in which it was met. `below`: by the identity of a step what is missing below
    it, as numbers of candidates; the step stands beside it, so that its identity is nobody else's.
    """

    candidates: list[Candidate] = field(factory=list)
    numbers: dict[Key, int] = field(factory=dict)
    below: dict[int, tuple[Step, tuple[int, ...]]] = field(factory=dict)

    def number(self, missing: Missing) -> int:
        """The number of the candidate of something missing."""
        person = missing.provision if missing.kind == "person" else ""
        key = (missing.path, missing.attribute, person)
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.candidates)
            self.candidates.append(Candidate(missing))
        return found

    def missing_below(self, step: Step) -> tuple[int, ...]:
        """What is missing at an undecided step and below it, from UNKNOWN to UNKNOWN; nothing where the step is decided."""
        if step.truth is not UNKNOWN:
            return ()
        held = self.below.get(id(step))
        if held is None:
            found: dict[int, None] = {}
            for missing in (*step.missing, *_classification(step)):
                number = self.number(missing)
                self.candidates[number].steps.append(step)
                found[number] = None
            for inner in step.steps:
                if inner.truth is UNKNOWN:
                    found.update(dict.fromkeys(self.missing_below(inner)))
            held = self.below[id(step)] = step, tuple(found)
        return held[1]


def open_facts(determination: Determination) -> list[Candidate]:
    """Everything missing that stands in an undecided node of an undecided duty, before any answer is tried."""
    found = _Found()
    for result in determination.authorities.values():
        asked: dict[tuple[str, int], set[int]] = {}
        for duty, steps in determination.book.once(_undecided(result)):
            high = int(duty.span.high) if duty.span is not None else 0
            numbers = asked.setdefault((duty.requirement.id, high), set())
            for step in (*steps, *_unclassified(duty)):
                numbers.update(found.missing_below(step))
        for (requirement, high), numbers in asked.items():
            for number in numbers:
                candidate = found.candidates[number]
                candidate.provisions[requirement] = None
                candidate.weight = max(candidate.weight, high)
        if determination.book.reaches.get(result.authority) is UNKNOWN:
            for term_id, step in _reach_steps(determination, result):
                for missing in step.missing:
                    candidate = found.candidates[found.number(missing)]
                    candidate.provisions[term_id] = None
                    candidate.steps.append(step)
                    candidate.weight = max(candidate.weight, 1)
    return sorted(found.candidates, key=lambda one: -one.weight)


def _undecided(result: AuthorityResult) -> Iterator[Duty]:
    """The duties of an authority that are undecided and weigh."""
    settled = _settled(result)
    for duty in result.duties:
        if duty.span is None or (duty.span.decided and duty.truth is TRUE):
            continue
        if settled.get((id(duty.instance.item), duty.requirement.layer), -1) < duty.span.high:
            yield duty  # else another duty of this layer already demands as much


def _settled(result: AuthorityResult) -> dict[tuple[int, str], int]:
    """Per item (its identity) and layer what the duties that surely hold demand at least."""
    found: dict[tuple[int, str], int] = {}
    for duty in result.duties:
        if duty.span is not None and duty.truth is TRUE:
            key = (id(duty.instance.item), duty.requirement.layer)
            found[key] = max(found.get(key, -1), int(duty.span.low))
    return found


def _classification(step: Step) -> tuple[Missing, ...]:
    """An entry that is open can be answered by a person's classification under its list."""
    if step.node != "entry" or not step.fact or step.atoms:
        return ()
    list_id = step.provision.partition(":")[0]
    return (
        Missing(f"{step.fact}.classification.{list_id}", list_id, "classification", "", "item", step.fact),
    )


def _unclassified(duty: Duty) -> tuple[Step, ...]:
    """What a list may hold beyond what is read is answered by a complete classification, too."""
    item, list_id = duty.instance.item, duty.requirement.closes_by_claim
    if item is None or not list_id:
        return ()
    return (Step("entry", UNKNOWN, fact=item.path, provision=f"{list_id}:*"),)


def _reach_steps(determination: Determination, result: AuthorityResult) -> list[tuple[str, Step]]:
    """The undecided steps of the terms that say whether the authority's law reaches the transaction at all."""
    law, world = determination.engine.law, determination.world
    items = determination.case.root.lists.get("items")
    places = [world.root.inside(item) for item in items.objects] if items is not None else []
    found: dict[str, list[Step]] = {}
    for requirement in law.requirements.values():
        if requirement.authority != result.authority or requirement.reach in found:
            continue
        term = law.terms.get(requirement.reach)
        if term is None or world.force(requirement).truth is FALSE:
            continue
        found[requirement.reach] = []
        for place in [world.root] if term.of == "transaction" else places:
            if world.term(term.id, place, None) is UNKNOWN:
                found[requirement.reach] += world.evaluator.explain(TermRef(term.id), place).undecided()
    return [(id, step) for id, steps in found.items() for step in steps]


__all__ = ["Candidate", "open_facts"]
