"""The options that several commands share, and the law that they read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sekisho.law.compiled import Law


class Language(StrEnum):
    """The languages of the output."""

    en = "en"
    ja = "ja"
    zh = "zh"


Lang = Annotated[
    Language,
    typer.Option("--lang", metavar="en|ja|zh", envvar="SEKISHO_LANG", help="Language of the output."),
]
AS_JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class LawFolder:
    """Which law the commands read: that of a folder, or the law that comes with Sekisho."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def load(self) -> Law:
        """The law, read and typed. Raises LawError, BadParameter where the folder is none."""
        from sekisho.law import load_law

        if self.folder is None:
            return load_law()
        if not self.folder.is_dir():
            raise typer.BadParameter(f"{self.folder} is not a folder", param_hint="--law")
        return load_law(self.folder)


def day(words: str | None, option: str) -> date | None:
    """The day that an option names. Raises BadParameter for anything but YYYY-MM-DD."""
    return None if words is None else a_day(words, option)


def a_day(words: str, option: str) -> date:
    """The day that an argument names. Raises BadParameter for anything but YYYY-MM-DD."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(
            f"{words!r} is not a day; write it as 2026-11-21", param_hint=option
        ) from None


def authorities_of(words: str | None, law: Law, measures: bool = False) -> tuple[str, ...] | None:
    """The authorities that an option names, in their order; with `measures` also those of which the timeline alone knows.

    Raises BadParameter for one that the law does not hold.
    """
    if words is None:
        return None
    held = (
        {*law.authorities, *(i.authority for i in law.instruments.values())}
        if measures
        else {*law.authorities}
    )
    named = tuple(dict.fromkeys(part.strip().upper() for part in words.split(",") if part.strip()))
    strange = [name for name in named if name not in held]
    if strange or not named:
        raise typer.BadParameter(
            f"{', '.join(strange) or 'nothing'} is no authority of this law; "
            f"it holds {', '.join(sorted(held))}",
            param_hint="--authority",
        )
    return named
