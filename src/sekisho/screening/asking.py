"""The name that is asked for, made ready: its slots, and for each slot the listed words that could stand there.

What a listed word is worth in a slot: minus the logarithm of the chance that an ordinary name meets the slot as well or
better by accident, less the cost of the way there.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from itertools import pairwise

from attrs import define, field, frozen

from sekisho.screening import abjad
from sekisho.screening.names.arabic_lexicon import other_names
from sekisho.screening.names.forms import NameForms, Relation
from sekisho.screening.names.trade_words import trade_words
from sekisho.screening.native import pieces
from sekisho.screening.tokens import (
    HEAD,
    INITIAL,
    LEGAL,
    MIDDLE,
    NUMBER,
    PARTICLE,
    RELATION_CODES,
    TAIL,
    TITLE,
    WORD,
    Slot,
    slots_of,
)
from sekisho.screening.vocabulary import ABJAD, ALPHABET, EXACT, LATIN, ORGANISATION, PERSON, SLIP, Vocabulary

JOINED = 4  # beside EXACT, SPELLING, SLIP, SWAP of the vocabulary
NOT_COMPARED = frozenset({PARTICLE, TITLE, LEGAL})
MOST_WORDS, MOST_ABJAD = 48, 96
BY_NATIVE = 1.0  # nats: a pair of characters finds a name; what it is worth is weighed later
BY_NUMBER = 25.0  # nats: a party found by its number is always compared
LONG_PART = 5  # letters: a part of two words run together that finds a name by itself
UNHEARD = 6.0  # nats: the most that a likeness of a word that no list holds counts in finding candidates
MISREAD = 1.2  # nats: a letter read for another one of like shape
TRADE_WORD = (
    6.0  # nats: the most that the translation of a word of trade counts, be it ever so rare on the lists
)
OTHER_NAME = 2.5  # nats: a listed word that is the usual spelling of another name
PART = 0.25  # of what the first part of a word says, in finding candidates: its last part may stand for the whole
SPELLINGS = 4  # spellings of a word in Arabic letters whose likenesses are sought
NEAR_ENOUGH = 2.2  # nats: a word this near counts when it is asked how ordinary a word is
NEAR_ABJAD = 1.0  # the same where vowels are not written: the names that lie near are others
NEAR_ENOUGH_EAST = 1.3  # the same for a piece in characters: that a brand could be translated by a usual word makes it no usual one
_TRANSLATED = RELATION_CODES[Relation.TRANSLATION]
_WRITINGS = {"Latn": LATIN, "Arab": ABJAD, "Hebr": ABJAD}
# Forms of these scripts come with every usual spelling, so only a long word may differ by a slip of the pen.
_SPELT_OUT = frozenset(
    RELATION_CODES[r]
    for r in (
        Relation.PINYIN,
        Relation.POLYPHONE,
        Relation.WADE_GILES,
        Relation.CANTONESE,
        Relation.REVISED,
        Relation.MCCUNE,
        Relation.HANJA,
        Relation.TRANSLATION,
        Relation.ABBREVIATION,
        Relation.NUMBER,
    )
)

# What a listed word is worth in a slot: (person's name, organisation's name, how, way, cost), nats.
Worth = tuple[float, float, int, int, float]
# The same with the slot before it and the second slot that it fills (or -1) after it.
Meeting = tuple[int, float, float, int, int, float, int]


@frozen
class SlotWords:
    """The listed words that could stand in a slot, and how rare the slot's own likeliest word is."""

    words: dict[int, Worth]
    ranked: list[tuple[float, int]]
    rarity: tuple[float, float]


