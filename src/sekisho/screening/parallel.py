"""Thousands of searches in several processes: each holds the same index, read-only, and answers a part of the queries."""

from __future__ import annotations

import multiprocessing
import warnings
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sekisho.screening.reasons import Hit, Query

if TYPE_CHECKING:
    from sekisho.screening.index import NameIndex

_index: NameIndex | None = None
_BATCH = 100


def _search(batch: tuple[Sequence[Query], int, float]) -> list[list[tuple[int, tuple[Any, ...]]]]:
    queries, limit, threshold = batch
    assert _index is not None
    answers = []
    for query in queries:
        hits = _index.search(query, limit=limit, threshold=threshold)
        answers.append(
            [
                (h.number, (h.key, h.lists, h.name, h.score, h.worth, h.alert, h.tokens, h.facts, h.settles))
                for h in hits
            ]
        )
    return answers


def _hit(rest: tuple[Any, ...], index: NameIndex, number: int) -> Hit:
    key, lists, name, score, worth, alert, tokens, facts, settles = rest
    party = partial(index.party, number)
    return Hit(key, lists, name, score, worth, alert, tokens, facts, settles, party, number)


def search_in_parallel(
    index: NameIndex, queries: Sequence[Query], limit: int, threshold: float, processes: int
) -> list[tuple[Hit, ...]]:
    """The answers in the order of the queries. Where the system cannot fork, one process answers them all."""
    global _index
    if "fork" not in multiprocessing.get_all_start_methods():
        return [index.search(q, limit=limit, threshold=threshold) for q in queries]
    batches = [(queries[i : i + _BATCH], limit, threshold) for i in range(0, len(queries), _BATCH)]
    answers: list[tuple[Hit, ...]] = []
    _index = index
    try:
        with warnings.catch_warnings():
            # The children touch no thread of the parent; they compute and end.
            warnings.simplefilter("ignore", DeprecationWarning)
            with multiprocessing.get_context("fork").Pool(processes) as pool:
                for batch in pool.imap(_search, batches):
                    for hits in batch:
                        answers.append(tuple(_hit(rest, index, n) for n, rest in hits))
    finally:
        _index = None
    return answers
