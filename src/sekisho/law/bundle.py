"""The compiled law as one file: built into the wheel, or kept in the user's cache beside an editable
checkout.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from pathlib import Path

from .codec import decode, encode
from .compiled import Law
from .problems import LawError

SHIPPED = Path(__file__).with_name("_bundle.bin")
CHECKOUT = Path(__file__).parents[3] / "law"
FORMAT = "4"  # raise it whenever the classes or the codec change in a way that the file hash does not show


def build(law_dir: Path, target: Path) -> Law:
    """Compile the law of a folder and write it as one file. Raises LawError, naming every error."""
    from .load import compile_law

    law = compile_law(law_dir)
    errors = [problem for problem in law.problems if problem.severity == "error"]
    if errors:
        raise LawError(errors)
    _write(target, encode(law))
    return law


def load_law(path: Path | None = None, *, strict: bool = False) -> Law:
    """The law: of a folder or bundle at `path`, else of the wheel's bundle, else of the checkout's folder
    `law/`.

    A folder is compiled once and kept in the user's cache under the hash of its files. `strict`: raise
    LawError where its files have errors; otherwise a provision in error stands with an `unread` condition and
    `problems` names the error. Raises FileNotFoundError where there is no law.
    """
    place = path or (SHIPPED if SHIPPED.is_file() else CHECKOUT)
    if place.is_file():
        law: Law = decode(place.read_bytes())
    elif place.is_dir():
        law = _from_folder(place)
    else:
        raise FileNotFoundError(
            f"no law at {place}: name a folder with law files, or install the package again"
        )
    errors = [problem for problem in law.problems if problem.severity == "error"]
    if strict and errors:
        raise LawError(errors)
    return law


def _from_folder(folder: Path) -> Law:
    digest = _digest(folder)
    kept = _cache_dir() / f"law-{digest}-{_code_stamp()}.bin"
    if kept.is_file():
        try:
            law: Law = decode(kept.read_bytes())
            if law.hash == digest:
                return law
        except ValueError:
            pass  # written by another version or cut off: compile again
    from .load import compile_law

    law = compile_law(folder)
    if law.hash != digest:
        return law  # somebody wrote while it was read
    try:
        _write(kept, encode(law))
        _forget_old(kept, "law-*.bin")
    except OSError:
        pass  # a cache that cannot be written only costs time
    return law


_TICKS = 2_000_000_000  # nanoseconds; more than the coarsest clock of a file system in use


def _digest(folder: Path) -> str:
    """The hash of the folder's law files: read again only where the file system shows that one of them was touched.

    What was touched just now is not trusted to show the next change: two changes may bear the same time.
    """
    from .files import hash_files, law_files, look_of

    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
    kept = _cache_dir() / f"seen-{place}.txt"
    now = time.time_ns()
    look, newest = "", now
    try:
        look, newest = look_of(folder)
        seen = kept.read_text("ascii").split()
        if len(seen) == 2 and seen[0] == look:
            return seen[1]
    except (OSError, ValueError):
        pass  # nothing is known of an earlier look: the files are hashed, as at the first time
    digest = hash_files(folder, law_files(folder))
    try:
        if newest < now - _TICKS:
            _write(kept, f"{look} {digest}".encode())
            _forget_old(kept, "seen-*.txt")
    except OSError:
        pass  # a folder that cannot be written costs the next process the hashing, and nothing else
    return digest


def _code_stamp() -> str:
    """What tells the compiler's own state: a changed module must not find the work of the old one."""
    newest = max(module.stat().st_mtime_ns for module in Path(__file__).parent.glob("*.py"))
    return f"{FORMAT}-{newest:x}"


def _cache_dir() -> Path:
    named = os.environ.get("SEKISHO_CACHE_DIR")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sekisho"


def _write(target: Path, data: bytes) -> None:
    """Write whole or not at all: another process may be reading."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".law-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _forget_old(kept: Path, names: str, keep: int = 8) -> None:
    bundles = sorted(kept.parent.glob(names), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in bundles[keep:]:
        old.unlink(missing_ok=True)