@define
class Asked:
    """An asked name against one vocabulary. `met` gives for a listed word the slots that it could fill."""

    slots: tuple[Slot, ...]
    native: str
    script: str
    met: dict[int, list[Meeting]]
    rarity: list[tuple[float, float]]  # per slot, in a person's and in an organisation's name, nats
    informative: list[int]
    run_together: bool  # whether words of it, joined or split, are listed words
    initials: bool  # whether a word of it is an initial
    numbered: bool  # whether a number was asked that the lists hold
    firm: bool  # whether a legal form or the words themselves tell a firm
    compound: bool  # whether a word in Arabic letters may be met in its parts and as a whole
    by_slot: list[list[tuple[float, int]]]  # for finding candidates: listed words, the most telling first


@define
class Asker:
    """Makes asked names ready. Slots that were met before are remembered."""

    vocabulary: Vocabulary
    _known: OrderedDict[tuple[object, ...], SlotWords] = field(init=False, factory=OrderedDict)

    def ask(self, name: NameForms, numbers: Sequence[str] = ()) -> Asked:
        """Look up every slot of a name. Words that say nothing (particles, titles, legal forms) are left out.

        `numbers` are words of build.number_key: they find parties by a number whatever the name.
        """
        slots = slots_of(name)
        met: dict[int, list[Meeting]] = {}
        rarity: list[tuple[float, float]] = []
        informative: list[int] = []
        by_slot: list[list[tuple[float, int]]] = []
        compound = False
        for i, slot in enumerate(slots):
            if slot.role in NOT_COMPARED:
                rarity.append((0.0, 0.0))
                continue
            if slot.role != INITIAL:
                informative.append(i)
            found = self._slot(slot, name.script)
            rarity.append(found.rarity)
            if name.script == "Arab" and slot.part in (HEAD, MIDDLE):
                compound = True
                by_slot.append([(worth * PART, word) for worth, word in found.ranked])
            else:
                by_slot.append(found.ranked)
            for word, (person, organisation, how, way, cost) in found.words.items():
                met.setdefault(word, []).append((i, person, organisation, how, way, cost, -1))
        together = False
        whole_words = [i for i in informative if not slots[i].optional]
        for i, j in pairwise(whole_words):
            if slots[i].role == slots[j].role == WORD:
                self._join(i, j, slots, met, by_slot)
        for i, j, k in zip(whole_words, whole_words[1:], whole_words[2:], strict=False):
            if slots[i].role == slots[j].role == slots[k].role == WORD:
                whole = self.vocabulary.ids.get("".join(slots[x].options[0][0] for x in (i, j, k)), -1)
                if whole >= 0:
                    together = True
                    by_slot.append([(self.vocabulary.rarity(whole, ORGANISATION) - 0.7, whole)])
        for i in informative:
            if slots[i].role == WORD:
                together |= self._split(slots[i].options[0][0], by_slot)
        ids = self.vocabulary.ids
        for piece in pieces(name.native) if name.native and name.script in ("Hani", "Kana", "Hang") else ():
            word = ids.get(piece, -1)
            if word >= 0:
                by_slot.append([(BY_NATIVE, word)])
        initials = any(s.role == INITIAL for s in slots)
        numbered = False
        for number in numbers:
            word = ids.get(number, -1)
            if word >= 0:
                numbered = True
                by_slot.append([(BY_NUMBER, word)])
        # A single word, a legal form, or a word that firms bear and persons do not.
        firm = len(informative) == 1 or any(s.role == LEGAL for s in slots)
        firm = firm or any(o < 5.5 and o + 1.0 < p for p, o in (rarity[i] for i in informative))
        return Asked(
            slots=slots,
            native=name.native,
            script=name.script,
            met=met,
            rarity=rarity,
            informative=informative,
            run_together=together,
            initials=initials,
            numbered=numbered,
            firm=firm,
            compound=compound,
            by_slot=by_slot,
        )

    def _join(
        self,
        i: int,
        j: int,
        slots: tuple[Slot, ...],
        met: dict[int, list[Meeting]],
        by_slot: list[list[tuple[float, int]]],
    ) -> None:
        word = self.vocabulary.ids.get(slots[i].options[0][0] + slots[j].options[0][0], -1)
        if word >= 0:
            person, organisation = self.vocabulary.exact_worth(word)
            met.setdefault(word, []).append((i, person - 0.5, organisation - 0.5, JOINED, 0, 0.5, j))
            by_slot.append([(max(person, organisation) - 0.5, word)])

    def _split(self, word: str, by_slot: list[list[tuple[float, int]]]) -> bool:
        """A word that no list holds may stand there as two: find the names that hold its parts. True where it may."""
        ids = self.vocabulary.ids
        if word in ids or not 6 <= len(word) <= 24:
            return False
        parted = False
        first = last = -1
        for cut in range(3, len(word) - 2):
            left, right = ids.get(word[:cut], -1), ids.get(word[cut:], -1)
            if left >= 0 and right >= 0:
                parted = True
                for part in (left, right):
                    by_slot.append([(self.vocabulary.rarity(part, ORGANISATION) - 0.5, part)])
            if left >= 0 and cut >= LONG_PART:
                first = left
            if right >= 0 and last < 0 and len(word) - cut >= LONG_PART:
                last = right
        if not parted and len(word) >= 2 * LONG_PART:
            # A slip in one of the two: the other one finds the name.
            for part in (first, last):
                if part >= 0:
                    by_slot.append([(self.vocabulary.rarity(part, ORGANISATION) - 1.0, part)])
        return parted

    def _slot(self, slot: Slot, script: str) -> SlotWords:
        arabic = script == "Arab" and slot.role == WORD
        key = (slot.options, script, slot.written if arabic else "", slot.part)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._look_up(slot, script)
            if len(self._known) > 20_000:
                self._known.popitem(last=False)
        return known

    def _look_up(self, slot: Slot, script: str) -> SlotWords:
        vocabulary = self.vocabulary
        found: dict[int, tuple[float, int, int]] = {}
        east = script in ("Hani", "Kana", "Hang")
        searched = 0
        writing = _WRITINGS.get(script, ALPHABET)
        joined: set[int] = set()
        if script == "Arab" and slot.role == WORD:
            searched = 2  # by its letters, and not by guessed vowels
            other = other_names(slot.written)
            for part, whole in _readings(slot):
                for near, more, how in vocabulary.unvowelled(part):
                    if other(vocabulary.words[near]):
                        more += OTHER_NAME
                    if near not in found or found[near][0] > more:
                        found[near] = (more, how, slot.options[0][2])
                        if whole:
                            joined.add(near)
                        else:
                            joined.discard(near)
        for word, cost, way in slot.options:
            own = vocabulary.ids.get(word, -1)
            if own >= 0 and (own not in found or found[own][0] > cost):
                found[own] = (cost, EXACT, way)
                joined.discard(own)
                if script == "Arab" and word in slot.joined:
                    joined.add(own)
            # Numbers meet only where they are equal, and the second form is sought where it is nearly as usual.
            if slot.role == NUMBER or cost > 1.6 or searched >= 2 or (searched and cost > 0.45):
                continue
            if (east or way in _SPELT_OUT) and len(word) < 6:
                continue
            searched += 1
            for near, more, how in vocabulary.neighbours(word, writing):
                if near not in found or found[near][0] > cost + more:
                    found[near] = (cost + more, how, way)
        for near, more in (
            _misread(slot.options[0][0], vocabulary.ids) if slot.role == WORD and not east else ()
        ):
            found.setdefault(near, (more, SLIP, slot.options[0][2]))
        # A word that no list holds is a slip or a stranger: what lies near it is looked at by how rare it is itself.
        unheard = not any(how == EXACT for _, how, _ in found.values())
        chances = vocabulary.chance_lists
        person = organisation = 0.0
        of_whole = [0.0, 0.0]  # of words that stand for two written ones: no likenesses of one of these
        rarity = vocabulary.unheard
        words: dict[int, Worth] = {}
        ranked = []
        most = MOST_ABJAD if writing == ABJAD else MOST_WORDS
        trade = trade_words() if east and slot.role == WORD else ()
        enough = NEAR_ENOUGH_EAST if east else NEAR_ABJAD if writing == ABJAD else NEAR_ENOUGH
        for word_id, (cost, how, way) in sorted(found.items(), key=lambda item: item[1][0])[:most]:
            # A match at this cost or better befalls an ordinary name with the chance of all such words together.
            person += chances[PERSON][word_id]
            organisation += chances[ORGANISATION][word_id]
            if word_id in joined:
                of_whole[PERSON] += chances[PERSON][word_id]
                of_whole[ORGANISATION] += chances[ORGANISATION][word_id]
                p, o = (-math.log(min(chance, 1.0)) - cost for chance in of_whole)
            else:
                p, o = -math.log(min(person, 1.0)) - cost, -math.log(min(organisation, 1.0)) - cost
            if trade and o > TRADE_WORD and way == _TRANSLATED and vocabulary.words[word_id] in trade:
                o = TRADE_WORD
            if cost <= enough:
                rarity = -math.log(min(person, 1.0)), -math.log(min(organisation, 1.0))
            best = p if p > o else o
            if best > 0.3:
                words[word_id] = (p, o, how, way, cost)
                if unheard:
                    rare = min(chances[PERSON][word_id], chances[ORGANISATION][word_id])
                    best = max(best, min(-math.log(rare) - cost, UNHEARD))
                ranked.append((best, word_id))
        ranked.sort(reverse=True)
        return SlotWords(words, ranked, rarity)


