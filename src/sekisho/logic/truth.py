"""Three truth values and their strong Kleene connectives.

The values are ordered FALSE < UNKNOWN < TRUE and carried as the small integers 0, 1, 2, so that the same numbers
serve Python and data frames (where they travel as Int8).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """What is known of a statement: false, unknown or true."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @property
    def word(self) -> str:
        """The value as it is written in answers: "false", "unknown" or "true"."""
        return self.name.lower()


FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE


def both(values: Iterable[Truth]) -> Truth:
    """Kleene conjunction; TRUE for no values."""
    return min(values, default=TRUE)


def either(values: Iterable[Truth]) -> Truth:
    """Kleene disjunction; FALSE for no values."""
    return max(values, default=FALSE)


_NOT = (TRUE, UNKNOWN, FALSE)
_OF = (FALSE, UNKNOWN, TRUE)


def negate(value: Truth) -> Truth:
    """Kleene negation."""
    return _NOT[value]


def of_bool(value: bool | None) -> Truth:
    """The truth value of a boolean; None is UNKNOWN."""
    return UNKNOWN if value is None else (TRUE if value else FALSE)


def of_word(word: str) -> Truth:
    """The truth value written as a word. Raises KeyError for any other word."""
    return Truth[word.upper()]
