"""Every official source of parties: who publishes it, where, in which format, and what a whole edition looks like."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import field, frozen

from sekisho.sources.registry_rows import ROWS

MB = 1_000_000


@frozen
class SourceFile:
    """One file of a source. `name` is what its format calls it; `url` may be "" where no lasting address is known.

    `follow`: links to go along from that page to the file, each a pattern for the link's words or address. `every`: all
    links of the last step are files (announcements), not the first one only. `optional`: the list is whole without it.
    `member`: the file comes inside a zip archive, under a name of this pattern. `since`: the first year that replaces
    "{year}" in the address.
    """

    name: str
    url: str
    follow: tuple[str, ...] = ()
    every: bool = False
    optional: bool = False
    member: str = ""
    since: int = 0


@frozen
class Layout:
    """One way in which a source is published: a format by its module name, and its files."""

    format: str
    files: tuple[SourceFile, ...]


@frozen
class Source:
    """One official source. The first layout is fetched; the others stand in for it, and may be imported.

    `lists`: the lists whose parties it holds. `floors`: how many parties of a list a whole edition has at least, and
    `fewest` and `most` for all together. `smallest` and `largest` are bytes of each file. `fall`: the share of parties
    that may vanish from one edition to the next before a person has to look. `stale_after`: days. `keeps`: what was once
    published stays, although its page vanishes. `holds`: what some party of a whole edition states (kinds of `checks.statements`).
    """

    id: str
    authority: str
    titles: Mapping[str, str]
    page: str
    lists: tuple[str, ...]
    layouts: tuple[Layout, ...]
    fewest: int
    most: int
    smallest: int = 200
    largest: int = 200 * MB
    stale_after: int = 7
    fall: float = 0.1
    floors: Mapping[str, int] = field(factory=dict)
    keeps: bool = False
    holds: tuple[str, ...] = ()

    def title(self, lang: str = "en") -> str:
        """The name of the source in one of the languages of the output."""
        return self.titles.get(lang) or self.titles["en"]

    def layout(self, format_name: str) -> Layout | None:
        """The layout of that format, None where the source has no such format."""
        return next((layout for layout in self.layouts if layout.format == format_name), None)


@cache
def sources() -> Mapping[str, Source]:
    """All sources by their ids, in the order in which they are synchronised and shown."""
    found: dict[str, Source] = {}
    for row in ROWS:
        layouts = tuple(
            Layout(name, tuple(SourceFile(**file) for file in files)) for name, files in row["layouts"]
        )
        found[row["id"]] = Source(**{**row, "layouts": layouts})
    return found
