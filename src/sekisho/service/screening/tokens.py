"""A hit as two lines of words, one above the other: what was asked, what is listed, and how each pair differs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

SAME: Final = frozenset({"as-written", "folded"})
"""Relations of words that are the same to a reader."""


def aligned(match: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The pairs of words of a hit, in the order of the name that was asked, what is only listed last.

    `differs`: the words are not the same; `marks`: for words in one script the pieces of the listed word with whether each
    stands in the asked one too, so that a page can underline what differs.
    """
    found = []
    for word in match["words"]:
        asked, listed, relation = word["asked"], word["listed"], word["relation"]
        differs = relation not in SAME
        found.append(
            {**word, "differs": differs, "marks": marks(asked, listed) if differs else [[listed, False]]}
        )
    return found


def marks(asked: str, listed: str) -> list[list[Any]]:
    """The listed word in pieces: [text, whether it differs from the asked word]."""
    from difflib import SequenceMatcher

    if not asked or not listed or not _one_script(asked, listed):
        return [[listed, True]] if listed else []
    one, two = asked.casefold(), listed.casefold()
    if len(two) != len(listed) or len(one) > 80 or len(two) > 80:
        return [[listed, True]]
    pieces: list[list[Any]] = []
    for tag, _, _, start, end in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if end > start:
            pieces.append([listed[start:end], tag != "equal"])
        elif tag == "delete" and (not pieces or not pieces[-1][1]):
            pieces.append(["", True])  # something of the asked word is lacking here
    return pieces


def _one_script(one: str, two: str) -> bool:
    return bool(re.search(r"[A-Za-z]", one)) == bool(re.search(r"[A-Za-z]", two))
