"""Conditions of the law in words: rows of what is asked and what it must be, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import define, frozen

from sekisho.logic import conditions as c
from sekisho.logic.truth import Truth
from sekisho.logic.values import Interval, Money, Path, SetValue

from .words import CATALOGUE, say, text

if TYPE_CHECKING:
    from sekisho.law.compiled import Law


@frozen
class Row:
    """One row of a condition in words: how deep it stands, what is asked, what it must be; `attribute` is the fact's id."""

    depth: int
    asked: str
    demand: str
    attribute: str = ""


@define
class Wording:
    """Puts conditions into words of one language, with the names that the law gives to kinds, places, lists and terms."""

    law: Law
    lang: str

    def rows(self, node: c.Condition, depth: int = 0) -> Iterator[Row]:
        """The rows of a condition, in the order of the text."""
        match node:
            case c.Const(truth):
                yield Row(depth, self.say("c.always" if truth == Truth.TRUE else "c.never"), "")
            case c.All(parts):
                yield from self._group("c.all", parts, depth)
            case c.Any(parts):
                yield from self._group("c.any", parts, depth)
            case c.Not(part):
                yield from self._group("c.not", (part,), depth)
            case c.Quantified(list=name, quantifier=quantifier, condition=inner):
                yield from self._group(f"c.list-{quantifier}", (inner,), depth, self.list_name(name))
            case c.Bound(name=name, condition=inner):
                yield from self._group("c.bound", (inner,), depth, name)
            case c.Knows(that=inner, by=by) if by:
                yield from self._group("c.knows-by", (inner,), depth, self.join([self.say(f"by.{b}") for b in by]))
            case c.Knows(that=inner):
                yield from self._group("c.knows", (inner,), depth)
            case c.Total():
                yield from self._total(node, depth)
            case _:
                yield self._leaf(node, depth)

    def _group(self, key: str, parts: tuple[c.Condition, ...], depth: int, *names: str) -> Iterator[Row]:
        yield Row(depth, self.say(key, *names), "")
        for part in parts:
            yield from self.rows(part, depth + 1)

    def _total(self, node: c.Total, depth: int) -> Iterator[Row]:
        limits = self.join(
            [self.say(f"c.limit-{op}", self.value(limit, node.of, share=bool(node.of_whole))) for op, limit in node.limits]
        )
        lists = self.join([self.list_name(name) for name in node.over])
        yield Row(depth, self.say("c.share" if node.of_whole else "c.total", node.of, lists), limits, node.of)
        yield Row(depth + 1, self.say("c.counted"), "")
        yield from self.rows(node.that, depth + 2)

    def _leaf(self, node: c.Condition, depth: int) -> Row:
        say = self.say
        match node:
            case c.Compare(attribute=a, op=op, value=value):
                values = value if isinstance(value, tuple) else (value,)
                words = self.join([self.value(one, a) for one in values])
                return Row(depth, self.question(a), words if op == "equals" else say(f"c.limit-{op}", words), a)
            case c.Under(attribute=a, paths=paths, but=but):
                words = say("c.limit-under", self.join([self.value(path, a) for path in paths]))
                if but:
                    words += self.comma + say("c.but", self.join([self.value(path, a) for path in but]))
                return Row(depth, self.question(a), words, a)
            case c.Contains(attribute=a, quantifier=quantifier, members=members):
                return Row(depth, self.question(a), say(f"c.set-{quantifier}", self.join(members)), a)
            case c.TermRef(id):
                term = self.law.terms.get(id)
                return Row(depth, text(term.title, self.lang) if term else id, f"→ {id}")
            case c.Classified(paths=paths, but=but) | c.EntryUnder(paths=paths, but=but):
                key = "c.classified" if isinstance(node, c.Classified) else "c.entry-under"
                words = say(key, self.join([self.code(path) for path in paths]))
                if but:
                    words += self.comma + say("c.but", self.join([self.code(path) for path in but]))
                return Row(depth, words, "")
            case c.SameHeading():
                return Row(depth, say("c.same-heading"), "")
            case c.PlaceTest(at=at, group=group, negated=negated):
                ends = say("c.place-or").join(say(f"place.{end}") for end in at)
                return Row(depth, ends, say("c.outside" if negated else "c.inside", self.group(group)))
            case c.Person(id):
                test = self.law.person_tests.get(id)
                return Row(depth, say("c.person"), text(test.question, self.lang) if test else id)
            case c.Unknowable(attribute):
                return Row(depth, self.question(attribute), say("c.unknowable"), attribute)
            case c.Unread(what):
                return Row(depth, say("c.unread"), what)
            case c.Unsettled(question):
                return Row(depth, say("c.unsettled"), question)
            case c.Listed(list=name):
                return Row(depth, say("c.listed", self.list_title(name)), "")
            case _:
                return Row(depth, type(node).__name__, "")

    # --- names

    def say(self, key: str, *parts: object) -> str:
        """Fixed words in the language."""
        return say(key, self.lang, *parts)

    @property
    def comma(self) -> str:
        """What stands between two clauses."""
        return ", " if self.lang == "en" else "、" if self.lang == "ja" else "，"

    def join(self, parts: Any) -> str:
        """Several names as one list."""
        return (", " if self.lang == "en" else "、").join(parts)

    def question(self, attribute: str) -> str:
        """What is asked for an attribute: its question; for a derived one its title; else its id."""
        known = self._attribute(attribute)
        words = text(getattr(known, "question", None) or getattr(known, "title", None), self.lang)
        return words or attribute

    def list_name(self, name: str) -> str:
        """The name of a list of objects."""
        return self.say(f"list.{name}") if f"list.{name}" in CATALOGUE else name

    def list_title(self, id: str) -> str:
        """The title of a control list or list of parties, with its id."""
        known = self.law.lists.get(id)
        title = text(known.title, self.lang) if known else ""
        return f"{title} ({id})" if title else id

    def code(self, path: Path) -> str:
        """A control code in its official form, with the name of the list where the whole list is meant."""
        if path.segments == ("*",):
            return self.list_title(path.scheme)
        entry = self.law.entries.get(str(path))
        return (entry.display if entry else "") or str(path)

    def group(self, group: c.GroupExpr) -> str:
        """A set of places in words."""
        if group.op == "leaf":
            known: Any = self.law.groups.get(group.leaf) or self.law.places.get(group.leaf)
            name = text(getattr(known, "title", None) or getattr(known, "name", None), self.lang)
            return f"{name} ({group.leaf})" if name else group.leaf
        assert group.left is not None and group.right is not None
        return self.say("c.plus" if group.op == "+" else "c.minus", self.group(group.left), self.group(group.right))

    def value(self, value: Any, attribute: str = "", share: bool = False) -> str:
        """A limit or value in words, a quantity in the canonical unit of its attribute."""
        if isinstance(value, c.AttributeRef):
            return self.question(value.attribute)
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, Money):
            return f"{value.currency} {self.value(value.amount)}"
        if isinstance(value, Interval):
            if share:
                value = Interval(*(None if end is None else end * 100 for end in (value.lo, value.hi)))
            unit = "%" if share else str(getattr(self._attribute(attribute), "unit", "") or "")
            return f"{_interval(value)} {unit}".rstrip()
        if isinstance(value, Path):
            return self._path(value)
        if isinstance(value, SetValue):
            return self.join(sorted(value.known))
        if isinstance(value, date):
            return value.isoformat()
        return self._choice(attribute, str(value))

    def _path(self, path: Path) -> str:
        if path.scheme == "kind":
            kind = self._kind(str(path))
            name = text(getattr(kind, "name", None), self.lang)
            return name or str(path)
        if path.scheme == "place":
            place = self.law.places.get(str(path))
            return text(place.name, self.lang) if place else str(path)
        return ".".join(path.segments) if path.scheme.startswith("hs") else self.code(path)

    def _choice(self, attribute: str, value: str) -> str:
        for known in getattr(self._attribute(attribute), "values", None) or ():
            if known.id == value:
                return text(known.label, self.lang) or value
        return value

    def _attribute(self, id: str) -> Any:
        derived = self.law.derived.get(id)
        return derived if derived is not None else self.law.vocabulary.attributes.get(id)

    def _kind(self, id: str) -> Any:
        return self.law.vocabulary.kinds.get(id)


def _interval(value: Interval) -> str:
    if value.is_point and value.lo is not None:
        return number(value.lo)
    if value.lo is None and value.hi is None:
        return "–"
    if value.lo is None:
        return ("< " if value.hi_open else "≤ ") + number(value.hi or Decimal(0))
    if value.hi is None:
        return ("> " if value.lo_open else "≥ ") + number(value.lo)
    return f"{number(value.lo)}..{number(value.hi)}"


def number(value: Decimal) -> str:
    """A number as it is written: thousands divided, no exponent, no idle zeros."""
    plain = format(value.normalize(), "f")
    whole, dot, rest = plain.partition(".")
    return f"{int(whole):,}{dot}{rest}" if len(whole.lstrip("-")) > 4 else plain
