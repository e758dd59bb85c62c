"""What the law says of the names in a condition, for one transaction, as known on one day, under assumptions.

This is the `World` of `sekisho.logic.evaluate`. Everything that is asked twice is remembered for the transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import define

from sekisho.law.compiled import Law
from sekisho.law.force import body_on, force, force_condition
from sekisho.law.model import Lookup, PartyRow, Provision
from sekisho.law.vocabulary import DeclarationKind
from sekisho.logic import conditions as c
from sekisho.logic.conditions import ALWAYS
from sekisho.logic.evaluate import DerivedLike, Evaluator
from sekisho.logic.objects import Case
from sekisho.logic.scope import UNKNOWN_ID, Scope, Sink, Step
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Interval, Money, Path

from .classification import Classifier
from .clocks import clock_day
from .parties import PartyLists
from .places import place_in
from .tables import table_value


@define(slots=True)
class Force:
    """How a provision stands on the day of its clock: its truth and the open states (atoms) on which that hangs."""

    truth: Truth
    atoms: Mapping[str, tuple[str, ...]]
    day: date | None


class LawWorld:
    """The law as it bears on one transaction."""

    def __init__(self, law: Law, case: Case, known: date | None, assume: Mapping[str, str]) -> None:
        """`known`: the law as published by that day. `assume`: readings of open states by id."""
        self.law = law
        self.case = case
        self.known = known
        self.assume = dict(assume)
        self.evaluator = Evaluator(self)
        self.root = Scope(case.root, case, day=case.on)
        self.classifier = Classifier(self)
        self.party_lists = PartyLists(self)
        self._forces: dict[str, Force] = {}
        self._terms: dict[tuple[str, tuple[int, ...]], Truth] = {}
        self._term_steps: dict[tuple[str, tuple[int, ...]], Step] = {}
        self._relations: dict[tuple[Path, Path], Truth] = law.cache.setdefault("relations", {})
        self._kinds: dict[str, str] = law.cache.setdefault("kinds of objects", {})
        self._days: dict[tuple[str, str], date | None] = {}
        self.asked_of_unknown: set[str] = set()  # terms and entries that are being asked of an unknown member

    # clocks and force

    def day_of(self, provision: Provision) -> date | None:
        """The day of a provision's clock: its own, else the authority's for the act, else `on`; None where it is not stated."""
        key = (provision.clock, provision.authority)
        if key not in self._days:
            act = self.case.root.facts.get("act")
            self._days[key] = clock_day(
                self.law, provision, act if isinstance(act, str) else "", self.case.on, self.case.dates
            )
        return self._days[key]

    def force(self, provision: Provision) -> Force:
        """Whether a provision is in force on its day (without the condition that its version may carry)."""
        found = self._forces.get(provision.id)
        if found is None:
            day = self.day_of(provision)
            truth, atoms = force(self.law, provision, day, self.known, self.assume)
            found = self._forces[provision.id] = Force(truth, atoms, day)
        return found

    def force_at(self, provision: Provision, scope: Scope, sink: Sink | None = None) -> Truth:
        """Whether a provision is in force for what stands at a place: its days and the condition of its version."""
        found = self.force(provision)
        if sink is not None and found.truth is UNKNOWN:
            sink.atoms |= frozenset(found.atoms)
        if found.truth is FALSE:
            return FALSE
        condition = force_condition(provision, found.day, self.known)
        if condition == ALWAYS:
            return found.truth
        return min(found.truth, self.evaluator.sub(condition, scope.of(provision.id, found.day), sink))

    def when(self, provision: Provision) -> c.Condition:
        """The condition of the version that is valid on the provision's day."""
        when: c.Condition = body_on(provision, "when", self.force(provision).day, self.known)
        return when

    def row_force(self, row: PartyRow, day: date | None) -> tuple[Truth, Mapping[str, tuple[str, ...]]]:
        """Whether a listed party stands on its list on a day."""
        return force(self.law, row, day, self.known, self.assume)

    # what the evaluator asks

    def kind_of(self, attribute: str) -> str:
        """The kind of object that has an attribute."""
        of = self._kinds.get(attribute)
        if of is None:
            route = attribute in {"from", "to", "final"}
            of = "transaction" if route else str(self.law.vocabulary.attribute(attribute).of)
            self._kinds[attribute] = of
        return of

    def derived(self, attribute: str) -> DerivedLike | None:
        """The derived attribute of that name, or None."""
        return self.law.derived.get(attribute)

    def look_up(self, lookup: Lookup, entry: Path) -> Interval | Money | None:
        """A value from a table, by the longest row that the entry's code lies under."""
        return table_value(self.law, lookup, entry)

    def relation(self, fact: Path, law: Path) -> Truth:
        """Does a fact's path lie at or below the law's? Kinds are a graph."""
        key = (fact, law)
        found = self._relations.get(key)
        if found is None:
            found = self._relations[key] = self.law.relation(fact, law)
        return found

    def place_in(self, group: c.GroupExpr, place: Path, day: date | None) -> Truth:
        """Does a place lie in a group on a day ; on no stated day only where it is the same on all?"""
        return place_in(self.law, group, place, day)

    def classified(self, node: c.Classified, scope: Scope, sink: Sink | None) -> Truth:
        """The greatest truth of the entries that a condition names, for the nearest item."""
        return self.classifier.classified(node, scope, sink)

    def listed(self, list_id: str, scope: Scope, sink: Sink | None) -> Truth:
        """Does the nearest party stand on a list of parties?"""
        return self.party_lists.listed(list_id, scope, sink)

    def test_of(self, test: str) -> str:
        """The kind of object that a person test is about."""
        of: str = self.law.person_tests[test].of
        return of

    # terms

    def term(self, term: str, scope: Scope, sink: Sink | None) -> Truth:
        """The truth of a named condition at the nearest object of its kind; UNKNOWN where there is none."""
        definition = self.law.terms[term]
        at = scope.nearest(definition.of)
        if at is None:
            return UNKNOWN
        if sink is not None:
            sink.provision = term
            return self._term_at(term, at, sink)
        key = (term, at.key())
        if key not in self._terms:
            unknown = at.obj.id == UNKNOWN_ID
            if unknown and term in self.asked_of_unknown:
                return UNKNOWN  # of the unknown member of an unknown member nothing more can be said
            self._terms[key] = UNKNOWN  # a term that needs itself at the same place is not settled by itself
            self._terms[key] = self._term_at(term, at, None)
        return self._terms[key]

    def _term_at(self, term: str, at: Scope, sink: Sink | None) -> Truth:
        """A term by itself: the customs codes that hint at the entry under evaluation do not speak to its terms."""
        unknown = at.obj.id == UNKNOWN_ID
        hints, self.evaluator.hints = self.evaluator.hints, ()
        if unknown:
            self.asked_of_unknown.add(term)
        try:
            return self._term(term, at, sink)
        finally:
            self.evaluator.hints = hints
            if unknown:
                self.asked_of_unknown.discard(term)

    def _term(self, term: str, at: Scope, sink: Sink | None) -> Truth:
        definition = self.law.terms[term]
        best = FALSE
        if definition.when is not None:
            best = self._holds(definition, at, sink)
        for addition in self.law.additions_to(term):
            if best is TRUE and sink is None:
                break
            truth = self._holds(addition, at, sink)
            if truth is not FALSE:
                truth = self._less(addition.id, truth, at, sink)
            best = max(best, truth)
        return best if best is FALSE else self._less(term, best, at, sink)

    def _less(self, target: str, truth: Truth, at: Scope, sink: Sink | None) -> Truth:
        for take in self.law.takes_from(target):
            truth = min(truth, Truth(2 - self._holds(take, at, sink)))
        return truth

    def _holds(self, provision: Provision, at: Scope, sink: Sink | None) -> Truth:
        """force ∧ when of a provision at a place."""
        if sink is None:
            in_force = self.force_at(provision, at)
            if in_force is FALSE:
                return FALSE
            found = self.force(provision)
            return min(in_force, self.evaluator.truth(self.when(provision), at.of(provision.id, found.day)))
        step = self.explain_provision(provision, at)
        sink.steps.append(step)
        return step.truth

    def explain_provision(self, provision: Provision, at: Scope) -> Step:
        """force ∧ when with the trace."""
        sink = Sink()
        in_force = self.force_at(provision, at, sink)
        steps = list(sink.steps)
        truth = in_force
        if in_force is not FALSE:
            step = self.evaluator.explain(
                self.when(provision), at.of(provision.id, self.force(provision).day)
            )
            truth = min(in_force, step.truth)
            steps.append(step)
        return Step(
            "provision", truth, provision=provision.id, found=f"force:{in_force.word}",
            atoms=sink.atoms if in_force is UNKNOWN else frozenset(), steps=tuple(steps),
        )  # fmt: skip

    # declarations

    def declared(self, attributes: frozenset[str], scope: Scope) -> bool:
        """Does a declaration in date answer all these attributes?"""
        return bool(attributes) and any(
            attributes <= frozenset(kind.answers) for kind in self._declarations(scope.day)
        )

    def closes(self, list_name: str, scope: Scope) -> bool:
        """Does a declaration in date close the list?"""
        if list_name not in {"notices", "red_flags"}:
            return False
        return any(list_name in kind.closes for kind in self._declarations(scope.day))

    def _declarations(self, day: date | None) -> list[DeclarationKind]:
        found: list[DeclarationKind] = []
        for declaration in self.case.declarations:
            kind = self.law.vocabulary.declarations.get(declaration.what)
            if kind is None or declaration.on is None or day is None or declaration.on > day:
                continue
            until = declaration.until
            if until is None and kind.days is not None:
                until = declaration.on + timedelta(days=int(kind.days))
            if until is None or day <= until:
                found.append(kind)
        return found
