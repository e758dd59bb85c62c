"""Rules about circles: terms, bars, formulas that need themselves, and chains of `yields_to`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sekisho.logic.conditions import (
    Classified,
    Condition,
    Quantified,
    TermRef,
    Total,
    children,
)
from sekisho.logic.formulas import parse

from .compiled import Law
from .model import Provision
from .problems import Problem

_MEMBERS = frozenset({"owners", "content", "made_with"})


def term_cycles(law: Law) -> Iterable[Problem]:
    """A term may use itself only on a member of owners, content or made_with."""
    edges: dict[str, set[str]] = {}
    for term in law.terms.values():
        makers: list[Provision] = [term, *law.additions_to(term.id), *law.takes_from(term.id)]
        makers += [take for addition in law.additions_to(term.id) for take in law.takes_from(addition.id)]
        edges[term.id] = {
            used for maker in makers for when in conditions_of(maker) for used in terms_in(when)
        }
    for way in _circles(edges):
        term = law.terms[way[0]]
        message = f"needs itself: {' → '.join(way)}; only members (owners, content) may be asked so"
        yield Problem(term.file, term.line, f"terms[{term.id}]", message, rule="cycle")


def entry_cycles(law: Law) -> Iterable[Problem]:
    """An entry's condition may ask for other entries of the same item, and not in a circle."""
    edges: dict[str, set[str]] = {}
    for entry in law.entries.values():
        asked: set[str] = set()
        for when in conditions_of(entry):
            for node in classified_in(when):
                asked |= {other.id for other in law.entries_under(node.paths, node.but)}
        parent = law.parent_of(entry.id)
        edges[entry.id] = asked
        if parent is not None and not law.is_heading(parent.id):
            edges[entry.id].add(parent.id)
    for way in _circles(edges):
        entry = law.entries[way[0]]
        message = f"is asked for by itself: {' → '.join(way)}"
        yield Problem(entry.file, entry.line, f"entries[{entry.id}]", message, rule="cycle")


def classified_in(condition: Condition) -> tuple[Classified, ...]:
    """The tests of classification that a condition asks of the same item."""
    match condition:
        case Classified():
            return (condition,)
        case Quantified(list=name) if name in _MEMBERS:
            return ()
        case _:
            return tuple(node for child in children(condition) for node in classified_in(child))


def bar_cycles(law: Law) -> Iterable[Problem]:
    """Bars may be barred, and not in a circle."""
    edges = {bar.id: {id for id in bar.bars.of if id in law.bars} for bar in law.bars.values()}
    for way in _circles(edges):
        bar = law.bars[way[0]]
        message = f"bars stand in a circle: {' → '.join(way)}"
        yield Problem(bar.file, bar.line, f"bars[{bar.id}]", message, rule="cycle")


def yield_chains(law: Law) -> Iterable[Problem]:
    """A provision does not yield to one that yields itself: the interval of such a chain would be unsound."""
    for requirement in law.requirements.values():
        for id in requirement.yields_to:
            other = law.requirements.get(id)
            if other is not None and other.yields_to:
                message = f"yields to {id}, which yields itself; name what it yields to instead"
                yield Problem(
                    requirement.file,
                    requirement.line,
                    f"requirements[{requirement.id}]",
                    message,
                    rule="chain",
                )


def formula_cycles(law: Law) -> Iterable[Problem]:
    """A derived attribute is not computed from itself, and its formula names attributes that exist."""
    edges: dict[str, set[str]] = {}
    for derived in law.derived.values():
        held = law.instruments.get(derived.instrument)
        file = held.file if held else ""
        if derived.lookup is not None:
            table = law.tables.get(derived.lookup.table)
            if table is None or derived.lookup.column not in table.columns:
                message = f"looks up {derived.lookup.table}.{derived.lookup.column}, which no table has"
                yield Problem(file, 0, f"derived[{derived.id}]", message, rule="dangling")
            continue
        try:
            names = parse(derived.formula).names()
        except ValueError as error:
            yield Problem(file, 0, f"derived[{derived.id}].formula", str(error), rule="format")
            continue
        edges[derived.id] = {name for name in names if name in law.derived}
        for name in sorted(names):
            if law.vocabulary.get(name) is None:
                message = f"the formula reads {name!r}, which the vocabulary does not have"
                yield Problem(file, 0, f"derived[{derived.id}].formula", message, rule="dangling")
    for way in _circles(edges):
        yield Problem(
            "law", 0, f"derived[{way[0]}]", f"computed from itself: {' → '.join(way)}", rule="cycle"
        )


def terms_in(condition: Condition) -> frozenset[str]:
    """The terms that a condition asks of the same object (not of members, where a circle ends)."""
    match condition:
        case TermRef(id):
            return frozenset({id})
        case Quantified(list=name) if name in _MEMBERS:
            return frozenset()
        case Total(over=over) if set(over) <= _MEMBERS:
            return frozenset()
        case _:
            return frozenset().union(*(terms_in(child) for child in children(condition)))


def conditions_of(provision: Provision) -> tuple[Condition, ...]:
    """Every `when` that a provision has in some version, and the conditions of its force."""
    found: list[Condition] = []
    own = getattr(provision, "when", None)
    bodies = [v.body["when"] for v in provision.versions if "when" in v.body]
    if own is not None and (len(bodies) < len(provision.versions) or not bodies):
        found.append(own)
    barred = getattr(provision, "barred_when", None)
    if barred is not None:
        found.append(barred)
    return (*found, *bodies, *(v.when for v in provision.versions))


def any_inside(condition: Condition, test: Callable[[Condition], bool]) -> bool:
    """True when a node of the condition, itself included, passes a test."""
    return test(condition) or any(any_inside(child, test) for child in children(condition))


def _circles(edges: Mapping[str, set[str]]) -> Iterable[list[str]]:
    """One way round for every circle, each told once."""
    told: set[frozenset[str]] = set()
    done: set[str] = set()

    def visit(node: str, way: list[str]) -> Iterable[list[str]]:
        if node in way:
            circle = way[way.index(node) :]
            if frozenset(circle) not in told:
                told.add(frozenset(circle))
                yield [*circle, node]
            return
        if node in done:
            return
        for following in sorted(edges.get(node, ())):
            yield from visit(following, [*way, node])
        done.add(node)

    for start in sorted(edges):
        yield from visit(start, [])
