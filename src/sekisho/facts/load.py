"""Reads a transaction file, YAML or JSON, as text: nothing in it is taken for a number, a date or a boolean
yet.

Both give the same tree of mappings and lists that know their lines. A key without a value (`purity:`) is a
key left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sekisho.law.problems import Fault
from sekisho.law.yaml_text import Listed, Mapped, parse

from .problems import BadInput, Problem

DEEPEST: Final = 60
"""How deep a transaction may be nested; content in content is rarely deeper than five."""

_HALF: Final = re.compile("[\ud800-\udfff]")
_read_string: Callable[[str, int, bool], tuple[str, int]] = vars(json.decoder)["scanstring"]
_BLANK: Final = re.compile(r"[ \t\r\n]*")
_WORD: Final = re.compile(r"-?[0-9][0-9.eE+-]*|true|false|null")


def load(source: Path | str | Mapping[str, Any], name: str = "") -> Mapped:
    """The tree of a transaction: from a file (`.json` is JSON, all else YAML) or from a mapping.

    `name`: what messages call the source. Raises BadInput with file and line; OSError where there is no such
    file.
    """
    if isinstance(source, Mapping):
        name = name or "transaction"
        try:
            return _mapping(_textual(source), name)
        except RecursionError:
            raise BadInput([Problem(name, 0, "", "it is nested too deeply to be a transaction")]) from None
    path = Path(source)
    return load_text(
        _decode(path.read_bytes(), name or str(path)), name or str(path), path.suffix.lower() == ".json"
    )


def load_text(text: str, name: str, is_json: bool = False) -> Mapped:
    """The tree of a transaction's text. Raises BadInput with file and line."""
    try:
        root = _read_json(text) if is_json else _read_yaml(text)
        return _mapping(root, name)
    except Fault as fault:
        raise BadInput([Problem(name, fault.line, fault.path, str(fault))]) from None
    except RecursionError:
        raise BadInput([Problem(name, 0, "", "it is nested too deeply to be a transaction")]) from None


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"this is not text in UTF-8 (byte 0x{data[error.start]:02x})"
        raise BadInput(
            [Problem(name, line, "", message, "save the transaction as a text file in UTF-8")]
        ) from None
    control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        message = f"there is a control character (0x{ord(control[0]):02x}), so this is no text file"
        raise BadInput([Problem(name, line, "", message, "write the transaction as YAML or JSON")])
    return text


def _mapping(root: Any, name: str) -> Mapped:
    if isinstance(root, Mapped):
        _prune(root, name, 0)
        return root
    shape = "a list" if isinstance(root, list) else "empty" if root is None else "one piece of text"
    line = getattr(root, "line", 1)
    mend = "write keys with values, such as `act: export`; `sekisho new KIND` writes a file to begin with"
    raise BadInput([Problem(name, line, "", f"a transaction is a mapping; this file is {shape}", mend)])


def _prune(node: Any, name: str, depth: int) -> None:
    """Take out keys without a value."""
    if depth > DEEPEST:
        raise BadInput(
            [Problem(name, getattr(node, "line", 0), "", "it is nested too deeply to be a transaction")]
        )
    if isinstance(node, dict):
        for key in [key for key, value in node.items() if value is None or value in ("null", "~")]:
            del node[key]
        for value in node.values():
            _prune(value, name, depth + 1)
    elif isinstance(node, list):
        for value in node:
            _prune(value, name, depth + 1)


def _read_yaml(text: str) -> Any:
    _refuse_bombs(text)
    try:
        return parse(text)
    except Fault as fault:
        raise Fault(str(fault).replace("in law files", "in transaction files"), fault.line) from None


