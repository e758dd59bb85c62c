"""What standing on a list means under the law: the provisions that look at the list, as data with their citations.

This is what follows from the listing alone, whatever is shipped. What follows for one transaction the determination says,
to which a hit is handed as a fact (`sekisho.screening.transactions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from sekisho.determine.outcome import own_severity
from sekisho.law.compiled import Law
from sekisho.law.force import body_on, force
from sekisho.law.model import Addition, Bar, Requirement, Term, Text
from sekisho.logic.conditions import Condition, Listed, Not, Quantified, TermRef, Total, children
from sekisho.logic.truth import FALSE, Truth

Way = Literal["party", "owner"]
Reader: TypeAlias = Requirement | Bar


@frozen
class Consequence:
    """One provision that looks at a list.

    `way`: does it look at the party itself, or at its owners? `severity` is the outcome that a requirement could bring
    (its word: "licence-required"), "" for a bar, which shuts reliefs. `force`: FALSE is left out; UNKNOWN is law whose
    state on the day nobody has confirmed. `policy`: the review policies that the provision could apply.
    """

    list: str
    provision: str
    authority: str
    title: Text
    way: Way
    severity: str
    force: Truth
    cite: str
    policy: tuple[str, ...] = ()
    shuts: tuple[str, ...] = ()


def consequences(law: Law, list_id: str, day: date | None) -> tuple[Consequence, ...]:
    """The provisions in force on a day that look at a list of parties, the gravest first."""
    found = [
        one
        for provision, way in _readers(law).get(list_id, ())
        if (one := _consequence(law, list_id, provision, way, day)).force is not FALSE
    ]
    return tuple(sorted(found, key=lambda c: (-_weight(c), c.way != "party", c.provision)))


def _weight(one: Consequence) -> int:
    order = ("", "notify", "licence-required", "prohibited")
    return order.index(one.severity) if one.severity in order else 0


def _consequence(law: Law, list_id: str, provision: Reader, way: Way, day: date | None) -> Consequence:
    severity = ""
    policy: tuple[str, ...] = ()
    shuts: tuple[str, ...] = ()
    if isinstance(provision, Requirement):
        conduct = provision.requires in {"conduct", "finding"}
        severity = str(provision.requires) if conduct else own_severity(provision).word
        policy = tuple(dict.fromkeys(row.policy for row in body_on(provision, "policy", day)))
    else:
        shuts = tuple(sorted(provision.bars.of))
    return Consequence(
        list=list_id,
        provision=provision.id,
        authority=provision.authority,
        title=provision.title,
        way=way,
        severity=severity,
        force=force(law, provision, day)[0],
        cite=provision.cite,
        policy=policy,
        shuts=shuts,
    )


def _readers(law: Law) -> Mapping[str, tuple[tuple[Reader, Way], ...]]:
    """By list: the requirements and bars that look at it, directly or through terms."""
    if "readers of lists" not in law.cache:
        found: dict[str, dict[tuple[str, Way], Reader]] = {}
        readers: list[Reader] = [*law.requirements.values(), *law.bars.values()]
        for provision in readers:
            for condition in _conditions(provision):
                for list_id, way in _lists(law, condition, "party", frozenset()):
                    found.setdefault(list_id, {})[provision.id, way] = provision
        law.cache["readers of lists"] = {
            name: tuple((provision, way) for (_, way), provision in rows.items())
            for name, rows in found.items()
        }
    result: Mapping[str, tuple[tuple[Reader, Way], ...]] = law.cache["readers of lists"]
    return result


def _conditions(provision: Reader) -> Iterator[Condition]:
    yield provision.when
    for version in provision.versions:
        if version.body.get("when") is not None:
            yield version.body["when"]


def _lists(law: Law, node: Condition, way: Way, seen: frozenset[str]) -> Iterator[tuple[str, Way]]:
    """The lists that a condition asks for, and whether of the party or of its owners. What stands under a `not` frees."""
    match node:
        case Listed(list=name):
            yield name, way
            return
        case Not():
            return
        case TermRef(id=id):
            if id not in seen:
                for inner in _term(law, id):
                    yield from _lists(law, inner, way, seen | {id})
            return
        case Quantified(list="owners") | Total(over=("owners",)):
            way = "owner"
        case _:
            pass
    for child in children(node):
        yield from _lists(law, child, way, seen)


def _term(law: Law, id: str) -> Iterator[Condition]:
    term = law.terms.get(id)
    parts: list[Term | Addition] = [] if term is None else [term, *law.additions_to(id)]
    for part in parts:
        if part.when is not None:
            yield part.when
        for version in part.versions:
            if version.body.get("when") is not None:
                yield version.body["when"]
