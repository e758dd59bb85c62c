"""After a sync: which parties can a change of the lists touch? Only those are named, with the change that touches them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, TypeVar

from attrs import frozen

from sekisho.law.compiled import Law
from sekisho.sources.archive import Archive, Damaged
from sekisho.sources.diff import compare
from sekisho.sources.records import ListedParty
from sekisho.sources.registry import sources

from .found import Match, Screened
from .index import NameIndex
from .law_parties import parties_of
from .reasons import Hit, Query
from .screener import Screener

What = Literal["added", "changed", "removed"]
Asked = TypeVar("Asked")


@frozen
class ListChange:
    """A change of one entry since a day: it came, went, or is described otherwise (`fields` says in what)."""

    party: ListedParty
    what: What
    fields: tuple[str, ...] = ()


@frozen
class Touch:
    """A party that a change of the lists can touch: by which entry, and how. `match` is None for an entry that is gone."""

    change: ListChange
    hit: Hit
    match: Match | None = None


def changes_since(law: Law, archive: Archive, day: date) -> dict[tuple[str, str], ListChange]:
    """What changed on all lists after a day: in the law's own rows, and between the edition of that day and the one in use.

    A source that had no edition on that day counts as wholly new.
    """
    found: dict[tuple[str, str], ListChange] = {}
    for party in parties_of(law):
        if party.listed_on is not None and party.listed_on > day:
            found[party.key] = ListChange(party, "added")
        elif party.until is not None and party.until >= day:
            found[party.key] = ListChange(party, "removed")
    for source in sources():
        before, now = _editions(archive, source, day)
        if before is None or now is None:
            found.update({p.key: ListChange(p, "added") for p in now or ()})
            continue
        held = {party.id: party for party in (*before, *now)}
        changes = compare(before, now)
        for one in changes.added:
            found[source, one.id] = ListChange(held[one.id], "added")
        for one in changes.changed:
            found[source, one.id] = ListChange(held[one.id], "changed", one.fields)
        for one in changes.removed:
            found[source, one.id] = ListChange(held[one.id], "removed")
    return found


def _editions(
    archive: Archive, source: str, day: date
) -> tuple[tuple[ListedParty, ...] | None, tuple[ListedParty, ...] | None]:
    """The parties of a source as they stood on a day and as they stand now; None where there is no edition."""
    try:
        index = archive.index(source)
        now = archive.parties(source, index.edition) if index.edition is not None else None
    except Damaged:
        return None, None  # not at hand at all: the list is told as missing
    past = [edition for edition in index.editions if edition.day <= day]
    try:
        return archive.parties(source, past[-1]) if past else None, now
    except Damaged:
        return None, now  # with what it was we cannot compare: all of it may be new


def touched(
    screener: Screener, changes: Mapping[tuple[str, str], ListChange], asked: Iterable[tuple[Asked, Query]]
) -> Iterator[tuple[Asked, Touch]]:
    """The parties that these changes can touch, with the change and the match; the others are not named."""
    gone = [change.party for change in changes.values() if change.what == "removed"]
    removed = NameIndex.build(gone) if gone else None
    for who, query in asked:
        result: Screened = screener.screen(query)
        for match in result.matches:
            change = changes.get(match.hit.key)
            if change is not None and change.what != "removed":
                yield who, Touch(change, match.hit, match)
        for hit in removed.search(query) if removed is not None else ():
            if hit.alert:
                yield who, Touch(changes[hit.key], hit)
