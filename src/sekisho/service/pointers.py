"""Where a fault stands in a document: the house's path (`items["1"].facts.purity`) as a JSON pointer (RFC 6901)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from sekisho.facts.schema import member_id

_MEMBER: Final = re.compile(r'\["((?:[^"\\]|\\.)*)"\]')


def pointer(root: Any, path: str) -> str:
    """The pointer to a place, as the fragment of an address (`#/items/0/facts/purity`); "#" is the whole document.

    A path that leads on into what the document does not hold (a missing key) points to that key.
    """
    steps: list[str] = []
    node, rest = root, path
    while rest:
        step, node, rest = _step(node, rest)
        steps.append(step)
    return "#" + "".join(f"/{quote(_escaped(step), safe='~')}" for step in steps)


def _step(node: Any, rest: str) -> tuple[str, Any, str]:
    """One step along the path, what stands there (None for nothing), and the rest of the path."""
    member = _MEMBER.match(rest)
    if member is not None:
        after = rest[member.end() :].removeprefix(".")
        if isinstance(node, list):
            for number, one in enumerate(node):
                if member_id(one, number) == member[1]:
                    return str(number), one, after
            said = member[1]
            if said.isascii() and said.isdecimal() and 1 <= int(said) <= len(node):
                return str(int(said) - 1), node[int(said) - 1], after
        return member[1], None, after
    if isinstance(node, Mapping):  # a key may itself hold dots: classification has `us.ccl`
        keys = [str(key) for key in node if rest == str(key) or rest.startswith((f"{key}.", f"{key}["))]
        if keys:
            key = max(keys, key=len)
            return key, node[key], rest[len(key) :].removeprefix(".")
    key = re.split(r"[.\[]", rest, maxsplit=1)[0] or rest
    return key, None, rest[len(key) :].removeprefix(".")


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")
