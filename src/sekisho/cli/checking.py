"""`sekisho law lint` and `sekisho law test`: the law files checked, how much of the law is modelled, the cases run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from attrs import asdict

from .options import LawFolder
from .screen import columns, console, print_json
from .testing_cases import law_root
from .words import say, text

if TYPE_CHECKING:
    from rich.console import Console

FAILED = 1


def print_lint(folder: LawFolder, update_lock: bool, lang: str, as_json: bool) -> None:
    """Check every law file; print each problem on its line. Ends with status 1 where there is an error."""
    from sekisho.law import lint

    root = _root(folder)
    changed = lint.update_lock(root) if update_lock else ()
    problems = lint.lint(root)
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = len(problems) - len(errors)
    if as_json:
        print_json(
            {"errors": len(errors), "warnings": warnings, "lock": list(changed), "problems": [asdict(p) for p in problems]}
        )
    else:
        for line in changed:
            typer.echo(line)
        for problem in problems:
            typer.echo(f"{problem}" if problem.severity == "error" else f"{problem} (warning)")
        key = "lint-errors" if errors else "lint-fine"
        counts = say("lint-errors", lang, len(errors), warnings)
        typer.echo(counts if key == "lint-errors" else say(key, lang, counts))
    if errors:
        raise typer.Exit(FAILED)


def print_coverage(folder: LawFolder, lang: str, as_json: bool) -> None:
    """Print per announcement and list how much is modelled in full, needs a person, or is a pointer."""
    from sekisho.law.coverage_table import coverage_table

    law = folder.load()
    rows = coverage_table(law)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    out = console()
    _coverage(out, rows, lang)


def print_cases(folder: LawFolder, paths: Sequence[Path], lang: str, as_json: bool) -> None:
    """Run the cases; print what is not as expected. Ends with status 1 where there is such a case."""
    from sekisho.determine.casework import run_cases

    law = folder.load()
    total, failed = 0, []
    for case, failures in run_cases(law, list(paths) or [_root(folder)]):
        total += 1
        if not failures:
            continue
        failed.append({"id": case.id, "title": case.title, "file": case.file, "line": case.line,
                       "failures": [{"expected": f.expected, "found": f.found} for f in failures]})  # fmt: skip
        if not as_json:
            typer.echo(f"{case.file}:{case.line}: {case.id}: {case.title}")
            for failure in failures:
                typer.echo(f"    {say('expected', lang, failure.expected)}; {say('got', lang, failure.found)}")
    if as_json:
        print_json({"cases": total, "failed": failed})
    else:
        typer.echo(say("cases-run", lang, total, total - len(failed), len(failed)))
    if failed:
        raise typer.Exit(FAILED)


def _root(folder: LawFolder) -> Path:
    root = law_root(folder)
    if root is None:
        raise typer.BadParameter(
            "the installed law is one compiled file; name a folder of law files: sekisho --law DIR law …",
            param_hint="--law",
        )
    if not root.is_dir():
        raise typer.BadParameter(f"{root} is not a folder", param_hint="--law")
    return root


__all__ = ["print_cases", "print_coverage", "print_lint", "text", "Console", "columns"]
