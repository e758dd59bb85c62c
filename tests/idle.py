"""Changes of the law that change nothing: no case can notice them, whatever its facts.

Three rules, each sound for every transaction, unknown facts included:

- what is implied is idle: of two alternatives where one implies the other the narrower may be dropped, of two conditions
  that must both hold the wider (`above 90 GHz` or `above 110 GHz` is `above 90 GHz`);
- a test of the kind is what it answers for each kind of the vocabulary: a path that lies under another one, or that is
  taken out again, adds nothing;
- two texts that follow each other with the same words and the same state are one text: the day between them is no border.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from sekisho.law.compiled import Law
from sekisho.law.model import Version
from sekisho.logic import conditions as c
from sekisho.logic.paths import parse_kind, under
from sekisho.logic.values import Interval
from tests.mutants import Mutant

UP = {"at_least": False, "above": True}
DOWN = {"at_most": False, "below": True}


def is_idle(law: Law, mutant: Mutant) -> bool:
    """Is the law after a change the same law, by these rules?"""
    before, after = getattr(law, mutant.book)[mutant.provision], mutant.changed
    if mutant.book == "suspensions":
        return False
    own, other = getattr(before, "when", None), getattr(after, "when", None)
    if own != other and not (own is not None and other is not None and alike(law, own, other)):
        return False
    old, new = joined(law, before.versions), joined(law, after.versions)
    return len(old) == len(new) and all(
        (a.start, a.until) == (b.start, b.until) and same_text(law, a, b)
        for a, b in zip(old, new, strict=True)
    )


def joined(law: Law, versions: Iterable[Version]) -> list[Version]:
    """The versions by day, with those that follow each other with the same text as one."""
    found: list[Version] = []
    for version in sorted(versions, key=lambda v: v.start or date.min):
        last = found[-1] if found else None
        if last is not None and last.until is not None and last.until + timedelta(days=1) == version.start:
            if same_text(law, last, version):
                found[-1] = evolve(last, until=version.until)
                continue
        found.append(version)
    return found


def same_text(law: Law, one: Version, other: Version) -> bool:
    """Do two versions say the same, in the same state?"""
    mine, theirs = dict(one.body), dict(other.body)
    when, wanted = mine.pop("when", None), theirs.pop("when", None)
    rest = (one.state, one.when, one.first_day, one.last_day, mine)
    if rest != (other.state, other.when, other.first_day, other.last_day, theirs):
        return False
    return when == wanted or (when is not None and wanted is not None and alike(law, when, wanted))


def alike(law: Law, one: c.Condition, other: c.Condition) -> bool:
    """Have two conditions the same truth, whatever the facts?"""
    one, other = reduced(one), reduced(other)
    if one == other:
        return True
    if isinstance(one, c.Under) and isinstance(other, c.Under) and one.attribute == other.attribute == "kind":
        return all(
            under((kind,), one.paths, one.but, law.relation)
            is under((kind,), other.paths, other.but, law.relation)
            for kind in map(parse_kind, law.vocabulary.kinds)
        )
    mine, theirs = c.children(one), c.children(other)
    return (
        isinstance(one, c.All | c.Any | c.Not)
        and type(one) is type(other)
        and len(mine) == len(theirs)
        and all(alike(law, a, b) for a, b in zip(mine, theirs, strict=True))
    )


def reduced(node: c.Condition) -> c.Condition:
    """A condition without the parts that others imply."""
    if isinstance(node, c.Not):
        return c.Not(reduced(node.part))
    if not isinstance(node, c.All | c.Any):
        return node
    parts = [reduced(part) for part in node.parts]
    idle = implies if isinstance(node, c.Any) else _implied
    at = 0
    while at < len(parts):
        if any(idle(parts[at], other) for n, other in enumerate(parts) if n != at):
            del parts[at]
        else:
            at += 1
    return parts[0] if len(parts) == 1 else evolve(node, parts=tuple(parts))


def _implied(part: c.Condition, other: c.Condition) -> bool:
    return implies(other, part)


def implies(one: c.Condition, other: c.Condition) -> bool:
    """Is the truth of one condition surely never above that of another?"""
    if one == other:
        return True
    if isinstance(one, c.Any):
        return all(implies(part, other) for part in one.parts)
    if isinstance(other, c.All):
        return all(implies(one, part) for part in other.parts)
    if isinstance(one, c.All) and any(implies(part, other) for part in one.parts):
        return True
    if isinstance(other, c.Any):
        return any(implies(one, part) for part in other.parts)
    return isinstance(one, c.Compare) and isinstance(other, c.Compare) and _narrower(one, other)


def _narrower(one: c.Compare, other: c.Compare) -> bool:
    mine, theirs = _limit(one.value), _limit(other.value)
    if one.attribute != other.attribute or mine is None or theirs is None:
        return False
    for ops, sign in ((UP, 1), (DOWN, -1)):
        if one.op in ops and other.op in ops:
            return sign * (mine - theirs) > 0 or (mine == theirs and ops[one.op] >= ops[other.op])
    return False


def _limit(value: Any) -> Any:
    return value.lo if isinstance(value, Interval) and value.lo is not None and value.lo == value.hi else None


__all__ = ["alike", "implies", "is_idle", "joined", "reduced"]
