"""The parties that the law itself names, as listed parties: searched with no synced list at all.

The law holds the parties of Chinese, Japanese, Taiwanese and American announcements, dated. A part of a list (the rows of the
Entity List with footnote 4) has rows without names; here they are facts of the row of the whole list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sekisho.determine.parties import folded, rows_by_name, whole_of
from sekisho.law.compiled import Law
from sekisho.law.model import PartyRow
from sekisho.sources.records import ListedName, ListedParty

_BARE = re.compile(r"Address\s+\d+")
LAW = "law"
"""The source of the parties that the law names itself."""


def parties_of(law: Law) -> Iterator[ListedParty]:
    """Every party that the law names, once for each list on which it stands, with the parts of that list."""
    parts = _parts(law)
    for list_id, rows in law.parties.items():
        # What is no declared list (validated end users) is a relief's table and no ground for a hit.
        if list_id in law.lists and not whole_of(law, list_id):
            for row in rows:
                yield _party(row, parts.get(row.id, ()))


def entry_of(law: Law, list_id: str, party: ListedParty) -> str:
    """The row of the law for a listed party of any source: by its id, or the one row of its name and country; "" for none.

    A synced edition may hold a party that the law does not hold yet; then the hit stands on the list without a row.
    """
    if party.source == LAW:
        return party.id
    found = {
        row.id
        for name in party.names
        for row in rows_by_name(law, list_id).get(folded(name.text), ())
        if not row.country or not party.countries or row.country.partition("-")[0] in party.countries
    }
    return found.pop() if len(found) == 1 else ""


def stands_on(party: ListedParty, day: date | None) -> bool:
    """Does a party of the law stand on its list on a day? On none: does it stand there still?"""
    if day is None:
        return party.until is None
    return (party.listed_on is None or party.listed_on <= day) and (party.until is None or day <= party.until)


def list_day(law: Law, list_id: str) -> date | None:
    """The day on which the law's own rows of a list were last held against the source; None where it holds no row."""
    if list_id not in law.parties:
        return None
    control_list = law.lists.get(list_id)
    instrument = law.instruments.get(control_list.instrument) if control_list is not None else None
    if instrument is not None and instrument.checked is not None:
        return instrument.checked
    return law.checked.get(control_list.authority) if control_list is not None else None


def _parts(law: Law) -> dict[str, tuple[str, ...]]:
    """By the id of a row of a whole list: the parts of the list in which it stands."""
    found: dict[str, list[str]] = {}
    for list_id, rows in law.parties.items():
        if whole_of(law, list_id):
            suffix = "." + list_id.rpartition(".")[2]
            for row in rows:
                found.setdefault(row.id.removesuffix(suffix), []).append(list_id)
    return {id: tuple(dict.fromkeys(lists)) for id, lists in found.items()}


def _party(row: PartyRow, parts: tuple[str, ...]) -> ListedParty:
    starts = [version.start for version in row.versions]
    ends = [version.until for version in row.versions]
    facts = [("instrument", row.instrument)]
    if row.category:
        facts.append(("category", row.category))
    if row.note:
        facts.append(("note", row.note))
    return ListedParty(
        source=LAW,
        id=row.id,
        lists=(row.list, *parts),
        kind="address" if row.names and _BARE.fullmatch(row.names[0]) else "unknown",
        names=_names(row),
        countries=(row.country.partition("-")[0],) if row.country else (),
        listed_on=None if not starts or None in starts else min(day for day in starts if day is not None),
        until=None if not ends or None in ends else max(day for day in ends if day is not None),
        citation=row.instrument,
        facts=tuple(facts),
    )


def _names(row: PartyRow) -> tuple[ListedName, ...]:
    bare = bool(row.names) and _BARE.fullmatch(row.names[0]) is not None
    first = ListedName(row.names[0], "address" if bare else "primary") if row.names else None
    native = ListedName(row.native, "native") if row.native else None
    rest = (ListedName(name, "alias") for name in row.names[1:] if name != row.native)
    return tuple(name for name in (first, native, *rest) if name is not None)
