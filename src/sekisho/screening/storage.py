"""An index as one file: a head, the arrays as they lie in memory, and a hash over all of it."""

from __future__ import annotations

import mmap
import os
import tempfile
from hashlib import blake2b
from pathlib import Path

import msgspec
import numpy as np

from sekisho.screening.arrays import ARRAY_NAMES, Tables
from sekisho.screening.build import Built
from sekisho.screening.vocabulary import Vocabulary

MAGIC = b"SEKISHO-NAMES\x00\x01\n"
_TEXTS = ("words", "sounds", "bones", "spoken")
VERSION = 5  # raise it when what the file holds changes its meaning, and old files are built anew


class IndexFileError(ValueError):
    """A saved index cannot be used: it is broken, cut short or of another version. Build it anew from the lists."""


class _Section(msgspec.Struct):
    name: str
    dtype: str
    shape: list[int]
    start: int
    size: int


class _Head(msgspec.Struct):
    version: int
    digest: bytes
    sections: list[_Section]


def save(built: Built, path: Path) -> None:
    """Write an index beside its place and then put it there at once, so that no reader ever sees half of it."""
    parts: list[bytes | memoryview] = []
    sections: list[_Section] = []
    at = 0

    def add(name: str, data: bytes | memoryview, dtype: str = "", shape: tuple[int, ...] = ()) -> None:
        nonlocal at
        pad = -len(data) % 16
        sections.append(_Section(name, dtype, list(shape), at, len(data)))
        parts.append(data)
        parts.append(b"\0" * pad)
        at += len(data) + pad

    arrays = {name: getattr(built.tables, name) for name in ARRAY_NAMES}
    vocabulary = built.vocabulary
    arrays |= {"chances": vocabulary.chances, "keys": vocabulary.keys, "key_words": vocabulary.key_words}
    for name, array in arrays.items():
        add(name, np.ascontiguousarray(array).tobytes(), array.dtype.str, array.shape)
    for name in _TEXTS:
        add(name, "\n".join(getattr(vocabulary, name)).encode())
    add("native", msgspec.msgpack.encode(built.native))
    add("blob", built.blob)
    digest = blake2b(digest_size=32)
    for part in parts:
        digest.update(part)
    head = msgspec.msgpack.encode(_Head(VERSION, digest.digest(), sections))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + len(head).to_bytes(8, "little") + head)
            file.write(b"\0" * (-file.tell() % 16))
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load(path: Path) -> Built:
    """Map a saved index into memory after checking its hash. Raises IndexFileError where it is not whole."""
    with path.open("rb") as file:
        try:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise IndexFileError(f"{path}: the file is empty; build the index anew") from error
    if data[: len(MAGIC)] != MAGIC:
        raise IndexFileError(f"{path}: this is no index of names; build it anew from the lists")
    start = len(MAGIC) + 8
    size = int.from_bytes(data[len(MAGIC) : start], "little")
    try:
        head = msgspec.msgpack.decode(data[start : start + size], type=_Head)
    except msgspec.MsgspecError as error:
        raise IndexFileError(f"{path}: its head cannot be read ({error}); build the index anew") from error
    if head.version != VERSION:
        raise IndexFileError(
            f"{path}: written by another version ({head.version}, not {VERSION}); build it anew"
        )
    body = start + size
    body += -body % 16
    view = memoryview(data)[body:]
    if blake2b(view, digest_size=32).digest() != head.digest:
        raise IndexFileError(
            f"{path}: its contents do not fit its hash (cut short or changed); build the index anew"
        )
    raw: dict[str, memoryview] = {}
    arrays: dict[str, np.ndarray] = {}
    for section in head.sections:
        piece = view[section.start : section.start + section.size]
        if section.dtype:
            arrays[section.name] = np.frombuffer(piece, dtype=np.dtype(section.dtype)).reshape(section.shape)
        else:
            raw[section.name] = piece
    texts = (str(raw[n], "utf-8").split("\n") if len(raw["words"]) else [] for n in _TEXTS)
    words, sounds, bones, spoken = texts
    vocabulary = Vocabulary(
        words, sounds, bones, spoken, arrays["chances"], arrays["keys"], arrays["key_words"]
    )
    native = msgspec.msgpack.decode(raw["native"], type=dict[int, str])
    return Built(vocabulary, Tables(**{name: arrays[name] for name in ARRAY_NAMES}), native, raw["blob"])
