"""One transaction moved through time: the days on which its answer changes, with the reason.

The page, the API and `sekisho history` all take their history from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from attrs import define, evolve, field

from sekisho.determine import Determination, Engine
from sekisho.determine.touched import own_days, touched
from sekisho.law.compiled import Law
from sekisho.law.days import Event, events_of, title_of
from sekisho.law.in_words import LANGUAGES
from sekisho.law.in_words import title_of as called
from sekisho.logic.objects import Case
from sekisho.logic.truth import Truth
from sekisho.words import headline, say, text
from sekisho.words.lanes import all_duties, cited_in, plain_branches

from .lanes import door_of

FIRST_DAY = date(2023, 1, 1)
"""Where a history begins unless it is said: the law is modelled from 2023 on."""
AHEAD = timedelta(days=184)
"""A history is told at least this far past today and past the last change: six months."""
EARLIEST, LATEST = date(1950, 1, 1), date(2150, 12, 31)
"""A history begins and ends within these days, whatever is asked: no law that is modelled lies beyond."""
SHOWN_REASONS = 3
_DAY = timedelta(days=1)
Json = Mapping[str, Any]
Told = Callable[[int, int], None]


@define
class Change:
    """From a day on one authority's answer is this, because of these events."""

    on: date
    authority: str
    at_least: str
    at_most: str
    policy: list[str]
    door: bool
    items: dict[str, tuple[str, str]]
    because: list[Event] = field(factory=list)
    first: bool = False
    open_law: bool = False
    """Whether the ends lie apart because nobody has confirmed the state of some law."""

    def as_json(self, law: Law) -> dict[str, Any]:
        """The change as plain data."""
        return {
            "on": self.on,
            "authority": self.authority,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "policy": self.policy,
            "items": [{"id": id, "at_least": low, "at_most": high} for id, (low, high) in self.items.items()],
            "first": self.first,
            "because": [
                {"event": e.what, "provision": e.provision, "title": title_of(law, e.provision), "by": e.by}
                for e in self.because
            ],
        }


