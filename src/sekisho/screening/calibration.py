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
    "but-patronymic",
    "all-asked",
    "all-listed",
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
    "but-patronymic",
    "all-asked",
    "all-listed",
    "alphabet",
    "abjad",
    "hangul",
    "han",
)
# Per kind of listed party: person, organisation; the third row is for an organisation that is asked in Chinese characters or kana,
# where nearly every word is a translation: what is left over on either side says more there, how often which words met says
# less. The last is the constant.
WEIGHTS = (
    (
        0.141,
        0.108,
        0.023,
        0.009,
        0.475,
        -0.1,
        0.0,
        -0.439,
        -0.124,
        -0.15,
        -0.077,
        -0.215,
        -4.0,
        0.0,
        0.0,
        0.0,
        0.0,
        2.484,
        2.659,
        1.416,
        0.626,
        0.598,
        2.45,
        1.5,
        2.55,
        -0.5,
        -8.81,
    ),
    (
        0.03,
        0.069,
        0.03,
        0.055,
        0.398,
        -0.1,
        0.0,
        -0.3,
        0.0,
        -0.15,
        0.0,
        0.0,
        -4.0,
        0.0,
        -1.028,
        -0.25,
        -2.3,
        3.9,
        3.9,
        0.0,
        0.688,
        0.174,
        1.2,
        1.0,
        0.082,
        0.982,
        -7.4,
    ),
    (
        0.219,
        0.169,
        0.0,
        0.169,
        0.261,
        0.0,
        0.0,
        -1.548,
        0.0,
        -1.106,
        0.0,
        0.0,
        -4.0,
        0.0,
        0.0,
        0.0,
        -0.585,
        2.752,
        2.495,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.982,
        -7.02,
    ),
)
_EAST = NAMES.index("han")
ALERT = 0.5
ORDINARY = -0.3  # the most worth of a person's name that many bear, without any other fact
DISORDER = -2.5  # nats: a name in hangul whose surname is another, or whose given syllables are turned round
SURE = 2.0  # nats: a hit of this worth is not looked at again
DEAREST = 5.0  # nats: slips that cost more are no slips
MENDED = 0.1  # the least worth of a name that alerts but for one slip in a word that nobody bears
SAME = 0.4  # the least worth of an organisation's name that is the same, or of its brand alone


def worth_of(features: tuple[float, ...], kind: int) -> float:
    """Log odds that the two names are one party's, in nats."""
    weights = WEIGHTS[row_of(features, kind)]
    total = weights[-1]
    for weight, value in zip(weights, features, strict=False):
        total += weight * value
    return total


def row_of(features: tuple[float, ...], kind: int) -> int:
    """Which row of WEIGHTS weighs a match with these features."""
    return 2 if kind == 1 and features and features[_EAST] else kind


def raised(worth: float) -> float:
    """The worth of a name that is the same although its words say little: just under SAME, in the order of what they say."""
    return max(worth, SAME - 0.2 / (1.0 + math.exp(worth)))


def lowered(worth: float) -> float:
    """The worth of a name that many bear: just under ORDINARY, in the order of what its words say."""
    return ORDINARY - 0.2 / (1.0 + math.exp(worth))


def start(kind: int, features: tuple[float, ...] = ()) -> float:
    """The log odds before a word is looked at: few of all listed names are the one that is asked for."""
    return WEIGHTS[row_of(features, kind)][-1]


def spread(found: Match) -> tuple[list[float], list[float], list[float]]:
    """What each met, missing and extra word adds to the log odds. Met words never speak against, left-over ones never for."""
    weights = WEIGHTS[row_of(found.features, found.kind)]
    weighed = dict(zip(NAMES, (w * f for w, f in zip(weights, found.features, strict=False)), strict=False))
    gain = sum(weighed[n] for n in _OF_MET) + found.lift
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
