"""Makes provisions out of records: their versions, conditions, selectors.

A part that cannot be read is named as a problem, and an `unread` condition stands in its place: an error in a
law file may widen an answer and never silences a duty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from attrs import define, evolve, field

from sekisho.logic.conditions import ALWAYS, All, Condition, Unread
from sekisho.logic.values import Path

from . import model as m
from .conditions import Reader, Words
from .problems import Collector, Fault
from .source import Record, day_of, rows_of, texts_of, words_of

_FORCE_KEYS = {
    "from",
    "until",
    "known_from",
    "state",
    "first_day",
    "last_day",
    "when",
    "by",
    "cite",
    "notes",
    "source",
}
_BODY_KEYS = {
    "when",
    "policy",
    "hs_hint",
    "requires",
    "title",
    "cite",
    "model",
    "name",
    "procedure",
    "could_be",
    "certainty",
    "door",
    "becomes",
    "steps",
    "display",
}
_SEVERITY_REQUIRES = {
    "prohibited": "prohibition",
    "licence-required": "licence",
    "notify": "notification",
    "authorised": "notification",
}
IN_ERROR = "the law file is in error here; see `sekisho law lint`"


@define(eq=False)
class Maker:
    """Makes typed provisions. `instruments`: those already made, for what provisions inherit from them."""

    words: Words
    problems: Collector
    instruments: dict[str, m.Instrument] = field(factory=dict)

    # --- parts

    def condition(
        self,
        node: Any,
        record: Record,
        key: str = "when",
        kinds: Iterable[str] = ("transaction", "item"),
        names: Mapping[str, str] | None = None,
        holder: Any = None,
    ) -> Condition:
        """The condition of a record; an `unread` leaf with a problem where it cannot be read."""
        authority = self.authority_of(record)
        line = (holder if holder is not None else record.data).line_of(key)
        reader = Reader(self.words, authority, frozenset(kinds), names or {}, f"{record.path}.{key}", line)
        try:
            condition = reader.read(node)
        except Fault as fault:
            self.problems.note(record.file, fault)
            condition = Unread(IN_ERROR)
        for minor in reader.faults:
            self.problems.note(record.file, minor)
        return condition

    def day(self, record: Record, key: str, holder: Any = None) -> date | None:
        """A day of a record or of one of its rows."""
        return day_of((holder or record.data).get(key), record, key, self.problems, holder)

    def choice(self, record: Record, key: str, allowed: Any, default: str, holder: Any = None) -> Any:
        """One of a few words, or the default (with a problem where the word is another)."""
        value = (holder or record.data).get(key)
        values = get_args(allowed) or tuple(allowed)
        if value is None:
            return default
        if value not in values:
            line = (holder or record.data).line_of(key)
            message = f"{value!r} is not one of {', '.join(v for v in values if v)}"
            self.problems.add(record.file, line, f"{record.path}.{key}", message)
            return default
        return value

    def authority_of(self, record: Record) -> str:
        """The authority of a record: its own, its instrument's, its folder's."""
        own = record.data.get("authority")
        if isinstance(own, str):
            return own
        instrument = self.instruments.get(record.instrument)
        return instrument.authority if instrument else record.authority

    def versions(
        self,
        record: Record,
        kinds: Iterable[str] = ("transaction", "item"),
        names: Mapping[str, str] | None = None,
    ) -> tuple[m.Version, ...]:
        """The force of a provision: its `force` or `versions`, else that of its instrument."""
        data, instrument = record.data, self.instruments.get(record.instrument)
        if "force" in data and "versions" in data:
            self.problems.add(
                record.file, record.line, record.path, "has `force` and `versions`; keep one of them"
            )
        key = "versions" if "versions" in data else "force"
        if data.get(key) is None:
            return instrument.versions if instrument else (m.Version(),)
        rows = []
        for row in rows_of(data[key]):
            body = {name: row[name] for name in row if key == "versions" and name in _BODY_KEYS}
            for name in row:
                if name not in _FORCE_KEYS and not (key == "versions" and name in _BODY_KEYS):
                    self.problems.add(
                        record.file,
                        row.line_of(name),
                        f"{record.path}.{key}.{name}",
                        "no such key in a row of force",
                        "unknown-key",
                    )
            by = str(row.get("by") or "")
            maker = self.instruments.get(by) or (instrument if not by else None)
            if by and by not in self.instruments:
                self.problems.add(
                    record.file,
                    row.line_of("by"),
                    f"{record.path}.{key}.by",
                    f"no law file declares the instrument {by!r}",
                    "dangling",
                )
            rows.append(
                m.Version(
                    start=self.day(record, "from", row),
                    until=self.day(record, "until", row),
                    known_from=self.day(record, "known_from", row) or (maker.published if maker else None),
                    state=self.choice(record, "state", m.State, "in-force", row),
                    when=self.condition(row["when"], record, "when", kinds, names, row)
                    if key == "force" and row.get("when") is not None
                    else ALWAYS,
                    first_day=self.choice(record, "first_day", ("stated", "unstated"), "stated", row),
                    last_day=self.choice(record, "last_day", ("stated", "unstated"), "stated", row),
                    by=by,
                    body=self._body(record, body, row, kinds, names),
                )
            )
        return tuple(rows)

    def _body(
        self, record: Record, given: dict[str, Any], row: Any, kinds: Any, names: Any
    ) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for key, value in given.items():
            if key == "when":
                body[key] = self.condition(value, record, "when", kinds, names, row)
            elif key == "policy":
                body[key] = self.policy(value, record, kinds, names, row)
            elif key == "hs_hint":
                body[key] = self.hints(value, record)
            elif key == "steps":
                body[key] = tuple(words_of(step) for step in value or ())
            elif key in {"title", "name"}:
                body["title"] = words_of(value)
            else:
                body[key] = value
        return body

    def policy(
        self, rows: Any, record: Record, kinds: Any, names: Any, holder: Any = None
    ) -> tuple[m.PolicyRow, ...]:
        """Ordered rows of a licensing policy."""
        found = []
        for row in rows_of(rows):
            policy = self.choice(
                record,
                "is",
                ("presumption-of-approval", "case-by-case", "presumption-of-denial", "policy-of-denial"),
                "",
                row,
            )
            when = row.get("when")
            condition = ALWAYS if when is None else self.condition(when, record, "when", kinds, names, row)
            if policy:
                found.append(m.PolicyRow(condition, policy))
        return tuple(found)

    def hints(self, codes: Any, record: Record) -> tuple[Path, ...]:
        """Customs codes for finding an entry."""
        found: list[Path] = []
        for text in texts_of(codes):
            try:
                value = self.words.read_limit("hs", text, self.authority_of(record))
                found.extend(value if isinstance(value, tuple) else [value])  # type: ignore[list-item]
            except ValueError as error:
                self.problems.add(
                    record.file, record.line_of("hs_hint"), f"{record.path}.hs_hint", str(error)
                )
        return tuple(found)

    def common(
        self,
        record: Record,
        id: str,
        kinds: Iterable[str] = ("transaction", "item"),
        names: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """What every provision has."""
        data = record.data
        instrument = self.instruments.get(record.instrument)
        return {
            "id": id,
            "instrument": record.instrument,
            "authority": self.authority_of(record),
            "versions": self.versions(record, kinds, names),
            "title": words_of(data.get("title") or data.get("name")),
            "cite": str(data.get("cite") or ""),
            "rank": self.choice(record, "rank", m.Rank, instrument.rank if instrument else "notice"),
            "clock": str(data.get("clock") or ""),
            "certainty": self.choice(record, "certainty", ("read", "pointer"), "read"),
            "could_be": str(data.get("could_be") or ""),
            "checked": self.day(record, "checked") or (instrument.checked if instrument else None),
            "file": record.file,
            "line": record.line,
        }

    # --- provisions

    def instrument(self, record: Record) -> m.Instrument:
        """The instrument of a file."""
        data = record.data
        published = self.day(record, "published")
        made = m.Instrument(
            id=record.instrument,
            authority=str(data.get("authority") or record.authority),
            rank=self.choice(record, "rank", m.Rank, "notice"),
            kind=str(data.get("kind") or ""),
            title=words_of(data.get("title")),
            citation=str(data.get("citation") or ""),
            native=str(data.get("native") or ""),
            published=published,
            checked=self.day(record, "checked"),
            sources=tuple({k: str(v) for k, v in row.items()} for row in rows_of(data.get("sources"))),
            relations=tuple(_relation(row) for row in rows_of(data.get("relations"))),
            notes=words_of(data.get("notes")),
            penalties=tuple(words_of(row) for row in data.get("penalties") or ()),
            items=tuple(str(word) for word in (data.get("concerns") or {}).get("items") or ()),
            parties=tuple(str(word) for word in (data.get("concerns") or {}).get("parties") or ()),
            file=record.file,
        )
        self.instruments[made.id] = made
        versions = self.versions(evolve(record, instrument=made.id)) if data.get("force") else (m.Version(),)
        made = evolve(made, versions=tuple(evolve(v, known_from=v.known_from or published) for v in versions))
        self.instruments[made.id] = made
        return made

    def entry(self, record: Record) -> m.Entry | None:
        """An entry of a control list; its identity is its code."""
        text = record.data.get("code")
        try:
            code = self.words.code(str(text or ""))
        except ValueError as error:
            self.problems.add(record.file, record.line_of("code"), record.path, str(error))
            return None
        shared = self.common(record, str(code), ("transaction", "item"))
        data = record.data
        return m.Entry(
            **shared,
            code=code,
            display=str(data.get("display") or ""),
            when=self.when(record),
            hs_hint=self.hints(data.get("hs_hint"), record),
            model=self.choice(record, "model", m.Model, "full"),
            presumed_for=tuple(Path("kind", tuple(k.split("."))) for k in texts_of(data.get("presumed_for"))),
            notes=words_of(data.get("notes")),
        )

    def when(
        self,
        record: Record,
        kinds: Iterable[str] = ("transaction", "item"),
        names: Mapping[str, str] | None = None,
    ) -> Condition:
        """The `when` of a record; an absent one is always."""
        node = record.data.get("when")
        return ALWAYS if node is None else self.condition(node, record, "when", kinds, names)


def capped(condition: Condition, what: str) -> Condition:
    """The condition with an `unread` leaf: never more than UNKNOWN."""
    leaf = Unread(what)
    return leaf if condition == ALWAYS else All((condition, leaf))


def requires_of(could_be: str) -> str:
    """What a pointer would require at worst: the outcome `could_be` as a requirement."""
    return _SEVERITY_REQUIRES.get(could_be, "licence")


def _relation(row: Mapping[str, Any]) -> dict[str, str]:
    """A relation as texts; a claim in three languages stands under claim, claim_ja and claim_zh."""
    told = {key: str(value) for key, value in row.items() if key != "claim"}
    for language, words in words_of(row.get("claim")).items():
        told["claim" if language == "en" else f"claim_{language}"] = words
    return told
