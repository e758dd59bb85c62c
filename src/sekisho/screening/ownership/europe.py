"""Asset freezes of the European Union and of the United Kingdom: owned, or controlled, by a listed person."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, both, either

from .holdings import NONE, Ownership
from .regime import HALF, Reading, Regime
from .solving import Values, reaches, solve
from .stakes import Counting, Stakes, Sum

HALF_IS_ENOUGH_FROM = date(2024, 7, 3)
_CONTROL_OPEN = (
    "A listed person who holds a part may control the party by other means (right to appoint the board, agreement, dominant "
    "influence): that is a judgement on facts that are not stated."
)


def controlled(stakes: Stakes, id: str, values: Values) -> Truth:
    """Is a party controlled by an owner that counts? TRUE where that is stated; open for every holder of whom it is not."""
    stated: dict[str, Truth] = {}
    for holding in stakes.control(id):
        says = TRUE if holding.share is None or holding.share.low > NONE else FALSE
        says = UNKNOWN if says is FALSE and holding.share is not None and holding.share.high > NONE else says
        stated[holding.owner] = max(stated.get(holding.owner, FALSE), says)
    found = [both((truth, values.get(owner, UNKNOWN))) for owner, truth in stated.items()]
    found += [
        both((UNKNOWN, values.get(stake.owner, UNKNOWN)))
        for stake in stakes.of(id)
        if stake.owner not in stated and stake.share.high > NONE
    ]
    return either(found) if stakes.whole(id) else max(either(found), UNKNOWN)


class _Freeze(Regime):
    """What the two freezes share: property or votes, whichever is more, and control."""

    counting: ClassVar[Counting] = "larger"
    asks_control: ClassVar[bool] = True

    def red_flags(self, graph: Ownership, party: str, reading: Reading) -> tuple[str, ...]:
        """Holdings of listed persons below the limit, and shares that are not known."""
        if reading.holds is TRUE:
            return ()
        return tuple(
            f"{reading.stakes.name(stake.owner)}, {'' if reading.counts.get(stake.owner) is TRUE else 'possibly '}listed, owned "
            f"or controlled by listed persons, holds {stake.share}: look at who controls the party."
            for stake in reading.stakes.of(party)
            if reading.counts.get(stake.owner, UNKNOWN) > FALSE
        )


class EuropeanUnion(_Freeze):
    """Funds of an entity that listed persons own or control are presumed to be theirs: nothing may be made available to it.

    Council, Best Practices for the effective implementation of restrictive measures, chapters on ownership and control: in
    the edition of 2018-05-04 (8519/18) more than half of the proprietary rights or a majority interest; in that of 2024-07-03
    (11623/24) half or more. They guide and do not bind; Regulation (EU) 269/2014 itself says "owned, held or controlled".
    Holdings of several listed persons are added (Commission, FAQ on asset freezes, question 8: 30 % and 25 % are enough). A
    chain counts through an entity that is itself owned or controlled. Control is a judgement: where it is stated the answer
    is TRUE; where a listed person holds a part and nothing is said of control, UNKNOWN. The presumption can be rebutted.
    """

    id = "eu.freeze"
    title = "European Union: owned or controlled by listed persons"
    cite = "Council Best Practices (8519/18; 11623/24 since 2024-07-03); Regulation (EU) 269/2014, Article 2; Commission FAQ 8"
    authority = "EU"
    lists: ClassVar[tuple[str, ...]] = ("eu.sanctions",)
    limit = "half (more than half until 2024-07-02)"

    def force(self, day: date | None) -> tuple[Truth, str]:
        """The best practices of the day: they stand throughout, with another limit since 2024-07-03."""
        limit = "half or more" if _half_is_enough(day) else "more than half"
        return TRUE, f"The Council's best practices of the day take {limit} as ownership, or control."

    def read(self, graph: Ownership, party: str, day: date | None) -> Reading:
        """Owned in sum or controlled, from the listed persons downwards."""
        stakes = Stakes(graph, day, self.counting)
        above = not _half_is_enough(day)

        def owned(id: str, values: Values) -> Truth:
            return either(
                (reaches(stakes.total(id, values), HALF, above=above), controlled(stakes, id, values))
            )

        counts = solve(
            graph.above(party, day),
            lambda id, values: either((self.base(graph.party(id)), owned(id, values))),
        )
        holds = owned(party, counts)
        by_share = reaches(stakes.total(party, counts), HALF, above=above)
        why = (_CONTROL_OPEN,) if holds is UNKNOWN and by_share is FALSE else ()
        return Reading(holds, stakes.total(party, counts), counts, stakes, why)


def _half_is_enough(day: date | None) -> bool:
    return day is None or day >= HALF_IS_ENOUGH_FROM


class UnitedKingdom(_Freeze):
    """A designated person who holds more than half, directly or not, or controls the entity, brings it under the freeze.

    Regulations under the Sanctions and Anti-Money Laundering Act 2018, for instance regulation 7 and Schedule 1 of the Russia
    (Sanctions) (EU Exit) Regulations 2019: more than 50 % of the shares or votes, the right to appoint or remove a majority
    of the board, or it is reasonable to expect that the person can have the affairs conducted as it wishes. Held indirectly
    is what a person holds through one in which it has a majority stake. OFSI's general guidance does not add the shares of
    several designated persons, unless they act together or one controls the rights of another. So each person is summed up by
    itself; several of whom it is stated that they act together are one; where they are more than half only together and
    nothing is stated, the answer is UNKNOWN and asks.
    """

    id = "gb.freeze"
    title = "United Kingdom: owned or controlled by a designated person"
    cite = "Russia (Sanctions) (EU Exit) Regulations 2019, regulation 7 and Schedule 1 (others alike); OFSI general guidance, chapter 4"
    authority = "GB"
    lists: ClassVar[tuple[str, ...]] = ("gb.sanctions",)
    limit = "more than 50 % by one person"
    asks_together: ClassVar[bool] = True

    def force(self, day: date | None) -> tuple[Truth, str]:
        """In force since the regulations took effect at the end of 2020; before that the law of the Union applied."""
        if day is not None and day < date(2020, 12, 31):
            return (
                UNKNOWN,
                "Before 2020-12-31 23:00 the law of the Union applied in the United Kingdom: see its answer.",
            )
        return TRUE, "Regulation 7 applies: more than 50 % by one designated person, or control."

    def read(self, graph: Ownership, party: str, day: date | None) -> Reading:
        """Each designated person, or group that acts together, by itself; then all of them as if they acted together."""
        stakes = Stakes(graph, day, self.counting)
        ids = graph.above(party, day)
        base = {id: self.base(graph.party(id)) for id in ids}
        persons = _Persons(stakes, ids, {**base, party: FALSE}, party)
        roots = frozenset(id for id in ids if base[id] > FALSE and id != party)
        groups = [frozenset({id}) for id in roots] + [group & roots for group in graph.together]
        separate = any(roots <= group for group in graph.apart)
        everyone, counts = persons.solved(roots, frozenset())
        # Who is only possibly designated makes nothing certain: such a person is solved where the others are kept apart.
        asked = (
            [g for g in groups if g and (separate or any(base[id] is TRUE for id in g))]
            if everyone > FALSE
            else []
        )
        found = [persons.solved(group, roots - group if separate else frozenset()) for group in asked]
        single = either(truth for truth, _ in found)
        # All together is the most there can be: where not even that is enough, nobody alone is. Whoever owns a designated
        # person adds nothing to it; whoever may own another holder may.
        known = all(graph.party(id).whole or base[id] is TRUE for id in ids)
        holds = single if single is TRUE or (separate and known) else min(everyone, UNKNOWN)
        largest = max((stakes.total(party, each).low for _, each in found), default=NONE)
        together = stakes.total(party, counts)
        why = []
        if single is not TRUE and holds is UNKNOWN and reaches(together, HALF, above=True) is TRUE:
            why.append(
                "Only together do they hold more than half: do they act together, or does one control another's rights?"
            )
        elif holds is UNKNOWN:
            why.append(_CONTROL_OPEN)
        return Reading(holds, Sum(largest, together.high), counts, stakes, tuple(why))


class _Persons:
    """What a person, or several as if they were one, own or control of the parties below them."""

    def __init__(self, stakes: Stakes, ids: tuple[str, ...], base: dict[str, Truth], party: str) -> None:
        self.stakes = stakes
        self.ids = ids
        self.base = base
        self.party = party

    def solved(self, group: frozenset[str], out: frozenset[str]) -> tuple[Truth, dict[str, Truth]]:
        """Does the group own or control the party; who counts as the group. `out`: persons that are no part of it for certain."""

        def held(id: str, values: Values) -> Truth:
            if id in out:
                return FALSE
            own = self.base[id] if id in group else FALSE
            return either((own, self._below(id, values)))

        counts = solve(self.ids, held)
        return self._below(self.party, counts), counts

    def _below(self, id: str, values: Values) -> Truth:
        by_share = reaches(self.stakes.total(id, values), HALF, above=True)
        return either((by_share, controlled(self.stakes, id, values)))
