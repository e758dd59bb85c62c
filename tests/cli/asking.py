"""Runs the command inside the test process, as a shell would: arguments in, streams and exit status out."""

import io
from pathlib import Path

from attrs import frozen
from pytest import MonkeyPatch


@frozen
class Asked:
    """What a command printed and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def ask(*arguments: str | Path, stdin: str = "", law: Path | None = None) -> Asked:
    """Run `sekisho` with these arguments; `law`: the folder of law files."""
    from sekisho.cli.main import main

    out, err = io.StringIO(), io.StringIO()
    before = ["--law", str(law)] if law else []
    with MonkeyPatch.context() as patch:
        patch.delenv("COLUMNS", raising=False)  # pytest-xdist sets it; the tests know the width of a pipe
        patch.setattr("sys.argv", ["sekisho", *before, *map(str, arguments)])
        patch.setattr("sys.stdin", io.StringIO(stdin))
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return Asked(code, out.getvalue(), err.getvalue())
