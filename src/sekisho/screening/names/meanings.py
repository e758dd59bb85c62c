"""A Chinese brand translated word by word into English: 蓝帽 is Lanmao in pinyin and Blue Hat on the firm's sign."""

from __future__ import annotations

from functools import cache, lru_cache

from sekisho.screening.names import east_tables
from sekisho.screening.names.forms import Form, Relation

COST = 1.8  # nats: one brand in six or so is translated and not spelled
_SECOND = 0.4
_LONGEST = 5  # characters; a longer piece is no brand
_MOST_WORDS = 3
_IDLE = "of"


@cache
def _table() -> dict[str, tuple[str, ...]]:
    rows = (row.split("\t") for row in east_tables.lines("meanings_han.tsv"))
    return {cells[0]: tuple(cells[1].split()) for cells in rows}


@lru_cache(8192)
def forms(piece: str) -> tuple[Form, ...]:
    """The English words of a folded piece of Han text, the likeliest first; () where a character has no meaning in the table."""
    units = _units(piece)
    first = tuple(words[0] for words in units)
    if not first or len(first) > _MOST_WORDS:
        return ()
    found = [Form(first, Relation.TRANSLATION, COST)]
    for at, words in enumerate(units):
        found += [
            Form((*first[:at], other, *first[at + 1 :]), Relation.TRANSLATION, COST + _SECOND)
            for other in words[1:2]
        ]
    return tuple(found)


def _units(piece: str) -> list[tuple[str, ...]]:
    """The meanings of the fewest words that make up the piece, from the left; empty where it cannot be cut so."""
    table = _table()
    if not 2 <= len(piece) <= _LONGEST:
        return []
    best: list[list[tuple[str, ...]] | None] = [[], *(None for _ in piece)]
    for at in range(len(piece)):
        before = best[at]
        if before is None:
            continue
        for end in range(len(piece), at, -1):
            words = table.get(piece[at:end])
            if words is None:
                continue
            longer = before if words == (_IDLE,) else [*before, words]
            held = best[end]
            if held is None or len(longer) < len(held):
                best[end] = longer
    return best[-1] or []
