"""Searching the law: words in any of the three languages, one character or more, or a code typed whole."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from sekisho.law.compiled import Law

from .folding import fold, fold_with_places, runs
from .reading import Json, Reading, find
from .search_building import build_apart
from .search_index import LANGUAGES, IndexDamaged, SearchIndex, code_form, open_index, rebuilt
from .states import provision_state, shown_state
from .timeline import authority_rank

A_PAGE = 30
LONGEST = 120
WORDS = 12
SORTS = ("instrument", "requirement", "relief", "bar", "licence", "entry", "term", "addition", "take", "group",
         "procedure", "test", "kind", "attribute")  # fmt: skip
_OPENING = threading.Lock()
_HS = re.compile(r"^(?:hs:?)?(\d{4}(?:\.?\d{2}){0,4})$")
_COLUMNS = "d.id, d.sort, d.authority, d.en, d.ja, d.zh, d.text_en, d.text_ja, d.text_zh"

if TYPE_CHECKING:
    from sekisho.service.office import Office


@frozen(kw_only=True)
class Asked:
    """What is searched for. `authorities`, `sort`: only these; `page` from 1."""

    words: str
    authorities: tuple[str, ...] = ()
    sort: str = ""
    page: int = 1


@define(eq=False)
class Search:
    """The search over one law, with its index opened when it is first asked."""

    law: Law
    folder: Path | None
    _index: SearchIndex | None = None
    _opening: threading.Lock = field(factory=threading.Lock)

    @property
    def ready(self) -> bool:
        """Whether the index is open, so that nobody waits for it."""
        return self._index is not None

    def prepare(self, apart: Path | str | None = None) -> None:
        """Open the index, which is built the first time; for a thread that nobody waits for.

        `apart`: the law's folder or file, "" for the installed law; then another process builds it, and this one stays free.
        """
        if apart is not None and self.folder is not None and self.law.hash and not self.ready:
            build_apart(self.folder, Path(apart) if apart else None, self.law.hash)
        self._opened()

    def find(self, reading: Reading, asked: Asked) -> Json:
        """What a search finds, the best first: exact codes, then names, then further text; and what was searched."""
        try:
            return self._found(reading, asked)
        except IndexDamaged:
            with self._opening:
                if self._index is not None:
                    self._index = rebuilt(self.law, self._index)
            return self._found(reading, asked)

    def _opened(self) -> SearchIndex:
        with self._opening:
            if self._index is None:
                self._index = open_index(self.law, self.folder)
            return self._index

    def _found(self, reading: Reading, asked: Asked) -> Json:
        index = self._opened()
        words = " ".join(unicodedata.normalize("NFKC", asked.words).split())[:LONGEST]
        terms = list(runs(fold(words)))[:WORDS]
        codes = _by_code(index, words, asked)
        rows: list[tuple[Any, ...]] = []
        count, nearest, instead = 0, False, ""
        needles = [word for word, _ in terms]
        if terms:
            rows, count = _by_words(index, words, _match(terms, " AND "), asked)
            if not rows and not codes and asked.page == 1:
                instead = _spelt_otherwise(index, terms)
                mended = list(runs(instead))
                if mended:
                    rows, count = _by_words(index, instead, _match(mended, " AND "), asked)
                if not rows and (mended := _pairs(terms)):
                    rows, count = _by_words(index, words, _match(mended, " OR "), asked)
                nearest = bool(rows)
                needles = [word for word, _ in mended] if nearest else needles
        known = {row[0] for row in codes}
        (documents,) = index.rows("SELECT documents FROM about")[0]
        return {
            "dated": reading.dated(),
            "asked": words,
            "filters": {"authorities": list(asked.authorities), "sort": asked.sort},
            "codes": [_shown(reading, row, needles) for row in codes],
            "rows": [_shown(reading, row, needles) for row in rows if row[0] not in known],
            "count": count,
            "nearest": nearest,
            "instead": instead,
            "pager": {
                "page": asked.page,
                "pages": max(1, -(-count // A_PAGE)),
                "count": count,
                "size": A_PAGE,
            },
            "searched": {
                "documents": documents,
                "law": self.law.hash,
                "instruments": len(self.law.instruments),
            },
            "authorities": sorted(
                {one.authority for one in self.law.instruments.values()}, key=authority_rank
            ),
            "sorts": list(SORTS),
        }


def search_of(office: Office) -> Search:
    """The search over the law of an office, one for the whole process; its index stands in the data folder."""
    with _OPENING:
        held: Search | None = office.law.cache.get("search")
        if held is None:
            held = office.law.cache["search"] = Search(office.law, office.settings.data / "search")
        return held


def opens(found: Json) -> Json | None:
    """The one entry or instrument that a code typed whole opens; None where several lists hold it, or none."""
    return found["codes"][0] if len(found["codes"]) == 1 else None


def _by_code(index: SearchIndex, words: str, asked: Asked) -> list[tuple[Any, ...]]:
    """What bears exactly this code; of a customs code, the entries that name it as a hint."""
    form = code_form(words)
    if not form or asked.page > 1:
        return []
    where, values = _filters(asked)
    found = index.rows(
        f"SELECT DISTINCT {_COLUMNS} FROM code c JOIN doc d ON d.rowid = c.doc WHERE c.form = ?{where} LIMIT 40",
        (form, *values),
    )
    match = _HS.match(form)
    if not found and "." not in form[-1:]:
        found = index.rows(
            f"SELECT DISTINCT {_COLUMNS} FROM code c JOIN doc d ON d.rowid = c.doc WHERE c.form > ? AND c.form < ?"
            f" AND d.sort = 'entry' AND instr(substr(c.form, length(?) + 2), '.') = 0{where} LIMIT 40",
            (form + ".", form + "/", form, *values),
        )
    if not found and match:
        digits = match[1].replace(".", "")
        for wanted in dict.fromkeys((digits, digits[:4])):
            found = found or index.rows(
                f"SELECT DISTINCT {_COLUMNS} FROM hs h JOIN doc d ON d.rowid = h.doc"
                f" WHERE (h.digits >= ? AND h.digits < ? OR h.digits = substr(?, 1, length(h.digits))){where} LIMIT 40",
                (wanted, wanted + ":", wanted, *values),
            )
    return sorted(found, key=lambda row: authority_rank(row[2]))


def _by_words(index: SearchIndex, words: str, match: str, asked: Asked) -> tuple[list[tuple[Any, ...]], int]:
    where, values = _filters(asked)
    whole = fold(words)
    (count,) = index.rows(
        f"SELECT count(*) FROM words JOIN doc d ON d.rowid = words.rowid WHERE words MATCH ?{where}",
        (match, *values),
    )[0]
    if not count:
        return [], 0
    rows = index.rows(
        f"SELECT {_COLUMNS} FROM words JOIN doc d ON d.rowid = words.rowid WHERE words MATCH ?{where}"
        " ORDER BY (d.fold_en = ? OR d.fold_ja = ? OR d.fold_zh = ?) DESC,"
        " bm25(words, 12, 12, 12, 1, 1, 1) * d.weight, d.rowid LIMIT ? OFFSET ?",
        (match, *values, whole, whole, whole, A_PAGE, (asked.page - 1) * A_PAGE),
    )
    return rows, count


def _filters(asked: Asked) -> tuple[str, list[str]]:
    where = ""
    values: list[str] = []
    if asked.authorities:
        where += f" AND d.authority IN ({', '.join('?' * len(asked.authorities))})"
        values += asked.authorities
    if asked.sort:
        where += " AND d.sort = ?"
        values.append(asked.sort)
    return where, values


def _match(terms: Iterable[tuple[str, bool]], joined: str) -> str:
    """What the index is asked: every token in quotes, so that nothing typed is read as a command."""
    return joined.join(_phrase(word, east) for word, east in terms)


def _phrase(word: str, east: bool) -> str:
    if not east:  # the beginning of a word is enough, but for a single letter
        return f'"{word}"*' if len(word) > 1 else f'"{word}"'
    if len(word) == 1:
        return f'"{word}"*'
    pairs = " ".join(word[at : at + 2] for at in range(len(word) - 1))
    return f'"{pairs}"'


def _pairs(terms: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The terms cut small, for the search of what is nearest: of a run of characters its pairs, of a word its beginning."""
    found: list[tuple[str, bool]] = []
    for word, east in terms:
        if east:
            found += [(word[at : at + 2], True) for at in range(max(1, len(word) - 1))]
        elif len(word) > 5:
            found.append((word[:5], False))
        elif len(word) > 2:
            found.append((word, False))
    return found[: 2 * WORDS]


