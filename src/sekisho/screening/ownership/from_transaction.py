"""The owners that a transaction states: walked to any depth, and made into a graph with what the law says of their listing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from attrs import frozen

from sekisho.determine.turns import turn
from sekisho.determine.world import LawWorld
from sekisho.law.compiled import Law
from sekisho.logic.objects import Case, Obj
from sekisho.logic.scope import Scope
from sekisho.logic.truth import Truth, of_bool
from sekisho.logic.values import Interval, Path

from .bis import DENIAL, FOOTNOTES, PARTIAL
from .holdings import WHOLE, Holding, Ownership, Party, Share

LAW_LISTS = (
    "us.entity-list",
    *dict.fromkeys((*PARTIAL, *DENIAL, *FOOTNOTES)),
    "us.meu-list",
    "us.sdn",
    "cn.control-list",
    "cn.watch-list",
    "jp.foreign-end-user-list",
    "jp.foreign-end-user-list-cw",
    "eu.sanctions",
)
"""The lists of which the law data can say whether a party stands on them."""

Listed = Callable[[Obj], Mapping[str, Truth]]


@frozen
class Walked:
    """A party or owner met on the way up: where it stands in the file, and by which shares it holds the party below.

    `chain` are the names from the party itself up to this one, `shares` the share of each owner in the one before it (one
    fewer than the names). `depth` 0 is the party, 3 an owner at the third level.
    """

    obj: Obj
    path: str
    name: str
    country: str
    chain: tuple[str, ...]
    shares: tuple[Share, ...]

    @property
    def depth(self) -> int:
        """How many levels above the party."""
        return len(self.shares)


def walk(party: Obj) -> Iterator[Walked]:
    """The party and every owner, owner of an owner and so on that the file states, each with its way up.

    Screening looks at all of them: a listed party at the third level is met like one at the first.
    """
    yield from _walk(party, (), ())


def _walk(obj: Obj, chain: tuple[str, ...], shares: tuple[Share, ...]) -> Iterator[Walked]:
    name = name_of(obj)
    chain = (*chain, name or obj.id)
    yield Walked(obj, obj.path, name, country_of(obj), chain, shares)
    members = obj.lists.get("owners")
    for owner in members.objects if members is not None else ():
        yield from _walk(owner, chain, (*shares, share_of(owner) or Share()))


def name_of(obj: Obj) -> str:
    """The name of a party; "" where none is stated."""
    name = obj.facts.get("name")
    return name if isinstance(name, str) else ""


def country_of(obj: Obj) -> str:
    """The country in which a party is established, by its ISO code; "" where none, or more than one, is stated."""
    country = obj.facts.get("country")
    if isinstance(country, tuple):
        return str(country[0]) if len(country) == 1 else ""
    return str(country) if isinstance(country, Path) else ""


def share_of(obj: Obj) -> Share | None:
    """The share that an owner is said to hold; None where it is not stated or cannot be found out."""
    share = obj.facts.get("share")
    if not isinstance(share, Interval):
        return None
    low = share.lo if share.lo is not None else Decimal(0)
    return Share(low, share.hi if share.hi is not None else WHOLE)


def ownership_of(
    case: Case, party: Obj, law: Law, day: date | None = None, listed: Listed | None = None
) -> tuple[Ownership, str]:
    """The graph of a party's owners as a transaction states them, and the id of the party in it (its path in the file).

    Whether a party stands on a list is what the determination says too: by a confirmed hit, by name and country, or clean by
    a screening that is new enough; else UNKNOWN. `listed` adds what another screening found, list by list (lists that the law
    data does not hold, such as the British one). `day` is the day of the question, the transaction's by default.
    """
    with turn(law):
        return _graph(case, party, law, day or case.on, listed)


def _graph(
    case: Case, party: Obj, law: Law, day: date | None, listed: Listed | None
) -> tuple[Ownership, str]:
    world = LawWorld(law, case, case.known, {})
    parties: dict[str, Party] = {}
    holdings: list[Holding] = []
    for walked in walk(party):
        obj = walked.obj
        scope = Scope(obj, case, world.root, day=day)
        members, whole, _ = world.evaluator.members("owners", scope)
        truths = {id: world.listed(id, scope, None) for id in LAW_LISTS if id in law.lists}
        truths.update(listed(obj) if listed is not None else {})
        sdn = obj.facts.get("sdn_744_8")
        parties[obj.path] = Party(
            obj.path,
            walked.name or obj.id,
            walked.country,
            truths,
            whole,
            {"sdn_744_8": of_bool(sdn if isinstance(sdn, bool) else None)},
        )
        holdings += [
            Holding(owner.path, obj.path, share_of(owner), source="transaction", asserted_by=owner.path)
            for owner in members
        ]
    return Ownership(parties, tuple(holdings)), party.path
