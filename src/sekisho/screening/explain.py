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
from sekisho.screening.mending import Mended, words_of
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


def token_reasons(found: Match, asked: Asked, vocabulary: Vocabulary, native: str) -> tuple[TokenReason, ...]:
    """What each word of the asked name met, in its order, then what was left over. Together with the facts and the start
    (calibration.start) their worths make the worth of the hit."""
    met, missing, extra = calibration.spread(found)
    reasons = []
    for (_worth, i, _slot, word, how, way, _cost), share in sorted(
        zip(found.pairs, met, strict=True), key=_place
    ):
        relation = _HOW.get(how)
        if relation is None:
            way_there = RELATIONS[way]
            spelt = how != EXACT and way_there in (Relation.AS_WRITTEN, Relation.FOLDED)
            relation = Relation.USUAL_SPELLING if spelt else way_there
        reasons.append(
            TokenReason(asked.slots[i].written, vocabulary.words[word], str(relation), round(share, 3))
        )
    for (i, _), share in zip(found.missing, missing, strict=True):
        reasons.append(TokenReason(asked.slots[i].written, "", "missing", round(share, 3)))
    for (_slot, _, word), share in zip(found.extra, extra, strict=True):
        reasons.append(TokenReason("", vocabulary.words[word], "extra", round(share, 3)))
    if found.native:
        reasons.append(TokenReason(asked.native, native, str(Relation.AS_WRITTEN), found.native))
    return tuple(reasons)


def mended_reasons(
    found: Match, asked: Asked, vocabulary: Vocabulary, mended: Mended, cost: float
) -> tuple[TokenReason, ...]:
    """The reasons of a name that was read without its slips: beside each mended word stands what was typed, and `cost` (nats,
    below 0) is borne by the words that met, each by its share."""
    typed = {word: change for change in mended.changes for word in change.listed}
    reasons = token_reasons(found, asked, vocabulary, "")
    met = sum(r.worth for r in reasons if r.worth > 0) or 1.0
    told = []
    for reason in reasons:
        change = next((typed[w] for w in words_of(reason.asked) if w in typed), None)
        worth = round(reason.worth * (1.0 + cost / met), 3) if reason.worth > 0 else reason.worth
        if change and reason.listed:
            reason = TokenReason(" ".join(change.typed), reason.listed, change.relation, worth)
        told.append(TokenReason(reason.asked, reason.listed, reason.relation, worth))
    return tuple(told)


def _place(pair: tuple[tuple[float, int, int, int, int, int, float], float]) -> int:
    return pair[0][1]


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