def _spelt_otherwise(index: SearchIndex, terms: Sequence[tuple[str, bool]]) -> str:
    """The typed words with each that the law does not have put into the nearest one that it has; "" where none is near."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    mended, changed = [], False
    for word, east in terms:
        if east or len(word) < 4 or word.isdecimal() or _has(index, word):
            mended.append(word)
            continue
        near = process.extractOne(
            word, index.terms(), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.7
        )
        mended.append(near[0] if near else word)
        changed = changed or near is not None
    return " ".join(mended) if changed else ""


def _has(index: SearchIndex, word: str) -> bool:
    return bool(index.rows("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{word}"*',)))


# --- how a hit is shown


def _shown(reading: Reading, row: tuple[Any, ...], needles: Sequence[str]) -> Json:
    id, sort, authority = row[:3]
    names, texts = dict(zip(LANGUAGES, row[3:6], strict=True)), dict(zip(LANGUAGES, row[6:9], strict=True))
    kind, thing = find(reading.law, id)
    if sort in ("kind", "attribute", "procedure"):
        kind, thing = "", None
    lang = reading.lang
    order = [lang, *(other for other in LANGUAGES if other != lang)]
    name = names[lang] or next((names[other] for other in order if names[other]), id)
    ranked = [
        (-_hits(words[one], needles), place, number, where, one)
        for place, (where, words) in enumerate((("name", names), ("text", texts)))
        for number, one in enumerate(order)
    ]
    best, _, _, where, matched = min(ranked)
    if not best:
        where = matched = ""
    shown = (names if where == "name" else texts).get(matched, "")
    return {
        "id": id,
        "kind": kind,
        "sort": sort,
        "authority": authority,
        "name": name,
        "name_parts": marked(name, needles),
        "matched": matched,
        "where": where,
        "parts": _excerpt(marked(shown, needles)) if matched and (matched != lang or where == "text") else [],
        "state": _state(reading, kind, thing),
        "cite": str(
            getattr(thing, "native", "") or getattr(thing, "cite", "") or getattr(thing, "citation", "")
        ),
    }


def _state(reading: Reading, kind: str, thing: Any) -> str:
    if kind == "instrument":
        return shown_state(reading.law, thing, reading.on, reading.settled)
    if kind in ("entry", "provision"):
        from .entries import settled_day

        return provision_state(reading.law, thing, settled_day(reading, thing), reading.settled)
    return ""


def _hits(text: str, needles: Sequence[str]) -> int:
    """How many of the searched words stand in a text."""
    folded = fold(text)
    return sum(needle in folded for needle in needles)


def marked(text: str, needles: Sequence[str]) -> list[Json]:
    """A text cut where the searched words stand in it: `{text, hit}`."""
    folded, places = fold_with_places(text)
    hits = [False] * len(text)
    for needle in needles:
        at = folded.find(needle)
        while at >= 0 and needle:
            if needle.isascii() and at and folded[at - 1].isascii() and folded[at - 1].isalnum():
                at = folded.find(needle, at + 1)
                continue  # letters are found at the beginning of a word only
            for place in places[at : at + len(needle)]:
                hits[place] = True
            at = folded.find(needle, at + len(needle))
    parts: list[Json] = []
    for sign, hit in zip(text, hits, strict=True):
        if parts and parts[-1]["hit"] == hit:
            parts[-1]["text"] += sign
        else:
            parts.append({"text": sign, "hit": hit})
    return parts


def _excerpt(parts: list[Json], around: int = 60) -> list[Json]:
    """The neighbourhood of the first hit."""
    first = next((n for n, part in enumerate(parts) if part["hit"]), None)
    if first is None:
        return []
    before = parts[first - 1]["text"] if first else ""
    cut = (
        [{"text": ("… " if len(before) > around else "") + before[-around:], "hit": False}] if before else []
    )
    cut.append(parts[first])
    left = 2 * around
    for part in parts[first + 1 :]:
        cut.append({"text": part["text"][:left], "hit": part["hit"]})
        left -= len(part["text"])
        if left <= 0:
            break
    return cut
