"""What the words of conditions mean while the law is compiled: the vocabulary, derived attributes, terms and
person tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import define

from sekisho.logic.paths import parse_code
from sekisho.logic.quantities import parse_money, parse_quantity
from sekisho.logic.values import CANNOT, Interval, Path, Value

from .compiled import PersonTest
from .model import Derived
from .source import Source
from .vocabulary import Attribute, Kind, Vocabulary, read_vocabulary


@define(eq=False)
class LawWords:
    """The words of the law's conditions (see `sekisho.law.conditions.Words`)."""

    vocabulary: Vocabulary
    derivations: Mapping[str, Derived]
    terms: Mapping[str, str]
    tests: Mapping[str, PersonTest]

    def attribute(self, id: str) -> Attribute | Derived | None:
        """The attribute of an id, plain or derived."""
        return self.vocabulary.get(id) or self.derivations.get(id)

    def read_limit(self, id: str, text: str, country: str) -> Value:
        """A limit or value of an attribute. Raises ValueError."""
        derived = self.derivations.get(id)
        value = (
            _read_derived(derived, text)
            if derived is not None and self.vocabulary.get(id) is None
            else self.vocabulary.read_value(id, text, country)
        )
        if value is CANNOT:
            raise ValueError(f"{id}: to ask for {text!r} write {{unknowable: {id}}}")
        return value

    def code(self, text: str) -> Path:
        """A control code `list:path`. Raises ValueError."""
        return parse_code(text)

    def term_of(self, id: str) -> str | None:
        """The kind of object that a term is about."""
        return self.terms.get(id)

    def test_of(self, id: str) -> str | None:
        """The kind of object that a person test is about."""
        test = self.tests.get(id)
        return test.of if test else None


def _read_derived(derived: Derived, text: str) -> Value:
    if derived.type == "money":
        return parse_money(text)
    if derived.type == "quantity":
        return parse_quantity(text, derived.unit)
    try:
        return Interval.point(Decimal(text))
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number") from None


def make_vocabulary(source: Source) -> Vocabulary:
    """The vocabulary of all files. A kind whose parent nobody declares gets that parent, beside the problem
    noted.
    """
    documents: dict[str, dict[str, list[Any]]] = {}
    for section in ("attributes", "kinds", "declarations"):
        for record in source.of(section):
            documents.setdefault(record.file, {}).setdefault(section, []).append(record.data)
    vocabulary = read_vocabulary(documents.items(), source.problems)
    for kind in list(vocabulary.kinds.values()):
        for parent in _parents(kind):
            vocabulary.kinds.setdefault(parent, Kind(id=parent))
    return vocabulary


def _parents(kind: Kind) -> list[str]:
    found: list[str] = []
    for id in (kind.id, *kind.also):
        segments = id.split(".")
        found += [".".join(segments[:depth]) for depth in range(1, len(segments) + (id != kind.id))]
    return found
