"""What tells by itself of which country a name in Han characters is, or that it is a firm's and no person's."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from sekisho.screening.names import east_tables

_COMPANY_OF_JAPAN = ("株式", "合同", "有限", "合资", "合名", "相互", "持株")


@cache
def marks(what: Literal["trade", "trade-ko", "japanese"]) -> frozenset[str]:
    """Folded words of the table: ends of short names of firms in Han characters or hangul, words of Japanese bodies only."""
    rows = (row.split("\t") for row in east_tables.lines("name_marks.tsv"))
    return frozenset(cells[1] for cells in rows if cells[0] == what)


@lru_cache(8192)
def korean(folded: str) -> bool:
    """Whether a folded name tells by itself that it is a Korean body's: Korea or Pyongyang in it, or 会社 without a Japanese form.

    Japan writes 平壌貿易会社 for Pyongyang Trading Company; its own firms are 株式会社, and China has no 会社.
    """
    if "朝鲜族" in folded:
        return False
    if "朝鲜" in folded or "平壤" in folded:
        return True
    before = folded.partition("会社")[0][-2:] if "会社" in folded else "株式"
    return before not in _COMPANY_OF_JAPAN


@lru_cache(8192)
def japanese(folded: str) -> bool:
    """Whether a folded name holds a word that only Japanese bodies have."""
    return any(mark in folded for mark in marks("japanese"))
