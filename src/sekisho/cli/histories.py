"""`sekisho history`: one transaction moved through time, and the days on which its answer changes, with
the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from sekisho.logic.truth import Truth
from sekisho.words import headline, say, severity, strip, text
from sekisho.words.lanes import duties_of

from .law_days import Event, events_of, title_of
from .options import LawFolder, authorities_of
from .screen import columns, console, print_json

if TYPE_CHECKING:
    from sekisho.determine import Determination, Engine
    from sekisho.law.compiled import Law
    from sekisho.logic.objects import Case

FIRST_DAY = date(2023, 1, 1)
"""Where a history begins unless it is said: the law is modelled from 2023 on."""
SHOWN_REASONS = 3
Json = Mapping[str, Any]


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


def print_history(
    file: Path,
    folder: LawFolder,
    *,
    start: date | None,
    until: date | None,
    known: date | None,
    authorities: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Print the days from `start` to `until` on which the answer to a transaction changes."""
    from sekisho.determine import Engine

    from .determining import read_cases

    law = folder.load()
    named = authorities_of(authorities, law)
    (case,) = read_cases([file], law, None, known)
    days = days_to_try(law, case, start, until)
    changes = list(changes_over(Engine(law), case, days, named))
    if as_json:
        rows = [change.as_json(law) for change in changes]
        print_json({"id": case.id, "from": days[0], "to": days[-1], "days_tried": len(days), "changes": rows})
        return
    _print(law, case, days, changes, lang)


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
    engine: Engine, case: Case, days: list[date], authorities: tuple[str, ...] | None
) -> Iterator[Change]:
    """The changes of the answer, by day and authority; the first day gives the answers with which it
    begins.
    """
    events = events_of(engine.law)
    signs: dict[str, Any] = {}
    last: Determination | None = None
    for day in days:
        moved = moved_to(case, day)
        found = engine.determine(moved, authorities=authorities)
        changed = [name for name in found.authorities if signs.get(name) != _sign(found, name)]
        if changed:
            after = found.to_dict(questions=False)["authorities"]
            before = last.to_dict(questions=False)["authorities"] if last is not None else {}
            around = sorted({day, *moved.dates.values()})
            at_hand = [event for one in around for event in events.get(one, ())]
            for name in changed:
                signs[name] = _sign(found, name)
                change = _change(day, name, after[name])
                change.first = name not in before
                if not change.first:
                    change.because = _reasons(engine.law, name, before[name], after[name], at_hand)
                yield change
        last = found


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
    door = any(duty.body.get("door") for duty in duties_of(lane) if duty.severity == 5)
    return Change(day, name, lane["at_least"], lane["at_most"], list(lane.get("policy") or ()), door, items)


def _reasons(law: Law, authority: str, before: Json, after: Json, events: list[Event]) -> list[Event]:
    """The events of the day on which the difference rests: those that the reasons before or after speak
    of.
    """
    own = [event for event in events if _authority(law, event.provision) in {authority, ""}]
    spoken = set(_differing(before, after))
    close = [event for event in own if event.provision in spoken]
    if not close:
        every = set(_mentioned(before)) | set(_mentioned(after))
        close = [event for event in own if event.provision in every]
    return close or own


def _authority(law: Law, id: str) -> str:
    found: Any = law.provision(id) or law.party_rows.get(id) or law.groups.get(id)
    return str(getattr(found, "authority", ""))


def _differing(before: Json, after: Json) -> Iterator[str]:
    """The provisions of duties that are not the same before and after, and all that their traces name."""
    first, second = ({_key(duty): duty for duty in _duties(lane)} for lane in (before, after))
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
    for duty in _duties(lane):
        yield from _names(duty)


def _duties(lane: Json) -> Iterator[Json]:
    yield from lane.get("duties") or ()
    for item in lane.get("items") or ():
        yield from item.get("duties") or ()


def _names(duty: Json) -> Iterator[str]:
    yield str(duty.get("provision"))
    pending = list(duty.get("why") or ())
    while pending:
        step = pending.pop()
        if step.get("provision"):
            yield str(step["provision"])
        pending.extend(step.get("steps") or ())


def _print(law: Law, case: Case, days: list[date], changes: list[Change], lang: str) -> None:
    from rich.text import Text

    out = console()
    out.print(Text(f"{case.id} · {say('history-title', lang)}", style="bold"))
    out.print(Text(say("history-note", lang), style="dim"))
    out.print()
    table = columns(say("from-day", lang), "", say("answer", lang), say("because", lang), narrow=(0, 1))
    for change in sorted(changes, key=lambda c: (c.on, -severity(c.at_most), c.authority)):
        low, high = change.at_least, change.at_most
        words = f"{strip(low, high)} {headline(low, high, lang, change.door)}"
        if change.policy:
            words += f"\n{say('policy', lang)}: {' / '.join(say(word, lang) for word in change.policy)}"
        table.add_row(str(change.on), change.authority, words, "\n".join(because_words(law, change, lang)))
    out.print(table)
    out.print()
    if all(change.first for change in changes):
        out.print(Text(say("history-none", lang, days[0], days[-1])))
    out.print(Text(say("history-tried", lang, len(days)), style="dim"))


def because_words(law: Law, change: Change, lang: str) -> list[str]:
    """Why an answer changed, in words; several events of one kind and maker are told with one name and a
    count.
    """
    if change.first:
        return [say("first-day-tried", lang)]
    if not change.because:
        return [say("no-change-of-law", lang)]
    # What demands or lifts is a better reason than the entries that came with it.
    weight = {"Requirement": 0, "Relief": 1, "Bar": 2, "Entry": 3}
    ranked = sorted(
        change.because,
        key=lambda event: (weight.get(type(law.provision(event.provision)).__name__, 4), event.provision),
    )
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in ranked:
        groups.setdefault((event.what, event.by), []).append(event)
    lines = []
    for (what, by), events in list(groups.items())[:SHOWN_REASONS]:
        first = events[0].provision
        title = text(title_of(law, first), lang)
        name = f"{title} ({first})" if title != first else first
        words = say(what, lang, name, by)
        if len(events) > 1:
            words += f" {say('same-reasons', lang, len(events) - 1)}"
        lines.append(words)
    if len(groups) > SHOWN_REASONS:
        lines.append(say("and-more", lang, len(groups) - SHOWN_REASONS))
    return lines
