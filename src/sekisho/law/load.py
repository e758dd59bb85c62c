"""Reads the folder `law/` into a `Law`: everything typed, ids resolved, globs expanded, coverage compiled.

Reading is lenient so that one fault does not hide the next: every fault becomes a `Problem`, and a provision
in error keeps its place with an `unread` condition. `sekisho law lint` reports the problems; a bundle is
built only from law without errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve

from sekisho.logic.conditions import ALWAYS, Unread

from .case_store import pack
from .cases import cases_of
from .compiled import Authority, ControlList, Law, PersonTest, Relation
from .control_tables import add_entries, add_groups, add_rows, add_tables
from .coverage import make_coverage, pointers, unread_rests
from .duties import DutyMaker
from .files import hash_files, law_files
from .model import MEASURE, Derived, Instrument, Lookup, Provision
from .problems import Collector
from .provisions import IN_ERROR, capped
from .rows import make_filing, make_groups, make_parties, make_places, make_procedures, make_tables
from .shape import check_shapes
from .source import Record, Source, plain, read_source, words_of
from .vocabulary import Attribute
from .words import LawWords, make_vocabulary

T = TypeVar("T")


def compile_law(root: Path) -> Law:
    """The law of a folder. Faults are in `problems`."""
    return Compiler(read_source(root)).run(hash_files(root, law_files(root)))


class Compiler:
    """Turns what was read into the law, in the order in which things need each other."""

    def __init__(self, source: Source) -> None:
        """`source`: the records of the law's files."""
        self.source = source
        self.problems = source.problems
        self.law = Law()
        self.misshapen: frozenset[Record] = frozenset()
        self._places: dict[tuple[str, str], Record] = {}  # section and id to where they stand

    def run(self, digest: str) -> Law:
        """The compiled law under the hash of its files."""
        law, source = self.law, self.source
        law.hash = digest
        self.misshapen = check_shapes(source)
        law.derived = self._by_id("derived", self._derived)
        law.person_tests = self._by_id("tests", self._test)
        law.vocabulary = make_vocabulary(source)
        terms = {str(r.data.get("id")): str(r.data.get("of") or "item") for r in source.of("terms")}
        for number, derived in enumerate(law.derived.values(), len(law.vocabulary.attributes)):
            law.vocabulary.attributes.setdefault(
                derived.id,
                Attribute(
                    id=derived.id,
                    of=derived.of,
                    type=derived.type,
                    unit=derived.unit,
                    question=derived.title,
                    who="",
                    order=number,
                ),
            )
        words = LawWords(law.vocabulary, law.derived, terms, law.person_tests)
        maker = DutyMaker(words, self.problems)
        maker.term_kinds = dict(terms)
        for record in source.of("adds"):
            maker.term_kinds[str(record.data.get("id"))] = terms.get(str(record.data.get("to")), "item")
        for record in source.of("instrument"):
            if record.instrument:
                self._put(law.instruments, record.instrument, maker.instrument(record), record)
            else:
                self.problems.add(record.file, record.line, "instrument", "has no `id`; give it one")
        law.authorities = self._by_id("authority", self._authority)
        law.lists = self._by_id("lists", self._list)
        law.parties = make_parties(source, maker)
        for rows in law.parties.values():
            for row in rows:
                maker.universe.add("rows", row.id, row.instrument)
        self._announce(maker)
        self._provisions(maker)
        add_entries(law, source, maker)
        law._index.clear()
        law.places, law.groups = make_places(source, maker), make_groups(source, maker)
        law.procedures, law.tables = make_procedures(source, maker), make_tables(source, maker)
        add_groups(law, source, maker)
        add_tables(law, source)
        add_rows(law, source, maker)
        law.coverage = make_coverage(source, maker)
        law.rests = unread_rests(law)
        law.filing = make_filing(source, maker)
        for requirement in pointers(law.coverage.values()):
            law.requirements[requirement.id] = requirement
        law.expansions = dict(sorted(maker.universe.expansions.items()))
        law.checked = _checked(law.instruments.values())
        law.relations = tuple(self._relations())
        self._plain_sections()
        # A case that cannot be made is named by `sekisho law lint`; the law itself does not rest on it.
        law.case_pages, law.cases_by_provision = pack(cases_of(source, Collector()))
        self._provision_ids()
        law._index.clear()  # built on the way, before every entry had its last form
        law.problems = tuple(sorted(set(self.problems.found)))
        return law

    # --- provisions

    def _announce(self, maker: DutyMaker) -> None:
        """Tell the universe every id before the first selector is read."""
        universe = maker.universe
        universe.instruments.update(self.law.instruments)
        sections = ("requirements", "reliefs", "bars", "licences", "terms", "adds", "takes")
        for section in sections:
            for record in self.source.of(section):
                universe.add(section, str(record.data.get("id")), record.instrument)
        for record in self.source.of("entries"):
            universe.add("entries", str(record.data.get("code")), record.instrument)
        for record in self.source.of("coverage"):
            universe.add("requirements", f"coverage.{record.data.get('id')}", record.instrument)
        for record in self.source.of("requirements"):
            before = len(self.problems.found)
            maker.bound.update(maker.for_each(record)[1])
            del self.problems.found[before:]  # they are noted again when the requirement is made

    def _provisions(self, maker: DutyMaker) -> None:
        law = self.law
        law.entries = self._made("entries", maker.entry)
        self._without_condition()
        law.terms = self._made("terms", maker.term)
        law.additions = self._made("adds", maker.addition)
        law.takes = self._made("takes", maker.take)
        law.requirements = self._made("requirements", maker.requirement)
        law.reliefs = self._made("reliefs", maker.relief)
        law.bars = self._made("bars", maker.bar)
        law.licences = self._made("licences", maker.licence)
        law.suspensions = self._made("suspensions", maker.suspension)

    def _without_condition(self) -> None:
        """An entry without a condition that is no heading would hold for every item; it stands as unread."""
        law = self.law
        bare = [
            e
            for e in law.entries.values()
            if e.when == ALWAYS and not any("when" in v.body for v in e.versions)
        ]
        for entry in bare:
            if not law.children_of(entry.id):
                if entry.model != "pointer":
                    message = "has neither a `when` nor entries below it; write `model: pointer` while unread"
                    self.problems.add(entry.file, entry.line, f"entries[{entry.id}]", message)
                what = entry.title.get("en") or entry.display or entry.id
                law.entries[entry.id] = evolve(entry, when=Unread(what), model="pointer")
        law._index.clear()  # more entries come

    def _made(self, section: str, make: Callable[[Record], Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for record in self.source.of(section):
            try:
                thing = make(record)
            except (AttributeError, TypeError, ValueError):
                if record not in self.misshapen:
                    raise
                continue  # its shape is wrong, and the problem is noted
            if record in self.misshapen and section in {"reliefs", "takes"}:
                # A misspelled key may be the very condition that limits a relief.
                thing = evolve(thing, when=capped(thing.when, IN_ERROR))
            if thing is not None:
                self._put(found, thing.id, thing, record)
        return found

    def _by_id(self, section: str, make: Callable[[Record], T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for record in self.source.of(section):
            id = record.data.get("id")
            if isinstance(id, str) and id:
                self._put(found, id, make(record), record)
            else:
                self.problems.add(record.file, record.line, record.path, "has no `id`; give it one")
        return found

    def _put(self, found: dict[str, T], id: str, thing: T, record: Record) -> None:
        first = self._places.setdefault((record.section, id), record)
        if id in found:
            message = f"{id!r} is declared twice, also at {first.file}:{first.line}; keep one"
            self.problems.add(record.file, record.line, record.path, message, "twice")
            return
        found[id] = thing

    def _provision_ids(self) -> None:
        """One id names one provision, of whichever section."""
        seen: dict[str, Provision] = {}
        for provision in self.law.all_provisions():
            if provision.id in seen:
                first = seen[provision.id]
                self.problems.add(
                    provision.file,
                    provision.line,
                    provision.id,
                    f"the id stands already at {first.file}:{first.line}; ids are unique",
                    "twice",
                )
            seen[provision.id] = provision

    # --- the rest

    def _derived(self, record: Record) -> Derived:
        data = record.data
        given = data.get("lookup")
        lookup = None
        if isinstance(given, dict):
            lookup = Lookup(str(given.get("table")), str(given.get("by")), str(given.get("column")))
        if (lookup is None) == (not data.get("formula")):
            self.problems.add(record.file, record.line, record.path, "needs either `formula` or `lookup`")
        return Derived(
            id=str(data["id"]),
            of=data.get("of") or "item",
            type=data.get("type") or "quantity",
            unit=str(data.get("unit") or ""),
            formula=str(data.get("formula") or ""),
            lookup=lookup,
            title=words_of(data.get("title")),
            cite=str(data.get("cite") or ""),
            instrument=record.instrument,
        )

    def _test(self, record: Record) -> PersonTest:
        data = record.data
        return PersonTest(
            id=str(data["id"]),
            of=str(data.get("of") or "transaction"),
            question=words_of(data.get("question")),
            who=str(data.get("who") or "officer"),
            hint=words_of(data.get("hint")),
            cite=str(data.get("cite") or ""),
            instrument=record.instrument,
        )

    def _authority(self, record: Record) -> Authority:
        data = record.data
        clock = data.get("clock")
        return Authority(
            id=str(data["id"]),
            name=words_of(data.get("name")),
            desk=words_of(data.get("desk")),
            clock={str(k): str(v) for k, v in clock.items()} if isinstance(clock, dict) else {},
            compare=plain(data.get("compare") or {}),
        )

    def _list(self, record: Record) -> ControlList:
        data = record.data
        return ControlList(
            id=str(data["id"]),
            authority=str(data.get("authority") or record.authority),
            title=words_of(data.get("title")),
            whole=data.get("whole") == "true",
            display=str(data.get("display") or ""),
            parties=data.get("parties") == "true",
            instrument=record.instrument,
            folder=str(data.get("tables") or ""),
        )

    def _relations(self) -> Iterable[Relation]:
        for instrument in self.law.instruments.values():
            for row in instrument.relations:
                yield Relation(
                    type=row.get("type", ""),
                    source_id=instrument.id,
                    target_id=row.get("to", ""),
                    source=row.get("source", ""),
                    claim=row.get("claim", ""),
                    claims={
                        language: row[key]
                        for language, key in (("en", "claim"), ("ja", "claim_ja"), ("zh", "claim_zh"))
                        if key in row
                    },
                )

    def _plain_sections(self) -> None:
        law, source = self.law, self.source
        law.compare = tuple({**plain(r.data), "file": r.file} for r in source.of("compare"))
        law.calendars = tuple(plain(r.data) for r in source.of("calendars"))
        law.conflicts = tuple(
            {**plain(r.data), "file": r.file, "line": r.line} for r in source.of("conflicts")
        )
        for name, (_, rows) in source.tables.items():
            if name.endswith("/correspondence.csv"):
                law.correspondence = tuple({k: v for k, v in row.items() if k} for row in rows)


def _checked(instruments: Iterable[Instrument]) -> dict[str, date]:
    newest: dict[str, date] = {}
    for instrument in instruments:
        if instrument.checked is not None and instrument.kind != MEASURE:
            held = newest.get(instrument.authority)
            newest[instrument.authority] = max(held, instrument.checked) if held else instrument.checked
    return newest
