"""Which instruments are meant: by item, listed party, authority, day, kind or year; and those that answer them."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import define, evolve

from sekisho.law.compiled import Law
from sekisho.law.lint_cycles import conditions_of
from sekisho.law.model import MEASURE, Entry, Instrument, PartyRow
from sekisho.law.timeline import concerns
from sekisho.logic.conditions import Classified, Condition, EntryUnder, Under, children
from sekisho.words import LANGUAGES

from .states import state_of

ANSWERING = frozenset({"responds_to", "suspends", "amends", "supersedes"})
"""The relations by which one measure follows from another."""


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


def chosen_instruments(law: Law, chosen: Filter) -> list[Instrument]:
    """The instruments that fit but for the day, and those that they answer or that answer them."""
    found = {instrument.id: instrument for instrument in evolve(chosen, day=None).instruments(law)}
    fitting = frozenset(found)
    if chosen.item or chosen.party:
        for relation in law.relations:
            if relation.type not in ANSWERING:
                continue
            ends = (relation.source_id, relation.target_id)
            for one, other in (ends, ends[::-1]):
                near = law.instruments.get(other)
                shown = (
                    near is not None
                    and (chosen.authorities is None or near.authority in chosen.authorities)
                    and not (relation.type == "amends" and near.kind == MEASURE)
                )
                if one in fitting and near is not None and shown:
                    found.setdefault(other, near)
    return list(found.values())


def instruments_of_item(law: Law, words: str) -> set[str]:
    """The ids of the instruments that speak of an item: by its entries, and by the provisions that read
    those.
    """
    needle = words.casefold().strip()
    codes = {entry.id for entry in law.entries.values() if _entry_fits(entry, needle)}
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


def _names_party(instrument: Instrument, words: str) -> bool:
    """True when a measure names a party with these words in it."""
    needle = " ".join(words.casefold().split())
    return any(needle in name.casefold() for name in instrument.parties)


def _entry_fits(entry: Entry, needle: str) -> bool:
    code = entry.id.casefold()
    body = code.partition(":")[2]
    if any(form == needle or form.startswith(needle + ".") for form in (code, body)):
        return True
    if entry.display.casefold().startswith(needle) or any(
        needle in entry.title.get(lang, "").casefold() for lang in LANGUAGES
    ):
        return True

    def under(node: Any) -> bool:
        if isinstance(node, Under):
            return any(_path_fits(str(path), needle) for path in node.paths)
        return any(under(child) for child in children(node))

    return any(under(condition) for condition in conditions_of(entry))


def _path_fits(path: str, needle: str) -> bool:
    path = path.casefold()
    return path == needle or path.startswith(needle + ".") or needle.startswith(path + ".")
