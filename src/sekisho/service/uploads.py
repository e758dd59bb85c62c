"""What is looked at in every file that somebody sends, before anything reads it: one gate for pages, API and jobs.

A file is taken for what its bytes are, never for what its name says. What passes is small enough, of one known form, not
nested without end, and names nothing outside itself, so that the readers behind may take time but cannot be made to fill
the machine or end the process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from sekisho.words import say


class UploadKind(StrEnum):
    """What a file is sent for."""

    TRANSACTION = "transaction"  # a transaction file, YAML or JSON
    TABLE = "table"  # parties or values in rows, CSV or xlsx


MOST_BYTES: Final[Mapping[UploadKind, int]] = {
    UploadKind.TRANSACTION: 2_000_000,
    UploadKind.TABLE: 10_000_000,
}
MOST_LINES: Final = 50_000
MOST_COLUMNS: Final = 500
MOST_NODES: Final = 100_000
DEEPEST: Final = 60
LONGEST_NAME: Final = 120


class BadUpload(ValueError):
    """A file that cannot be taken. `key` and `parts` are words of the catalogue, `line` where it is (0: the whole file)."""

    def __init__(self, key: str, *parts: object, name: str = "", line: int = 0) -> None:
        self.key, self.parts, self.name, self.line = key, parts, name, line
        super().__init__(self.words("en"))

    def words(self, lang: str) -> str:
        """What is wrong with the file and what to do, in a language."""
        wrong = say(self.key, lang, *self.parts)
        if self.line:
            wrong = say("upload-at-line", lang, self.line, wrong)
        return say("upload-of", lang, self.name, wrong) if self.name else wrong


@frozen
class Upload:
    """A file that passed: `name` is fit to be shown (never to be a path), `form` is yaml, json, csv or xlsx."""

    name: str
    kind: UploadKind
    form: str
    data: bytes
    text: str = ""

    @property
    def suffix(self) -> str:
        """The ending that tells our readers the form."""
        return f".{self.form}"


def check_upload(data: bytes, name: str, kind: UploadKind) -> Upload:
    """The file, if it can be taken for what it was sent for. Raises BadUpload with words in three languages."""
    shown = safe_name(name)
    try:
        if len(data) > MOST_BYTES[kind]:
            raise BadUpload("upload-too-large", _megabytes(len(data)), _megabytes(MOST_BYTES[kind]))
        if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            raise BadUpload("upload-empty" if not data else "upload-blank")
        form = _form(data, kind)
        if form == "xlsx":
            from .upload_workbooks import check_workbook

            check_workbook(data)
            return Upload(shown, kind, form, data)
        if kind is UploadKind.TABLE:
            return Upload(shown, kind, "csv", data, _check_rows(data))
        text = _unicode(data)
        form = "json" if text.lstrip().startswith(("{", "[")) and _is_json(text, name) else "yaml"
        _check_nesting(text, form)
        return Upload(shown, kind, form, data, text)
    except BadUpload as bad:
        bad.name = shown
        raise


def safe_name(name: str) -> str:
    """The last part of a file's name without signs that move, hide or break a line; "file" where nothing is left."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " ")
    kept = kept.strip(" .")
    if len(kept) > LONGEST_NAME:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: LONGEST_NAME - 12]}…{dot}{ending[:10]}" if dot else kept[:LONGEST_NAME]
    return kept or "file"


_FOREIGN: Final = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls, doc"),
    (b"PK\x03\x04", "zip, docx, xlsx"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"MZ", "exe"),
    (b"\x7fELF", "ELF"),
    (b"\xca\xfe\xba\xbe", "class"),
    (b"\xfe\xed\xfa", "Mach-O"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"#!", "script"),
    (b"{\\rtf", "RTF"),
)
_MARKUP: Final = re.compile(
    rb"\s*<(!doctype|html|svg|script|\?xml|\?php|head|body|iframe|!--)", re.IGNORECASE
)


