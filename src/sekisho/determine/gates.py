"""A quick no: entries whose kind gate an item surely fails are not evaluated at all."""

from __future__ import annotations

from collections.abc import Iterable

from sekisho.law.compiled import Law
from sekisho.law.model import Entry
from sekisho.logic.conditions import All, Condition, Under
from sekisho.logic.objects import Obj
from sekisho.logic.values import Path


def kind_gates(when: Condition) -> tuple[Under, ...]:
    """The tests of the kind that must hold for a condition to hold."""
    if isinstance(when, Under) and when.attribute == "kind":
        return (when,)
    if isinstance(when, All):
        return tuple(gate for part in when.parts for gate in kind_gates(part))
    return ()


def may_meet(law: Law, entry: Entry, item: Obj, hinted: bool = True) -> bool:
    """False when the item's kinds rule the entry out in every version of it and no customs code hints at it."""
    kinds = item.facts.get("kind")
    if not isinstance(kinds, tuple) or not kinds:
        return True
    key = ("gate", entry.id, kinds)
    found: bool | None = law.cache.get(key)
    if found is None:
        found = law.cache[key] = passes(law, entry, kinds)
    if found or not hinted:
        return found
    codes = item.facts.get("hs")
    return isinstance(codes, tuple) and bool(codes)  # the hints decide, in the full evaluation


def open_entries(law: Law, paths: tuple[Path, ...], but: tuple[Path, ...], item: Obj) -> tuple[Entry, ...]:
    """The entries at or below `paths` that the item may meet: none whose kind gate it surely fails.

    Headings are what their children are, so that they count only where a claim names them, or something above or below.
    """
    kinds, codes = item.facts.get("kind"), item.facts.get("hs")
    hinted = isinstance(codes, tuple) and bool(codes)
    claims = item.claims
    stated = tuple(
        {path.scheme: claims[path.scheme].codes for path in paths if path.scheme in claims}.items()
    )
    key = ("open", paths, but, kinds if isinstance(kinds, tuple) else None, hinted, stated)
    found: tuple[Entry, ...] | None = law.cache.get(key)
    if found is None:
        by_list = dict(stated)
        found = law.cache[key] = tuple(
            entry
            for entry in law.entries_under(paths, but)
            if named(entry, by_list.get(entry.code.scheme, ()))
            or (
                not entry.by_claim  # unclaimed, the rest of the list speaks for all of them
                and not law.is_heading(entry.id)
                and (may_meet(law, entry, item, hinted=False) or (hinted and has_hints(entry)))
            )
        )
    return found


def named(entry: Entry, codes: Iterable[Path]) -> bool:
    """True where one of the claimed codes is the entry's, or lies above or below it."""
    own = entry.code.segments
    return any(
        own[: len(code.segments)] == code.segments or code.segments[: len(own)] == own for code in codes
    )


def has_hints(entry: Entry) -> bool:
    """True when some version of the entry names customs codes for finding it."""
    return bool(entry.hs_hint) or any("hs_hint" in version.body for version in entry.versions)


def passes(law: Law, entry: Entry, kinds: tuple[Path, ...]) -> bool:
    """False when the kinds rule the entry out in every version of it."""
    gates: dict[str, tuple[tuple[int, ...], ...]] = law.cache.setdefault("gates", {})
    found = gates.get(entry.id)
    if found is None:
        whens = [v.body.get("when", entry.when) for v in entry.versions] or [entry.when]
        found = gates[entry.id] = tuple(
            {tuple(_bits(law, gate.paths) for gate in kind_gates(when)): None for when in whens}
        )
    own = _bits(law, kinds)
    return any(all(own & gate for gate in those) for those in found)


def _bits(law: Law, kinds: tuple[Path, ...]) -> int:
    """What lies at or below one of some kinds, as bits; a kind excludes another one where they share none."""
    known: dict[tuple[Path, ...], int] = law.cache.setdefault("bits of kinds", {})
    found = known.get(kinds)
    if found is None:
        found = 0
        for kind in kinds:
            found |= law.kinds.bits(kind)
        known[kinds] = found
    return found
