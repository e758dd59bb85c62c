"""How a command says that its input cannot be used: every fault on a line of its own, exit status 2, no
traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import typer

BAD_INPUT = 2


class Faulty(ValueError):
    """Input that cannot be used. `problems` are the faults, each with its place and what to do."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def faults_of(error: BaseException) -> list[str] | None:
    """The lines that tell of bad input, or None where the error is one of the program."""
    problems = getattr(error, "problems", None)
    if isinstance(error, ValueError) and problems is not None:
        return [str(problem) for problem in problems] or [str(error)]
    if isinstance(error, OSError) and error.filename is not None:
        return [f"{error.filename}: {error.strerror}"]
    return None


@contextmanager
def told() -> Iterator[None]:
    """Turn bad input into its messages on standard error and exit status 2; other errors pass."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, a pager) has seen enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except Exception as error:
        lines = faults_of(error)
        if lines is None:
            raise
        for line in lines:
            typer.echo(line, err=True)
        raise typer.Exit(BAD_INPUT) from None
