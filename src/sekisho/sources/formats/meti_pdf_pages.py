"""The tables of a PDF, read by a process of its own: what a hostile file does to the reader ends with that process.

`python -m sekisho.sources.formats.meti_pdf_pages` reads a PDF from its standard input and writes JSON to its standard output.
"""

from __future__ import annotations

import io
import logging
import subprocess
import sys
from contextlib import suppress

import msgspec
from attrs import frozen

from sekisho.sources.records import SourceError

PAGES = 400  # an edition has about thirty
MARKS = 60_000  # letters and lines on one page
SECONDS = 45  # of the processor; an edition takes six
WAIT = 300  # seconds of the clock
MEMORY = 3_000_000_000


@frozen
class Tables:
    """The text of the first page, and of every page the rows of its ruled tables, top to bottom."""

    text: str
    pages: list[list[list[str]]]


class _Said(msgspec.Struct):
    refused: str = ""
    text: str = ""
    pages: list[list[list[str]]] = []


def tables_of(data: bytes) -> Tables:
    """The tables of a PDF, read apart and within limits of time and memory; `SourceError` beyond them."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=WAIT, check=False)
    except subprocess.TimeoutExpired:
        raise SourceError(f"the PDF could not be read within {WAIT} seconds: it is refused.") from None
    except OSError as error:
        raise SourceError(f"no process could be started to read the PDF: {error}.") from None
    try:
        said = msgspec.json.decode(done.stdout, type=_Said)
    except msgspec.DecodeError:
        raise SourceError(
            "the PDF takes more time or memory than an edition does, or breaks its reader: it is refused."
        ) from None
    if said.refused:
        raise SourceError(said.refused)
    return Tables(said.text, said.pages)


def read(data: bytes) -> Tables:
    """The same within this process, without limits of time."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it reports every odd font
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > PAGES:
                raise SourceError(
                    f"the PDF has {len(document.pages)} pages; the end user list has about thirty."
                )
            found: list[list[list[str]]] = []
            first = ""
            for number, page in enumerate(document.pages, start=1):
                if len(page.chars) + len(page.edges) > MARKS:
                    raise SourceError(
                        f"page {number}: more letters and lines than a page can hold: it is refused."
                    )
                if number == 1:
                    first = page.extract_text() or ""
                found.append(
                    [[str(cell or "") for cell in row] for table in page.extract_tables() for row in table]
                )
                page.close()
            return Tables(first, found)
    except SourceError:
        raise
    except Exception as error:  # pdfminer raises nearly anything on a broken file
        raise SourceError(f"the PDF is broken or cut short: {error!r:.200}. Fetch it again.") from None


def main() -> None:
    """Read a PDF from the standard input, within the limits."""
    with suppress(
        ImportError, ValueError, OSError
    ):  # no such limits on Windows; stricter ones may stand already
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found = read(sys.stdin.buffer.read())
        said = _Said(
            text=_clean(found.text),
            pages=[[[_clean(cell) for cell in row] for row in page] for page in found.pages],
        )
    except SourceError as error:
        said = _Said(refused=_clean(str(error)))
    sys.stdout.buffer.write(msgspec.json.encode(said))


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


if __name__ == "__main__":
    main()
