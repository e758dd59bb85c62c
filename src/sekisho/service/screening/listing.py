"""One listed party: its names, lists, dates, source, and what standing there means under each law."""

from __future__ import annotations

import threading
from typing import Any

import msgspec
from attrs import frozen

from sekisho.law.in_words import LANGUAGES, title_of
from sekisho.screening.answer import consequences_of
from sekisho.screening.index import NameIndex
from sekisho.screening.law_parties import LAW, entry_of
from sekisho.screening.screener import Screener


@frozen
class _Key:
    """What names an entry; the rest of it is not read."""

    source: str
    id: str


_keys = msgspec.msgpack.Decoder(_Key)
_numbers: list[tuple[NameIndex, dict[tuple[str, str], int]]] = []
_lock = threading.Lock()


def number_of(names: NameIndex, source: str, id: str) -> int | None:
    """The number of a listed party in an index; None where it holds none of this source and id."""
    with _lock:
        if not _numbers or _numbers[0][0] is not names:  # one index is in use at a time
            found = {}
            for number, packed in enumerate(names.packed()):
                key = _keys.decode(packed)
                found[key.source, key.id] = number
            _numbers[:] = [(names, found)]
        return _numbers[0][1].get((source, id))


def party_of(screener: Screener, source: str, id: str) -> dict[str, Any] | None:
    """A listed party by its source and id ("law", or that of a synced list); None where no list at hand holds it."""
    number = number_of(screener.names, source, id)
    if number is None:
        return None
    party = screener.names.party(number)
    law, today = screener.law, screener.today
    rows = {name: entry_of(law, name, party) for name in party.lists if name in law.lists}
    return {
        "entry": "/".join(party.key),
        "source": party.source,
        "kind": party.kind,
        "names": [{"text": name.text, "kind": name.kind} for name in party.names],
        "countries": list(party.countries),
        "nationalities": list(party.nationalities),
        "lists": [
            {"list": name, "row": rows.get(name, ""),
             "title": {lang: title_of(law, name, lang) for lang in LANGUAGES} if name in law.lists else {"en": name}}
            for name in party.lists
        ],
        "listed_on": party.listed_on.isoformat() if party.listed_on else None,
        "until": party.until.isoformat() if party.until else None,
        "citation": party.citation,
        "url": party.url,
        "programmes": list(party.programmes),
        "births": list(party.births),
        "addresses": [address.text for address in party.addresses],
        "identifiers": [{"kind": one.kind, "value": one.value} for one in party.identifiers],
        "facts": dict(party.facts),
        "remarks": party.remarks,
        "held_by": "law" if party.source == LAW else "edition",
        "consequences": consequences_of(party.lists, law, today),
        "on": today.isoformat(),
    }  # fmt: skip


def by_authority(consequences: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What follows from a listing, by authority: what it means for the party itself, what for those that it owns."""
    found: dict[str, dict[str, Any]] = {}
    for one in consequences:
        row = found.setdefault(one["authority"], {"authority": one["authority"], "party": [], "owner": []})
        row[one["of"]].append(one)
    return list(found.values())
