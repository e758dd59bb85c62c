"""Whose answer to a transaction may be another one after a day of change: most days change lists of parties that are not meant.

Two kinds of change are seen through; every other is taken to touch all authorities.

- A row of a list of parties bears on a transaction only through its names, and through a screening of its list: where no
  party bears one of its names, and no party was screened against the list, `listed` says the same before and after
  (`determine/parties.py`).
- Whether a requirement is in force is asked by its own authority alone, and by requirements that yield to it.

What a transaction itself says of days (a licence runs out, a declaration lapses) may change an answer too: between two days
on which it does, nothing is seen through (`own_days`). The tests hold all this against determinations of every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sekisho.law.compiled import Law
from sekisho.law.days import Event
from sekisho.law.model import Requirement
from sekisho.logic.objects import Case, Obj

from .parties import folded, whole_of


def touched(law: Law, case: Case, events: Iterable[Event]) -> frozenset[str] | None:
    """The authorities whose answer some events may change; None for all of them."""
    found: set[str] = set()
    parties = [obj for obj in case.root.walk() if obj.kind == "party"]
    for id in {event.provision for event in events}:
        if id in law.party_rows:
            if any(_bears(law, id, party) for party in parties):
                return None
            continue
        provision = law.provision(id)
        if not isinstance(provision, Requirement):
            return None
        found |= {provision.authority, *_yielding(law).get(id, ())}
    return frozenset(found)


def own_days(law: Law, case: Case) -> frozenset[date]:
    """The days that the transaction itself names, with the days after them: on these its own facts may come to count or cease to."""
    found: set[date] = set()
    for obj in case.root.walk():
        found |= {value for value in obj.facts.values() if isinstance(value, date)}
        found |= {claim.as_of for claim in obj.claims.values() if claim.as_of is not None}
        if obj.screening is not None:
            found |= {
                day for day in (obj.screening.on, *(day for _, day in obj.screening.days)) if day is not None
            }
    for declaration in case.declarations:
        kind = law.vocabulary.declarations.get(declaration.what)
        found |= {day for day in (declaration.on, declaration.until) if day is not None}
        if declaration.on is not None and kind is not None and kind.days is not None:
            found.add(declaration.on + timedelta(days=int(kind.days)))
    found |= {answer.on for answer in case.answers if answer.on is not None}
    found |= {rate.day for rate in case.rates if isinstance(rate.day, date)}
    return frozenset(found | {day + timedelta(days=1) for day in found})


def _bears(law: Law, id: str, party: Obj) -> bool:
    """Whether a row of a list may bear on a party."""
    row = law.party_rows[id]
    names = {folded(name) for name in (*row.names, row.native) if name}
    name = party.facts.get("name")
    if name is not None and (not isinstance(name, str) or not names or folded(name) in names):
        return True
    if party.screening is None:
        return False
    lists = _lists_of(law)[id]
    lists |= {whole for one in lists if (whole := whole_of(law, one))}
    said = party.screening
    return bool(lists & (said.lists | {one for one, _ in (*said.hits, *said.possible, *said.refuted)}))


def _lists_of(law: Law) -> Mapping[str, frozenset[str]]:
    """By the id of a row the lists that hold it; worked out once per law."""
    found: dict[str, frozenset[str]] | None = law.cache.get("lists of rows")
    if found is None:
        found = {}
        for list_id, rows in law.parties.items():
            for row in rows:
                found[row.id] = found.get(row.id, frozenset()) | {list_id}
        law.cache["lists of rows"] = found
    return found


def _yielding(law: Law) -> Mapping[str, frozenset[str]]:
    """By the id of a requirement the authorities of those that yield to it; worked out once per law."""
    found: dict[str, frozenset[str]] | None = law.cache.get("yielding authorities")
    if found is None:
        found = {}
        for requirement in law.requirements.values():
            for id in requirement.yields_to:
                found[id] = found.get(id, frozenset()) | {requirement.authority}
        law.cache["yielding authorities"] = found
    return found
