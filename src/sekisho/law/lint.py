"""What a schema cannot say of law files: gaps, circles, names that lead nowhere, limits that contradict each
other.

Each rule is a function from the law to problems; `RULES` names them all. An error has to be mended before the
law is built into a bundle; a warning asks for a second look.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from attrs import define

from .cases import LawCase, cases_of
from .compiled import Law
from .files import hash_files, law_files
from .lint_conditions import contradictions, negations
from .lint_cycles import bar_cycles, entry_cycles, formula_cycles, term_cycles, yield_chains
from .lint_names import ids, places, references
from .lint_time import versions_in_order
from .lint_words import languages, models, reliefs_with_steps, sources
from .load import Compiler
from .problems import Collector, Problem
from .source import Source, read_source

LOCK = "lock.json"


@define(eq=False)
class Inspection:
    """What the rules look at: the law, the files it came from, its cases."""

    root: Path
    source: Source
    law: Law
    cases: tuple[LawCase, ...]


Rule = Callable[[Inspection], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    lambda i: versions_in_order(i.law),
    lambda i: term_cycles(i.law),
    lambda i: entry_cycles(i.law),
    lambda i: bar_cycles(i.law),
    lambda i: yield_chains(i.law),
    lambda i: formula_cycles(i.law),
    lambda i: ids(i.law),
    lambda i: references(i.law),
    lambda i: places(i.law),
    lambda i: contradictions(i.law),
    lambda i: negations(i.law),
    lambda i: models(i.law),
    lambda i: languages(i.law),
    lambda i: reliefs_with_steps(i.law),
    lambda i: sources(i.law, i.cases),
    lambda i: lock_differs(i),
)


def inspect(root: Path) -> Inspection:
    """Read and compile the law of a folder for the rules; the problems of reading are in `law.problems`."""
    source = read_source(root)
    collector = Collector()
    cases = cases_of(source, collector)
    law = Compiler(source).run(hash_files(root, law_files(root)))
    law.problems = tuple(sorted({*law.problems, *collector.found}))
    return Inspection(root, source, law, cases)


def lint(root: Path) -> tuple[Problem, ...]:
    """Every problem of the law files of a folder: those of reading, and those that the rules find."""
    inspection = inspect(root)
    found = set(inspection.law.problems)
    for rule in RULES:
        found.update(rule(inspection))
    return tuple(sorted(found))


# --- the lock of globs


def update_lock(root: Path) -> tuple[str, ...]:
    """Write what each glob stands for into `lock.json`; returns the lines that changed, marked + and -."""
    expansions = inspect(root).law.expansions
    path = root / LOCK
    held = _read_lock(path)
    path.write_text(json.dumps(expansions, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    return tuple(_differences(held, expansions))


def lock_differs(inspection: Inspection) -> Iterable[Problem]:
    """What a glob stands for has changed since somebody last looked."""
    held = _read_lock(inspection.root / LOCK)
    for difference in _differences(held, inspection.law.expansions):
        message = f"{difference}: look at it, then run `sekisho law lint --update-lock`"
        yield Problem(f"{inspection.root.name}/{LOCK}", 0, "", message, rule="lock")


def _read_lock(path: Path) -> dict[str, tuple[str, ...]]:
    if not path.is_file():
        return {}
    try:
        return {str(glob): tuple(ids) for glob, ids in json.loads(path.read_text("utf-8")).items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def _differences(held: dict[str, tuple[str, ...]], now: dict[str, tuple[str, ...]]) -> Iterable[str]:
    for glob in sorted(held.keys() | now.keys()):
        before, after = set(held.get(glob, ())), set(now.get(glob, ()))
        yield from (f"+ {glob}: {id}" for id in sorted(after - before))
        yield from (f"- {glob}: {id}" for id in sorted(before - after))
