"""Writes facts into a transaction file and leaves everything else as it stands: comments, order, quotation
marks.

Paths are those of questions: `items["1"].facts.purity`, `route.final`, `complete.parties`,
`parties["p2"].complete.owners`.
"""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
from collections.abc import Mapping, MutableMapping, MutableSequence
from pathlib import Path
from typing import Any, Final

from attrs import define

from .load import load_text
from .problems import BadInput, Problem
from .schema import MUST_STAND, member_id

_STEP: Final = re.compile(r'([\w\-]+)|\["([^"]+)"\]|\[([^\]"]+)\]')
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "notices": {"notice_by": "by", "notice_of": "of"},
    "red_flags": {"flag_of": "of", "flag_by": "by"},
    "contract.items": {"item_value": "value"},
    "made_with": {"item_role": "role"},
}
"""Attributes that the file writes under a shorter key."""

_OWN_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "items": frozenset({"kind", "origin", "hs", "quantity", "value"}),
    "parties": frozenset({"role", "name", "country", "residence", "nationality", "share"}),
}
_HOLDERS: Final = {
    "items": "items",
    "content": "items",
    "made_with": "items",
    "parties": "parties",
    "owners": "parties",
}


class NoSuchPlace(ValueError):
    """A path that leads to nothing in the file."""


@define
class Document:
    """A transaction file that can be changed; `is_json` files are written as JSON."""

    root: Any
    is_json: bool = False
    indented: bool = True  # lists stand indented under their key

    def text(self) -> str:
        """The file as it will be written."""
        if self.is_json:
            return json.dumps(self.root, ensure_ascii=False, indent=2) + "\n"
        out = io.StringIO()
        _yaml(self.indented).dump(self.root, out)
        return out.getvalue()


def open_document(path: Path | str) -> Document:
    """The file at a path, ready for changes. Raises BadInput where it is no transaction, OSError where it is
    not there."""
    file = Path(path)
    return read_document(file.read_text("utf-8-sig"), str(file), file.suffix.lower() == ".json")


def read_document(text: str, name: str = "transaction", is_json: bool = False) -> Document:
    """The document of a text. Raises BadInput where it is no transaction."""
    load_text(text, name, is_json)  # refuses what no reader would take, with the line
    if is_json:
        return Document(json.loads(text, parse_float=_exact), is_json=True)
    flush = re.search(r"^( *)[\w\-]+:[ \t]*(#.*)?\n\1- ", text, re.MULTILINE) is not None
    from ruamel.yaml.error import YAMLError

    try:
        return Document(_yaml(not flush).load(text), indented=not flush)
    except YAMLError as error:
        # Two readers of YAML do not agree about every text, such as one with the line separators of Unicode.
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        message = "readers of YAML do not agree what this is"
        raise BadInput([Problem(name, line, "", message, "write it plainly, one key a line")]) from None


def set_fact(document: Document, path: str, value: object) -> None:
    """Put a value at a path; mappings on the way are made, members of lists must be there.

    `value`: text as it stands in a file, a boolean, a list or a mapping. At `….complete.LIST`, true says that
    the list is whole
    and false that it is open. Raises NoSuchPlace.
    """
    holder, key, complete = _reach(document, path, make=True)
    if complete:
        names = [name for name in holder.get("complete") or [] if name != key]
        whole = _plain(value) in (True, "true")
        where = "route.via" if key == "via" else path.replace("complete.", "")
        if whole and key in MUST_STAND and get_fact(document, where) is None:
            set_fact(document, where, [])  # whole and empty: who says so writes the empty list
        _put(holder, "complete", [*names, key] if whole else names)
    else:
        _put(holder, key, _plain(value))


def remove_fact(document: Document, path: str) -> None:
    """Take away what stands at a path; nothing happens where nothing stands there."""
    try:
        holder, key, complete = _reach(document, path, make=False)
    except NoSuchPlace:
        return
    if complete:
        set_fact(document, path, False)
    elif isinstance(holder, MutableMapping):
        holder.pop(key, None)


def get_fact(document: Document, path: str) -> Any:
    """What stands at a path, or None."""
    try:
        holder, key, complete = _reach(document, path, make=False)
    except NoSuchPlace:
        return None
    if complete:
        return key in (holder.get("complete") or [])
    return holder.get(key) if isinstance(holder, Mapping) else holder[key]


