"""What the law says of the names in a condition, for one transaction, as known on one day, under assumptions.

This is the `World` of `sekisho.logic.evaluate`. Everything that is asked twice is remembered for the transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import chain

from sekisho.law.compiled import Law
from sekisho.law.force import force
from sekisho.law.model import Entry, Lookup, PartyRow, Provision, Row
from sekisho.law.vocabulary import DeclarationKind
from sekisho.logic import conditions as c
from sekisho.logic.asking import DerivedLike
from sekisho.logic.evaluate import Evaluator, Places
from sekisho.logic.functions import Kept, Run
from sekisho.logic.objects import Case, Obj
from sekisho.logic.paths import under
from sekisho.logic.scope import UNKNOWN_ID, Scope, Sink, Step
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, negate
from sekisho.logic.values import Interval, Money, Path

from .classification import Classifier
from .clocks import day_of_clock
from .on_day import EntryWords, Force, LawOnDay, Standing
from .parties import PartyLists
from .places import place_in
from .reading import Clock
from .settled import Part, Settled, TermParts
from .shelf import Shelf, shelf_of
from .tables import table_value

MOST_TRACED = 12
"""So many entries that an item only may meet are told in the trace of `some_entry`."""
MOST_LANES = 300
"""For how many routes it is kept what tests of their places came to."""
MOST_PLACED = 3_000
"""How many of such answers are kept for each route, over all days."""
MOST_FUNCTIONS = 200_000
"""Of how many conditions the functions are kept that find their truth."""
MOST_REMEMBERED = 200_000
"""How many answers about paths are kept with a law; a service sees ever new customs codes."""


def _places(law: Law, case: Case) -> Places:
    """What tests of places came to on the route of a transaction, kept with the law: many transactions go the same way."""
    lanes: dict[tuple[object, ...], Places] = shelf_of(law, "lanes", MOST_LANES)
    lane = tuple(map(case.root.facts.get, ("from", "to", "final")))
    found = lanes.get(lane)
    if found is None:
        found = lanes[lane] = Shelf(MOST_PLACED)
    return found


def functions_of(law: Law) -> Kept:
    """The functions that were made of the conditions of a law, kept with it."""
    return shelf_of(law, "functions", MOST_FUNCTIONS)


class LawWorld:
    """The law as it bears on one transaction."""

    def __init__(self, law: Law, case: Case, known: date | None, assume: Mapping[str, str]) -> None:
        """`known`: the law as published by that day. `assume`: readings of open states by id."""
        self.law = law
        self.case = case
        self.known = known
        self.assume = dict(assume)
        # The first transaction under a law may be the only one of its process.
        self.evaluator = Evaluator(self, _places(law, case), functions_of(law), making="warm" in law.cache)
        law.cache["warm"] = True
        self.root = Scope(case.root, case, day=case.on)
        self._items: dict[int, Scope] = {}
        self.classifier = Classifier(self)
        self.party_lists = PartyLists(self)
        self._places: dict[tuple[tuple[int, ...], date | None], Scope] = {}
        self._terms: dict[tuple[str, tuple[int, ...]], Truth] = {}
        self._term_steps: dict[tuple[str, tuple[int, ...]], tuple[Truth, tuple[Step, ...]]] = {}
        self._unders: dict[tuple[int, tuple[Path, ...]], tuple[c.Under | c.EntryUnder, Truth]] = shelf_of(
            law, "under", MOST_REMEMBERED
        )
        self._hinted: dict[tuple[int, tuple[Path, ...]], tuple[tuple[Path, ...], bool]] = shelf_of(
            law, "hinted", MOST_REMEMBERED
        )
        self._kinds: dict[str, str] = law.cache.setdefault("kinds of objects", {})
        self._of: dict[str, str] = law.cache.setdefault("kinds of terms", {})
        self._on_days: dict[tuple[str, str], LawOnDay] = {}
        self.settled = Settled.of(law, self._days(), known, self.assume)
        self.asked_of_unknown: set[str] = set()  # terms and entries that are being asked of an unknown member

    # clocks and force

    def _days(self) -> dict[Clock, date | None]:
        """The day of every clock of the law: what the law says by itself hangs on these."""
        return {clock: self._on(clock).day for clock in self.law.clocks}

    def day_of(self, provision: Provision) -> date | None:
        """The day of a provision's clock; None where it is not stated."""
        return self.on_day(provision).day

    def on_day(self, provision: Provision) -> LawOnDay:
        """The law as it stands on the day of a provision's clock."""
        clock = (provision.clock, provision.authority)
        return self._on_days.get(clock) or self._on(clock)

    def _on(self, clock: Clock) -> LawOnDay:
        found = self._on_days.get(clock)
        if found is None:
            act = self.case.root.facts.get("act")
            stated = act if isinstance(act, str) else ""
            day = day_of_clock(self.law, *clock, stated, self.case.on, self.case.dates)
            found = self._on_days[clock] = LawOnDay(self.law, day, self.known, self.assume)
        return found

    def standing(self, provision: Provision) -> Standing:
        """How a provision stands on its day; the same for all transactions of these days."""
        found = self.settled.standings.get(provision.id)
        if found is None:
            found = self.settled.standings[provision.id] = self.on_day(provision).standing(provision)
        return found

    def force(self, provision: Provision) -> Force:
        """Whether a provision is in force on its day (without the condition that its version may carry)."""
        return (self.settled.standings.get(provision.id) or self.standing(provision)).force

    def force_at(self, provision: Provision, scope: Scope, sink: Sink | None = None) -> Truth:
        """Whether a provision is in force for what stands at a place: its days and the condition of its version."""
        standing = self.settled.standings.get(provision.id) or self.standing(provision)
        found = standing.force
        if sink is not None and found.truth is UNKNOWN:
            sink.atoms |= frozenset(found.atoms)
        if found.truth is FALSE or standing.condition is None:
            return found.truth
        return min(
            found.truth, self.evaluator.sub(standing.condition, scope.of(provision.id, found.day), sink)
        )

    def when(self, provision: Provision) -> c.Condition:
        """The condition of the version that is valid on the provision's day."""
        return (self.settled.standings.get(provision.id) or self.standing(provision)).when

    def words(self, entry: Entry) -> EntryWords:
        """What an entry says on its day."""
        found = self.settled.words.get(entry.id)
        if found is None:
            found = self.settled.words[entry.id] = self.on_day(entry).entry(entry)
        return found

    def run_of(self, standing: Standing) -> Run:
        """The function that finds the truth of what a provision says; kept with how it stands."""
        when = standing.when
        if not self.evaluator.making:
            return lambda evaluator, scope: evaluator.truth(when, scope)
        run = standing.run = self.evaluator.run(when)
        return run

    def at(self, item: Obj) -> Scope:
        """The place of an item of the transaction."""
        found = self._items.get(id(item))
        if found is None:
            found = self._items[id(item)] = self.root.inside(item)
        return found

    def here(self, at: Scope, day: date | None) -> Scope:
        """A place on a day, without bound names and asked by nobody: one and the same for all provisions of that day."""
        key = (at._key or at.key(), day)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = at.of("", day)
            found.share()
        return found

    def asked_by(self, provision: Provision, at: Scope) -> Scope:
        """A place as a provision asks of it on the day of its clock."""
        standing = self.standing(provision)
        day = standing.force.day
        return at.of(provision.id, day) if standing.persons else self.here(at, day)

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

    def under(self, facts: tuple[Path, ...], node: c.Under | c.EntryUnder) -> Truth:
        """Does a thing with these paths lie at or below the law's, and below none that it takes out? Kinds are a graph."""
        key = (id(node), facts)
        found = self._unders.get(key)
        if found is None:  # kept with the node, so that its number is nobody else's
            truth = under(facts, node.paths, node.but, self.law.relation)
            found = self._unders[key] = (node, truth)
        return found[1]

    def hinted(self, codes: tuple[Path, ...], hints: tuple[Path, ...]) -> bool:
        """May one of a thing's customs codes be one of the law's?"""
        key = (id(hints), codes)
        found = self._hinted.get(key)
        if found is None:
            may = any(self.law.relation(code, hint) is not FALSE for code in codes for hint in hints)
            found = self._hinted[key] = (hints, may)
        return found[1]

    def place_in(self, group: c.GroupExpr, place: Path, day: date | None) -> Truth:
        """Does a place lie in a group on a day ; on no stated day only where it is the same on all?"""
        return place_in(self.law, group, place, day)

    def classified(self, node: c.Classified, scope: Scope, sink: Sink | None) -> Truth:
        """The greatest truth of the entries that a condition names, for the nearest item."""
        return self.classifier.classified(node, scope, sink)

    def rows(self, node: c.EntryRows, scope: Scope, sink: Sink | None) -> Truth:
        """Does a row of an official table, with one of the wanted reasons, speak of the bound entry?"""
        entry = scope.names.get(node.name)
        if not isinstance(entry, Path):
            return UNKNOWN
        best = FALSE
        for row in self.law.rows_of(node.table, entry.segments[0]):
            if not node.reasons or row.reason in node.reasons:
                best = max(best, self._row(row, scope, sink))
                if best is TRUE and sink is None:
                    break
        return best

    def _row(self, row: Row, scope: Scope, sink: Sink | None) -> Truth:
        """force ∧ when of a row, which sees the bound entry (a term or an addition would not)."""
        own = Sink() if sink is not None else None
        in_force = self.force_at(row, scope, own)
        if in_force is FALSE:
            return FALSE
        at = scope.asked_by(row.id, self.force(row).day)
        truth = min(in_force, self.evaluator.sub(self.when(row), at, own))
        if sink is not None and own is not None and truth is not FALSE:
            atoms = own.atoms if in_force is UNKNOWN else frozenset()
            found = f"force:{in_force.word}"
            sink.steps.append(
                Step("provision", truth, provision=row.id, found=found, atoms=atoms, steps=tuple(own.steps))
            )
        return truth

    def some_entry(self, node: c.SomeEntry, scope: Scope, sink: Sink | None) -> Truth:
        """Is some entry that the nearest item meets such that a condition holds of it?"""
        at = scope.nearest("item")
        if at is None:
            return UNKNOWN
        best = self.classifier.rest(node.paths, node.but, at, sink)
        told = 0
        # What the item surely meets comes first: of what it only may meet nothing is learned once one is UNKNOWN.
        codes = self.classifier.codes(node.paths, node.but, at)
        for code, met in chain(codes.certain, (pair for pair in codes.pairs if pair[1] is not TRUE)):
            if met is UNKNOWN and best is not FALSE and (sink is None or told >= MOST_TRACED):
                break
            inner = Scope(
                at.obj, at.case, at.outer, {**scope.names, node.name: code}, scope.provision, scope.day
            )
            truth = min(met, self.evaluator.sub(node.that, inner, sink))
            if sink is not None and truth is not FALSE:
                told += 1
                found = self.law.entries.get(str(code)) or self.law.parent_of(str(code))
                if found is not None:
                    sink.steps.append(self.classifier.explain(found, at))
            best = max(best, truth)
            if best is TRUE and sink is None:
                break
        return best

    def steady(self) -> bool:
        """Is no entry under judgement just now, so that a classification is final?"""
        return not self.classifier.judging

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
        of, at = self._of.get(term), scope
        if of is None:
            of = self._of[term] = self.law.terms[term].of
        while at.obj.kind != of:
            if at.outer is None:
                return UNKNOWN
            at = at.outer
        key = (term, at._key or at.key())
        if sink is not None:
            return self._traced(key, at, sink)
        found = self._terms.get(key)
        if found is None:
            if at.obj.id == UNKNOWN_ID and term in self.asked_of_unknown:
                return UNKNOWN  # of the unknown member of an unknown member nothing more can be said
            self._terms[key] = UNKNOWN  # a term that needs itself at the same place is not settled by itself
            found = self._terms[key] = self._term_at(term, at, None)
        return found

    def _traced(self, key: tuple[str, tuple[int, ...]], at: Scope, sink: Sink) -> Truth:
        """A term with its trace; made once, for a term says the same to whoever asks at the same place."""
        term = sink.provision = key[0]
        found = self._term_steps.get(key)
        if found is None:
            own = Sink()
            truth = self._term_at(term, at, own)
            found = truth, tuple(own.steps)
            if not self.asked_of_unknown:  # below an unknown member the same term may be cut short
                self._term_steps[key] = found
        truth, steps = found
        sink.steps.extend(steps)
        return truth

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
        if sink is None:
            return self._untraced(self.settled.terms.get(term) or self._parts_of(term), at)
        definition = self.law.terms[term]
        best = FALSE
        if definition.speaks:
            best = self._told(definition, at, sink)
        for addition in self.law.additions_to(term):
            truth = self._told(addition, at, sink)
            if truth is not FALSE:
                truth = self._less(addition.id, truth, at, sink)
            best = max(best, truth)
        return best if best is FALSE else self._less(term, best, at, sink)

    def _less(self, target: str, truth: Truth, at: Scope, sink: Sink) -> Truth:
        for take in self.law.takes_from(target):
            truth = min(truth, negate(self._told(take, at, sink)))
        return truth

    def _told(self, provision: Provision, at: Scope, sink: Sink) -> Truth:
        """force ∧ when of a provision at a place, with the trace."""
        step = self.explain_provision(provision, at)
        sink.steps.append(step)
        return step.truth

    def _parts_of(self, term: str) -> TermParts:
        """What a term is made of on its days; worked out once for all transactions of these days."""
        law, definition = self.law, self.law.terms[term]
        parts: list[tuple[Part, tuple[Part, ...]]] = []
        if definition.speaks and (own := self._part(definition)) is not None:
            parts.append((own, ()))
        for addition in law.additions_to(term):
            if (added := self._part(addition)) is not None:
                parts.append((added, self._takes(addition.id)))
        found = self.settled.terms[term] = tuple(parts), self._takes(term)
        return found

    def _takes(self, target: str) -> tuple[Part, ...]:
        return tuple(part for take in self.law.takes_from(target) if (part := self._part(take)) is not None)

    def _part(self, provision: Provision) -> Part | None:
        standing = self.standing(provision)
        return None if standing.force.truth is FALSE else (provision.id, standing)

    def _untraced(self, term: TermParts, at: Scope) -> Truth:
        best = FALSE
        for part, takes in term[0]:
            truth = self._holds(part, at)
            if truth is FALSE:
                continue
            for take in takes:
                truth = min(truth, negate(self._holds(take, at)))
            if truth is TRUE:
                best = TRUE
                break
            if truth is UNKNOWN:
                best = UNKNOWN
        if best is not FALSE:
            for take in term[1]:
                best = min(best, negate(self._holds(take, at)))
        return best

    def _holds(self, part: Part, at: Scope) -> Truth:
        """force ∧ when of a provision that is or may be in force, at a place."""
        id, standing = part
        force = standing.force
        in_force = force.truth
        if standing.condition is not None:
            in_force = min(in_force, self.evaluator.truth(standing.condition, at.of(id, force.day)))
            if in_force is FALSE:
                return FALSE
        if standing.persons:
            here = at.of(id, force.day)
        else:
            here = at if at.shared and at.day is force.day else self.here(at, force.day)
        truth = (standing.run or self.run_of(standing))(self.evaluator, here)
        return truth if in_force is TRUE else min(in_force, truth)

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
