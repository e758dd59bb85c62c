"""The trace of a duty: why it holds, may hold, and what makes it milder or harder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sekisho.law.model import Bar, Relief
from sekisho.logic.conditions import ALWAYS, TermRef, Unread, Unsettled
from sekisho.logic.objects import Obj
from sekisho.logic.scope import Missing, Sink, Step, fact_path
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN

if TYPE_CHECKING:
    from .duties import DutyBook
    from .duty import Duty
    from .instances import Instance
    from .world import LawWorld


def explain_duty(duty: Duty, book: DutyBook) -> tuple[Step, ...]:
    """The steps of R for one instance: existence, force, reach, condition; then reliefs, bars and what it yields to."""
    world = book.world
    steps = [*existence(duty, world), _force(duty, world)]
    requirement, scope = duty.requirement, duty.instance.scope
    if requirement.reach:
        steps.append(world.evaluator.explain(TermRef(requirement.reach), scope))
    when = world.when(requirement)
    if when != ALWAYS:
        steps.append(world.evaluator.explain(when, scope))
    for relief, truth in duty.reliefs:
        if truth is not FALSE and (relief.by == "rule" or relief.id in book.claims):
            steps.append(explain_relief(relief, duty.instance, book))
    for licence, truth in duty.licences:
        missing = (*_unstated(licence, duty), *_open_of_licence(duty, world)) if truth is UNKNOWN else ()
        kind = str(licence.facts.get("kind", ""))
        inside = _bars_of_licence(kind, duty, book) if truth is UNKNOWN else ()
        steps.append(Step("licence", truth, fact=licence.path, found=kind, missing=missing, steps=inside))
    for id in requirement.yields_to:
        other = world.law.requirements.get(id)
        for rival in book.duties(other) if other is not None else ():
            if rival.truth is UNKNOWN and rival.instance.item is duty.instance.item:
                steps.append(_yielding(rival, book))
    return tuple(steps)


def _yielding(rival: Duty, book: DutyBook) -> Step:
    """What a duty may give way to; the same for all that give way to it."""
    key = ("yields", rival)
    step = book.told.get(key)
    if step is None:
        steps = _without_rivals(rival, book.world)
        step = book.told[key] = Step("yields", UNKNOWN, provision=rival.requirement.id, steps=steps)
    return step


def _bars_of_licence(id: str, duty: Duty, book: DutyBook) -> tuple[Step, ...]:
    """What may shut a licence of a kind inside an instance."""
    steps = []
    for kind in book.index.licences.get(duty.requirement.id, ()):
        if kind.id == id:
            if kind.barred_when is not None:
                steps.append(book.world.evaluator.explain(kind.barred_when, duty.instance.scope))
            steps += [explain_relief(bar, duty.instance, book) for bar in book.index.bars.get(id, ())]
    return tuple(steps)


_OF_LICENCE = {
    "valid": ("valid_from", "valid_until"),
    "revoked": ("revoked",),
    "covers": ("covers_items", "covers_parties", "covers_quantity"),
}
"""The keys of a licence in the file, and the facts that they hold."""


def _unstated(licence: Obj, duty: Duty) -> tuple[Missing, ...]:
    """What a licence put forward does not state of itself."""
    return tuple(
        Missing(f"{licence.path}.{key}", key, "licence", duty.requirement.id, "licence", licence.path)
        for key, facts in _OF_LICENCE.items()
        if any(licence.facts.get(fact) is None for fact in facts)
    )


def _open_of_licence(duty: Duty, world: LawWorld) -> tuple[Missing, ...]:
    """What is not stated of the item and of the parties that a licence put forward must cover."""
    item = duty.instance.item
    parties = world.evaluator.members("parties", world.root)[0]
    wanted = [(item, "quantity")] if item is not None else []
    wanted += [(party, "role") for party in parties]
    return tuple(
        Missing(fact_path(obj, name), name, "fact", duty.requirement.id, obj.kind, obj.path)
        for obj, name in wanted
        if obj.facts.get(name) is None
    )


def _without_rivals(duty: Duty, world: LawWorld) -> tuple[Step, ...]:
    steps = [*existence(duty, world), _force(duty, world)]
    if duty.requirement.reach:
        steps.append(world.evaluator.explain(TermRef(duty.requirement.reach), duty.instance.scope))
    when = world.when(duty.requirement)
    if when != ALWAYS:
        steps.append(world.evaluator.explain(when, duty.instance.scope))
    return tuple(steps)


def existence(duty: Duty, world: LawWorld) -> list[Step]:
    """Whether there is what the instance is for: the entry that the item meets, the party that nobody named."""
    instance = duty.instance
    if instance.entry is not None and instance.item is not None:
        entry = world.law.entries.get(str(instance.entry)) or world.law.parent_of(str(instance.entry))
        if entry is not None:
            return [world.classifier.explain(entry, world.root.inside(instance.item))]
        return [Step("entry", TRUE, fact=instance.item.path, found="claimed", provision=str(instance.entry))]
    if instance.exists is UNKNOWN:
        return [_unknown_member(duty, world)]
    return []


def _unknown_member(duty: Duty, world: LawWorld) -> Step:
    from sekisho.logic.scope import Missing, list_path

    each, path = duty.requirement.for_each, duty.instance.subject
    name = "parties" if each is None or each.over == "party" else each.over
    holder = world.case.root
    if path.endswith("[?]"):
        missing = Missing(
            list_path(holder, name), name, "completeness", duty.requirement.id, holder.kind, holder.path
        )
    else:
        missing = Missing(f"{path}.role", "role", "fact", duty.requirement.id, "party", path)
    return Step("member", UNKNOWN, fact=path, missing=(missing,))


def _force(duty: Duty, world: LawWorld) -> Step:
    found = world.force(duty.requirement)
    sink = Sink()
    truth = world.force_at(duty.requirement, duty.instance.scope, sink)
    atoms = frozenset(found.atoms) if found.truth is UNKNOWN else frozenset()
    return Step(
        "force",
        truth,
        found=str(found.day or ""),
        provision=duty.requirement.id,
        atoms=atoms,
        steps=tuple(sink.steps),
    )


def explain_relief(relief: Relief | Bar, instance: Instance, book: DutyBook) -> Step:
    """The trace of a relief or a bar inside an instance: its force, its condition, the bars on it."""
    key = book.reliefs.same_for(relief, instance)
    if key is None:
        return _explain_relief(relief, instance, book)
    step = book.told.get(key)
    if step is None:
        step = book.told[key] = _explain_relief(relief, instance, book)
    return step


def _explain_relief(relief: Relief | Bar, instance: Instance, book: DutyBook) -> Step:
    world, scope = book.world, instance.scope
    found = world.force(relief)
    atoms = frozenset(found.atoms) if found.truth is UNKNOWN else frozenset()
    steps: list[Step] = []
    truth = world.force_at(relief, scope)
    when = world.when(relief)
    if truth is not FALSE and when != ALWAYS:
        step = world.evaluator.explain(when, scope.asked_by(relief.id, found.day))
        truth = min(truth, step.truth)
        steps.append(step)
    if truth is not FALSE:
        for bar in book.index.bars.get(relief.id, ()):
            step = explain_relief(bar, instance, book)
            truth = min(truth, type(truth)(2 - step.truth))
            if step.truth is not FALSE:
                steps.append(step)
    kind = "bar" if isinstance(relief, Bar) else "relief"
    return Step(kind, truth, provision=relief.id, atoms=atoms, steps=tuple(steps))


def undecided(duty: Duty, book: DutyBook, seen: set[int] | None = None) -> tuple[Step, ...]:
    """The steps at which more knowledge could change what a duty comes to; `seen`: those that came already."""
    done = set[int]() if seen is None else seen
    return tuple(inner for step in book.traces(duty) for inner in step.undecided(done))


class OpenLaw:
    """On which unread law and unsettled questions, and on which open states of law, the undecided steps of traces hang.

    Steps are shared by many duties; what is found below one of them is kept.
    """

    def __init__(self) -> None:
        """For the traces of one determination."""
        self._kept: dict[int, tuple[Step, tuple[str, ...], frozenset[str]]] = {}

    def below(self, step: Step) -> tuple[tuple[str, ...], frozenset[str]]:
        """What is unread or unsettled, in the order of the trace, and the atoms; nothing below a step that is decided."""
        if step.truth is not UNKNOWN:
            return (), frozenset()
        found = self._kept.get(id(step))
        if found is None:  # kept with the step, so that its number is nobody else's
            words: dict[str, None] = {}
            atoms = step.atoms
            if isinstance(step.node, Unread):
                words[step.node.what] = None
            elif isinstance(step.node, Unsettled):
                words[step.node.question] = None
            for inner in step.steps:
                if inner.truth is UNKNOWN:
                    more, others = self.below(inner)
                    words.update(dict.fromkeys(more))
                    atoms |= others
            found = self._kept[id(step)] = step, tuple(words), atoms
        return found[1], found[2]
