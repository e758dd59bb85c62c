"""What the law says of the names in a condition, for many transactions: the world of the column back-end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import narwhals as nw

from sekisho.law.compiled import Law
from sekisho.law.force import body_on, force, force_condition
from sekisho.law.model import Lookup, Provision
from sekisho.logic import conditions as c
from sekisho.logic.columns.conditions import Conditions
from sekisho.logic.columns.frames import Frames
from sekisho.logic.columns.kleene import Tri, column, conj, disj, neg, never, whether
from sekisho.logic.columns.rows import Place, Rows
from sekisho.logic.columns.world import BoundEntry, Context, Names
from sekisho.logic.money import rate
from sekisho.logic.objects import Answer, Case
from sekisho.logic.truth import Truth
from sekisho.logic.values import Interval, Money, Path

from ..places import place_in
from ..tables import table_value
from .classes import Classes
from .moments import Days, Distinct, Moment, case_key, moment_of
from .parties import listed

NO_NAMES: Names = {}


class PlanWorld:
    """The law as it bears on many transactions at once, under assumptions."""

    def __init__(self, law: Law, frames: Frames, assume: Mapping[str, str]) -> None:
        """`assume`: readings of open states by id."""
        self.law = law
        self.assume = dict(assume)
        self.conditions = Conditions(frames, self)
        self.classes = Classes(self)
        self.running: set[tuple[str, str]] = set()
        rows, cases = self.conditions.rows, frames.cases
        self.moments = Distinct(rows, cases, case_key)
        self.moments.values = [moment_of(case) for case in self.moments.values]
        self._any_declaration = any(case.declarations for case in cases)
        self._days = Days()
        self._clocks: dict[tuple[str, str], str] = {}
        self._forces: dict[str, Tri] = {}
        self._answers: dict[str, list[tuple[int, Answer]]] = {}
        for number, case in enumerate(cases):
            for answer in case.answers:
                self._answers.setdefault(answer.test, []).append((number, answer))
        self._codes: dict[str, Path] = {}

    @cached_property
    def rates(self) -> Distinct:
        """The exchange rates of the transactions, with the day for which they are asked."""
        rows, cases = self.conditions.rows, self.conditions.frames.cases
        return Distinct(rows, cases, lambda case: (case.rates, case.on) if case.rates else None)

    @cached_property
    def declarations(self) -> Distinct:
        """The declarations of the transactions."""
        return Distinct(self.conditions.rows, self.conditions.frames.cases, lambda case: case.declarations)

    @property
    def root(self) -> Place:
        """The place of the transactions themselves."""
        return self.conditions.root

    # clocks and force

    def context(self, provision: Provision, names: Names = NO_NAMES, hints: tuple[Path, ...] = ()) -> Context:
        """Who asks, when a provision's condition is evaluated."""
        key = (provision.clock, provision.authority)
        if key not in self._clocks:
            days = [m.day_of(self.law, provision) for m in self.moments.values]
            self._clocks[key] = self.conditions.rows.decide(
                [self.moments.column], nw.Int32, lambda m: self._days.number(days[m])
            )
        return Context(provision.id, self._clocks[key], names, hints)

    def day(self, number: int) -> date | None:
        """The day that a number in a column of days stands for."""
        return self._days.date(number)

    def force_on(self, provision: Provision, moment: Moment) -> Truth:
        """Whether a provision is in force at one moment, without the condition of its version."""
        day = moment.day_of(self.law, provision)
        return force(self.law, provision, day, moment.known, self.assume)[0]

    def force(self, provision: Provision) -> Tri:
        """Whether a provision is in force, on the transactions' rows, without the condition of its version."""
        if provision.id not in self._forces:
            self._forces[provision.id] = self.moments.truth(
                [self.force_on(provision, m) for m in self.moments.values]
            )
        return self._forces[provision.id]

    def force_at(self, provision: Provision, place: Place) -> Tri:
        """Whether a provision is in force for what stands at a place."""
        in_force = self.force(provision)
        if never(in_force):
            return 0
        condition = self.by_moment(
            provision,
            place,
            lambda m: force_condition(provision, m.day_of(self.law, provision), m.known),
            lambda when: self.conditions.truth(when, place, self.context(provision)),
        )
        return conj((place.bring(self.root, in_force), condition))

    def by_moment(
        self, provision: Provision, place: Place, read: Callable[[Moment], Any], truth: Callable[[Any], Tri]
    ) -> Tri:
        """The truth of what the law says at each moment, where its words differ from day to day."""
        groups: list[tuple[Any, list[int]]] = []
        for number, moment in enumerate(self.moments.values):
            words = read(moment)
            for known, numbers in groups:
                if known is words or known == words:
                    numbers.append(number)
                    break
            else:
                groups.append((words, [number]))
        if not groups:
            return 0
        if len(groups) == 1:
            return truth(groups[0][0])
        column = nw.col(place.rows.bring(self.conditions.rows, self.moments.column))
        return disj(conj((whether(column.is_in(numbers)), truth(words))) for words, numbers in groups)

    def when(self, provision: Provision, place: Place, names: Names = NO_NAMES) -> Tri:
        """The condition of the version that is valid on the provision's day."""
        ctx = self.context(provision, names)
        return self.by_moment(
            provision,
            place,
            lambda m: body_on(provision, "when", m.day_of(self.law, provision), m.known),
            # A term that speaks only in its versions says nothing on a day that none of them covers.
            lambda when: 0 if when is None else self.conditions.truth(when, place, ctx),
        )

    def holds(self, provision: Provision, place: Place) -> Tri:
        """force ∧ when of a provision at a place."""
        in_force = self.force_at(provision, place)
        return 0 if never(in_force) else conj((in_force, self.when(provision, place)))

    # what the conditions ask

    def kind_of(self, attribute: str) -> str:
        """The kind of object that has an attribute."""
        if attribute in {"from", "to", "final"}:
            return "transaction"
        of: str = self.law.vocabulary.attribute(attribute).of
        return of

    def derived(self, attribute: str) -> Any:
        """The derived attribute of that name, or None."""
        return self.law.derived.get(attribute)

    def look_up(self, lookup: Lookup, entry: Path) -> Interval | Money | None:
        """A value from a table, by the longest row that the entry's code lies under."""
        return table_value(self.law, lookup, entry)

    def code(self, text: str) -> Path:
        """A control code from its text."""
        if text not in self._codes:
            scheme, _, body = text.partition(":")
            self._codes[text] = Path(scheme, tuple(body.split(".")))
        return self._codes[text]

    def relation(self, fact: Path, law: Path) -> Truth:
        """Does a fact's path lie at or below the law's? Kinds are a graph."""
        result: Truth = self.law.relation(fact, law)
        return result

    def place_in(self, group: c.GroupExpr, place: Path, day: date | None) -> Truth:
        """Does a place lie in a group on a day?"""
        return place_in(self.law, group, place, day)

    def classified(self, node: c.Classified, place: Place) -> Tri:
        """The greatest truth of the entries that a condition names, for the nearest item."""
        at = place.nearest("item")
        return 1 if at is None else place.bring(at, self.classes.classified(node, at))

    def rows(self, node: c.EntryRows, place: Place, ctx: Context) -> Tri:
        """Does a row of an official table, with one of the wanted reasons, speak of the bound entry?"""
        entry = ctx.names.get(node.name)
        if not isinstance(entry, BoundEntry):
            return 1
        code = place.rows.bring(entry.rows, entry.column)
        heads: dict[str, list[str]] = {}
        for text in place.rows.frame[code].unique().to_list():
            if text is not None:
                heads.setdefault(self.code(text).segments[0], []).append(text)
        parts: list[Tri] = []
        for head, texts in sorted(heads.items()):
            rows = [
                r for r in self.law.rows_of(node.table, head) if not node.reasons or r.reason in node.reasons
            ]
            if rows:  # a row speaks of the paragraphs of its own entry only
                said = disj(conj((self.force_at(r, place), self.when(r, place, ctx.names))) for r in rows)
                parts.append(conj((whether(nw.col(code).is_in(texts)), said)))
        return disj(parts)

    def some_entry(self, node: c.SomeEntry, place: Place, ctx: Context) -> Tri:
        """Is some entry that the nearest item meets such that a condition holds of it?"""
        at = place.nearest("item")
        if at is None:
            return 1
        best = self.classes.rest(node.paths, node.but, at)
        if at.unknown and isinstance(best, int) and best == 1:
            return 1  # of which nothing is known: it may meet every entry, and surely meets none
        rows = self.classes.codes(node.paths, node.but, at)
        if rows is not None:
            inner = Place("instance", rows, None, None, at)
            names: Names = {**ctx.names, node.name: BoundEntry(rows, "_code")}
            that = self.conditions.truth(node.that, inner, Context(ctx.provision, ctx.day, names, ctx.hints))
            here = rows.attach(column(conj((nw.col("_truth"), that))))
            found = at.rows.reduce(rows, {"best": nw.col(here).max()})["best"]
            best = disj((best, nw.col(found).fill_null(0)))
        return place.bring(at, at.rows.settle(best))

    def listed(self, list_id: str, place: Place, ctx: Context) -> Tri:
        """Does the nearest party stand on a list of parties?"""
        at = place.nearest("party")
        if at is None or at.table is None:
            return 1
        key = ("listed", list_id, ctx.day)
        if key not in at.memo:
            at.memo[key] = listed(self, list_id, at, at.table, ctx)
        return place.bring(at, at.memo[key])

    def test_of(self, test: str) -> str:
        """The kind of object that a person test is about."""
        return self.law.person_tests[test].of

    def answers(self, test: str, provision: str) -> list[tuple[int, str, Truth]]:
        """The answers to a person test that belong to a provision, or to none in particular."""
        return [
            (case, answer.for_path, answer.truth)
            for case, answer in self._answers.get(test, ())
            if answer.provision in {provision, ""}
        ]

    def factor(self, rows: Rows, of: str, into: str) -> str:
        """A column with the exchange rate from the currencies of one column into those of another, or null."""

        def answer(own: str | None, other: str | None, number: int) -> float | None:
            if own is None or other is None:
                return None
            case: Case = self.rates.values[number]
            found = rate(own, other, case)
            return None if found is None else float(found)

        stated = rows.bring(self.conditions.rows, self.rates.column)
        return rows.decide([of, into, stated], nw.Float64, answer)

    # terms

    def term(self, term: str, place: Place) -> Tri:
        """The truth of a named condition at the nearest object of its kind; UNKNOWN where there is none."""
        at = place.nearest(self.law.terms[term].of)
        if at is None:
            return 1
        key = ("term", term)
        if key not in at.memo:
            ring = ("term", term)
            if at.unknown and ring in self.running:
                return 1  # of the unknown member of an unknown member nothing more can be said
            at.memo[key] = 1  # a term that needs itself at the same place is not settled by itself
            if at.unknown:
                self.running.add(ring)
            try:
                at.memo[key] = at.rows.settle(self._term(term, at))
            finally:
                if at.unknown:
                    self.running.discard(ring)
        return place.bring(at, at.memo[key])

    def _term(self, term: str, at: Place) -> Tri:
        definition = self.law.terms[term]
        parts: list[Tri] = [self.holds(definition, at)] if definition.speaks else []
        for addition in self.law.additions_to(term):
            parts.append(self._less(addition.id, self.holds(addition, at), at))
        return self._less(term, disj(parts), at)

    def _less(self, target: str, truth: Tri, at: Place) -> Tri:
        if never(truth):
            return 0
        return conj((truth, *(neg(self.holds(take, at)) for take in self.law.takes_from(target))))

    # declarations

    def declared(self, attributes: frozenset[str], place: Place, ctx: Context) -> Tri:
        """Does a declaration in date answer all these attributes?"""
        return self._declared(
            lambda kind: bool(attributes) and attributes <= frozenset(kind.answers), place, ctx
        )

    def closes(self, list_name: str, place: Place, ctx: Context) -> Tri:
        """Does a declaration in date close the list?"""
        if list_name not in {"notices", "red_flags"}:
            return 0
        return self._declared(lambda kind: list_name in kind.closes, place, ctx)

    def _declared(self, fits: Callable[[Any], bool], place: Place, ctx: Context) -> Tri:
        if not self._any_declaration:
            return 0

        def answer(number: int, day: int) -> int:
            case: Case = self.declarations.values[number]
            return 2 if any(fits(kind) for kind in self._in_date(case, self.day(day))) else 0

        column = self.conditions.rows.decide([self.declarations.column, ctx.day], nw.Int8, answer)
        return nw.col(place.rows.bring(self.conditions.rows, column))

    def _in_date(self, case: Case, day: date | None) -> list[Any]:
        found: list[Any] = []
        for declaration in case.declarations:
            kind = self.law.vocabulary.declarations.get(declaration.what)
            if kind is None or declaration.on is None or day is None or declaration.on > day:
                continue
            until = declaration.until
            if until is None and kind.days is not None:
                until = declaration.on + timedelta(days=int(kind.days))
            if until is None or day <= until:
                found.append(kind)
        return found
