"""Japan's foreign end user list (外国ユーザーリスト) as the PDF that accompanies each edition: one table over many pages."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

from sekisho.sources.formats import only
from sekisho.sources.formats.documents import tables_of
from sekisho.sources.formats.meti_rows import SOURCE, Row, heads_of, parties_of, published_on, row_of
from sekisho.sources.records import Flaw, ParsedList, SourceError

__all__ = ["SOURCE", "parse"]
SIZE = 40_000_000  # bytes; an edition has under a million
UNPACKED = 200_000_000  # bytes of all streams of the file, unpacked
RUN = 20_000  # blanks or brackets on end; the reader is slow on them
_STREAM = re.compile(rb"stream\r?\n")


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The entries of the table, found by its ruled lines and by its headings in Japanese or English.

    A row that goes on over a page is put together; headings that are repeated are left out. Entries are numbered without gaps,
    so `stated` is the highest number, and a number that was not read is a `Flaw`. A PDF of pictures (a scan) is refused.
    """
    data = only(files)
    _refuse_bombs(data)
    tables = tables_of(data, "pdf")
    flaws: list[Flaw] = []
    rows = list(_rows(tables.pages))
    if not rows:
        raise SourceError(
            "no page holds a ruled table with the headings No., 国名・地域名, 企業名・組織名 and 懸念区分: this is not the end user list, "
            "or it is a scan. Take the workbook from https://www.meti.go.jp/policy/anpo/law00.html."
        )
    parties, highest = parties_of(rows, flaws, wrapped=True)
    if not parties:
        raise SourceError(
            "no entry of the end user list could be read: "
            + (flaws[0].what if flaws else "the table is empty")
        )
    return ParsedList(parties, highest, published_on(tables.text), tuple(flaws))


def _rows(pages: list[list[list[str]]]) -> Iterator[Row]:
    """The entries in order. A row without a number that begins or ends a page is the rest or the beginning of another."""
    heads: dict[str, int] = {}
    held: Row | None = None  # the entry that may go on
    begun: Row | None = None  # the beginning of an entry, whose number stands on the next page
    for number, table in enumerate(pages, start=1):
        at_top = True
        body = [
            (index, cells)
            for index, cells in enumerate(table, start=1)
            if any(cell.strip() for cell in cells)
        ]
        for place, (index, cells) in enumerate(body):
            if new := heads_of(cells):
                heads = new
                continue
            if not heads or len(cells) < len(heads) - 1:
                continue
            row = row_of(f"page {number}, row {index}", cells, heads)
            if row.number:
                if held:
                    yield held
                held, begun = (begun.with_more(row) if begun else row), None
            elif at_top and held and not begun:
                held = held.with_more(row)
            elif place == len(body) - 1:
                begun = begun.with_more(row) if begun else row
            elif held and not (row.name and row.country):
                held = held.with_more(row)
            else:  # an entry whose number was not read
                if held:
                    yield held
                held = row
            at_top = False
    if held or begun:
        yield held.with_more(begun) if held and begun else held or begun or Row("")


def _refuse_bombs(data: bytes) -> None:
    """Unpack every stream with a limit before the reader does it without one."""
    if b"%PDF-" not in data[:1024]:
        raise SourceError(
            "this is no PDF. The site answers some clients with a page of errors: fetch it again."
        )
    if len(data) > SIZE:
        raise SourceError(f"{len(data):,} bytes are no edition of the end user list. Fetch it again.")
    if any(len(run) > RUN for run in re.findall(rb"[\s()<>\[\]{}/%]+", data)):
        raise SourceError(
            f"the PDF has a stretch of over {RUN:,} blanks or brackets, which no edition has: it is refused."
        )
    left = UNPACKED
    for match in _STREAM.finditer(data):
        left -= _unpacked(
            data[match.end() :] if len(data) < 2_000_000 else data[match.end() : match.end() + 2_000_000],
            left,
            3,
        )
        if left < 0:
            raise SourceError(
                f"the PDF holds over {UNPACKED:,} bytes unpacked, which no edition has: it is refused."
            )


def _unpacked(stream: bytes, limit: int, deep: int) -> int:
    """How many bytes a stream has unpacked, packed streams within it included; over `limit` it stops counting."""
    if stream[:1] not in {b"\x78", b"\x48", b"\x58", b"\x68"}:
        return 0
    try:
        content = zlib.decompressobj().decompress(stream, limit + 1)
    except zlib.error:
        return 0
    return len(content) + (
        _unpacked(content, limit - len(content), deep - 1) if deep and len(content) <= limit else 0
    )
