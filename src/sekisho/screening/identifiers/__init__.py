"""Numbers that belong to one party: their normal form, their check digits, where they stand in a text, whether two are the same.

A number of which the check digit is right and that equals a listed one is very strong evidence that it is the same party.
Two different numbers of one register speak against it. A number with a wrong check digit proves nothing: somebody probably
mistyped it, and that is said.
"""

from __future__ import annotations

from .checking import normalised, valid
from .kinds import kind_of
from .matching import IdentifierMatch, compare, country_of, match
from .recognising import recognise
from .schemes import SCHEMES, Scheme

__all__ = [
    "SCHEMES",
    "IdentifierMatch",
    "Scheme",
    "compare",
    "country_of",
    "kind_of",
    "match",
    "normalised",
    "recognise",
    "valid",
]
