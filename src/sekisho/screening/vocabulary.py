"""Every word of every listed name, how rare it is, and which words could be another spelling of the one that is asked.

Rarity is the chance that an ordinary name of the same people (a country's persons, or organisations) holds the word; it
is counted over all lists and over the background of ordinary names, and the greater of the two counts.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from zlib import crc32

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from sekisho.screening.sounds import deletions, skeleton, sound

PERSON, ORGANISATION = 0, 1
EXACT, SPELLING, SLIP, SWAP = range(
    4
)  # how two words are one: the same, another spelling, a typing error, two letters swapped

# What a difference costs, in nats: minus the logarithm of how often two spellings of one word differ so.
COST_SPELLING, COST_SLIP = 0.6, 2.0
COST_VOWEL, COST_CONSONANT, COST_LETTER = 0.55, 1.9, 0.15
MAX_COST = 6.5
MAX_POOL = 3000
KEEP = 48


@frozen
class Neighbours:
    """The listed words that could be one asked word, the likeliest first: ids, worth in a person's and in an organisation's
    name (nats), and how they differ."""

    ids: list[int]
    person: list[float]
    organisation: list[float]
    how: list[int]


NOBODY = Neighbours([], [], [], [])


@define
class Vocabulary:
    """Words with their chances, and the keys by which similar words are found.

    `chances` has two rows, for persons' and for organisations' names. `keys` is sorted; `key_words` holds the word of each.
    """

    words: list[str]
    chances: NDArray[np.float32]
    keys: NDArray[np.uint32]
    key_words: NDArray[np.int32]
    ids: dict[str, int] = field(init=False)
    _seen: OrderedDict[str, Neighbours] = field(init=False, factory=OrderedDict)

    def __attrs_post_init__(self) -> None:
        self.ids = {word: i for i, word in enumerate(self.words)}

    def worth(self, word: str, kind: int) -> float:
        """How much an exact match of this word says in a name of this kind, in nats; for an unheard word the most."""
        i = self.ids.get(word)
        return (
            float(-np.log(self.chances[kind, i]))
            if i is not None
            else float(-np.log(self.chances[kind].min()))
        )

    def rarity(self, word_id: int, kind: int) -> float:
        """How rare a listed word is in names of a kind, in nats."""
        return -math.log(self.chances[kind, word_id])

    def exact_worth(self, word_id: int) -> tuple[float, float]:
        """What an exact match of a listed word says in a person's and in an organisation's name, in nats."""
        return -float(np.log(self.chances[0, word_id])), -float(np.log(self.chances[1, word_id]))

    def neighbours(self, word: str) -> Neighbours:
        """The listed words that could be this one; looked up once, then remembered."""
        known = self._seen.get(word)
        if known is None:
            known = self._look_up(word)
            self._seen[word] = known
            if len(self._seen) > 20_000:
                self._seen.popitem(last=False)
        return known

    def _pool(self, word: str) -> NDArray[np.int32]:
        keys = np.fromiter(keys_of(word), dtype=np.uint32)
        first = np.searchsorted(self.keys, keys, "left")
        last = np.searchsorted(self.keys, keys, "right")
        parts = [self.key_words[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True) if b > a]
        if not parts:
            return np.empty(0, np.int32)
        pool = np.unique(np.concatenate(parts))
        return pool[:MAX_POOL] if len(pool) > MAX_POOL else pool

    def _look_up(self, word: str) -> Neighbours:
        if len(word) < 2:
            i = self.ids.get(word)
            return (
                NOBODY
                if i is None
                else Neighbours([i], [self.worth(word, 0)], [self.worth(word, 1)], [EXACT])
            )
        own = self.ids.get(word)
        if len(word) > 40 or any(c.isdigit() for c in word):
            return (
                NOBODY
                if own is None
                else Neighbours([own], [self.worth(word, 0)], [self.worth(word, 1)], [EXACT])
            )
        pool = self._pool(word)
        if not len(pool):
            return NOBODY
        texts = [self.words[i] for i in pool.tolist()]
        raw = cdist([word], texts, scorer=OSA.distance, dtype=np.uint8, score_cutoff=5)[0]
        heard = sound(word)
        near = np.flatnonzero(raw <= 1 + len(word) // 2)
        if not len(near):
            return NOBODY
        pool, raw = pool[near], raw[near].astype(np.float32)
        texts = [texts[i] for i in near.tolist()]
        sounds = [sound(t) for t in texts]
        whole = cdist([heard], sounds, scorer=OSA.distance, dtype=np.uint8)[0].astype(np.float32)
        bones = cdist([skeleton(word)], [skeleton(t) for t in texts], scorer=OSA.distance, dtype=np.uint8)[
            0
        ].astype(np.float32)
        vowels = np.maximum(whole - bones, 0.0)
        spelling = (
            COST_SPELLING + COST_LETTER * raw + COST_VOWEL * vowels + COST_CONSONANT * np.maximum(bones, 0)
        )
        slip = np.where(raw <= 1, COST_SLIP, np.where(raw <= 2, 2 * COST_SLIP, 99.0))
        cost = np.where(raw == 0, 0.0, np.minimum(spelling, slip))
        keep = np.flatnonzero(cost <= MAX_COST)
        order = keep[np.lexsort((-self.chances[:, pool[keep]].max(axis=0), cost[keep]))]
        pool, cost, raw, whole = pool[order], cost[order], raw[order], whole[order]
        # A match at this cost or better would befall an ordinary word with the chance of all such words together.
        worth = -np.log(np.minimum(np.cumsum(self.chances[:, pool].astype(np.float64), axis=1), 1.0)) - cost
        good = np.flatnonzero(worth.max(axis=0) > 0.4)[:KEEP]
        how = np.where(raw == 0, EXACT, np.where((raw <= 1) & (whole >= 1), SLIP, SPELLING))
        return Neighbours(
            pool[good].tolist(),
            worth[PERSON, good].tolist(),
            worth[ORGANISATION, good].tolist(),
            how[good].tolist(),
        )


def keys_of(word: str) -> set[int]:
    """The keys under which a word is filed and sought: its consonants, those with one left out, its letters with one left out."""
    bones = skeleton(word)
    keys = {crc32(b"s" + bones.encode())}
    if len(bones) >= 3:
        keys.update(crc32(b"s" + d.encode()) for d in deletions(bones))
    if len(word) >= 4:
        keys.update(crc32(d.encode()) for d in deletions(word))
    else:
        keys.add(crc32(word.encode()))
    return keys


def file_words(words: list[str]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """The keys of all words, sorted, and the word of each key."""
    keys: list[int] = []
    counts: list[int] = []
    for word in words:
        found = () if len(word) < 2 or len(word) > 40 else keys_of(word)
        keys.extend(found)
        counts.append(len(found))
    flat = np.array(keys, dtype=np.uint32)
    owners = np.repeat(np.arange(len(words), dtype=np.int32), counts)
    order = np.argsort(flat, kind="stable")
    return flat[order], owners[order]
