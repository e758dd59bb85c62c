"""Every word of every listed name, how rare it is, and which words could be another spelling of the one that is asked.

Rarity is the chance that an ordinary name of the same people (a country's persons, or organisations) holds the word; it
is counted over all lists and over the background of ordinary names, and the greater of the two counts.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from zlib import crc32

import numpy as np
from attrs import define, field
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from sekisho.screening import abjad
from sekisho.screening.sounds import deletions, skeleton_of_sound, sound

PERSON, ORGANISATION, UNKNOWN = 0, 1, 2
EXACT, SPELLING, SLIP, SWAP = range(
    4
)  # one word: the same, another spelling, a typing error, two letters swapped

# By which writing a word came: already in Latin letters, out of an alphabet, out of one that leaves vowels out.
LATIN, ALPHABET, ABJAD = range(3)
MAX_COST = 5.5
KEEP, KEEP_ABJAD = (
    36,
    90,
)  # the likenesses of a word that are kept; where vowels are not written, many are as near

# A listed word that could be the asked one: its id, the cost of the difference in nats, and how they differ.
Near = tuple[int, float, int]


@define
class Vocabulary:
    """Words with their chances, and the keys by which similar words are found.

    `chances` has two rows, for persons' and for organisations' names. `keys` is sorted; `key_words` holds the word of
    each. `sounds`, `bones` (their consonants) and `spoken` (see abjad) are parallel to `words`.
    """

    words: list[str]
    sounds: list[str]
    bones: list[str]
    spoken: list[str]
    chances: NDArray[np.float32]
    keys: NDArray[np.uint32]
    key_words: NDArray[np.int32]
    ids: dict[str, int] = field(init=False)
    chance_lists: tuple[list[float], list[float]] = field(init=False)
    _seen: OrderedDict[tuple[object, int], list[Near]] = field(init=False, factory=OrderedDict)
    unheard: tuple[float, float] = field(init=False)
    _letters: NDArray[np.uint32] = field(init=False)  # one bit for each letter that a word holds
    _lengths: NDArray[np.int16] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.ids = {word: i for i, word in enumerate(self.words)}
        self.chance_lists = self.chances[0].tolist(), self.chances[1].tolist()
        self._letters = np.array([_letters_of(word) for word in self.words], dtype=np.uint32)
        self._lengths = np.array([len(word) for word in self.words], dtype=np.int16)
        least = self.chances.min(axis=1, initial=1.0)
        self.unheard = -math.log(least[0]), -math.log(least[1])

    def worth(self, word: str, kind: int) -> float:
        """How much an exact match of this word says in a name of this kind, in nats; for an unheard word the most."""
        i = self.ids.get(word)
        return self.unheard[kind] if i is None else self.rarity(i, kind)

    def rarity(self, word_id: int, kind: int) -> float:
        """How rare a listed word is in names of a kind, in nats."""
        return -math.log(self.chance_lists[kind][word_id])

    def exact_worth(self, word_id: int) -> tuple[float, float]:
        """What an exact match of a listed word says in a person's and in an organisation's name, in nats."""
        return self.rarity(word_id, PERSON), self.rarity(word_id, ORGANISATION)

    def neighbours(self, word: str, writing: int = LATIN) -> list[Near]:
        """The other listed words that could be this one, the likeliest first; looked up once, then remembered."""
        known = self._seen.get((word, writing))
        return self._keep((word, writing), self._look_up(word, writing)) if known is None else known

    def unvowelled(self, readings: tuple[tuple[str, float], ...]) -> list[Near]:
        """The listed words that could be one of these readings (see abjad), the likeliest first; remembered too."""
        known = self._seen.get((readings, ABJAD))
        return self._keep((readings, ABJAD), self._look_up_readings(readings)) if known is None else known

    def _keep(self, key: tuple[object, int], found: list[Near]) -> list[Near]:
        self._seen[key] = found
        if len(self._seen) > 20_000:
            self._seen.popitem(last=False)
        return found

    def _look_up_readings(self, readings: tuple[tuple[str, float], ...]) -> list[Near]:
        if not readings:
            return []
        keys = set().union(*(abjad.keys_of(abjad.frame(said)) for said, _ in readings))
        pool = self._filed(keys)
        if pool is None:
            return []
        ids = np.unique(pool).tolist()
        cost = abjad.differences(readings, [self.spoken[i] for i in ids])
        order = np.argsort(cost, kind="stable")[: abjad.MOST_NEAR].tolist()
        return [(ids[i], float(cost[i]), SPELLING) for i in order if cost[i] <= abjad.MAX_COST]

    def _filed(self, keys: set[int]) -> NDArray[np.int32] | None:
        wanted = np.array(list(keys), dtype=np.uint32)
        first = np.searchsorted(self.keys, wanted, "left").tolist()
        last = np.searchsorted(self.keys, wanted, "right").tolist()
        parts = [self.key_words[a:b] for a, b in zip(first, last, strict=True) if b > a]
        return np.concatenate(parts) if parts else None

    def _pool(self, word: str, bones: str, writing: int) -> list[int]:
        pool = self._filed(keys_of(word, bones))
        if pool is None:
            return []
        # Most words that share a key are far away; letters and lengths tell so without looking at the words.
        far, longer = (4, 2) if writing == LATIN else (5, 3)
        near = np.bitwise_count(self._letters[pool] ^ _letters_of(word)) <= far
        near &= np.abs(self._lengths[pool] - len(word)) <= longer
        return list(set(pool[near].tolist()))

    def _look_up(self, word: str, writing: int) -> list[Near]:
        if (
            len(word) < 3
            or len(word) > 40
            or not word.isalnum()
            or sum(map(str.isalpha, word)) < min(len(word), 4)
        ):
            return []
        heard = sound(word)
        bones = skeleton_of_sound(heard)
        ids = self._pool(word, bones, writing)
        if not ids:
            return []
        words = self.words
        most = min(1 + len(word) // 2, 3 if writing == LATIN else 4)
        raw = cdist([word], [words[i] for i in ids], scorer=OSA.distance, dtype=np.uint8, score_cutoff=most)[
            0
        ]
        near = np.flatnonzero((raw > 0) & (raw <= most))
        if not len(near):
            return []
        ids = [ids[i] for i in near.tolist()]
        apart = raw[near].astype(np.float32)
        whole = cdist([heard], [self.sounds[i] for i in ids], scorer=OSA.distance, dtype=np.uint8)[0].astype(
            np.float32
        )
        hard = cdist([bones], [self.bones[i] for i in ids], scorer=OSA.distance, dtype=np.uint8)[0].astype(
            np.float32
        )
        cost = differences(writing, len(word), apart, whole, hard)
        how = np.where((apart <= 1) & (whole >= 1), SLIP, SPELLING)
        order = np.argsort(cost, kind="stable")[: KEEP_ABJAD if writing == ABJAD else KEEP].tolist()
        return [(ids[i], float(cost[i]), int(how[i])) for i in order if cost[i] <= MAX_COST]


def differences(
    writing: int,
    length: int,
    apart: NDArray[np.float32],
    whole: NDArray[np.float32],
    hard: NDArray[np.float32],
) -> NDArray[np.float32]:
    """What it costs to take words for one, in nats: minus the logarithm of how often two writers of one word differ so.

    `apart`, `whole` and `hard` count the letters, sounds and consonants in which they differ. The figures are those of
    spellings of one party on several lists and of typing errors, against likenesses that ordinary names meet by accident.
    """
    vowels = np.maximum(whole - hard, 0.0)
    if writing == ALPHABET:
        cost = 0.3 + 0.15 * apart + 1.0 * vowels + 1.7 * hard
    elif writing == ABJAD:
        cost = 0.2 + 0.1 * apart + 0.6 * vowels + 2.8 * hard + (0.5 if length <= 4 else 0.0)
    else:
        cost = np.where(apart <= 1, 0.9, np.where(apart <= 2, 2.0 + 0.8 * whole, 2.5 + whole))
        cost = cost + (1.2 if length <= 5 else 0.0) + (0.9 if length <= 3 else 0.0)
    told: NDArray[np.float32] = cost.astype(np.float32)
    return told


def _letters_of(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def keys_of(word: str, bones: str) -> set[int]:
    """The keys under which a word is filed and sought: its consonants, those with one left out, its letters with one left out."""
    keys = {crc32(b"s" + bones.encode())}
    if len(bones) >= 3:
        keys.update([crc32(b"s" + d.encode()) for d in deletions(bones)])
    if len(word) >= 4:
        keys.update([crc32(d.encode()) for d in deletions(word)])
    else:
        keys.add(crc32(word.encode()))
    return keys


def file_words(words: list[str], chances: NDArray[np.float32], listed: NDArray[np.bool_]) -> Vocabulary:
    """A vocabulary of these words with their keys; those that no listed name holds are likenesses of nothing and have none."""
    keys: list[int] = []
    counts: list[int] = []
    sounds = [sound(word) if word.isascii() else word for word in words]
    bones = [skeleton_of_sound(s) for s in sounds]
    spoken = [abjad.spoken(word) if word.isascii() and word.isalpha() else "" for word in words]
    for word, hard, said, known in zip(words, bones, spoken, listed.tolist(), strict=True):
        found = keys_of(word, hard) if known and 3 <= len(word) <= 40 and word.isascii() else set()
        if known and said and 2 <= len(word) <= 40:
            found |= abjad.keys_of(abjad.frame(said))
        keys.extend(found)
        counts.append(len(found))
    flat = np.array(keys, dtype=np.uint32)
    owners = np.repeat(np.arange(len(words), dtype=np.int32), counts)
    order = np.argsort(flat, kind="stable")
    return Vocabulary(words, sounds, bones, spoken, chances, flat[order], owners[order])
