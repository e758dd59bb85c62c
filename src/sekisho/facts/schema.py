"""The published JSON Schema of transactions, and its faults in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from sekisho.law.vocabulary import near

from .problems import Problems, Spot

_SHAPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "boolean": "true or false",
}
_NAMED = frozenset(
    {"items", "content", "made_with", "parties", "owners", "notices", "red_flags", "licences", "assertions",
     "declarations", "rates", "via"}
)  # fmt: skip

MUST_STAND: Final = frozenset({"owners", "parties", "via"})
"""Lists that are whole only where they stand: none of them is written `owners: []`, `via: []`; no deal is without parties."""


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The schema as it is published."""
    text = files("sekisho.facts").joinpath("transaction.schema.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema())


def check_shape(root: Any, problems: Problems, attributes: Iterable[str] = ()) -> None:
    """Note every key and every shape in the tree that the schema does not know.

    `attributes`: ids of the vocabulary; one that stands as a key where none may stand is told to go under
    `facts`.
    """
    known = frozenset(attributes)
    for error in _validator().iter_errors(root):
        steps = list(error.instance_path)
        rule = _at(schema(), error.schema_path[:-1])
        kind = error.kind.name
        if kind == "additionalProperties":
            for key in error.kind.unexpected:
                _unknown_key(root, [*steps, key], rule, known, problems)
        elif kind == "type":
            shapes = [
                _SHAPES[name] for name in _listed(rule.get("type")) if name not in {"number", "boolean"}
            ]
            given = _given(_at(root, steps))
            problems.shape(spot_of(root, steps), f"is {given}", f"write {' or '.join(dict.fromkeys(shapes))}")
        elif kind == "enum":
            words = ", ".join(rule["enum"])
            problems.shape(spot_of(root, steps), f"is {_at(root, steps)!r}", f"write one of {words}")
        elif kind == "required":
            problems.shape(spot_of(root, steps), f"the key {error.kind.property!r} is missing", "add it")
        else:
            problems.shape(spot_of(root, steps), str(error.message))


def _unknown_key(
    root: Any, steps: list[Any], rule: Any, attributes: frozenset[str], problems: Problems
) -> None:
    key = str(steps[-1])
    allowed = list(rule.get("properties", {}))
    close = near(key, allowed, 1)
    if close:
        mend = f"did you mean {close[0]!r}?"
    elif key in attributes and "facts" in allowed:
        mend = f"it is a fact: write it under facts, as facts: {{{key}: …}}"
    else:
        mend = f"the keys here are {', '.join(allowed)}"
    problems.shape(spot_of(root, steps), f"the key {key!r} is not known here", mend)


def spot_of(root: Any, steps: Sequence[Any]) -> Spot:
    """The place of a node, from the keys and numbers that lead to it; members of lists are called by their
    ids."""
    spot, node, name = Spot("", getattr(root, "line", 0)), root, ""
    for step in steps:
        if isinstance(step, int):
            id = member_id(node[step], step) if name in _NAMED else str(step + 1)
            spot = spot.member(node, step, id)
        else:
            spot, name = spot.key(node, step), step
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            node = None
    return spot


def member_id(member: Any, number: int) -> str:
    """How paths call a member of a list: by its id, or by its number counted from 1."""
    id = member.get("id") if isinstance(member, dict) else None
    return id if isinstance(id, str) and id else str(number + 1)


def _at(node: Any, steps: Iterable[Any]) -> Any:
    for step in steps:
        node = node[step]
    return node


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _given(node: Any) -> str:
    if node is None:
        return "empty"
    return (
        "a mapping"
        if isinstance(node, dict)
        else "a list"
        if isinstance(node, list)
        else f"the text {node!r}"
    )
