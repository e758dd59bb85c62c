"""The reasons of a match, word by word, as the user is shown them."""

from __future__ import annotations

from sekisho.screening import calibration
from sekisho.screening.arrays import (
    HAS_ADDRESS,
    HAS_BIRTH,
    HAS_COUNTRY,
    HAS_IDENTIFIER,
    HAS_NATIVE,
)
from sekisho.screening.asking import JOINED, Asked
from sekisho.screening.names.forms import Relation
from sekisho.screening.reasons import FactReason, Query, TokenReason
from sekisho.screening.scoring import BY_INITIAL, BY_JOINING, BY_SPLITTING, Match
from sekisho.screening.tokens import RELATIONS
from sekisho.screening.vocabulary import EXACT, SLIP, SWAP, Vocabulary

_HOW = {
    SLIP: "typing-error",
    SWAP: "transposed",
    JOINED: "joined",
    BY_JOINING: "joined",
    BY_SPLITTING: "split",
    BY_INITIAL: "initial",
}


def token_reasons(found: Match, asked: Asked, vocabulary: Vocabulary) -> tuple[TokenReason, ...]:
    """What each word of the asked name met, in its order, then what was left over; worth as the calibration weighs it."""
    weights = calibration.WEIGHTS[found.kind]
    reasons = []
    for worth, i, _slot, word, how, way, _cost in sorted(found.pairs, key=lambda p: p[1]):
        relation = _HOW.get(how)
        if relation is None:
            way_there = RELATIONS[way]
            spelt = how != EXACT and way_there in (Relation.AS_WRITTEN, Relation.FOLDED)
            relation = Relation.USUAL_SPELLING if spelt else way_there
        reasons.append(
            TokenReason(
                asked.slots[i].written, vocabulary.words[word], str(relation), round(weights[0] * worth, 3)
            )
        )
    for i, rarity in sorted(found.missing):
        worth = weights[1] + weights[2] * min(rarity, 9.0)
        reasons.append(TokenReason(asked.slots[i].written, "", "missing", round(worth, 3)))
    for _slot, rarity, word in sorted(found.extra):
        worth = weights[3] + weights[4] * min(rarity, 9.0)
        reasons.append(TokenReason("", vocabulary.words[word], "extra", round(worth, 3)))
    return tuple(reasons)


def settles(
    query: Query, has: int, kind_is_person: bool, facts: tuple[FactReason, ...], script: str
) -> tuple[str, ...]:
    """Which facts the listing holds, and the query does not, that would settle whether the two are one."""
    spoken = {f.fact for f in facts if f.verdict != "silent"}
    wanted = []
    if kind_is_person and has & HAS_BIRTH and "birth" not in spoken:
        wanted.append("birth")
    if has & HAS_IDENTIFIER and "identifier" not in spoken:
        wanted.append("identifier")
    if has & HAS_ADDRESS and "address" not in spoken:
        wanted.append("address")
    if has & HAS_COUNTRY and "country" not in spoken:
        wanted.append("country")
    if has & HAS_NATIVE and script == "Latn":
        wanted.append("native-name")
    return tuple(wanted)