def _form(data: bytes, kind: UploadKind) -> str:
    """What the bytes are: "xlsx" or "text". Raises BadUpload for anything else."""
    if kind is UploadKind.TABLE and data.startswith(b"PK\x03\x04"):
        return "xlsx"
    for magic, called in _FOREIGN:
        if data.startswith(magic) and not (magic in {b"MZ", b"BZh"} and _reads_as_text(data)):
            raise BadUpload(f"upload-foreign-{kind.value}", called)
    start = data.removeprefix(b"\xef\xbb\xbf")[:2_000]
    if _MARKUP.match(start):
        raise BadUpload(f"upload-foreign-{kind.value}", "HTML, XML")
    return "text"


def _reads_as_text(data: bytes) -> bool:
    """A table may begin with the letters MZ; a program holds bytes that no text has."""
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data[:4_000])


def _unicode(data: bytes) -> str:
    """The text of a file in UTF-8. Raises BadUpload with the line of what is none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadUpload("upload-not-utf8", "UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadUpload("upload-not-utf8", f"0x{data[error.start]:02x}", line=line) from None
    # Readers of YAML do not agree whether the last three end a line; two would see two files.
    _refuse_controls(text, "\x85\u2028\u2029")
    return text


def _refuse_controls(text: str, more: str = "") -> None:
    control = re.search(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f{more}]", text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        raise BadUpload("upload-control", f"0x{ord(control[0]):02x}", line=line)


def _is_json(text: str, name: str) -> bool:
    """Brackets begin JSON and a mapping on one line of YAML alike; the name decides, then the quotation mark."""
    lowered = name.lower()
    if lowered.endswith((".yaml", ".yml")):
        return False
    return lowered.endswith(".json") or re.match(r"\s*(\{\s*[\"}]|\[)", text) is not None


def _check_nesting(text: str, form: str) -> None:
    """Refuse what is nested without end or repeats itself, without building it."""
    if form == "json":
        _check_json(text)
        return
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = nodes = documents = 0
    try:
        for event in yaml.parse(text, loader):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent):
                raise BadUpload("upload-alias", str(event.anchor)[:40], line=line)
            if isinstance(event, yaml.NodeEvent):
                nodes += 1
                if (tag := getattr(event, "tag", None)) and not tag.startswith("tag:yaml.org,2002:"):
                    raise BadUpload("upload-tag", str(tag)[:60], line=line)
                if nodes > MOST_NODES:
                    raise BadUpload("upload-too-many", MOST_NODES, line=line)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    raise BadUpload("upload-too-deep", DEEPEST, line=line)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise BadUpload("upload-two-documents", line=line)
    except yaml.MarkedYAMLError:
        return  # the reader says what is wrong, with the line and what was expected
    except yaml.YAMLError:
        raise BadUpload("upload-not-yaml") from None


def _check_json(text: str) -> None:
    opened = text.count("{") + text.count("[")
    if opened <= DEEPEST and opened + text.count(",") + text.count('"') <= MOST_NODES:
        return  # too few signs to be nested deeply, or to be many; those inside of strings are counted, too
    depth = 0
    for nodes, found in enumerate(re.finditer(r'"(?:[^"\\]|\\.)*"?|[\[\]{},]', text, re.DOTALL)):
        sign = found[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if depth > DEEPEST or nodes > 2 * MOST_NODES:
            line = text.count("\n", 0, found.start()) + 1
            key, most = ("upload-too-deep", DEEPEST) if depth > DEEPEST else ("upload-too-many", MOST_NODES)
            raise BadUpload(key, most, line=line)


_TABLE_ENCODINGS: Final = ("utf-8-sig", "gb18030", "cp932", "big5")


def _check_rows(data: bytes) -> str:
    """The text of a table, in the first encoding that fits (its reader chooses by the headings)."""
    text = _decoded(data)
    _refuse_controls(text)
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise BadUpload("upload-too-many-lines", len(lines), MOST_LINES)
    for number, line in enumerate(lines, 1):
        columns = max(line.count(sign) for sign in ",;\t") + 1
        if columns > MOST_COLUMNS:
            raise BadUpload("upload-too-many-columns", columns, MOST_COLUMNS, line=number)
    return text


def _decoded(data: bytes) -> str:
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if utf16 else _TABLE_ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadUpload("upload-no-encoding")


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f}"
