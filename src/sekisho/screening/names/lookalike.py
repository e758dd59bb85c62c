"""Latin capitals that were typed for Cyrillic ones in a Cyrillic name: "AO", "COPOKA".

Letters of both alphabets within one word are set right before a name is read (sekisho.screening.lookalikes); here the whole word is
of the other alphabet, and only the rest of the name tells.
"""

from __future__ import annotations

from typing import Final

from sekisho.screening.names import cyrillic
from sekisho.screening.names.forms import Form, Role, Token
from sekisho.screening.names.making import best
from sekisho.sources.records import PartyKind

_LATIN: Final = "ABCEHIKMOPTXYaceiopxy"
_CYRILLIC: Final = str.maketrans(_LATIN, "АВСЕНІКМОРТХУасеіорху")
_LETTERS: Final = frozenset(_LATIN)
_COST: Final = 0.7


def tokens(
    text: str, latin: tuple[Token, ...], *, kind: PartyKind = "unknown", country: str = ""
) -> tuple[Token, ...]:
    """The tokens of a Latin run in a Cyrillic name, with the reading that its letters have in Cyrillic where all look alike."""
    letters = {letter for letter in text if letter.isalpha()}
    if not letters or not letters <= _LETTERS:
        return latin
    native = cyrillic.tokens(text.translate(_CYRILLIC), kind=kind, country=country)
    if len(native) != len(latin) or any(token.role is Role.LEGAL_FORM for token in native):
        return native if any(token.role is Role.LEGAL_FORM for token in native) else latin
    return tuple(_both(one, other) for one, other in zip(latin, native, strict=True))


def _both(latin: Token, native: Token) -> Token:
    further = [Form(form.words, form.relation, form.cost + _COST) for form in native.forms]
    return Token(latin.written, best((*latin.forms, *further)), latin.role)
