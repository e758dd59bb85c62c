"""The rows of an official table that say what an entry of a control list requires: reason × paragraphs × destination.

A line of `requirements.csv` is short on purpose, so that a reviewer reads differences of lines: `scope` names paragraphs of
the entry (`*`, `a.1..a.3 b e`, `* - y`), `if` names terms and person tests that must hold (`!id`: must not), `reach` says to
which destinations (`NS2`: a column of the country chart, `world`, a group expression, `?`: not read).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from attrs import evolve

from sekisho.logic.conditions import (
    ALWAYS,
    All,
    Any,
    Compare,
    Condition,
    Contains,
    EntryUnder,
    GroupExpr,
    Not,
    Person,
    PlaceTest,
    Quantified,
    TermRef,
    Unread,
)
from sekisho.logic.values import Path

from .groups import parse_group
from .model import Row, Version
from .problems import Fault

COLUMNS = (
    "eccn",
    "n",
    "reason",
    "scope",
    "if",
    "reach",
    "state",
    "from",
    "until",
    "since",
    "by",
    "model",
    "source",
)
STATES = ("", "not-enforced", "unconfirmed", "deferred")
MODELS = ("full", "person", "pointer")
NAME = "e"
"""The name that a requirement over an official table gives to its entry."""

_CHART = re.compile(r"^[A-Z]{2}[1-9]$")
_RANGE = re.compile(r"^(?P<head>(?:[^.]+\.)*)(?P<first>[^.]+)$")

Line = Mapping[str, str]


def scope_of(scheme: str, entry: str, text: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The codes that a scope names and those that it takes out. Raises Fault."""
    wanted, _, out = text.partition(" - ")
    return tuple(_codes(scheme, entry, wanted)), tuple(_codes(scheme, entry, out)) if out else ()


def _codes(scheme: str, entry: str, text: str) -> Iterable[Path]:
    words = text.split()
    if not words:
        raise Fault(f"the scope {text!r} names nothing; write `*` or paragraphs such as `a.1..a.3 b`")
    for word in words:
        if word == "*":
            yield Path(scheme, (entry,))
            continue
        first, dots, last = word.partition("..")
        for paragraph in _between(first, last) if dots else (first,):
            yield Path(scheme, (entry, *paragraph.split(".")))


def _between(first: str, last: str) -> Iterable[str]:
    """`a.1..a.3` is a.1, a.2, a.3; `g..j` is g, h, i, j."""
    one, other = _RANGE.match(first), _RANGE.match(last)
    if one is None or other is None or one["head"] != other["head"]:
        raise Fault(f"the range {first}..{last} does not stay at one level")
    start, end = one["first"], other["first"]
    if start.isdigit() and end.isdigit() and int(start) <= int(end):
        return [f"{one['head']}{number}" for number in range(int(start), int(end) + 1)]
    if len(start) == len(end) == 1 and start.isalpha() and end.isalpha() and start <= end:
        return [f"{one['head']}{chr(letter)}" for letter in range(ord(start), ord(end) + 1)]
    raise Fault(f"the range {first}..{last} runs over neither letters nor numbers")


def towards(group: GroupExpr) -> Condition:
    """A destination in a group: of a thing its place, of technology that is released also what the recipient is a national of."""
    goes = PlaceTest(("to", "final"), group)
    released = Compare("act", "equals", "technology-release")
    recipient = All((Contains("role", "some", ("recipient",)), PlaceTest(("nationality",), group)))
    return Any((goes, All((released, Quantified("parties", "some", recipient)))))


def reach_of(text: str, chart: str) -> Condition:
    """The destinations of a row; `chart`: the prefix of the groups that hold the columns of the country chart. Raises Fault."""
    if text == "world":
        return ALWAYS
    if not text or text == "?":
        return Unread("the destinations of this row")
    return towards(GroupExpr("leaf", leaf=f"{chart}{text}") if _CHART.match(text) else parse_group(text))


def condition_of(line: Line, scheme: str, chart: str, is_term: Callable[[str], bool | None]) -> Condition:
    """What one line says: scope ∧ if ∧ reach. `is_term`: True for a term, False for a person test, None for neither. Raises Fault."""
    paths, but = scope_of(scheme, line["eccn"], line["scope"] or "*")
    whole = paths == (Path(scheme, (line["eccn"],)),) and not but  # rows are found by their entry
    parts: list[Condition] = [] if whole else [EntryUnder(NAME, paths, but)]
    for word in line["if"].split():
        known = is_term(word.lstrip("!"))
        if known is None:
            raise Fault(f"`if` names {word!r}, which is neither a term nor a person test", rule="dangling")
        leaf: Condition = TermRef(word.lstrip("!")) if known else Person(word.lstrip("!"))
        parts.append(Not(leaf) if word.startswith("!") else leaf)
    if line["model"] == "pointer":
        parts.append(Unread(f"{line['eccn']}, row {line['n']}"))
    reach = reach_of(line["reach"], chart)
    if reach != ALWAYS:
        parts.append(reach)
    return All(tuple(parts)) if len(parts) > 1 else parts[0] if parts else ALWAYS


def row_of(id: str, lines: Iterable[Line], condition: Callable[[Line], Condition], base: Row) -> Row:
    """The row that some lines of one number make: each line its text in the time that it states.

    Before the day on which a source first shows a line (`since`) its text is unconfirmed, unless the line says on which
    day it began (`from`).
    """
    versions: list[Version] = []
    reason = ""
    for line in lines:
        reason = line["reason"]
        body = {"when": condition(line)}
        start, since = _day(line, "from"), _day(line, "since")
        if start is None and since is not None:
            day_before = since - timedelta(days=1)
            versions.append(Version(until=day_before, state="unconfirmed", body=body))
            start = since
        state = line.get("state") or "in-force"
        versions.append(
            Version(start, _day(line, "until"), None, state, by=line.get("by") or "", body=body)  # type: ignore[arg-type]
        )
    return evolve(base, id=id, versions=tuple(versions), reason=reason)


def _day(line: Line, key: str) -> date | None:
    text = line.get(key) or ""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Fault(f"`{key}` is a day written 2025-05-28, not {text!r}") from None
