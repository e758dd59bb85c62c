"""Browsing the law: its authorities, the instruments of one, what stands in an instrument."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sekisho.law.model import Entry, Instrument, PartyRow, Suspension
from sekisho.words import say

from .reading import Json, Reading, kind_of, page_of, sources_of
from .states import (
    instrument_spans,
    listed_by,
    members_of,
    provisions_of,
    shown_state,
    span_on,
    spans_of,
    suspensions_by,
)
from .timeline import authority_rank, relations_of, relations_to, spans_shown

INSTRUMENTS_A_PAGE = 60
PROVISIONS_A_PAGE = 60
KINDS = ("requirement", "entry", "relief", "bar", "licence", "term", "addition", "take")


def front(reading: Reading) -> Json:
    """The first page of the law: the authorities with what is recorded of each, the lists, and the days of confirmation."""
    law = reading.law
    instruments = Counter(one.authority for one in law.instruments.values())
    duties = Counter(r.authority for r in law.requirements.values() if not r.id.startswith("coverage."))
    entries = Counter(e.authority for e in law.entries.values())
    states = {
        code: Counter(
            shown_state(law, one, reading.on, reading.settled)
            for one in law.instruments.values()
            if one.authority == code
        )
        for code in instruments
    }
    codes = sorted(instruments, key=authority_rank)
    return {
        "dated": reading.dated(),
        "hash": law.hash,
        "authorities": [
            {
                "id": code,
                "name": authority_name(reading, code),
                "modelled": code in law.authorities,
                "instruments": instruments[code],
                "duties": duties[code],
                "entries": entries[code],
                "checked": law.checked.get(code),
                "states": {s: n for s, n in states[code].items() if s in ("suspended", "unconfirmed", "published")},
            }
            for code in codes
        ],
        "lists": [
            {"id": one.id, "authority": one.authority, "name": reading.text(one.title),
             "instrument": one.instrument, "entries": len(law.entries_of(one.id))}
            for one in sorted(law.lists.values(), key=lambda one: (authority_rank(one.authority), one.id))
            if not one.parties and law.entries_of(one.id)
        ],
        "groups": len(law.groups),
    }  # fmt: skip


def authority_name(reading: Reading, code: str) -> str:
    """What an authority or a regime is called."""
    known = reading.law.authorities.get(code)
    if known is not None and known.name:
        return reading.text(known.name)
    return say(f"law.regime-{code}", reading.lang).removeprefix("law.regime-")


def authority(
    reading: Reading, code: str, *, kind: str = "", state: str = "", year: int | None = None, page: int = 1
) -> Json | None:
    """The instruments of an authority, newest first, with their state on the day; None for an unknown one."""
    law = reading.law
    own = [one for one in law.instruments.values() if one.authority == code]
    if not own:
        return None
    if reading.known is not None:
        own = [one for one in own if one.published is None or one.published <= reading.known]
    chosen = [
        one
        for one in own
        if (not kind or one.kind == kind)
        and (not year or (one.published is not None and one.published.year == year))
        and (not state or shown_state(law, one, reading.on, reading.settled) == state)
    ]
    chosen.sort(key=lambda one: (one.published is None, one.published, one.id), reverse=True)
    rows, pager = page_of(chosen, page, INSTRUMENTS_A_PAGE)
    groups = [g for g in law.groups.values() if g.authority == code]
    return {
        "dated": reading.dated(code),
        "id": code,
        "name": authority_name(reading, code),
        "rows": [instrument_line(reading, one) for one in rows],
        "pager": pager,
        "of": len(own),
        "filters": {"kind": kind, "state": state, "year": year},
        "kinds": sorted({one.kind for one in own}),
        "years": sorted({one.published.year for one in own if one.published}, reverse=True),
        "lists": [
            {"id": one.id, "name": reading.text(one.title), "entries": len(law.entries_of(one.id)),
             "instrument": one.instrument}
            for one in law.lists.values()
            if one.authority == code and not one.parties and law.entries_of(one.id)
        ],
        "groups": [reading.ref(g.id) for g in groups],
    }  # fmt: skip


def instrument_line(reading: Reading, one: Instrument) -> Json:
    """One instrument in a list."""
    span = span_on(instrument_spans(reading.law, one, reading.settled), reading.on)
    return {
        "id": one.id,
        "authority": one.authority,
        "name": reading.text(one.title),
        "citation": one.citation,
        "native": one.native,
        "kind": one.kind,
        "published": one.published,
        "state": shown_state(reading.law, one, reading.on, reading.settled),
        "others": list(span.others) if span else [],
        "checked": one.checked,
    }


def instrument(reading: Reading, id: str, *, kind: str = "", page: int = 1) -> Json | None:
    """One instrument: its days and sources, its relations with who says so, what stands in it; None where there is none."""
    law = reading.law
    one = law.instruments.get(id)
    if one is None:
        return None
    provisions = sorted(provisions_of(law, id), key=lambda p: _place(kind_of(p)))
    counts = Counter(kind_of(p) for p in provisions)
    parties = listed_by(law, id)
    if parties:
        counts["party"] = len(parties)
    kind = kind if kind in counts else ""
    chosen: list[Any] = [p for p in provisions if not kind or kind_of(p) == kind]
    if kind == "party" or (not kind and not provisions):
        chosen = list(parties)
    rows, pager = page_of(chosen, page, PROVISIONS_A_PAGE)
    return {
        "dated": reading.dated(one.authority),
        **instrument_line(reading, one),
        "authority_name": authority_name(reading, one.authority),
        "rank": one.rank,
        "spans": spans_shown(law, one, reading.settled),
        "sources": sources_of(one),
        "relations": relations_of(law, id, reading.lang),
        "related": relations_to(law, id, reading.lang),
        "suspends": [suspension(reading, s) for s in suspensions_by(law, id)],
        "suspended_by": _stopped_by(reading, id),
        "penalties": [reading.text(words) for words in one.penalties],
        "notes": reading.text(one.notes),
        "concerns": {"items": list(one.items), "parties": list(one.parties)},
        "counts": {name: counts[name] for name in (*KINDS, "row", "party") if counts[name]},
        "shown": kind,
        "rows": [member_line(reading, thing) for thing in rows],
        "pager": pager,
    }


def member_line(reading: Reading, thing: Any) -> Json:
    """One provision, entry or listed party in a list, with its state on the day."""
    spans = spans_of(reading.law, thing, reading.settled)
    span = span_on(spans, reading.on)
    line: Json = {
        **reading.ref(thing.id),
        "sort": "party" if isinstance(thing, PartyRow) else kind_of(thing),
        "state": span.state if span else "not-in-force",
        "from": span.start if span else None,
        "until": span.until if span else None,
        "cite": getattr(thing, "cite", ""),
    }
    if isinstance(thing, Entry):
        line["depth"] = _depth(reading, thing)
        line["heading"] = reading.law.is_heading(thing.id)
    if isinstance(thing, PartyRow):
        line["country"] = thing.country
        line["cite"] = thing.id
    return line


def suspension(reading: Reading, one: Suspension) -> Json:
    """A suspension: what it stops, from when to when, what follows."""
    of = sorted(one.of)
    return {
        "id": one.id,
        "instrument": reading.ref(one.instrument),
        "from": one.start,
        "until": one.until,
        "last_day": one.last_day,
        "afterwards": one.afterwards,
        "reported": {key: one.reported.get(key, "") for key in ("until", "source")} if one.reported else None,
        "cite": one.cite,
        "of": [reading.ref(id) for id in of[:40]],
        "of_count": len(of),
    }


def _stopped_by(reading: Reading, instrument: str) -> list[Json]:
    own = {thing.id for thing in members_of(reading.law, instrument)}
    return [suspension(reading, s) for s in reading.law.suspensions.values() if own & s.of]


def _depth(reading: Reading, entry: Entry) -> int:
    depth, above = 0, reading.law.parent_of(entry.id)
    while above is not None:
        depth, above = depth + 1, reading.law.parent_of(above.id)
    return depth


def _place(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def control_list(reading: Reading, id: str, *, page: int = 1) -> Json | None:
    """A control list: its headings, each with its state and how many entries stand below it; None for no list of codes."""
    law = reading.law
    one = law.lists.get(id)
    if one is None or one.parties:
        return None
    tops = [entry for entry in law.entries_of(id) if law.parent_of(entry.id) is None]
    tops.sort(key=lambda entry: [_natural(part) for part in entry.code.segments])
    rows, pager = page_of(tops, page, 2 * PROVISIONS_A_PAGE)
    return {
        "dated": reading.dated(one.authority),
        "id": id,
        "name": reading.text(one.title),
        "authority": one.authority,
        "authority_name": authority_name(reading, one.authority),
        "instrument": reading.ref(one.instrument) if one.instrument else None,
        "entries": len(law.entries_of(id)),
        "whole": one.whole,
        "rows": [{**member_line(reading, entry), "below": _below(reading, entry.id)} for entry in rows],
        "pager": pager,
        "coverage": [
            {
                "name": reading.text(row.title),
                "state": row.state,
                "why": reading.text({"en": row.why}),
                "as_of": row.as_of,
            }
            for row in law.coverage.values()
            if row.is_list and row.of == id
        ],
    }


def _below(reading: Reading, code: str) -> int:
    return sum(1 + _below(reading, child.id) for child in reading.law.children_of(code))


def _natural(part: str) -> tuple[int, int, str]:
    """Numbers as numbers, so that 10 comes after 9."""
    digits = "".join(sign for sign in part if sign.isdigit())
    return (
        (0, int(part), "")
        if part.isdecimal() and part.isascii()
        else (1, int(digits or 0) if part[:1].isdigit() else 0, part)
    )
