"""What a person decided of a hit: the same party or another, why, on what evidence; and on which facts that rests.

A decision is never changed: a later one on the same pair takes its place, and both stay in the book. It is reopened, not
forgotten, when one of the facts changes on which it rests: the party's or the listing's.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, Protocol

import msgspec
from attrs import field, frozen

from sekisho.determine.parties import folded
from sekisho.sources.atomic import Busy, locked
from sekisho.sources.records import ListedParty

from .reasons import Query

Verdict = Literal["same", "other", "unsure"]
"""The same party, another one, or: somebody looked and cannot say. The last leaves a hit as open as it was, with his note."""
Facts = tuple[tuple[str, tuple[str, ...]], ...]
"""Named facts, each a sorted tuple of texts; what is not known is an empty tuple."""


@frozen
class Decision:
    """A person's decision on one hit. `asked` and `listed` are the facts on which it rests."""

    asked_name: str
    entry: tuple[str, str]
    verdict: Verdict
    by: str
    why: str
    on: date
    evidence: str = ""
    at: str = ""  # when it was written down, ISO 8601 in UTC
    asked: Facts = ()
    listed: Facts = ()


@frozen
class Standing:
    """What stands of a pair today: the last decision on it, and which facts have changed since (then it is open again)."""

    decision: Decision
    changed: tuple[str, ...] = field(default=())

    @property
    def open(self) -> bool:
        """Must a person look again?"""
        return bool(self.changed)


class Book(Protocol):
    """What a screening asks of the decisions of an office, wherever they are kept."""

    def standing(self, query: Query, party: ListedParty) -> Standing | None:
        """The last decision on a hit, and what has changed since; None where nobody has decided."""

    def add(self, decision: Decision) -> Decision:
        """Write a decision down; it is kept when this returns. Raises BadDecision if it does not say who and why."""


class BadDecision(ValueError):
    """A decision lacks what it needs, or the book cannot be read; the message says where and what to do."""


def facts_of_query(query: Query) -> Facts:
    """The facts of the party that is asked for, on which a decision rests."""
    return (
        ("name", (folded(query.name),)),
        ("country", _sorted(query.places)),
        ("birth", _sorted(query.births)),
        ("identifier", _sorted(f"{i.kind} {i.value}" for i in query.identifiers)),
        ("address", _sorted(folded(text) for text in query.addresses)),
    )


def facts_of_listing(party: ListedParty) -> Facts:
    """The facts of a listing on which a decision rests. Remarks, citations and days of listing are none of them."""
    return (
        ("listed name", _sorted(folded(name.text) for name in party.names)),
        ("listed country", _sorted((*party.countries, *party.nationalities))),
        ("listed birth", _sorted(party.births)),
        ("listed identifier", _sorted(f"{i.kind} {i.value}" for i in party.identifiers)),
        ("listed address", _sorted(folded(address.text) for address in party.addresses)),
    )


class Decided:
    """The last decision on each pair, and what stands of it today."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, tuple[str, str]], Decision] = {}

    def put(self, decision: Decision) -> None:
        """Take up a decision: it takes the place of an earlier one on the same pair."""
        self._last[folded(decision.asked_name), decision.entry] = decision

    def standing(self, query: Query, party: ListedParty) -> Standing | None:
        """The last decision on a hit, and what has changed since; None where nobody has decided."""
        decision = self._last.get((folded(query.name), party.key))
        if decision is None:
            return None
        now = dict(facts_of_query(query)) | dict(facts_of_listing(party))
        then = dict(decision.asked) | dict(decision.listed)
        return Standing(decision, tuple(name for name in now if now[name] != then.get(name, ())))

    def __len__(self) -> int:
        return len(self._last)


class DecisionBook:
    """The decisions of an office, in one file to which lines are only added.

    Several processes may work with it at once: a writer holds the lock of the file, and whoever asks reads what others added.
    """

    def __init__(self, path: Path) -> None:
        """`path`: a file of JSON lines; it need not exist yet. Raises BadDecision for a line that cannot be read."""
        self.path = path
        self._read: tuple[int, int] | None = None
        self._decided = Decided()
        self._refresh()

    def _refresh(self) -> None:
        """Read the file anew where it is another than when it was read last."""
        state = self._state()
        if state == self._read:
            return
        decided = Decided()
        for decision in self.all():
            decided.put(decision)
        self._decided, self._read = decided, state

    def _state(self) -> tuple[int, int]:
        try:
            found = self.path.stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def all(self) -> Iterator[Decision]:
        """Every decision, the oldest first. A last line that was cut off (the machine stopped) is left out."""
        if not self.path.is_file():
            return
        lines = self.path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield msgspec.json.decode(line, type=Decision)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                if number == len(lines):  # what is whole ends with a line break
                    return
                raise BadDecision(
                    f"{self.path}, line {number}: this is no decision ({error}); restore the file from a backup, or move "
                    "the line into another file"
                ) from None

    def add(self, decision: Decision) -> Decision:
        """Write a decision down; it is on the disk when this returns. Raises BadDecision if it does not say who and why."""
        made = stamped(decision)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = msgspec.json.encode(made) + b"\n"
        with _turn(self.path.with_name(self.path.name + ".lock")), open(self.path, "ab") as file:
            if file.tell() and not self.path.read_bytes().endswith(b"\n"):
                _mend_last_line(self.path)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        self._refresh()
        return made

    def standing(self, query: Query, party: ListedParty) -> Standing | None:
        """The last decision on a hit, and what has changed since; None where nobody has decided."""
        self._refresh()
        return self._decided.standing(query, party)

    def __len__(self) -> int:
        self._refresh()
        return len(self._decided)


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Hold the lock of a book; wait for whoever has it. Raises BadDecision where it does not come free."""
    end = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            with locked(lock):
                yield
            return
        except Busy:
            if time.monotonic() > end:
                raise BadDecision(f"{lock} is held by another process; try again when it has ended") from None
            time.sleep(0.02)


LONGEST_WAIT = 10.0
"""Seconds that a writer waits for its turn."""


def stamped(decision: Decision) -> Decision:
    """A decision with the moment at which it is written down. Raises BadDecision if it does not say who and why."""
    for name, value in (("by", decision.by), ("why", decision.why), ("name", folded(decision.asked_name))):
        if not value.strip():
            raise BadDecision(f"a decision needs `{name}`: say who decides, of which party, and why")
    return Decision(
        **{a: getattr(decision, a) for a in _FIELDS}, at=datetime.now(UTC).isoformat(timespec="seconds")
    )


def decide(
    query: Query, party: ListedParty, verdict: Verdict, *, by: str, why: str, on: date, evidence: str = ""
) -> Decision:
    """A decision on a hit that rests on all that is known of both sides now."""
    return Decision(
        asked_name=query.name,
        entry=party.key,
        verdict=verdict,
        by=by,
        why=why,
        on=on,
        evidence=evidence,
        asked=facts_of_query(query),
        listed=facts_of_listing(party),
    )


_FIELDS = ("asked_name", "entry", "verdict", "by", "why", "on", "evidence", "asked", "listed")


def _mend_last_line(path: Path) -> None:
    """End a last line that lacks its break, or take it out where it was cut off: it must not swallow the next one."""
    data = path.read_bytes()
    start = data.rfind(b"\n") + 1
    with open(path, "r+b") as file:
        try:
            msgspec.json.decode(data[start:], type=Decision)
            file.seek(0, os.SEEK_END)
            file.write(b"\n")
        except (msgspec.DecodeError, UnicodeDecodeError):
            file.truncate(start)


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
