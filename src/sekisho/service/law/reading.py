"""How the law is read: in which language, on which day, as known on which day; and references to its parts."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Any, TypeAlias

from attrs import define, field

from sekisho.law.compiled import Law
from sekisho.law.model import Bar, Entry, Instrument, LicenceKind, PartyRow, Row, Suspension
from sekisho.words import say, text

Json: TypeAlias = dict[str, Any]


@define(eq=False)
class Reading:
    """The law as somebody reads it: `on` a day, as `known` on a day (None: all that is recorded), in one language."""

    law: Law
    lang: str
    on: date
    known: date | None = None
    settled: date | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        """`settled`: the last day up to `known` on which anything became known; the answers are the same."""
        self.settled = None if self.known is None else _last_known(self.law, self.known)

    def say(self, key: str, *parts: object) -> str:
        """Fixed words in the language of the reader."""
        return say(key, self.lang, *parts)

    def text(self, words: Any) -> str:
        """Words of the law in the language of the reader."""
        return text(words, self.lang)

    def dated(self, *authorities: str) -> Json:
        """What stands under every title: the days, and when the law of the authorities (all, if none) was last confirmed."""
        wanted = authorities or tuple(self.law.checked)
        checked = {code: self.law.checked[code] for code in wanted if code in self.law.checked}
        return {"on": self.on, "known": self.known, "checked": checked}

    def ref(self, id: str) -> Json:
        """A part of the law as it is named elsewhere: `kind` says which page it has ("": none), `name` what it is called."""
        kind, thing = find(self.law, id)
        return {
            "id": id,
            "kind": kind,
            "name": self.name(id, thing),
            "authority": getattr(thing, "authority", ""),
        }

    def name(self, id: str, thing: Any = None) -> str:
        """What a part of the law is called; its id where it has no words."""
        thing = thing if thing is not None else find(self.law, id)[1]
        if isinstance(thing, PartyRow):
            first = next(iter(thing.names), "")
            return ((first or thing.native) if self.lang == "en" else (thing.native or first)) or thing.id
        if isinstance(thing, Suspension):
            return f"{self.say('suspension')}: {self.name(thing.instrument)}"
        if isinstance(thing, Entry):
            return f"{thing.display or '.'.join(thing.code.segments)} {self.text(thing.title)}".strip()
        title = (
            getattr(thing, "title", None) or getattr(thing, "question", None) or getattr(thing, "name", None)
        )
        if not title and isinstance(thing, Bar):
            return str(thing.cite or id)
        return self.text(title) or id


def find(law: Law, id: str) -> tuple[str, Any]:
    """What stands under an id: the kind of page that it has ("instrument", "entry", "group", "provision", "party",
    "suspension", "test", "list") and the thing itself; ("", None) where there is nothing.
    """
    if id in law.instruments:
        return "instrument", law.instruments[id]
    if id in law.entries:
        return "entry", law.entries[id]
    if id in law.groups:
        return "group", law.groups[id]
    provision = law.provision(id)
    if provision is not None:
        return "provision", provision
    for kind, book in (
        ("suspension", law.suspensions),
        ("party", law.party_rows),
        ("test", law.person_tests),
    ):
        if id in book:
            return kind, book[id]
    if id in law.lists:
        return "list", law.lists[id]
    return "", None


def kind_of(provision: Any) -> str:
    """What sort of provision it is: entry, term, requirement, relief, bar, licence, addition, take, row."""
    if isinstance(provision, Row):
        return "row"
    return "licence" if isinstance(provision, LicenceKind) else type(provision).__name__.lower()


def sources_of(instrument: Instrument | None) -> list[Json]:
    """Where an instrument is written: title, address, how far it was read ("read", "partial", "recalled"), further words."""
    rows = instrument.sources if instrument is not None else ()
    return [{key: row.get(key, "") for key in ("title", "url", "confirmed", "note")} for row in rows]


def page_of(rows: list[Any], page: int, size: int) -> tuple[list[Any], Json]:
    """One page of a long list, and how many pages there are; a page past the end is the last."""
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    return rows[(page - 1) * size : page * size], {
        "page": page,
        "pages": pages,
        "count": len(rows),
        "size": size,
    }


def last_at(days: list[date], day: date) -> date:
    """The last of some sorted days that is not after a day; a day before them all where there is none."""
    place = bisect_right(days, day)
    return days[place - 1] if place else date.min


def _last_known(law: Law, known: date) -> date:
    days: list[date] | None = law.cache.get("days of knowledge")
    if days is None:
        things: list[Any] = [*law.all_provisions(), *law.party_rows.values(), *law.instruments.values()]
        found = {version.known_from for thing in things for version in thing.versions}
        found |= {s.known_from for s in law.suspensions.values()}
        days = law.cache["days of knowledge"] = sorted(day for day in found if day is not None)
    return last_at(days, known)
