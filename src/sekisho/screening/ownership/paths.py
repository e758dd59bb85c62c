"""The chains by which a listed party reaches the one that is asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sekisho.logic.truth import FALSE, UNKNOWN, Truth

from .answer import OwnerPath, PathStep
from .holdings import Party, Stake
from .stakes import Stakes

MOST = 50
"""So many chains are shown; a graph of cross-holdings can have more than anybody reads."""


def paths_to(
    party: str, stakes: Stakes, counts: Mapping[str, Truth], base: Callable[[Party], Truth]
) -> tuple[OwnerPath, ...]:
    """Every chain from a party that is or may be listed (`base`) through owners that count, certain ones and short ones first.

    A party of which nothing says that it may be listed, beyond that nobody looked, ends a chain too: it is where to look.
    No party stands twice in a chain.
    """
    found: list[tuple[int, OwnerPath]] = []

    def climb(held: str, below: tuple[Stake, ...], seen: frozenset[str]) -> None:
        for stake in stakes.of(held):
            if len(found) >= MOST * 4:
                return
            if stake.owner in seen or counts.get(stake.owner, UNKNOWN) is FALSE:
                continue
            chain = (stake, *below)
            truth = base(stakes.graph.party(stake.owner))
            if truth > FALSE:
                found.append((-truth, OwnerPath(tuple(_step(one, stakes) for one in chain))))
            climb(stake.owner, chain, seen | {stake.owner})

    climb(party, (), frozenset({party}))
    found.sort(key=lambda pair: (pair[0], len(pair[1].steps)))
    return tuple(path for _, path in found[:MOST])


def _step(stake: Stake, stakes: Stakes) -> PathStep:
    since = max((h.since for h in stake.holdings if h.since is not None), default=None)
    sources = dict.fromkeys(h.source or h.asserted_by for h in stake.holdings if h.source or h.asserted_by)
    return PathStep(stake.owner, stakes.name(stake.owner), stake.share, since, ", ".join(sources))
