"""The condition tree: what the law's `when` becomes once it is read.

One tree has two back-ends: `sekisho.logic.evaluate` (Python, with a trace) and `sekisho.logic.columns` (a plan over data
frames). Every node is immutable and hashable. The mapping syntax is in docs/reference/law-files.md.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

from .truth import Truth
from .values import Path, Scalar

Operator: TypeAlias = Literal["equals", "one_of", "at_least", "at_most", "above", "below"]
Quantifier: TypeAlias = Literal["some", "every", "none"]


@frozen
class AttributeRef:
    """A limit that is itself an attribute (`at_most: us.lvs-limit`)."""

    attribute: str


@frozen
class Const:
    """A condition that is always the same; `Const(TRUE)` is an absent `when`."""

    truth: Truth


@frozen
class All:
    """Every part must hold (Kleene minimum)."""

    parts: tuple[Condition, ...]


@frozen
class Any:
    """One part must hold (Kleene maximum)."""

    parts: tuple[Condition, ...]


@frozen
class Not:
    """The part must not hold."""

    part: Condition


@frozen
class Compare:
    """An attribute against a limit, with the law's own strictness. `value` is a tuple for one_of only."""

    attribute: str
    op: Operator
    value: Scalar | AttributeRef | tuple[Scalar, ...]


@frozen
class Under:
    """A path attribute (kind, hs) at or below one of `paths`, and at or below none of `but`."""

    attribute: str
    paths: tuple[Path, ...]
    but: tuple[Path, ...] = ()


@frozen
class Contains:
    """A set attribute holds some / every / none of `members`; "only": nothing else than them."""

    attribute: str
    quantifier: Literal["some", "every", "none", "only"]
    members: tuple[str, ...]


@frozen
class Quantified:
    """Some / every / none of the members of a list meet a condition. An open list has an UNKNOWN member."""

    list: str
    quantifier: Quantifier
    condition: Condition


@frozen
class Total:
    """The sum of an attribute over the members that meet `that`, absolute or as a share of `of_whole`, against limits.

    `over`: one or more list names. `deep`: all levels of the list, but nothing below a counted member. `limits`: pairs of an
    operator and an Interval, Money or AttributeRef. A share is a plain number: 0.25 for 25 %.
    """

    of: str
    over: tuple[str, ...]
    that: Condition
    limits: tuple[tuple[Operator, Scalar | AttributeRef], ...]
    of_whole: str | None = None
    deep: bool = False


@frozen
class TermRef:
    """A named condition to which instruments add and from which they take."""

    id: str


@frozen
class Classified:
    """The item meets an entry at or below one of `paths` (and of those not below `but`): the maximum over the entries."""

    paths: tuple[Path, ...]
    but: tuple[Path, ...] = ()


@frozen
class EntryUnder:
    """The entry bound to `name` lies at or below one of `paths` and below none of `but`."""

    name: str
    paths: tuple[Path, ...]
    but: tuple[Path, ...] = ()


@frozen
class SameHeading:
    """The member shares the first `depth` segments of its code with the entry bound to `name` (the 中欄 bracket).

    For an item: it is classified at or below that heading; for a contract item: its `code` lies at or below it.
    """

    name: str
    depth: int


@frozen
class EntryRows:
    """One of an official table's rows speaks of the entry bound to `name`: rows of `table` with one of these `reasons`."""

    table: str
    name: str
    reasons: tuple[str, ...] = ()


@frozen
class SomeEntry:
    """Some entry at or below `paths` that the nearest item meets is such that `that` holds of it, bound to `name`."""

    name: str
    paths: tuple[Path, ...]
    but: tuple[Path, ...]
    that: Condition


@frozen
class GroupExpr:
    """A set of places: a place or group id, or a sum or difference of two sets (`op` is "+" or "-")."""

    op: Literal["leaf", "+", "-"]
    leaf: str = ""
    left: GroupExpr | None = None
    right: GroupExpr | None = None


@frozen
class PlaceTest:
    """Some of the places named by `at` lies in the group; negated: none of them does."""

    at: tuple[str, ...]
    group: GroupExpr
    negated: bool = False


@frozen
class Knows:
    """The exporter knows that `that` holds, by one of the channels `by` (empty: by any, or because it is so)."""

    that: Condition
    by: tuple[str, ...] = ()


@frozen
class Person:
    """A question that only a person can judge; the answer belongs to this provision and this object."""

    id: str


@frozen
class Unknowable:
    """Somebody asserts that the attribute cannot be found out (a missing value is UNKNOWN)."""

    attribute: str


@frozen
class Unread:
    """Law that nobody here has read: never more than UNKNOWN."""

    what: str


@frozen
class Unsettled:
    """A question of law that is open: never more than UNKNOWN."""

    question: str


@frozen
class Listed:
    """The party stands on a list of parties."""

    list: str


@frozen
class Bound:
    """A condition asked of the object that `for_each` bound to a (one-letter) name."""

    name: str
    condition: Condition


Condition: TypeAlias = (
    Const
    | All
    | Any
    | Not
    | Compare
    | Under
    | Contains
    | Quantified
    | Total
    | TermRef
    | Classified
    | EntryUnder
    | SameHeading
    | EntryRows
    | SomeEntry
    | PlaceTest
    | Knows
    | Person
    | Unknowable
    | Unread
    | Unsettled
    | Listed
    | Bound
)
ALWAYS = Const(Truth.TRUE)


def children(node: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a condition, in the order of the text."""
    match node:
        case All(parts) | Any(parts):
            return parts
        case Not(part):
            return (part,)
        case Quantified(condition=inner) | Bound(condition=inner):
            return (inner,)
        case Total(that=inner) | Knows(that=inner) | SomeEntry(that=inner):
            return (inner,)
        case _:
            return ()


def attributes_of(node: Condition) -> frozenset[str]:
    """The attributes that a condition reads directly (not through terms)."""
    known = _ATTRIBUTES.get(id(node))
    if known is not None and known[0] is node:
        return known[1]
    if len(_ATTRIBUTES) > _MOST_REMEMBERED:
        _ATTRIBUTES.clear()
    found = _attributes(node)
    _ATTRIBUTES[id(node)] = node, found  # with the node, so that its number is nobody else's
    return found


_MOST_REMEMBERED = 100_000
_ATTRIBUTES: dict[int, tuple[Condition, frozenset[str]]] = {}


def _attributes(node: Condition) -> frozenset[str]:
    found = {a for child in children(node) for a in attributes_of(child)}
    match node:
        case Compare(attribute=a, value=value):
            found.add(a)
            if isinstance(value, AttributeRef):
                found.add(value.attribute)
        case Under(attribute=a) | Contains(attribute=a) | Unknowable(attribute=a):
            found.add(a)
        case Total(of=of, of_whole=whole, limits=limits):
            found.add(of)
            if whole:
                found.add(whole)
            found.update(v.attribute for _, v in limits if isinstance(v, AttributeRef))
        case _:
            pass
    return frozenset(found)
