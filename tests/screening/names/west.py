"""A simple comparison of two names by their forms, for tests: which share of the words of each meets the other."""

from __future__ import annotations

from sekisho.screening.names import forms_of
from sekisho.screening.names.forms import NameForms, Role, Token
from sekisho.screening.sounds import skeleton
from sekisho.sources.records import PartyKind

_CARRIES = (Role.WORD, Role.NUMBER)


def spellings(name: str, kind: PartyKind = "unknown", country: str = "") -> list[set[str]]:
    """For each token of a name all its forms, their words joined by blanks."""
    return [
        {" ".join(form.words) for form in token.forms}
        for token in forms_of(name, kind=kind, country=country).tokens
    ]


def roles(name: str, kind: PartyKind = "unknown") -> list[str]:
    """The roles of the tokens of a name."""
    return [token.role.value for token in forms_of(name, kind=kind).tokens]


def meeting(one: str, other: str, kind: PartyKind = "unknown", *, by_sound: bool = True) -> float:
    """The share of the words of one name that meet a word of the other, in the direction in which it is lower.

    Words meet where a form of one is a form of the other, and `by_sound` also where the consonants sound alike.
    """
    first, second = forms_of(one, kind=kind), forms_of(other, kind=kind)
    return min(_covered(first, second, by_sound), _covered(second, first, by_sound))


def _covered(name: NameForms, by: NameForms, by_sound: bool) -> float:
    words = {word for token in by.tokens for form in token.forms for word in form.words}
    joined = {"".join(form.words) for token in by.tokens for form in token.forms}
    everything = words | joined | _neighbours(by)
    bones = {skeleton(word) for word in everything if len(word) > 2} - {"-"} if by_sound else set()
    carrying = [token for token in name.tokens if token.role in _CARRIES]
    if not carrying:
        return 1.0
    met = [_meets(token, everything, bones) for token in carrying]
    flat = ["".join(token.forms[0].words) for token in carrying]
    for size in (2, 3):
        for at in range(len(flat) - size + 1):
            if "".join(flat[at : at + size]) in words:
                met[at : at + size] = [True] * size
    return sum(met) / len(met)


def _neighbours(name: NameForms) -> set[str]:
    """Two or three tokens that follow each other as one word: Chong Chon Gang is Chongchongang."""
    flat = ["".join(token.forms[0].words) for token in name.tokens if token.forms]
    return {"".join(flat[at : at + size]) for size in (2, 3) for at in range(len(flat) - size + 1)}


def _meets(token: Token, words: set[str], bones: set[str]) -> bool:
    return any(
        all(word in words or (len(word) > 2 and skeleton(word) in bones) for word in form.words)
        for form in token.forms
    )
