"""From evidence to a probability: weights fitted on pairs of names that are known to be the same or different."""

from __future__ import annotations

import math

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
    "covers-asked",
    "covers-listed",
    "single",
    "single-fuzzy",
    "whole",
    "whole-fuzzy",
    "hangul",
)
# Per kind of listed party: person, organisation. The last is the constant.
WEIGHTS = (
    (
        0.049,
        -0.069,
        -0.199,
        0.167,
        0.688,
        0.099,
        0.632,
        -1.45,
        -0.048,
        -1.614,
        -0.07,
        -0.001,
        2.101,
        1.618,
        -0.007,
        0.274,
        -0.251,
        0.186,
        0.245,
        2.295,
        -10.666,
    ),
    (
        -0.019,
        -0.014,
        -0.046,
        0.166,
        0.354,
        -0.092,
        0.47,
        -1.42,
        0.233,
        -0.671,
        0.061,
        0.113,
        -1.925,
        4.963,
        4.268,
        0.194,
        -0.779,
        0.771,
        0.815,
        -0.129,
        -14.76,
    ),
)
OTHER_KIND = -4.0  # a person is asked and another kind of party listed, or the reverse
ALERT = 0.5


def worth_of(features: tuple[float, ...], kind: int) -> float:
    """Log odds that the two names are one party's, in nats."""
    weights = WEIGHTS[kind]
    total = weights[-1]
    for weight, value in zip(weights, features, strict=False):
        total += weight * value
    return total


def probability(worth: float) -> float:
    """Log odds as a probability, above 0 and below 1."""
    return 1.0 / (1.0 + math.exp(-max(min(worth, 36.0), -36.0)))
