"""A check begun from a provision that no case tests: what the provision itself names is filled in, and nothing else.

What is filled in is only where somebody starts from: the kind of item that the condition names, the code of the entry as a claim
that the person is trying, the place from which the authority's law looks at exports, the place that the condition names. All
of it stands in the steps of the check and can be changed; everything else is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from sekisho.law.force import body_on
from sekisho.law.model import Entry, PartyRow, Provision
from sekisho.logic.conditions import All, Classified, Compare, Condition, PlaceTest, Under

if TYPE_CHECKING:
    from .reading import Reading

ENDS: Final = ("to", "final")
DEEPEST: Final = 12


def beginning(reading: Reading, thing: Provision | PartyRow) -> dict[str, Any]:
    """The transaction with which a check of a provision begins: `kind`, `code`, `to`, `from`, `act`, `party`, each only where the
    provision names exactly one; `description` in the reader's words.
    """
    law, found = reading.law, {"description": reading.name(thing.id, thing), "on": reading.on.isoformat()}
    made: dict[str, Any] = dict(found)
    if thing.authority in law.places:
        made["from"] = thing.authority
    if isinstance(thing, PartyRow):
        made["party"] = {"name": next(iter(thing.names), ""), "country": thing.country}
        made["description"] = ""
        if thing.country in law.places:
            made["to"] = thing.country
        return made
    codes: list[str] = []
    kinds: list[str] = []
    places: list[str] = []
    for leaf in _demanded(reading, thing):
        match leaf:
            case Under("kind", paths, ()):
                kinds += [".".join(path.segments) for path in paths]
            case Classified(paths, _):
                codes += [str(path) for path in paths]
            case PlaceTest(at, group, False) if set(at) & set(ENDS) and group.op == "leaf":
                places.append(group.leaf)
            case Compare("act", "equals", str(act)):
                made["act"] = act
    if isinstance(thing, Entry):
        codes = [thing.id]
        above = law.parent_of(thing.id)
        while not kinds and above is not None:
            kinds = _kinds(reading, above)
            above = law.parent_of(above.id)
    entry = law.entries.get(codes[0]) if len(codes) == 1 else None
    if entry is not None:
        made["code"] = entry.id
        if not kinds:
            kinds = _kinds(reading, entry)
    known = [kind for kind in dict.fromkeys(kinds) if kind in law.vocabulary.kinds]
    if len(known) == 1:
        made["kind"] = known[0]
    if len(set(places)) == 1 and places[0] in law.places:
        made["to"] = places[0]
    return made


def _kinds(reading: Reading, entry: Entry) -> list[str]:
    found: list[str] = []
    for leaf in _demanded(reading, entry):
        if isinstance(leaf, Under) and leaf.attribute == "kind" and not leaf.but:
            found += [".".join(path.segments) for path in leaf.paths]
    return found


def _demanded(reading: Reading, thing: Provision) -> Iterator[Condition]:
    """The conditions of the day that must all hold for a provision; what stands in an alternative is demanded by none."""
    if hasattr(thing, "when"):
        when = body_on(thing, "when", reading.on, reading.settled)
        if when is not None:
            yield from _all_of(when, 0)


def _all_of(node: Condition, depth: int) -> Iterator[Condition]:
    if isinstance(node, All) and depth < DEEPEST:
        for part in node.parts:
            yield from _all_of(part, depth + 1)
    else:
        yield node