def _refuse_bombs(text: str) -> None:
    """Look at the text without building it: an alias repeats a node, so a few of them nested would fill the
    memory; a hundred thousand brackets in one another would overflow the stack of the C reader and end the process.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    try:
        for event in yaml.parse(text, loader):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent):
                raise Fault(f"the alias *{event.anchor} is not used in transaction files; write it out", line)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    raise Fault("it is nested too deeply to be a transaction", line)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return  # the reader says what is wrong


# --- JSON with lines


def _read_json(text: str) -> Any:
    if not text.strip():
        return None
    try:
        reader = _Json(text)
        root, end = reader.value(reader.blank(0), 0)
        if reader.blank(end) != len(text):
            raise reader.fault("text follows the end of the transaction", reader.blank(end))
        return root
    except json.JSONDecodeError as error:
        raise Fault(f"not valid JSON: {error.msg}", error.lineno) from None


class _Json:
    """Reads JSON into text that knows its lines; numbers stay as they are written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at, self._line = 0, 1

    def fault(self, message: str, at: int) -> Fault:
        return Fault(f"not valid JSON: {message}", self.line(at))

    def line(self, at: int) -> int:
        if at < self._at:
            return self.text.count("\n", 0, at) + 1
        self._line += self.text.count("\n", self._at, at)
        self._at = at
        return self._line

    def blank(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        if depth > DEEPEST:
            raise self.fault("nested too deeply", at)
        start = self.text[at : at + 1]
        if start == "{":
            return self.members(at, depth)
        if start == "[":
            return self.listed(at, depth)
        if start == '"':
            return self.string(at)
        word = _WORD.match(self.text, at)
        if word is None:
            raise self.fault("a value is missing here" if not start else f"{start!r} begins no value", at)
        try:
            json.loads(word[0])
        except ValueError:
            raise self.fault(f"{word[0]!r} is no value", at) from None
        return (None if word[0] == "null" else word[0]), word.end()

    def string(self, at: int) -> tuple[str, int]:
        found, end = _read_string(self.text, at + 1, True)
        if not found.isascii() and _HALF.search(found):
            raise self.fault("half of a character, as \\ud800 is one, stands in a text", at)
        return found, end

    def members(self, at: int, depth: int) -> tuple[Mapped, int]:
        found = Mapped()
        found.line, found.lines = self.line(at), {}
        at = self.blank(at + 1)
        while self.text[at : at + 1] != "}":
            if self.text[at : at + 1] != '"':
                raise self.fault("a key in quotation marks, or } is missing", at)
            line = self.line(at)
            key, at = self.string(at)
            if key in found:
                raise Fault(
                    f"the key {key!r} stands twice (first on line {found.lines[key]}); keep one", line
                )
            at = self.blank(at)
            if self.text[at : at + 1] != ":":
                raise self.fault("a colon is missing after the key", at)
            found[key], at = self.value(self.blank(at + 1), depth + 1)
            found.lines[key] = line
            at = self.next(at, "}")
        return found, at + 1

    def listed(self, at: int, depth: int) -> tuple[Listed, int]:
        found = Listed()
        found.line, found.lines = self.line(at), []
        at = self.blank(at + 1)
        while self.text[at : at + 1] != "]":
            line = self.line(at)
            member, at = self.value(at, depth + 1)
            found.append(member)
            found.lines.append(line)
            at = self.next(at, "]")
        return found, at + 1

    def next(self, at: int, end: str) -> int:
        at = self.blank(at)
        if self.text[at : at + 1] == end:
            return at
        if self.text[at : at + 1] != ",":
            raise self.fault(f"a comma or {end} is missing", at)
        at = self.blank(at + 1)
        if self.text[at : at + 1] == end:
            raise self.fault("a comma stands before the end", at)
        return at


def _textual(node: Any) -> Any:
    """A mapping from a program in the form in which files are read."""
    if isinstance(node, Mapping):
        mapped = Mapped()
        mapped.line, mapped.lines = getattr(node, "line", 0), dict(getattr(node, "lines", {}))
        mapped.update((str(key), _textual(value)) for key, value in node.items())
        return mapped
    if isinstance(node, Sequence | set | frozenset) and not isinstance(node, str | bytes):
        listed = Listed(_textual(value) for value in node)
        listed.line, listed.lines = getattr(node, "line", 0), list(getattr(node, "lines", []))
        return listed
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, int | float | Decimal):
        return str(node)
    return node.isoformat() if isinstance(node, date) else node if node is None else str(node)