def _readings(slot: Slot) -> list[tuple[tuple[tuple[str, float], ...], bool]]:
    """How a slot in Arabic letters can be read: by its letters, and as the likeliest spellings that are known of it; of a slot that
    may hold the whole of several written words, first the last of them and then the whole, which is told by True."""
    words = slot.written.split()
    if slot.part == MIDDLE or (slot.part == HEAD and len(words) == 1):
        return []
    if slot.part == TAIL:
        whole = [o for o in slot.options if o[0] in slot.joined]
        last = [o for o in slot.options if o[0] not in slot.joined]
        return [
            (_said(words[-1], last) if len(words) > 1 else (), False),
            (_said(slot.written, whole), True),
        ]
    written = slot.written if slot.part != HEAD else words[0]
    return [(_said(written, list(slot.options)), False)]


_BY_LETTERS = RELATION_CODES[Relation.TRANSLITERATION]


def _said(written: str, spellings: list[tuple[str, float, int]]) -> tuple[tuple[str, float], ...]:
    found = dict(abjad.readings(written)) if written else {}
    for word, cost, _ in [o for o in spellings if o[2] != _BY_LETTERS or not found][:SPELLINGS]:
        if cost <= NEAR_ENOUGH and word.isalpha():
            said = abjad.spoken(word)
            found[said] = min(cost, found.get(said, cost))
    return tuple(found.items())


_DIGITS = (str.maketrans("0158", "olsb"), str.maketrans("0158", "oisb"))
_SHAPES = (("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("w", "vv"))


def _misread(word: str, ids: dict[str, int]) -> list[tuple[int, float]]:
    """Listed words that a scanner or a hurried eye takes for this one: K0LOMEYTSEV, Vladirnir."""
    if word in ids or len(word) < 4:
        return []
    found = []
    if word.isalpha():
        for old, new in _SHAPES:
            at = word.find(old)
            while at >= 0:
                found.append(word[:at] + new + word[at + len(old) :])
                at = word.find(old, at + 1)
    elif sum(letter.isalpha() for letter in word) >= 3:
        found = [word.translate(digits) for digits in _DIGITS]
    return [(ids[one], MISREAD) for one in found if one in ids]


__all__ = ["JOINED", "TITLE", "Asked", "Asker", "SlotWords"]
