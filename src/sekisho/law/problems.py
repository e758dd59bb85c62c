"""What is wrong with a law file, said so that its editor can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from .compiled import Law


@frozen(order=True)
class Problem:
    """One fault: in which file and line, at which path inside the file, what is wrong and what to do.

    `severity`: "error" (the file must be mended) or "warning" (a second look). `rule`: the name of the check.
    """

    file: str
    line: int
    path: str
    message: str
    severity: str = "error"
    rule: str = "format"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f" {self.path}:" if self.path else ""
        return f"{place}:{where} {self.message} [{self.rule}]"


class LawError(ValueError):
    """Law files that cannot be used. `problems` names every fault."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Fault(ValueError):
    """A fault found while one part of a file is read: `line` and `path` say where, the message what and what
    to do.
    """

    def __init__(self, message: str, line: int = 0, path: str = "", rule: str = "format") -> None:
        super().__init__(message)
        self.line = line
        self.path = path
        self.rule = rule

    def at(self, file: str) -> Problem:
        """The fault as a problem of a file."""
        return Problem(file, self.line, self.path, str(self), rule=self.rule)


@frozen
class Collector:
    """Gathers problems while reading goes on, so that one run names every fault."""

    found: list[Problem] = field(factory=list)

    def add(self, file: str, line: int, path: str, message: str, rule: str = "format") -> None:
        """Note an error."""
        self.found.append(Problem(file, line, path, message, rule=rule))

    def note(self, file: str, fault: Fault) -> None:
        """Note a fault of a file."""
        self.found.append(fault.at(file))


def refuse_broken(law: Law) -> None:
    """Raise LawError for a law whose files have errors: no answer may be given on it."""
    errors = [problem for problem in law.problems if problem.severity == "error"]
    if errors:
        raise LawError(errors)
