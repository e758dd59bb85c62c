"""The determination of a transaction: under every authority, per item and layer, the interval of outcomes and its duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import define

from sekisho.law.compiled import Law
from sekisho.law.model import Requirement
from sekisho.law.problems import refuse_broken
from sekisho.logic.objects import Case, Obj
from sekisho.logic.truth import FALSE

from .duties import DutyBook
from .duty import Duty
from .outcome import FLOOR, SPANS, Severity, Span
from .telling import Telling
from .world import LawWorld

MOST_TOLD = 300
"""With more duties than this the traces of an answer write out what they share once, at its first mention."""

LAYERS = ("list", "party", "end-use", "country", "reach")


@define(eq=False, slots=True)
class ItemResult:
    """One item under one authority: its interval, its layers, its duties."""

    item: Obj | None
    span: Span
    layers: dict[str, Span]
    duties: tuple[Duty, ...]


@define(eq=False, slots=True)
class AuthorityResult:
    """One authority: the headline interval, its layers over all items, what belongs to the transaction as a whole."""

    authority: str
    span: Span
    layers: dict[str, Span]
    items: tuple[ItemResult, ...]
    duties: tuple[Duty, ...]  # all of them, those of items included, in the order of the law


def _spans(duties: Iterable[Duty], floor: Span, of_item: bool = False) -> tuple[Span, dict[str, Span]]:
    lows, highs = dict.fromkeys(LAYERS, floor.low), dict.fromkeys(LAYERS, floor.high)
    least, most = floor.low, floor.high
    for duty in duties:
        span = duty.span
        if span is not None:
            layer = duty.requirement.layer
            low, high = span.low, span.high
            in_layer = low if duty.low_of_layer is None else duty.low_of_layer
            in_item = low if duty.low_of_item is None or not of_item else duty.low_of_item
            if in_layer > lows[layer]:
                lows[layer] = in_layer
            if high > highs[layer]:
                highs[layer] = high
            if in_item > least:
                least = in_item
            if high > most:
                most = high
    return SPANS[least][most], {layer: SPANS[lows[layer]][highs[layer]] for layer in LAYERS}


@define(eq=False)
class Determination:
    """What the law says of one transaction. `authorities` by code; the rest is worked out when it is asked for."""

    engine: Engine
    case: Case
    known: date | None
    assume: dict[str, str]
    claim_available: bool
    world: LawWorld
    book: DutyBook
    authorities: dict[str, AuthorityResult]

    def statuses(self) -> dict[tuple[str, str, str], tuple[int, int]]:
        """The intervals by (authority, item id, layer); item "" is the whole transaction, layer "" all layers."""
        found: dict[tuple[str, str, str], tuple[int, int]] = {}
        for code, result in self.authorities.items():
            found[code, "", ""] = (int(result.span.low), int(result.span.high))
            for layer, span in result.layers.items():
                found[code, "", layer] = (int(span.low), int(span.high))
            for item in result.items:
                if item.item is None:
                    continue
                found[code, item.item.id, ""] = (int(item.span.low), int(item.span.high))
                for layer, span in item.layers.items():
                    found[code, item.item.id, layer] = (int(span.low), int(span.high))
        return found

    @cached_property
    def telling(self) -> Telling:
        """Tells the traces of this determination."""
        duties = sum(len(result.duties) for result in self.authorities.values())
        return Telling(self.engine.law, once=duties > MOST_TOLD)

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        """The facts that could change the answer, the weightiest first."""
        from .questions import questions

        with self.book.lock:
            return questions(self)

    def to_dict(self, *, questions: bool = True, traces: bool = True) -> dict[str, Any]:
        """The determination as plain data (schema sekisho/determination/1)."""
        from .answer import answer

        with self.book.lock:
            return answer(self, questions=questions, traces=traces)


class Engine:
    """Determines transactions under one body of law; made once, used for many, by several threads at once.

    What is kept with the law is put there whole, so that no thread meets what another has only begun.
    """

    def __init__(self, law: Law) -> None:
        """`law`: the compiled law.

        Raises LawError where its files have errors: what could not be read would be missing from the answers in
        silence, and silence would read as freedom.
        """
        refuse_broken(law)
        self.law = law

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The authorities whose requirements are modelled."""
        return tuple(sorted({r.authority for r in self.law.requirements.values()}))

    @cached_property
    def newest_check(self) -> date | None:
        """The newest day on which a source of the law was confirmed: what `known` means when it is not said."""
        return max(self.law.checked.values(), default=None)

    def determine(
        self,
        case: Case,
        assume: Mapping[str, str] | None = None,
        authorities: Iterable[str] | None = None,
        claim_available: bool = False,
    ) -> Determination:
        """Determine one transaction.

        `assume`: readings of open states of law by id. `authorities`: codes, all if None. `claim_available`: claim every
        relief by choice that is TRUE. Law published after `case.known` is not known.
        """
        known = case.known
        world = LawWorld(self.law, case, known, assume or {})
        book = DutyBook(world, frozenset(case.claims), claim_available)
        chosen = self.codes if authorities is None else tuple(authorities)
        results = {code: self.authority(code, case, book) for code in chosen}
        return Determination(self, case, known, dict(assume or {}), claim_available, world, book, results)

    def statuses(
        self, case: Case, assume: Mapping[str, str] | None = None
    ) -> dict[tuple[str, str, str], tuple[int, int]]:
        """The intervals alone, as numbers 0 to 5."""
        return self.determine(case, assume).statuses()

    def authority(self, code: str, case: Case, book: DutyBook) -> AuthorityResult:
        """What one authority says of a transaction; `book`: its duties under the law of its days."""
        in_force = self._requirements(code, book.world)
        silent = book.silent(code, in_force)
        duties = [
            book.settled(duty)
            for requirement in in_force
            if requirement.reach not in silent
            for duty in book.duties(requirement)
        ]
        floor = FLOOR[book.reaches.get(code, FALSE)]
        members = case.root.lists.get("items")
        items = []
        for item in members.objects if members is not None else ():
            own = tuple(d for d in duties if d.instance.item is item)
            span, layers = _spans(own, floor, of_item=True)
            items.append(ItemResult(item, span, layers, own))
        span, layers = _spans(duties, floor)
        return AuthorityResult(code, span, layers, tuple(items), tuple(duties))

    def _requirements(self, code: str, world: LawWorld) -> tuple[Requirement, ...]:
        """The requirements of an authority that are or may be in force on the days of the transaction, in the order of the law."""
        kept = world.settled.requirements
        found = kept.get(code)
        if found is None:
            found = kept[code] = tuple(
                r
                for r in self.law.requirements.values()
                if r.authority == code and world.force(r).truth is not FALSE
            )
        return found


__all__ = ["LAYERS", "AuthorityResult", "Determination", "Engine", "ItemResult", "Severity"]
