"""A download that was cut: its bytes, and what has to be the same for it to be continued."""

from __future__ import annotations

import hashlib
import re
from collections.abc import MutableMapping
from pathlib import Path

import httpx
import msgspec

from sekisho.sources.atomic import write_atomically


class Partial:
    """The bytes of one address so far. `keep` writes them to the folder, if there is one, for another process to go on."""

    def __init__(self, folder: Path | None, url: str) -> None:
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        self._file = folder / f"{name}.part" if folder else None
        self._notes = folder / f"{name}.json" if folder else None
        self.data = bytearray()
        self.validator = ""  # strong ETag or Last-Modified: what If-Range compares
        self.encoding = ""
        self._read()

    def headers(self) -> MutableMapping[str, str]:
        """What asks the server for the rest; nothing where there is no beginning to continue."""
        if not self.data or not self.validator:
            return {}
        return {"Range": f"bytes={len(self.data)}-", "If-Range": self.validator}

    def begin(self, response: httpx.Response) -> None:
        """Start anew with this answer."""
        self.data.clear()
        etag = response.headers.get("etag", "")
        strong = etag if etag and not etag.startswith("W/") else ""
        self.validator = strong or response.headers.get("last-modified", "")
        self.encoding = response.headers.get("content-encoding", "").strip().casefold()

    def fits(self, response: httpx.Response) -> bool:
        """Whether a partial answer goes on exactly where this ends."""
        place = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
        return bool(place) and int(place[1]) == len(self.data) if place else False

    def whole(self, response: httpx.Response) -> int | None:
        """The bytes of the whole file, as the server announces them; None where it does not."""
        ranged = re.search(r"/(\d+)$", response.headers.get("content-range", ""))
        if ranged:
            return int(ranged[1])
        length = response.headers.get("content-length", "")
        return len(self.data) + int(length) if length.isdigit() else None

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        self.data += piece

    def keep(self) -> None:
        """Write what there is for the next sync, if it can be continued."""
        if self._file and self._notes and self.data and self.validator:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, bytes(self.data))
            sha = hashlib.sha256(self.data).hexdigest()
            notes = {"validator": self.validator, "encoding": self.encoding, "sha256": sha}
            write_atomically(self._notes, msgspec.json.encode(notes))

    def drop(self) -> None:
        """Forget it, here and on disk."""
        self.data = bytearray()
        self.validator = ""
        for file in (self._notes, self._file):
            if file:
                file.unlink(missing_ok=True)

    def _read(self) -> None:
        if not (self._file and self._notes and self._file.is_file() and self._notes.is_file()):
            return
        try:
            notes = msgspec.json.decode(self._notes.read_bytes(), type=dict[str, str])
        except msgspec.DecodeError:
            return
        data = self._file.read_bytes()
        if notes.get("sha256") == hashlib.sha256(data).hexdigest():
            self.data = bytearray(data)
            self.validator, self.encoding = notes.get("validator", ""), notes.get("encoding", "")
