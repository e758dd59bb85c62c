"""Which listed names are worth a full comparison: those that share the rarest words, or likenesses of them, with the asked one."""

from __future__ import annotations

import threading

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from sekisho.screening.arrays import Tables
from sekisho.screening.asking import Asked

MOST = 28  # names compared in full
BEHIND = 14.0  # nats behind the best sum: further back nothing can come to the front
ENOUGH = 9.0  # nats that earn a full comparison, however far ahead another is: one list writes a party in its own script, another in Latin
PER_WORD = 0.2  # nats for each word of a listed name
PER_MET = 1.5  # nats for each asked word that a name meets: one rare likeness must not crowd out the names that hold them all
PER_SLOT = 4_000  # names looked at for one word, the rarest likenesses first


@define
class Finder:
    """Finds candidates in one set of tables. Each thread counts on a sheet of its own."""

    tables: Tables
    _sheets: threading.local = field(factory=threading.local)
    _burden: NDArray[np.float32] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._burden = np.diff(self.tables.slot_start).astype(np.float32) * np.float32(PER_WORD)

    def _sheet(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        sheet = getattr(self._sheets, "sheet", None)
        if sheet is None:
            sheet = np.zeros(self.tables.names, np.float32), np.zeros(self.tables.names, np.float32)
            self._sheets.sheet = sheet
        return sheet

    def candidates(self, asked: Asked, most: int = MOST) -> list[int]:
        """Numbers of the names with the highest sum, over the asked words, of the best that each meets there."""
        starts, posts = self.tables.post_start, self.tables.post_name
        total, best = self._sheet()
        seen: list[NDArray[np.int32]] = []
        for met in asked.by_slot:
            parts, worths, counts, size = [], [], [], 0
            for worth, wid in met:
                a, b = int(starts[wid]), int(starts[wid + 1])
                if b == a:
                    continue
                if size + b - a > PER_SLOT and size:
                    break
                parts.append(posts[a:b])
                worths.append(worth + PER_MET)
                counts.append(b - a)
                size += b - a
            if not parts:
                continue
            # The rarest come last, so that where a name holds two likenesses of a word the better one stays.
            parts.reverse()
            names = np.concatenate(parts)
            best[names] = np.repeat(np.array(worths[::-1], np.float32), counts[::-1])
            total[names] += best[names]
            seen.append(names)
        if not seen:
            return []
        names = np.concatenate(seen)
        # Of names that hold the same words the one with fewest others is the likeliest.
        sums = total[names] - self._burden[names]
        total[names] = 0.0
        if len(names) > 3 * most:
            at = len(names) - 3 * most
            keep = sums >= np.partition(sums, at)[at]
            names, sums = names[keep], sums[keep]
        order = np.argsort(-sums, kind="stable")
        if not asked.numbered:
            order = order[sums[order] >= min(float(sums[order[0]]) - BEHIND, ENOUGH)]
        chosen: dict[int, None] = {}
        for name in names[order].tolist():
            chosen[name] = None
            if len(chosen) == most:
                break
        return list(chosen)
