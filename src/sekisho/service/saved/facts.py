"""What is not the same in two texts of a transaction, fact by fact, each by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from sekisho.facts.schema import member_id
from sekisho.service.determining import read_text

_NAMED: Final = frozenset({"items", "parties", "content", "made_with", "owners"})
"""Lists whose members have an id: a member that moved is the same member."""
SCREENED: Final = "screened"


@frozen
class FactChange:
    """A fact that differs; "" where a text does not have it. `screened`: it tells what the lists said, not what somebody stated."""

    path: str
    before: str
    after: str
    screened: bool = False


def fact_changes(before: str, before_json: bool, after: str, after_json: bool) -> tuple[FactChange, ...]:
    """The facts that differ between two texts, in the order of the later one, then those that it no longer has.

    Raises BadInput where a text is no transaction.
    """
    old = dict(_flat(read_text(before, "before", before_json), ""))
    new = dict(_flat(read_text(after, "after", after_json), ""))
    found = []
    for path in dict.fromkeys([*new, *old]):
        one, two = old.get(path, ""), new.get(path, "")
        if one != two:
            found.append(FactChange(path, one, two, f".{SCREENED}" in path))
    return tuple(found)


def _flat(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        if all(not isinstance(member, Mapping | list) for member in node):
            yield path, ", ".join(map(str, node))
            return
        named = path.rpartition(".")[2] in _NAMED
        for number, member in enumerate(node):
            id = member_id(member, number) if named else str(number + 1)
            yield from _flat(member, f'{path}["{id}"]' if named else f"{path}[{id}]")
    elif node is not None:
        yield path, str(node)
