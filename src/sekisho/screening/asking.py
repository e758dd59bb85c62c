"""The name that is asked for, made ready: its slots, and for each slot the listed words that could stand there."""

from __future__ import annotations

from itertools import pairwise

from attrs import define, frozen

from sekisho.screening.native import pieces
from sekisho.screening.tokens import INITIAL, LEGAL, NUMBER, PARTICLE, TITLE, WORD, Slot
from sekisho.screening.vocabulary import EXACT, ORGANISATION, PERSON, Vocabulary

JOINED = 4  # beside EXACT, SPELLING, SLIP, SWAP of the vocabulary
NOT_COMPARED = frozenset({PARTICLE, TITLE})


@frozen
class Meeting:
    """A listed word that could stand in a slot: what it is worth in a person's and an organisation's name, and by which way."""

    slot: int
    person: float
    organisation: float
    how: int
    way: int
    also: int = -1  # the next slot, where two asked words are one listed word


@define
class Asked:
    """An asked name against one vocabulary. `met` gives for a listed word the slots that it could fill."""

    slots: tuple[Slot, ...]
    native: str
    script: str
    met: dict[int, list[tuple[int, float, float, int, int, int]]]
    missing: tuple[list[float], list[float]]  # per kind and slot: how rare the likeliest word is, nats
    informative: list[int]


def ask(slots: tuple[Slot, ...], native: str, script: str, vocabulary: Vocabulary) -> Asked:
    """Look up every slot of an asked name. Words that say nothing (particles, titles) are left out."""
    met: dict[int, list[tuple[int, float, float, int, int, int]]] = {}
    person: list[float] = []
    organisation: list[float] = []
    informative: list[int] = []
    for i, slot in enumerate(slots):
        role = slot.role
        if role in NOT_COMPARED or role == LEGAL:
            person.append(0.0)
            organisation.append(0.0)
            continue
        if role != INITIAL:
            informative.append(i)
        first = slot.options[0][0]
        person.append(vocabulary.worth(first, PERSON))
        organisation.append(vocabulary.worth(first, ORGANISATION))
        best: dict[int, tuple[int, float, float, int, int, int]] = {}
        for word, cost, way in slot.options:
            near = vocabulary.neighbours(word)
            for wid, wp, wo, how in zip(near.ids, near.person, near.organisation, near.how, strict=True):
                old = best.get(wid)
                if old is None or old[1] < wp - cost:
                    best[wid] = (i, wp - cost, wo - cost, how, way, -1)
        for wid, meeting in best.items():
            met.setdefault(wid, []).append(meeting)
    for i, j in pairwise(informative):
        if j == i + 1 and slots[i].role == slots[j].role == WORD:
            whole = vocabulary.ids.get(slots[i].options[0][0] + slots[j].options[0][0])
            if whole is not None:
                worths = vocabulary.exact_worth(whole)
                met.setdefault(whole, []).append((i, worths[0] - 0.7, worths[1] - 0.7, JOINED, 0, j))
    if native:
        for piece in pieces(native):
            found = vocabulary.ids.get(piece)
            if found is not None:
                met.setdefault(found, []).append((-1, *vocabulary.exact_worth(found), EXACT, 0, -1))
    return Asked(slots, native, script, met, (person, organisation), informative)


__all__ = ["JOINED", "NUMBER", "Asked", "Meeting", "ask"]
