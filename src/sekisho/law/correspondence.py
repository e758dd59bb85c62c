"""How several control lists number the same thing: a hint with its source, never a decision.

From a code in one list to candidates in the others, and which measured values both lists ask for. A candidate says nothing of
what an item meets: limits, exclusions and dates differ, and each list is read by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from attrs import frozen

from sekisho.logic.conditions import Condition, TermRef, attributes_of, children
from sekisho.logic.values import Path

from .compiled import Law
from .lint_cycles import conditions_of
from .model import Entry

COLUMNS = ("eu", "us", "jp", "cn", "kr", "nl", "tw", "gb")
"""The columns of `law/correspondence.csv` that hold codes, each with its list before it; several are divided by a bar."""

_NO_MEASURE = frozenset({"kind", "hs", "origin", "act"})


@frozen
class Candidate:
    """A code of another list that stands for the same thing, or nearly (`relation`: same, partly).

    `near`: how the row's own code lies to the one asked for (same, above, below). `shared`: attributes that the entries of both
    lists read, so that one measurement serves both. `modelled`: whether the law files hold the code.
    """

    code: Path
    name: str
    near: str
    relation: str
    shared: tuple[str, ...]
    modelled: bool
    note: str
    source: str
    verified: str


def codes_of(text: str) -> tuple[Path, ...]:
    """The codes in a cell."""
    found = []
    for part in text.split("|"):
        scheme, _, body = part.strip().partition(":")
        if body:
            found.append(Path(scheme, tuple(body.split("."))))
    return tuple(found)


def find_codes(law: Law, text: str) -> tuple[Path, ...]:
    """The codes that a person may mean: `us.ccl:3B001.f.1`, a bare `3B001.f.1` in any list, or a form as the authority writes it.

    Raises ValueError where no list and no correspondence holds such a code.
    """
    asked = text.strip()
    if ":" in asked:
        scheme, _, body = asked.partition(":")
        if scheme not in law.lists:
            raise ValueError(f"no list {scheme!r}; the lists are {', '.join(sorted(law.lists))}")
        return (Path(scheme, tuple(body.split("."))),)
    body = asked.replace(" ", "")
    found = [
        entry.code
        for entry in law.entries.values()
        if ".".join(entry.code.segments) == body or entry.display == asked
    ]
    found += [
        code for row in law.correspondence for code in _codes_in(row) if ".".join(code.segments) == body
    ]
    if not found:
        raise ValueError(
            f"no list holds {text!r}; write it as us.ccl:3B001.f.1, or as the authority writes it"
        )
    return tuple(dict.fromkeys(found))


def correspond(law: Law, code: Path) -> tuple[Candidate, ...]:
    """The candidates in other lists for a code, the nearest rows first."""
    found: dict[tuple[Path, str], Candidate] = {}
    rows = [(near, row) for row in law.correspondence for near in _nearness(code, _codes_in(row))]
    order = {"same": 0, "below": 1, "above": 2}
    for near, row in sorted(rows, key=lambda pair: order[pair[0]]):
        for other in _codes_in(row):
            if other.scheme != code.scheme and (other, row["id"]) not in found:
                found[other, row["id"]] = Candidate(
                    code=other,
                    name=row.get("name_en", ""),
                    near=near,
                    relation=row.get("relation", ""),
                    shared=shared(law, code, other),
                    modelled=bool(law.entries_under((other,))) or law.parent_of(str(other)) is not None,
                    note=row.get("note", ""),
                    source=row.get("source", ""),
                    verified=row.get("verified", ""),
                )  # fmt: skip
    return tuple(found.values())


def _codes_in(row: dict[str, str]) -> Iterable[Path]:
    return [code for column in COLUMNS for code in codes_of(row.get(column, ""))]


def _nearness(code: Path, others: Iterable[Path]) -> Iterable[str]:
    """At most one word: how the nearest code of the same list in a row lies to the one asked for."""
    words = set()
    for other in others:
        if other.scheme == code.scheme:
            if other.segments == code.segments:
                words.add("same")
            elif other.segments[: len(code.segments)] == code.segments:
                words.add("below")
            elif code.segments[: len(other.segments)] == other.segments:
                words.add("above")
    return [next(word for word in ("same", "below", "above") if word in words)] if words else []


def shared(law: Law, one: Path, other: Path) -> tuple[str, ...]:
    """The measured attributes that the entries at or below both codes read."""
    return tuple(sorted(measured(law, one) & measured(law, other)))


def measured(law: Law, code: Path) -> frozenset[str]:
    """The attributes that the entries at or below a code (or the nearest above it) read, formulas resolved."""
    kept: dict[Path, frozenset[str]] = law.cache.setdefault("measured attributes", {})
    found = kept.get(code)
    if found is None:
        entries = law.entries_under((code,))
        if not entries:
            above = law.parent_of(str(code))
            entries = (above,) if above is not None else ()
        found = kept[code] = frozenset(name for entry in entries for name in read_by(law, entry))
    return found


def read_by(law: Law, entry: Entry) -> frozenset[str]:
    """The facts that an entry reads, in any of its versions: formulas and terms about the item resolved."""
    names: set[str] = set()
    for condition in conditions_of(entry):
        _gather(law, condition, names, set())
    return frozenset(n for name in names for n in _resolved(law, name)) - _NO_MEASURE


def _gather(law: Law, condition: Condition, names: set[str], seen: set[str]) -> None:
    names |= attributes_of(condition)
    for term in terms_of(condition) - seen:
        seen.add(term)
        definition = law.terms.get(term)
        if definition is not None and definition.of == "item":
            for inner in conditions_of(definition):
                _gather(law, inner, names, seen)


def terms_of(condition: Condition) -> set[str]:
    """The terms that a condition names."""
    found = {condition.id} if isinstance(condition, TermRef) else set()
    return found.union(*(terms_of(child) for child in children(condition)))


def _resolved(law: Law, name: str) -> Iterable[str]:
    derived = law.derived.get(name)
    if derived is None or not derived.formula:
        return (name,)
    return [n for inner in _names(derived.formula) for n in _resolved(law, inner)]


@cache
def _names(formula: str) -> tuple[str, ...]:
    from sekisho.logic.formulas import parse

    return tuple(sorted(parse(formula).names()))
