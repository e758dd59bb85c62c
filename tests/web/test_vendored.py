"""The files of other projects that we ship are the bytes that are recorded, with their licence beside them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src/sekisho/web/static/js/vendor"
sys.path.insert(0, str(ROOT / "tools"))

import vendored  # noqa: E402


def test_every_file_is_as_recorded() -> None:
    assert vendored.faults(FOLDER) == []
    told = subprocess.run(
        [sys.executable, ROOT / "tools/vendored.py"], capture_output=True, text=True, check=True
    )
    assert "as recorded" in told.stdout


def test_a_changed_a_missing_and_a_strange_file_are_found(tmp_path: Path) -> None:
    copy = tmp_path / "vendor"
    shutil.copytree(FOLDER, copy)
    (copy / "panzoom.es.js").write_bytes((copy / "panzoom.es.js").read_bytes() + b"\n")
    (copy / "panzoom.LICENSE.txt").unlink()
    (copy / "other.js").write_text("alert(1)")
    assert vendored.faults(copy) == [
        "panzoom.LICENSE.txt: missing",
        "other.js: not in vendored.json",
        "panzoom.es.js: not the bytes that vendored.json records",
    ]


def test_licence_and_notice_name_it_and_it_is_small() -> None:
    record = json.loads((FOLDER / "vendored.json").read_text("utf-8"))["packages"]["panzoom"]
    assert record["licence"] == "MIT" and record["integrity"].startswith("sha512-") and record["version"]
    assert "Permission is hereby granted" in (FOLDER / "panzoom.LICENSE.txt").read_text("utf-8")
    assert f"Panzoom {record['version']}" in (ROOT / "NOTICE").read_text("utf-8")
    assert (FOLDER / "panzoom.es.js").stat().st_size < 60_000
