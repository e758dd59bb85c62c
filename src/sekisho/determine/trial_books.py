"""Trying an answer without determining the whole transaction again: what does not read the fact stays as it is.

Most answers bear on a few duties of one authority. What an answer may change is followed as far as something comes out
otherwise: the entries that read the fact are judged, the terms that read it asked, and only requirements on which one of these
bears are worked out anew. Tests hold the outcomes to those of determining the whole transaction with the answer in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, evolve

from sekisho.law.model import Entry, Requirement
from sekisho.logic.objects import Case, Obj
from sekisho.logic.scope import Missing, Scope, Sink
from sekisho.logic.truth import Truth
from sekisho.logic.values import Path

from .duties import DutyBook
from .duty import Duty
from .gates import open_entries
from .reading import Reading
from .shelf import shelf_of
from .trial_reads import Key, Leans, TrialReads, changed_by, codes_of
from .trials import Trial, find, tried
from .world import LawWorld

if TYPE_CHECKING:
    from .engine import AuthorityResult, Determination

MOST_KINDS = 500
"""For how many combinations of kinds it is kept which of their entries read what."""

Spans: TypeAlias = "dict[tuple[str, str, str], tuple[int, int]]"
Asked: TypeAlias = "tuple[str, tuple[int, ...]]"
"""A term and the place at which it is asked."""


class FirstWorld(LawWorld):
    """The law as it bears on a transaction without an answer; remembers where its terms were asked."""

    def __init__(self, of: LawWorld, case: Case) -> None:
        """`of`: the law as it bears on the same transaction, of which `case` is a copy."""
        super().__init__(of.law, case, of.known, of.assume)
        self.asked: dict[Asked, Scope] = {}

    def _term_at(self, term: str, at: Scope, sink: Sink | None) -> Truth:
        self.asked[term, at._key or at.key()] = at
        return super()._term_at(term, at, sink)

    def said(self) -> Mapping[Asked, Truth]:
        """What its terms came to."""
        return self._terms


class TrialWorld(LawWorld):
    """The law as it bears on a transaction with an answer in it."""

    def __init__(self, first: FirstWorld, kept: Mapping[Asked, Truth]) -> None:
        """`first`: the law as it bears without the answer. `kept`: what terms come to that the answer cannot change."""
        super().__init__(first.law, first.case, first.known, first.assume)
        self.evaluator._unknown.update(first.evaluator._unknown)  # so that their places are the same
        self.keep(kept)

    def keep(self, kept: Mapping[Asked, Truth]) -> None:
        """Take over what terms come to."""
        self._terms.update(kept)


class TrialBook(DutyBook):
    """The duties under an answer: those of requirements that the answer cannot change are the ones found without it."""

    def __init__(self, world: LawWorld, first: DutyBook, again: frozenset[str]) -> None:
        """`again`: the requirements to work out anew."""
        super().__init__(world, first.claims, first.claim_available)
        self._first = first
        self._again = again

    def duties(self, requirement: Requirement) -> tuple[Duty, ...]:
        """The instances of a requirement that are not FALSE."""
        if requirement.id in self._again:
            return super().duties(requirement)
        self._transaction_reach(requirement, self.world.standing(requirement))
        return self._first.duties(requirement)

    def settled(self, duty: Duty) -> Duty:
        """The duty after what it yields to."""
        return super().settled(duty) if duty.requirement.id in self._again else duty


@define(eq=False, slots=True)
class _Readers:
    """Of the entries that an item may meet by its kinds: by attribute those that read it; what some read beside facts of it."""

    of_facts: Mapping[str, tuple[Entry, ...]]
    beside: Leans


@define(eq=False, slots=True)
class _Stale:
    """What an answer may change: the terms to ask again, with their places; what the others come to; requirements that read it."""

    terms: tuple[tuple[Asked, Scope], ...]
    kept: dict[Asked, Truth]
    requirements: frozenset[str]


class Trials:
    """Tries answers in one transaction, on a copy of it, for others may be reading the case."""

    def __init__(self, determination: Determination) -> None:
        """`determination`: what the law says of the transaction without any of the answers."""
        engine, before = determination.engine, determination.book
        case = determination.case.copy()
        world = FirstWorld(determination.world, case)
        book = DutyBook(world, before.claims, before.claim_available)
        results = {code: engine.authority(code, case, book) for code in determination.authorities}
        self.first = evolve(determination, case=case, world=world, book=book, authorities=results)
        self.world = world
        self.reads = TrialReads.of(engine.law)
        self.choices = bool(before.claims) or before.claim_available
        self._stale: dict[tuple[frozenset[Key], bool], _Stale] = {}
        self._terms_of: dict[tuple[str, ...], frozenset[str]] = {}
        licences = case.root.lists.get("licences")
        # Whether a licence serves a duty hangs on much of the case.
        self._whole = licences is not None and bool(licences.objects)
        self._readers = {
            id(obj): (obj, self._readers_of(obj)) for obj in case.root.walk() if obj.kind == "item"
        }

    def outcomes(
        self, missing: Missing, options: Iterable[Trial], authorities: tuple[str, ...]
    ) -> dict[str, Spans]:
        """The intervals under some authorities by the label of each answer."""
        changed = None if self._whole else changed_by(missing, self.world.law)
        found = {}
        for option in options:
            with tried(self.first.case, option):
                if changed is None:
                    found[option.label] = self._anew(authorities)
                else:
                    found[option.label] = self._outcome(missing, changed, authorities)
        return found

    def _anew(self, authorities: tuple[str, ...]) -> Spans:
        first = self.first
        return first.engine.determine(first.case, first.assume, authorities, first.claim_available).statuses()

    def _outcome(self, missing: Missing, changed: frozenset[Key], authorities: tuple[str, ...]) -> Spans:
        world = TrialWorld(self.world, self._stale_by(changed, True).kept)
        codes = self._other_codes(missing, changed, world)
        stale = self._stale_by(changed | (codes or frozenset()), codes is None)
        world.keep(stale.kept)
        again = self._again(stale, self._other_terms(stale, world, authorities), authorities)
        return self._partly(again, world, authorities)

    def _other_terms(self, stale: _Stale, world: TrialWorld, authorities: tuple[str, ...]) -> set[str]:
        """The terms of some authorities' requirements that come out otherwise under an answer."""
        said, named = self.world.said(), self._named(authorities)
        return {
            key[0]
            for key, at in stale.terms
            if key[0] in named and world.term(key[0], at, None) is not said[key]
        }

    def _named(self, authorities: tuple[str, ...]) -> frozenset[str]:
        """The terms that requirements of some authorities name."""
        found = self._terms_of.get(authorities)
        if found is None:
            found = self._terms_of[authorities] = frozenset().union(
                *(self.reads.own(r.id, self.choices).terms for _, r in self._in_force(authorities))
            )
        return found

    def _in_force(self, authorities: Iterable[str]) -> Iterable[tuple[str, Requirement]]:
        kept = self.world.settled.requirements
        return ((code, r) for code in authorities for r in kept.get(code, ()))

    def _again(self, stale: _Stale, terms: set[str], authorities: tuple[str, ...]) -> dict[str, str]:
        """The requirements that an answer may change, with their authorities. `terms`: those that come out otherwise."""
        own, choices = self.reads.own, self.choices
        return {
            requirement.id: code
            for code, requirement in self._in_force(authorities)
            if requirement.id in stale.requirements
            or (terms and not terms.isdisjoint(own(requirement.id, choices).terms))
        }

    def _partly(self, again: dict[str, str], world: TrialWorld, authorities: tuple[str, ...]) -> Spans:
        """The intervals where some requirements are worked out anew."""
        first = self.first
        touched = frozenset(again.values())
        book = TrialBook(world, first.book, frozenset(again)) if touched else first.book
        results: dict[str, AuthorityResult] = {
            code: first.engine.authority(code, first.case, book)
            if code in touched
            else first.authorities[code]
            for code in authorities
        }
        return evolve(first, authorities=results).statuses()

    def _stale_by(self, changed: frozenset[Key], classification: bool) -> _Stale:
        """What another answer to some keys may change. `classification`: an item is classified otherwise."""
        found = self._stale.get((changed, classification))
        if found is None:
            reads, world = self.reads, self.world
            said = world.said()
            stale = {
                term for term in {term for term, _ in said} if reads.deep(term).on(changed, classification)
            }
            found = self._stale[changed, classification] = _Stale(
                tuple((key, world.asked[key]) for key in said if key[0] in stale),
                {key: truth for key, truth in said.items() if key[0] not in stale},
                frozenset(
                    r.id
                    for _, r in self._in_force(self.first.authorities)
                    if reads.own(r.id, self.choices).on(changed, classification)
                ),
            )
        return found

    def _other_codes(
        self, missing: Missing, changed: frozenset[Key], after: TrialWorld
    ) -> frozenset[Key] | None:
        """The codes to which an item stands otherwise under an answer; None where that is not plain."""
        found = frozenset[Key]()
        item = find(self.first.case, missing.subject)
        if missing.kind == "fact" and item is not None and id(item) in self._readers:
            for entry in self._readers[id(item)][1].of_facts.get(missing.attribute, ()):
                truth = after.classifier.met(entry, after.at(item)).truth
                if truth is not self.world.classifier.met(entry, self.world.at(item)).truth:
                    found |= codes_of(entry)
        beside = (self.reads.rests(), *(readers.beside for _, readers in self._readers.values()))
        return None if any(one.on(changed | found, False) for one in beside) else found

    def _readers_of(self, item: Obj) -> _Readers:
        law = self.world.law
        claims = tuple((name, claim.codes) for name, claim in item.claims.items())
        kept = shelf_of(law, "readers of facts", MOST_KINDS)
        key = (item.facts.get("kind"), bool(item.facts.get("hs")), claims)
        found: _Readers | None = kept.get(key)
        if found is None:
            reading, lists = Reading.of(law), tuple(Path(name, ("*",)) for name in law.lists)
            facts: dict[str, list[Entry]] = {}
            beside = set[Key]()
            for entry in open_entries(law, lists, (), item):
                reads = reading.entry(entry)
                if reads.more or reads.persons:
                    keys = self.reads.deep(entry.id).keys
                    beside |= keys if reads.more else {key for key in keys if key[0] == "person"}
                for attribute in reads.facts:
                    facts.setdefault(attribute, []).append(entry)
            found = kept[key] = _Readers(
                {name: tuple(those) for name, those in facts.items()}, Leans(frozenset(beside))
            )
        return found


__all__ = ["Trials"]
