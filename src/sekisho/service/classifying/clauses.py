"""The clauses of an entry in words, each limit beside the value in the same unit, with the distance between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import define, field

from sekisho.determine.telling import step_words
from sekisho.determine.world import LawWorld
from sekisho.law.compiled import Law
from sekisho.law.in_words import LANGUAGES, node_words, value_words
from sekisho.law.vocabulary import CANNOT_WORD
from sekisho.logic import conditions as c
from sekisho.logic.quantities import format_interval, format_number
from sekisho.logic.scope import Missing, Scope, Step
from sekisho.logic.truth import FALSE, UNKNOWN
from sekisho.logic.values import CANNOT, Interval
from sekisho.words.attribute_names import attribute_name, attribute_names

from .nearness import Gap, gap, reach
from .sheets import Sheet

_SIGN: Final = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "equals": "=", "one_of": "∈"}
_GROUPS: Final = (c.All, c.Any, c.Not, c.TermRef, c.Classified, c.Quantified, c.Total, c.Knows, c.SomeEntry)


@define
class Clauses:
    """Tells the traces of the entries for one product sheet."""

    law: Law
    world: LawWorld
    at: Scope
    sheet: Sheet
    _rows: dict[str, list[Mapping[str, Any]]] = field(init=False, factory=dict)
    _names: dict[str, dict[str, str]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for row in self.sheet["values"]:
            self._rows.setdefault(row["attribute"], []).append(row)

    def told(self, step: Step, *, whole: bool = True) -> dict[str, Any]:
        """The clauses of the trace of an entry, how near it is, what is missing, and what only a person can judge.

        `whole`: all clauses; else only those whose limit is near, which stand under `near` in any case.
        """
        orders: dict[int, Decimal] = {}
        gaps: dict[int, Gap] = {}
        for one in step.walk() if self._rows else ():  # without a value nothing has a distance
            if isinstance(one.node, c.Compare):
                found = self._gap(one.node)
                if found is not None:
                    gaps[id(one)], orders[id(one)] = found, found.order
        distance = reach(step, orders)
        missing, persons, unread = self._open(step)
        return {
            "reach": None if distance is None else format_number(distance),
            "clauses": list(self._told(step, gaps)) if whole else [],
            "near": list(self._told(step, {key: one for key, one in gaps.items() if one.near}, only=True)),
            "missing": missing,
            "persons": persons,
            "unread": unread,
        }

    def _told(self, entry: Step, gaps: Mapping[int, Gap], only: bool = False) -> Iterator[dict[str, Any]]:
        """The steps in the order of the text. What is surely so, and holds no number, is told without what is inside it.

        `only`: of the branches for things of this kind, the steps that stand in `gaps`.
        """
        if only and not gaps:
            return

        def walk(step: Step, depth: int, decides: bool, idle: bool) -> Iterator[dict[str, Any]]:
            plain = step.node == "entry" or (isinstance(step.node, c.All) and depth == 0)
            inner_depth = depth if plain else depth + 1
            if not plain and (not only or (id(step) in gaps and not idle)):
                yield {**self._row(step, depth, decides, gaps.get(id(step))), "idle": idle}
            idle = idle or _of_another_kind(step)
            if not decides and isinstance(step.node, c.TermRef | c.Classified) and not _numbers(step, gaps):
                return
            for inner in step.steps:
                carries = isinstance(step.node, c.Not) or inner.truth is step.truth
                yield from walk(inner, inner_depth, decides and carries, idle)

        for inner in entry.steps:
            yield from walk(inner, 0, inner.truth is entry.truth, False)

    def _row(self, step: Step, depth: int, decides: bool, distance: Gap | None) -> dict[str, Any]:
        node = step.node
        row: dict[str, Any] = {
            "depth": depth,
            "text": self._text(step),
            "truth": step.truth.word,
            "decides": decides,
            "group": isinstance(node, _GROUPS) or node == "provision",
            "attribute": None,
            "name": None,
            "limit": None,
            "value": None,
            "gap": None if distance is None else self._told_gap(distance, getattr(node, "attribute", "")),
            "evidence": [],
        }
        attribute = getattr(node, "attribute", "")
        if not attribute or isinstance(node, str):
            return row
        row["attribute"] = attribute
        row["name"] = self._name(attribute)
        row["evidence"] = [
            self._said(said) for name in self._sources(attribute) for said in self._rows.get(name, ())
        ]
        value = self.world.evaluator.value(attribute, self.at)[0]
        if value is CANNOT:
            row["value"] = dict.fromkeys(LANGUAGES, CANNOT_WORD)
        elif value is not None:
            row["value"] = {
                lang: value_words(self.law, attribute, _readable(value), lang) for lang in LANGUAGES
            }
        if isinstance(node, c.Compare):
            row["limit"] = self._limit(node)
        return row

    def _text(self, step: Step) -> dict[str, str]:
        """A step in words, with attributes by their names in each language."""
        node = step.node
        if isinstance(node, str):
            return dict(step_words(self.law, step))
        return {lang: node_words(self.law, node, lang, attribute_name) for lang in LANGUAGES}

    def _limit(self, node: c.Compare) -> dict[str, str]:
        """The limit with its sign, in the unit of the law."""
        value: Any = node.value
        if isinstance(value, c.AttributeRef):
            own = self.world.evaluator.value(value.attribute, self.at)[0]
            value = own if isinstance(own, Interval) else value
        return {
            lang: f"{_SIGN[node.op]} {value_words(self.law, node.attribute, value, lang)}"
            for lang in LANGUAGES
        }

    def _gap(self, node: c.Compare) -> Gap | None:
        limit: Any = node.value
        if isinstance(limit, c.AttributeRef):
            limit = self.world.evaluator.value(limit.attribute, self.at)[0]
        value = self.world.evaluator.value(node.attribute, self.at)[0]
        if not isinstance(limit, Interval) or not isinstance(value, Interval):
            return None
        return gap(value, node.op, limit, self._unit(node.attribute))

    def _unit(self, attribute: str) -> str:
        known = self.law.vocabulary.get(attribute)
        derived = self.law.derived.get(attribute)
        return known.unit if known is not None else derived.unit if derived is not None else ""

    def _told_gap(self, found: Gap, attribute: str) -> dict[str, Any]:
        """A distance as plain data: a share of the limit in per cent, and the difference in the unit of the law."""
        share, difference = found.share, _rounded(found.difference)
        unit = self._unit(attribute)
        unit = {"degC": "K", "%": "%-points"}.get(unit, unit)  # a difference of temperatures, of percentages
        return {
            "side": found.side,
            "percent": None if share is None else _three_digits(share * 100),
            "difference": format_interval(Interval(difference, difference), unit),
            "near": found.near,
            "order": format_number(_rounded(found.order)),
        }

    def _name(self, attribute: str) -> dict[str, str]:
        if attribute not in self._names:
            self._names[attribute] = attribute_names(self.law, attribute)
        return self._names[attribute]

    def _sources(self, attribute: str) -> tuple[str, ...]:
        """The attributes of the sheet from which a value comes: itself, or those of a formula."""
        derived = self.law.derived.get(attribute)
        if derived is None or not derived.formula:
            return (attribute,)
        from sekisho.logic.formulas import parse

        return tuple(sorted(parse(derived.formula).names()))

    @staticmethod
    def _said(row: Mapping[str, Any]) -> dict[str, Any]:
        keys = ("id", "attribute", "typed", "canonical", "paper", "page", "condition", "looked", "by", "on")
        return {key: row.get(key, "") for key in keys}

    def _open(self, step: Step) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, str]]]:
        """What an open entry hangs on: values that are missing, questions for a person, law that is not read or not settled."""
        missing: dict[str, dict[str, Any]] = {}
        persons: dict[str, dict[str, Any]] = {}
        unread: dict[str, dict[str, str]] = {}
        if step.truth is not UNKNOWN:
            return [], [], []
        for one in step.undecided():
            if isinstance(one.node, c.Person):
                persons.setdefault(
                    one.node.id,
                    {"test": one.node.id, "question": self._text(one), "provision": step.provision},
                )
            elif isinstance(one.node, c.Unread | c.Unsettled) or one.atoms:
                words = self._text(one)
                unread.setdefault(words["en"], words)
            for fact in one.missing:
                found = self._asked(fact)
                if found is not None:
                    missing.setdefault(found["attribute"], found)
        return list(missing.values()), list(persons.values()), list(unread.values())

    def _asked(self, fact: Missing) -> dict[str, Any] | None:
        known = self.law.vocabulary.get(fact.attribute)
        if fact.kind != "fact" or known is None:
            return None
        return {
            "attribute": known.id,
            "of": known.of,
            "name": self._name(known.id),
            "question": dict(known.question),
            "hint": dict(known.hint),
            "who": known.who,
            "unit": known.unit,
            "type": known.type,
            "values": [{"id": choice.id, "label": dict(choice.label)} for choice in known.values],
            "order": known.order,
        }


def _numbers(step: Step, gaps: Mapping[int, Gap]) -> bool:
    return any(id(one) in gaps for one in step.walk())


def _of_another_kind(step: Step) -> bool:
    """Is this a branch for things of another kind, so that its limits say nothing of this product?"""
    return isinstance(step.node, c.All) and any(
        isinstance(inner.node, c.Under) and inner.node.attribute == "kind" and inner.truth is FALSE
        for inner in step.steps
    )


def _readable(value: Any) -> Any:
    """A computed value with eight digits: the engine compares all of them, a reader wants none of the rest."""
    if isinstance(value, Interval):
        ends = [None if end is None else Decimal(f"{end:.8g}") for end in (value.lo, value.hi)]
        return Interval(ends[0], ends[1], value.lo_open, value.hi_open)
    return value


def _rounded(number: Decimal) -> Decimal:
    """To six digits: a difference is for reading, the truth is not taken from it."""
    return Decimal(f"{number:.6g}")


def _three_digits(number: Decimal) -> str:
    if number >= 100:
        return f"{number:.0f}"
    return format_number(Decimal(f"{number:.2g}")) if number else "0"
