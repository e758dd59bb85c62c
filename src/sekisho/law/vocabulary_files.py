"""Reads the files under `law/vocabulary/` into a Vocabulary and names every fault in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast, get_args

from sekisho.logic.kinds import KindError
from sekisho.logic.units import is_unit

from .model import Text
from .problems import Collector, Fault, LawError
from .vocabulary import SCHEMES, Attribute, Choice, DeclarationKind, Kind, Of, Type, Vocabulary, near
from .yaml_text import Mapped

_KEYS: Mapping[str, frozenset[str]] = {
    "attributes": frozenset("id of type unit scheme values question hint who near".split()),  # noqa: SIM905
    "kinds": frozenset({"id", "name", "also", "ask"}),
    "declarations": frozenset({"id", "answers", "closes", "days", "question"}),
}


def read_documents(
    documents: Iterable[tuple[str, Mapping[str, Any]]], problems: Collector | None = None
) -> Vocabulary:
    """What `sekisho.law.vocabulary.read_vocabulary` does."""
    collector = problems if problems is not None else Collector()
    before = len(collector.found)
    reader = _Reader(collector)
    for file, document in documents:
        for section in _KEYS:
            reader.section(file, section, document)
    reader.finish()
    if problems is None and len(collector.found) > before:
        raise LawError(collector.found)
    return reader.vocabulary


class _Reader:
    def __init__(self, problems: Collector) -> None:
        self.vocabulary = Vocabulary()
        self.problems = problems
        self.places: dict[tuple[str, str], tuple[str, int]] = {}  # section and id to file and line

    def section(self, file: str, section: str, document: Mapping[str, Any]) -> None:
        rows = document.get(section)
        if rows is None:
            return
        if not isinstance(rows, list):
            self.problems.add(file, 0, section, "is a list of mappings: [{id: …}, …]")
            return
        for number, row in enumerate(rows):
            try:
                self._row(file, section, row)
            except (Fault, ValueError) as fault:
                line = row.line if isinstance(row, Mapped) else 0
                self.problems.add(file, line, f"{section}[{number}]", str(fault), "vocabulary")

    def _row(self, file: str, section: str, row: Any) -> None:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise Fault("is a mapping with an id")
        id = row["id"]
        for key in row:
            if key not in _KEYS[section]:
                hint = "".join(f"; did you mean {word}?" for word in near(key, sorted(_KEYS[section]), 1))
                raise Fault(f"{id} has the unknown key {key!r}{hint}")
        if (section, id) in self.places:
            other, line = self.places[section, id]
            raise Fault(f"{id} is declared twice, first at {other}:{line}; keep one")
        self.places[section, id] = (file, row.line if isinstance(row, Mapped) else 0)
        getattr(self, f"_{section}")(id, row)

    def _attributes(self, id: str, row: dict[str, Any]) -> None:
        of, type = str(row.get("of")), str(row.get("type"))
        if of not in get_args(Of):
            raise Fault(f"{id} has of: {of}; it is one of {', '.join(get_args(Of))}")
        if type not in get_args(Type):
            raise Fault(f"{id} has type: {type}; it is one of {', '.join(get_args(Type))}")
        unit, scheme = row.get("unit") or "", row.get("scheme") or ""
        if type == "quantity" and not is_unit(unit):
            raise Fault(f"{id} has the unit {unit!r}, which is not known; write it as pint does, like g/cm^3")
        if type in SCHEMES and scheme not in SCHEMES[type]:
            raise Fault(f"{id} has scheme: {scheme!r}; it is one of {', '.join(sorted(SCHEMES[type]))}")
        values = tuple(_choice(id, value) for value in row.get("values") or ())
        if type == "choice" and not values:
            raise Fault(f"{id} is a choice without values")
        self.vocabulary.attributes[id] = Attribute(
            id=id, of=cast(Of, of), type=cast(Type, type), unit=unit, scheme=scheme, values=values,
            question=_text(row, "question"), hint=_text(row, "hint"), who=row.get("who") or "exporter",
            near=_words(row, "near"), order=len(self.vocabulary.attributes),
        )  # fmt: skip

    def _kinds(self, id: str, row: dict[str, Any]) -> None:
        self.vocabulary.kinds[id] = Kind(
            id=id, name=_text(row, "name"), also=_words(row, "also"), ask=_words(row, "ask"),
            order=len(self.vocabulary.kinds),
        )  # fmt: skip

    def _declarations(self, id: str, row: dict[str, Any]) -> None:
        days = row.get("days")
        if days is not None and not str(days).isdigit():
            raise Fault(f"{id} has days: {days}; write a number of days")
        self.vocabulary.declarations[id] = DeclarationKind(
            id=id, answers=_words(row, "answers"), closes=_words(row, "closes"),
            days=None if days is None else int(days), question=_text(row, "question"),
        )  # fmt: skip

    def finish(self) -> None:
        """What can be checked only when all files are read: that parents and attributes named exist."""
        vocabulary = self.vocabulary
        for kind in vocabulary.kinds.values():
            for id in (*kind.also, *filter(None, [kind.id.rpartition(".")[0]])):
                if id not in vocabulary.kinds:
                    self._complain(
                        "kinds",
                        kind.id,
                        f"stands under {id}, which is not declared",
                        near(id, vocabulary.kinds),
                    )
            for id in kind.ask:
                self._named("kinds", kind.id, "asks for", id)
        for declaration in vocabulary.declarations.values():
            for id in declaration.answers:
                self._named("declarations", declaration.id, "answers", id)
        for attribute in vocabulary.attributes.values():
            for id in attribute.near:
                self._named("attributes", attribute.id, "is near", id)
        if not any(problem.path.startswith("kinds") for problem in self.problems.found):
            try:
                len(vocabulary.graph)
            except KindError as error:
                self.problems.add("law/vocabulary", 0, "kinds", str(error), "vocabulary")

    def _named(self, section: str, id: str, verb: str, attribute: str) -> None:
        if attribute not in self.vocabulary.attributes:
            hints = near(attribute, self.vocabulary.attributes)
            self._complain(section, id, f"{verb} {attribute}, which no file declares", hints)

    def _complain(self, section: str, id: str, message: str, hints: list[str]) -> None:
        file, line = self.places[section, id]
        hint = f"; near: {', '.join(hints)}" if hints else ""
        self.problems.add(file, line, f"{section}.{id}", f"{id} {message}{hint}", "vocabulary")


def _choice(id: str, value: Any) -> Choice:
    if isinstance(value, str):
        return Choice(value)
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise Fault(f"{id} has a value that is neither a word nor a mapping with an id")
    return Choice(value["id"], {key: text for key, text in value.items() if key != "id"})


def _text(row: dict[str, Any], key: str) -> Text:
    value = row.get(key) or {}
    return {"en": value} if isinstance(value, str) else dict(value)


def _words(row: dict[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key) or []
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise Fault(f"{row['id']} has {key}: that is no list of words")
    return tuple(words)
