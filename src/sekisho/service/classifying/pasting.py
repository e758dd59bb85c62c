"""A pasted table of parameters on a product sheet: which row answers which attribute, for somebody to confirm.

What is not surely mapped is proposed and left to the person; what is not mapped stays as a note. No row is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from sekisho.law.compiled import Law
from sekisho.law.vocabulary import Attribute
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.words.attribute_names import attribute_names

from .sheets import STANDING, Sheet, with_note, with_value
from .tables import Row, read_rows
from .values import read_given

SURE: Final = 0.8
LIKELY: Final = 0.4
WHOLE: Final = 0.95
"""From here on the row has the name of the attribute, not a part of it."""
_OF_UNITS: Final = frozenset({"classify.wrong-unit", "classify.plain-number"})
APART: Final = 0.12
"""A row is mapped where its label is this likely, and no other attribute comes so near."""
_STOP: Final = frozenset(
    {"the", "of", "a", "an", "in", "at", "for", "and", "or", "is", "with", "its", "by", "to", "per", "on"}
)


@frozen
class _Named:
    """An attribute with all that it is called."""

    attribute: Attribute
    names: frozenset[str]
    words: frozenset[str]
    pieces: frozenset[str]


def preview(law: Law, sheet: Sheet, text: str) -> list[dict[str, Any]]:
    """What would become of each row: `mapped` (with its attribute), `proposed` (several may be meant), or `note`, and why.

    Raises Unreadable where the text is no table.
    """
    asked = attributes_for(law, sheet["kinds"])
    known = [_named(law, attribute) for attribute in asked]
    rows = [_told(law, row, known) for row in read_rows(text)]
    seen: dict[str, set[str]] = {}
    for row in rows:
        if row["state"] == "mapped":
            seen.setdefault(row["attribute"], set()).add(row["canonical"])
    for held in sheet["values"]:
        if held["attribute"] in seen:
            seen[held["attribute"]].add(str(held["canonical"]))
    for row in rows:
        row["two_values"] = row["state"] == "mapped" and len(seen[row["attribute"]]) > 1
    return rows


def apply(
    law: Law,
    sheet: Sheet,
    rows: Iterable[Mapping[str, Any]],
    *,
    by: str,
    on: str,
    paper: str = "",
    page: str = "",
) -> dict[str, Any]:
    """The sheet with all rows on it: those with an attribute as values, the others as notes. Raises Unreadable."""
    found = dict(sheet)
    for row in rows:
        words = {
            "by": by,
            "on": on,
            "paper": paper,
            "page": row.get("page") or page,
            "condition": row.get("condition", ""),
        }
        attribute = str(row.get("attribute") or "")
        if attribute:
            try:
                found = with_value(law, found, attribute, str(row["value"]), label=str(row["label"]), **words)
                continue
            except Unreadable as fault:
                if fault.key in {"classify.no-attribute", "classify.too-many"}:
                    raise
        label, value = str(row["label"]), str(row["value"])
        found = with_note(found, label or str(row.get("text", "")), value, **words)
    return found


def attributes_for(law: Law, kinds: Iterable[str]) -> list[Attribute]:
    """The attributes that the lists read of things of these kinds; of an item of no stated kind, all of them."""
    ids: dict[str, None] = {}
    for kind in kinds:
        if kind not in law.vocabulary.kinds:
            continue  # a later law may have dropped it
        key = ("attributes-for-kind", kind)
        found = law.cache.get(key)
        if found is None:
            found = law.cache[key] = law.attributes_for_kind(kind)
        ids.update(dict.fromkeys(found))
    every = law.vocabulary.attributes
    wanted = [every[id] for id in ids if id in every] if ids else list(every.values())
    return [
        one
        for one in wanted
        if one.of == "item" and one.id not in STANDING and one.id not in law.derived and one.question
    ]


def _told(law: Law, row: Row, known: Iterable[_Named]) -> dict[str, Any]:
    """One row with the attributes that it may answer."""
    told: dict[str, Any] = {"number": row.number, "text": row.text, "label": row.label, "value": row.value,
            "condition": row.condition, "page": row.page, "state": "note", "attribute": None, "canonical": "",
            "proposed": [], "why": None}  # fmt: skip
    if not row.value:
        return {**told, "why": "classify.row-no-value"}
    if row.typical:
        return {**told, "why": "classify.row-typical"}
    ranked: list[tuple[float, Attribute, str]] = []
    fault: Unreadable | None = None
    for one in known:
        score = likeness(row.label, one)
        if score < LIKELY:
            continue
        try:
            given = read_given(law, one.attribute, row.value)
        except Unreadable as error:
            # A name that only holds the words of the row is another one: nobody is told to change the unit for it.
            fault = fault or (
                error if score >= WHOLE or (score >= SURE and error.key not in _OF_UNITS) else None
            )
            continue
        ranked.append((score, one.attribute, given.canonical))
    ranked.sort(key=lambda found: (-found[0], found[1].order, found[1].id))
    if not ranked:
        if fault is not None:
            return {**told, "why": fault.key, "why_parts": list(map(str, fault.parts))}
        return {**told, "why": "classify.row-unknown"}
    proposed = [
        {"attribute": attribute.id, "name": attribute_names(law, attribute.id), "unit": attribute.unit, "canonical": canonical,
         "question": dict(attribute.question)}
        for _, attribute, canonical in ranked[:5]
    ]  # fmt: skip
    told["proposed"] = proposed
    best = ranked[0][0]
    if best >= SURE and (len(ranked) == 1 or best - ranked[1][0] >= APART):
        return {
            **told,
            "state": "mapped",
            "attribute": proposed[0]["attribute"],
            "canonical": proposed[0]["canonical"],
        }
    return {
        **told,
        "state": "proposed",
        "why": "classify.row-several" if len(ranked) > 1 else "classify.row-unsure",
    }


def _named(law: Law, attribute: Attribute) -> _Named:
    key = ("attribute-named", attribute.id)
    found: _Named | None = law.cache.get(key)
    if found is None:
        names = {_folded(name) for name in attribute_names(law, attribute.id).values()}
        names |= {_folded(attribute.id.replace("_", " "))}
        found = law.cache[key] = _Named(
            attribute,
            frozenset(names),
            frozenset(_latin(" ".join(names))),
            frozenset(_pairs(" ".join(names))),
        )
    return found


def likeness(label: str, one: _Named) -> float:
    """How likely a label names an attribute, 0 to 1: the same name, or how much of the words of each the other has."""
    asked = _folded(label)
    if asked in one.names:
        return 1.0
    best = 0.0
    words, pairs = _latin(asked), _pairs(asked)
    for name in one.names:
        other_words, other_pairs = _latin(name), _pairs(name)
        mine = words if len(words) >= len(pairs) / 2 else pairs
        other = other_words if mine is words else other_pairs
        if mine and other:
            shared = sum(any(_same(word, held) for held in other) for word in mine)
            alike = 2 * shared / (len(mine) + len(other))
            best = max(best, alike, min(0.6 * shared / len(mine) + 0.4 * alike, SURE - 0.05))
            if shared == len(mine) and (len(asked) > 2 or mine is pairs):  # the label is a part of the name
                best = max(best, SURE + 0.15 * len(mine) / len(other))
    return min(best, 0.99)


def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    return (
        len(word) > 4 and len(other) > 4 and (word.rstrip("s") == other.rstrip("s") or word[:6] == other[:6])
    )


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[()\[\]{}（）:：,，、;/_\-–—・]+", " ", plain).split())


def _latin(text: str) -> list[str]:
    return [word for word in dict.fromkeys(re.findall(r"[a-zα-ω0-9]+", text)) if word not in _STOP]


def _pairs(text: str) -> list[str]:
    found = []
    for run in re.findall(r"[\u3040-\u30ff\u3400-\u9fffー]+", text):
        found += [run[n : n + 2] for n in range(max(1, len(run) - 1))]
    return list(dict.fromkeys(found))
