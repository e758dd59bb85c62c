"""The whole law, read and typed: everything under `law/` by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from attrs import define, field, fields, frozen

from sekisho.logic.conditions import Condition
from sekisho.logic.kinds import KindGraph
from sekisho.logic.paths import relation
from sekisho.logic.truth import Truth
from sekisho.logic.values import Path

from .book import Book
from .entry_index import EntryIndex, above, clocks_in, clocks_of, head_of, in_bits, index_of
from .model import (
    Addition,
    Bar,
    Coverage,
    Derived,
    Entry,
    Group,
    Instrument,
    LicenceKind,
    PartyRow,
    Procedure,
    Provision,
    Relief,
    Requirement,
    Row,
    Suspension,
    Take,
    Term,
    Text,
)
from .party_names import PartyIndex, party_index_of
from .problems import Problem
from .vocabulary import Vocabulary

_Made = TypeVar("_Made")


@frozen(kw_only=True)
class ControlList:
    """A control list or a list of parties. `whole`: a code that is not modelled is no code of it. `parties`:
    rows, no codes.
    """

    id: str
    authority: str
    title: Text = field(factory=dict)
    whole: bool = False
    display: str = ""
    parties: bool = False
    instrument: str = ""
    folder: str = ""  # where its official tables stand, below the authority's folder
    codes: frozenset[str] = frozenset()  # paths that the official table knows, beside the entries


@frozen(kw_only=True)
class Authority:
    """One authority: its names, its desk, the clock of each act ("export": "declaration"), its comparison."""

    id: str
    name: Text = field(factory=dict)
    desk: Text = field(factory=dict)
    clock: dict[str, str] = field(factory=dict)
    compare: dict[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class PersonTest:
    """A question that only a person can judge, with who can answer it."""

    id: str
    of: str
    question: Text
    who: str = "officer"
    hint: Text = field(factory=dict)
    cite: str = ""
    instrument: str = ""


@frozen(kw_only=True)
class Place:
    """A country or a subdivision (`parent` set) with its names and, per authority, dated aliases."""

    id: str
    name: Text = field(factory=dict)
    parent: str = ""
    aliases: tuple[dict[str, Any], ...] = ()  # rows {authority, as, from, until}


@frozen(kw_only=True)
class Table:
    """A table of the law: rows by the text of their first column, each a mapping from column to text."""

    id: str
    key: str
    columns: tuple[str, ...]
    rows: dict[str, dict[str, str]]
    file: str = ""


@frozen(kw_only=True)
class RowTable:
    """What each entry of a list requires, as the official table has it: lines by entry, built into rows when asked for."""

    id: str
    list: str
    entries: dict[str, tuple[dict[str, str], ...]] = field(factory=dict)


@frozen(kw_only=True)
class Relation:
    """How one instrument relates to another, with the source that says so and on what ground (`claims`: in each language)."""

    type: str
    source_id: str
    target_id: str
    source: str = ""
    claim: str = ""
    claims: Text = field(factory=dict)


@define(eq=False, kw_only=True)
class Law:
    """Everything that the law files say. Ids are full; entries are named by their code
    ("cn.dual-use:3C001.a").

    `hash`: of the files from which it was made. `checked`: per authority the newest day on which a source was
    confirmed. `problems`: what could not be read; a provision in error stands here with an `unread`
    condition, never as silence.
    """

    hash: str = ""
    checked: dict[str, date] = field(factory=dict)
    authorities: dict[str, Authority] = field(factory=dict)
    instruments: dict[str, Instrument] = field(factory=dict)
    lists: dict[str, ControlList] = field(factory=dict)
    entries: dict[str, Entry] = field(factory=dict)
    terms: dict[str, Term] = field(factory=dict)
    additions: dict[str, Addition] = field(factory=dict)
    takes: dict[str, Take] = field(factory=dict)
    derived: dict[str, Derived] = field(factory=dict)
    requirements: dict[str, Requirement] = field(factory=dict)
    reliefs: dict[str, Relief] = field(factory=dict)
    bars: dict[str, Bar] = field(factory=dict)
    licences: dict[str, LicenceKind] = field(factory=dict)
    suspensions: dict[str, Suspension] = field(factory=dict)
    parties: Mapping[str, tuple[PartyRow, ...]] = field(factory=dict)  # by list
    groups: dict[str, Group] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)
    coverage: dict[str, Coverage] = field(factory=dict)
    rests: dict[str, Condition] = field(
        factory=dict
    )  # by list: for which items it may hold an entry that nobody here modelled
    procedures: dict[str, Procedure] = field(factory=dict)
    tables: dict[str, Table] = field(factory=dict)
    row_tables: Mapping[str, RowTable] = field(factory=dict)
    person_tests: dict[str, PersonTest] = field(factory=dict)
    vocabulary: Vocabulary = field(factory=Vocabulary)
    relations: tuple[Relation, ...] = ()
    correspondence: tuple[dict[str, str], ...] = ()
    compare: tuple[dict[str, Any], ...] = ()
    calendars: tuple[dict[str, Any], ...] = ()
    conflicts: tuple[dict[str, Any], ...] = ()
    filing: tuple[dict[str, Any], ...] = ()  # what has to exist before what is asked for
    case_pages: tuple[bytes, ...] = field(default=(), repr=False)  # packed; see sekisho.law.case_store
    cases_by_provision: dict[str, str] = field(factory=dict, repr=False)  # by id: pages and places in them
    expansions: dict[str, tuple[str, ...]] = field(factory=dict)  # glob to what it stands for
    problems: tuple[Problem, ...] = ()
    cache: dict[Any, Any] = field(factory=dict, repr=False, init=False)
    _index: dict[str, Any] = field(factory=dict, repr=False, init=False)

    # --- provisions

    def provision(self, id: str) -> Provision | None:
        """The provision of an id (of an entry, its code; of a row, `us.ccl-rows.3B001.4`), or None."""
        return self._by_id(id) or self._row(id)

    def is_term(self, id: str) -> bool | None:
        """True for a term, False for a person test, None for neither."""
        return True if id in self.terms else False if id in self.person_tests else None

    def rows_of(self, table: str, entry: str) -> tuple[Row, ...]:
        """The rows of an official table that speak of an entry (its first segment: `3B001`)."""
        found: dict[tuple[str, str], tuple[Row, ...]] = self._once("rows", dict)
        key = (table, entry)
        if key not in found:
            found[key] = tuple(self._rows(table, entry))
        return found[key]

    def heads_with_rows(self, table: str, reasons: tuple[str, ...]) -> frozenset[str]:
        """The entries (first segments) for which a table has a row, with one of some reasons (any, if none is named)."""
        index: dict[tuple[str, tuple[str, ...]], frozenset[str]] = self._once("reasons", dict)
        found = index.get((table, reasons))
        if found is None:
            found = index[table, reasons] = frozenset(
                head
                for head, lines in self.row_tables[table].entries.items()
                if any(not reasons or line["reason"] in reasons for line in lines)
            )
        return found

    def _rows(self, table_id: str, entry: str) -> Iterable[Row]:
        from .control_rows import row_of

        table = self.row_tables[table_id]
        its = self.lists[table.list]
        instrument = self.instruments.get(its.instrument)
        lines: dict[str, list[dict[str, str]]] = {}
        for line in table.entries.get(entry, ()):
            lines.setdefault(line["n"], []).append(line)
        for number, those in lines.items():
            first = those[0]
            words = f"{entry}, {first['reason']}, {first['scope']}, {first['reach']}"
            base = Row(
                id="", instrument=its.instrument, authority=its.authority, versions=(),
                title={"en": f"{words} (row {number})", "ja": f"{words}（第{number}行）", "zh": f"{words}（第{number}行）"},
                cite=f"{instrument.citation if instrument else its.id}, {entry}, row {number}",
                rank=instrument.rank if instrument else "notice",
                checked=instrument.checked if instrument else None,
            )  # fmt: skip
            yield row_of(f"{table_id}.{entry}.{number}", those, partial(self._line, its), base)

    def _line(self, its: ControlList, line: dict[str, str]) -> Condition:
        """What a line of an official table says."""
        from .control_rows import condition_of

        return condition_of(line, its.id, f"{its.authority.casefold()}.chart.", self.is_term)

    def _row(self, id: str) -> Row | None:
        table, _, rest = id.partition("-rows.")
        if not rest or f"{table}-rows" not in self.row_tables:
            return None
        return next(
            (row for row in self.rows_of(f"{table}-rows", rest.partition(".")[0]) if row.id == id), None
        )

    @cached_property
    def rest_days(self) -> dict[str, date]:
        """By list: the day of what is read of it, the oldest of its coverage rows."""
        found: dict[str, date] = {}
        for row in self.coverage.values():
            if row.is_list:
                found[row.of] = min(row.as_of, found.get(row.of, row.as_of))
        return found

    def asks_rest(self, list_id: str) -> Entry:
        """The entry in whose name it is asked whether an item may meet one of those that only a claim meets."""
        return self.entries[self.by_claim((Path(list_id, ("*",)),))[0]]

    def by_claim(self, paths: tuple[Path, ...], but: tuple[Path, ...] = ()) -> tuple[str, ...]:
        """The codes at or below `paths` of the entries that only a claim meets; no entry is read for them."""
        index: dict[Any, tuple[str, ...]] = self._once("by claim", dict)
        if (paths, but) not in index:
            these = self._once("all by claim", lambda: in_bits(self.entry_index.by_claim, self.entries))
            index[paths, but] = tuple(code for code in self.codes_under(paths, but) if code in these)
        return index[paths, but]

    def _by_id(self, id: str) -> Provision | None:
        """The provision of an id; of two that share one (an error of the law) the later one."""
        kept: dict[str, Provision] = self._once("by_id", dict)
        found = kept.get(id)
        if found is None:
            for book in self._books():
                found = book.get(id, found)
            if found is not None:
                kept[id] = found
        return found

    def _books(self) -> tuple[dict[str, Any], ...]:
        return (
            self.entries,
            self.terms,
            self.additions,
            self.takes,
            self.requirements,
            self.reliefs,
            self.bars,
            self.licences,
        )

    @cached_property
    def clocks(self) -> tuple[tuple[str, str], ...]:
        """The clocks that provisions name ("" for the authority's), each with its authority."""
        pairs = [*self.entry_index.clocks, *clocks_of(self.terms)]
        for book in self._books()[2:]:
            pairs += clocks_in(book)
        return tuple(dict.fromkeys(pairs))

    def all_provisions(self) -> Iterable[Provision]:
        """Every provision, entries included, in the order of the files."""
        for book in self._books():
            yield from book.values()

    def additions_to(self, term: str) -> tuple[Addition, ...]:
        """What instruments add to a term."""
        index = self._once("additions", lambda: _grouped(self.additions.values(), lambda a: a.to))
        return index.get(term, ())

    def takes_from(self, target: str) -> tuple[Take, ...]:
        """What instruments take from a term or from one addition."""
        index = self._once("takes", lambda: _grouped(self.takes.values(), lambda t: t.target))
        return index.get(target, ())

    def suspensions_of(self, id: str) -> tuple[Suspension, ...]:
        """The suspensions of a provision, an entry (by code) or a party row."""

        def build() -> dict[str, tuple[Suspension, ...]]:
            found: dict[str, list[Suspension]] = {}
            for suspension in self.suspensions.values():
                for target in suspension.of:
                    found.setdefault(target, []).append(suspension)
            return {target: tuple(those) for target, those in found.items()}

        return self._once("suspensions", build).get(id, ())

    # --- lists

    @property
    def entry_index(self) -> EntryIndex:
        """What is asked of all entries at once."""
        return self._once("entry index", lambda: index_of(self.entries))

    def parent_of(self, code: str) -> Entry | None:
        """The nearest entry above a code, or None at the top. A child inherits its `when`."""
        parent = above(code, self.entries)
        return self.entries[parent] if parent else None

    def children_of(self, code: str) -> tuple[Entry, ...]:
        """The entries directly below an entry."""
        kept: dict[str, tuple[Entry, ...]] = self._once("children", dict)
        found = kept.get(code)
        if found is None:
            found = kept[code] = tuple(self.entries[id] for id in self.entry_index.below.get(code, ()))
        return found

    def is_heading(self, code: str) -> bool:
        """True for an entry without a condition of its own that has children: it is what they are."""
        return code in self._headings

    @cached_property
    def _headings(self) -> frozenset[str]:
        return self.entry_index.headings

    def entries_of(self, list_id: str) -> tuple[Entry, ...]:
        """The entries of one list."""
        kept: dict[str, tuple[Entry, ...]] = self._once("by_list", dict)
        found = kept.get(list_id)
        if found is None:
            found = kept[list_id] = tuple(self.entries[id] for id in self.entry_index.lists.get(list_id, ()))
        return found

    def entries_under(self, paths: Iterable[Path], but: Iterable[Path] = ()) -> tuple[Entry, ...]:
        """The entries at or below one of `paths` (`list:*`: the whole list) and below none of `but`."""
        key = (tuple(paths), tuple(but))
        kept: dict[Any, tuple[Entry, ...]] = self._once("under", dict)
        if key not in kept:
            kept[key] = tuple(self.entries[code] for code in self.codes_under(*key))
        return kept[key]

    def codes_under(self, paths: tuple[Path, ...], but: tuple[Path, ...] = ()) -> tuple[str, ...]:
        """The codes of these entries; no entry is read for them."""
        kept: dict[Any, tuple[str, ...]] = self._once("codes under", dict)
        key = (paths, but)
        if key not in kept:
            out = {code for path in but for code in self._near(path)}
            chosen = dict.fromkeys(code for path in paths for code in self._near(path))
            kept[key] = tuple(code for code in chosen if code not in out)
        return kept[key]

    def tabled(self, path: Path) -> bool:
        """True for a path that an official table knows, or that lies below one of its entries of which it has no paths."""
        control_list, above = self.lists[path.scheme], self.parent_of(str(path))
        if ".".join(path.segments) in control_list.codes:
            return True
        heads = self._once(
            "heads with paths",
            lambda: {
                (one.id, code.partition(".")[0])
                for one in self.lists.values()
                for code in one.codes
                if "." in code
            },
        )
        return above is not None and above.by_claim and (path.scheme, path.segments[0]) not in heads

    def _near(self, path: Path) -> Iterable[str]:
        """The codes of the entries at or below a path."""
        if path.segments == ("*",):
            return self.entry_index.lists.get(path.scheme, ())
        near = self.entry_index.heads.get(head_of(path), ())
        if len(path.segments) == 1:
            return near
        top = str(path)
        return [code for code in near if code == top or code.startswith(f"{top}.")]

    def holds_code(self, path: Path, day: date | None = None) -> bool:
        """True when the list holds the code on the day; a list that is not modelled whole holds every code.

        A list that nobody declared holds none. Without a day, a code that stood there at any time is held.
        """
        control_list = self.lists.get(path.scheme)
        if control_list is None or control_list.parties:
            return False
        if not control_list.whole:
            return True
        entry = self.entries.get(str(path))
        if entry is None:
            return self.tabled(path)
        return day is None or any(
            (v.start is None or v.start <= day) and (v.until is None or day <= v.until)
            for v in entry.versions
        )

    # --- kinds and places

    @property
    def kinds(self) -> KindGraph:
        """The kinds of item as a graph."""
        return self.vocabulary.graph

    def relation(self, fact: Path, law: Path) -> Truth:
        """How a fact's path stands to the law's: kinds by their graph, all else segment by segment (customs
        codes by digits).
        """
        if law.scheme == "kind":
            truth: Truth = self.kinds.relation(fact, law)
            return truth
        return relation(fact, law)

    def attributes_for_kind(self, kind: str) -> tuple[str, ...]:
        """The attributes that the entries open to a kind of item read, in the order of the vocabulary."""
        from .ask import attributes_for_kind

        return attributes_for_kind(self, kind)

    def is_place(self, id: str) -> bool:
        """True for a declared country or subdivision."""
        return id in self.places

    @cached_property
    def party_rows(self) -> dict[str, PartyRow]:
        """Every listed party by the id of its row."""
        return {row.id: row for rows in self.parties.values() for row in rows}

    def read_whole(self) -> None:
        """Read all that nobody has asked for yet: before a process is made into several, which then share it."""
        for holder in (self, self.vocabulary):
            for one in fields(type(holder)):
                book = getattr(holder, one.name)
                if isinstance(book, Book):
                    book.read()

    def party_names(self, list_id: str) -> frozenset[str]:
        """The names on a list of parties, folded; no party is read for them."""
        index: PartyIndex = self._once("party names", lambda: party_index_of(self.parties))
        return index.names.get(list_id, frozenset())

    def _once(self, name: str, build: Callable[[], _Made]) -> _Made:
        if name not in self._index:
            self._index[name] = build()
        made: _Made = self._index[name]
        return made


def is_under(code: Path, path: Path) -> bool:
    """True when a code lies at or below a path of the same list; the path `list:*` holds the whole list."""
    if code.scheme != path.scheme:
        return False
    if path.segments == ("*",):
        return True
    return code.segments[: len(path.segments)] == path.segments


def _grouped(things: Iterable[Any], key: Any) -> Mapping[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return {name: tuple(those) for name, those in found.items()}
