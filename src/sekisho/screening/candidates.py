"""Which listed names are worth a full comparison: those that share the rarest words, or likenesses of them, with the asked one."""

from __future__ import annotations

import numpy as np

from sekisho.screening.arrays import Tables
from sekisho.screening.asking import Asked

MOST = 36  # names compared in full
POSTINGS = 12_000  # names looked at coarsely; the rarest words first


def candidates(asked: Asked, tables: Tables, most: int = MOST) -> list[int]:
    """Numbers of the names with the highest sum of what their words are worth, the highest first."""
    ranked = sorted(((max(max(m[1], m[2]) for m in ms), wid) for wid, ms in asked.met.items()), reverse=True)
    starts, posts = tables.post_start, tables.post_name
    parts, weights, counts = [], [], []
    total = 0
    for worth, wid in ranked:
        a, b = int(starts[wid]), int(starts[wid + 1])
        if b == a:
            continue
        if total + b - a > POSTINGS and total > most:
            continue
        parts.append(posts[a:b])
        weights.append(worth)
        counts.append(b - a)
        total += b - a
    if not parts:
        return []
    names = np.concatenate(parts)
    sums = np.bincount(names, weights=np.repeat(weights, counts))
    mine = sums[names]
    if len(names) > 4 * most:
        limit = np.partition(mine, len(mine) - 4 * most)[len(mine) - 4 * most]
        names = names[mine >= limit]
    names = np.unique(names)
    order = np.argsort(-sums[names], kind="stable")[:most]
    return names[order].tolist()  # type: ignore[no-any-return]
