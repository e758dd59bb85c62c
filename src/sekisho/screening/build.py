"""Making an index of listed names: words, cells, chances and postings."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

import msgspec
import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from sekisho.screening import background
from sekisho.screening.arrays import (
    HAS_ADDRESS,
    HAS_BIRTH,
    HAS_COUNTRY,
    HAS_IDENTIFIER,
    HAS_NATIVE,
    NATIVE_SLOT,
    Tables,
)
from sekisho.screening.chances import count_chances, group_of, real_parties
from sekisho.screening.listed_forms import Asked, in_two_scripts, rows_of, unpacked
from sekisho.screening.native import pieces
from sekisho.screening.tokens import LEGAL, WORD
from sekisho.screening.vocabulary import ORGANISATION, PERSON, UNKNOWN, Vocabulary, file_words
from sekisho.sources.records import Identifier, ListedParty

Progress = Callable[[int, int], None]
SCRIPTS = (
    "Latn",
    "Cyrl",
    "Arab",
    "Hani",
    "Kana",
    "Hang",
    "Grek",
    "Hebr",
    "Thai",
    "Deva",
    "Armn",
    "Geor",
    "Zyyy",
)
SURNAME_FIRMS = 0.7
_KINDS = {"person": PERSON, "unknown": UNKNOWN}
SCRIPT_CODES = {script: i for i, script in enumerate(SCRIPTS)}


@define
class Built:
    """A vocabulary, its tables, the native names by name number, and the parties as one blob."""

    vocabulary: Vocabulary
    tables: Tables
    native: dict[int, str]
    blob: bytes | memoryview


@define
class _Filing:
    words: dict[str, int] = field(factory=dict)
    name_party: array[int] = field(factory=lambda: array("i"))
    name_place: array[int] = field(factory=lambda: array("H"))
    name_script: array[int] = field(factory=lambda: array("B"))
    name_twin: array[int] = field(factory=lambda: array("i"))
    first: dict[bytes, int] = field(factory=dict)  # by packed row the first name that has it
    cell_start: array[int] = field(factory=lambda: array("i", [0]))
    cell_word: array[int] = field(factory=lambda: array("i"))
    cell_slot: array[int] = field(factory=lambda: array("B"))
    cell_cost: array[int] = field(factory=lambda: array("B"))
    cell_way: array[int] = field(factory=lambda: array("B"))
    slot_start: array[int] = field(factory=lambda: array("i", [0]))
    slot_role: array[int] = field(factory=lambda: array("B"))
    native: dict[int, str] = field(factory=dict)
    bags: list[bytes] = field(factory=list)
    firms: set[int] = field(factory=set)  # parties whose names hold a legal form

    def add(self, party: int, place: int, packed: bytes, numbers: list[str]) -> bool:
        """File one name, if it has a word. The same name on several lists is spelt out once and compared once."""
        row = unpacked(packed)
        script, native, slots = row
        if not slots:
            return False
        words = self.words
        name = len(self.name_party)
        twin = self.first.setdefault(packed, name)
        self.name_twin.append(twin)
        for s, (role, options) in enumerate(slots) if twin == name else ():
            self.slot_role.append(role)
            for word, cost, way in options:
                self.cell_word.append(words.setdefault(word, len(words)))
                self.cell_slot.append(s)
                self.cell_cost.append(cost)
                self.cell_way.append(way)
        keys = list(dict.fromkeys(numbers))
        if twin == name and native and script in ("Hani", "Kana", "Hang"):
            self.native[name] = native
            keys += pieces(native)
        if keys:
            for piece in keys:
                self.cell_word.append(words.setdefault(piece, len(words)))
                self.cell_slot.append(NATIVE_SLOT)
                self.cell_cost.append(0)
                self.cell_way.append(0)
        # One word alone, or two short ones, are no sign that two listings are one party.
        told = sorted(options[0][0] for role, options in slots if role & 127 == WORD and options)
        known = len(told) > 1 and sum(map(len, told)) > 8
        self.bags.append(" ".join(told).encode() if known else b"%d" % party)
        if len(slots) > 4 or any(role & 127 == LEGAL for role, _ in slots):
            self.firms.add(party)
        self.name_party.append(party)
        self.name_place.append(place)
        self.name_script.append(SCRIPT_CODES.get(script, len(SCRIPTS) - 1))
        self.cell_start.append(len(self.cell_word))
        self.slot_start.append(len(self.slot_role))
        return True


def build(parties: Iterable[ListedParty], progress: Progress | None = None) -> Built:
    """File every name of every party. Names of one party that are written alike in all but case are filed once."""
    filing = _Filing()
    encoder = msgspec.msgpack.Encoder()
    blob = bytearray()
    starts, kinds, has, groups = [0], [], [], []
    asked: dict[Asked, int] = {}
    wanted: list[tuple[int, int, int]] = []
    numbers: dict[int, list[str]] = {}
    for number, party in enumerate(parties):
        blob += encoder.encode(party)
        starts.append(len(blob))
        kinds.append(_KINDS.get(party.kind, ORGANISATION))
        countries = countries_of(party)
        groups.append(group_of(countries))
        has.append(_has(party, countries))
        country = countries[0] if len(countries) == 1 else ""
        seen: set[str] = set()
        for place, name in enumerate(party.names):
            if name.kind == "address":
                continue
            for text in in_two_scripts(name.text.strip()):
                if not text or text.casefold() in seen:
                    continue
                seen.add(text.casefold())
                key = (text, party.kind, "" if text.isascii() else country)
                wanted.append((number, place, asked.setdefault(key, len(asked))))
        if party.identifiers:
            numbers[number] = [number_key(i) for i in party.identifiers]
    rows = rows_of(list(asked), progress)
    for number, place, at in wanted:
        if filing.add(number, place, rows[at], numbers.get(number, [])):
            numbers.pop(number, None)
    filing.first.clear()
    return _finish(filing, bytes(blob), starts, kinds, has, groups)


def number_key(identifier: Identifier) -> str:
    """The word under which a number of a party is filed: no name can hold it."""
    from sekisho.screening.identifiers import normalised

    return "#" + normalised(identifier.kind, identifier.value, identifier.country)


def countries_of(party: ListedParty) -> tuple[str, ...]:
    """The countries of a party: its own, its nationalities, those of its addresses; once each."""
    return tuple(
        dict.fromkeys(
            c
            for c in (*party.countries, *party.nationalities, *(a.country for a in party.addresses))
            if len(c) == 2
        )
    )


def _has(party: ListedParty, countries: tuple[str, ...]) -> int:
    native = any(n.kind == "native" or not n.text.isascii() for n in party.names)
    return (
        HAS_COUNTRY * bool(countries)
        + HAS_BIRTH * bool(party.births)
        + HAS_IDENTIFIER * bool(party.identifiers)
        + HAS_ADDRESS * bool(party.addresses)
        + HAS_NATIVE * native
    )


def _finish(
    filing: _Filing, blob: bytes, starts: list[int], kinds: list[int], has: list[int], groups: list[int]
) -> Built:
    shares = background.shares()
    for word in shares:
        filing.words.setdefault(word, len(filing.words))
    words = list(filing.words)
    name_party = np.array(filing.name_party, dtype=np.int32)
    cell_start = np.array(filing.cell_start, dtype=np.int32)
    cell_word = np.array(filing.cell_word, dtype=np.int32)
    cell_name = np.repeat(np.arange(len(name_party), dtype=np.int32), np.diff(cell_start))
    name_twin = np.array(filing.name_twin, dtype=np.int32)
    whose, cells = _of_twins(name_twin, cell_start)
    kind = np.array(kinds, dtype=np.uint8)
    told = kind.copy()
    told[kind == UNKNOWN] = PERSON
    firms = np.array(sorted(filing.firms), dtype=np.int64)
    told[firms[kind[firms] == UNKNOWN]] = ORGANISATION
    real = real_parties(name_party, filing.bags, len(kinds))
    chances = count_chances(
        len(words),
        real[name_party[whose]],
        cell_word[cells],
        told,
        np.array(groups, dtype=np.uint8),
    )
    for word, (person, organisation) in shares.items():
        i = filing.words[word]
        chances[0, i] = max(chances[0, i], person)
        # Firms are named after people: a usual surname is no rare word in the name of a firm.
        chances[1, i] = max(chances[1, i], organisation, SURNAME_FIRMS * person)
    post_start, post_name = _postings(len(words), cell_word, cell_name)
    tables = Tables(
        party_start=np.array(starts, dtype=np.int64),
        party_kind=kind,
        party_has=np.array(has, dtype=np.uint8),
        name_party=name_party,
        name_place=np.array(filing.name_place, dtype=np.uint16),
        name_script=np.array(filing.name_script, dtype=np.uint8),
        name_twin=name_twin,
        twin_start=np.concatenate([[0], np.cumsum(np.bincount(name_twin, minlength=len(name_twin)))]).astype(
            np.int32
        ),
        twin_name=np.argsort(name_twin, kind="stable").astype(np.int32),
        cell_start=cell_start,
        cell_word=cell_word,
        cell_slot=np.array(filing.cell_slot, dtype=np.uint8),
        cell_cost=np.array(filing.cell_cost, dtype=np.uint8),
        cell_way=np.array(filing.cell_way, dtype=np.uint8),
        slot_start=np.array(filing.slot_start, dtype=np.int32),
        slot_role=np.array(filing.slot_role, dtype=np.uint8),
        post_start=post_start,
        post_name=post_name,
    )
    return Built(file_words(words, chances, np.diff(post_start) > 0), tables, filing.native, blob)


def _of_twins(
    name_twin: NDArray[np.int32], cell_start: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """For every name, in turn, the cells of the first name that reads alike: the names and the numbers of the cells."""
    counts = np.diff(cell_start)[name_twin]
    whose = np.repeat(np.arange(len(name_twin), dtype=np.int32), counts)
    before = np.repeat(np.cumsum(counts) - counts, counts)
    cells = np.arange(len(whose), dtype=np.int64) - before + cell_start[:-1][name_twin[whose]]
    return whose, cells


def _postings(
    words: int, cell_word: NDArray[np.int32], cell_name: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    width = int(cell_name.max(initial=0)) + 1
    pairs = np.unique(cell_word.astype(np.int64) * width + cell_name)
    counts = np.bincount(pairs // width, minlength=words)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32), (pairs % width).astype(np.int32)
