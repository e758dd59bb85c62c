"""The law, its cases and their transactions, read once for all tests."""

from __future__ import annotations

import os
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


@lru_cache(maxsize=1)
def the_files() -> dict[str, tuple[LawCase, ...]]:
    """The cases by file."""
    found: dict[str, list[LawCase]] = {}
    for case in the_cases():
        found.setdefault(case.file, []).append(case)
    return {file: tuple(cases) for file, cases in found.items()}


def the_sample(stride: int, parts: int = 24) -> tuple[tuple[LawCase, ...], ...]:
    """Every case that a source states, and every `stride`-th of the others, in parts of about one size.

    All of them where SEKISHO_EVERY_CASE is set.
    """
    step = 1 if os.environ.get("SEKISHO_EVERY_CASE") else stride
    others = [case for case in the_cases() if case.basis != "stated"]
    chosen = [case for case in the_cases() if case.basis == "stated"] + others[::step]
    return tuple(tuple(chosen[n::parts]) for n in range(parts))


def transaction(case: LawCase) -> Case:
    """A fresh transaction of a case (tests may change it)."""
    return read_case(case.transaction, the_law())
