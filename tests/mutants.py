"""Small changes of the law, one at a time: a condition dropped, a limit moved, a day shifted, a path left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from attrs import define, evolve

from sekisho.law.compiled import Law
from sekisho.law.model import Entry, Provision, Version
from sekisho.logic import conditions as c
from sekisho.logic.truth import TRUE
from sekisho.logic.values import Interval, Money

DAY = timedelta(days=1)
STRICT = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most"}


@define(slots=True)
class Mutant:
    """One change: of which provision, what it is, and how the law is changed and mended again."""

    provision: str
    what: str
    book: str
    changed: Any


def conditions(node: c.Condition) -> Iterator[tuple[str, c.Condition]]:
    """A condition with one thing changed, for each thing that can be."""
    match node:
        case c.All(parts) | c.Any(parts):
            for n, part in enumerate(parts):
                if not _is_unread(part):
                    left = (*parts[:n], *parts[n + 1 :])
                    yield f"drop {type(part).__name__}", evolve(node, parts=left)
                for what, changed in conditions(part):
                    yield what, evolve(node, parts=(*parts[:n], changed, *parts[n + 1 :]))
        case c.Not(part):
            yield "drop not", part
            for what, changed in conditions(part):
                yield what, c.Not(changed)
        case c.Compare(_, op, value):
            if op in STRICT:
                yield f"{op} becomes {STRICT[op]}", evolve(node, op=STRICT[op])
            yield from ((what, evolve(node, value=moved)) for what, moved in limits(value))
        case c.Under(_, paths, but) | c.Classified(paths, but) | c.EntryUnder(_, paths, but):
            for n in range(len(paths)) if len(paths) > 1 else ():
                yield f"drop {paths[n]}", evolve(node, paths=(*paths[:n], *paths[n + 1 :]))
            for n in range(len(but)):
                yield f"drop but {but[n]}", evolve(node, but=(*but[:n], *but[n + 1 :]))
        case c.Contains(_, _, members):
            for n in range(len(members)) if len(members) > 1 else ():
                yield f"drop {members[n]}", evolve(node, members=(*members[:n], *members[n + 1 :]))
        case c.Quantified(condition=inner) | c.Bound(condition=inner):
            yield from ((what, evolve(node, condition=changed)) for what, changed in conditions(inner))
        case c.Total(that=inner, limits=pairs):
            yield from ((what, evolve(node, that=changed)) for what, changed in conditions(inner))
            for n, (op, value) in enumerate(pairs):
                if op in STRICT:
                    other = (*pairs[:n], (STRICT[op], value), *pairs[n + 1 :])
                    yield f"{op} becomes {STRICT[op]}", evolve(node, limits=other)
                for what, moved in limits(value):
                    yield what, evolve(node, limits=(*pairs[:n], (op, moved), *pairs[n + 1 :]))
        case c.Knows(that, by):
            yield from ((what, evolve(node, that=changed)) for what, changed in conditions(that))
            for n in range(len(by)) if len(by) > 1 else ():
                yield f"drop {by[n]}", evolve(node, by=(*by[:n], *by[n + 1 :]))
        case c.PlaceTest(at, _, negated):
            yield "place test turned round", evolve(node, negated=not negated)
            for n in range(len(at)) if len(at) > 1 else ():
                yield f"drop at {at[n]}", evolve(node, at=(*at[:n], *at[n + 1 :]))
        case c.Person() | c.TermRef() | c.Listed() | c.Unknowable():
            yield f"drop {type(node).__name__}", c.Const(TRUE)
        case _:
            return


def _is_unread(node: c.Condition) -> bool:
    return isinstance(node, c.Unread | c.Unsettled)


def limits(value: Any) -> Iterator[tuple[str, Any]]:
    """A limit moved up and down: a small whole number by one (between two counts lies nothing), any other by a twentieth."""
    if isinstance(value, Interval) and value.lo is not None:
        whole = value.lo == value.lo.to_integral_value() and abs(value.lo) < 20
        for word, sign in (("up", 1), ("down", -1)):
            moved = value.lo + sign * (Decimal(1) if whole else abs(value.lo) * Decimal("0.05"))
            yield f"limit {value.lo} {word}", Interval(moved, moved)
    elif isinstance(value, Money):
        yield from ((what, evolve(value, amount=moved)) for what, moved in limits(value.amount))
    elif isinstance(value, bool):
        yield "yes and no turned round", not value
    elif isinstance(value, tuple) and len(value) > 1:
        for n in range(len(value)):
            yield f"drop {value[n]}", (*value[:n], *value[n + 1 :])


def dates(versions: tuple[Version, ...]) -> Iterator[tuple[str, tuple[Version, ...]]]:
    """The versions with one of their days shifted by one, either way; of two that meet, both sides move."""
    for n, version in enumerate(versions):
        if version.start is None:
            continue
        for shift, word in ((DAY, "later"), (-DAY, "earlier")):
            rows = list(versions)
            rows[n] = evolve(version, start=version.start + shift, known_from=None)
            for m, other in enumerate(versions):
                if other.until is not None and other.until + DAY == version.start:
                    rows[m] = evolve(other, until=other.until + shift)
            yield f"from {version.start} one day {word}", tuple(rows)
    for n, version in enumerate(versions):
        until = version.until
        if until is None or any(other.start == until + DAY for other in versions):
            continue
        for shift, word in ((DAY, "later"), (-DAY, "earlier")):
            rows = list(versions)
            rows[n] = evolve(version, until=until + shift)
            yield f"until {until} one day {word}", tuple(rows)


def of_provision(provision: Provision, book: str, days: bool = True) -> Iterator[Mutant]:
    """Every small change of one provision; `days`: also of the days of its force."""
    if not isinstance(provision, Entry) or provision.model != "pointer":
        when = getattr(provision, "when", None)
        if when is not None and not any("when" in v.body for v in provision.versions):
            for what, changed in conditions(when):
                yield Mutant(provision.id, what, book, evolve(provision, when=changed))
        for n, version in enumerate(provision.versions):
            if "when" in version.body:
                for what, changed in conditions(version.body["when"]):
                    rows = list(provision.versions)
                    rows[n] = evolve(version, body={**version.body, "when": changed})
                    yield Mutant(
                        provision.id,
                        f"[{version.start}] {what}",
                        book,
                        evolve(provision, versions=tuple(rows)),
                    )
    for what, rows_ in dates(provision.versions) if days else ():
        yield Mutant(provision.id, what, book, evolve(provision, versions=rows_))


def mutants(law: Law) -> Iterator[Mutant]:
    """Every small change of the conditions and days of the law, pointers left out."""
    for book in ("entries", "terms", "additions", "takes", "requirements", "reliefs", "bars"):
        for provision in getattr(law, book).values():
            if provision.certainty == "pointer" or provision.id.startswith("coverage."):
                continue
            # A heading is what its children are, and a term counts on the days of the rules that use it: their own days
            # decide nothing alone.
            alone = book not in {"terms", "additions", "takes"} and not (
                isinstance(provision, Entry) and law.is_heading(provision.id)
            )
            yield from of_provision(provision, book, alone)
    for suspension in law.suspensions.values():
        for shift, word in ((DAY, "later"), (-DAY, "earlier")):
            yield Mutant(
                suspension.id,
                f"from one day {word}",
                "suspensions",
                evolve(suspension, start=suspension.start + shift),
            )
            if suspension.until is not None:
                yield Mutant(
                    suspension.id,
                    f"until one day {word}",
                    "suspensions",
                    evolve(suspension, until=suspension.until + shift),
                )


def applied(law: Law, mutant: Mutant) -> Callable[[], None]:
    """Put a change into the law; the result takes it out again."""
    book = getattr(law, mutant.book)
    before = book[mutant.provision]

    def forget() -> None:
        law.cache.clear()
        law._index.clear()

    book[mutant.provision] = mutant.changed
    forget()

    def undo() -> None:
        book[mutant.provision] = before
        forget()

    return undo
