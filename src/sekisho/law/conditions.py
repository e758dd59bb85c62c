"""Reads the mapping of a `when` into a condition tree, as docs/reference/law-files.md describes it.

Everything is typed by the vocabulary: limits get the unit of their attribute, paths their hierarchy. What
cannot be read raises Fault with the line and the path inside the condition; what can be read but speaks of an
object that is not in sight is collected in `faults`, and reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any as Anything
from typing import Protocol

from attrs import define, evolve, field

from sekisho.logic import conditions as c
from sekisho.logic.scope import LIST_KINDS
from sekisho.logic.values import Path, Value

from .groups import parse_group
from .problems import Fault
from .total_text import read_total
from .yaml_text import Listed, Mapped, line_of

COMPARISONS = ("equals", "one_of", "at_least", "at_most", "above", "below")
PLACES = ("from", "to", "final", "via", "origin")
_OF_PARTIES = ("residence", "country", "nationality")
CHANNELS = ("contract", "document", "message", "press", "notice")
_NAME = re.compile(r"^[a-z]$")


class AttributeLike(Protocol):
    """What the reader needs of an attribute."""

    @property
    def of(self) -> str: ...
    @property
    def type(self) -> str: ...


class Words(Protocol):
    """What the words of a condition mean: the vocabulary with the derived attributes, the terms and the
    person tests.
    """

    def attribute(self, id: str) -> AttributeLike | None:
        """The attribute of an id, plain or derived."""

    def read_limit(self, id: str, text: str, country: str) -> Value:
        """A limit or value of an attribute; ValueError says what is wrong with the text."""

    def code(self, text: str) -> Path:
        """A control code `list:path`; ValueError for anything else."""

    def term_of(self, id: str) -> str | None:
        """The kind of object that a term is about; None for a term that nobody declares."""

    def test_of(self, id: str) -> str | None:
        """The kind of object that a person test is about; None where nobody declares it."""


@define
class Reader:
    """Reads conditions in one place: `country` whose codes are meant, `kinds` of object in sight, names that
    are bound.
    """

    words: Words
    country: str = ""
    kinds: frozenset[str] = frozenset({"transaction", "item"})
    names: Mapping[str, str] = field(factory=dict)  # name to "entry" or the kind of the bound object
    path: str = "when"
    line: int = 0
    faults: list[Fault] = field(factory=list)

    def read(self, node: Anything) -> c.Condition:
        """The tree of a mapping; `{}` is always. Raises Fault."""
        if not isinstance(node, dict):
            raise self._fault(f"a condition is a mapping, not {_shown(node)}; write {{attribute: value}}")
        parts = tuple(self._key(key, value, node) for key, value in node.items())
        if not parts:
            return c.ALWAYS
        return parts[0] if len(parts) == 1 else c.All(parts)

    # --- one key

    def _key(self, key: str, value: Anything, holder: Anything) -> c.Condition:
        line = holder.line_of(key) if isinstance(holder, Mapped) else self.line
        inner = evolve(self, path=f"{self.path}.{key}", line=line)
        try:
            return inner._read_key(key, value)
        except Fault as fault:
            if not fault.line:
                fault.line = line
            if not fault.path:
                fault.path = inner.path
            raise

    def _read_key(self, key: str, value: Anything) -> c.Condition:
        special = getattr(self, f"_read_{key}", None) if key in _SPECIAL else None
        if special is not None:
            return special(value)  # type: ignore[no-any-return]
        if key in LIST_KINDS:
            return self._quantified(key, value)
        if _NAME.match(key):
            return self._bound(key, value)
        return self._attribute(key, value)

    def _read_all(self, value: Anything) -> c.Condition:
        return c.All(self._several(value))

    def _read_any(self, value: Anything) -> c.Condition:
        return c.Any(self._several(value))

    def _read_not(self, value: Anything) -> c.Condition:
        return c.Not(self.read(value))

    def _several(self, value: Anything) -> tuple[c.Condition, ...]:
        if not isinstance(value, list) or not value:
            raise self._fault("needs a list of conditions: [{…}, {…}]")
        lines = value.lines if isinstance(value, Listed) else [self.line] * len(value)
        return tuple(
            evolve(self, path=f"{self.path}[{number}]", line=line).read(part)
            for number, (part, line) in enumerate(zip(value, lines, strict=True))
        )

    def _read_term(self, value: Anything) -> c.Condition:
        id = self._text(value, "the id of a term")
        of = self.words.term_of(id)
        if of is None:
            raise self._fault(f"no law file declares the term {id!r}", "dangling")
        if of not in self.kinds:
            self._complain(f"the term {id!r} is about {_a(of)}, and none is in sight here", "scope")
        return c.TermRef(id)

    def _read_classified(self, value: Anything) -> c.Condition:
        return c.Classified(*self._codes(value))

    def _read_place(self, value: Anything) -> c.Condition:
        given = self._mapping(value, {"at", "in", "not_in"}, "{at: to, in: GROUP}")
        ends = self._texts(given.get("at"), f"at: {', '.join((*PLACES, *_OF_PARTIES))}")
        for end in ends:
            known = None if end in PLACES else self.words.attribute(end)
            of_party = end in _OF_PARTIES or (
                known is not None and known.type == "path" and known.of == "party"
            )
            if end not in PLACES and not of_party:
                words = f"{', '.join(PLACES)}, or a place of a party ({', '.join(_OF_PARTIES)} …)"
                raise self._fault(f"no place {end!r}; `at` is one of {words}")
            if of_party and "party" not in self.kinds:
                self._complain(f"the {end} of no party is in sight; bind or quantify a party", "scope")
        if ("in" in given) == ("not_in" in given):
            raise self._fault("needs either `in` or `not_in`")
        group = given.get("in", given.get("not_in"))
        text = " + ".join(self._texts(group, "a group"))
        return c.PlaceTest(ends, parse_group(text), "not_in" in given)

    def _read_knows(self, value: Anything) -> c.Condition:
        given = self._mapping(value, {"that", "by"}, "{that: {…}, by: [contract, …]}")
        if "that" not in given:
            raise self._fault("needs `that`: the condition of which there is knowledge")
        channels = self._texts(given["by"], "by") if "by" in given else ()
        for channel in channels:
            if channel not in CHANNELS:
                raise self._fault(f"no channel {channel!r}; `by` holds {', '.join(CHANNELS)}")
        return c.Knows(evolve(self, path=f"{self.path}.that").read(given["that"]), channels)

    def _read_person(self, value: Anything) -> c.Condition:
        id = self._text(value, "the id of a test")
        of = self.words.test_of(id)
        if of is None:
            raise self._fault(f"no `tests:` declares the person test {id!r}", "dangling")
        if of not in self.kinds:
            self._complain(f"the test {id!r} is about {_a(of)}, and none is in sight here", "scope")
        return c.Person(id)

    def _read_unknowable(self, value: Anything) -> c.Condition:
        id = self._text(value, "an attribute")
        self._known(id)
        return c.Unknowable(id)

    def _read_unread(self, value: Anything) -> c.Condition:
        return c.Unread(self._text(value, "what was not read"))

    def _read_unsettled(self, value: Anything) -> c.Condition:
        return c.Unsettled(self._text(value, "the open question"))

    def _read_listed(self, value: Anything) -> c.Condition:
        if "party" not in self.kinds:
            self._complain("`listed` asks about a party, and none is in sight; bind or quantify one", "scope")
        lists = tuple(c.Listed(id) for id in self._texts(value, "a list of parties"))
        return lists[0] if len(lists) == 1 else c.Any(lists)

    def _read_total(self, value: Anything) -> c.Condition:
        return read_total(self, value)

    def _read_same_heading(self, value: Anything) -> c.Condition:
        given = self._mapping(value, {"as", "depth"}, "{as: e, depth: 2}")
        name, depth = given.get("as"), given.get("depth")
        if self.names.get(str(name)) != "entry":
            raise self._fault(f"`as` names {_shown(name)}, which no `for_each` binds to an entry")
        if not isinstance(depth, str) or not depth.isdigit():
            raise self._fault(f"`depth` is a number of segments, not {_shown(depth)}")
        return c.SameHeading(str(name), int(depth))

    def _read_rows(self, value: Anything) -> c.Condition:
        """Reads `rows: TABLE` with its keys beside it."""
        given = self._mapping(value, {"of", "in", "reason"}, "{of: e, in: us.ccl-rows, reason: [NS]}")
        name, table = given.get("of"), self._text(given.get("in"), "the id of a table of rows")
        if self.names.get(str(name)) != "entry":
            raise self._fault(f"`of` names {_shown(name)}, which nothing binds to an entry")
        reasons = self._texts(given["reason"], "reasons") if "reason" in given else ()
        return c.EntryRows(table, str(name), reasons)

    def _read_some_entry(self, value: Anything) -> c.Condition:
        given = self._mapping(value, {"as", "in", "but", "that"}, "{as: e, in: [LIST], that: {…}}")
        name = self._text(given.get("as"), "one small letter")
        if not _NAME.match(name):
            raise self._fault(f"`as` is one small letter, not {_shown(name)}")
        texts = self._texts(given.get("in"), "lists or codes")
        paths = self._coded(tuple(t if ":" in t else f"{t}:*" for t in texts))
        but = self._coded(self._texts(given["but"], "codes")) if "but" in given else ()
        inner = evolve(self, names={**self.names, name: "entry"}, path=f"{self.path}.that")
        return c.SomeEntry(name, paths, but, inner.read(given.get("that", {})))

    # --- lists, names, attributes

    def _quantified(self, name: str, value: Anything) -> c.Condition:
        given = self._mapping(value, {"some", "every", "none"}, "{some: {…}}, {every: {…}} or {none: {…}}")
        if not given:
            raise self._fault("needs `some`, `every` or `none`")
        parts = []
        for quantifier, inner in given.items():
            reader = evolve(self, kinds=self.kinds | {LIST_KINDS[name]}, path=f"{self.path}.{quantifier}")
            condition = reader.read({} if inner is None else inner)
            parts.append(c.Quantified(name, quantifier, condition))  # type: ignore[arg-type]
        return parts[0] if len(parts) == 1 else c.All(tuple(parts))

    def _bound(self, name: str, value: Anything) -> c.Condition:
        kind = self.names.get(name)
        if kind is None:
            raise self._fault(f"the name {name!r} is not bound; add `for_each` to the requirement", "names")
        if kind == "entry":
            return c.EntryUnder(name, *self._codes(value))
        return c.Bound(name, evolve(self, kinds=self.kinds | {kind}).read(value))

    def _attribute(self, id: str, value: Anything) -> c.Condition:
        attribute = self._known(id)
        if attribute.type == "path":
            return self._path(id, value)
        if attribute.type == "set":
            return self._set(id, value)
        if isinstance(value, list):
            return self._comparison(id, "one_of", value)
        if not isinstance(value, dict):
            return self._comparison(id, "equals", value)
        parts = tuple(self._comparison(id, operator, limit) for operator, limit in value.items())
        if not parts:
            raise self._fault(f"needs an operator: {', '.join(COMPARISONS)}")
        return parts[0] if len(parts) == 1 else c.All(parts)

    def _comparison(self, id: str, operator: str, limit: Anything) -> c.Condition:
        if operator not in COMPARISONS:
            raise self._fault(f"no operator {operator!r} for {id!r}; use {', '.join(COMPARISONS)}")
        if operator == "one_of":
            return c.Compare(
                id, "one_of", tuple(self.value(id, text) for text in self._texts(limit, "values"))
            )
        text = self._text(limit, "one value")
        if operator != "equals" and self.words.attribute(text) is not None:
            return c.Compare(id, operator, c.AttributeRef(text))  # type: ignore[arg-type]
        return c.Compare(id, operator, self.value(id, text))  # type: ignore[arg-type]

    def _path(self, id: str, value: Anything) -> c.Condition:
        if isinstance(value, dict):
            given = self._mapping(value, {"under", "equals", "one_of", "but"}, "{under: […], but: […]}")
            wanted = [given[key] for key in ("under", "equals", "one_of") if key in given]
            if len(wanted) != 1:
                raise self._fault("needs `under` once")
            return c.Under(
                id, self._paths(id, wanted[0]), self._paths(id, given["but"]) if "but" in given else ()
            )
        return c.Under(id, self._paths(id, value))

    def _paths(self, id: str, value: Anything) -> tuple[Path, ...]:
        found: list[Path] = []
        for text in self._texts(value, "paths"):
            read = self.value(id, text)
            found.extend(read if isinstance(read, tuple) else [read])
        return tuple(found)

    def _set(self, id: str, value: Anything) -> c.Condition:
        if not isinstance(value, dict):
            value = {"some": value}
        parts = []
        for key, members in value.items():
            quantifier = {"one_of": "some", "equals": "some"}.get(key, key)
            if quantifier not in {"some", "every", "none", "only"}:
                raise self._fault(f"no operator {key!r} for a set; use some, every, none or only")
            names = self._texts(members, "members")
            for name in names:
                self.value(id, name)
            parts.append(c.Contains(id, quantifier, names))
        if not parts:
            raise self._fault("needs some, every, none or only")
        return parts[0] if len(parts) == 1 else c.All(tuple(parts))

    # --- values

    def value(self, id: str, text: str) -> Anything:
        """A typed value of an attribute. Raises Fault."""
        try:
            value = self.words.read_limit(id, text, self.country)
        except ValueError as error:
            raise self._fault(str(error)) from None
        return value

    def _codes(self, value: Anything) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        if isinstance(value, dict):
            given = self._mapping(value, {"under", "but"}, "{under: […], but: […]}")
            but = self._texts(given["but"], "codes") if "but" in given else ()
            return self._coded(self._texts(given.get("under"), "codes")), self._coded(but)
        return self._coded(self._texts(value, "codes list:path")), ()

    def _coded(self, texts: tuple[str, ...]) -> tuple[Path, ...]:
        try:
            return tuple(self.words.code(text) for text in texts)
        except ValueError as error:
            raise self._fault(str(error)) from None

    def _known(self, id: str) -> AttributeLike:
        attribute = self.words.attribute(id)
        if attribute is None:
            raise self._fault(
                f"the vocabulary has no attribute {id!r}; declare it or mend the name", "vocabulary"
            )
        if attribute.of not in self.kinds:
            hint = "; bind it with `for_each` or use `parties: {some: …}`" if attribute.of == "party" else ""
            self._complain(f"{id!r} belongs to {_a(attribute.of)}, and none is in sight here{hint}", "scope")
        return attribute

    # --- shapes

    def _mapping(self, value: Anything, keys: set[str], form: str) -> Mapping[str, Anything]:
        if not isinstance(value, dict):
            raise self._fault(f"is written {form}, not {_shown(value)}")
        extra = [key for key in value if key not in keys]
        if extra:
            raise self._fault(f"has no key {extra[0]!r}; it is written {form}")
        return value

    def _text(self, value: Anything, what: str) -> str:
        if not isinstance(value, str) or not value:
            raise self._fault(f"needs {what}, not {_shown(value)}")
        return value

    def _texts(self, value: Anything, what: str) -> tuple[str, ...]:
        members = value if isinstance(value, list) else [value]
        if not members:
            raise self._fault(f"needs {what}; the list is empty")
        return tuple(self._text(member, what) for member in members)

    def _fault(self, message: str, rule: str = "format") -> Fault:
        return Fault(message, self.line, self.path, rule)

    def _complain(self, message: str, rule: str) -> None:
        self.faults.append(Fault(message, self.line, self.path, rule))


_SPECIAL = frozenset(
    {
        "all",
        "any",
        "not",
        "term",
        "classified",
        "place",
        "knows",
        "person",
        "unknowable",
        "unread",
        "unsettled",
        "listed",
        "total",
        "same_heading",
        "rows",
        "some_entry",
    }
)


def _shown(value: Anything) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return f"a mapping (line {line_of(value)})"
    return repr(value)


def _a(kind: str) -> str:
    word = kind.replace("_", " ")
    return f"{'an' if word[0] in 'aeio' else 'a'} {word}"
