"""Names of every script in Latin forms, on which they meet.

`forms_of` cuts a name into runs of one script and hands each to the module of that script. A hyphenated word is a token for each
part; an abbreviation with dots (S.A.R.L.) and a legal form of several words are one token.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

from sekisho.screening.names import latin, lookalike
from sekisho.screening.names.forms import NameForms, Role, Token
from sekisho.screening.names.legal_forms import as_words, single_words
from sekisho.screening.names.making import legal, plain
from sekisho.screening.names.scripts import EAST, main_script, runs, script_of
from sekisho.sources.records import PartyKind

Reader = Callable[..., tuple[Token, ...]]

_MODULES: Final = {"Latn": "latin", "Cyrl": "cyrillic", "Arab": "arabic"}
_CARRY: Final = frozenset((Role.WORD, Role.NUMBER, Role.INITIAL))
_readers: dict[str, Reader] = {}


def forms_of(name: str, *, kind: PartyKind = "unknown", country: str = "") -> NameForms:
    """All the ways in which a name may be written in Latin letters, word by word.

    `kind` is what the party is ("unknown" takes it for either), `country` its ISO 3166-1 alpha-2 code: it decides how a name in
    Han characters is read where the characters alone do not. Any text is accepted; one without letters and digits has no
    tokens. Accents, case and blanks make no difference.
    """
    if name.isascii():
        return NameForms(name, "Latn", _with_a_word(latin.tokens(name, kind=kind, country=country)))
    text = unicodedata.normalize("NFKC", name)
    parts = runs(text)
    if len(parts) == 1 and parts[0][0] == "Latn":
        return NameForms(name, "Latn", _with_a_word(latin.tokens(text, kind=kind, country=country)))
    script = main_script(text)
    tokens: list[Token] = []
    for at, (run, part) in enumerate(parts):
        found = _reader(run, text, country)(part, kind=kind, country=country)
        if len(parts) > 1:
            if run == "Latn" and script == "Cyrl":
                found = lookalike.tokens(part, found, kind=kind, country=country)
            if kind != "person" and at in (0, len(parts) - 1):
                found = _short_legal_form(found)
        tokens += [
            token if token.forms else plain(token.written, token.written.casefold()) for token in found
        ]
    return NameForms(name, script, _with_a_word(tuple(tokens)), _native(tokens) if script != "Latn" else "")


def _with_a_word(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens as they are where one of them carries the name; else the small words carry it, else the legal forms as written.

    A name that says nothing would be found by nobody, and that must not be: "The", "Company Limited".
    """
    for token in tokens:
        if token.role in _CARRY:
            return tokens
    if any(token.role is not Role.LEGAL_FORM for token in tokens):
        return tuple(
            Token(token.written, token.forms) if token.role is not Role.LEGAL_FORM else token
            for token in tokens
        )
    return tuple(plain(token.written, "".join(as_words(token.written)) or token.written) for token in tokens)


def _short_legal_form(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A run of one token at an end of a name in two scripts, that is a legal form there: АТ Siemens."""
    if len(tokens) == 1 and tokens[0].role is Role.WORD:
        kind = single_words().get("".join(as_words(tokens[0].written)))
        if kind:
            return (legal(tokens[0].written, kind),)
    return tokens


def _reader(script: str, text: str, country: str) -> Reader:
    if script == EAST:
        return _load(_eastern(text, country))
    return _load(_MODULES.get(script, "alphabets"))


def _eastern(text: str, country: str) -> str:
    """Kana shows Japanese, hangul Korean; Han characters alone are read by the country, else as Chinese."""
    scripts = {script_of(letter) for letter in text}
    if "Kana" in scripts:
        return "japanese"
    if "Hang" in scripts:
        return "korean"
    return {"JP": "japanese", "KR": "korean", "KP": "korean"}.get(country, "chinese")


def _load(module: str) -> Reader:
    """The reader of a script, its module loaded when the first such name is met."""
    reader = _readers.get(module)
    if reader is None:
        reader = _readers[module] = cast(Reader, import_module(f"{__name__}.{module}").tokens)
    return reader


def _native(tokens: list[Token]) -> str:
    """The name in its own script: letters and digits of all tokens but legal forms, folded, without blanks."""
    text = "".join(token.written for token in tokens if token.role is not Role.LEGAL_FORM)
    scripts = {script_of(letter) for letter in text}
    if scripts & {"Hani", "Kana", "Hang"}:
        text = _han_fold(text)
    if "Arab" in scripts:
        text = cast(str, import_module(f"{__name__}.arabic_letters").fold(text))
    return "".join(letter for letter in text.casefold() if letter.isalnum()).replace("ё", "е")


def _han_fold(text: str) -> str:
    return cast(str, import_module(f"{__name__}.han").fold(text))


__all__ = ["forms_of"]
