"""Holds the records of law files against the JSON Schemas of their sections, and words what does not fit.

One schema per kind of record stands in `schema/`; they are published, and editors of law files may load them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from .problems import Collector
from .source import Record, Source
from .yaml_text import Listed, Mapped

FOLDER = Path(__file__).with_name("schema")
# What these sections hold is checked by the vocabulary's own reader, or is free.
_ELSEWHERE = frozenset({"attributes", "kinds", "declarations", "calendars", "relations"})


@cache
def schema(section: str) -> dict[str, Any]:
    """The JSON Schema of a section's records."""
    found: dict[str, Any] = json.loads((FOLDER / f"{section}.json").read_text("utf-8"))
    return found


@cache
def _validator(section: str) -> Any:
    return jsonschema_rs.validator_for(schema(section))


def check_shapes(source: Source) -> frozenset[Record]:
    """Note every departure from the schemas as a problem; returns the records that depart."""
    wrong: set[Record] = set()
    for section, records in source.records.items():
        if section in _ELSEWHERE:
            continue
        validator = _validator(section)
        for record in records:
            if not validator.is_valid(record.data):
                wrong.add(record)
                for error in validator.iter_errors(record.data):
                    _note(record, error, source.problems)
    return frozenset(wrong)


def _note(record: Record, error: Any, problems: Collector) -> None:
    path = list(error.instance_path)
    line, value = _place(record, path)
    message = _words(error, value, schema(record.section))
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    rule = "unknown-key" if "has no key" in message else "format"
    problems.add(record.file, line, f"{record.path}{where}", message, rule)


def _place(record: Record, path: Sequence[Any]) -> tuple[int, Any]:
    at: Any = record.data
    line = record.line
    for step in path:
        if isinstance(at, Mapped) and step in at:
            line = at.line_of(step)
        elif isinstance(at, Listed) and isinstance(step, int):
            line = at.lines[step]
        at = at[step]
    return line, at


def _words(error: Any, value: Any, whole: dict[str, Any]) -> str:
    kind = error.kind
    name = type(kind).__name__.rpartition("_")[2].lower()
    rule = _rule(whole, list(error.schema_path))
    if name == "additionalproperties":
        extra = ", ".join(repr(key) for key in kind.unexpected)
        holder = _rule(whole, list(error.schema_path)[:-1])
        allowed = ", ".join(sorted((holder or {}).get("properties", {})))
        return f"has no key {extra}; keys are {allowed}"
    if name == "required":
        return f"needs the key {kind.property!r}"
    if name == "enum":
        return f"{value!r} is not one of {', '.join(map(str, rule or ()))}"
    if name == "pattern":
        holder = _rule(whole, list(error.schema_path)[:-1]) or {}
        hint = holder.get("description") or f"text like {rule}"
        return f"{value!r} is not {hint}"
    if name == "anyof":
        holder = _rule(whole, list(error.schema_path)[:-1]) or {}
        return f"is not {holder.get('description', 'of an allowed form')}; see docs/reference/law-files.md"
    if name == "type":
        return f"is {_shape(value)}; it should be {_expected(rule)}"
    return str(error.message)


def _rule(whole: Any, path: Sequence[Any]) -> Any:
    at = whole
    for step in path:
        try:
            at = at[int(step)] if isinstance(at, list) else at[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return at


def _shape(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"the text {value!r}"


def _expected(rule: Any) -> str:
    names = {"string": "text", "array": "a list", "object": "a mapping", "null": "empty"}
    kinds = rule if isinstance(rule, list) else [rule]
    return " or ".join(names.get(str(kind), str(kind)) for kind in kinds if kind != "null" or len(kinds) == 1)
