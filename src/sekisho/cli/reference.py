"""The reference of the commands, made from the commands themselves; a test holds
docs/reference/commands.md against it.

`python -m sekisho.cli.reference docs/reference/commands.md` writes it anew between its two marks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

START, END = "<!-- commands:start -->", "<!-- commands:end -->"


def reference() -> str:
    """Every command with its arguments and options, as Markdown."""
    import typer

    from .main import app

    root: Any = typer.main.get_command(app)
    return "\n".join(_command(root, ["sekisho"])).strip() + "\n"


def _command(command: Any, names: list[str]) -> Iterator[str]:
    import inspect

    yield f"## `{' '.join(names)}`"
    yield ""
    yield inspect.cleandoc(command.help or "").replace("\f", "")
    yield ""
    params = [param for param in command.params if param.name != "help"]
    usage = [*names, *(_usage(param) for param in params)]
    if hasattr(command, "commands"):
        usage.append("COMMAND …")
    yield "```text"
    yield " ".join(usage)
    yield "```"
    yield ""
    rows = [
        (f"`{_shown(param)}`".replace("|", "\\|"), _help(param))
        for param in params
        if getattr(param, "help", None)
    ]
    if rows:
        yield "| | |"
        yield "|---|---|"
        yield from (f"| {name} | {words} |" for name, words in rows)
        yield ""
    for name, inner in getattr(command, "commands", {}).items():
        yield from _command(inner, [*names, name])


def _is_argument(param: Any) -> bool:
    return str(param.param_type_name) == "argument"


def _usage(param: Any) -> str:
    shown = _shown(param) if _is_argument(param) else _shown(param).split(", ")[-1]
    return shown if param.required else f"[{shown}]"


def _shown(param: Any) -> str:
    if _is_argument(param):
        return str(param.metavar or param.name.upper())
    names = ", ".join(param.opts)
    return names if getattr(param, "is_flag", False) else f"{names} {param.metavar}"


def _help(param: Any) -> str:
    words = str(param.help)
    if getattr(param, "multiple", False) and "repeated" not in words:
        words += " May be repeated."
    if getattr(param, "envvar", None):
        words += f" Also from the environment: `{param.envvar}`."
    return words.replace("|", "\\|")


def renewed(page: str) -> str:
    """The page with the part between its marks made anew. Raises ValueError where a mark is missing."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"the page needs the marks {START} and {END}")
    return f"{before}{START}\n\n{reference()}\n{END}{after}"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(renewed(target.read_text("utf-8")), "utf-8")
