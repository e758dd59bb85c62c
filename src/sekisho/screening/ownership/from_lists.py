"""Ties that official lists state themselves: parents, subsidiaries, "owned or controlled by", almost never with a share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from sekisho.logic.truth import TRUE
from sekisho.sources.records import ListedParty, PartyRelation

from .holdings import Holding, Ownership, Party, Share

_HELD_BY_OTHER = {"owned-by", "subsidiary", "controlled-by"}
_HOLDS_OTHER = {"owns", "parent"}


def party_id(party: ListedParty) -> str:
    """The id of a listed party in the graph: its source and its id there."""
    return f"{party.source}:{party.id}"


def holdings_of_lists(
    parties: Iterable[ListedParty], editions: Mapping[str, date] | None = None
) -> Ownership:
    """The graph of the ties that lists state. `editions`: the day of each source's edition, from which the tie is known.

    A tie reads "this party is … of the other": subsidiary, owned-by, controlled-by; parent, owns. Where no share is given the
    share is unknown, of ownership or of control, as the source leaves it ("Owned or Controlled By", OFAC); controlled-by is
    control. An operator, an associate or a relative owns nothing by that. A tie whose other end is only named goes to the
    listed party of exactly that name in the same source, else to a party that is known by this name alone.
    """
    listed = tuple(parties)
    by_name: dict[tuple[str, str], str] = {}
    known: dict[str, Party] = {}
    for party in listed:
        names = [name.text for name in party.names]
        country = party.countries[0] if len(party.countries) == 1 else ""
        known[party_id(party)] = Party(
            party_id(party), names[0] if names else party.id, country, dict.fromkeys(party.lists, TRUE)
        )
        for name in names:
            by_name.setdefault((party.source, _folded(name)), party_id(party))
    holdings = []
    for party in listed:
        for relation in party.relations:
            other = _other(party, relation, by_name, known)
            if other and (holding := _holding(party, relation, other, (editions or {}).get(party.source))):
                holdings.append(holding)
    return Ownership(known, tuple(holdings))


def _other(
    party: ListedParty, relation: PartyRelation, by_name: dict[tuple[str, str], str], known: dict[str, Party]
) -> str:
    if relation.other_id:
        id = f"{party.source}:{relation.other_id}"
        known.setdefault(id, Party(id, relation.other or relation.other_id))
        return id
    name = _folded(relation.other)
    if not name:
        return ""
    id = by_name.get((party.source, name), f"name:{name}")
    known.setdefault(id, Party(id, relation.other))
    return id


def _holding(party: ListedParty, relation: PartyRelation, other: str, edition: date | None) -> Holding | None:
    this = party_id(party)
    if relation.kind in _HELD_BY_OTHER:
        owner, held = other, this
    elif relation.kind in _HOLDS_OTHER:
        owner, held = this, other
    else:
        return None
    share = Share.read(relation.share) if relation.share else None
    control = relation.kind == "controlled-by"
    return Holding(
        owner,
        held,
        None if control else share,
        "control" if control else "equity" if share is not None else "unstated",
        relation.since or edition,
        relation.until,
        party.source,
        party.citation or party.id,
    )


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in text if unicodedata.category(char)[0] in "LN")
