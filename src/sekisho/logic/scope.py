"""Where a condition is asked: the object it speaks of, the objects around it, the names that are bound.

Also the trace: a tree of steps that says what was asked of which fact and what was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import define, field, frozen

from .conditions import Condition
from .objects import Case, Obj
from .truth import Truth
from .values import Path

LIST_KINDS: Mapping[str, str] = {
    "parties": "party",
    "owners": "party",
    "items": "item",
    "content": "item",
    "made_with": "item",
    "notices": "notice",
    "red_flags": "red_flag",
    "contract_items": "contract_item",
    "licences": "licence",
    "via": "place",
}
"""The kind of the members of each list."""

UNKNOWN_ID = "?"
"""The id of the member of an open list of which everything is unknown."""

HOLDER: Mapping[str, str] = {"owners": "party", "content": "item", "made_with": "item"}
"""The kind of object that holds a list; the transaction where it is not named here."""


@define(eq=False, slots=True)
class Scope:
    """A point of evaluation. `day` is the day of the provision's clock, None when that date is not stated.

    `names` are the objects and entries bound by `for_each`; `provision` is the provision to which person tests belong.
    `shared`: neither is there, here and around it, so that it serves whoever asks on that day.
    """

    obj: Obj
    case: Case
    outer: Scope | None = None
    names: Mapping[str, Obj | Path] = {}
    provision: str = ""
    day: date | None = None
    shared: bool = field(default=False, init=False)
    _key: tuple[int, ...] | None = field(default=None, init=False)
    _inner: dict[int, Scope] = field(init=False)

    def share(self) -> None:
        """From now on this place serves whoever asks, and so do the places inside it."""
        self.shared = True
        self._inner = {}

    def inside(self, obj: Obj) -> Scope:
        """The scope of an object seen from here."""
        if not self.shared:
            return Scope(obj, self.case, self, self.names, self.provision, self.day)
        found = self._inner.get(id(obj))
        if found is None:
            found = Scope(obj, self.case, self, self.names, self.provision, self.day)
            found.share()
            self._inner[id(obj)] = found  # kept with the object, so that its number is nobody else's
        return found

    def naming(self, name: str, bound: Obj | Path) -> Scope:
        """The same place with one more bound name."""
        same = Scope(self.obj, self.case, self.outer, {**self.names, name: bound}, self.provision, self.day)
        same._key = self._key
        return same

    def of(self, provision: str, day: date | None) -> Scope:
        """The same place, asked by another provision on the day of its own clock, without the bound names."""
        outer = self.outer.of(provision, day) if self.outer is not None else None
        same = Scope(self.obj, self.case, outer, {}, provision, day)
        same._key = self._key
        return same

    def asked_by(self, provision: str, day: date | None) -> Scope:
        """The same place with the same bound names, asked by another provision (a relief inside an instance)."""
        outer = self.outer.asked_by(provision, day) if self.outer is not None else None
        same = Scope(self.obj, self.case, outer, self.names, provision, day)
        same._key = self._key
        return same

    def nearest(self, kind: str) -> Scope | None:
        """The scope of the nearest object of a kind, from here outwards; None if there is none."""
        at: Scope | None = self
        while at is not None and at.obj.kind != kind:
            at = at.outer
        return at

    def key(self) -> tuple[int, ...]:
        """What tells this place from another one in the same transaction: the nearest object of each kind.

        What is looked for outwards is always the nearest of a kind, so that one object hides the farther ones of its kind:
        an item that a total meets on its way from another item is at the same place as when it is looked at by itself.
        """
        if self._key is not None:
            return self._key
        kinds: list[str] = []
        ids: list[int] = []
        at: Scope | None = self
        while at is not None:
            if at.obj.kind not in kinds:
                kinds.append(at.obj.kind)
                ids.append(id(at.obj))
            at = at.outer
        self._key = tuple(ids)
        return self._key


@frozen
class Missing:
    """Something that is not known and could be told: a fact, the completeness of a list, an answer, a record.

    `path`: where it belongs in the file. `attribute`: the vocabulary's name, list name or test. `kind`: "fact",
    "completeness", "person", "knowledge", "screening" or "classification". `provision`: for person tests, the provision that asks.
    """

    path: str
    attribute: str
    kind: str
    provision: str = ""
    obj: str = ""  # the kind of object that it belongs to
    subject: str = ""  # which object: "transaction", 'items["1"]'


@define(eq=False, slots=True)
class Step:
    """One node of a trace: the condition, its truth, the fact that it read and what stood there, the steps inside it."""

    node: Condition | str
    truth: Truth
    fact: str = ""
    found: str = ""
    provision: str = ""
    missing: tuple[Missing, ...] = ()
    atoms: frozenset[str] = frozenset()
    steps: tuple[Step, ...] = ()

    def walk(self) -> Iterator[Step]:
        """This step and all inside it."""
        yield self
        for step in self.steps:
            yield from step.walk()

    def undecided(self, seen: set[int] | None = None) -> list[Step]:
        """The steps on which an undecided truth hangs: from UNKNOWN to UNKNOWN; a step that serves twice comes once.

        `seen`: the identities of steps that came already; it grows.
        """
        done = set[int]() if seen is None else seen
        found: list[Step] = []
        waiting = [self]
        while waiting:
            step = waiting.pop()
            if step.truth is Truth.UNKNOWN and id(step) not in done:
                done.add(id(step))
                found.append(step)
                waiting.extend(reversed(step.steps))
        return found


@define(eq=False, slots=True)
class Sink:
    """What a step collects while it is evaluated with a trace."""

    fact: str = ""
    found: str = ""
    provision: str = ""
    missing: tuple[Missing, ...] = ()
    atoms: frozenset[str] = frozenset()
    steps: list[Step] = field(factory=list)


def fact_path(obj: Obj, attribute: str) -> str:
    """Where an attribute of an object stands in the transaction file."""
    if obj.kind == "transaction":
        if attribute == "act":
            return "act"
        if attribute in {"from", "to", "final"}:
            return f"route.{attribute}"
        return f"end_use.facts.{attribute}"
    top = {
        "item": {"kind", "origin", "hs", "quantity", "value"},
        "party": {"name", "country", "residence", "nationality", "role", "share"},
    }.get(obj.kind)
    if attribute == "item_role":
        return f"{obj.path}.role"
    plain = obj.kind not in {"item", "party"} or (top is not None and attribute in top)
    return f"{obj.path}.{attribute}" if plain else f"{obj.path}.facts.{attribute}"


def list_path(obj: Obj, name: str) -> str:
    """Where the completeness of a list is stated: `complete` of the object that holds it."""
    return f"complete.{name}" if obj.kind == "transaction" else f"{obj.path}.complete.{name}"
