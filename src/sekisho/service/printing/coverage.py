"""Which characters the fonts of this machine hold, read from their own tables: what none of them holds would be a box."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""Code points from first to last, both included."""
MOST_RANGES: Final = 100_000
"""A table of more is broken; no font holds so many."""


def missing(characters: Iterable[str]) -> frozenset[str]:
    """Those of some characters that no font of this machine holds."""
    left = {char for char in characters if ord(char) > 126}
    for path, index in font_files():
        if not left:
            break
        left -= held(path, index, frozenset(left))
    return frozenset(left)


@cache
def font_files() -> tuple[tuple[str, int], ...]:
    """The files of the upright, ordinary faces that the typesetter sees, those with many letters first."""
    import typst

    found = {
        (str(font.path), int(font.index))
        for font in typst.Fonts().fonts()
        if font.path and font.weight == 400
    }
    return tuple(sorted(found, key=lambda one: (-_size(one[0]), one)))


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def held(path: str, index: int, characters: frozenset[str]) -> frozenset[str]:
    """Those of some characters that a font holds."""
    ranges = ranges_of(path, index)
    return frozenset(c for c in characters if any(first <= ord(c) <= last for first, last in ranges))


@cache
def ranges_of(path: str, index: int) -> Ranges:
    """The characters of one face; none where its file cannot be read."""
    try:
        return _ranges(Path(path).read_bytes(), index)
    except (OSError, struct.error, ValueError):
        return ()


def _ranges(data: bytes, index: int) -> Ranges:
    """Read the character map of a face (OpenType, "cmap"; formats 4 and 12)."""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return _best(data, offset)
    return ()


def _best(data: bytes, cmap: int) -> Ranges:
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    offsets = {cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)[2] for number in range(count)}
    found: list[tuple[int, int]] = []
    for offset in offsets:
        form = struct.unpack_from(">H", data, offset)[0]
        if form == 12:
            found += _format_12(data, offset)
        elif form == 4:
            found += _format_4(data, offset)
    return tuple(sorted(set(found)))


def _format_12(data: bytes, offset: int) -> list[tuple[int, int]]:
    count = struct.unpack_from(">I", data, offset + 12)[0]
    if count > MOST_RANGES:
        raise ValueError("no such font")
    rows = (struct.unpack_from(">III", data, offset + 16 + 12 * number) for number in range(count))
    return [(first, last) for first, last, glyph in rows if glyph]


def _format_4(data: bytes, offset: int) -> list[tuple[int, int]]:
    count = struct.unpack_from(">H", data, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, offset + 14)
    starts = struct.unpack_from(f">{count}H", data, offset + 16 + 2 * count)
    return [(first, last) for first, last in zip(starts, ends, strict=True) if first <= last < 0xFFFF]
