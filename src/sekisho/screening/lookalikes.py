"""Letters of one alphabet typed for their likeness in another: a Latin "i" inside a Cyrillic word, a Cyrillic "а" in a Latin one."""

from __future__ import annotations

import re

_LATIN = "aceiopxyABCEHIKMOPTXYëËïÏ"
_CYRILLIC = "асеіорхуАВСЕНІКМОРТХУёЁїЇ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_WORD = re.compile(r"\w+")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")


def untangle(name: str) -> str:
    """The name with each word in the one alphabet that most of its letters belong to, where the strangers look alike."""
    if name.isascii() or not (_CYRILLIC_LETTER.search(name) and _LATIN_LETTER.search(name)):
        return name
    return _WORD.sub(lambda m: _one_alphabet(m.group()), name)


def _one_alphabet(word: str) -> str:
    cyrillic, latin = len(_CYRILLIC_LETTER.findall(word)), len(_LATIN_LETTER.findall(word))
    if not cyrillic or not latin:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
