"""Reads what a person types into a form: numbers, days, places and kinds in three languages and scripts."""

from .days import read_day_text
from .kinds import find_kinds, kind_name, kind_row
from .numbers import read_number_text
from .places import find_places, place_name, read_place_text
from .unreadable import Unreadable

__all__ = [
    "Unreadable",
    "find_kinds",
    "find_places",
    "kind_name",
    "kind_row",
    "place_name",
    "read_day_text",
    "read_number_text",
    "read_place_text",
]
