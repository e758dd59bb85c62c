"""Start-up: how long a command takes before it does anything, and how long until the first answer."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.beside import Beside

from sekisho.law.bundle import load_law

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
DEMO = EXAMPLES / "gallium-arsenide-wafers-dalian-kumamoto.yaml"
BYTECODE = tempfile.mkdtemp(prefix="sekisho-bytecode-")
"""Modules are kept compiled here, as they are in an installed package, whatever the environment says."""


def process(*words: str) -> Callable[[], None]:
    """A run of Python with these arguments; its output is thrown away."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = BYTECODE

    def run() -> None:
        subprocess.run(
            [sys.executable, *words], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )

    return run


def sekisho(*words: str) -> Callable[[], None]:
    """A run of the command line, as the installed script starts it."""
    return process(
        "-c", f"import sys; sys.argv = ['sekisho', *{words!r}]; from sekisho.cli.main import main; main()"
    )


def test_help(compare: Callable[..., Beside]) -> None:
    """Budget: under 0.3 s."""
    compare(
        "sekisho --help",
        sekisho("--help"),
        process("-c", "import typer"),
        "python -c 'import typer'",
        calls=3,
    )


def test_help_beside_bare_python(compare: Callable[..., Beside]) -> None:
    compare("sekisho --help", sekisho("--help"), process("-c", "pass"), "python -c pass", calls=3, rounds=5)


@pytest.mark.parametrize("name", [DEMO.stem, "eight-authorities", "jp-small-value-spare-part-wuxi"])
def test_first_answer(name: str, compare: Callable[..., Beside]) -> None:
    """One determination in a new process, with its questions, printed. Budget: under 1 s."""
    compare(
        f"sekisho determine (new process): {name}",
        sekisho("determine", str(EXAMPLES / f"{name}.yaml")),
        sekisho("--help"),
        "sekisho --help",
        rounds=5,
    )


def test_first_answer_as_json(compare: Callable[..., Beside]) -> None:
    compare(
        "sekisho determine --json (new process)",
        sekisho("determine", str(DEMO), "--json"),
        sekisho("--help"),
        "sekisho --help",
        rounds=5,
    )


def test_law(compare: Callable[..., Beside]) -> None:
    """The compiled law from the user's cache, the hash of the law files included. Budget: under 0.1 s."""
    files = [path for path in (ROOT / "law").rglob("*") if path.is_file()]
    compare(
        "loading the law",
        lambda: load_law(ROOT / "law"),
        lambda: [path.read_bytes() for path in files],
        "reading the bytes of the law files",
        calls=4,
    )
