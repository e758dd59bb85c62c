"""Rules about conditions: limits that contradict each other, and `not` over a fact that is often open."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sekisho.logic.conditions import (
    All,
    Classified,
    Compare,
    Condition,
    Knows,
    Listed,
    Not,
    Person,
    Quantified,
    TermRef,
    children,
)
from sekisho.logic.values import Interval, Money

from .compiled import Law
from .lint_cycles import any_inside, conditions_of
from .problems import Problem

_FLOORS, _CEILINGS = {"at_least", "above"}, {"at_most", "below"}
_OPEN_LISTS = frozenset({"parties", "owners", "notices", "red_flags", "content", "made_with"})


def contradictions(law: Law) -> Iterable[Problem]:
    """No value can meet all the limits that one condition sets on an attribute."""
    for provision in law.all_provisions():
        for condition in conditions_of(provision):
            for message in _contradictions(condition):
                yield Problem(provision.file, provision.line, provision.id, message, rule="contradiction")


def _contradictions(condition: Condition) -> Iterable[str]:
    if isinstance(condition, All):
        limits: dict[str, list[Compare]] = {}
        for part in _conjuncts(condition):
            if isinstance(part, Compare):
                limits.setdefault(part.attribute, []).append(part)
        for attribute, parts in limits.items():
            yield from _of_attribute(attribute, parts)
        for part in _conjuncts(condition):
            for child in children(part):
                yield from _contradictions(child)
        return
    for child in children(condition):
        yield from _contradictions(child)


def _conjuncts(condition: All) -> Iterable[Condition]:
    for part in condition.parts:
        if isinstance(part, All):
            yield from _conjuncts(part)
        else:
            yield part


def _of_attribute(attribute: str, parts: list[Compare]) -> Iterable[str]:
    chosen = [_chosen(part) for part in parts if part.op in {"equals", "one_of"}]
    if len(chosen) > 1 and not frozenset.intersection(*chosen):
        yield f"{attribute} cannot be {' and '.join(sorted(str(set(c)) for c in chosen))} at once"
    floors = [(part, _number(part.value, "lo")) for part in parts if part.op in _FLOORS]
    ceilings = [(part, _number(part.value, "hi")) for part in parts if part.op in _CEILINGS]
    for floor, low in floors:
        for ceiling, high in ceilings:
            if low is None or high is None or low[1] != high[1]:
                continue
            strict = floor.op == "above" or ceiling.op == "below"
            if low[0] > high[0] or (strict and low[0] == high[0]):
                yield f"no {attribute} is {floor.op} {low[0]} and {ceiling.op} {high[0]} at once"


def _chosen(part: Compare) -> frozenset[object]:
    return frozenset(part.value) if isinstance(part.value, tuple) else frozenset({part.value})


def _number(value: object, end: str) -> tuple[Decimal, str] | None:
    if isinstance(value, Interval):
        found = value.lo if end == "lo" else value.hi
        return None if found is None else (found, "")
    if isinstance(value, Money):
        inner = _number(value.amount, end)
        return None if inner is None else (inner[0], value.currency)
    return None


def negations(law: Law) -> Iterable[Problem]:
    """A requirement that holds where an open fact is *not* so is lost while nobody knows: write base and
    override.
    """
    for requirement in law.requirements.values():
        if requirement.id.startswith("coverage."):
            continue
        for condition in conditions_of(requirement):
            for what in _negated(condition):
                message = (
                    f"`not` over {what}, which is often open: state the duty without it and let a relief or "
                    "`yields_to` say the rest"
                )
                yield Problem(
                    requirement.file, requirement.line, requirement.id, message, "warning", "negation"
                )


def _negated(condition: Condition) -> Iterable[str]:
    if isinstance(condition, Not):
        yield from _open_facts(condition.part)
    elif (
        isinstance(condition, Quantified) and condition.quantifier == "none" and condition.list in _OPEN_LISTS
    ):
        yield f"the list {condition.list} (none)"
    for child in children(condition):
        yield from _negated(child)


def _open_facts(condition: Condition) -> Iterable[str]:
    if any_inside(condition, lambda node: isinstance(node, Knows)):
        yield "knowledge"
    if any_inside(condition, lambda node: isinstance(node, Listed)):
        yield "a listing"
    if any_inside(condition, lambda node: isinstance(node, Person)):
        yield "a person's judgement"
    if any_inside(condition, lambda node: isinstance(node, Classified)):
        yield "the classification"
    if any_inside(condition, lambda node: isinstance(node, TermRef)):
        yield "a term"
    if any_inside(condition, lambda node: isinstance(node, Quantified) and node.list in _OPEN_LISTS):
        yield "an open list"
    if isinstance(condition, Compare) and isinstance(condition.value, bool):
        yield f"{condition.attribute}"
