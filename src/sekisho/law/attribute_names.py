"""What an attribute of the vocabulary is called: its question cut down to a name, in each language."""

from __future__ import annotations

import re
from typing import Final

from .compiled import Law

_JA_NONE: Final = r"(?:（[^（）]*(?:なければ|でない場合|なら)[^（）]*）)?。$"
_ZH_NONE: Final = r"(?:（[^（）]*(?:若无|无则|没有则|没有填|如无)[^（）]*）)?？$"
_CUT: Final = {
    "en": (
        re.compile(r"^(?:What is|What are) (?:the |its |their )?(.+?)\?$"),
        re.compile(
            r"^How many ((?:(?! has | does | do | are | is | can ).)+?)"
            r"(?: does it have| are there| has it)\?$"
        ),
    ),
    "ja": (
        re.compile(r"^(.+?)は(?:それぞれ)?(?:いくら|いくつ|どれだけ|何[^。、（）]{0,4})ですか" + _JA_NONE),
        re.compile(r"^(.+?)(?:が|は)いくつありますか" + _JA_NONE),
    ),
    "zh": (
        re.compile(r"^(.+?)(?:是|为)(?:多少|什么|何|几)[^？（）]{0,3}" + _ZH_NONE),
        re.compile(r"^(.+?)有(?:几个|多少个|几层|多少)" + _ZH_NONE),
    ),
}
"""How a question is cut; what it says in brackets of the case that there is none is no part of the name."""

_OWN: Final = {
    "kind": ("kind of item", "品目の種類", "物项种类"),
    "hs": ("customs code", "税番", "税则号列"),
    "origin": ("origin", "原産地", "原产地"),
    "elements": ("elements", "元素", "元素"),
    "act": ("act", "行為", "行为"),
    "role": ("role", "役割", "角色"),
    "quantity": ("quantity", "数量", "数量"),
    "value": ("value", "価額", "价值"),
}
"""Names of what the format itself asks for."""
_NONE_OF_THEM: Final = re.compile(
    r"（[^（）]*(?:なければ|均不属于|若无|无则|没有则|没有填|如无)[^（）]*）(?=[。？]$)"
)
"""What a question says of how to answer where there is none."""
_LANGUAGES: Final = ("en", "ja", "zh")


def attribute_name(law: Law, attribute: str, lang: str) -> str:
    """The name of an attribute for the head of a table row: "numerical aperture", 開口数, 数值孔径.

    Where its question is no plain "What is …?", the question itself; where it has none, its id with blanks.
    """
    if attribute in _OWN:
        return _OWN[attribute][_LANGUAGES.index(lang)]
    derived = law.derived.get(attribute)
    if derived is not None:
        return str(derived.title.get(lang) or derived.title.get("en") or attribute)
    known = law.vocabulary.get(attribute)
    question = str(known.question.get(lang) or known.question.get("en") or "") if known is not None else ""
    if not question:
        return attribute.replace("_", " ")
    for pattern in _CUT[lang]:
        match = pattern.match(question)
        if match is not None:
            name = match[1].strip()
            return name[:1].upper() + name[1:] if lang == "en" else name
    return question


def name_in_a_line(law: Law, attribute: str, lang: str) -> str:
    """The name inside a line of a condition, outside English: 高速ガス切替弁 (≥ 1); a whole question stands in quotation
    marks, so that its answer can stand after it: 「軍事用途に使用されますか」 = はい.
    """
    name = attribute_name(law, attribute, lang)
    if not name.endswith(("。", "？", "?")):
        return name
    name = _NONE_OF_THEM.sub("", name)
    return f"「{name.rstrip('。')}」" if lang == "ja" else f"“{name}”"
