"""From the requirements of the law to the duties of one transaction: instances with reliefs, bars, choices, yields."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from threading import RLock
from typing import TYPE_CHECKING

from sekisho.law.model import Bar, Relief, Requirement
from sekisho.logic.objects import Obj
from sekisho.logic.scope import Step
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, negate

from .claims import answers_rest
from .codes import Look
from .duty import Bars, Duty
from .entry_tests import EntryTests
from .explain import OpenLaw, existence, explain_duty
from .instances import Instance, bindings, by_entry, heads_of
from .law_index import LawIndex
from .licences import licence_truth
from .outcome import BECOMES, SPANS, Severity, Span, by_choices, by_rules, own_severity
from .reliefs import Reliefs

if TYPE_CHECKING:
    from .on_day import Standing
    from .world import LawWorld

_NO_DUTY = frozenset({"conduct", "finding"})


class DutyBook:
    """Works out the duties of one transaction under the chosen authorities."""

    def __init__(self, world: LawWorld, claims: frozenset[str], claim_available: bool) -> None:
        """`claims`: reliefs by choice that the exporter claims; `claim_available`: every one that is TRUE counts as claimed."""
        self.world = world
        self.lock = RLock()  # what is told of it is worked out by one thread at a time
        self.index = LawIndex.of(world.law)
        self.claims = claims
        self.claim_available = claim_available
        self._made: dict[str, tuple[Duty, ...]] = {}
        self._traces: dict[Duty, tuple[Step, ...]] = {}
        self._ways: dict[Duty, tuple[tuple[Relief, Truth], ...]] = {}
        self._touches: dict[str, Truth | None] = {}
        self._counted: dict[str, tuple[Relief, ...]] = {}
        self.told: dict[Hashable, Step] = {}  # traces of reliefs, by what they are the same for
        self._open_law = OpenLaw()
        self._entry_tests = EntryTests.of(world.law)
        self.reliefs = Reliefs(world, self.index, self._entry_tests)
        self.reaches: dict[str, Truth] = {}
        self.worked: dict[str, int] = {}  # how many instances were looked at, by authority

    def duties(self, requirement: Requirement) -> tuple[Duty, ...]:
        """The instances of a requirement that are not FALSE, without regard to what it yields to."""
        found = self._made.get(requirement.id)
        if found is None:
            self._made[requirement.id] = ()  # a cycle is a lint error; it finds nothing
            found = self._made[requirement.id] = tuple(self._make(requirement))
        return found

    def traces(self, duty: Duty) -> tuple[Step, ...]:
        """Why a settled duty holds or may hold; worked out once."""
        found = self._traces.get(duty)
        if found is None:
            found = self._traces[duty] = explain_duty(duty, self)
        return found

    def open_law(self, duty: Duty) -> tuple[tuple[str, ...], frozenset[str]]:
        """The unread law and unsettled questions, and the open states of law, on which a settled duty hangs."""
        words: dict[str, None] = {}
        atoms = frozenset[str]()
        for step in self.traces(duty):
            more, others = self._open_law.below(step)
            words.update(dict.fromkeys(more))
            atoms |= others
        return tuple(words), atoms

    def once(self, duties: Iterable[Duty]) -> Iterator[tuple[Duty, tuple[Step, ...]]]:
        """Duties with their traces; of one that is like an earlier one but for its entry only what says whether that is met.

        Whoever looks for what stands in the traces of thousands of duties looks at each part once.
        """
        brought: set[int] = set()
        for duty in duties:
            first = id(duty.like or duty)
            if first in brought:
                yield duty, tuple(existence(duty, self.world))
            else:
                brought.add(first)
                yield duty, self.traces(duty)

    def open_laws(self, duties: Iterable[Duty]) -> Iterator[tuple[Duty, tuple[str, ...], frozenset[str]]]:
        """The unread law and the open states of law of duties, each with what no duty like it has brought already."""
        for duty, steps in self.once(duties):
            below = [self._open_law.below(step) for step in steps]
            words = dict.fromkeys(word for found, _ in below for word in found)
            yield duty, tuple(words), frozenset().union(*(atoms for _, atoms in below))

    def atoms_below(self, step: Step) -> frozenset[str]:
        """The open states of law on which a step of a trace hangs."""
        return self._open_law.below(step)[1]

    def _make(self, requirement: Requirement) -> Iterable[Duty]:
        world = self.world
        standing = world.standing(requirement)
        if standing.force.truth is FALSE:
            return
        if self._transaction_reach(requirement, standing) is FALSE:
            return  # no instance is built where reach is FALSE for the whole transaction
        if by_entry(requirement, world):
            yield from self._by_entry(requirement)
            return
        authority = requirement.authority
        self.worked[authority] = self.worked.get(authority, 0)
        items = world.case.root.lists.get("items")
        if requirement.scope == "transaction" or items is None or not items.objects:
            yield from self._of_item(requirement, standing, None)
            return
        for item in items.objects:
            yield from self._of_item(requirement, standing, item)

    def _of_item(self, requirement: Requirement, standing: Standing, item: Obj | None) -> Iterator[Duty]:
        """The duties of one item (of the transaction where there is none): one for each thing that `for_each` binds.

        Most requirements come to nothing: for them no place of their own is made, since all that they see of the place is the day.
        """
        world, each, day = self.world, requirement.for_each, standing.force.day
        at = world.root if item is None else world.at(item)
        here = world.here(at, day)
        bound = bindings(each, here, world)
        self.worked[requirement.authority] += len(bound)
        in_force = world.force_at(requirement, here)
        reach = world.term(requirement.reach, here, None) if requirement.reach else TRUE
        if in_force is FALSE or reach is FALSE:
            return
        own = at.of(requirement.id, day) if standing.persons else None
        evaluator, run = world.evaluator, standing.run or world.run_of(standing)
        for thing, subject, exists in bound:
            scope = here if own is None else own
            if each is not None and thing is not None:
                scope = scope.naming(each.name, thing)
            truth = min(exists, in_force, reach, run(evaluator, scope))
            if truth is FALSE:
                continue
            if own is None:
                scope = at.of(requirement.id, day)
                if each is not None and thing is not None:
                    scope = scope.naming(each.name, thing)
            instance = Instance(scope, item, subject, exists)
            duty = self._held(requirement, instance, in_force, reach, truth)
            if duty is not None:
                yield duty

    def _by_entry(self, requirement: Requirement) -> Iterable[Duty]:
        """The duties of an item's entries; entries that look alike to all that bears on the requirement have the same one."""
        world, each = self.world, requirement.for_each
        items = world.case.root.lists.get("items")
        if each is None or items is None:
            return
        day = world.force(requirement).day
        looks = self._entry_tests.looks_of(requirement, self.index.helps)
        heads = heads_of(requirement, world.law)
        worked = 0
        for item in items.objects:
            codes = world.classifier.codes(each.lists, each.but, world.at(item))
            looked = codes.looked(requirement.id, looks, heads, world.law)
            worked += len(looked.codes)
            if not looked.codes:
                continue
            scope = world.at(item).of(requirement.id, day)
            made: dict[Look, Duty] = {}
            for look, code, exists in looked.firsts:
                duty = self._duty(
                    requirement, Instance(scope.naming(each.name, code), item, str(code), exists, code)
                )
                if duty is not None:
                    made[look] = duty
            for code, look in zip(looked.codes, looked.looks, strict=True) if made else ():
                first = made.get(look)
                if first is None:
                    continue
                if code is not first.instance.entry:
                    own = Instance(scope, item, str(code), look[1], code, each.name)
                    first = first.for_another(own)
                yield first
        authority = requirement.authority
        self.worked[authority] = self.worked.get(authority, 0) + worked

    def silent(self, authority: str, requirements: Iterable[Requirement]) -> frozenset[str]:
        """The terms of reach that are FALSE over the whole transaction: their requirements have no instances."""
        terms = {requirement.reach for requirement in requirements}
        found = frozenset(term for term in terms if self._reached(term) is FALSE)
        if found:
            self.reaches.setdefault(authority, FALSE)
        return found

    def _transaction_reach(self, requirement: Requirement, standing: Standing) -> Truth:
        touches = self._reached(requirement.reach)
        if touches is None:
            return TRUE
        reach = min(touches, standing.force.truth)
        authority = requirement.authority
        self.reaches[authority] = max(self.reaches.get(authority, FALSE), reach)
        return reach

    def _reached(self, term: str) -> Truth | None:
        if term not in self._touches:
            self._touches[term] = self._touch(term)
        return self._touches[term]

    def _touch(self, term: str) -> Truth | None:
        """The greatest truth of a term of reach over the transaction; None where the law has no such term."""
        world = self.world
        definition = world.law.terms.get(term)
        if definition is None:
            return None
        if definition.of == "transaction":
            return world.term(term, world.root, None)
        items = world.case.root.lists.get("items")
        if items is None or not items.objects:
            return UNKNOWN
        return max([world.term(term, world.at(item), None) for item in items.objects])

    def _duty(self, requirement: Requirement, instance: Instance) -> Duty | None:
        world = self.world
        in_force = world.force_at(requirement, instance.scope)
        reach = TRUE
        if requirement.reach:
            reach = world.term(requirement.reach, instance.scope, None)
        truth = min(instance.exists, in_force, reach)
        if truth is FALSE:
            return None
        truth = min(truth, world.evaluator.truth(world.when(requirement), instance.scope))
        return None if truth is FALSE else self._held(requirement, instance, in_force, reach, truth)

    def _held(
        self, requirement: Requirement, instance: Instance, in_force: Truth, reach: Truth, truth: Truth
    ) -> Duty | None:
        """The duty of an instance whose condition is not FALSE, unless a claim or a relief takes it away."""
        if requirement.certainty == "pointer":
            truth = min(truth, UNKNOWN)
        if requirement.closes_by_claim and self._closed(requirement, instance):
            return None
        reliefs = []
        bars: Bars = {}
        for relief in self._counting(requirement.id):
            holds = self.reliefs.truth(relief, instance, bars)
            reliefs.append((relief, holds))
            if relief.becomes == "none" and relief.by == "rule":
                truth = min(truth, negate(holds))
        if truth is FALSE:
            return None
        duty = Duty(requirement, instance, in_force, reach, truth, reliefs=tuple(reliefs), bars=bars)
        duty.policies = self._policies(requirement, instance)
        if requirement.requires not in _NO_DUTY:
            self._span(duty)
        return duty

    def _counting(self, requirement: str) -> tuple[Relief, ...]:
        """The reliefs that count by rule or because somebody claims them; the others change nothing, and `ways` looks at them."""
        if not self.claims and not self.claim_available:
            return self.index.by_rule.get(requirement, ())
        found = self._counted.get(requirement)
        if found is None:
            found = self._counted[requirement] = tuple(
                relief
                for relief in self.index.reliefs.get(requirement, ())
                if relief.by == "rule" or self.claim_available or relief.id in self.claims
            )
        return found

    def ways(self, duty: Duty) -> tuple[tuple[Relief, Truth], ...]:
        """The reliefs by choice that meet a duty, with their truth, claimed or not; what shuts them goes into its `bars`."""
        found = self._ways.get(duty)
        if found is None:
            held = {r.id: t for r, t in duty.reliefs}
            bars: Bars = {}
            found = self._ways[duty] = tuple(
                (
                    relief,
                    held[relief.id] if relief.id in held else self.reliefs.truth(relief, duty.instance, bars),
                )
                for relief in self.index.reliefs.get(duty.requirement.id, ())
                if relief.by == "choice"
            )
            duty.bars = {**bars, **duty.bars}
        return found

    def way(self, duty: Duty, relief: Relief) -> tuple[Truth, tuple[tuple[Bar, Truth], ...]]:
        """The truth of one relief by choice that meets a duty, claimed or not, and what shuts it."""
        for counted, truth in duty.reliefs:
            if counted.id == relief.id:
                return truth, duty.bars.get(relief.id, ())
        bars: Bars = {}
        truth = self.reliefs.truth(relief, duty.instance, bars)
        return truth, bars.get(relief.id, ())

    def _closed(self, requirement: Requirement, instance: Instance) -> bool:
        """A complete claim answers what the list may yet hold."""
        claim = instance.item.claims.get(requirement.closes_by_claim) if instance.item is not None else None
        return claim is not None and answers_rest(
            claim, requirement.checked, self.world.force(requirement).day
        )

    def settled(self, duty: Duty) -> Duty:
        """The duty after what it yields to: dropped where that surely demands something, capped where it may."""
        if duty.span is None or not duty.requirement.yields_to:
            return duty
        own = duty.requirement
        low = of_item = of_layer = duty.span.low
        for id in duty.requirement.yields_to:
            other = self.world.law.requirements.get(id)
            rivals = [] if other is None else [
                d for d in self.duties(other)
                if d.instance.item is duty.instance.item or d.instance.item is None or duty.instance.item is None
            ]  # fmt: skip
            if any(rival.truth is TRUE for rival in rivals):
                duty.yields, duty.span = id, None
                return duty
            for rival in rivals:
                # Where this duty gives way its place is taken by the rival, but only in what counts the rival too.
                its = rival.requirement
                cap = Severity.NOT_SUBJECT
                if its.certainty != "pointer" and its.authority == own.authority:
                    cap = rival.low_if_true
                here = rival.instance.item is duty.instance.item
                low = min(low, cap)
                of_item = min(of_item, cap if here else Severity.NOT_SUBJECT)
                of_layer = min(of_layer, cap if here and its.layer == own.layer else Severity.NOT_SUBJECT)
        duty.span, duty.low_of_item, duty.low_of_layer = Span(low, duty.span.high), of_item, of_layer
        return duty

    def _span(self, duty: Duty) -> None:
        requirement, instance, truth = duty.requirement, duty.instance, duty.truth
        own = own_severity(requirement)
        span, duty.conflict = SPANS[own][own], False
        if duty.reliefs:
            span, duty.conflict = by_rules(
                own, [(r, t) for r, t in duty.reliefs if r.by == "rule" and r.becomes != "none"]
            )
        choices: list[tuple[Severity, Truth]] = []
        for relief, holds in duty.reliefs:
            if relief.by != "choice" or holds is FALSE:
                continue
            if relief.id in self.claims or (self.claim_available and holds is TRUE):
                severity = (
                    Severity.NO_LICENCE_REQUIRED if relief.becomes == "none" else BECOMES[relief.becomes]
                )
                choices.append((severity, holds))
        licences = self._licences(requirement, instance)
        duty.licences = licences
        choices += [(Severity.AUTHORISED, holds) for _, holds in licences]
        span = by_choices(span, own, choices)
        duty.span = span if truth is TRUE else SPANS[Severity.NOT_SUBJECT][span.high]
        duty.low_if_true = span.low

    def _licences(self, requirement: Requirement, instance: Instance) -> tuple[tuple[Obj, Truth], ...]:
        put_forward = self.world.case.root.lists.get("licences")
        if put_forward is None or not put_forward.objects:
            return ()
        kinds = {kind.id: kind for kind in self.index.licences.get(requirement.id, ())}
        found = []
        for licence in put_forward.objects:
            kind = kinds.get(str(licence.facts.get("kind", "")))
            if kind is None:
                continue
            truth = licence_truth(licence, kind, instance, self.world)
            for bar in self.index.bars.get(kind.id, ()):
                truth = min(truth, negate(self.reliefs.truth(bar, instance, {})))
            found.append((licence, truth))
        return tuple(found)

    def _policies(self, requirement: Requirement, instance: Instance) -> tuple[str, ...]:
        """The policy as an interval: the words of the rows that may be the first to hold."""
        world = self.world
        words: list[str] = []
        for row in world.standing(requirement).policy:
            truth = world.evaluator.truth(row.when, instance.scope)
            if truth is FALSE:
                continue
            if row.policy not in words:
                words.append(row.policy)
            if truth is TRUE:
                break
        return tuple(words)
