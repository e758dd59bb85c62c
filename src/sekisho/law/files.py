"""The files of a law folder: which they are, what they hold, and whether somebody touched them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_SUFFIXES = (".yaml", ".csv")


def law_files(root: Path) -> list[Path]:
    """The YAML and CSV files of the law, in a fixed order."""
    return sorted(p for p in root.rglob("*") if p.suffix in _SUFFIXES and p.is_file())


def look_of(root: Path) -> tuple[str, int]:
    """What the file system says of the law's files, hashed, and the newest time in it (nanoseconds); no file is read.

    Names, sizes, inodes, times of change of content and of state: who writes a file changes one of them, unless within the
    same tick of the clock. Raises OSError where a folder cannot be listed.
    """
    rows: list[tuple[str, int, int, int, int]] = []
    folders, newest = [""], 0
    while folders:
        below = folders.pop()
        with os.scandir(root / below) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{below}{entry.name}/")
                elif entry.name.endswith(_SUFFIXES) and entry.is_file():
                    state = entry.stat()
                    newest = max(newest, state.st_mtime_ns, state.st_ctime_ns)
                    rows.append(
                        (
                            f"{below}{entry.name}",
                            state.st_size,
                            state.st_ino,
                            state.st_mtime_ns,
                            state.st_ctime_ns,
                        )
                    )
    rows.sort()
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:24], newest


def hash_files(root: Path, files: list[Path]) -> str:
    """The hash of names and contents of the files."""
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:24]
