"""`sekisho law diff` and `sekisho law timeline`: what changed between two days, and what answered what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sekisho.law.days import title_of
from sekisho.service.law.changes import found_changes
from sekisho.service.law.instruments import chosen_instruments
from sekisho.words import say, text

from .answer import joined
from .instruments import Filter
from .screen import Pairs, columns, console, print_json

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.law.diff import Change
    from sekisho.law.timeline import Event


def print_diff(law: Law, first: date, second: date, chosen: Filter, lang: str, as_json: bool) -> None:
    """Print what differs between two days, by day and instrument; a named party keeps the list to its
    rows.
    """
    first, second = min(first, second), max(first, second)
    found = found_changes(law, first, second, chosen)
    if as_json:
        print_json({"from": first, "to": second, "changes": [_change_json(law, change) for change in found]})
        return
    out = console()
    if not found:
        out.print(say("diff-none", lang, first, second))
        return
    table = columns(say("date", lang), "", say("event", lang), say("title", lang), narrow=(0, 1, 2))
    groups: dict[tuple[date, str, str, str, tuple[str, ...]], list[Change]] = {}
    for change in found:
        groups.setdefault(
            (change.on, change.instrument, change.what, change.authority, change.by), []
        ).append(change)
    for (on, instrument, what, authority, by), members in groups.items():
        head = _name(law, instrument, lang) if instrument else ""
        lines = [head] if head else []
        lines += [f"  {_called(law, change.id, lang)}" for change in members[:6]]
        if len(members) > 6:
            lines.append(f"  {say('and-more', lang, len(members) - 6)}")
        if by:
            lines.append(f"  {say('made-by', lang, ', '.join(by))}")
        table.add_row(str(on), authority, say(f"diff-{what}", lang), "\n".join(lines))
    out.print(table)


def _change_json(law: Law, change: Change) -> dict[str, Any]:
    return {
        "on": change.on,
        "what": change.what,
        "id": change.id,
        "title": title_of(law, change.id),
        "instrument": change.instrument,
        "authority": change.authority,
        "before": change.before,
        "after": change.after,
        "by": list(change.by),
    }


def print_timeline(
    law: Law,
    chosen: Filter,
    lang: str,
    as_json: bool,
    span: tuple[date | None, date | None] = (None, None),
) -> None:
    """Print measures and countermeasures by day, each relation with the source that states it. `span`: first and last day."""
    from sekisho.law.model import MEASURE
    from sekisho.law.timeline import timeline

    ids = {instrument.id for instrument in chosen_instruments(law, chosen)}
    events = [
        event
        for event in timeline(law, authorities=chosen.authorities or (), since=span[0], until=span[1])
        if event.instrument.id in ids and (chosen.day is None or event.on == chosen.day)
    ]
    if as_json:
        print_json([_event_json(law, event) for event in events])
        return
    out = console()
    page = Pairs()
    for event, also in merged(events):
        what = joined([say(f"event-{one.what}", lang) for one in (event, *also)], lang)
        lines = [
            f"{text(event.instrument.title, lang)}",
            f"  {event.instrument.citation} · {event.instrument.id}",
        ]
        if event.open:
            lines.append(f"  {say('unconfirmed', lang)}")
        if event.by:
            lines.append(f"  {say('made-by', lang, event.by)}")
        if event.instrument.kind == MEASURE and event.what == "published":
            lines.append(f"  {say('measure-only', lang)}")
            lines += [f"    {source['url']}" for source in event.instrument.sources if source.get("url")]
        for relation in event.relations:
            kind = "suspends-relation" if relation.type == "suspends" else relation.type
            lines.append(f"  {say(kind, lang)}: {_name(law, relation.target_id, lang)}")
            claim = text(relation.claims, lang) if relation.claims else ""
            lines += [f"    {part}" for part in (claim, relation.source) if part]
        page.add(f"{event.on}  {event.instrument.authority:<3} {what}", lines[0])
        for line in lines[1:]:
            page.add("", line)
    page.print(out)
    if not events:
        out.print(
            say(
                "list-none",
                lang,
                len(law.instruments),
                ", ".join(chosen.authorities or sorted(law.authorities)),
            )
        )


_ORDER = ("published", "in-force", "suspended", "suspension-ends", "ends")


def merged(events: Sequence[Event]) -> list[tuple[Event, list[Event]]]:
    """The events in order, those of one instrument on one day together; a suspension stays by itself."""
    found: list[tuple[Event, list[Event]]] = []
    for event in sorted(events, key=lambda e: (e.on, e.instrument.id, _ORDER.index(e.what))):
        if found and not event.by and not event.open:
            held = found[-1][0]
            if (held.on, held.instrument.id, held.by) == (event.on, event.instrument.id, ""):
                found[-1][1].append(event)
                continue
        found.append((event, []))
    return found


def _event_json(law: Law, event: Event) -> dict[str, Any]:
    return {
        "on": event.on,
        "what": event.what,
        "instrument": event.instrument.id,
        "authority": event.instrument.authority,
        "kind": event.instrument.kind,
        "title": event.instrument.title,
        "citation": event.instrument.citation,
        "by": event.by,
        "open": event.open,
        "relations": [
            {
                "type": r.type,
                "to": r.target_id,
                "title": title_of(law, r.target_id),
                "claim": r.claim,
                "claims": r.claims,
                "source": r.source,
            }
            for r in event.relations
        ],
    }


def _name(law: Law, instrument: str, lang: str) -> str:
    known = law.instruments.get(instrument)
    return f"{text(known.title, lang)} ({instrument})" if known is not None else instrument


def _called(law: Law, id: str, lang: str) -> str:
    title = text(title_of(law, id), lang)
    return f"{title} ({id})" if title != id else id
