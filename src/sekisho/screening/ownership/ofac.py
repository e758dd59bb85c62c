"""OFAC's 50 Percent Rule: blocked because blocked persons own half or more, in the aggregate."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, either

from .holdings import Ownership
from .regime import HALF, Reading, Regime
from .solving import Values, reaches, solve
from .stakes import Stakes

AGGREGATE_FROM = date(2014, 8, 13)


class Ofac(Regime):
    """An entity in which blocked persons hold half or more, directly or not, in the aggregate, is itself blocked.

    OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked (2014-08-13);
    Frequently Asked Questions 398 to 402. A chain counts through an entity that is itself held by half by blocked persons,
    and then with the whole of the entity's share (FAQ 401): 50 % of A, which holds 50 % of B, blocks B; 25 % of A, which
    holds 50 % of B, does not. Persons blocked under different programmes are added (FAQ 399). Control without ownership does
    not block (FAQ 398) and is a red flag. Before 2014-08-13 a single blocked owner was asked for: a sum of several is UNKNOWN
    there.

    Only the SDN List counts. The rule does not extend the NS-CMIC list; the sectoral directives have their own clause on
    ownership (half, for the debt and equity that they name), which is not computed here.
    """

    id = "us.ofac-50"
    title = "OFAC's 50 Percent Rule: blocked by ownership"
    cite = "OFAC guidance of 2014-08-13; FAQ 398 to 402"
    authority = "US"
    lists: ClassVar[tuple[str, ...]] = ("us.sdn",)

    def force(self, day: date | None) -> tuple[Truth, str]:
        """In force since the revised guidance; before it in its first form, for single owners."""
        if day is not None and day < AGGREGATE_FROM:
            return TRUE, f"On {day} the guidance of 2008 stood: one blocked owner of half or more."
        return TRUE, "OFAC's 50 Percent Rule stands since 2014-08-13 in its present form."

    def read(self, graph: Ownership, party: str, day: date | None) -> Reading:
        """Blocked parties from the listed ones downwards."""
        stakes = Stakes(graph, day)
        alone = day is not None and day < AGGREGATE_FROM

        def held(id: str, values: Values) -> Truth:
            by_sum = reaches(stakes.total(id, values), HALF)
            if not alone or by_sum is FALSE:
                return by_sum
            single = any(
                values.get(stake.owner) is TRUE and stake.share.low >= HALF for stake in stakes.of(id)
            )
            return TRUE if single else UNKNOWN

        counts = solve(
            graph.above(party, day), lambda id, values: either((self.base(graph.party(id)), held(id, values)))
        )
        why = ("Before 2014-08-13 the shares of several owners were not said to be added.",) if alone else ()
        return Reading(held(party, counts), stakes.total(party, counts), counts, stakes, why)

    def red_flags(self, graph: Ownership, party: str, reading: Reading) -> tuple[str, ...]:
        """Significant minority holdings and control by blocked persons (FAQ 398): caution, they may be listed next."""
        flags = []
        if reading.holds is not TRUE:
            flags += [
                f"{reading.stakes.name(stake.owner)}, "
                f"{'' if reading.counts.get(stake.owner) is TRUE else 'possibly '}blocked, holds {stake.share}: OFAC urges "
                "caution with significant minority holdings."
                for stake in reading.stakes.of(party)
                if reading.counts.get(stake.owner, UNKNOWN) > FALSE
            ]
        flags += [
            f"{reading.stakes.name(holding.owner)}, blocked or possibly so, controls the party: control alone does not block, "
            "but see that no blocked person signs or benefits."
            for holding in reading.stakes.control(party)
            if reading.counts.get(holding.owner, UNKNOWN) > FALSE
            and (holding.share is None or holding.share.high > 0)
        ]
        return tuple(flags)
