"""The algebra of groups of places: `AE + (us.D:1 + us.D:5 - us.A:5)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sekisho.logic.conditions import GroupExpr

from .problems import Fault

_TOKEN = re.compile(r"\(|\)|[^\s()]+")


def parse_group(text: str) -> GroupExpr:
    """A set of places from its text: ids joined by `+` and `-`, from left to right, with parentheses.

    The operators stand between blanks, for an id may hold a hyphen (`jp.group-a`, `UA-43`). Raises Fault.
    """
    tokens = _TOKEN.findall(text)
    expression, rest = _sum(tokens, text)
    if rest:
        raise Fault(f"cannot read the group {text!r} at {rest[0]!r}; ids are joined by ' + ' and ' - '")
    return expression


def leaves(group: GroupExpr) -> Iterator[str]:
    """The ids of places and groups that an expression names."""
    if group.op == "leaf":
        yield group.leaf
        return
    for side in (group.left, group.right):
        if side is not None:
            yield from leaves(side)


def _sum(tokens: list[str], text: str) -> tuple[GroupExpr, list[str]]:
    left, rest = _part(tokens, text)
    while rest and rest[0] in {"+", "-"}:
        right, after = _part(rest[1:], text)
        left = GroupExpr("+" if rest[0] == "+" else "-", left=left, right=right)
        rest = after
    return left, rest


def _part(tokens: list[str], text: str) -> tuple[GroupExpr, list[str]]:
    if not tokens:
        raise Fault(f"the group {text!r} ends where a place or a group should stand")
    head, rest = tokens[0], tokens[1:]
    if head == "(":
        inner, after = _sum(rest, text)
        if not after or after[0] != ")":
            raise Fault(f"a parenthesis of the group {text!r} is not closed")
        return inner, after[1:]
    if head in {")", "+", "-"}:
        raise Fault(f"the group {text!r} has {head!r} where a place or a group should stand")
    return GroupExpr("leaf", leaf=head), rest
