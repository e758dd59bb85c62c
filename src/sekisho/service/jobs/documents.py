"""Many transactions in one file: a zip of transaction files, YAML with several documents, JSON lines, or a JSON list."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from attrs import frozen

from sekisho.service.uploads import BadUpload, UploadKind, check_upload, safe_name

MOST_BYTES: Final = 20_000_000
"""The largest file that is handed in."""
MOST_UNPACKED: Final = 200_000_000
MOST_DOCUMENTS: Final = 5_000
MOST_MEMBERS: Final = 20_000
_ENDINGS: Final = (".yaml", ".yml", ".json")
_MARK: Final = re.compile(r"^---(?=\s|$)", re.MULTILINE)


@frozen
class Source:
    """The text of one transaction. `name`: the file, with line or number where it holds several."""

    name: str
    text: str
    is_json: bool


def read_sources(data: bytes, name: str) -> list[Source]:
    """The transactions of a file, in their order, none of them read yet. Raises BadUpload for the file as a whole.

    A member of a zip or a line that cannot be read is not refused here: it gets its fault when its turn comes.
    """
    shown = safe_name(name)
    try:
        if len(data) > MOST_BYTES:
            raise BadUpload("upload-too-large", f"{len(data) / 1e6:.1f}", f"{MOST_BYTES / 1e6:.0f}")
        every = _unzipped(data) if data.startswith(b"PK\x03\x04") else _divided(data, shown)
        found = list(islice(every, MOST_DOCUMENTS + 1))  # millions could stand in one file
        if not found:
            raise BadUpload("jobs-file-none")
        if len(found) > MOST_DOCUMENTS:
            raise BadUpload("jobs-file-too-many", MOST_DOCUMENTS)
    except BadUpload as bad:
        bad.name = bad.name or shown
        raise
    return found


def _unzipped(data: bytes) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [m for m in packed.infolist() if _is_transaction(m)]
            if len(packed.infolist()) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
                raise BadUpload("jobs-zip-too-large", MOST_MEMBERS, MOST_UNPACKED // 1_000_000)
            if any(m.flag_bits & 0x1 for m in members):
                raise BadUpload("jobs-zip-locked")
            left = MOST_UNPACKED
            for member in members:
                with packed.open(member) as opened:
                    # The size that a zip states of itself is not believed.
                    body = opened.read(left + 1)
                left -= len(body)
                if left < 0:
                    raise BadUpload("jobs-zip-too-large", MOST_MEMBERS, MOST_UNPACKED // 1_000_000)
                yield from _divided(body, _member_name(member.filename), within=True)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        if isinstance(error, BadUpload):
            raise
        raise BadUpload("jobs-zip-broken") from None
    except Exception as error:  # zlib, lzma and bz2 have errors of their own
        if type(error).__module__ in {"zlib", "lzma", "_lzma"}:
            raise BadUpload("jobs-zip-broken") from None
        raise


def _is_transaction(member: zipfile.ZipInfo) -> bool:
    path = member.filename
    parts = re.split(r"[/\\]", path)
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not member.is_dir() and not hidden and path.lower().endswith(_ENDINGS)


def _member_name(path: str) -> str:
    return "/".join(safe_name(part) for part in re.split(r"[/\\]", path)[-3:] if part)


def _divided(data: bytes, name: str, within: bool = False) -> Iterator[Source]:
    """The documents of one file. `within`: inside a zip, where a file that is no text gets a fault of its own."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if within:
            yield Source(
                name, "\x00", False
            )  # told as a fault of this one file, by the reader of transactions
            return
        check_upload(data, name, UploadKind.TRANSACTION)
        raise BadUpload("upload-not-utf8", "?") from None
    start = text.lstrip()[:1]
    if start == "[":
        yield from _listed(text, name)
    elif start == "{" and _is_lines(text):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield Source(f"{name}:{number}", line, True)
    elif start == "{":
        yield Source(name, text, True)
    else:
        yield from _yaml_documents(text, name)


def _is_lines(text: str) -> bool:
    """JSON lines: the first line is a whole object, and another one follows."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _listed(text: str, name: str) -> Iterator[Source]:
    """The members of a JSON list, each as it is written."""
    found: list[Source] = []
    reader = json.JSONDecoder()
    at, counted, line = _blank(text, 0) + 1, 0, 1
    try:
        while text[(at := _blank(text, at))] != "]" and len(found) <= MOST_DOCUMENTS:
            _, end = reader.raw_decode(text, at)
            line, counted = line + text.count("\n", counted, at), at
            found.append(Source(f"{name}:{line}", text[at:end], True))
            at = _blank(text, end)
            if text[at] == ",":
                at += 1
            elif text[at] != "]":
                raise ValueError
        if len(found) <= MOST_DOCUMENTS and text[at + 1 :].strip():
            raise ValueError
    except (ValueError, RecursionError, IndexError):
        found = [Source(name, text, True)]  # the reader of transactions says what is wrong, with the line
    yield from found


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n\ufeff":
        at += 1
    return at


def _yaml_documents(text: str, name: str) -> Iterator[Source]:
    """YAML is divided where a line begins with `---`, which no value can hold at the start of a line."""
    marks = (match.start() for match in _MARK.finditer(text) if match.start())
    start = counted = 0
    line, several = 1, False
    for end in chain(marks, [len(text)]):
        several = several or end < len(text)
        part, begins = text[start:end], start
        start = end
        body = _MARK.sub("   ", part, count=1) if part.startswith("---") else part
        if any(line.strip() and not line.lstrip().startswith("#") for line in body.splitlines()):
            line, counted = line + text.count("\n", counted, begins), begins
            yield Source(f"{name}:{line}" if several else name, body, False)