def history(
    engine: Engine,
    case: Case,
    *,
    today: date,
    start: date | None = None,
    until: date | None = None,
    authorities: tuple[str, ...] | None = None,
    assume: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> dict[str, Any]:
    """The history of a transaction as plain data: the changes by day, and by authority the times between them.

    `until`: the last day that is tried; without it every change of law that is known is tried. `to` is the last day that is
    told, six months past today and past the last change; `tried_to`: up to here nothing further is known to change.
    `told`: is called with the days done and the days to do; it may raise to give up.
    """
    start = None if start is None else min(max(start, EARLIEST), LATEST)
    until = None if until is None else min(max(until, start or EARLIEST), LATEST)
    days = days_to_try(engine.law, case, start, until)
    found = list(changes_over(engine, case, days, authorities, told, assume))
    last = until or max(today, found[-1].on) + AHEAD
    law = engine.law
    lanes = {}
    for code in dict.fromkeys(change.authority for change in found):
        spans = list(_spans(law, [change for change in found if change.authority == code], last))
        suspended = _suspended(law, spans, last)
        authority = law.authorities.get(code)
        lanes[code] = {
            "name": dict(authority.name) if authority is not None else {},
            "checked": law.checked.get(code),
            "spans": spans,
            "suspended": suspended,
        }
    return {
        "id": case.id,
        "on": case.on,
        "from": days[0],
        "to": last,
        "tried_to": max(last, days[-1]),
        "today": today,
        "known": case.known or engine.newest_check,
        "law": law.hash,
        "days_tried": len(days),
        "changes": [change.as_json(law) for change in found],
        "authorities": lanes,
    }


def _spans(law: Law, changes: list[Change], last: date) -> Iterator[dict[str, Any]]:
    """The times between two changes of one authority, each with the answer that holds in it."""
    for change, following in zip(changes, [*changes[1:], None], strict=True):
        until = following.on - _DAY if following is not None else last
        yield {
            "from": change.on,
            "until": until,
            "at_least": change.at_least,
            "at_most": change.at_most,
            "policy": change.policy,
            "door": change.door,
            "unconfirmed": change.open_law,
            "first": change.first,
            "because": change.as_json(law)["because"],
        }


def _suspended(law: Law, spans: list[dict[str, Any]], last: date) -> list[dict[str, Any]]:
    """The times in which the answer is what it is because law is suspended: from the change that the suspension made
    to the change that its end made, else to its last day.
    """
    found: dict[str, dict[str, Any]] = {}
    for span in spans:
        for event in span["because"]:
            by = event["by"]
            if event["event"] == "suspends" and by in law.suspensions and by not in found:
                end = law.suspensions[by].until
                name = {lang: called(law, by, lang) for lang in LANGUAGES}
                found[by] = {"by": by, "name": name, "from": span["from"], "until": min(end or last, last)}
            elif event["event"] == "suspension-ends" and by in found:
                found[by]["until"] = max(found[by]["from"], span["from"] - _DAY)
    return [row for row in found.values() if row["from"] <= row["until"]]


def days_to_try(law: Law, case: Case, start: date | None, until: date | None) -> list[date]:
    """The first day, and each day of export on which some clock of the transaction stands on a day of
    change.
    """
    change = events_of(law)
    shifts = {date.resolution * 0}
    if case.on is not None:
        shifts |= {day - case.on for day in case.dates.values()}
    days = {day - shift for day in change for shift in shifts}
    first = start or FIRST_DAY
    last = until or max([*days, first])
    return sorted({first} | {day for day in days if first < day <= last})


def changes_over(
    engine: Engine,
    case: Case,
    days: list[date],
    authorities: tuple[str, ...] | None = None,
    told: Told | None = None,
    assume: Mapping[str, str] | None = None,
) -> Iterator[Change]:
    """The changes of the answer, by day and authority; the first day gives the answers with which it
    begins.
    """
    law = engine.law
    events = events_of(law)
    chosen = tuple(engine.codes if authorities is None else authorities)
    own, passed = own_days(law, case), days[0]
    signs: dict[str, Any] = {}
    last: dict[str, Determination] = {}
    for number, day in enumerate(days):
        if told is not None:
            told(number, len(days))
        moved = moved_to(case, day)
        at_hand = [event for one in sorted({day, *moved.dates.values()}) for event in events.get(one, ())]
        shifts = {date.resolution * 0} | {one - day for one in moved.dates.values()}
        alone = not any(passed + shift < one <= day + shift for one in own for shift in shifts)
        which = touched(law, moved, at_hand) if last and alone else None
        passed = day
        asked = chosen if which is None else tuple(code for code in chosen if code in which)
        if not asked:
            continue
        found = engine.determine(moved, assume, asked)
        changed = [name for name in asked if signs.get(name) != _sign(found, name)]
        if changed:
            after = found.to_dict(questions=False)["authorities"]
            for name in changed:
                signs[name] = _sign(found, name)
                change = _change(day, name, after[name])
                change.first = name not in last
                if not change.first:
                    before = _lane(last[name], name)
                    change.because = _reasons(law, name, before, after[name], at_hand)
                yield change
        last |= dict.fromkeys(asked, found)


def _lane(found: Determination, name: str) -> Json:
    """One authority's part of a determination as plain data."""
    alone = evolve(found, authorities={name: found.authorities[name]})
    lane: Json = alone.to_dict(questions=False)["authorities"][name]
    return lane


def moved_to(case: Case, day: date) -> Case:
    """The transaction with another day of export; its other days keep their distance to it."""
    shift = day - case.on if case.on is not None else date.resolution * 0
    return evolve(case, on=day, dates={name: one + shift for name, one in case.dates.items()})


def _sign(found: Determination, authority: str) -> Any:
    """What counts as the answer: the intervals of the authority and its items, the duties that stand and
    their policies.
    """
    result = found.authorities[authority]
    items = tuple((item.item.id, item.span) for item in result.items if item.item is not None)
    standing = frozenset(
        (duty.requirement.id, duty.span, duty.policies)
        for duty in result.duties
        if duty.truth == Truth.TRUE and duty.span is not None and duty.span.high >= 2
    )
    return result.span, items, standing


def _change(day: date, name: str, lane: Json) -> Change:
    items = {str(item["id"]): (item["at_least"], item["at_most"]) for item in lane.get("items") or ()}
    door = door_of(lane)
    readings = plain_branches(list(lane.get("branches") or ()))
    apart = {(reading["at_least"], reading["at_most"]) for reading in readings}
    return Change(
        day, name, lane["at_least"], lane["at_most"], list(lane.get("policy") or ()), door, items,
        open_law=len(apart) > 1,
    )  # fmt: skip


def _reasons(law: Law, authority: str, before: Json, after: Json, events: list[Event]) -> list[Event]:
    """The events of the day on which the difference rests: those that the reasons before or after speak
    of.
    """
    own = [event for event in events if _authority(law, event.provision) in {authority, ""}]
    spoken = set(differing(before, after))
    close = [event for event in own if event.provision in spoken]
    if not close:
        every = set(_mentioned(before)) | set(_mentioned(after))
        close = [event for event in own if event.provision in every]
    return close or own


def _authority(law: Law, id: str) -> str:
    found: Any = law.provision(id) or law.party_rows.get(id) or law.groups.get(id)
    return str(getattr(found, "authority", ""))


def differing(before: Json, after: Json) -> Iterator[str]:
    """The provisions of duties that are not the same before and after, and all that their traces name."""
    first, second = ({_key(duty): duty for _, duty in all_duties(lane)} for lane in (before, after))
    for key in first.keys() | second.keys():
        one, two = first.get(key), second.get(key)
        if (
            one is None
            or two is None
            or (one.get("truth"), one.get("severity")) != (two.get("truth"), two.get("severity"))
        ):
            for duty in (one, two):
                if duty is not None:
                    yield from _names(duty)


def _key(duty: Json) -> tuple[str, str]:
    return str(duty.get("provision")), str(duty.get("for"))


def _mentioned(lane: Json) -> Iterator[str]:
    for _, duty in all_duties(lane):
        yield from _names(duty)


def _names(duty: Json) -> Iterator[str]:
    yield str(duty.get("provision"))
    pending = list(duty.get("why") or ())
    while pending:
        step = pending.pop()
        if step.get("provision"):
            yield str(step["provision"])
        pending.extend(step.get("steps") or ())


def rows_of(law: Law, found: Json, lang: str) -> list[dict[str, Any]]:
    """A history as rows of a table in the words of a language: by authority, each time between two changes, with what
    changed it and where that stands.
    """
    rows: list[dict[str, Any]] = []
    for code, lane in found["authorities"].items():
        for span in lane["spans"]:
            events = [Event(span["from"], e["event"], e["provision"], e["by"]) for e in span["because"]]
            kinds = ranked(law, events)
            low, high = span["at_least"], span["at_most"]
            rows.append(
                {
                    "authority": code,
                    "name": text(lane["name"], lang) or code,
                    "from": span["from"],
                    "until": span["until"],
                    "last": span is lane["spans"][-1],
                    "first": span["first"],
                    "at_least": low,
                    "at_most": high,
                    "door": span["door"],
                    "headline": headline(low, high, lang, span["door"]),
                    "unconfirmed": span["unconfirmed"],
                    "suspended": [
                        row["by"]
                        for row in lane["suspended"]
                        if row["from"] <= span["until"] and row["until"] >= span["from"]
                    ],
                    "suspended_by": [
                        text(row["name"], lang)
                        for row in lane["suspended"]
                        if row["from"] <= span["until"] and row["until"] >= span["from"]
                    ],
                    "because": [_because(law, *kind, lang) for kind in kinds[:SHOWN_REASONS]],
                    "more": max(len(kinds) - SHOWN_REASONS, 0),
                }
            )
    return rows


def _because(law: Law, what: str, by: str, events: list[Event], lang: str) -> dict[str, Any]:
    """What changed an answer: words, the provision and its citation; several events of one kind and maker with a count."""
    first = events[0].provision
    title = text(title_of(law, first), lang)
    words = say(what, lang, title, called(law, by, lang) if by else by)
    if len(events) > 1:
        words += f" {say('same-reasons', lang, len(events) - 1)}"
    provision = law.provision(first)
    source: Any = provision or law.party_rows.get(first)
    instrument = law.instruments.get(getattr(source, "instrument", ""))
    cite = str(getattr(provision, "cite", "") or "")
    return {
        "words": words,
        "event": what,
        "provision": first,
        "linked": provision is not None,
        "cite": cited_in(
            lang,
            getattr(source, "authority", ""),
            cite,
            instrument.citation if instrument is not None else "",
            instrument.native if instrument is not None else "",
        ),
        "place": getattr(source, "authority", ""),
    }


def because_words(law: Law, change: Change, lang: str) -> list[str]:
    """Why an answer changed, in words; several events of one kind and maker are told with one name and a
    count.
    """
    if change.first:
        return [say("first-day-tried", lang)]
    if not change.because:
        return [say("no-change-of-law", lang)]
    lines = []
    for what, by, events in ranked(law, change.because)[:SHOWN_REASONS]:
        first = events[0].provision
        title = text(title_of(law, first), lang)
        name = f"{title} ({first})" if title != first else first
        words = say(what, lang, name, by)
        if len(events) > 1:
            words += f" {say('same-reasons', lang, len(events) - 1)}"
        lines.append(words)
    more = len(ranked(law, change.because)) - SHOWN_REASONS
    if more > 0:
        lines.append(say("and-more", lang, more))
    return lines


def ranked(law: Law, events: list[Event]) -> list[tuple[str, str, list[Event]]]:
    """The events of one change by kind and maker: what demands or lifts before the entries that came with it."""
    weight = {"Requirement": 0, "Relief": 1, "Bar": 2, "Entry": 3}
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in sorted(
        events,
        key=lambda event: (weight.get(type(law.provision(event.provision)).__name__, 4), event.provision),
    ):
        groups.setdefault((event.what, event.by), []).append(event)
    return [(what, by, those) for (what, by), those in groups.items()]
