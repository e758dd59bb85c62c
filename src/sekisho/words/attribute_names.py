"""What an attribute of the vocabulary is called: its question cut down to a name, in each language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .catalogue import LANGUAGES, text

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

_CUT: Final = {
    "en": (re.compile(r"^(?:What is|What are) (?:the |its |their )?(.+?)\?$"), re.compile(r"^How many ((?:(?! has | does | do | are | is | can ).)+?)(?: does it have| are there| has it)\?$")),
    "ja": (re.compile(r"^(.+?)は(?:それぞれ)?(?:いくら|いくつ|どれだけ|何[^。、（）]{1,4})ですか。$"), re.compile(r"^(.+?)(?:が|は)いくつありますか。$")),
    "zh": (re.compile(r"^(.+?)(?:是|为)(?:多少|什么|何|几)[^？（）]{0,3}？$"), re.compile(r"^(.+?)有(?:几个|多少个|几层|多少)？$")),
}  # fmt: skip


_OWN: Final = {
    "kind": ("kind of item", "品目の種類", "物项种类"),
    "hs": ("customs code", "税番", "税则号列"),
    "origin": ("origin", "原産地", "原产地"),
    "elements": ("elements", "元素", "元素"),
}
"""Names of what the format itself asks for."""


def attribute_name(law: Law, attribute: str, lang: str) -> str:
    """The name of an attribute for the head of a table row: "numerical aperture", 開口数, 数值孔径.

    Where its question is no plain "What is …?", the question itself; where it has none, its id with blanks.
    """
    if attribute in _OWN:
        return _OWN[attribute][LANGUAGES.index(lang)]
    derived = law.derived.get(attribute)
    if derived is not None:
        return text(derived.title, lang) or attribute
    known = law.vocabulary.get(attribute)
    question = text(known.question, lang) if known is not None else ""
    if not question:
        return attribute.replace("_", " ")
    for pattern in _CUT[lang]:
        match = pattern.match(question)
        if match is not None:
            name = match[1].strip()
            return name[:1].upper() + name[1:] if lang == "en" else name
    return question


def attribute_names(law: Law, attribute: str) -> dict[str, str]:
    """The same in every language."""
    return {lang: attribute_name(law, attribute, lang) for lang in LANGUAGES}
