"""The published formats of official lists: bytes in, parties out.

Every module here has one function, `parse(files) -> ParsedList`. `files` maps the names that the registry gives the files
of a source ("sdn", "alt", "add" …; a list of one file has one name) to their bytes, already unpacked. It raises
`SourceError` where nothing of the files may be taken, and nothing else on any bytes; a row that cannot be read becomes a
`Flaw` and the rest is kept. A format compares nothing with earlier editions: `sekisho.sources.checks` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from sekisho.sources.records import ParsedList, SourceError

Parse = Callable[[Mapping[str, bytes]], ParsedList]


def parser(format_name: str) -> Parse:
    """The reader of one published format, by its name in the registry ("csl_json"). Loaded when first asked for."""
    found: Parse = import_module(f"{__name__}.{format_name}").parse
    return found


def only(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a list that is published as one file; `SourceError` where there are none or several."""
    if len(files) != 1:
        names = ", ".join(sorted(files)) or "none"
        raise SourceError(f"one file was expected, there are {len(files)}: {names}. Hand in exactly one.")
    (data,) = files.values()
    if not data.strip():
        raise SourceError("the file is empty. Fetch it again; the last good edition stays in use.")
    return data
