"""Which language a piece of text is in, so that it gets the right letters and voice (WCAG 3.1.2)."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from sekisho.words.chinese_citations import chinese_citation
from sekisho.words.japanese_citations import japanese_citation

_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_BY_PLACE: Final = {
    "CN": "zh-Hans",
    "JP": "ja",
    "TW": "zh-Hant-TW",
    "HK": "zh-Hant",
    "MO": "zh-Hant",
    "KR": "ko",
}


def lang_of(words: str, place: str = "") -> str:
    """The language tag of a text: kana is Japanese, hangul Korean; Han alone goes by the country or authority, and is ""
    (unknown) without one; other letters are English where the text comes from law.
    """
    if _KANA.search(words):
        return "ja"
    if _HANGUL.search(words):
        return "ko"
    if _HAN.search(words):
        return _BY_PLACE.get(place.upper()[:2], "")
    return "en"


def tagged(words: str, place: str = "", page: str = "") -> Markup:
    """A text in a span with its language where that is another than the page's."""
    lang = lang_of(words, place)
    if not lang or lang == page:
        return escape(words)
    return Markup('<span lang="{}">{}</span>').format(lang, words)


def cited(words: str, place: str = "", page: str = "") -> Markup:
    """A citation with its language: on a Chinese page a citation of Chinese law in Chinese, on a Japanese page one of Japanese
    law in Japanese, where its words are known.
    """
    own = ""
    if place == "CN" and page.startswith("zh"):
        own = chinese_citation(words)
    elif place == "JP" and page == "ja":
        own = japanese_citation(words)
    return tagged(own or words, place, page)
