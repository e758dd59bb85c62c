"""Which unknown fact would settle an answer: the fewest, found by trying what each may turn out to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import TYPE_CHECKING

from attrs import define, evolve, frozen

from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth

from .answer import FactKind, MissingFact, Question
from .holdings import UNKNOWN_SHARE, Holding, Ownership, Party, Share, Stake

if TYPE_CHECKING:
    from .regime import Reading, Regime

MOST_FACTS = 8
"""So many missing facts are tried together, those nearest to the party first."""
MOST_TOGETHER = 3
MOST_WORK = 12_000
"""Trials times parties: about a quarter of a second."""
_TRIED = tuple(
    Decimal(tenth) / 10 for tenth in (0, 100, 200, 250, 300, 400, 490, 499, 500, 501, 600, 750, 1000)
)

Change = Callable[[Ownership], Ownership]


@frozen
class _Open:
    """A missing fact with what it may turn out to be, each as a change of the graph."""

    fact: MissingFact
    changes: tuple[Change, ...]


def question(regime: Regime, graph: Ownership, party: str, day: date | None) -> Question | None:
    """The fewest facts after which the regime's arithmetic is decided, whatever they are; None where nothing is to be asked.

    "Are these all the owners?" is taken to be answered with yes: a no names further owners, who are asked about next.
    """
    reading = regime.read(graph, party, day)
    if reading.kept_open:
        return None  # a question of law stays open whatever the facts are; `why` says which
    missing = tuple(_missing(regime, graph, party, day, reading))
    tried = missing[:MOST_FACTS]
    size_of = 1 + len(reading.counts)
    budget = _Budget(max(6, MOST_WORK // (size_of * size_of if regime.asks_together else size_of)))
    for size in range(1, MOST_TOGETHER + 1):
        for chosen in combinations(tried, size):
            if _settles(regime, graph, party, day, chosen, budget):
                return Question(tuple(one.fact for one in chosen))
    if not missing:
        return None
    if len(missing) <= MOST_FACTS and _settles(regime, graph, party, day, _short(missing), budget):
        return Question(tuple(one.fact for one in missing))
    return Question(_first([one.fact for one in missing]), settles=False)


def _first(facts: list[MissingFact]) -> tuple[MissingFact, ...]:
    """Where no few facts settle it: what to begin with. Who is not listed need not be asked what it controls."""
    order: tuple[FactKind, ...] = ("listing", "share", "country", "owners", "together", "control")
    first = min(order.index(fact.kind) for fact in facts)
    return tuple(fact for fact in facts if order.index(fact.kind) == first)[:MOST_FACTS]


def _short(missing: tuple[_Open, ...]) -> tuple[_Open, ...]:
    """The same facts with the two extremes alone, so that many can be tried together."""
    return tuple(evolve(one, changes=(one.changes[0], one.changes[-1])) for one in missing)


@define
class _Budget:
    """How many more trials may be made; a large graph gets fewer, and the question is then less sharp, never wrong."""

    left: int


def _settles(
    regime: Regime, graph: Ownership, party: str, day: date | None, chosen: tuple[_Open, ...], budget: _Budget
) -> bool:
    for changes in product(*(one.changes for one in chosen)):
        budget.left -= 1
        if budget.left < 0:
            return False
        tried = graph
        for change in changes:
            tried = change(tried)
        if regime.decide(tried, party, day) is UNKNOWN:
            return False
    return True


def _missing(
    regime: Regime, graph: Ownership, party: str, day: date | None, reading: Reading
) -> Iterator[_Open]:
    """The facts that are open and bear on the answer, from the party upwards."""
    if regime.asks_together:
        yield from _together(graph, party, reading, regime)
    for id in graph.above(party, day):
        its = graph.party(id)
        counts = reading.counts.get(id, UNKNOWN)
        if id != party and (counts is FALSE or (counts is TRUE and not regime.listing_open(its))):
            continue  # it counts or not, whatever else is found out about it
        for stake in reading.stakes.of(id):
            if not stake.share.exact and reading.counts.get(stake.owner, UNKNOWN) is not FALSE:
                yield _share(graph, stake, reading)
        if not its.whole:
            yield _owners(its)
        if not its.country and regime.authority == "US":
            yield _country(its)
        for stake in reading.stakes.of(id):
            owner = graph.party(stake.owner)
            if regime.listing_open(owner):
                yield _listing(regime, owner)
        if regime.asks_control:
            yield from _control(graph, id, reading, regime)


def _together(graph: Ownership, party: str, reading: Reading, regime: Regime) -> Iterator[_Open]:
    roots = frozenset(
        id
        for id, truth in reading.counts.items()
        if id != party and truth > FALSE and regime.base(graph.party(id)) > FALSE
    )
    if len(roots) < 2 or any(roots <= group for group in (*graph.together, *graph.apart)):
        return
    names = ", ".join(sorted(reading.stakes.name(id) for id in roots))
    words = f"Do {names} act together, or does one of them control the rights of another?"
    yield _Open(
        MissingFact("together", names, party, words),
        (
            lambda graph: evolve(graph, apart=(*graph.apart, roots)),
            lambda graph: evolve(graph, together=(*graph.together, roots)),
        ),
    )


def _share(graph: Ownership, stake: Stake, reading: Reading) -> _Open:
    owner, held = reading.stakes.name(stake.owner), reading.stakes.name(stake.held)
    values = sorted(
        {stake.share.low, stake.share.high, *(v for v in _TRIED if stake.share.low < v < stake.share.high)}
    )
    known = "" if stake.share == UNKNOWN_SHARE else f" So far known: {stake.share}."
    words = f"Which share does {owner} hold of {held}?{known}"
    fact = MissingFact("share", stake.owner, stake.held, words)
    return _Open(fact, tuple(_with_share(stake, value) for value in values))


def _with_share(stake: Stake, value: Decimal) -> Change:
    def change(graph: Ownership) -> Ownership:
        others = tuple(
            h for h in graph.holdings if (h.owner, h.held) != (stake.owner, stake.held) or h.kind == "control"
        )
        exact = Share.exactly(value)
        return evolve(
            graph,
            holdings=(
                *others,
                Holding(stake.owner, stake.held, exact, "equity"),
                Holding(stake.owner, stake.held, exact, "voting"),
            ),
        )

    return change


def _owners(party: Party) -> _Open:
    words = f"Are these all the owners of {party.name or party.id}? If there are more, who are they and what do they hold?"
    return _Open(
        MissingFact("owners", party.id, party.id, words),
        (lambda graph: graph.with_party(evolve(graph.party(party.id), whole=True)),),
    )


def _country(party: Party) -> _Open:
    words = f"In which country is {party.name or party.id} established?"

    def at(country: str) -> Change:
        return lambda graph: graph.with_party(evolve(graph.party(party.id), country=country))

    return _Open(MissingFact("country", party.id, "", words), (at("US"), at("ZZ")))


def _listing(regime: Regime, party: Party) -> _Open:
    lists = ", ".join(id for id in regime.lists if party.on_list(id) is UNKNOWN) or "the lists"
    words = f"Is {party.name or party.id} on {lists}? Screen it, or decide the possible hit."
    fact = MissingFact("listing", party.id, "", words)
    return _Open(fact, tuple(_listed(party, found) for found in regime.listings()))


def _listed(party: Party, found: Mapping[str, Truth]) -> Change:
    """The change after which a party stands on the lists as `found` says, as far as that was open."""

    def change(graph: Ownership) -> Ownership:
        its = graph.party(party.id)
        on = {id: truth for id, truth in found.items() if its.on_list(id) is UNKNOWN}
        tag = found.get("us.sdn", FALSE)
        facts = {**its.facts, "sdn_744_8": tag} if its.fact("sdn_744_8") is UNKNOWN else its.facts
        return graph.with_party(evolve(its, listed={**its.listed, **on}, facts=facts))

    return change


def _control(graph: Ownership, id: str, reading: Reading, regime: Regime) -> Iterator[_Open]:
    told = {h.owner for h in reading.stakes.control(id)}
    for stake in reading.stakes.of(id):
        if stake.owner in told or reading.counts.get(stake.owner, UNKNOWN) is FALSE:
            continue
        owner, held = reading.stakes.name(stake.owner), reading.stakes.name(id)
        words = (
            f"Does {owner} control {held} by other means than its shares (right to appoint the board, agreement, dominant "
            "influence)?"
        )

        def with_control(share: int, owner: str = stake.owner) -> Change:
            stated = Holding(owner, id, Share.exactly(share), "control")
            return lambda graph: graph.with_holdings((stated,))

        yield _Open(MissingFact("control", stake.owner, id, words), (with_control(0), with_control(100)))
