"""Names in Greek, Georgian, Armenian, Hebrew, Thai and Indian letters, letter by letter; other scripts as they are written.

Vowels that a script leaves out are set as "a" in Indian letters, and left out in Hebrew, where known words are few. For a script
without a table the forms are what is written, so a name in it meets only names in the same script.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from sekisho.screening.names.folding import fold
from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.latin_words import vocabulary
from sekisho.screening.names.legal_forms import ANYWHERE, of_script
from sekisho.screening.names.making import best, legal, number, plain
from sekisho.screening.names.scripts import script_of
from sekisho.screening.names.tsv import rows
from sekisho.sources.records import PartyKind

_BLANKS: Final = str.maketrans(dict.fromkeys(",;:()[]{}<>|!?*=_«»“”„‚\\·•…&+#‐-–—/־", " "))
_MARKS: Final = str.maketrans(dict.fromkeys(".'’\"״׳`", ""))
_ABUGIDAS: Final = frozenset(("Deva", "Beng"))  # codespell:ignore beng
_ABJAD: Final = "Hebr"
_LONGEST: Final = 3


@cache
def _tables() -> dict[str, list[dict[str, str]]]:
    """Letters by script: the main table, then tables with what differs in another usual way of writing."""
    tables: dict[str, list[dict[str, str]]] = {}
    for script, pairs in rows("letters.tsv", 2):
        table = dict(pair.split("=", 1) for pair in pairs.split())
        known = tables.setdefault(script, [])
        known.append(known[0] | table if known else table)
    return tables


@cache
def _legal(script: str) -> dict[tuple[str, ...], tuple[str, str]]:
    return {
        tuple(fold(form.spelling).translate(_MARKS).translate(_BLANKS).split()): (form.kind, form.where)
        for form in of_script(script)
    }


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a text in one of these scripts."""
    script = next((found for letter in text if (found := script_of(letter))), "")
    words = [chunk for chunk in text.translate(_BLANKS).split() if any(c.isalnum() for c in chunk)]
    out: list[Token] = []
    at = 0
    while at < len(words):
        taken = _legal_form(words, at, script) if kind != "person" else None
        if taken:
            out.append(taken[0])
            at += taken[1]
            continue
        out.append(_word(words[at], script))
        at += 1
    return tuple(out)


def _legal_form(words: list[str], at: int, script: str) -> tuple[Token, int] | None:
    """A legal form that begins at a word, the longest first, with the number of its words."""
    known = _legal(script)
    for size in range(min(5, len(words) - at), 0, -1):
        run = tuple(fold(word).translate(_MARKS) for word in words[at : at + size])
        kind, where = known.get(run, ("", ""))
        if kind and (where == ANYWHERE or (len(words) > size and (at + size == len(words) or at == 0))):
            return legal(" ".join(words[at : at + size]), kind), size
    return None


def _word(written: str, script: str) -> Token:
    small = written.casefold().translate(_MARKS)
    if small.isdecimal():
        return number(written, str(int(small)))
    tables = _tables().get(script)
    if not tables:
        return plain(written, fold(written) or written)
    forms: list[Form] = []
    names = vocabulary().names
    for at, table in enumerate(tables):
        for latin in _readings(fold(small) if script == "Grek" else small, table, script):
            cost = 0.7 * at
            forms.append(Form((latin,), Relation.TRANSLITERATION, cost))
            forms += [Form(f.words, f.relation, f.cost + cost) for f in names.get(latin, ())[:2]]
    if len(small) == 1 and forms:
        return Token(written, best(forms), Role.INITIAL)
    return Token(written, best(forms)) if forms else plain(written, fold(written) or written)


def _readings(word: str, table: dict[str, str], script: str) -> list[str]:
    """A word by a table, without and with the vowels that the script leaves out."""
    units: list[tuple[str, str]] = []
    at = 0
    while at < len(word):
        for size in range(_LONGEST, 0, -1):
            piece = word[at : at + size]
            latin = table.get(piece)
            if latin is not None:
                units.append((piece, latin))
                at += len(piece)
                break
        else:
            if word[at].isdecimal():
                units.append((word[at], str(int(word[at]))))
            at += 1
    bare = "".join(latin for _, latin in units)
    found = [bare] if bare else []
    if script in _ABUGIDAS:
        found.insert(0, _with_inherent_vowels(units))
    elif script == _ABJAD:
        found.insert(0, _with_vowels_between([latin for _, latin in units]))
    return [reading for reading in dict.fromkeys(found) if reading]


def _with_inherent_vowels(units: list[tuple[str, str]]) -> str:
    """Indian letters: a consonant is followed by "a" unless a vowel sign, a mark that mutes it, or the end of the word follows."""
    out: list[str] = []
    for at, (letter, latin) in enumerate(units):
        out.append(latin)
        consonant = script_of(letter[0]) in _ABUGIDAS and latin[-1:] not in "aeiou"
        following = units[at + 1][0] if at + 1 < len(units) else None
        if consonant and following is not None and latin and script_of(following[0]) in _ABUGIDAS:
            out.append("a" if units[at + 1][1][-1:] not in "aeiou" or len(units[at + 1][1]) > 1 else "")
    return "".join(out)


def _with_vowels_between(latin: list[str]) -> str:
    """Hebrew: a vowel between consonants that no letter shows, as in the commonest pattern."""
    out: list[str] = []
    for at, unit in enumerate(latin):
        out.append(unit)
        following = latin[at + 1] if at + 1 < len(latin) else ""
        if unit and following and unit[-1] not in "aeiouy" and following[0] not in "aeiouy":
            out.append("a")
    return "".join(out)
