"""Two saved answers beside each other: lane by lane, duty by duty, and because of what each difference came about.

The way from one to the other is walked in steps (the law's text, what became known, the day, the facts); a lane that
changes in a step changed because of it. So a cause is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import evolve

from sekisho.facts import BadInput
from sekisho.law.compiled import Law
from sekisho.service.board import authority_name
from sekisho.service.histories import differing
from sekisho.service.lanes import cited
from sekisho.service.law.changes import found_changes
from sekisho.service.law.instruments import Filter
from sekisho.service.law.reading import Reading
from sekisho.service.office import Office
from sekisho.service.summaries import Summary, changed_lanes, summary_of
from sekisho.store import saved as rows
from sekisho.words import headline, severity
from sekisho.words.lanes import Duty, duties_of, reason

from .editions import what_changed
from .facts import FactChange, fact_changes
from .keeping import _how, get, own_case

Json = dict[str, Any]
MOST_ROWS: Final = 15


def compare(office: Office, actor: Any, first: str, second: str, lang: str) -> Json:
    """Two saved answers of the workspace, the earlier one first as given. Raises NoSuchSaved."""
    a, b = get(office, actor, first), get(office, actor, second)
    facts = _facts(a, b)
    with office.database.read() as tx:
        texts = {other: what_changed(tx, other, office.law.hash) for other in {a.law, b.law}}
    # A body of law that says the same in every part is no other law: what differs then is the program.
    same = {other for other, found in texts.items() if found is not None and not found}
    causes = _causes(office, a, b, facts, same)
    names = _names(a, b)
    law = _law_rows(office, a, b, names, lang)
    lanes = [
        _lane(office.law, code, a, b, causes.get(code, []), lang) for code in _order(a.summary, b.summary)
    ]
    changed = [lane for lane in lanes if lane["changed"]]
    return {
        "a": head(a),
        "b": head(b),
        "same": not changed,
        "lanes": lanes,
        "changed": [lane["authority"] for lane in changed],
        "facts": [
            {"path": c.path, "before": c.before, "after": c.after, "screened": c.screened}
            for c in facts or ()
        ],
        "facts_unread": facts is None,
        "law": law,
        "engine": {"before": a.engine, "after": b.engine},
        "lists": _lists(a, b),
        "options": _options(a, b),
    }


def head(saved: rows.Saved | rows.SavedLine) -> Json:
    """What stands at the head of a saved answer: for which day, as known when, under which law, by which engine."""
    return {
        "id": saved.id,
        "title": saved.title,
        "check": saved.check,
        "revision": saved.revision,
        "again": saved.again,
        "on": saved.on.isoformat() if saved.on else None,
        "known": saved.known.isoformat() if saved.known else None,
        "law": saved.law,
        "checked": saved.checked,
        "engine": saved.engine,
        "made": saved.made.isoformat(),
        "by": saved.by,
        "note": saved.note,
    }


def _order(before: Summary, after: Summary) -> list[str]:
    """All authorities, the gravest that could be first, as they stand in the later answer."""

    def weight(code: str) -> tuple[int, int, str]:
        lane = after.get(code) or before[code]
        return -severity(lane["at_most"]), -severity(lane["at_least"]), code

    return sorted(before.keys() | after.keys(), key=weight)


def _facts(a: rows.Saved, b: rows.Saved) -> tuple[FactChange, ...] | None:
    try:
        return fact_changes(a.document, a.format == "json", b.document, b.format == "json")
    except BadInput:
        return None


# --- because of what


def _causes(
    office: Office, a: rows.Saved, b: rows.Saved, facts: Sequence[FactChange] | None, same: set[str]
) -> dict[str, list[str]]:
    """By authority the causes of its difference, in the order in which they were walked."""
    found: dict[str, list[str]] = {}
    last: Summary | None = None
    for cause, summary in _steps(office, a, b, facts, same):
        if last is not None:
            for code in changed_lanes(last, summary):
                if cause not in found.setdefault(code, []):
                    found[code].append(cause)
        last = summary
    return found


def _steps(
    office: Office, a: rows.Saved, b: rows.Saved, facts: Sequence[FactChange] | None, same: set[str]
) -> Iterator[tuple[str, Summary]]:
    """The summaries on the way from one answer to the other, each with the cause that leads to it.

    `same`: the bodies of law (by hash) that say in every part what the law of this office says.
    """
    yield "", a.summary
    text_a = "engine" if a.law in same else "law-text"
    text_b = "engine" if b.law in same else "law-text"
    try:
        first, second = own_case(office, a), own_case(office, b)
    except BadInput:
        # One of them cannot be read under this law any more: what lies between is told as one.
        yield "law-text" if a.law != b.law else "facts" if facts else "engine", b.summary
        return
    how_a, how_b = _how(a), _how(b)

    def ask(case: Any, how: Mapping[str, Any]) -> Summary:
        return summary_of(office.engine.determine(case, **how))

    start = evolve(first, known=a.known) if a.known is not None else first
    yield text_a, ask(start, how_a)
    known = evolve(start, known=b.known)
    yield "known", ask(known, how_a)
    moved = evolve(known, on=b.on, dates=second.dates if not facts else known.dates) if b.on else known
    yield "day", ask(moved, how_a)
    told = evolve(second, known=b.known) if b.known is not None else second
    only_lists = bool(facts) and all(change.screened for change in facts or ())
    yield "lists" if only_lists else "facts", ask(told, how_a)
    yield "options", ask(told, how_b)
    yield text_b, b.summary


def _names(a: rows.Saved, b: rows.Saved) -> frozenset[str]:
    """All parts of the law on which a difference between the two answers can rest."""
    found: set[str] = set()
    for code in a.summary.keys() & b.summary.keys():
        found.update(differing(a.answer["authorities"][code], b.answer["authorities"][code]))
    return frozenset(found)


def _law_rows(office: Office, a: rows.Saved, b: rows.Saved, names: frozenset[str], lang: str) -> Json:
    """What of the law lies between the two: what changed between the days, and what is written otherwise in its files."""
    reading = Reading(office.law, lang, b.on or office.today(), b.known)
    found = found_changes(office.law, a.on, b.on, Filter(), b.known) if a.on and b.on and a.on != b.on else []
    duties = {
        id
        for saved in (a, b)
        for lane in saved.summary.values()
        for id in (*lane.get("duties", ()), *lane.get("open", ()))
    }
    touching = [change for change in found if change.id in names or change.instrument in names]
    # What demands or forbids before the entries that came with it, the latest first.
    touching.sort(key=lambda change: (change.id not in duties, -change.on.toordinal(), change.id))
    with office.database.read() as tx:
        texts = what_changed(tx, a.law, b.law)
    named = [text for text in texts or () if text.id in names]
    return {
        "days": {
            "from": _iso(a.on),
            "to": _iso(b.on),
            "count": len(found),
            "touching": [
                {
                    **reading.ref(change.id),
                    "on": change.on,
                    "what": change.what,
                    "by": list(change.by),
                    "by_names": [reading.name(id) for id in change.by],
                }
                for change in touching[:MOST_ROWS]
            ],
            "more": max(0, len(touching) - MOST_ROWS),
        },
        "text": {
            "before": a.law,
            "after": b.law,
            "known": texts is not None,
            "count": len(texts or ()),
            "touching": [{**reading.ref(text.id), "what": text.what} for text in named[:MOST_ROWS]],
            "more": max(0, len(named) - MOST_ROWS),
        },
    }


# --- lanes and duties


def _lane(law: Law, code: str, a: rows.Saved, b: rows.Saved, causes: list[str], lang: str) -> Json:
    before, after = a.answer["authorities"].get(code), b.answer["authorities"].get(code)
    duties = list(_duties(before, after, lang))
    one, two = a.summary.get(code), b.summary.get(code)
    outcome = one is None or two is None or _ends(one) != _ends(two)
    return {
        "authority": code,
        "name": authority_name(code, law, lang),
        "before": _outcome(one, lang),
        "after": _outcome(two, lang),
        "outcome": outcome,
        "changed": outcome or bool(duties),
        "because": causes if outcome or duties else [],
        "duties": duties,
    }


def _ends(lane: Mapping[str, Any]) -> tuple[Any, ...]:
    return lane["at_least"], lane["at_most"], bool(lane.get("door"))


def _outcome(lane: Mapping[str, Any] | None, lang: str) -> Json | None:
    if lane is None:
        return None
    low, high, door = lane["at_least"], lane["at_most"], bool(lane.get("door"))
    return {"at_least": low, "at_most": high, "door": door, "headline": headline(low, high, lang, door)}


def _duties(before: Json | None, after: Json | None, lang: str) -> Iterator[Json]:
    """The duties that came, went or stand otherwise: in doubt instead of sure, graver, under other terms."""
    old, new = _by_provision(before), _by_provision(after)
    for id in dict.fromkeys([*new, *old]):
        one, two = old.get(id), new.get(id)
        if one is not None and two is not None:
            if _stand(one) == _stand(two) and _terms(one) == _terms(two):
                continue
            what = "changed" if _stand(one) != _stand(two) else "terms"
        else:
            what = "new" if one is None else "gone"
        told = (two or one or [])[0]
        yield {
            "provision": id,
            "what": what,
            "words": reason(told.body, lang),
            "cite": cited(told.body, lang),
            "before": [_state(duty) for duty in one or ()],
            "after": [_state(duty) for duty in two or ()],
        }


def _by_provision(lane: Json | None) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in duties_of(lane) if lane is not None else ():
        if duty.severity >= 0:
            found.setdefault(duty.id, []).append(duty)
    return found


def _stand(duties: Iterable[Duty]) -> Any:
    return sorted((str(d.body["truth"]), str(d.body["severity"]), sorted(d.items)) for d in duties)


def _terms(duties: Iterable[Duty]) -> Any:
    return [(d.body.get("policy"), d.body.get("procedure"), d.body.get("door")) for d in duties]


def _state(duty: Duty) -> Json:
    return {"severity": str(duty.body["severity"]), "stands": duty.stands, "items": list(duty.items)}


# --- lists, options


def _lists(a: rows.Saved, b: rows.Saved) -> Json:
    """The editions of the lists that were not the same, and which lists the parties were held against."""
    one, two = (saved.lists if isinstance(saved.lists, dict) else {} for saved in (a, b))
    old, new = one.get("at_hand", {}), two.get("at_hand", {})
    return {
        "editions": [
            {
                "source": name,
                "before": (old.get(name) or {}).get("day"),
                "after": (new.get(name) or {}).get("day"),
            }
            for name in sorted(old.keys() | new.keys())
            if old.get(name) != new.get(name)
        ],
        "screened": {"before": one.get("screened", []), "after": two.get("screened", [])},
    }


def _options(a: rows.Saved, b: rows.Saved) -> list[Json]:
    keys = [
        key
        for key in ("authorities", "assume", "claim_available")
        if a.options.get(key) != b.options.get(key)
    ]
    return [{"option": key, "before": a.options.get(key), "after": b.options.get(key)} for key in keys]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
