"""Breaks lines as each script does: Latin between blanks, Chinese and Japanese between any two characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Never at the beginning of a line, and never at its end (kinsoku).
_CLOSING = "、。，．；：！？）」』】〉》”’・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_OPENING = "（「『【〈《“‘"
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6"
_UNIT = re.compile(rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*")


def wrapped(words: str, width: int) -> Iterator[str]:
    """Words as lines of at most `width` cells; what is indented hangs by two more; an address stays whole."""
    for part in words.split("\n"):
        body = part.strip()
        indent = min(len(part) - len(part.lstrip(" ")), width // 4) if body else 0
        hanging = indent + 2 if indent else 0
        lines = _lines(body, width - hanging)
        for number, line in enumerate(lines):
            yield " " * (hanging if number else indent) + line


def _lines(words: str, width: int) -> list[str]:
    from rich.cells import cell_len

    lines = [""]
    for unit in _units(words, width):
        if cell_len(lines[-1] + unit.rstrip()) <= width or not lines[-1]:
            lines[-1] += unit
        else:
            lines[-1] = lines[-1].rstrip()
            lines.append(unit.lstrip())
    return [line.rstrip() for line in lines]


def _units(words: str, width: int) -> Iterator[str]:
    """The pieces between which a line may break; a piece wider than a line is cut, but for addresses."""
    from rich.cells import cell_len, chop_cells

    for match in _UNIT.finditer(words):
        unit = match[0]
        if cell_len(unit) > width and "://" not in unit:
            yield from chop_cells(unit, width)
        else:
            yield unit
