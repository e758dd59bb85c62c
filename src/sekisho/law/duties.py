"""Makes terms, requirements, reliefs, bars, licence kinds and suspensions out of records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, evolve, field

from sekisho.logic.scope import LIST_KINDS

from . import model as m
from .provisions import IN_ERROR, Maker, capped, requires_of
from .selectors import Universe
from .source import Record, texts_of, words_of

SEEN_FROM = {
    "item": ("transaction", "item"),
    "party": ("transaction", "item", "party"),
    "transaction": ("transaction",),
}


@define(eq=False)
class DutyMaker(Maker):
    """Makes the provisions that demand, relieve and stop. `universe`: the ids that they may name."""

    universe: Universe = field(factory=Universe)
    bound: dict[str, str] = field(factory=dict)  # every name that a requirement binds, with its kind
    term_kinds: dict[str, str] = field(factory=dict)  # terms, and additions as the terms they add to

    def _id(self, record: Record) -> str:
        id = record.data.get("id")
        if not isinstance(id, str) or not id:
            self.problems.add(record.file, record.line, record.path, "has no `id`; give it one")
            return f"{record.instrument}.{record.section}.{record.index}"
        return id

    # --- terms

    def term(self, record: Record) -> m.Term:
        """A named condition."""
        id, of = self._id(record), self._of(record)
        kinds = SEEN_FROM[of]
        when = record.data.get("when")
        made = None if when is None else self.when(record, kinds)
        return m.Term(**self.common(record, id, kinds), of=of, when=made)  # type: ignore[arg-type]

    def addition(self, record: Record) -> m.Addition:
        """What an instrument adds to a term."""
        target = str(record.data.get("to") or "")
        kinds = self._target(record, "to", target)
        return m.Addition(
            **self.common(record, self._id(record), kinds), to=target, when=self.when(record, kinds)
        )

    def take(self, record: Record) -> m.Take:
        """What an instrument takes from a term or from an addition."""
        target = str(record.data.get("from") or "")
        kinds = self._target(record, "from", target)
        return m.Take(
            **self.common(record, self._id(record), kinds), target=target, when=self.when(record, kinds)
        )

    def _of(self, record: Record) -> str:
        return str(self.choice(record, "of", tuple(SEEN_FROM), "item"))

    def _target(self, record: Record, key: str, target: str) -> tuple[str, ...]:
        of = self.term_kinds.get(target)
        if of is None:
            message = f"no law file declares the term{' or addition' if key == 'from' else ''} {target!r}"
            self.problems.add(record.file, record.line_of(key), f"{record.path}.{key}", message, "dangling")
        return SEEN_FROM.get(of or "item", SEEN_FROM["item"])

    # --- requirements

    def requirement(self, record: Record) -> m.Requirement:
        """A provision that demands, forbids or orders."""
        data, id = record.data, self._id(record)
        for_each, names = self.for_each(record)
        scope = self.choice(record, "scope", ("item", "transaction"), "item")
        kinds = ("transaction", "item") if scope == "item" else ("transaction",)
        shared = self.common(record, id, kinds, names)
        when = self.when(record, kinds, names)
        if shared["certainty"] == "pointer":
            what = shared["title"].get("en") or shared["cite"] or id
            when = capped(when, what)
            shared["versions"] = _capped_versions(shared["versions"], what)
        reach = str(data.get("reach") or "")
        if reach and reach not in self.term_kinds:
            message = f"no law file declares the term {reach!r}"
            self.problems.add(
                record.file, record.line_of("reach"), f"{record.path}.reach", message, "dangling"
            )
            reach, when = "", capped(when, IN_ERROR)
        requires = data.get("requires")
        if requires is None and shared["could_be"]:
            requires = requires_of(shared["could_be"])
        else:
            requires = self.choice(record, "requires", m.Requires, "licence")
        layers = ("list", "party", "end-use", "country", "reach")
        if "layer" not in data:
            self.problems.add(
                record.file, record.line, record.path, f"has no `layer`; one of {', '.join(layers)}"
            )
        return m.Requirement(
            **shared,
            layer=self.choice(record, "layer", layers, "list"),
            requires=requires,  # type: ignore[arg-type]
            reach=reach,
            when=when,
            for_each=for_each,
            scope=scope,
            reason=str(data.get("reason") or ""),
            binds=str(data.get("binds") or "exporter"),
            policy=self.policy(data.get("policy"), record, kinds, names),
            procedure=str(data.get("procedure") or ""),
            door=str(data.get("door") or ""),
            yields_to=self._yields(record),
            message=words_of(data.get("message")),
        )

    def _yields(self, record: Record) -> tuple[str, ...]:
        if "yields_to" not in record.data:
            return ()
        patterns = texts_of(record.data["yields_to"])
        every, _ = self.universe.expand(patterns, ("requirements",), record, "yields_to", self.problems)
        return tuple(sorted(every - {str(record.data.get("id"))}))

    def for_each(self, record: Record) -> tuple[m.ForEach | None, dict[str, str]]:
        """What makes the instances of a requirement, and the name that it binds."""
        given = record.data.get("for_each")
        if given is None:
            return None, {}
        path, line = f"{record.path}.for_each", record.line_of("for_each")
        form = "{entry: e, in: [LIST]}, {party: p, role: […]} or {member: n, over: LIST}"
        if not isinstance(given, Mapping) or not given.keys() & {"entry", "party", "member"}:
            self.problems.add(record.file, line, path, f"is written {form}")
            return None, {}
        kind = next(key for key in ("entry", "party", "member") if key in given)
        name = str(given[kind])
        over = str(given.get("over") or "") if kind == "member" else kind
        allowed = {"entry": {"entry", "in", "but"}, "party": {"party", "role"}, "member": {"member", "over"}}[
            kind
        ]
        wrong = [key for key in given if key not in allowed]
        if wrong or not (len(name) == 1 and name.islower()) or (kind == "member" and over not in LIST_KINDS):
            self.problems.add(record.file, line, path, f"is written {form}; the name is one small letter")
        lists = self._codes(given.get("in"), record) if kind == "entry" else ()
        but = self._codes(given.get("but"), record) if kind == "entry" else ()
        bound = {"entry": "entry", "party": "party"}.get(kind, LIST_KINDS.get(over, "item"))
        return m.ForEach(name, over, texts_of(given.get("role")), lists, but), {name: bound}

    def _codes(self, value: Any, record: Record) -> tuple[Any, ...]:
        found = []
        for text in texts_of(value):
            try:
                found.append(self.words.code(text if ":" in text else f"{text}:*"))
            except ValueError as error:
                line = record.line_of("for_each")
                self.problems.add(record.file, line, f"{record.path}.for_each", str(error))
        return tuple(found)

    # --- reliefs

    def relief(self, record: Record) -> m.Relief:
        """An exception, exemption or general licence."""
        data = record.data
        shared = self.common(record, self._id(record), names=self.bound)
        when = self.when(record, names=self.bound)
        if shared["certainty"] == "pointer":
            when = capped(when, shared["title"].get("en") or shared["id"])
            shared["versions"] = _capped_versions(
                shared["versions"], shared["title"].get("en") or shared["id"]
            )
        return m.Relief(
            **shared,
            lifts=self.universe.selector(
                data.get("lifts"), ("requirements",), record, "lifts", self.problems
            ),
            by=self.choice(record, "by", ("rule", "choice"), "choice"),
            becomes=self.choice(
                record, "becomes", ("none", "authorised", "notification", "licence"), "licence"
            ),
            when=when,
            steps=tuple(words_of(step) for step in data.get("steps") or ()),
            procedure=str(data.get("procedure") or ""),
            prevails_over=texts_of(data.get("prevails_over")),
        )

    def bar(self, record: Record) -> m.Bar:
        """What shuts a relief, a kind of licence or another bar."""
        kinds = ("reliefs", "licences", "bars")
        return m.Bar(
            **self.common(record, self._id(record), names=self.bound),
            bars=self.universe.selector(record.data.get("bars"), kinds, record, "bars", self.problems),
            when=self.when(record, names=self.bound),
        )

    def licence(self, record: Record) -> m.LicenceKind:
        """A kind of licence that may be put forward."""
        data = record.data
        barred = data.get("barred_when")
        months = data.get("validity_months")
        if months is not None and not str(months).isdigit():
            self.problems.add(
                record.file,
                record.line_of("validity_months"),
                record.path,
                f"`validity_months` is a whole number, not {months!r}",
            )
            months = None
        return m.LicenceKind(
            **self.common(record, self._id(record), names=self.bound),
            serves=self.universe.selector(data.get("for"), ("requirements",), record, "for", self.problems),
            barred_when=None
            if barred is None
            else self.condition(barred, record, "barred_when", names=self.bound),
            validity_months=int(months) if months else None,
            clock_in_force=str(data.get("valid_on") or ""),
        )

    def suspension(self, record: Record) -> m.Suspension | None:
        """An instrument's stop of other provisions."""
        data = record.data
        start = self.day(record, "from")
        if start is None:
            self.problems.add(
                record.file, record.line, record.path, "has no `from`: the first day of the suspension"
            )
            return None
        kinds = ("requirements", "reliefs", "bars", "licences", "terms", "adds", "takes", "entries", "rows")
        every, _ = self.universe.expand(texts_of(data.get("of")), kinds, record, "of", self.problems)
        instrument = self.instruments.get(record.instrument)
        return m.Suspension(
            id=self._id(record),
            instrument=record.instrument,
            authority=self.authority_of(record),
            of=every,
            start=start,
            until=self.day(record, "until"),
            last_day=self.choice(record, "last_day", ("stated", "unstated"), "stated"),
            afterwards=self.choice(record, "afterwards", ("returns", "lapses", "unconfirmed"), "unconfirmed"),
            entries=self.choice(record, "entries", ("", "suspended"), ""),
            known_from=self.day(record, "known_from") or (instrument.published if instrument else None),
            reported={k: str(v) for k, v in (data.get("reported") or {}).items()},
            cite=str(data.get("cite") or ""),
            party=str(data.get("party") or ""),
        )


def _capped_versions(versions: tuple[m.Version, ...], what: str) -> tuple[m.Version, ...]:
    return tuple(
        evolve(v, body={**v.body, "when": capped(v.body["when"], what)}) if "when" in v.body else v
        for v in versions
    )
