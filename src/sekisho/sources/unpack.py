"""Compressed files undone with a limit: what is small on the wire must not fill the machine."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from io import BytesIO

from sekisho.sources.records import SourceError

MEMBERS = 100  # files in one archive
RATIO = 300  # unpacked bytes for each packed one; real lists stay below 30
_PIECE = 1 << 20


def inflate(data: bytes, limit: int, encoding: str = "gzip") -> bytes:
    """The bytes behind gzip or deflate, at most `limit` of them; `SourceError` for more, and for a stream cut short."""
    windows = {"gzip": 31, "deflate": 47}[encoding]
    found = bytearray()
    rest = data
    while rest:
        stream = zlib.decompressobj(windows)
        try:
            while rest and not stream.eof:
                found += stream.decompress(rest, _PIECE)
                rest = stream.unconsumed_tail
                if len(found) > limit:
                    raise SourceError(
                        f"the file grows beyond {limit:,} bytes when it is unpacked: it is refused. "
                        "If the list has really grown so far, raise size-limit in the settings."
                    )
            found += stream.flush()
        except zlib.error as error:
            raise SourceError(f"the compression is broken: {error}. Fetch the file again.") from None
        if not stream.eof:
            raise SourceError("the compressed file is cut short. Fetch it again.")
        rest = stream.unused_data.lstrip(b"\0")
    if len(found) > limit:
        raise SourceError(f"the file grows beyond {limit:,} bytes when it is unpacked: it is refused.")
    return bytes(found)


def unzip(data: bytes, pattern: str, limit: int) -> bytes:
    """The one member of a zip archive whose name fits the pattern, at most `limit` bytes of it.

    Refused are archives with many members, paths that lead outside, links, passwords, and members that unpack to more
    than `RATIO` times their size.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS:
                raise SourceError(f"the archive holds {len(members):,} files: it is refused.")
            for member in members:
                _refuse_odd(member)
            fitting = [m for m in members if not m.is_dir() and re.search(pattern, m.filename, re.IGNORECASE)]
            if len(fitting) != 1:
                names = ", ".join(m.filename for m in members)[:200]
                raise SourceError(
                    f"one file that fits {pattern!r} was expected in the archive, there are {len(fitting)}: {names}"
                )
            return _read_bounded(archive, fitting[0], limit)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise SourceError(f"the archive is broken: {error}. Fetch it again.") from None


def _refuse_odd(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
        raise SourceError(
            f"the archive holds {member.filename!r}, a path that leads outside it: it is refused."
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise SourceError(f"the archive holds a link, {member.filename!r}: it is refused.")
    if member.flag_bits & 1:
        raise SourceError(
            f"{member.filename!r} in the archive wants a password: unpack it and import the file."
        )
    if member.file_size > RATIO * max(member.compress_size, 1_000):
        raise SourceError(
            f"{member.filename!r} in the archive unpacks to {member.file_size:,} bytes: it is refused."
        )


def _read_bounded(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    with archive.open(member) as stream:
        found = stream.read(limit + 1)
    if len(found) > limit:
        raise SourceError(f"{member.filename!r} in the archive has more than {limit:,} bytes: it is refused.")
    return found
