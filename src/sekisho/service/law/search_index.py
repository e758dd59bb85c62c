"""The index by which the law is searched: one SQLite file per state of the law, in the user's cache folder.

It is built once, written whole or not at all, built anew where it is damaged, and held in memory where no file can be
written. Decision record 0015 says why it is made this way.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from sekisho.law.compiled import Law
from sekisho.law.correspondence import COLUMNS, codes_of
from sekisho.law.in_words import node_words
from sekisho.law.model import Provision, Text
from sekisho.logic.conditions import Compare, Condition, children
from sekisho.words.attribute_names import attribute_names

from .folding import fold, tokens
from .reading import kind_of

FORMAT = "6"
"""Raise it when what the index holds of the same law changes."""
LANGUAGES = ("en", "ja", "zh")
KEPT = 3
MOST_CONDITIONS = 80
_SPOKEN_OF = {
    "CN": {"en": "Chinese measure PRC", "ja": "措置", "zh": "措施"}, "EU": {"en": "European measure Union", "ja": "措置", "zh": "措施"},
    "GB": {"en": "British measure UK", "ja": "英国 措置", "zh": "英国 措施"}, "JP": {"en": "Japanese measure", "ja": "措置", "zh": "措施"},
    "KR": {"en": "Korean measure", "ja": "措置", "zh": "措施"}, "NL": {"en": "Dutch measure", "ja": "措置", "zh": "措施"},
    "TW": {"en": "Taiwanese measure", "ja": "措置", "zh": "措施"}, "US": {"en": "American measure USA", "ja": "措置", "zh": "措施"},
}  # fmt: skip
"""How people call an instrument of an authority whose title does not say whose it is."""
_EVERYWHERE = frozenset({"kind", "hs", "act", "role", "item_role"})
"""What stands in almost every condition finds nothing."""
_TABLES = """
CREATE TABLE doc (id TEXT, sort TEXT, authority TEXT, weight REAL, en TEXT, ja TEXT, zh TEXT, text_en TEXT, text_ja TEXT,
                  text_zh TEXT, fold_en TEXT, fold_ja TEXT, fold_zh TEXT);
