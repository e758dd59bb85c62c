"""The American affiliates rule of the EAR: held by half or more, in sum, by listed parties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

from sekisho.law.compiled import Law
from sekisho.law.force import force
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, both, either, negate

from .holdings import Ownership, Party
from .regime import HALF, Reading, Regime
from .solving import Values, reaches, solve, some_owner
from .stakes import Stakes

Treatment = Literal["entity-list", "entity-list-partial", "meu", "sdn"]

ENTITY_LIST, MEU_LIST, SDN = "us.entity-list", "us.meu-list", "us.sdn"
PARTIAL = tuple(
    f"{ENTITY_LIST}.{part}" for part in ("projects", "supp7", "excepted", "excepted-oil", "excepted-drone")
)
DENIAL = tuple(f"{ENTITY_LIST}.{part}" for part in ("fn3", "policy-denial", "policy-denial-746"))
FOOTNOTES = tuple(f"{ENTITY_LIST}.fn{number}" for number in (1, 3, 4, 5))
_OF = {
    "entity-list": "as a party of the Entity List",
    "entity-list-partial": "as a party of the Entity List whose row reaches some items or projects",
    "meu": "as a party of the Military End User List",
    "sdn": "as an SDN under a programme that § 744.8 names",
}


class BisAffiliates(Regime):
    """A foreign entity held by half or more by listed parties is treated like the most restrictive of its owners.

    15 CFR 744.11(a)(1) (Entity List), 744.21(a)(3) (Military End User List), 744.8(a)(2) (SDNs under the programmes named
    there) and Supplement No. 8 to Part 744, as added by 90 FR 47201: in force from 2025-09-29 to 2025-11-09, stayed from
    2025-11-10 to 2026-11-09 (90 FR 50857), back on 2026-11-10 by its own text, which nobody who was read has confirmed.
    The force is taken from the law data, provision by provision.

    Shares of all such owners add up, whichever of the three lists they stand on. An owner that listed parties hold by half
    counts with the whole of its share; a share is never multiplied along the chain. An entity of the United States is no
    foreign entity: it is not treated as listed, and it passes nothing on. An owner below half is a red flag (Supp. 8,
    paragraph (c)); a listed owner whose share cannot be found out is red flag 29 of Supp. 3 to Part 732: resolve it or ask
    for a licence. Who merely uses a listed address passes nothing on (§ 744.11(a)(1)).
    """

    authority = "US"
    lists: ClassVar[tuple[str, ...]] = (ENTITY_LIST, SDN, MEU_LIST)

    def __init__(self, law: Law, of: Treatment = "entity-list", known: date | None = None) -> None:
        """`of`: the treatment that is asked about; `known`: the law as published by that day."""
        self.law = law
        self.of = of
        self.known = known
        self.id = f"us.bis-affiliates.{of}"
        self.title = f"Affiliates rule: treated {_OF[of]}"
        self.provision = f"us-2025-bis-affiliates.{of}"
        self.cite = {
            "meu": "15 CFR 744.21(a)(3)",
            "sdn": "15 CFR 744.8(a)(2)",
        }.get(of, "15 CFR 744.11(a)(1); Supp. No. 8 to Part 744")

    def force(self, day: date | None) -> tuple[Truth, str]:
        """From the law data: the rule, its stay, and that its return is unconfirmed."""
        provision = self.law.provision(self.provision)
        if provision is None:
            return (
                UNKNOWN,
                "The law data does not hold the affiliates rule: whether it is in force is not known.",
            )
        truth, atoms = force(self.law, provision, day, self.known)
        state = {TRUE: "in force", FALSE: "not in force", UNKNOWN: "of unconfirmed force"}[truth]
        open_states = f" ({', '.join(atoms)})" if atoms else ""
        return truth, f"On {day or 'an unstated day'} the affiliates rule is {state}{open_states}."

    def base(self, party: Party) -> Truth:
        """On the Entity List, on the Military End User List, or an SDN of § 744.8."""
        return either(
            (
                party.on_list(ENTITY_LIST),
                party.on_list(MEU_LIST),
                both((party.on_list(SDN), party.fact("sdn_744_8"))),
            )
        )

    def rank(self, party: Party, list_id: str) -> int:
        """Denial before the Entity List, that before an SDN, that before the Military End User List."""
        denial = list_id == ENTITY_LIST and either(party.on_list(id) for id in DENIAL) is TRUE
        return 0 if denial else self.lists.index(list_id) + 1

    def decide(self, graph: Ownership, party: str, day: date | None) -> Truth:
        """The treatment that is asked about, without the others."""
        basis = _Basis(self, graph, party, day)
        holds = basis.treated({id: self.roots(graph.party(id))[self.of] for id in basis.ids})[party]
        return min(holds, UNKNOWN) if self.of == "entity-list-partial" else holds

    def read(self, graph: Ownership, party: str, day: date | None) -> Reading:
        """Restricted parties first, then who holds half, then whose treatment is taken over."""
        basis = _Basis(self, graph, party, day)
        stakes, ids, counts, treated = basis.stakes, basis.ids, basis.counts, basis.treated
        roots = {id: self.roots(graph.party(id)) for id in ids}
        every: dict[str, dict[str, Truth]] = {of: treated({id: roots[id][of] for id in ids}) for of in _OF}
        found = {of: its[party] for of, its in every.items()}
        found["entity-list-partial"] = min(found["entity-list-partial"], UNKNOWN)
        denial = treated({id: either(graph.party(id).on_list(one) for one in DENIAL) for id in ids})[party]
        inherited = [(of, truth) for of, truth in found.items() if truth > FALSE]
        inherited += [("policy-of-denial", denial)] if denial > FALSE else []
        inherited += self._footnotes(graph, party, stakes, every["entity-list"])
        why = [f"{_inherits(of)}." for of, truth in inherited if truth is TRUE]
        if unsure := [of for of, truth in inherited if truth is UNKNOWN]:
            why.append(f"Not excluded, for something is unknown or nobody looked: {', '.join(unsure)}.")
        if foreign(graph.party(party)) is FALSE:
            why.append("An entity of the United States is no foreign entity: the rule does not reach it.")
        if self.of == "entity-list-partial" and found[self.of] is not FALSE:
            why.append(
                "Whether the owners' rows together reach the item is a question of law that stays open."
            )
        return Reading(
            found[self.of],
            stakes.total(party, counts),
            counts,
            stakes,
            tuple(why),
            tuple(inherited),
            kept_open=self.of == "entity-list-partial",
        )

    def listing_open(self, party: Party) -> bool:
        """Also where it counts for certain and only the treatment that it hands on is open."""
        return self.base(party) is UNKNOWN or self.roots(party)[self.of] is UNKNOWN

    def listings(self) -> tuple[Mapping[str, Truth], ...]:
        """On none; on the Entity List wholly or for some items; on the other two lists alone."""
        none = dict.fromkeys((*self.lists, *PARTIAL), FALSE)
        return (
            none,
            {**none, ENTITY_LIST: TRUE, MEU_LIST: TRUE, SDN: TRUE},
            {**none, ENTITY_LIST: TRUE, PARTIAL[0]: TRUE},
            {**none, MEU_LIST: TRUE},
            {**none, SDN: TRUE},
        )

    def roots(self, party: Party) -> dict[str, Truth]:
        """Which treatment a party hands on because it stands on a list itself."""
        partial = either(party.on_list(id) for id in PARTIAL)
        return {
            "entity-list": both((party.on_list(ENTITY_LIST), negate(partial))),
            "entity-list-partial": partial,
            "meu": party.on_list(MEU_LIST),
            "sdn": both((party.on_list(SDN), party.fact("sdn_744_8"))),
        }

    def _footnotes(
        self, graph: Ownership, party: str, stakes: Stakes, treated: Mapping[str, Truth]
    ) -> list[tuple[str, Truth]]:
        """The footnotes that a party takes over (§ 734.9(e) and (g)): one owner with it, half held by Entity List parties or
        by those that are treated like them."""
        on_list = {id: max(graph.party(id).on_list(ENTITY_LIST), truth) for id, truth in treated.items()}
        found = []
        for footnote in FOOTNOTES:

            def carries(id: str, values: Values, footnote: str = footnote) -> Truth:
                counted = {o: max(values[o], on_list[o]) for o in treated}
                by_owners = both((some_owner(stakes, id, values), reaches(stakes.total(id, counted), HALF)))
                return max(graph.party(id).on_list(footnote) if id != party else FALSE, by_owners)

            truth = solve(treated, carries)[party]
            if truth > FALSE:
                found.append((footnote, truth))
        return found

    def red_flags(self, graph: Ownership, party: str, reading: Reading) -> tuple[str, ...]:
        """Red flag 29 (share not known), minority ties (Supp. 8, paragraph (c)), control without a share."""
        flags = []
        for stake in reading.stakes.of(party):
            counts = reading.counts.get(stake.owner, UNKNOWN)
            name = reading.stakes.name(stake.owner)
            may = "" if counts is TRUE else "possibly "
            if counts is FALSE:
                continue
            if not stake.stated:
                flags.append(
                    f"Red flag 29: {name}, {may}listed or held by listed parties, owns part of the party and the share is not "
                    "known. Find it out, or ask BIS for a licence."
                )
            elif stake.share.high < HALF and reaches(reading.sum, HALF) is not TRUE:
                flags.append(
                    f"Minority tie: {name}, {may}listed or held by listed parties, holds {stake.share}. More care is due "
                    "(Supp. No. 8 to Part 744, paragraph (c))."
                )
        for holding in reading.stakes.control(party):
            if reading.counts.get(holding.owner, UNKNOWN) > FALSE and (
                holding.share is None or holding.share.high > 0
            ):
                name = reading.stakes.name(holding.owner)
                flags.append(
                    f"Control: {name} controls the party. The rule counts ownership; the tie is a red flag."
                )
        return tuple(flags)


class _Basis:
    """Who is restricted by listing or owners, and which of the parties are affiliates."""

    def __init__(self, rule: BisAffiliates, graph: Ownership, party: str, day: date | None) -> None:
        self.stakes = stakes = Stakes(graph, day)
        self.ids = graph.above(party, day)

        def restricted(id: str, values: Values) -> Truth:
            held = reaches(stakes.total(id, values), HALF)
            return either((rule.base(graph.party(id)), both((foreign(graph.party(id)), held))))

        self.counts = solve(self.ids, restricted)
        self.affiliate = {
            id: both((foreign(graph.party(id)), reaches(stakes.total(id, self.counts), HALF)))
            for id in self.ids
        }

    def treated(self, root: Mapping[str, Truth]) -> dict[str, Truth]:
        """Which parties take over the treatment that the roots hand on."""

        def equation(id: str, values: Values) -> Truth:
            return either((root[id], both((self.affiliate[id], some_owner(self.stakes, id, values)))))

        upstream = solve(self.ids, equation)
        return {id: both((self.affiliate[id], some_owner(self.stakes, id, upstream))) for id in self.ids}


def foreign(party: Party) -> Truth:
    """Is a party no entity of the United States? UNKNOWN where its country is not stated."""
    if not party.country:
        return UNKNOWN
    return FALSE if party.country == "US" or party.country.startswith("US-") else TRUE


def _inherits(of: str) -> str:
    if of in _OF:
        return f"To be treated {_OF[of]}"
    return "Policy of denial" if of == "policy-of-denial" else f"Takes over {of}"
