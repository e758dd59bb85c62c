"""Types facts by the vocabulary of the law, and checks what the law can check: places, codes, kinds, ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from attrs import define

from sekisho.law.compiled import Law
from sekisho.law.vocabulary import Attribute, Choice, VocabularyError, near, read_day
from sekisho.logic.objects import Obj
from sekisho.logic.paths import parse_code, place_id
from sekisho.logic.quantities import QuantityError, parse_free_quantity
from sekisho.logic.values import Path, SetValue, Value

from .problems import Problems, Spot

PLACE: Final = Attribute(id="place", of="transaction", type="path", scheme="place")
_BUILT_IN: Final[Mapping[str, Attribute]] = {
    attribute.id: attribute
    for attribute in (
        Attribute(id="act", of="transaction", type="text"),
        Attribute(id="role", of="party", type="set", values=tuple(map(Choice, (
            "exporter", "purchaser", "intermediate", "consignee", "importer", "end-user", "recipient",
            "broker")))),
        Attribute(id="name", of="party", type="text"),
        Attribute(id="country", of="party", type="path", scheme="place"),
        Attribute(id="residence", of="party", type="path", scheme="place"),
        Attribute(id="nationality", of="party", type="path", scheme="place"),
        Attribute(id="share", of="party", type="quantity", unit="%"),
        Attribute(id="kind", of="item", type="path", scheme="kind"),
        Attribute(id="origin", of="item", type="path", scheme="place"),
        Attribute(id="hs", of="item", type="path", scheme="hs"),
        Attribute(id="quantity", of="item", type="text"),
        Attribute(id="value", of="item", type="money"),
        Attribute(id="item_role", of="item", type="choice", values=tuple(map(Choice, (
            "technology", "software", "plant", "equipment", "material")))),
        Attribute(id="code", of="contract_item", type="path", scheme="code"),
        Attribute(id="item_value", of="contract_item", type="money"),
        Attribute(id="notice_by", of="notice", type="text"),
        Attribute(id="notice_of", of="notice", type="text"),
        Attribute(id="flag_of", of="red_flag", type="text"),
        Attribute(id="flag_by", of="red_flag", type="choice", values=tuple(map(Choice, (
            "contract", "document", "message", "press")))),
    )
}  # fmt: skip
"""What the format itself names, where a vocabulary leaves it out."""

_ALWAYS_SEVERAL: Final = frozenset({"kind", "hs"})
_WHERE: Final[Mapping[str, str]] = {
    "item": "items[…].facts", "party": "parties[…].facts", "transaction": "facts or end_use.facts",
    "notice": "notices[…].facts", "red_flag": "red_flags[…].facts",
    "contract_item": "contract.items[…].facts",
    "licence": "licences[…].facts",
}  # fmt: skip


@define
class Typing:
    """Types the facts of one transaction. `day`: on which codes must stand in their lists."""

    law: Law
    problems: Problems
    day: date | None = None

    def attribute(self, id: str) -> Attribute | None:
        """The attribute of an id, of the vocabulary or of the format itself."""
        return self.law.vocabulary.get(id) or _BUILT_IN.get(id)

    def put(self, obj: Obj, id: str, given: Any, spot: Spot) -> None:
        """Type a value and put it among the facts of an object; note what is wrong with it."""
        if id in obj.facts:
            self.problems.add(spot, f"{id} is stated twice for this {obj.kind.replace('_', ' ')}", "keep one")
            return
        value = self.value(id, given, spot)
        if value is not None:
            obj.facts[id] = value

    def value(self, id: str, given: Any, spot: Spot) -> Value:
        """The typed value of an attribute; None where something is wrong with it, which is noted."""
        attribute = self.attribute(id)
        if attribute is None:
            raise LookupError(id)
        try:
            value = self.law.vocabulary.read_value(attribute, given)
            if id == "quantity" and isinstance(value, str):
                parse_free_quantity(value)
        except (ValueError, QuantityError) as error:
            self.problems.note(spot, error)
            return None
        paths = value if isinstance(value, tuple) else (value,) if isinstance(value, Path) else ()
        for path in paths:
            self._path(attribute, path, spot)
        if id == "role" and isinstance(value, SetValue):
            return SetValue(value.known, complete=True)
        if id in _ALWAYS_SEVERAL:
            return tuple(paths) if paths else (None if value == () else value)
        return value if not isinstance(value, tuple) or len(value) != 1 else value[0]

    def place(self, given: Any, spot: Spot) -> Value:
        """A place that the law knows; None with a note where it is none."""
        try:
            value = self.law.vocabulary.read_value(PLACE, given)
        except ValueError as error:
            self.problems.note(spot, error)
            return None
        for path in value if isinstance(value, tuple) else (value,):
            if isinstance(path, Path):
                self.check_place(place_id(path), spot)
        return value

    def facts(self, obj: Obj, given: Any, spot: Spot) -> None:
        """Type a mapping `facts:` into an object."""
        if not isinstance(given, dict):
            return  # the schema says so
        for id, value in given.items():
            here = spot.key(given, id)
            attribute = self.attribute(id)
            if attribute is None:
                self._no_attribute(id, here)
            elif attribute.of != obj.kind:
                owner = attribute.of.replace("_", " ")
                self.problems.add(
                    here,
                    f"{id} belongs to {_a(owner)}, not to {_a(obj.kind)}",
                    f"write it under {_WHERE[attribute.of]}",
                )
            else:
                self.put(obj, id, value, here)

    def _no_attribute(self, id: str, spot: Spot) -> None:
        if id in self.law.derived:
            derived = self.law.derived[id]
            rule = f" ({derived.formula})" if derived.formula else ""
            self.problems.add(
                spot, f"{id} is computed by the law{rule}", "state the facts from which it is computed"
            )
            return
        self.unknown(spot, f"the vocabulary has no attribute {id!r}", id, self.law.vocabulary.attributes)

    def unknown(self, spot: Spot, message: str, word: str, known: Iterable[str]) -> None:
        """Note a word that is not known, with those that are near to it."""
        words = list(known)
        close = near(word, words)
        few = f"known are {', '.join(words)}" if 0 < len(words) <= 12 else ""
        self.problems.add(spot, message, f"did you mean {' or '.join(close)}?" if close else few)

    def _path(self, attribute: Attribute, path: Path, spot: Spot) -> None:
        if attribute.scheme == "place":
            self.check_place(place_id(path), spot)
        elif attribute.scheme == "hs" and path.scheme.startswith("hs."):
            self.check_place(path.scheme[3:], spot)
        elif attribute.scheme == "code":
            self.check_code(path, spot, None)

    def check_place(self, id: str, spot: Spot) -> None:
        """Note a place that the law does not know."""
        if not self.law.is_place(id):
            self.unknown(
                spot, f"there is no place {id!r}", id, (k for k in self.law.places if k[:1] == id[:1])
            )

    def code(self, text: object, list_id: str, spot: Spot, as_of: date | None) -> Path | None:
        """A control code of a list, or None with a note."""
        try:
            path = parse_code(str(text), list_id)
        except ValueError as error:
            self.problems.note(spot, error)
            return None
        return path if self.check_code(path, spot, as_of) else None

    def check_code(self, path: Path, spot: Spot, as_of: date | None) -> bool:
        """Whether the list holds the code on the day; notes where it does not. Lists of other laws are not
        looked into."""
        if not self.check_list(path.scheme, spot) or path.scheme not in self.law.lists:
            return True
        day = as_of or self.day
        if path.segments == ("*",) or self.law.holds_code(path, day):
            return True
        codes = [entry.id for entry in self.law.entries_of(path.scheme)]
        when = f" on {day}" if day else ""
        self.unknown(
            spot, f"the list {path.scheme} holds no code {'.'.join(path.segments)}{when}", str(path), codes
        )
        return False

    def check_list(self, id: str, spot: Spot) -> bool:
        """Whether a list may be meant: one of the law, or one of an authority that this law does not hold at
        all."""
        lists = self.law.lists
        if id in lists or id in self.law.parties:
            return True
        authorities = {known.partition(".")[0] for known in lists}
        known = [*lists, *(name for name in self.law.parties if name not in lists)]
        if id.partition(".")[0] in authorities or near(id, known, 1):
            self.unknown(spot, f"there is no list {id!r}", id, known)
            return False
        return True

    def day_of(self, given: Any, spot: Spot) -> date | None:
        """A day, or None with a note."""
        if given is None:
            return None
        try:
            if not isinstance(given, str):
                raise VocabularyError("a day is one word; write it like 2025-06-01")
            return read_day(given)
        except ValueError as error:
            self.problems.note(spot, error)
            return None

    def flag(self, given: Any, spot: Spot) -> bool | None:
        """True or false, or None with a note."""
        words = {"true": True, "yes": True, "false": False, "no": False}
        if given is None or str(given).lower() in words:
            return None if given is None else words[str(given).lower()]
        self.problems.add(spot, f"{given!r} is neither true nor false", "write true or false")
        return None


def _a(kind: str) -> str:
    words = kind.replace("_", " ")
    return ("an " if words[0] in "aeiou" else "the " if words == "transaction" else "a ") + words
