"""The entries of a list put together by their ids: nothing that has a name is lost."""

from __future__ import annotations

from attrs import evolve

from sekisho.sources.formats.reading import stable_id, unique
from sekisho.sources.formats.written_names import once
from sekisho.sources.records import Flaw, ListedParty


def keep(parties: dict[str, ListedParty], party: ListedParty, where: str, flaws: list[Flaw]) -> None:
    """Add an entry. One without a reference is kept under a hash of its name, one that stands twice keeps what both say."""
    if not party.names:
        flaws.append(Flaw(where, f"it has no name and is left out ({party.id or 'no reference'})"))
        return
    if not party.id:
        letters = "".join(mark for mark in party.names[0].text.casefold() if mark.isalnum())
        party = evolve(party, id=stable_id(party.source, letters))
        flaws.append(Flaw(where, f"{party.names[0].text} has no reference; it is kept under {party.id}"))
    there = parties.get(party.id)
    if there is not None:
        flaws.append(Flaw(where, f"{party.id} stands in the list twice; what both entries say is kept"))
        party = both(there, party)
    parties[party.id] = party


def both(first: ListedParty, second: ListedParty) -> ListedParty:
    """The first entry with the names, addresses, numbers and ties that only the second has."""
    return evolve(
        first,
        names=once([*first.names, *second.names]),
        lists=unique([*first.lists, *second.lists]),
        countries=unique([*first.countries, *second.countries]),
        addresses=tuple(dict.fromkeys([*first.addresses, *second.addresses])),
        identifiers=tuple(dict.fromkeys([*first.identifiers, *second.identifiers])),
        births=unique([*first.births, *second.births]),
        birth_places=unique([*first.birth_places, *second.birth_places]),
        nationalities=unique([*first.nationalities, *second.nationalities]),
        programmes=unique([*first.programmes, *second.programmes]),
        relations=tuple(dict.fromkeys([*first.relations, *second.relations])),
        facts=(
            *first.facts,
            *((name, value) for name, value in second.facts if name not in dict(first.facts)),
        ),
    )
