"""Listed Latin names as a hurried clerk types them: words turned round and one letter wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from zlib import crc32

from benchmarks.screening.labelled import Labelled, bag, clusters, is_native

from sekisho.sources.records import ListedParty


def drawn(
    parties: list[ListedParty], most: int, draw: random.Random
) -> Iterator[tuple[ListedParty, list[str], frozenset[tuple[str, str]], int]]:
    """So many parties whose main Latin name has at least two words and nine letters: the party, these words, all the
    parties that are the same, and the half to which it belongs."""
    numbers = clusters(parties)
    members: dict[int, set[tuple[str, str]]] = {}
    for key, number in numbers.items():
        members.setdefault(number, set()).add(key)
    usual = [p for p in parties if p.kind in ("person", "organisation") and p.key in numbers and p.names]
    for party in draw.sample(usual, min(most, len(usual))):
        name = party.names[0].text
        words = re.findall(r"[\w'&.-]+", name)
        if not is_native(name) and len(words) >= 2 and sum(map(len, words)) >= 9:
            half = crc32(bag(name).encode()) >> 7 & 1
            yield party, words, frozenset(members[numbers[party.key]]), half


def mistyped(parties: list[ListedParty], most: int, seed: int = 5) -> Iterator[Labelled]:
    """The main names of so many parties, with one slip in the longest word."""
    draw = random.Random(seed)
    for party, words, gold, half in drawn(parties, most, draw):
        if party.kind == "person":
            draw.shuffle(words)
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        words[longest] = _slip(words[longest], draw)
        yield Labelled(" ".join(words), party.kind, "Latn", gold, half)


def _slip(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, max(2, len(word) - 1))
    letter = draw.choice("abcdefghijklmnopqrstuvwxyz")
    way = draw.randrange(4)
    if way == 0:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return word[:at] + letter + word[at + (way == 2) :]
