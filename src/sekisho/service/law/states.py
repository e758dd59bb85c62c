"""How a provision or a whole instrument stands on each day: in force, suspended, open, or not in force.

The words are those of `sekisho.law.force`: "in-force", "suspended", "deferred", "not-enforced", "unconfirmed" and
"not-in-force". What is worked out for an instrument is kept with the law, so that looking at another day costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

from attrs import frozen

from sekisho.law.compiled import Law
from sekisho.law.force import boundaries, force, version_on
from sekisho.law.model import (
    MEASURE,
    Addition,
    Entry,
    Instrument,
    PartyRow,
    Provision,
    Requirement,
    Suspension,
    Term,
)
from sekisho.logic.truth import Truth

Thing: TypeAlias = Provision | PartyRow

ORDER = ("in-force", "unconfirmed", "not-enforced", "deferred", "suspended")
"""In which order states are named where the provisions of an instrument differ."""
_DUTY, _ENTRY, _BESIDE = range(3)
"""An instrument is in force while one of its provisions is; else what it demands and whom it lists speaks first, then its
entries, then its exceptions. Definitions count only where there is nothing else: what a word means is not stopped with the
duty that uses it, and often has no first day of its own.
"""
OPEN = frozenset({"unconfirmed", "not-enforced", "deferred"})
"""States in which the law itself does not settle whether the provision is applied."""
_DAY = timedelta(days=1)
_BEFORE = date(1, 1, 1)


@frozen
class Span:
    """A stretch of days, both ends inclusive (None: open), in which the state is one.

    `others`: further states that some provisions of an instrument have in that time ("partly suspended").
    """

    start: date | None
    until: date | None
    state: str
    others: tuple[str, ...] = ()


def provision_state(law: Law, provision: Thing, day: date, known: date | None = None) -> str:
    """How one provision or listing stands on a day, as known on `known` (all that is recorded)."""
    version = version_on(provision, day, known)
    if version is None:
        return "not-in-force"
    truth, atoms = force(law, provision, day, known)
    if truth == Truth.TRUE:
        return "in-force"
    if truth == Truth.FALSE:
        return "suspended"
    if version.state != "in-force":
        return version.state
    return "unconfirmed" if atoms else version.state


def spans_of(law: Law, provision: Thing, known: date | None = None) -> tuple[Span, ...]:
    """The states of one provision over all days, in order; days on which it is not in force are left out."""
    edges = [_BEFORE, *(day for day in boundaries(law, provision) if day > _BEFORE)]
    found: list[Span] = []
    for number, day in enumerate(edges):
        state = provision_state(law, provision, day, known)
        until = edges[number + 1] - _DAY if number + 1 < len(edges) else None
        start = None if day == _BEFORE else day
        if found and found[-1].state == state and found[-1].until is not None:
            found[-1] = Span(found[-1].start, until, state)
        else:
            found.append(Span(start, until, state))
    return tuple(span for span in found if span.state != "not-in-force")


def instrument_spans(law: Law, instrument: Instrument, known: date | None = None) -> tuple[Span, ...]:
    """The states of an instrument over all days: those of its provisions and listings taken together."""
    book: dict[tuple[str, date | None], tuple[Span, ...]] = law.cache.setdefault("spans of instruments", {})
    key = (instrument.id, known)
    found = book.get(key)
    if found is None:
        if len(book) > 4 * len(law.instruments):  # other days of knowledge are seldom asked for twice
            book.clear()
        found = book[key] = _since(_together(_parts(law, instrument, known)), _first_day(instrument))
    return found


def _first_day(instrument: Instrument) -> date | None:
    """The day before which an instrument is not spoken of: its entries may carry the older dates of texts that it took over."""
    own = [version.start for version in instrument.versions if version.start is not None]
    return min([*own, instrument.published], default=None) if instrument.published is not None else None


def _since(spans: tuple[Span, ...], first: date | None) -> tuple[Span, ...]:
    if first is None:
        return spans
    return tuple(
        span
        if span.start is not None and span.start >= first
        else Span(first, span.until, span.state, span.others)
        for span in spans
        if span.until is None or span.until >= first
    )


def state_of(law: Law, instrument: Instrument, day: date, known: date | None = None) -> str:
    """How an instrument stands on a day."""
    span = span_on(instrument_spans(law, instrument, known), day)
    return span.state if span is not None else "not-in-force"


def is_recorded(instrument: Instrument) -> bool:
    """True for what stands in the timeline alone: a measure or an event of which no law is modelled."""
    return instrument.kind in {MEASURE, "dialogue"}


def shown_state(law: Law, instrument: Instrument, day: date, known: date | None = None) -> str:
    """The state that is shown: "recorded" where no law is modelled, "published" before the first day of force."""
    spans = instrument_spans(law, instrument, known)
    span = span_on(spans, day)
    if span is not None:
        return "recorded" if is_recorded(instrument) else span.state
    first = spans[0].start if spans else None
    if first is not None and instrument.published is not None and instrument.published <= day < first:
        return "published"
    return "not-in-force"


def span_on(spans: Iterable[Span], day: date) -> Span | None:
    """The stretch that holds a day."""
    return next(
        (s for s in spans if (s.start is None or s.start <= day) and (s.until is None or day <= s.until)),
        None,
    )


def members_of(law: Law, instrument: str) -> tuple[Thing, ...]:
    """The provisions of an instrument in the order of its file, then the parties that it lists."""
    book: dict[str, tuple[Thing, ...]] | None = law.cache.get("members of instruments")
    if book is None:
        gathered: dict[str, list[Thing]] = {}
        everything: list[Thing] = [*law.all_provisions(), *law.party_rows.values()]
        for thing in everything:
            gathered.setdefault(thing.instrument, []).append(thing)
        book = law.cache["members of instruments"] = {id: tuple(those) for id, those in gathered.items()}
    return book.get(instrument, ())


def provisions_of(law: Law, instrument: str) -> tuple[Provision, ...]:
    """The provisions of an instrument, entries included, in the order of its file."""
    return tuple(thing for thing in members_of(law, instrument) if isinstance(thing, Provision))


def listed_by(law: Law, instrument: str) -> tuple[PartyRow, ...]:
    """The parties that an instrument lists."""
    return tuple(thing for thing in members_of(law, instrument) if isinstance(thing, PartyRow))


def suspensions_by(law: Law, instrument: str) -> list[Suspension]:
    """The suspensions that an instrument makes."""
    return [suspension for suspension in law.suspensions.values() if suspension.instrument == instrument]


def _rank(thing: Thing) -> int:
    if isinstance(thing, Requirement | PartyRow):
        return _DUTY
    return _ENTRY if isinstance(thing, Entry) else _BESIDE


def _about_the_data(thing: Thing) -> bool:
    """A term has often no first day of its own, and what says how fully a list is modelled speaks of the data, not of the law."""
    return isinstance(thing, Term) or (
        isinstance(thing, Addition) and thing.to.endswith("fully-modelled-kind")
    )


def _parts(law: Law, instrument: Instrument, known: date | None) -> list[tuple[int, Span]]:
    """The stretches of everything in an instrument; of one without provisions, its own and those of its suspensions."""
    members = members_of(law, instrument.id)
    members = tuple(member for member in members if not _about_the_data(member)) or members
    if members:
        return [(_rank(member), span) for member in members for span in spans_of(law, member, known)]
    found = [
        Span(version.start, version.until, version.state)
        for version in instrument.versions
        if known is None or version.known_from is None or version.known_from <= known
    ]
    for suspension in suspensions_by(law, instrument.id):
        if known is None or suspension.known_from is None or suspension.known_from <= known:
            found.append(Span(suspension.start, suspension.until, "in-force"))
    return [(_DUTY, span) for span in found]


def _together(parts: list[tuple[int, Span]]) -> tuple[Span, ...]:
    """Many stretches as one line of time: at each place the state of what speaks first, the other states beside it."""
    opening: dict[date, Counter[tuple[int, str]]] = {}
    closing: dict[date, Counter[tuple[int, str]]] = {}
    for rank, part in parts:
        opening.setdefault(part.start or _BEFORE, Counter())[rank, part.state] += 1
        if part.until is not None:
            closing.setdefault(part.until + _DAY, Counter())[rank, part.state] += 1
    days = sorted(opening.keys() | closing.keys())
    alive: Counter[tuple[int, str]] = Counter()
    found: list[Span] = []
    for number, day in enumerate(days):
        alive.update(opening.get(day, {}))
        alive.subtract(closing.get(day, {}))
        here = {key for key, count in alive.items() if count > 0}
        if not here:
            continue
        first = min(rank for rank, _ in here)
        spoken = {word for _, word in here}
        leading = spoken & {ORDER[0]} or {word for rank, word in here if rank == first}
        state = next(word for word in ORDER if word in leading)
        others = tuple(word for word in ORDER if word in spoken and word != state)
        start = None if day == _BEFORE else day
        until = days[number + 1] - _DAY if number + 1 < len(days) else None
        last = found[-1] if found else None
        if last and (last.state, last.others) == (state, others) and _adjoin(last, day):
            found[-1] = Span(last.start, until, state, others)
        else:
            found.append(Span(start, until, state, others))
    return tuple(found)


def _adjoin(last: Span, day: date) -> bool:
    return last.until is not None and last.until + _DAY == day
