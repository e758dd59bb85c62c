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

from sekisho.screening.sounds import deletions, skeleton_of_sound, sound

PERSON, ORGANISATION, UNKNOWN = 0, 1, 2
EXACT, SPELLING, SLIP, SWAP = range(
    4
)  # one word: the same, another spelling, a typing error, two letters swapped

# What a difference costs, in nats: minus the logarithm of how often two spellings of one word differ so.
COST_SPELLING, COST_SLIP = 0.6, 2.0
COST_VOWEL, COST_CONSONANT, COST_LETTER = 0.55, 1.9, 0.15
COST_SHORT = 0.6  # for each letter that a word is shorter than five
MAX_COST = 6.5
MAX_POOL = 3000
KEEP = 48

# A listed word that could be the asked one: its id, the cost of the difference in nats, and how they differ.
Near = tuple[int, float, int]


@define
class Vocabulary:
    """Words with their chances, and the keys by which similar words are found.

    `chances` has two rows, for persons' and for organisations' names. `keys` is sorted; `key_words` holds the word of
    each. `sounds` and `bones` (their consonants) are parallel to `words`.
    """

    words: list[str]
    sounds: list[str]
    bones: list[str]
    chances: NDArray[np.float32]
    keys: NDArray[np.uint32]
    key_words: NDArray[np.int32]
    ids: dict[str, int] = field(init=False)
    chance_lists: tuple[list[float], list[float]] = field(init=False)
    _seen: OrderedDict[str, list[Near]] = field(init=False, factory=OrderedDict)
    _unheard: tuple[float, float] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.ids = {word: i for i, word in enumerate(self.words)}
        self.chance_lists = self.chances[0].tolist(), self.chances[1].tolist()
        least = self.chances.min(axis=1, initial=1.0)
        self._unheard = -math.log(least[0]), -math.log(least[1])

    def worth(self, word: str, kind: int) -> float:
        """How much an exact match of this word says in a name of this kind, in nats; for an unheard word the most."""
        i = self.ids.get(word)
        return self._unheard[kind] if i is None else self.rarity(i, kind)

    def rarity(self, word_id: int, kind: int) -> float:
        """How rare a listed word is in names of a kind, in nats."""
        return -math.log(self.chance_lists[kind][word_id])

    def exact_worth(self, word_id: int) -> tuple[float, float]:
        """What an exact match of a listed word says in a person's and in an organisation's name, in nats."""
        return self.rarity(word_id, PERSON), self.rarity(word_id, ORGANISATION)

    def neighbours(self, word: str) -> list[Near]:
        """The other listed words that could be this one, the likeliest first; looked up once, then remembered."""
        known = self._seen.get(word)
        if known is None:
            known = self._seen[word] = self._look_up(word)
            if len(self._seen) > 20_000:
                self._seen.popitem(last=False)
        return known

    def _pool(self, word: str, bones: str) -> NDArray[np.int32]:
        keys = np.array(list(keys_of(word, bones)), dtype=np.uint32)
        first = np.searchsorted(self.keys, keys, "left").tolist()
        last = np.searchsorted(self.keys, keys, "right").tolist()
        parts = [self.key_words[a:b] for a, b in zip(first, last, strict=True) if b > a]
        if not parts:
            return np.empty(0, np.int32)
        pool = np.unique(np.concatenate(parts))
        return pool[:MAX_POOL] if len(pool) > MAX_POOL else pool

    def _look_up(self, word: str) -> list[Near]:
        if len(word) < 3 or len(word) > 40 or not word.isalpha():
            return []
        heard = sound(word)
        bones = skeleton_of_sound(heard)
        ids = self._pool(word, bones).tolist()
        if not ids:
            return []
        words = self.words
        raw = cdist([word], [words[i] for i in ids], scorer=OSA.distance, dtype=np.uint8)[0]
        near = np.flatnonzero((raw > 0) & (raw <= 1 + len(word) // 2))
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
        vowels = np.maximum(whole - hard, 0.0)
        spelling = COST_SPELLING + COST_LETTER * apart + COST_VOWEL * vowels + COST_CONSONANT * hard
        slip = np.where(apart <= 1, COST_SLIP, np.where(apart <= 2, 2 * COST_SLIP, 99.0))
        cost = np.minimum(spelling, slip) + COST_SHORT * max(0, 5 - len(word))
        how = np.where((apart <= 1) & (whole >= 1), SLIP, SPELLING)
        order = np.argsort(cost, kind="stable")[:KEEP].tolist()
        return [(ids[i], float(cost[i]), int(how[i])) for i in order if cost[i] <= MAX_COST]


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


def file_words(words: list[str], chances: NDArray[np.float32]) -> Vocabulary:
    """A vocabulary of these words with their keys."""
    keys: list[int] = []
    counts: list[int] = []
    sounds = [sound(word) if word.isascii() else word for word in words]
    bones = [skeleton_of_sound(s) for s in sounds]
    for word, frame in zip(words, bones, strict=True):
        found = () if len(word) < 3 or len(word) > 40 or not word.isascii() else keys_of(word, frame)
        keys.extend(found)
        counts.append(len(found))
    flat = np.array(keys, dtype=np.uint32)
    owners = np.repeat(np.arange(len(words), dtype=np.int32), counts)
    order = np.argsort(flat, kind="stable")
    return Vocabulary(words, sounds, bones, chances, flat[order], owners[order])
