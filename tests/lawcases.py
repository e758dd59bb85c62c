"""The law, its cases and their transactions, read once for all tests."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sekisho.determine import Engine
from sekisho.facts import read_case
from sekisho.law.bundle import load_law
from sekisho.law.cases import LawCase, read_cases
from sekisho.law.compiled import Law
from sekisho.logic.objects import Case

LAW = Path(__file__).parent.parent / "law"


@lru_cache(maxsize=1)
def the_law() -> Law:
    """The law of this checkout."""
    return load_law(LAW)


@lru_cache(maxsize=1)
def the_engine() -> Engine:
    """An engine on it."""
    return Engine(the_law())


@lru_cache(maxsize=1)
def the_cases() -> tuple[LawCase, ...]:
    """All cases of the law."""
    return read_cases(LAW)


def transaction(case: LawCase) -> Case:
    """A fresh transaction of a case (tests may change it)."""
    return read_case(case.transaction, the_law())
