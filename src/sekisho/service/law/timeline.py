"""Measures and countermeasures over time: one row per measure, its states, and what it answers by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from attrs import frozen

from sekisho.law.compiled import Law, Relation
from sekisho.law.model import Instrument
from sekisho.words import say, text

from .instruments import ANSWERING, Filter, chosen_instruments
from .reading import page_of, sources_of
from .states import instrument_spans, is_recorded, shown_state, span_on

Json: TypeAlias = dict[str, Any]
A_PAGE = 70
"""So many measures make a picture that can be read, and a page that comes at once."""
ARROWS = 10
"""More arrows than these are not drawn together: then only those of the measure that is chosen."""
ORDER = ("CN", "US", "JP", "NL", "EU", "KR", "TW", "GB")
"""In which order the authorities stand; others follow by their letters."""
_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Wanted:
    """What a timeline is asked for. `since`, `until`: measures of which something happens between these days.

    `all`: also measures that neither answer another nor are answered, and the mere technique of implementing.
    `selected`: the measure whose relations are wanted. `page`: of a long timeline; 0 is the one with `selected`, or the first.
    """

    authorities: tuple[str, ...] = ()
    item: str = ""
    party: str = ""
    since: date | None = None
    until: date | None = None
    all: bool = False
    selected: str = ""
    page: int = 0


def timeline(
    law: Law, lang: str, wanted: Wanted, on: date, known: date | None = None, *, size: int | None = A_PAGE
) -> Json:
    """The rows of a timeline with its arrows, as plain data. `known`: as published by that day; `size`: rows a page (None: all).

    `rows`: by authority, then by day: `id`, `authority`, `name`, `citation`, `published`, `from`, `until` (first and last day
    of force, None: open), `checked` (the day of the last confirmation: what comes after is not confirmed), `spans` (stretches
    `{from, until, state, others}`), `state` on the day `on`, `relations` (what it answers, suspends, amends, …, each with
    `claim` and `source`), `answered_by`. A state is one of those of `sekisho.law.force` ("in-force", "suspended",
    "unconfirmed", "not-enforced", "deferred", "not-in-force"), or "published" (before its first day), or "recorded" (a
    measure or an event whose law is not modelled: nothing is said of its force). `others`: what further states its
    provisions have then ("suspended": it is partly suspended).

    `arrows`: the relations of which both ends are rows and which a source states; above ten only those of `selected`.
    """
    rows = [
        _row(law, one, lang, on, known)
        for one in _chosen(law, wanted)
        if known is None or one.published is None or one.published <= known
    ]
    rows = [row for row in rows if _within(row, wanted)]
    rows.sort(
        key=lambda row: (
            authority_rank(row["authority"]),
            row["published"] or row["from"] or date.min,
            row["id"],
        )
    )
    page = (
        wanted.page
        or 1 + next((n for n, row in enumerate(rows) if row["id"] == wanted.selected), 0) // A_PAGE
    )
    rows, pager = page_of(rows, page, size or max(1, len(rows)))
    shown = {row["id"] for row in rows}
    arrows = list(_arrows(law, shown, lang))
    drawn = arrows
    if wanted.selected:
        drawn = [arrow for arrow in arrows if wanted.selected in (arrow["from"], arrow["to"])]
    elif len(arrows) > ARROWS:
        drawn = []
    return {
        "on": on,
        "known": known,
        "rows": rows,
        "arrows": drawn,
        "arrows_in_all": len(arrows),
        "selected": wanted.selected if wanted.selected in shown else "",
        "searched": len(law.instruments),
        "window": _window(rows, wanted, on),
        "count": pager["count"],
        "pager": pager,
    }


def authority_rank(authority: str) -> tuple[int, str]:
    """The place of an authority in the fixed order."""
    return (ORDER.index(authority) if authority in ORDER else len(ORDER), authority)


def relation_word(type: str, lang: str) -> str:
    """What a relation between two instruments is called."""
    return say("suspends-relation" if type == "suspends" else type, lang)


def relations_of(law: Law, instrument: str, lang: str) -> list[Json]:
    """How an instrument relates to others, with the source of each claim."""
    return [_told(law, r, r.target_id, lang) for r in _by_end(law)[0].get(instrument, ())]


def relations_to(law: Law, instrument: str, lang: str) -> list[Json]:
    """Which instruments say how they relate to this one."""
    return [_told(law, r, r.source_id, lang) for r in _by_end(law)[1].get(instrument, ())]


def spans_shown(law: Law, instrument: Instrument, known: date | None) -> list[Json]:
    """The stretches of an instrument as plain data; the time between publication and force is one of its own."""
    spans = instrument_spans(law, instrument, known)
    found: list[Json] = []
    first = spans[0].start if spans else None
    if instrument.published and first and instrument.published < first:
        found.append(
            {"from": instrument.published, "until": first - _DAY, "state": "published", "others": []}
        )
    for span in spans:
        found.append(
            {
                "from": span.start,
                "until": span.until,
                "state": "recorded" if is_recorded(instrument) else span.state,
                "others": list(span.others),
            }
        )
    return found


def _row(law: Law, one: Instrument, lang: str, on: date, known: date | None) -> Json:
    spans = instrument_spans(law, one, known)
    now = span_on(spans, on)
    return {
        "id": one.id,
        "authority": one.authority,
        "name": text(one.title, lang),
        "citation": one.citation,
        "native": one.native,
        "kind": one.kind,
        "modelled": not is_recorded(one),
        "published": one.published,
        "from": spans[0].start if spans else None,
        "until": spans[-1].until if spans else None,
        "checked": one.checked,
        "state": shown_state(law, one, on, known),
        "others": list(now.others) if now else [],
        "spans": spans_shown(law, one, known),
        "relations": relations_of(law, one.id, lang),
        "answered_by": relations_to(law, one.id, lang),
        "sources": sources_of(one),
    }


def _chosen(law: Law, wanted: Wanted) -> Iterable[Instrument]:
    chosen = Filter(
        item=wanted.item or None, party=wanted.party or None, authorities=wanted.authorities or None
    )
    found = chosen_instruments(law, chosen)
    if wanted.all or wanted.item or wanted.party:
        return found
    ends = {
        id
        for r in law.relations
        if r.type in ("responds_to", "suspends")
        for id in (r.source_id, r.target_id)
    }
    ends |= {wanted.selected}
    return [one for one in found if one.id in ends]


def _within(row: Mapping[str, Any], wanted: Wanted) -> bool:
    """True where one of the days of a row (published, first day, a change of state) lies between the days asked for."""
    days = [
        row["published"],
        *(span["from"] for span in row["spans"]),
        *(span["until"] for span in row["spans"]),
    ]
    if row["id"] == wanted.selected:
        return True
    return any(
        (wanted.since is None or wanted.since <= day) and (wanted.until is None or day <= wanted.until)
        for day in days
        if day is not None
    )


def _arrows(law: Law, shown: set[str], lang: str) -> Iterable[Json]:
    for relation in law.relations:
        if (
            relation.type in ANSWERING
            and relation.source
            and {relation.source_id, relation.target_id} <= shown
        ):
            yield {
                "from": relation.source_id,
                "to": relation.target_id,
                "type": relation.type,
                "word": relation_word(relation.type, lang),
                "claim": text(relation.claims, lang) or relation.claim,
                "source": relation.source,
            }


def _told(law: Law, relation: Relation, other: str, lang: str) -> Json:
    known = law.instruments.get(other)
    return {
        "type": relation.type,
        "word": relation_word(relation.type, lang),
        "id": other,
        "name": text(known.title, lang) if known else other,
        "authority": known.authority if known else "",
        "citation": known.citation if known else "",
        "published": known.published if known else None,
        "claim": text(relation.claims, lang) or relation.claim,
        "source": relation.source,
    }


def _by_end(law: Law) -> tuple[dict[str, list[Relation]], dict[str, list[Relation]]]:
    held: tuple[dict[str, list[Relation]], dict[str, list[Relation]]] | None = law.cache.get(
        "relations by end"
    )
    if held is None:
        held = ({}, {})
        for relation in law.relations:
            held[0].setdefault(relation.source_id, []).append(relation)
            held[1].setdefault(relation.target_id, []).append(relation)
        law.cache["relations by end"] = held
    return held


def _window(rows: list[Json], wanted: Wanted, on: date) -> Json:
    """First and last day of the picture: what was asked for, else from the first publication to half a year past the day."""
    days = [row["published"] for row in rows if row["published"]]
    days += [span["from"] for row in rows for span in row["spans"] if span["from"]]
    ahead = [
        d for row in rows for span in row["spans"] for d in (span["from"], span["until"]) if d and d > on
    ]
    first = wanted.since or (max(min(days), date(2018, 1, 1)) if days else date(on.year - 1, 1, 1))
    last = wanted.until or max(
        [on + timedelta(days=190), *(d for d in ahead if d < on + timedelta(days=730))]
    )
    return {"from": first, "until": max(last, first + timedelta(days=30))}
