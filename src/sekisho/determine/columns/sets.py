"""Which of many sets contain what the law names: decided for each distinct set, by its members."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from sekisho.logic import conditions as c
from sekisho.logic.values import SetValue


class Sets:
    """The sets that items state under one attribute."""

    def __init__(self, values: Sequence[object], rows: pl.Series) -> None:
        """`values`: the distinct sets; `rows`: which of them each item states, null where none."""
        self.rows = rows
        self._complete = [value.complete if isinstance(value, SetValue) else None for value in values]
        self._with: dict[str, set[int]] = {}
        for number, value in enumerate(values):
            for member in value.known if isinstance(value, SetValue) else ():
                self._with.setdefault(member, set()).add(number)

    def contain(self, node: c.Contains) -> pl.Series:
        """The truth for each item, as a nullable boolean (the rules are those of `sekisho.logic.compare`)."""
        truths: list[bool | None]
        if node.quantifier == "only":
            truths = [True if complete else None for complete in self._complete]
            others = (those for member, those in self._with.items() if member not in node.members)
            for number in set[int]().union(*others):
                truths[number] = False
            return pl.Series(truths, dtype=pl.Boolean).gather(self.rows)
        truths = [False if complete else None for complete in self._complete]
        having = [self._with.get(member, set()) for member in node.members]
        every = node.quantifier == "every"
        for number in self._all().intersection(*having) if every else set[int]().union(*having):
            truths[number] = True
        known = pl.Series(truths, dtype=pl.Boolean)
        return (~known if node.quantifier == "none" else known).gather(self.rows)

    def _all(self) -> set[int]:
        return {number for number, complete in enumerate(self._complete) if complete is not None}
