"""Trying answers: the values of a missing fact that the law tells apart, and the outcome under each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from sekisho.logic import conditions as c
from sekisho.logic.objects import Answer, Case, Claim, Declaration, Members, Obj, Screening
from sekisho.logic.scope import Missing, Step
from sekisho.logic.truth import FALSE, TRUE
from sekisho.logic.values import Interval, Money, Path, SetValue, Value

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

ELSEWHERE = Path("place", ("ZZ",))


@frozen
class Trial:
    """One answer that may be given: how it reads, and how it is put into the case (and taken out again)."""

    label: str
    put: Callable[[Case], Callable[[], None]]


def find(case: Case, path: str) -> Obj | None:
    """The object that stands at a path of the transaction."""
    if path in {"", "transaction", case.root.path}:
        return case.root
    return next((obj for obj in case.root.walk() if obj.path == path), None)


@contextmanager
def tried(case: Case, trial: Trial) -> Iterator[Case]:
    """The case with a trial's answer in it, for the time of the block."""
    undo = trial.put(case)
    try:
        yield case
    finally:
        undo()


def _fact(subject: str, attribute: str, value: Value) -> Callable[[Case], Callable[[], None]]:
    def put(case: Case) -> Callable[[], None]:
        obj = find(case, subject)
        if obj is None:
            return lambda: None
        before = dict(obj.facts)
        obj.facts[attribute] = value

        def undo() -> None:
            obj.facts.clear()
            obj.facts.update(before)

        return undo

    return put


def _case_field(name: str, value: Callable[[Case], object]) -> Callable[[Case], Callable[[], None]]:
    def put(case: Case) -> Callable[[], None]:
        before = getattr(case, name)
        setattr(case, name, value(case))
        return lambda: setattr(case, name, before)

    return put


def _closed(subject: str, name: str) -> Callable[[Case], Callable[[], None]]:
    def put(case: Case) -> Callable[[], None]:
        obj = find(case, subject)
        if obj is None:
            return lambda: None
        before = obj.lists.get(name)
        obj.lists[name] = Members(before.objects if before is not None else (), True)

        def undo() -> None:
            if before is None:
                del obj.lists[name]
            else:
                obj.lists[name] = before

        return undo

    return put


def trials(missing: Missing, steps: list[Step], law: Law) -> list[Trial]:
    """The answers worth trying for something missing; none where its values cannot be listed (a name, a part of a formula)."""
    match missing.kind:
        case "completeness":
            return [Trial("complete", _closed(missing.subject, missing.attribute))]
        case "classification":
            return [_unlisted(missing)]
        case "licence":
            return []  # what a paper says is read from it, not tried
        case "person":
            return [_answer(missing, True), _answer(missing, False)]
        case "knowledge":
            return [_flag(missing), _declaration(missing, law)]
        case "screening":
            return [_screened(missing, True), _screened(missing, False)]
        case _:
            return _values(missing, steps, law)


def _answer(missing: Missing, yes: bool) -> Trial:
    answer = Answer(missing.attribute, missing.provision, missing.subject, TRUE if yes else FALSE)
    return Trial("yes" if yes else "no", _case_field("answers", lambda case: (*case.answers, answer)))


def _flag(missing: Missing) -> Trial:
    def put(case: Case) -> Callable[[], None]:
        before = case.root.lists.get("red_flags")
        day = case.on - timedelta(days=1) if case.on is not None else None
        facts: dict[str, Value] = {"flag_of": missing.attribute, "flag_by": "contract", "since": day}
        flag = Obj("red_flag", "trial", "red_flags[trial]", facts, {}, case.root)
        case.root.lists["red_flags"] = Members(
            (*(before.objects if before is not None else ()), flag),
            before.complete if before is not None else False,
        )

        def undo() -> None:
            if before is None:
                del case.root.lists["red_flags"]
            else:
                case.root.lists["red_flags"] = before

        return undo

    return Trial("yes", put)


def _declaration(missing: Missing, law: Law) -> Trial:
    for kind in law.vocabulary.declarations.values():
        if missing.attribute in kind.answers:

            def declared(case: Case, what: str = kind.id) -> object:
                return (*case.declarations, Declaration(what, "", case.on))

            return Trial("no", _case_field("declarations", declared))
    return Trial("no", _case_field("declarations", lambda case: case.declarations))


def _unlisted(missing: Missing) -> Trial:
    """A complete classification of today that names no entry beyond those already claimed."""

    def put(case: Case) -> Callable[[], None]:
        obj = find(case, missing.subject)
        if obj is None:
            return lambda: None
        before = dict(obj.claims)
        codes = before[missing.attribute].codes if missing.attribute in before else ()
        obj.claims[missing.attribute] = Claim(codes, True, case.on)

        def undo() -> None:
            obj.claims.clear()
            obj.claims.update(before)

        return undo

    return Trial("none", put)


def _screened(missing: Missing, hit: bool) -> Trial:
    def put(case: Case) -> Callable[[], None]:
        obj = find(case, missing.subject)
        if obj is None:
            return lambda: None
        before = obj.screening
        asked = missing.attribute
        held = before if before is not None else Screening(None, frozenset())
        # The other lists stay as old as they are; one without a day clears nobody and is left out.
        days = tuple((name, day) for name in sorted(held.lists - {asked}) if (day := held.day_of(name)))
        obj.screening = Screening(
            case.on,
            frozenset(name for name, _ in days) | {asked},
            (*held.hits, (asked, "")) if hit else held.hits,
            tuple(one for one in held.possible if one[0] != asked),
            held.refuted,
            days,
        )

        def undo() -> None:
            obj.screening = before

        return undo

    return Trial("yes" if hit else "no", put)


