"""Puts what a person filled in into the transaction: only what changed, with who stated it; typed faults keep everything as it
was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, field

from sekisho.facts import BadInput, read_case
from sekisho.facts.load import load_text
from sekisho.facts.write import Document, NoSuchPlace, get_fact, read_document, remove_fact, set_fact

from ..answering import Recorder, assert_fact
from ..typed_in import Unreadable
from .fields import Field, read_field

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

if TYPE_CHECKING:
    from sekisho.law.compiled import Law


@define
class Applied:
    """What became of a form. `errors`: by field what was wrong (the key "" is for the form as a whole); `changed`: by path the
    value before and after, as plain data.
    """

    errors: dict[str, str] = field(factory=dict)
    changed: dict[str, tuple[Any, Any]] = field(factory=dict)


def apply_fields(
    document: Document,
    fields: Sequence[Field],
    typed: Mapping[str, Sequence[str]],
    recorder: Recorder,
    evidence: str = "",
) -> Applied:
    """Put the values of a form into a document. With errors the document is to be thrown away: it is changed in part."""
    done = Applied()
    before = faults_of(document, recorder)
    for one in fields:
        if not _sent(one, typed):
            continue
        try:
            value = read_field(one, typed, recorder.law)
        except Unreadable as error:
            done.errors[one.name] = error.words(recorder.lang)
            continue
        _put(document, one, value, recorder, evidence, done)
    if done.errors:
        return done
    for path, message in faults_of(document, recorder).items():
        if before.get(path) == message:
            continue  # the file had it before this form
        met = [one for one in fields if path == one.path or path.startswith((one.path + ".", one.path + "["))]
        name = max(met, key=lambda one: len(one.path)).name if met else ""
        done.errors[name] = message if name else f"{path}: {message}" if path else message
    return done


def touched(
    document: Document, fields: Sequence[Field], typed: Mapping[str, Sequence[str]], law: Law
) -> list[Field]:
    """The fields to which a person gave another value than the document that they saw has; what cannot be read counts too."""
    found = []
    for one in fields:
        if not _sent(one, typed):
            continue
        try:
            value = read_field(one, typed, law)
        except Unreadable:
            found.append(one)
            continue
        old = plain(get_fact(document, one.path))
        if not _same(old, value) and not (value is None and old in (None, "", [], {})):
            found.append(one)
    return found


def _sent(one: Field, typed: Mapping[str, Sequence[str]]) -> bool:
    """Whether the form had the field at all; boxes that are not ticked are never sent, and an open list is the safe reading."""
    return one.form in {"whole", "choices"} or one.name in typed or f"{one.name}-cannot" in typed


def _put(
    document: Document, one: Field, value: Any, recorder: Recorder, evidence: str, done: Applied
) -> None:
    old = plain(get_fact(document, one.path))
    try:
        if value is None:
            if old in (None, "", [], {}):
                return
            remove_fact(document, one.path)
        else:
            if _same(old, value):
                return
            set_fact(document, one.path, value)
    except NoSuchPlace as error:
        done.errors[one.name] = str(error)
        return
    done.changed[one.path] = (old, plain(get_fact(document, one.path)))
    if one.stated and value not in (None, False):
        assert_fact(document, one.path, recorder, evidence)


def faults_of(document: Document, recorder: Recorder) -> dict[str, str]:
    """What is wrong with a document as a transaction, by path; nothing where it can be used."""
    try:
        tree = load_text(document.text(), "transaction", document.is_json)
        read_case(tree, recorder.law, name="transaction")
    except BadInput as error:
        return {p.path: f"{p.message}{f'; {p.mend}' if p.mend else ''}" for p in error.problems}
    return {}


def copied(document: Document) -> Document:
    """The same document once more, so that a change that fails leaves the first as it was."""
    return read_document(document.text(), "transaction", document.is_json)


def plain(value: Any) -> Any:
    """A value of a document without the traces of its file."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value if isinstance(value, bool | int | float) or value is None else str(value)


def _same(old: Any, new: Any) -> bool:
    if isinstance(new, bool):
        return (old in (True, "true")) == new
    if isinstance(old, list) and not isinstance(new, list | Mapping):
        return bool(old == [new])
    return bool(plain(new) == old)
