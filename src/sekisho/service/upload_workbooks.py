"""Workbooks (xlsx) looked at without building them: an archive of a kilobyte can ask for a hundred gigabytes.

The reader of workbooks makes a grid as wide and high as its farthest cell, and repeats a shared text for each cell that
names it; both are counted here first, with an XML reader that resolves nothing.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from io import BytesIO
from typing import Any, Final
from xml.parsers import expat

from attrs import define, field

from .uploads import MOST_LINES, BadUpload

MOST_MEMBERS: Final = 500
MOST_UNPACKED: Final = 80_000_000
MOST_RATIO: Final = 200
MOST_CELLS: Final = 1_000_000
MOST_LETTERS: Final = 50_000_000
LONGEST_CELL: Final = 32_767  # Excel's own limit
_DEEPEST: Final = 40
_CELL: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_WANTED: Final = ("[content_types].xml", "xl/workbook.xml")


def check_workbook(data: bytes) -> None:
    """Refuse what is no plain workbook, or would fill the machine. Raises BadUpload."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(data, members)
            left = MOST_UNPACKED
            sums = _Sums()
            for member in members:
                left -= _check_member(archive, member, left, sums)
            sums.check()
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        if isinstance(error, BadUpload):
            raise
        raise BadUpload("upload-broken-workbook") from None


def _check_members(data: bytes, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise BadUpload("upload-many-members", len(members))
    names = [member.filename.replace("\\", "/").lower() for member in members]
    if len(set(names)) != len(names) or min((m.header_offset for m in members), default=1) != 0:
        raise BadUpload("upload-broken-workbook")
    # Nothing may stand behind the archive: two readers would see two files.
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 + int.from_bytes(data[end + 20 : end + 22], "little") != len(data):
        raise BadUpload("upload-broken-workbook")
    for name, member in zip(names, members, strict=True):
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[a-z]:", name) or "\0" in name:
            raise BadUpload("upload-path-outside")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise BadUpload("upload-path-outside")
        if member.flag_bits & 1:
            raise BadUpload("upload-password")
        if (
            member.file_size > MOST_RATIO * max(member.compress_size, 1_000)
            or member.file_size > MOST_UNPACKED
        ):
            raise BadUpload("upload-bomb")
        if name.endswith(("vbaproject.bin", "macrosheet.xml")) or "/macrosheets/" in name:
            raise BadUpload("upload-macros")
    if any(wanted not in names for wanted in _WANTED):
        raise BadUpload("upload-no-workbook")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, sums: _Sums) -> int:
    """How many bytes the member really unpacks to; XML among them is read through."""
    name = member.filename.lower()
    reader = _Reader(sums) if name.endswith((".xml", ".rels")) else None
    count = 0
    with archive.open(member) as stream:
        while piece := stream.read(1 << 16):
            count += len(piece)
            if count > left:
                raise BadUpload("upload-bomb")
            if reader is not None:
                reader.feed(piece)
    if reader is not None:
        reader.feed(b"", end=True)
    return count


@define
class _Sums:
    """What all sheets hold together."""

    strings: list[int] = field(factory=list)  # letters of each shared text, in their order
    named: list[int] = field(factory=list)  # which shared texts cells name
    letters: int = 0

    def check(self) -> None:
        known = len(self.strings)
        letters = self.letters + sum(self.strings[at] for at in self.named if 0 <= at < known)
        if letters > MOST_LETTERS:
            raise BadUpload("upload-bomb")


class _Reader:
    """Reads one XML member as it comes: refuses definitions of entities, counts cells and letters."""

    def __init__(self, sums: _Sums) -> None:
        self.sums = sums
        self.depth = self.cells = self.row = self.column = self.width = self.length = 0
        self.first_row = 0
        self.inside = self.kind = ""
        self.digits = ""
        parser: Any = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self.parser = parser

    def feed(self, piece: bytes, end: bool = False) -> None:
        """Read on. Raises BadUpload."""
        try:
            self.parser.Parse(piece, end)
        except expat.ExpatError:
            raise BadUpload("upload-broken-workbook") from None

    def _refuse(self, *_: object) -> None:
        raise BadUpload("upload-entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise BadUpload("upload-bomb")
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._at(_whole(attributes.get("r"), self.row + 1), 0)
        elif tag == "c":
            self._cell(attributes)
        elif tag == "si":
            self.length = 0
            self.inside = "si"
        elif tag in {"v", "t"} and self.inside != "si":
            self.inside, self.digits, self.length = tag, "", 0
        elif tag == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            if kind in {"worksheet", "sharedStrings", "officeDocument"}:
                target = attributes.get("Target", "").lower()
                if not target.endswith(".xml") or attributes.get("TargetMode") == "External":
                    raise BadUpload("upload-broken-workbook")

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        self.kind = attributes.get("t", "")
        place = attributes.get("r")
        if place is None:
            self._at(self.row, self.column + 1)
            return
        found = _CELL.fullmatch(place)
        if found is None:
            raise BadUpload("upload-broken-workbook")
        column = 0
        for letter in found[1].upper():
            column = column * 26 + ord(letter) - 64
        self._at(int(found[2]), column)

    def _at(self, row: int, column: int) -> None:
        self.row, self.column = row, column
        self.first_row = self.first_row or row
        self.width = max(self.width, column)
        height = row
        if height > MOST_LINES:
            raise BadUpload("upload-too-many-lines", height, MOST_LINES)
        if self.cells > MOST_CELLS or height * self.width > MOST_CELLS:
            raise BadUpload("upload-too-many-cells", f"{height} × {self.width}", MOST_CELLS)

    def _end(self, name: str) -> None:
        self.depth -= 1
        tag = name.rpartition(":")[2]
        if tag == "si":
            self.sums.strings.append(self.length)
            self.inside = ""
        elif tag in {"v", "t"} and self.inside == tag:
            if self.kind == "s" and self.digits.strip().isdecimal() and len(self.digits) < 12:
                self.sums.named.append(int(self.digits))
            self.inside = ""

    def _text(self, words: str) -> None:
        if not self.inside:
            return
        self.length += len(words)
        if self.length > LONGEST_CELL:
            raise BadUpload("upload-long-cell", LONGEST_CELL)
        self.sums.letters += len(words)
        if self.inside == "v" and len(self.digits) < 20:
            self.digits += words[:20]


def _whole(words: str | None, instead: int) -> int:
    if words is None:
        return instead
    if not words.isdecimal() or len(words) > 7:
        raise BadUpload("upload-broken-workbook")
    return int(words)
