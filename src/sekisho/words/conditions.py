"""Conditions of the law as a table: each line in words, beside it the question by which the fact is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from .catalogue import text

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.logic.conditions import Condition

FEW = 6  # paths that one line names; more of them stand on lines of their own


@frozen
class Row:
    """One line of a condition: how deep it stands, its words, how its fact is asked, the fact's id (""
    where there is none), and the parts of the law that it names (terms, entries, groups of places).
    """

    depth: int
    words: str
    asked: str = ""
    attribute: str = ""
    refs: tuple[str, ...] = ()


def condition_rows(law: Law, node: Condition, lang: str, depth: int = 0) -> Iterator[Row]:
    """The lines of a condition in the order of the text."""
    from sekisho.law.in_words import node_words, path_words
    from sekisho.logic.conditions import children

    attribute = _attribute(node)
    known = law.vocabulary.attributes.get(attribute)
    asked = text(known.question, lang) if known is not None else ""
    yield Row(depth, node_words(law, node, lang), asked, attribute, tuple(_named(law, node)))
    for name, sign in (("paths", "+"), ("but", "−")):
        paths = getattr(node, name, ())
        if len(paths) > FEW:
            for path in paths:
                refs = (str(path),) if str(path) in law.entries else ()
                yield Row(depth + 1, f"{sign} {path_words(law, path, lang)}", refs=refs)
    for child in children(node):
        yield from condition_rows(law, child, lang, depth + 1)


def _named(law: Law, node: Condition) -> Iterator[str]:
    """The terms, entries, tests and groups that a line names in its words."""
    from sekisho.law.groups import leaves
    from sekisho.logic.conditions import Person, PlaceTest, TermRef

    match node:
        case TermRef(term):
            yield term
        case Person(test):
            yield test
        case PlaceTest(_, group, _):
            yield from (leaf for leaf in leaves(group) if leaf in law.groups)
        case _:
            for name in ("paths", "but"):
                paths = getattr(node, name, ())
                if len(paths) <= FEW:
                    yield from (str(path) for path in paths if str(path) in law.entries)


def _attribute(node: Condition) -> str:
    return str(getattr(node, "attribute", "") or getattr(node, "of", ""))
