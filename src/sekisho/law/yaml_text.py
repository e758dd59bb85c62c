"""Reads YAML as text: `NO` stays Norway, `3E001` a code and `0101` keeps its zero.

Every scalar is a `str`; an empty plain scalar is None. Duplicate keys, tags, merge keys and further documents
are refused. Mappings and sequences know the lines on which they and their members stand, for messages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import yaml

from .problems import Fault

Node: TypeAlias = Any  # str | None | Mapped | Listed; what a reader gets is checked by the schemas

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"
_PLAIN_TAGS = {_STRING, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


class Mapped(dict[str, Any]):
    """A mapping of a file. `line` is where it begins, `lines` where each key stands (from 1)."""

    line: int = 0
    lines: dict[str, int]

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping where the key is absent."""
        return self.lines.get(key, self.line)


class Listed(list[Any]):
    """A sequence of a file. `line` is where it begins, `lines` where each member stands (from 1)."""

    line: int = 0
    lines: list[int]


class _Loader(_Base):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own name and kind


def parse(text: str) -> Node:
    """The content of one YAML document as text. Raises Fault with the line of what is wrong."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Fault(f"not valid YAML: {error.problem}", mark.line + 1 if mark else 0) from None
    except yaml.YAMLError as error:
        raise Fault(f"not valid YAML: {error}") from None
    finally:
        loader.dispose()
    return None if root is None else _value(root)


def read(path: Path) -> Node:
    """The content of a YAML file as text. Raises Fault (also where the file is not UTF-8)."""
    try:
        return parse(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise Fault(
            f"not UTF-8 text ({error.reason} at byte {error.start}); save the file as UTF-8"
        ) from None


def line_of(node: Node) -> int:
    """The line on which a mapping or sequence begins; 0 where it is not known."""
    return node.line if isinstance(node, Mapped | Listed) else 0


def _value(node: Any) -> Node:
    line = node.start_mark.line + 1
    if node.tag not in _PLAIN_TAGS:
        raise Fault(f"the tag {node.tag!r} is not used in law files; write the value as plain text", line)
    if isinstance(node, yaml.ScalarNode):
        return None if node.value == "" and not node.style else node.value
    if isinstance(node, yaml.SequenceNode):
        listed = Listed(_value(member) for member in node.value)
        listed.line = line
        listed.lines = [member.start_mark.line + 1 for member in node.value]
        return listed
    mapped = Mapped()
    mapped.line = line
    mapped.lines = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise Fault("a key must be plain text", key_line)
        key = key_node.value
        if key == "<<":
            raise Fault("merge keys (<<) are not used in law files; write the keys out", key_line)
        if key in mapped:
            raise Fault(
                f"the key {key!r} stands twice (first on line {mapped.lines[key]}); keep one", key_line
            )
        mapped[key] = _value(value_node)
        mapped.lines[key] = key_line
    return mapped
