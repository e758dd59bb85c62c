"""Making tokens: forms in order of cost, without doubles, never more than eight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sekisho.screening.names.forms import Form, Relation, Role, Token

MOST_FORMS: Final = 8


def best(forms: Iterable[Form]) -> tuple[Form, ...]:
    """The forms without doubles, the cheapest first, at most eight; of two with equal words the cheaper stays.

    Forms of equal cost keep the order in which they were given.
    """
    kept: dict[tuple[str, ...], Form] = {}
    for form in sorted(forms, key=lambda f: f.cost):
        if form.words and form.words not in kept and all(form.words):
            kept[form.words] = form
    return tuple(kept.values())[:MOST_FORMS]


def word(written: str, *forms: Form) -> Token:
    """A word that carries the name."""
    return Token(written, best(forms))


def plain(written: str, folded: str, role: Role = Role.WORD) -> Token:
    """A token that has only the form in which it stands."""
    relation = Relation.AS_WRITTEN if written == folded else Relation.FOLDED
    return Token(written, (Form((folded,), relation),), role)


def legal(written: str, kind: str) -> Token:
    """A legal form, with its class as the one form."""
    return Token(written, (Form((kind,), Relation.FOLDED),), Role.LEGAL_FORM)


def number(written: str, digits: str, *forms: Form) -> Token:
    """A number, ordinal or not, in digits."""
    return Token(written, best((Form((digits,), Relation.NUMBER), *forms)), Role.NUMBER)
