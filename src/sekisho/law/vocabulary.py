"""The words that law and facts share: attributes with their types and units, kinds of item, standing
declarations.

The same reader types a limit of the law and a fact of a transaction, so that both are always of one kind and
one unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from attrs import define, field, frozen

from sekisho.logic.kinds import KindGraph
from sekisho.logic.paths import parse_code, parse_hs, parse_place
from sekisho.logic.quantities import parse_money, parse_quantity
from sekisho.logic.values import CANNOT, Path, SetValue, Value

from .elements import ELEMENTS
from .model import Text

if TYPE_CHECKING:
    from .problems import Collector

Of: TypeAlias = Literal["item", "party", "transaction", "notice", "red_flag", "contract_item", "licence"]
Type: TypeAlias = Literal["bool", "choice", "quantity", "number", "money", "date", "path", "set", "text"]

CANNOT_WORD: Final = "cannot-be-found-out"
SCHEMES: Final[Mapping[str, frozenset[str]]] = {
    "path": frozenset({"kind", "hs", "place", "code"}),
    "set": frozenset({"", "element"}),
}
_BOOLEANS: Final = {"true": True, "yes": True, "false": False, "no": False}


class VocabularyError(ValueError):
    """A word that the vocabulary does not have, or a value that its attribute cannot take. `near`: what may
    be meant."""

    def __init__(self, message: str, near: Sequence[str] = ()) -> None:
        super().__init__(message + (f"; near: {', '.join(near)}" if near else ""))
        self.near = tuple(near)


@frozen
class Choice:
    """One value of a choice, with its words in three languages."""

    id: str
    label: Text = field(factory=dict)


@frozen(kw_only=True)
class Attribute:
    """Something that can be known of an item, a party, a transaction …; `unit` is the canonical one of a
    quantity.

    `scheme`: the hierarchy of a path (kind, hs, place, code), or "element" for a set of chemical elements.
    `values`: of a choice
    or a set. `who`: who can answer. `near`: attributes that are easily taken for it. `order`: its place in
    the vocabulary.
    """

    id: str
    of: Of
    type: Type
    unit: str = ""
    scheme: str = ""
    values: tuple[Choice, ...] = ()
    question: Text = field(factory=dict)
    hint: Text = field(factory=dict)
    who: str = "exporter"
    near: tuple[str, ...] = ()
    order: int = 0


@frozen(kw_only=True)
class Kind:
    """A kind of item. `also`: further kinds that it is one of; `ask`: the attributes that matter for it."""

    id: str
    name: Text = field(factory=dict)
    also: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    order: int = 0


@frozen(kw_only=True)
class DeclarationKind:
    """What a standing declaration answers, which lists it closes, and for how many days it is in date (None:
    no limit)."""

    id: str
    answers: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    days: int | None = None
    question: Text = field(factory=dict)


@define(eq=False)
class Vocabulary:
    """Every attribute, kind and declaration by its id, in the order of the files."""

    attributes: dict[str, Attribute] = field(factory=dict)
    kinds: dict[str, Kind] = field(factory=dict)
    declarations: dict[str, DeclarationKind] = field(factory=dict)

    @cached_property
    def graph(self) -> KindGraph:
        """The kinds as a graph. Raises KindError where they do not hang together."""
        return KindGraph((kind.id, kind.also) for kind in self.kinds.values())

    def get(self, id: str) -> Attribute | None:
        """The attribute of an id, or None."""
        return self.attributes.get(id)

    def attribute(self, id: str) -> Attribute:
        """The attribute of an id. Raises VocabularyError with near matches."""
        found = self.attributes.get(id)
        if found is None:
            raise VocabularyError(f"the vocabulary has no attribute {id!r}", near(id, self.attributes))
        return found

    def kind(self, id: str) -> Kind:
        """The kind of an id. Raises VocabularyError with near matches."""
        if id not in self.kinds:
            raise VocabularyError(f"there is no kind of item {id!r}", near(id, self.kinds))
        return self.kinds[id]

    def declaration(self, id: str) -> DeclarationKind:
        """The kind of declaration of an id. Raises VocabularyError with near matches."""
        if id not in self.declarations:
            raise VocabularyError(f"there is no declaration {id!r}", near(id, self.declarations))
        return self.declarations[id]

    def attributes_of(self, of: str) -> tuple[Attribute, ...]:
        """The attributes of one kind of object, in order."""
        return tuple(attribute for attribute in self.attributes.values() if attribute.of == of)

    def read_value(self, attribute: Attribute | str, text: object, country: str | None = None) -> Value:
        """A value of an attribute from its text; for paths and sets also from a list, for customs codes from
        a mapping.

        `country`: whose tariff a customs code of more than six digits is. `cannot-be-found-out` is a value of
        every
        attribute. Whether a place or a control code exists is not looked at here. Raises ValueError.
        """
        known = self.attribute(attribute) if isinstance(attribute, str) else attribute
        if text == CANNOT_WORD:
            return CANNOT
        if known.type == "set":
            return self._read_set(known, text)
        if known.type == "path":
            return self._read_paths(known, text, country or "")
        if not isinstance(text, str):
            raise VocabularyError(f"{known.id} takes one value, not {_shape(text)}")
        return self._read_scalar(known, text.strip())

    def _read_scalar(self, attribute: Attribute, text: str) -> Value:
        match attribute.type:
            case "bool":
                if text.lower() not in _BOOLEANS:
                    raise VocabularyError(f"{attribute.id} is true or false, not {text!r}")
                return _BOOLEANS[text.lower()]
            case "choice":
                return self._choice(attribute, text)
            case "quantity" | "number":
                return parse_quantity(text, attribute.unit)
            case "money":
                return parse_money(text)
            case "date":
                return read_day(text)
            case _:
                return text

    def _choice(self, attribute: Attribute, text: str) -> str:
        ids = [choice.id for choice in attribute.values]
        if ids and text not in ids:
            raise VocabularyError(f"{attribute.id} is one of {', '.join(ids)}, not {text!r}", near(text, ids))
        return text

    def _read_set(self, attribute: Attribute, given: object) -> SetValue:
        complete = False
        if isinstance(given, Mapping):
            if len(given) != 1 or next(iter(given)) not in {"only", "some"}:
                raise VocabularyError(f"{attribute.id} is a list, {{only: […]}} or {{some: […]}}")
            complete, given = "only" in given, next(iter(given.values()))
        members = list(given) if isinstance(given, Sequence) and not isinstance(given, str) else [given]
        if members == [None]:
            members = []
        if not all(isinstance(member, str) for member in members):
            raise VocabularyError(f"{attribute.id} is a list of words, not {_shape(members)}")
        words = [str(member).strip() for member in members]
        for word in words:
            if attribute.scheme == "element" and word not in ELEMENTS:
                raise VocabularyError(
                    f"{word!r} is not the symbol of a chemical element", near(word.title(), ELEMENTS)
                )
            self._choice(attribute, word)
        return SetValue(frozenset(words), complete)

    def _read_paths(self, attribute: Attribute, given: object, country: str) -> Path | tuple[Path, ...]:
        if isinstance(given, Mapping):
            if attribute.scheme != "hs":
                raise VocabularyError(f"{attribute.id} takes one value or a list, not a mapping")
            found: list[Path] = []
            for land, codes in given.items():
                found.extend(_several(self._read_paths(attribute, codes, str(land))))
            return tuple(found)
        if isinstance(given, Sequence) and not isinstance(given, str):
            return tuple(
                path for one in given for path in _several(self._read_paths(attribute, one, country))
            )
        if not isinstance(given, str):
            raise VocabularyError(f"{attribute.id} takes one value or a list, not {_shape(given)}")
        match attribute.scheme:
            case "kind":
                return Path("kind", tuple(self.graph.check(given.strip()).split(".")))
            case "hs":
                return parse_hs(given, country)
            case "place":
                return parse_place(given)
            case _:
                return parse_code(given)


def read_vocabulary(
    documents: Iterable[tuple[str, Mapping[str, Any]]], problems: Collector | None = None
) -> Vocabulary:
    """The vocabulary of files given as (file name, mapping with the keys attributes, kinds, declarations).

    Other keys are passed over. Faults go to `problems`, and reading goes on; without it all are raised
    together as LawError.
    """
    from .vocabulary_files import read_documents  # only the maker of the bundle needs it

    return read_documents(documents, problems)


def near(word: str, words: object, limit: int = 3) -> list[str]:
    """The ids that a mistyped word is likely to mean, best first."""
    known = [str(w) for w in cast("Sequence[str]", words)]
    folded = {w.lower().replace("-", "_"): w for w in known}
    close = get_close_matches(word.lower().replace("-", "_"), folded, limit, 0.6)
    return [folded[w] for w in close]


def read_day(text: str) -> date:
    """A day as `2025-06-01`. Raises VocabularyError, also for a day that no calendar has."""
    try:
        if len(text.strip()) == 10:
            return date.fromisoformat(text.strip())
    except ValueError as error:
        raise VocabularyError(f"{text!r} is not a day: {error}; write it like 2025-06-01") from None
    raise VocabularyError(f"{text!r} is not a day; write it like 2025-06-01")


def _several(read: Path | tuple[Path, ...]) -> tuple[Path, ...]:
    return read if isinstance(read, tuple) else (read,)


def _shape(given: object) -> str:
    if given is None:
        return "nothing"
    return "a mapping" if isinstance(given, Mapping) else "a list" if isinstance(given, list) else repr(given)
