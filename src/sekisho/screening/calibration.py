"""From evidence to a probability: weights fitted on pairs of names that are known to be the same or different."""

from __future__ import annotations

import math

NAMES = (
    "met",
    "missing",
    "missing-rarity",
    "extra",
    "extra-rarity",
    "contradiction",
    "numbers",
    "coverage",
    "single",
)
# Per kind of listed party: person, organisation. The last is the constant.
WEIGHTS = (
    (1.0, -1.0, -0.1, -0.6, -0.05, -0.4, -2.0, 3.0, -1.0, -12.0),
    (1.0, -0.5, -0.3, -0.2, -0.2, -0.3, -2.0, 3.0, -1.0, -12.0),
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
