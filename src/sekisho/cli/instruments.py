"""`sekisho law list`, and the filters that the commands on the law share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import define

from sekisho.words import LANGUAGES, say, text

from .screen import columns, console, print_json

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.law.model import Instrument, PartyRow, Provision, Suspension


@define
class Filter:
    """Which instruments are meant: by item, listed party, authority, day or kind; None means any.

    `item`: a control code (its official form too), the id of a kind of item, or a word of the name of
    an entry or requirement. `party`: a part of a name in any script, or a row's id.
    """

    item: str | None = None
    party: str | None = None
    authorities: tuple[str, ...] | None = None
    day: date | None = None
    kind: str | None = None

    def instruments(self, law: Law) -> list[Instrument]:
        """The instruments that fit, newest first."""
        ids: set[str] | None = None
        if self.item:
            ids = instruments_of_item(law, self.item)
        if self.party:
            named = {row.instrument for row in parties_named(law, self.party)}
            named |= {one.id for one in law.instruments.values() if _names_party(one, self.party)}
            ids = named if ids is None else ids & named
        found = [
            instrument
            for instrument in law.instruments.values()
            if (ids is None or instrument.id in ids)
            and (self.authorities is None or instrument.authority in self.authorities)
            and (self.kind is None or instrument.kind == self.kind)
            and (self.day is None or state_of(law, instrument, self.day) != "not-in-force")
        ]
        return sorted(found, key=lambda i: (i.published or date.min, i.id), reverse=True)


def instruments_of_item(law: Law, words: str) -> set[str]:
    """The ids of the instruments that speak of an item: by its entries, and by the provisions that read
    those.
    """
    from sekisho.law.timeline import concerns
    from sekisho.logic.conditions import Classified, Condition, EntryUnder, Under, children

    needle = words.casefold().strip()
    codes = {entry.id for entry in law.entries.values() if _entry_fits(law, entry, needle)}
    ids = {law.entries[code].instrument for code in codes}
    ids |= {one.id for one in law.instruments.values() if one.items and concerns(one.items, needle)}

    def speaks(node: Condition) -> bool:
        if isinstance(node, Classified | EntryUnder):
            return bool(codes & {entry.id for entry in law.entries_under(node.paths, node.but)})
        if isinstance(node, Under) and any(_path_fits(str(path), needle) for path in node.paths):
            return True
        return any(speaks(child) for child in children(node))

    for requirement in law.requirements.values():
        titled = any(needle in requirement.title.get(lang, "").casefold() for lang in LANGUAGES)
        loops = requirement.for_each is not None and bool(
            codes
            & {entry.id for entry in law.entries_under(requirement.for_each.lists, requirement.for_each.but)}
        )
        if requirement.instrument and (titled or loops or speaks(requirement.when)):
            ids.add(requirement.instrument)
    for suspension in law.suspensions.values():
        if codes & suspension.of:
            ids.add(suspension.instrument)
    return ids - {""}


def _names_party(instrument: Instrument, words: str) -> bool:
    """True when a measure names a party with these words in it."""
    needle = " ".join(words.casefold().split())
    return any(needle in name.casefold() for name in instrument.parties)


def _entry_fits(law: Law, entry: Any, needle: str) -> bool:
    from sekisho.logic.conditions import Condition, Under, children

    code = entry.id.casefold()
    body = code.partition(":")[2]
    if any(form == needle or form.startswith(needle + ".") for form in (code, body)):
        return True
    if entry.display.casefold().startswith(needle) or any(
        needle in entry.title.get(lang, "").casefold() for lang in LANGUAGES
    ):
        return True

    def under(node: Condition) -> bool:
        if isinstance(node, Under):
            return any(_path_fits(str(path), needle) for path in node.paths)
        return any(under(child) for child in children(node))

    return under(entry.when) or any(under(v.body["when"]) for v in entry.versions if "when" in v.body)


def _path_fits(path: str, needle: str) -> bool:
    path = path.casefold()
    return path == needle or path.startswith(needle + ".") or needle.startswith(path + ".")


def parties_named(law: Law, words: str) -> list[PartyRow]:
    """The rows of lists of parties with a name that holds the words, in any script, or with this id."""
    needle = " ".join(words.casefold().split())
    return [
        row
        for rows in law.parties.values()
        for row in rows
        if row.id.casefold() == needle
        or any(needle in " ".join(n.casefold().split()) for n in (*row.names, row.native) if n)
    ]


def provisions_of(law: Law, instrument: str) -> Iterator[Provision]:
    """The provisions of an instrument, entries included, in the order of its file."""
    return (provision for provision in law.all_provisions() if provision.instrument == instrument)


def suspensions_by(law: Law, instrument: str) -> list[Suspension]:
    """The suspensions that an instrument makes."""
    return [suspension for suspension in law.suspensions.values() if suspension.instrument == instrument]


def state_of(law: Law, instrument: Instrument, day: date) -> str:
    """How an instrument stands on a day: "in-force", "suspended", "not-in-force", or the reading that is
    open.
    """
    members: list[Any] = [*provisions_of(law, instrument.id)]
    members += [row for rows in law.parties.values() for row in rows if row.instrument == instrument.id]
    states = {provision_state(law, member, day) for member in members}
    if not states:
        states = {_own_state(instrument, day)} | {
            "in-force"
            for s in suspensions_by(law, instrument.id)
            if s.start <= day and (s.until is None or day <= s.until)
        }
    for state in ("in-force", "unconfirmed", "not-enforced", "deferred", "suspended"):
        if state in states:
            return state
    return "not-in-force"


def _own_state(instrument: Instrument, day: date) -> str:
    for version in instrument.versions:
        if (version.start is None or version.start <= day) and (
            version.until is None or day <= version.until
        ):
            return version.state
    return "not-in-force"


def provision_state(law: Law, provision: Any, day: date) -> str:
    """How one provision or listing stands on a day."""
    from sekisho.law.force import force, version_on
    from sekisho.logic.truth import Truth

    version = version_on(provision, day)
    if version is None:
        return "not-in-force"
    truth, atoms = force(law, provision, day)
    if truth == Truth.TRUE:
        return "in-force"
    if truth == Truth.FALSE:
        return "suspended"
    if version.state != "in-force":
        return version.state
    return "unconfirmed" if atoms else version.state


def print_list(law: Law, chosen: Filter, lang: str, as_json: bool) -> None:
    """Print the instruments that fit, with their state on the day (the filter's, else the newest day
    confirmed).
    """
    day = chosen.day or max(law.checked.values(), default=date.today())
    found = chosen.instruments(law)
    if as_json:
        print_json([summary(law, instrument, day) for instrument in found])
        return
    out = console()
    total = sum(
        1 for i in law.instruments.values() if chosen.authorities is None or i.authority in chosen.authorities
    )
    if not found:
        out.print(say("list-none", lang, total, ", ".join(chosen.authorities or sorted(law.authorities))))
        return
    table = columns(
        say("published", lang),
        say("authority", lang),
        say("state-on", lang, day),
        say("title", lang),
        narrow=(0, 1),
    )
    for instrument in found:
        words = f"{text(instrument.title, lang)}\n{instrument.citation}\n{instrument.id}"
        table.add_row(
            str(instrument.published or "–"),
            instrument.authority,
            say(state_of(law, instrument, day), lang),
            words,
        )
    out.print(table)
    out.print(say("list-count", lang, len(found), total))


def summary(law: Law, instrument: Instrument, day: date) -> dict[str, Any]:
    """An instrument in a list, as JSON."""
    return {
        "id": instrument.id,
        "authority": instrument.authority,
        "kind": instrument.kind,
        "rank": instrument.rank,
        "title": instrument.title,
        "citation": instrument.citation,
        "native": instrument.native,
        "published": instrument.published,
        "checked": instrument.checked,
        "on": day,
        "state": state_of(law, instrument, day),
        "provisions": [provision.id for provision in provisions_of(law, instrument.id)],
    }
