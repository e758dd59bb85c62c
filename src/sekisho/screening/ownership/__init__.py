"""Ownership: stakes in parties as a dated graph, and each authority's own arithmetic over it.

A share that is not known is an interval, an owner of whom nobody looked up anything may be listed, a list of owners that is not
said to be whole may have others: none of that is ever a "no". The answer shows the sum, the chains, and the fewest facts that
would settle it.
"""

from __future__ import annotations

from datetime import date

from sekisho.law.compiled import Law

from .answer import Counted, MissingFact, OwnerPath, OwnershipAnswer, PathStep, Question
from .asia import Meti, Mofcom61
from .bis import BisAffiliates
from .europe import EuropeanUnion, UnitedKingdom
from .from_lists import holdings_of_lists
from .from_transaction import Walked, ownership_of, walk
from .holdings import Holding, HoldingKind, Ownership, Party, Share
from .ofac import Ofac
from .regime import Regime
from .stakes import Sum
from .telling import as_data

__all__ = [
    "BisAffiliates",
    "Counted",
    "EuropeanUnion",
    "Holding",
    "HoldingKind",
    "Meti",
    "MissingFact",
    "Mofcom61",
    "Ofac",
    "OwnerPath",
    "Ownership",
    "OwnershipAnswer",
    "Party",
    "PathStep",
    "Question",
    "Regime",
    "Share",
    "Sum",
    "UnitedKingdom",
    "Walked",
    "answers",
    "as_data",
    "holdings_of_lists",
    "ownership_of",
    "regimes",
    "walk",
]


def regimes(law: Law, known: date | None = None) -> tuple[Regime, ...]:
    """Every regime of ownership that is computed: American (export control, then Treasury), Union, British, Chinese, Japanese.

    Korea and Taiwan are not among them: their law on owners was not read, so no answer of theirs may be taken from silence.
    """
    return (
        BisAffiliates(law, "entity-list", known),
        BisAffiliates(law, "entity-list-partial", known),
        BisAffiliates(law, "sdn", known),
        BisAffiliates(law, "meu", known),
        Ofac(),
        EuropeanUnion(),
        UnitedKingdom(),
        Mofcom61(law, known),
        Meti(),
    )


def answers(
    graph: Ownership, party: str, day: date | None, law: Law, known: date | None = None
) -> tuple[OwnershipAnswer, ...]:
    """What every regime says of a party on a day."""
    return tuple(regime.answer(graph, party, day) for regime in regimes(law, known))
