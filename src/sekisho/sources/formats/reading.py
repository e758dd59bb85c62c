"""What the readers of published lists share: text from bytes, rows, days, countries, ids."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO

from sekisho.sources.formats.countries import country_code
from sekisho.sources.records import SourceError

__all__ = [
    "country_code",
    "csv_rows",
    "day",
    "decode",
    "partial_day",
    "refuse_too_many",
    "squeeze",
    "stable_id",
    "unique",
]

CELL = 4_000_000  # characters in one cell; more is a broken quotation
LINE = 2 * CELL  # characters in one line
ROWS = 400_000  # rows of a table, entries of a list: the longest official one has a quarter of that
_SPACE = re.compile(r"\s+")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}


def decode(data: bytes, *encodings: str) -> str:
    """The text of a file, by its byte order mark or the first of the encodings that fits; `SourceError` if none does."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    for encoding in encodings or ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
    tried = ", ".join(encodings or ("utf-8-sig",))
    raise SourceError(f"the text cannot be read as {tried} (byte {place:,}). Fetch the file again.")


def squeeze(text: str) -> str:
    """The text on one line, with single blanks, in composed characters (NFC)."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def csv_rows(text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every row that is not empty. A quotation that never ends is a `SourceError`."""
    csv.field_size_limit(CELL)
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=False)
    begins = rows = 0
    while True:
        before = reader.line_num
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise SourceError(f"line {reader.line_num}: {error}. Fetch the file again.") from None
        begins = before
        if any(cell.strip() for cell in row):
            rows += 1
            refuse_too_many(rows, f"line {reader.line_num}")
            yield reader.line_num, row
    _refuse_open_quotation(text, begins, delimiter)


def refuse_too_many(entries: int, where: str) -> None:
    """`SourceError` for more entries than any official list has: reading on would fill the machine."""
    if entries > ROWS:
        raise SourceError(
            f"{where}: more than {ROWS:,} entries, which no official list has. Fetch the file again."
        )


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(StringIO(text, newline=""), start=1):
        if len(line) > LINE:
            raise SourceError(
                f"line {number}: it has {len(line):,} characters: the file is broken. Fetch it again."
            )
        yield line


def _refuse_open_quotation(text: str, begins: int, delimiter: str) -> None:
    """The last row ends with the file even in the middle of a quotation; read strictly, that is an error."""
    last = list(StringIO(text, newline=""))[begins:]
    try:
        for _row in csv.reader(last, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise SourceError(f"line {begins + 1}: the file is cut short. Fetch it again.") from None


def day(text: str, order: str = "dmy") -> date | None:
    """A whole day: ISO 8601 (a time after it is left out), "5 Mar 1962", or three numbers in `order` ("dmy", "mdy", "ymd").

    None where the text is no whole day; nothing is guessed.
    """
    text = text.strip()
    iso = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:$|[T\s])", text)
    if iso:
        return _date(*map(int, iso.groups()))
    words = re.fullmatch(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})", text)
    if words:
        return _date(int(words[3]), _MONTHS.get(words[2].lower(), 0), int(words[1]))
    numbers = re.fullmatch(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})", text)
    if numbers:
        found = dict(zip(order, map(int, numbers.groups()), strict=True))
        return _date(found["y"], found["m"], found["d"])
    return None


def partial_day(text: str) -> str:
    """A birth as ISO 8601 cut to what is known: "05 Mar 1962", "Mar 1962", "1962-03", "circa 1962"; "" where no year is."""
    text = text.strip()
    whole = day(text)
    if whole:
        return whole.isoformat()
    month = re.search(r"\b([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})\b", text)
    if month and month[1].lower() in _MONTHS:
        return f"{month[2]}-{_MONTHS[month[1].lower()]:02d}"
    iso = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if iso:
        return text
    year = re.search(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", text)
    return year[1] if year else ""


def stable_id(*parts: str) -> str:
    """An id for an entry to which the source gives none: a hash of what stays the same (list, name, country)."""
    return "h-" + hashlib.sha256("\x1f".join(map(_plain, parts)).encode()).hexdigest()[:20]


def unique(values: Sequence[str]) -> tuple[str, ...]:
    """The values in order, without blanks and repetitions."""
    return tuple(dict.fromkeys(value for value in map(str.strip, values) if value))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _SPACE.sub(" ", text).strip(" .,;:")


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
