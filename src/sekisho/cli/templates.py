"""`sekisho new`: a transaction file to begin with, and the kinds of item for which there is one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import typer

from sekisho.words import LANGUAGES, say, text

from .options import LawFolder
from .screen import columns, console, print_json


def list_kinds(folder: LawFolder, words: str, lang: str, as_json: bool) -> None:
    """Print the kinds of item, all or those of which an id or a name holds `words`."""
    law = folder.load()
    needle = words.casefold()
    kinds = [
        kind
        for kind in law.vocabulary.kinds.values()
        if needle in kind.id.casefold()
        or any(needle in kind.name.get(lang, "").casefold() for lang in LANGUAGES)
    ]
    if as_json:
        print_json([{"id": kind.id, "name": kind.name, "also": list(kind.also)} for kind in kinds])
        return
    table = columns(say("kind", lang), say("title", lang), narrow=(0,))
    for kind in sorted(kinds, key=lambda kind: kind.id):
        table.add_row(kind.id, text(kind.name, lang))
    console().print(table)


def write_template(kind: str, folder: LawFolder, output: Path | None, lang: str) -> None:
    """Write the file of a kind to `output`, or to standard output. An existing file is never written over."""
    from sekisho.facts.new import Lang, template
    from sekisho.logic.kinds import KindError

    law = folder.load()
    try:
        words = template(kind, law, cast("Lang", lang))
    except KindError as error:
        raise typer.BadParameter(
            f"{error}; `sekisho new --list` shows all kinds", param_hint="KIND"
        ) from None
    if output is None:
        sys.stdout.write(words)
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(words)
    except FileExistsError:
        raise typer.BadParameter(
            f"{output} is there already; name another file", param_hint="--output"
        ) from None
    typer.echo(say("saved", lang, output))
