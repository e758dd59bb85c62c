"""What is wrong with a transaction file, said so that its writer can mend it: file, line, path, message, what
to do."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen


@frozen(order=True)
class Problem:
    """One fault. `line` counts from 1 (0: not known), `path` names the place as questions do:
    `items["1"].facts.purity`."""

    file: str
    line: int
    path: str
    message: str
    mend: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f" {self.path}:" if self.path else ""
        return f"{place}:{where} {self.message}{f'; {self.mend}' if self.mend else ''}"


class BadInput(ValueError):
    """A transaction that cannot be used. `problems` names every fault that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@frozen
class Spot:
    """A place in the file: its path and its line."""

    path: str = ""
    line: int = 0

    def key(self, holder: object, key: str) -> Spot:
        """The place of a key of the mapping that stands here."""
        lines = getattr(holder, "lines", None)
        line = lines.get(key, self.line) if isinstance(lines, dict) else self.line
        return Spot(f"{self.path}.{key}" if self.path else key, line)

    def member(self, holder: object, number: int, id: str) -> Spot:
        """The place of the member `number` of the list that stands here, under the name by which paths call
        it."""
        lines = getattr(holder, "lines", None)
        line = lines[number] if isinstance(lines, list) and number < len(lines) else self.line
        return Spot(f'{self.path}["{id}"]', line)


@frozen
class Problems:
    """Gathers the faults of one file."""

    file: str
    found: list[Problem] = field(factory=list)
    misshapen: set[str] = field(factory=set)  # paths of wrong shape: other faults there follow from it

    def add(self, spot: Spot, message: str, mend: str = "") -> None:
        """Note a fault."""
        problem = Problem(self.file, spot.line, spot.path, message, mend)
        if spot.path not in self.misshapen and problem not in self.found:
            self.found.append(problem)

    def shape(self, spot: Spot, message: str, mend: str = "") -> None:
        """Note a fault of shape; whatever else is found at the same place is left unsaid."""
        self.add(spot, message, mend)
        self.misshapen.add(spot.path)

    def note(self, spot: Spot, error: ValueError) -> None:
        """Note an error whose message says after a semicolon what to do."""
        message, _, mend = str(error).partition("; ")
        self.add(spot, message, mend)

    def check(self) -> None:
        """Raise BadInput if any fault was noted, in the order of the file."""
        if self.found:
            raise BadInput(sorted(self.found, key=lambda problem: problem.line))