def _values(missing: Missing, steps: list[Step], law: Law) -> list[Trial]:
    attribute = law.vocabulary.get(missing.attribute)
    place = missing.attribute in {"from", "to", "final"}
    nodes = [step.node for step in steps if missing in step.missing and not isinstance(step.node, str)]
    if attribute is None and not place:
        return []
    kind = "path" if attribute is None else attribute.type

    def trial(label: str, value: Value) -> Trial:
        return Trial(label, _fact(missing.subject, missing.attribute, value))

    if kind == "bool":
        return [trial("true", True), trial("false", False)]
    if any(missing.attribute not in _reads(node) for node in nodes):
        return []  # it stands in a formula: its limits are not limits of the law
    if kind == "choice" and attribute is not None:
        return [trial(choice.id, choice.id) for choice in attribute.values]
    if kind in {"quantity", "number", "money"}:
        return [trial(label, value) for label, value in _regions(nodes, missing.attribute)]
    if kind == "set":
        members = sorted({m for node in nodes for m in _members(node)})
        found = [trial(m, SetValue(frozenset({m}), True)) for m in members[:8]]
        return [*found, trial("none", SetValue(frozenset(), True))]
    if kind == "path":
        return [trial(label, value) for label, value in _paths(nodes, missing.attribute, law)]
    return []


def _reads(node: c.Condition) -> frozenset[str]:
    if isinstance(node, c.PlaceTest):
        return frozenset(node.at)
    return c.attributes_of(node)


def _members(node: c.Condition) -> tuple[str, ...]:
    if isinstance(node, c.Contains):
        return node.members
    if isinstance(node, c.Compare):
        values = node.value if isinstance(node.value, tuple) else (node.value,)
        return tuple(value for value in values if isinstance(value, str))
    return ()


def _regions(nodes: list[c.Condition], attribute: str) -> list[tuple[str, Value]]:
    """Each limit that the law sets on a number, and a value on either side of it."""
    limits: dict[tuple[Decimal, str], None] = {}
    for node in nodes:
        if isinstance(node, c.Compare) and node.attribute == attribute:
            for value in node.value if isinstance(node.value, tuple) else (node.value,):
                if isinstance(value, Interval) and value.lo is not None:
                    limits[value.lo, ""] = None
                elif isinstance(value, Money) and value.amount.lo is not None:
                    limits[value.amount.lo, value.currency] = None
                elif isinstance(value, c.AttributeRef):
                    return []
    points = sorted(limits)
    if not points or len({currency for _, currency in points}) > 1:
        return []
    currency = points[0][1]
    numbers = [number for number, _ in points]
    found: list[tuple[str, Decimal]] = [(f"< {numbers[0]:f}", _before(numbers[0]))]
    for this, after in zip(numbers, [*numbers[1:], None], strict=True):
        found.append((f"{this:f}", this))
        if after is not None:
            found.append((f"{this:f} .. {after:f}", (this + after) / 2))
    found.append((f"> {numbers[-1]:f}", _behind(numbers[-1])))
    if currency:
        return [(f"{label} {currency}", Money(Interval(value, value), currency)) for label, value in found]
    return [(label, Interval(value, value)) for label, value in found]


def _before(number: Decimal) -> Decimal:
    return number - max(abs(number) * Decimal("0.001"), Decimal("1e-9"))


def _behind(number: Decimal) -> Decimal:
    return number + max(abs(number) * Decimal("0.001"), Decimal("1e-9"))


def _paths(nodes: list[c.Condition], attribute: str, law: Law) -> list[tuple[str, Value]]:
    found: dict[Path, None] = {}
    elsewhere = False
    for node in nodes:
        if isinstance(node, c.Under) and node.attribute == attribute:
            found.update(dict.fromkeys((*node.paths, *node.but)))
        elif isinstance(node, c.PlaceTest):
            elsewhere = True
            for leaf in _leaves(node.group):
                found.update(dict.fromkeys(_places(leaf, law)))
    paths = list(found)[:12]
    result: list[tuple[str, Value]] = [(str(path), (path,)) for path in paths]
    if elsewhere:
        result.append(("elsewhere", (ELSEWHERE,)))
    elif attribute == "kind":
        result.append(("other", (Path("kind", ("good",)),)))
    return result


def _leaves(group: c.GroupExpr) -> Iterator[str]:
    if group.op == "leaf":
        yield group.leaf
    for side in (group.left, group.right):
        if side is not None:
            yield from _leaves(side)


def _places(leaf: str, law: Law) -> list[Path]:
    group = law.groups.get(leaf)
    if group is None:
        return [Path("place", tuple(leaf.split("-")))]
    for expression, _, until in group.rows:
        if until is None and expression.op == "leaf" and expression.leaf not in law.groups:
            return [Path("place", tuple(expression.leaf.split("-")))]
    return []


__all__ = ["Trial", "find", "trials", "tried"]
