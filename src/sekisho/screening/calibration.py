"""From evidence to a probability: weights fitted on pairs of names that are known to be the same or different."""

from __future__ import annotations

import math

from sekisho.screening.scoring import Match

NAMES = (
    "exact",
    "near",
    "far",
    "first-8",
    "first-14",
    "cost",
    "fuzzy",
    "missing",
    "missing-rarity",
    "extra",
    "extra-rarity",
    "contradiction",
    "numbers",
    "lacks-asked",
    "lacks-listed",
    "single",
    "single-fuzzy",
    "whole",
    "whole-fuzzy",
    "alphabet",
    "abjad",
    "hangul",
    "han",
)
_OF_MET = (
    "exact",
    "near",
    "far",
    "first-8",
    "first-14",
    "cost",
    "fuzzy",
    "single",
    "single-fuzzy",
    "whole",
    "whole-fuzzy",
    "alphabet",
    "abjad",
    "hangul",
    "han",
)
# Per kind of listed party: person, organisation. The last is the constant.
WEIGHTS = (
    (
        0.136,
        0.102,
        0.022,
        0.008,
        0.49,
        -0.1,
        0.0,
        -0.742,
        -0.124,
        -0.318,
        -0.053,
        -0.253,
        -2.5,
        0.0,
        0.0,
        0.0,
        0.0,
        1.88,
        2.115,
        1.8,
        1.65,
        2.3,
        -0.5,
        -7.695,
    ),
    (
        0.03,
        0.067,
        0.036,
        0.053,
        0.395,
        -0.1,
        0.0,
        -0.3,
        0.0,
        -0.15,
        0.0,
        0.0,
        -2.5,
        -0.309,
        -1.015,
        -0.176,
        -0.976,
        3.9,
        2.757,
        1.8,
        1.8,
        0.117,
        0.992,
        -7.043,
    ),
)
ALERT = 0.5


def worth_of(features: tuple[float, ...], kind: int) -> float:
    """Log odds that the two names are one party's, in nats."""
    weights = WEIGHTS[kind]
    total = weights[-1]
    for weight, value in zip(weights, features, strict=False):
        total += weight * value
    return total


def start(kind: int) -> float:
    """The log odds before a word is looked at: few of all listed names are the one that is asked for."""
    return WEIGHTS[kind][-1]


def spread(found: Match) -> tuple[list[float], list[float], list[float]]:
    """What each met, missing and extra word adds to the log odds. Met words never speak against, left-over ones never for."""
    weighed = dict(
        zip(NAMES, (w * f for w, f in zip(WEIGHTS[found.kind], found.features, strict=False)), strict=False)
    )
    gain = sum(weighed[n] for n in _OF_MET)
    total = sum(p[0] for p in found.pairs) or 1.0
    met = [max(gain, 0.0) * p[0] / total for p in found.pairs]
    apart = 0.5 * weighed["contradiction"] if found.missing and found.extra else 0.0
    numbers = weighed["numbers"] / max(1, found.features[NAMES.index("numbers")])
    missing = _left([r for _, r in found.missing], weighed, "missing", "lacks-asked", apart)
    extra = _left([r for _, r, _ in found.extra], weighed, "extra", "lacks-listed", apart)
    for losses, slots in ((missing, found.missing_numbers), (extra, found.extra_numbers)):
        for i in slots:
            losses[i] += numbers
    return met, missing, extra


def _left(
    rarities: list[float], weighed: dict[str, float], name: str, lacks: str, apart: float
) -> list[float]:
    if not rarities:
        return []
    each = weighed[name] / len(rarities)
    by_rarity = weighed[name + "-rarity"] + weighed[lacks] + apart
    total = sum(rarities) or 1.0
    return [each + by_rarity * r / total for r in rarities]


def probability(worth: float) -> float:
    """Log odds as a probability, above 0 and below 1."""
    return 1.0 / (1.0 + math.exp(-max(min(worth, 36.0), -36.0)))
