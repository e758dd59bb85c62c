"""The cases of the law: its tests, each a transaction with what its source says of it.

A case may be `like` another one with some values `set` and others `unset`; here it becomes a whole
transaction. Running the cases is for `sekisho.determine`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from .problems import Collector, Fault, LawError
from .source import Record, Source, read_source, texts_of

_STEP = re.compile(r"\.?([^.\[\]]+)|\[\s*\"?([^\]\"]+)\"?\s*\]")
KEYS = frozenset(
    {
        "id",
        "title",
        "basis",
        "sources",
        "transaction",
        "like",
        "set",
        "unset",
        "known",
        "expect",
        "note",
        "notes",
    }
)
BASES = ("stated", "applied", "own")


@frozen(kw_only=True)
class LawCase:
    """One case: the transaction as a plain mapping (like a transaction file), and what is expected of it.

    `basis`: "stated" (a source says so), "applied" (the source's rule applied), "own". `authority`: its
    folder.
    """

    id: str
    title: str
    basis: str
    sources: tuple[str, ...]
    transaction: dict[str, Any]
    expect: tuple[dict[str, Any], ...]
    authority: str
    file: str
    line: int


def read_cases(root: Path) -> tuple[LawCase, ...]:
    """Every case of a law folder. Raises LawError, naming every case that cannot be made."""
    source = read_source(root)
    problems = Collector()
    cases = cases_of(source, problems)
    broken = [p for p in source.problems.found if "/cases/" in p.file] + problems.found
    if broken:
        raise LawError(broken)
    return cases


def cases_of(source: Source, problems: Collector) -> tuple[LawCase, ...]:
    """The cases of a law that was read; a case that cannot be made goes to `problems` and is left out."""
    records: dict[str, Record] = {}
    for record in source.of("cases"):
        id = record.data.get("id")
        if not isinstance(id, str) or not id:
            problems.add(record.file, record.line, record.path, "has no `id`; give it one")
        elif id in records:
            first = records[id]
            problems.add(
                record.file, record.line, record.path, f"stands already at {first.file}:{first.line}", "twice"
            )
        else:
            records[id] = record
    made = []
    for record in records.values():
        try:
            made.append(_case(record, records, problems))
        except Fault as fault:
            problems.add(record.file, fault.line or record.line, record.path, str(fault))
    return tuple(made)


def _case(record: Record, records: Mapping[str, Record], problems: Collector) -> LawCase:
    data = record.data
    for key in data:
        if key not in KEYS:
            problems.add(
                record.file,
                record.line_of(key),
                f"{record.path}.{key}",
                "no such key in a case",
                "unknown-key",
            )
    basis = data.get("basis") or "own"
    if basis not in BASES:
        raise Fault(f"`basis` is one of {', '.join(BASES)}, not {basis!r}", record.line_of("basis"))
    expect = data.get("expect")
    if not isinstance(expect, list) or not expect or not all(isinstance(row, dict) for row in expect):
        raise Fault("needs `expect`: a list of mappings, what the case shows", record.line_of("expect"))
    transaction = _transaction(record, records, ())
    if data.get("known"):
        transaction["known"] = data["known"]
    transaction["id"] = record.data["id"]
    return LawCase(
        id=str(data["id"]),
        title=str(data.get("title") or ""),
        basis=basis,
        sources=texts_of(data.get("sources")),
        transaction=transaction,
        expect=tuple(copied(row) for row in expect),
        authority=record.authority,
        file=record.file,
        line=record.line,
    )


def _transaction(record: Record, records: Mapping[str, Record], way: tuple[str, ...]) -> dict[str, Any]:
    data = record.data
    id = str(data.get("id"))
    if id in way:
        raise Fault(f"is like itself: {' like '.join((*way, id))}", record.line_of("like"))
    like = data.get("like")
    if like is not None:
        if "transaction" in data:
            raise Fault("has `transaction` and `like`; keep one of them", record.line_of("like"))
        if like not in records:
            raise Fault(f"is like {like!r}, which no case file holds", record.line_of("like"))
        transaction = _transaction(records[like], records, (*way, id))
        known = records[like].data.get("known")
        if known:
            transaction["known"] = known
    elif isinstance(data.get("transaction"), dict):
        transaction = copied(data["transaction"])
    else:
        raise Fault("needs `transaction` or `like`", record.line)
    for path, value in (data.get("set") or {}).items():
        put(transaction, path, copied(value), data["set"].line_of(path))
    for path in texts_of(data.get("unset")):
        remove(transaction, path, record.line_of("unset"))
    return transaction


def copied(value: Any) -> Any:
    """The value as dicts and lists of its own, without the lines of the file."""
    if isinstance(value, dict):
        return {str(key): copied(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [copied(inner) for inner in value]
    return value


# --- paths into a transaction


def steps_of(path: str, line: int = 0) -> list[str]:
    """The steps of a path: `items["1"].facts.purity` is items, 1, facts, purity; a dotted key stands in
    brackets.
    """
    steps, at = [], 0
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None:
            raise Fault(f'cannot read the path {path!r}; it is written items["1"].facts.purity', line)
        steps.append((match[1] or match[2]).strip())
        at = match.end()
    if not steps:
        raise Fault("an empty path", line)
    return steps


def put(transaction: dict[str, Any], path: str, value: Any, line: int = 0) -> None:
    """Set the value at a path; mappings on the way are made, objects of a list are found by their id."""
    holder, last = _walk(transaction, path, line, make=True)
    if isinstance(holder, list):
        number = _index(holder, last)
        if number is None:
            holder.append(value)
        else:
            holder[number] = value
    else:
        holder[last] = value


def remove(transaction: dict[str, Any], path: str, line: int = 0) -> None:
    """Take the value at a path away. Raises Fault where nothing stands there: the case would test nothing."""
    holder, last = _walk(transaction, path, line, make=False)
    if isinstance(holder, list):
        number = _index(holder, last)
        if number is not None:
            del holder[number]
            return
    elif last in holder:
        del holder[last]
        return
    raise Fault(f"`unset` names {path!r}, where nothing stands", line)


def _walk(transaction: dict[str, Any], path: str, line: int, make: bool) -> tuple[Any, str]:
    steps = steps_of(path, line)
    at: Any = transaction
    while len(steps) > 1:
        step = steps[0]
        if isinstance(at, dict):
            for length in range(len(steps) - 1, 1, -1):  # a key that itself holds dots, as "cn.dual-use"
                if ".".join(steps[:length]) in at:
                    step, steps = ".".join(steps[:length]), steps[length - 1 :]
                    break
            if step not in at:
                if not make:
                    raise Fault(f"the path {path!r} leads nowhere at {step!r}", line)
                at[step] = {}
            at = at[step]
        elif isinstance(at, list):
            number = _index(at, step)
            if number is None:
                raise Fault(f"the path {path!r}: no object has the id {step!r}", line)
            at = at[number]
        else:
            raise Fault(f"the path {path!r} goes on below a plain value at {step!r}", line)
        steps = steps[1:]
    if not isinstance(at, dict | list):
        raise Fault(f"the path {path!r} goes on below a plain value", line)
    return at, steps[0]


def _index(objects: list[Any], id: str) -> int | None:
    for number, member in enumerate(objects):
        if isinstance(member, dict) and member.get("id") == id:
            return number
    # Members without an id (owners, content, made_with) go by their place, from 0.
    if (
        id.isdigit()
        and int(id) < len(objects)
        and not any(isinstance(m, dict) and "id" in m for m in objects)
    ):
        return int(id)
    return None
