"""Which fonts of this machine can print which script, so that a paper never holds boxes in the place of letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

LATIN: Final = ("Liberation Sans", "Helvetica Neue", "Arial", "Noto Sans", "DejaVu Sans")
BY_SCRIPT: Final[dict[str, tuple[str, ...]]] = {
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Source Han Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo",
           "IPAexGothic", "IPAGothic", "VL Gothic"),
    "zh-Hans": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC",
                "Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    "zh-Hant": ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Source Han Sans KR", "Apple SD Gothic Neo",
           "Malgun Gothic", "NanumGothic"),
}  # fmt: skip
"""For each script the families that hold its letters in the forms of that language, the best first."""
LAST: Final = ("DejaVu Sans", "Libertinus Serif")
"""For signs that the others lack; the last comes with the typesetter."""
_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
INSTALL: Final = "fonts-noto-cjk"
"""The package of Debian that holds all four."""


class MissingFont(Exception):
    """No font of this machine holds the letters of a script that the paper needs. `scripts`: which."""

    def __init__(self, scripts: Iterable[str]) -> None:
        self.scripts = sorted(scripts)
        super().__init__(", ".join(self.scripts))


@cache
def families() -> frozenset[str]:
    """The families of this machine, and those that come with the typesetter."""
    import typst

    return frozenset(typst.Fonts().families())


def script_of(words: str, lang: str, place: str = "") -> str:
    """Whose letters a text needs: kana are Japanese, hangul Korean; Han alone goes by the place, then by the paper's language."""
    if _KANA.search(words):
        return "ja"
    if _HANGUL.search(words):
        return "ko"
    if _HAN.search(words):
        by_place = {
            "CN": "zh-Hans",
            "JP": "ja",
            "TW": "zh-Hant",
            "HK": "zh-Hant",
            "MO": "zh-Hant",
            "KR": "ko",
        }
        return by_place.get(place) or {"ja": "ja", "zh": "zh-Hans"}.get(lang, "zh-Hans")
    return ""


def stacks(lang: str, held: frozenset[str] | None = None) -> dict[str, list[str]]:
    """By script the fonts in the order in which they are tried: its own, then those of the paper's language, then all."""
    held = families() if held is None else held
    own = {"ja": "ja", "zh": "zh-Hans"}.get(lang, "")
    found: dict[str, list[str]] = {}
    for script in ("", *BY_SCRIPT):
        order = [script or own, own, *BY_SCRIPT]
        names: list[str] = [] if script or own else [*LATIN]
        for one in order:
            names += BY_SCRIPT.get(one, ())
        names += [*LATIN, *LAST]
        found[script] = [name for name in dict.fromkeys(names) if name in held]
    return found


def refuse_missing(scripts: Iterable[str], held: frozenset[str] | None = None) -> None:
    """Raise MissingFont where a script has no font here."""
    held = families() if held is None else held
    missing = {script for script in scripts if script and not held & frozenset(BY_SCRIPT[script])}
    if missing:
        raise MissingFont(missing)


def scripts_in(data: Any, lang: str) -> set[str]:
    """The scripts of every text in some data."""
    if isinstance(data, str):
        return {script_of(data, lang)}
    if isinstance(data, Mapping):
        return set().union(*(scripts_in(value, lang) for value in data.values()), set())
    if isinstance(data, list | tuple):
        return set().union(*(scripts_in(value, lang) for value in data), set())
    return set()
