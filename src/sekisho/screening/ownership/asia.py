"""Ownership in Chinese and Japanese export control law."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sekisho.law.compiled import Law
from sekisho.law.force import force
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, both, either

from .holdings import Ownership
from .regime import HALF, Reading, Regime
from .solving import Values, reaches, solve, some_owner
from .stakes import Stakes, Sum


class Mofcom61(Regime):
    """Firms of which a party on the control or watch list holds half or more are in principle refused rare-earth items abroad.

    MOFCOM Announcement No. 61 of 2025, paragraph 2 (持股50%以上的子公司、分公司), from 2025-10-09, suspended from 2025-11-07 by
    Announcement No. 70; the force is taken from the law data. It speaks of subsidiaries held by half or more by one listed
    party. Whether a firm counts that is held through another firm, and whether the shares of several listed owners are
    added, the text does not say: both are UNKNOWN here as in the law data, and no fact of the party settles them. No other
    Chinese instrument that was read states an arithmetic of ownership; Article 5 of the Anti-Foreign Sanctions Law leaves
    organisations of listed persons to a decision.
    """

    id = "cn.mofcom-61"
    title = "MOFCOM Announcement 61 of 2025: held by half or more by a listed party"
    cite = "MOFCOM Announcement No. 61 of 2025, paragraph 2"
    authority = "CN"
    lists: ClassVar[tuple[str, ...]] = ("cn.control-list", "cn.watch-list")
    limit = "50 % or more by one listed party"
    provision = "cn-2025-mofcom-61.refused"

    def __init__(self, law: Law, known: date | None = None) -> None:
        """`known`: the law as published by that day."""
        self.law = law
        self.known = known

    def force(self, day: date | None) -> tuple[Truth, str]:
        """From the law data: three first days for the three routes, and the suspension."""
        provision = self.law.provision(self.provision)
        if provision is None:
            return UNKNOWN, "The law data does not hold Announcement 61: whether it is in force is not known."
        truth, atoms = force(self.law, provision, day, self.known)
        state = {TRUE: "in force", FALSE: "not in force", UNKNOWN: "of unconfirmed force"}[truth]
        named = f" ({', '.join(atoms)})" if atoms else ""
        return truth, f"On {day or 'an unstated day'} Announcement 61 is {state}{named}."

    def read(self, graph: Ownership, party: str, day: date | None) -> Reading:
        """One listed owner of half; through firms and in sum only as open questions."""
        stakes = Stakes(graph, day)
        ids = graph.above(party, day)
        base = {id: self.base(graph.party(id)) for id in ids}

        def half(id: str, values: Values) -> Truth:
            found = either(
                both((values[stake.owner], reaches(Sum(stake.share.low, stake.share.high), HALF)))
                for stake in stakes.of(id)
            )
            return found if stakes.whole(id) else max(found, UNKNOWN)

        single = half(party, base)
        counts = solve(ids, lambda id, values: either((base[id], half(id, values))))
        chained = min(half(party, counts), UNKNOWN)
        added = min(reaches(stakes.total(party, base), HALF), UNKNOWN)
        holds = either((single, chained, added))
        why = []
        certain = {id: TRUE if counts[id] is TRUE else FALSE for id in ids}
        chain_open = single is not TRUE and half(party, {**certain, party: FALSE}) is TRUE
        sum_open = single is not TRUE and stakes.total(party, base).low >= HALF
        if chain_open:
            why.append("Open in law: does a firm count that a listed party holds through another firm?")
        if sum_open:
            why.append("Open in law: are the shares of several listed owners added up?")
        shown = {id: max(counts[id], base[id]) for id in ids}
        return Reading(
            holds, stakes.total(party, base), shown, stakes, tuple(why), kept_open=chain_open or sum_open
        )

    def red_flags(self, graph: Ownership, party: str, reading: Reading) -> tuple[str, ...]:
        """Listed owners below half."""
        return tuple(
            f"{reading.stakes.name(stake.owner)}, {'' if reading.counts.get(stake.owner) is TRUE else 'possibly '}on a Chinese "
            f"list, holds {stake.share}."
            for stake in reading.stakes.of(party)
            if reading.holds is not TRUE and reading.counts.get(stake.owner, UNKNOWN) > FALSE
        )


class Meti(Regime):
    """Japan states no arithmetic of ownership: the End User List names bodies, and a listed owner is a matter to look into.

    METI, Foreign End User List (外国ユーザーリスト) under the catch-all control (Export Trade Control Order, Article 4(1)(iii)
    and the guidelines on it). Nothing that was read extends an entry to firms by shares. The answer is therefore FALSE for the
    arithmetic and says nothing of the end use; a listed owner is shown as a red flag.
    """

    id = "jp.end-user-list"
    title = "METI End User List: no arithmetic of ownership"
    cite = "Export Trade Control Order, Article 4(1)(iii); Foreign End User List"
    authority = "JP"
    lists: ClassVar[tuple[str, ...]] = ("jp.foreign-end-user-list", "jp.foreign-end-user-list-cw")
    limit = "no limit"

    def force(self, day: date | None) -> tuple[Truth, str]:
        """There is no rule of this kind."""
        return (
            FALSE,
            "No Japanese rule that was read adds up shares: an entry of the End User List names its body alone.",
        )

    def read(self, graph: Ownership, party: str, day: date | None) -> Reading:
        """The shares of listed owners, for information."""
        stakes = Stakes(graph, day)
        counts = {id: self.base(graph.party(id)) for id in graph.above(party, day)}
        return Reading(FALSE, stakes.total(party, counts), counts, stakes)

    def red_flags(self, graph: Ownership, party: str, reading: Reading) -> tuple[str, ...]:
        """Owners on the End User List: the exporter's check of the end use has to look at them."""
        listed = some_owner(reading.stakes, party, reading.counts)
        if listed is FALSE:
            return ()
        return tuple(
            f"{reading.stakes.name(stake.owner)}, {'' if reading.counts.get(stake.owner) is TRUE else 'possibly '}on the End User "
            f"List, holds {stake.share}: look at the end use."
            for stake in reading.stakes.of(party)
            if reading.counts.get(stake.owner, UNKNOWN) > FALSE
        )
