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
    "lacks-asked",
    "lacks-listed",
    "single",
    "single-fuzzy",
    "whole",
    "whole-fuzzy",
    "hangul",
)
# Per kind of listed party: person, organisation. The last is the constant.
WEIGHTS = (
    (
        0.124,
        0.1,
        0.02,
        0.089,
        0.569,
        -0.1,
        0.0,
        -0.699,
        -0.114,
        -0.377,
        -0.056,
        -0.347,
        -2.5,
        -0.14,
        -0.004,
        0.0,
        -0.196,
        1.873,
        1.944,
        2.099,
        -9.24,
    ),
    (
        0.03,
        0.121,
        0.137,
        0.07,
        0.419,
        -0.1,
        0.0,
        -0.3,
        0.0,
        -0.15,
        0.0,
        0.0,
        -2.5,
        0.0,
        -0.905,
        -0.017,
        -1.262,
        3.555,
        2.789,
        0.036,
        -7.963,
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