CREATE TABLE code (form TEXT, doc INTEGER);
CREATE TABLE hs (digits TEXT, doc INTEGER);
CREATE TABLE about (law TEXT, documents INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (
    en, ja, zh, text_en, text_ja, text_zh, content='', prefix='1 2', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE word USING fts5vocab (words, row);
"""
_WEIGHT = {
    "instrument": 1.5,
    "requirement": 1.4,
    "relief": 1.2,
    "entry": 1.2,
    "group": 1.1,
    "kind": 0.9,
    "attribute": 0.7,
}


@frozen
class Document:
    """One part of the law as it is found: its names and further text in three languages; `codes` that open it when typed whole."""

    id: str
    sort: str
    authority: str
    names: Text
    text: Text
    codes: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()


class IndexDamaged(Exception):
    """The file of the index cannot be read."""


@define(eq=False)
class SearchIndex:
    """An open index. Safe to use from several threads."""

    path: Path | None
    _memory: sqlite3.Connection | None = None
    _lock: threading.Lock = field(factory=threading.Lock)
    _local: threading.local = field(factory=threading.local)
    _terms: list[str] | None = None

    def terms(self) -> list[str]:
        """The words in Latin letters that the index holds, for finding the nearest to one that it does not."""
        if self._terms is None:
            rows = self.rows(
                "SELECT term FROM word WHERE length(term) > 3 AND term GLOB '[a-z]*' AND doc > 1"
            )
            self._terms = [term for (term,) in rows if term.isascii()]
        return self._terms

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises IndexDamaged."""
        try:
            if self._memory is not None:
                with self._lock:
                    return self._memory.execute(query, tuple(values)).fetchall()
            return self._connection().execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(str(error)) from error

    def _connection(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            if self.path is None or not self.path.is_file():
                raise IndexDamaged("the file of the index is gone")
            held = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
            )
            self._local.connection = held
        return held


def open_index(law: Law, folder: Path | None) -> SearchIndex:
    """The index of a law: from its file in `folder`, else built there; in memory where `folder` is None or cannot be written."""
    if folder is None or not law.hash:
        return in_memory(law)
    path = index_path(folder, law.hash)
    if whole(path, law.hash):
        return SearchIndex(path)
    try:
        _write(law, path)
    except (OSError, sqlite3.DatabaseError):
        return in_memory(law)
    return SearchIndex(path)


def index_path(folder: Path, digest: str) -> Path:
    """Where the index of the law with this hash stands."""
    return folder / f"search-{digest}-{FORMAT}.sqlite"


def rebuilt(law: Law, index: SearchIndex) -> SearchIndex:
    """The index built anew in the place of a damaged one; the same where its file is whole after all."""
    if index.path is None:
        return in_memory(law)
    if whole(index.path, law.hash):
        return SearchIndex(index.path)
    try:
        _write(law, index.path)
    except (OSError, sqlite3.DatabaseError):
        return in_memory(law)
    return SearchIndex(index.path)


def in_memory(law: Law) -> SearchIndex:
    """The index of a law without a file."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, law)
    return SearchIndex(None, connection)


def whole(path: Path, digest: str) -> bool:
    """True where the file is the finished index of this law."""
    if not path.is_file():
        return False
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            law, count = connection.execute("SELECT law, documents FROM about").fetchone()
            (held,) = connection.execute("SELECT count(*) FROM doc").fetchone()
            return bool(found == "ok" and law == digest and count == held)
        finally:
            connection.close()
    except (sqlite3.DatabaseError, TypeError):
        return False


def _write(law: Law, path: Path) -> None:
    """Write the whole file beside its place and move it there: another process may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".search-")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            _fill(connection, law)
        finally:
            connection.close()
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _forget_old(path)


def _forget_old(path: Path) -> None:
    held = sorted(path.parent.glob("search-*.sqlite"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in held[KEPT:]:
        if old != path:
            old.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, law: Law) -> None:
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    connection.executescript(_TABLES)
    count = 0
    for number, one in enumerate(documents(law), 1):
        count = number
        names = [one.names.get(lang, "") for lang in LANGUAGES]
        texts = [one.text.get(lang, "") for lang in LANGUAGES]
        connection.execute(
            "INSERT INTO doc (rowid, id, sort, authority, weight, en, ja, zh, text_en, text_ja, text_zh, fold_en, fold_ja,"
            " fold_zh) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                one.id,
                one.sort,
                one.authority,
                _WEIGHT.get(one.sort, 1.0),
                *names,
                *texts,
                *map(fold, names),
            ),
        )
        connection.execute(
            "INSERT INTO words (rowid, en, ja, zh, text_en, text_ja, text_zh) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, *(" ".join(tokens(words)) for words in (*names, *texts))),
        )
        connection.executemany("INSERT INTO code VALUES (?, ?)", [(form, number) for form in one.codes])
        connection.executemany("INSERT INTO hs VALUES (?, ?)", [(digits, number) for digits in one.hs])
    connection.execute("INSERT INTO about VALUES (?, ?)", (law.hash, count))
    connection.executescript("CREATE INDEX code_form ON code (form); CREATE INDEX hs_digits ON hs (digits);")
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    connection.commit()


# --- what is found


def documents(law: Law) -> Iterator[Document]:
    """Every part of the law that a search finds."""
    for instrument in law.instruments.values():
        beside = f"{instrument.citation} {instrument.native} {instrument.id} {instrument.published or ''}"
        whose = law.authorities.get(instrument.authority)
        spoken = _SPOKEN_OF.get(instrument.authority, {})
        notes = {
            lang: f"{instrument.notes.get(lang, '')} {beside} {whose.name.get(lang, '') if whose else ''} {spoken.get(lang, '')}"
            for lang in LANGUAGES
        }
        forms = tuple(
            filter(
                None, (code_form(instrument.citation), code_form(instrument.native), code_form(instrument.id))
            )
        )
        yield Document(instrument.id, "instrument", instrument.authority, instrument.title, notes, forms)
    customs = _customs(law)
    for entry in law.entries.values():
        above = law.parent_of(entry.id)
        body = ".".join(entry.code.segments)
        beside = f"{body} {entry.display} {entry.cite}"
        demands = condition_text(law, entry)
        held = {
            lang: f"{above.title.get(lang, '') if above else ''} {entry.notes.get(lang, '')} {beside} {demands[lang]}"
            for lang in LANGUAGES
        }
        written = (entry.id, body, entry.display, _in_brackets(entry.code.segments))
        forms = tuple(dict.fromkeys(code_form(form) for form in written if form))
        digits = tuple(
            dict.fromkeys(["".join(path.segments) for path in entry.hs_hint] + customs.get(entry.id, []))
        )
        yield Document(entry.id, "entry", entry.authority, _with_display(entry), held, forms, digits)
    for provision in law.all_provisions():
        if provision.id in law.entries:
            continue
        message = getattr(provision, "message", {})
        demands = condition_text(law, provision)
        text = {
            lang: f"{message.get(lang, '')} {provision.cite} {provision.id} {demands[lang]}"
            for lang in LANGUAGES
        }
        names = provision.title or {"en": provision.cite or provision.id}
        yield Document(
            provision.id, kind_of(provision), provision.authority, names, text, (code_form(provision.id),)
        )
    yield from _beside(law)


def condition_text(law: Law, thing: Provision) -> dict[str, str]:
    """The words of the conditions of a provision, of every version, in each language: limits with their units, attributes by the
    names that people type, tests. What only parts or excepts is left out, and so are long lists of codes.
    """
    found: dict[str, dict[str, None]] = {lang: {} for lang in LANGUAGES}
    for node in condition_nodes(thing):
        attribute = str(getattr(node, "attribute", "") or getattr(node, "of", ""))
        if not attribute or attribute in _EVERYWHERE:
            continue
        words = law.cache.get(("condition-words", attribute))
        if words is None:
            words = law.cache[("condition-words", attribute)] = attribute_names(law, attribute)
        for lang in LANGUAGES:
            found[lang][words[lang]] = None
            if isinstance(node, Compare):
                found[lang][node_words(law, node, lang)] = None
    return {lang: " ".join(list(words)[:MOST_CONDITIONS]) for lang, words in found.items()}


def condition_nodes(thing: Provision) -> Iterator[Condition]:
    """Every node of the conditions of a provision, those of earlier and later versions too, each once."""
    bodies = [getattr(thing, "when", None), *(version.body.get("when") for version in thing.versions)]
    seen: set[int] = set()
    waiting = [body for body in reversed(bodies) if body is not None]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting += reversed(list(children(node)))


def _beside(law: Law) -> Iterator[Document]:
    for group in law.groups.values():
        text = {lang: f"{group.cite} {group.id}" for lang in LANGUAGES}
        yield Document(
            group.id, "group", group.authority, group.title or {"en": group.id}, text, (code_form(group.id),)
        )
    for test in law.person_tests.values():
        instrument = law.instruments.get(test.instrument)
        text = {lang: f"{test.hint.get(lang, '')} {test.cite} {test.id}" for lang in LANGUAGES}
        yield Document(test.id, "test", instrument.authority if instrument else "", test.question, text)
    for procedure in law.procedures.values():
        lines: dict[str, list[str]] = {lang: [procedure.id, procedure.cite] for lang in LANGUAGES}
        for row in procedure.rows:
            for words in (*row.get("documents", ()), row.get("file_with"), row.get("time")):
                if isinstance(words, dict):
                    for lang in LANGUAGES:
                        lines[lang].append(words.get(lang, ""))
        text = {lang: " ".join(those) for lang, those in lines.items()}
        yield Document(procedure.id, "procedure", procedure.authority, procedure.title, text)
    for kind in law.vocabulary.kinds.values():
        if kind.name:
            yield Document(
                kind.id, "kind", "", kind.name, {lang: kind.id.replace(".", " ") for lang in LANGUAGES}
            )
    for attribute in law.vocabulary.attributes.values():
        if attribute.question:
            text = {
                lang: f"{attribute.hint.get(lang, '')} {attribute.id.replace('_', ' ')}" for lang in LANGUAGES
            }
            yield Document(attribute.id, "attribute", "", attribute.question, text)


def _in_brackets(segments: tuple[str, ...]) -> str:
    """An item with its sub-item as it is spoken of in Japan: 7(16) for 7.16."""
    return f"{segments[0]}({segments[1]})" if len(segments) == 2 and segments[0][0].isdigit() else ""


def _customs(law: Law) -> dict[str, list[str]]:
    """The international customs codes that the table of correspondence gives for an entry: hints, as everywhere."""
    found: dict[str, list[str]] = {}
    for row in law.correspondence:
        digits = [part.strip() for part in row.get("hs6", "").split("|") if part.strip()]
        for column in COLUMNS:
            for code in codes_of(row.get(column, "")):
                found.setdefault(str(code), []).extend(digits)
    return found


def _with_display(entry: Any) -> Text:
    shown = entry.display or ".".join(entry.code.segments)
    return {lang: f"{shown} {words}" for lang, words in entry.title.items()}


def code_form(text: str) -> str:
    """A code as it is compared: without blanks, in small letters, narrow; brackets and dots stay."""
    return "".join(fold(text).split())
