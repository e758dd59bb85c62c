"""Names in Cyrillic letters as tokens, transliterated and, for the general words of undertakings, translated."""

from __future__ import annotations

from typing import Final

from sekisho.screening.names.cyrillic_letters import language_of, readings
from sekisho.screening.names.folding import fold
from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.latin_words import vocabulary
from sekisho.screening.names.making import best, legal, number, plain
from sekisho.sources.records import PartyKind

_BLANKS: Final = str.maketrans(dict.fromkeys(',;:"()[]{}<>|!?*=_«»“”„‚/\\·•…‐-–—&+#', " "))


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a text in Cyrillic letters."""
    small = text.casefold()
    language = language_of(small, country)
    out = []
    for chunk in text.translate(_BLANKS).split():
        word = chunk.casefold().strip(".'’")
        if word:
            out.append(Token(chunk, _spelled(word, language)))
    return tuple(out)


def _spelled(word: str, language: str) -> tuple[Form, ...]:
    names = vocabulary().names
    forms = []
    for latin, cost in readings(word, language):
        forms.append(Form((fold(latin),), Relation.TRANSLITERATION, cost))
        forms += [Form(f.words, f.relation, f.cost + cost) for f in names.get(latin, ())]
    return best(forms)


__all__ = ["Role", "legal", "number", "plain", "tokens"]
