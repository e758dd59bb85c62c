"""The tables of PDFs and workbooks, read by a process of its own: what a hostile file does to the reader ends with that process.

`python -m sekisho.sources.formats.documents pdf` (or `xlsx`) reads a file from its standard input and writes JSON to its standard
output. A broken workbook can end the process that reads it, a broken PDF can keep it for hours: so it is not ours.
"""

from __future__ import annotations

import io
import logging
import subprocess
import sys
from contextlib import suppress
from typing import Literal

import msgspec

from sekisho.sources.records import SourceError

Kind = Literal["pdf", "xlsx"]
PAGES = 400  # the longest list has about thirty
MARKS = 60_000  # letters and lines on one page
SECONDS = 45  # of the processor; an edition of thirty pages takes six
WAIT = 300  # seconds of the clock
MEMORY = 3_000_000_000


class Tables(msgspec.Struct):
    """What a document holds: the text of its first page, and of every page or sheet its name and the rows of its tables."""

    text: str = ""
    names: list[str] = []
    pages: list[list[list[str]]] = []
    refused: str = ""  # why it could not be read


def tables_of(data: bytes, kind: Kind) -> Tables:
    """The tables of a document, read apart and within limits of time and memory; `SourceError` beyond them."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, kind], input=data, capture_output=True, timeout=WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise SourceError(f"the {kind} could not be read within {WAIT} seconds: it is refused.") from None
    except OSError as error:
        raise SourceError(f"no process could be started to read the {kind}: {error}.") from None
    try:
        said = msgspec.json.decode(done.stdout, type=Tables)
    except msgspec.DecodeError:
        raise SourceError(
            f"the {kind} takes more time or memory than an edition does, or breaks its reader: it is refused. Fetch it again."
        ) from None
    if said.refused:
        raise SourceError(said.refused)
    return said


def read_pdf(data: bytes) -> Tables:
    """The ruled tables of a PDF, read within this process and without limits of time."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it reports every odd font
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > PAGES:
                raise SourceError(f"the PDF has {len(document.pages)} pages; an edition has about thirty.")
            found = Tables()
            for number, page in enumerate(document.pages, start=1):
                if len(page.chars) + len(page.edges) > MARKS:
                    raise SourceError(
                        f"page {number}: more letters and lines than a page can hold: it is refused."
                    )
                if number == 1:
                    found.text = page.extract_text() or ""
                found.names.append(f"page {number}")
                found.pages.append(
                    [[str(cell or "") for cell in row] for table in page.extract_tables() for row in table]
                )
                page.close()
            return found
    except SourceError:
        raise
    except Exception as error:  # pdfminer raises nearly anything on a broken file
        raise SourceError(f"the PDF is broken or cut short: {error!r:.200}. Fetch it again.") from None


def read_workbook(data: bytes) -> Tables:
    """The cells of every sheet of a workbook as text, read within this process."""
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = Tables(names=list(workbook.sheet_names))
        for name in found.names:
            found.pages.append(
                [[_text(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python()]
            )
        return found
    except BaseException as error:  # calamine is Rust: its panic is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise SourceError(f"the workbook cannot be read: {str(error)[:200]}. Fetch it again.") from None


def main() -> None:
    """Read a document from the standard input, within the limits."""
    with suppress(
        ImportError, ValueError, OSError
    ):  # no such limits on Windows; stricter ones may stand already
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        said = {"pdf": read_pdf, "xlsx": read_workbook}[sys.argv[1]](sys.stdin.buffer.read())
    except SourceError as error:
        said = Tables(refused=str(error))
    said.text, said.refused = _clean(said.text), _clean(said.refused)
    said.names = list(map(_clean, said.names))
    said.pages = [[list(map(_clean, row)) for row in page] for page in said.pages]
    sys.stdout.buffer.write(msgspec.json.encode(said))


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _clean(text: str) -> str:
    """Without half of a pair of surrogates, which JSON cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


if __name__ == "__main__":
    main()
