"""`sekisho law lint` and `sekisho law test`: the law files checked, how much of the law is modelled, the
cases run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer
from attrs import asdict

from sekisho.words import say, text

from .case_files import law_root
from .options import LawFolder
from .screen import columns, console, print_json

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
            {
                "errors": len(errors),
                "warnings": warnings,
                "lock": list(changed),
                "problems": [asdict(p) for p in problems],
            }
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
    from sekisho.law.lint_coverage import coverage_table, totals

    law = folder.load()
    shares = coverage_table(law)
    if as_json:
        print_json({"rows": [asdict(share) for share in shares], "totals": totals(shares)})
        return
    out = console()
    entries = [say(word, lang) for word in ("full", "person", "pointers")]
    duties = [say(word, lang) for word in ("duties", "duty-pointers")]
    for of, heads in (("instrument", [*entries, *duties]), ("heading", entries)):
        table = columns("", say(of, lang), *heads, narrow=(0,))
        for column in table.columns[2:]:
            column.justify = "right"
        for share in shares:
            if share.of == of:
                counts = [share.full, share.person, share.pointer]
                counts += [share.duties, share.duty_pointers] if of == "instrument" else []
                name = f"{text(share.title, lang)} ({share.id})" if share.title else share.id
                table.add_row(share.authority, name, *map(str, counts))
        if of == "instrument":
            table.add_section()
            table.add_row("", say("total", lang), *map(str, totals(shares).values()))
        out.print(table)
        out.print()
    table = columns("", say("law-or-list", lang), say("state", lang), narrow=(0, 2))
    for share in shares:
        if share.of == "law":
            why = f"\n  {share.why}" if share.why else ""
            table.add_row(
                share.authority,
                f"{text(share.title, lang) or share.id}{why}",
                say(f"coverage-{share.state}", lang),
            )
    out.print(table)


def print_cases(folder: LawFolder, paths: Sequence[Path], lang: str, as_json: bool) -> None:
    """Run the cases; print what is not as expected. Ends with status 1 where there is such a case."""
    from sekisho.determine.casework import run_cases

    law = folder.load()
    total, failed = 0, []
    root = _root(folder)
    for case, failures in run_cases(law, root, _named(paths, root)):
        total += 1
        if not failures:
            continue
        unmet = [{"expected": failure.expected, "found": failure.found} for failure in failures]
        failed.append(
            {"id": case.id, "title": case.title, "file": case.file, "line": case.line, "failures": unmet}
        )
        if not as_json:
            typer.echo(f"{case.file}:{case.line}: {case.id}: {case.title}")
            for failure in failures:
                typer.echo(
                    f"    {say('expected', lang, failure.expected)}; {say('got', lang, failure.found)}"
                )
    if not total:
        raise typer.BadParameter(f"no case fits {', '.join(map(str, paths)) or root}", param_hint="PATH")
    if as_json:
        print_json({"cases": total, "failed": failed})
    else:
        typer.echo(say("cases-run", lang, total, total - len(failed), len(failed)))
    if failed:
        raise typer.Exit(FAILED)


def _named(paths: Sequence[Path], root: Path) -> tuple[str, ...]:
    """What the paths name: a file or folder of the law by its place there, anything else as a part of an
    id.
    """
    base = root.resolve().parent
    inside = [path.exists() and path.resolve().is_relative_to(base) for path in paths]
    return tuple(
        path.resolve().relative_to(base).as_posix() if within else str(path)
        for path, within in zip(paths, inside, strict=True)
    )


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
