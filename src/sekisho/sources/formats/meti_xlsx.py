"""Japan's foreign end user list (外国ユーザーリスト) as a workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date

from sekisho.sources.formats import only
from sekisho.sources.formats.documents import tables_of
from sekisho.sources.formats.meti_rows import SOURCE, Row, heads_of, parties_of, published_on, row_of
from sekisho.sources.records import Flaw, ParsedList, SourceError

__all__ = ["SOURCE", "parse"]
UNPACKED = 200_000_000  # bytes that a workbook may have when unpacked
MEMBERS = 2_000
ROWS, COLUMNS = 100_000, 200
_HEAD = 30  # rows in which the headings have to stand


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The entries of every sheet that has the headings; the same ids as in the PDF. `stated` is the highest number."""
    data = only(files)
    flaws: list[Flaw] = []
    rows: list[Row] = []
    published: date | None = None
    for name, sheet in _sheets(data):
        heads: dict[str, int] = {}
        for index, cells in enumerate(sheet, start=1):
            if new := heads_of(cells):
                heads = new
            elif heads:
                if any(cells):
                    rows.append(row_of(f"sheet {name}, row {index}", cells, heads))
            elif index <= _HEAD:
                published = published or published_on(" ".join(cells))
            else:
                break
    if not rows:
        raise SourceError(
            "no sheet has the headings No., 国名・地域名, 企業名・組織名 and 懸念区分: this is not the end user list. "
            "Take the workbook from https://www.meti.go.jp/policy/anpo/law00.html."
        )
    kept = [row for row in rows if row.number or row.name]
    parties, highest = parties_of(kept, flaws, wrapped=False)
    if not parties:
        raise SourceError(
            "no entry of the end user list could be read: "
            + (flaws[0].what if flaws else "the table is empty")
        )
    return ParsedList(parties, highest, published, tuple(flaws))


def _sheets(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """Name and cells of every sheet, as text."""
    if not data.startswith(b"PK"):
        raise SourceError(
            "this is no workbook (xlsx). The site answers some clients with a page of errors: fetch it again."
        )
    _refuse_bombs(data)
    tables = tables_of(data, "xlsx")
    return list(zip(tables.names, tables.pages, strict=False))


def _refuse_bombs(data: bytes) -> None:
    """Unpack every member with a limit, whatever sizes it declares, and look how far the cells of each sheet reach."""
    left = UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:MEMBERS]:
                with archive.open(entry) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise SourceError(
                        f"the workbook holds over {UNPACKED:,} bytes unpacked, which no list has: it is refused."
                    )
                if "worksheets/" in entry.filename and _reaches_too_far(content):
                    raise SourceError(
                        f"{entry.filename}: a cell lies beyond row {ROWS:,} or column {COLUMNS}: it is refused."
                    )
    except SourceError:
        raise
    except Exception as error:  # zlib, zipfile and its codecs each raise their own
        raise SourceError(f"the workbook is broken or cut short: {error}. Fetch it again.") from None


def _reaches_too_far(sheet: bytes) -> bool:
    for letters, number in re.findall(
        rb"\b(?:r|ref)\s*=\s*[\"'](?:[A-Z0-9]+:)?\$?([A-Z]{0,6})\$?(\d{1,12})[\"']", sheet
    ):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if column > COLUMNS or int(number) > ROWS:
            return True
    return False
