"""The forms of all listed names, worked out in two processes where there are many."""

from __future__ import annotations

import multiprocessing
import os
import re
import warnings
from collections.abc import Callable, Sequence

import msgspec

from sekisho.screening.lookalikes import untangle
from sekisho.screening.names import forms_of
from sekisho.screening.tokens import slots_of
from sekisho.sources.records import PartyKind

# A name ready to be filed: script, native writing, and per slot its role (+128 when optional) and its options as (word,
# tenths of a nat, code of the relation).
Row = tuple[str, str, list[tuple[int, list[tuple[str, int, int]]]]]
Asked = tuple[str, PartyKind, str]  # text, kind, country

_PARALLEL_FROM = 4_000
_BRACKETED = re.compile(r"\(([A-Z]{3,10})\)")
_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_FIRST_EAST = re.compile(f"[{_EAST}]")
_ONLY_EAST = re.compile(f"[{_EAST}()（）·・ ]+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_WORD = re.compile(r"[^\W\d_]+")
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Row)
_batches = msgspec.msgpack.Decoder(list[bytes])


def row_of(asked: Asked) -> Row:
    """One listed name as slots. A short name in brackets that the letters of the others make may be left out."""
    text, kind, country = asked
    forms = forms_of(untangle(text), kind=kind, country=country)
    short = short_names(text) if kind != "person" and "(" in text else ()
    return (
        forms.script,
        forms.native,
        [
            (
                s.role + (128 if s.optional or (short and s.written.casefold() in short) else 0),
                [(w, max(0, min(int(c * 10), 255)), r) for w, c, r in s.options],
            )
            for s in slots_of(forms, most=4)[:60]
        ],
    )


def in_two_scripts(text: str) -> tuple[str, ...]:
    """A name that is written in Latin letters and once more behind it in an East Asian script: both names; any other name as it is.

    Without brackets only where several words stand before, for one may be a brand and what follows the rest of its name.
    """
    first = None if text.isascii() else _FIRST_EAST.search(text)
    if first is None or not _ONLY_EAST.fullmatch(text, first.start()):
        return (text,)
    before, behind = text[: first.start()], text[first.start() :].strip()
    latin = before.rstrip()
    words = _LATIN.findall(latin)
    if not any(len(word) > 2 for word in words):
        return (text,)
    if latin.endswith(("(", "（")):
        behind = behind.removesuffix(")").removesuffix("）").rstrip()
        return (latin[:-1].rstrip(), behind) if len(behind) > 2 else (text,)
    return (latin, behind) if latin != before and len(words) > 1 and len(behind) > 3 else (text,)


def short_names(text: str) -> frozenset[str]:
    """The abbreviations in brackets whose letters begin words of the name before them, in lower case: (SAST) behind Shanghai
    Academy of Spaceflight Technology. At most one letter may be the second one of a word or stand for none."""
    found = []
    for match in _BRACKETED.finditer(text):
        letters = match[1].casefold()
        words = _WORD.findall(text[: match.start()].casefold())
        firsts = "".join(word[0] for word in words)
        if _common(letters, firsts) >= max(len(letters) - 1, 2):
            found.append(letters)
    return frozenset(found)


def _common(letters: str, firsts: str) -> int:
    """How many of these letters stand in that order among the others."""
    at = count = 0
    for letter in letters:
        place = firsts.find(letter, at)
        if place >= 0:
            at, count = place + 1, count + 1
    return count


def unpacked(row: bytes) -> Row:
    """The slots of a name that `rows_of` packed."""
    told: Row = _decoder.decode(row)
    return told


def _batch(asked: Sequence[Asked]) -> bytes:
    return _encoder.encode([_encoder.encode(row_of(a)) for a in asked])


def rows_of(asked: Sequence[Asked], progress: Callable[[int, int], None] | None = None) -> list[bytes]:
    """The slots of every name, in order, packed for `unpacked`: all of them at large would fill the memory.

    With many names a second process helps where the system can fork.
    """
    if (
        len(asked) < _PARALLEL_FROM
        or (os.cpu_count() or 1) < 2
        or "fork" not in multiprocessing.get_all_start_methods()
    ):
        return [_encoder.encode(row_of(a)) for a in asked]
    size = 2_000
    batches = [asked[i : i + size] for i in range(0, len(asked), size)]
    rows: list[bytes] = []
    with warnings.catch_warnings():
        # The children touch no thread of the parent; they compute and end.
        warnings.simplefilter("ignore", DeprecationWarning)
        with multiprocessing.get_context("fork").Pool(2) as pool:
            for packed in pool.imap(_batch, batches):
                rows.extend(_batches.decode(packed))
                if progress:
                    progress(len(rows), len(asked))
    return rows