def add_to(document: Document, path: str, member: Mapping[str, object]) -> None:
    """Add a member at the end of a list (`assertions`, `red_flags`, `parties`); the list is made where it is
    not there."""
    holder, key, _ = _reach(document, path, make=True)
    members = holder.get(key) if isinstance(holder, Mapping) else None
    if not isinstance(members, MutableSequence):
        holder[key] = members = _styled([], flow=False) if not document.is_json else []
    added = _plain(member)
    members.append(added if document.is_json else _styled(added, flow=True))


def save(document: Document, path: Path | str) -> None:
    """Write the file in one step: it is whole, old or new, whatever happens in between."""
    target = Path(os.path.realpath(path))
    text = document.text()
    load_text(text, str(path), document.is_json)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o644)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _yaml(indented: bool) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class TextOnly(VersionedResolver):
        """Takes every plain scalar for text, as the reader of transactions does."""

        @property
        def versioned_resolver(self) -> Any:
            return {}

    yaml = YAML()
    yaml.Resolver = TextOnly
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    if indented:
        yaml.indent(mapping=2, sequence=4, offset=2)
    else:
        yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml


def _exact(number: str) -> float | str:
    """A number of a JSON file; as text where a float would write it otherwise."""
    return float(number) if repr(float(number)) == number else number


def _reach(document: Document, path: str, make: bool) -> tuple[Any, Any, bool]:
    """The holder of what a path names, its key there, and whether the path speaks of a list's
    completeness."""
    steps = [match[1] or match[2] or match[3] for match in _STEP.finditer(path)]
    if not steps or _STEP.sub("", path).strip("."):
        raise NoSuchPlace(f'{path!r} is no path; write it like items["1"].facts.purity')
    steps = _as_written(steps, path)
    if len(steps) > 1 and steps[-2] == "complete":
        return _walk(document.root, steps[:-2], path, make), steps[-1], True
    holder = _walk(document.root, steps[:-1], path, make)
    if isinstance(holder, MutableSequence):
        return holder, _number(holder, steps[-1], path), False
    if not isinstance(holder, MutableMapping):
        raise NoSuchPlace(f"nothing can stand at {path}: what is above it is no mapping")
    return holder, steps[-1], False


def _as_written(steps: list[str], path: str) -> list[str]:
    """The steps with the keys that the file uses for the attributes of questions."""
    if steps[:2] == ["route", "via"] and steps[-1] == "place":
        return steps[:-1]
    if steps[0] == "transaction":
        steps = steps[1:]
    for where, names in _NAMES.items():
        if where in ".".join(steps) and steps[-1] in names:
            return [*(step for step in steps[:-1] if step != "facts"), names[steps[-1]]]
    holder = next((_HOLDERS[step] for step in reversed(steps[:-1]) if step in _HOLDERS), "")
    if len(steps) > 2 and steps[-2] == "facts" and steps[-1] in _OWN_KEYS.get(holder, ()):
        return [*steps[:-2], steps[-1]]
    return steps


def _walk(node: Any, steps: list[str], path: str, make: bool) -> Any:
    for step in steps:
        if isinstance(node, MutableSequence):
            node = node[_number(node, step, path)]
        elif isinstance(node, MutableMapping):
            there = node.get(step)
            if not isinstance(there, MutableMapping | MutableSequence):
                if not make or there not in (None, ""):
                    raise NoSuchPlace(f"nothing stands at {path}")
                _put(node, step, {})
            node = node[step]
        else:
            raise NoSuchPlace(f"nothing stands at {path}")
    return node


def _number(members: Any, id: str, path: str) -> int:
    for number, member in enumerate(members):
        if member_id(member, number) == id:
            return number
    raise NoSuchPlace(f"nothing stands at {path}: no member has the id {id!r}")


def _put(holder: Any, key: Any, value: Any) -> None:
    flow = False
    if hasattr(holder, "fa"):  # ruamel's own mapping: a new part is written in the style of what it stands in
        flow = bool(holder.fa.flow_style()) or not isinstance(value, Mapping)
        value = _styled(value, flow)
    holder[key] = value


def _styled(value: Any, flow: bool) -> Any:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    made: Any
    if isinstance(value, Mapping):
        made = CommentedMap((key, _styled(inner, True)) for key, inner in value.items())
    elif isinstance(value, list):
        made = CommentedSeq(_styled(inner, True) for inner in value)
    else:
        return value
    if flow:
        made.fa.set_flow_style()
    return made


def _plain(value: object) -> Any:
    """A value as files hold it: text, lists and mappings of text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value)
