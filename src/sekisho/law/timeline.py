"""Measures and countermeasures in the order of their days, with what answers what and who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Literal, TypeAlias

from attrs import frozen

from sekisho.logic.conditions import Condition, Under, children
from sekisho.logic.truth import TRUE
from sekisho.logic.values import Path

from .compiled import Law, Relation
from .lint_cycles import conditions_of
from .model import Instrument

What: TypeAlias = Literal["published", "in-force", "ends", "suspended", "suspension-ends"]
_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Event:
    """What happened to an instrument on a day. `relations`: how it relates to others, with the source of that
    claim.

    `by`: the suspension, where one begins or ends. `open`: whether what follows is not confirmed.
    """

    on: date
    what: What
    instrument: Instrument
    relations: tuple[Relation, ...] = ()
    by: str = ""
    open: bool = False


def timeline(
    law: Law,
    *,
    item: str = "",
    party: str = "",
    authorities: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> tuple[Event, ...]:
    """The events of the law by day.

    `item`: a code ("cn.dual-use:3C001"), a kind ("material.gallium") or a word of an entry's name; `party`: a
    part of a listed name; `authorities`: only these; `since`, `until`: only events on these days, both
    inclusive.
    """
    chosen = [
        instrument
        for instrument in law.instruments.values()
        if (not authorities or instrument.authority in authorities)
        and (not item or item_in(law, instrument.id, item))
        and (not party or party_in(law, instrument.id, party))
    ]
    events = [event for instrument in chosen for event in _events(law, instrument)]
    kept = [e for e in events if (since is None or e.on >= since) and (until is None or e.on <= until)]
    return tuple(sorted(kept, key=lambda e: (e.on, e.instrument.id, e.what)))


def _events(law: Law, instrument: Instrument) -> Iterable[Event]:
    relations = tuple(r for r in law.relations if r.source_id == instrument.id)
    if instrument.published is not None:
        yield Event(on=instrument.published, what="published", instrument=instrument, relations=relations)
    for version in instrument.versions:
        if version.start is not None:
            state = version.state != "in-force"
            yield Event(on=version.start, what="in-force", instrument=instrument, open=state)
        if version.until is not None:
            yield Event(on=version.until + _DAY, what="ends", instrument=instrument)
    for suspension in law.suspensions.values():
        stopped = {p.instrument for id in suspension.of if (p := law.provision(id)) is not None}
        stopped |= {law.party_rows[id].instrument for id in suspension.of if id in law.party_rows}
        if instrument.id not in stopped:
            continue
        yield Event(on=suspension.start, what="suspended", instrument=instrument, by=suspension.id)
        if suspension.until is not None:
            yield Event(
                on=suspension.until + _DAY,
                what="suspension-ends",
                instrument=instrument,
                by=suspension.id,
                open=suspension.afterwards == "unconfirmed",
            )


def item_in(law: Law, instrument: str, item: str) -> bool:
    """True when an entry of the instrument, or one that it changed, has the code, is open to the kind, or
    bears the word.
    """
    word = item.casefold()
    if concerns(law.instruments[instrument].items, item):
        return True
    for entry in law.entries.values():
        if entry.instrument != instrument and not any(v.by == instrument for v in entry.versions):
            continue
        if entry.id == item or entry.id.startswith((f"{item}.", f"{item}:")) or item == entry.display:
            return True
        if item in law.kinds and any(_names(law, c, item) for c in conditions_of(entry)):
            return True
        if any(word in name.casefold() for name in entry.title.values()):
            return True
    return False


def concerns(items: tuple[str, ...], wanted: str) -> bool:
    """True when one of a measure's codes or kinds is the wanted one, above it or below it, or is a word that holds it."""
    word = wanted.casefold().strip()
    for item in (item.casefold() for item in items):
        if item == word or item.startswith((f"{word}.", f"{word}:")):
            return True
        if word.startswith((f"{item}.", f"{item}:")):
            return True
        if item.rpartition(":")[2] == word or ("." not in item and word in item):
            return True
    return False


def _names(law: Law, condition: Condition, kind: str) -> bool:
    """True when a condition names the kind itself, one above it or one below it."""
    if isinstance(condition, Under) and condition.attribute == "kind":
        wanted = Path("kind", tuple(kind.split(".")))
        if any(TRUE in (law.relation(wanted, p), law.relation(p, wanted)) for p in condition.paths):
            return True
    return any(_names(law, child, kind) for child in children(condition))


def party_in(law: Law, instrument: str, party: str) -> bool:
    """True when the instrument lists a party whose name, in any script, holds the words."""
    word = party.casefold()
    return any(word in name.casefold() for name in law.instruments[instrument].parties) or any(
        row.instrument == instrument and any(word in name.casefold() for name in row.names)
        for row in law.party_rows.values()
    )
