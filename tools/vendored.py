"""Files of other projects that we ship: check them against their recorded hashes, or renew one from the npm registry.

    python tools/vendored.py                       check every file (a test does the same)
    python tools/vendored.py renew panzoom 4.6.2   fetch a release with `npm pack`, take the file out, record its hashes

Renewing asks the registry of your own npm settings, compares the archive with the hash that the registry states, and writes
the new hashes into `vendored.json`, which you review and commit with the file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "src/sekisho/web/static/js/vendor"
RECORD = FOLDER / "vendored.json"


def main(arguments: list[str]) -> int:
    """Check, or renew the named package; the exit status is 1 where a file is not what is recorded."""
    if arguments[:1] == ["renew"] and len(arguments) == 3:
        renew(*arguments[1:])
    elif arguments:
        print(__doc__, file=sys.stderr)
        return 2
    wrong = faults(FOLDER)
    print("\n".join(wrong) or "every vendored file is as recorded")
    return 1 if wrong else 0


def faults(folder: Path) -> list[str]:
    """What differs from the record: files that are missing, changed, or that nobody recorded."""
    record = json.loads((folder / "vendored.json").read_text("utf-8"))
    files = {path: sha for package in record["packages"].values() for path, sha in package["files"].items()}
    found = [f"{path}: missing" for path in files if not (folder / path).is_file()]
    for path in sorted(folder.iterdir()):
        if path.name == "vendored.json":
            continue
        if path.name not in files:
            found.append(f"{path.name}: not in vendored.json")
        elif sha256(path.read_bytes()) != files[path.name]:
            found.append(f"{path.name}: not the bytes that vendored.json records")
    return found


def renew(name: str, version: str) -> None:
    """Fetch a release and put its files in the place of the old ones."""
    record: dict[str, Any] = json.loads(RECORD.read_text("utf-8"))
    package = record["packages"][name]
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(
            ["npm", "pack", f"{package['npm']}@{version}", "--json", "--ignore-scripts"],
            cwd=folder, check=True, capture_output=True, text=True,
        )  # fmt: skip
        (packed,) = json.loads(told.stdout)
        archive = Path(folder, packed["filename"]).read_bytes()
        stated = packed["integrity"]
        if stated != "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode():
            raise SystemExit(f"{name} {version}: the archive is not what the registry states ({stated})")
        with tarfile.open(Path(folder, packed["filename"])) as opened:
            for ours, theirs in package["from"].items():
                taken = opened.extractfile(theirs)
                if taken is None:
                    raise SystemExit(f"{name} {version}: {theirs} is no file")
                (FOLDER / ours).write_bytes(taken.read())
    package |= {"version": version, "integrity": stated, "archive_sha256": sha256(archive)}
    package["files"] = {ours: sha256((FOLDER / ours).read_bytes()) for ours in package["from"]}
    RECORD.write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
