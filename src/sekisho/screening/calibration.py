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
    "other-script",
)
# Per kind of listed party: person, organisation. The last is the constant.
WEIGHTS = (
    (0.3, 0.2, 0.1, 0.0, 0.0, -0.5, 0.0, -2.0, 0.0, 0.0, 0.0, -0.2, -0.6, 3.0, 2.0, -1.0, -1.0, 0.0, -7.0),
    (0.3, 0.2, 0.1, 0.0, 0.0, -0.5, 0.0, -1.5, 0.0, 0.0, 0.0, -0.2, -0.6, 3.0, 2.0, -1.0, -1.0, 0.0, -7.0),
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
