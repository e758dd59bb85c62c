"""Elements by their names in three languages."""

from __future__ import annotations

import pytest

from sekisho.law.elements import ELEMENTS
from sekisho.service.typed_in.element_names import _MORE, _SYMBOLS, element_symbol, set_members


@pytest.mark.parametrize(
    ("typed", "symbols"),
    [
        ("钕、镨、镝、铁、硼", ["Nd", "Pr", "Dy", "Fe", "B"]),
        ("ネオジム，鉄 ホウ素", ["Nd", "Fe", "B"]),
        ("Holmium, Co; 氧元素", ["Ho", "Co", "O"]),
        ("co, Xx, 水", ["co", "Xx", "水"]),
    ],
)
def test_elements_are_read_by_their_names(typed: str, symbols: list[str]) -> None:
    """What is no name of an element stays as it is, and is refused as before."""
    assert set_members(typed, "element") == symbols


def test_every_name_is_of_one_element() -> None:
    assert set(_SYMBOLS.values()) | set(_MORE.values()) <= ELEMENTS and len(set(_SYMBOLS.values())) == 103
    assert len(_SYMBOLS) == 3 * 103 - 1, "gold is 金 in Chinese and Japanese, no other name is shared"
    assert all(element_symbol(symbol) == symbol for symbol in ELEMENTS)


def test_other_sets_keep_their_words() -> None:
    assert set_members("7732-18-5、金") == ["7732-18-5", "金"]
