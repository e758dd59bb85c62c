"""Citations of Japanese law as a Japanese reader writes them: 輸出貿易管理令第1条第1項、別表第1の1から15の項.

The law files cite in English ("Export Trade Control Order Art. 1(1), Appended Table 1, items 1 to 15"), by a small and regular
grammar: the name of the text, articles with paragraphs and numbers in brackets, tables with items. What this module does not
understand as a whole it leaves alone: half a citation is worse than one in English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TEXTS: Final = {
    "FEFTA": "外為法",
    "Export Trade Control Order": "輸出貿易管理令",
    "Foreign Exchange Order": "外国為替令",
    "Goods Ordinance": "貨物等省令",
    "Cabinet Order No. 378 of 1949": "昭和24年政令第378号",
    "METI Ordinance 249 of 2001": "平成13年経済産業省令第249号",
    "METI Ordinance 57 of 2008": "平成20年経済産業省令第57号",
    "METI Ordinance 60 of 2009": "平成21年経済産業省令第60号",
    "MITI Notice 746 of 2000": "平成12年通商産業省告示第746号",
    "ordinance on invisible trade": "貿易関係貿易外取引等に関する省令",
    "operation circular": "運用通達",
    "technology circular": "役務通達",
    "catch-all circular": "補完的輸出規制通達",
    "Bulk Licence Guidelines": "包括許可取扱要領",
    "Foreign End User List (mark CW)": "外国ユーザーリスト（通常兵器の表示のある者）",
    "Foreign End User List": "外国ユーザーリスト",
    "cabinet decisions": "閣議了解",
    "Act No. 30 of 2026": "令和8年法律第30号",
}
"""Names of texts; the longest that fits is taken."""
_WHOLE: Final = {
    "general bulk licence": "一般包括許可",
    "special general bulk licence": "特別一般包括許可",
    "specified bulk licence": "特定包括許可",
    "special bulk licence for returns": "特別返品等包括許可",
    "bulk licence for own subsidiaries": "特定子会社包括許可",
    "standard 1": "基準1",
    "standard 2": "基準2",
    "proviso": "ただし書",
    "words in brackets": "括弧書",
    "annex": "別表",
}
"""What stands after a comma and is no number."""
_PARTS: Final = {
    "METI Ordinance 60 of 2009 and model compliance programmes (secondary sources)": "平成21年経済産業省令第60号及びモデルCP（二次資料による）",
    "customs law 5 years": "関税法（5年）",
    "interpretation table": "運用通達の解釈",
    "for Group A since 2025-10-09 FEFTA Art. 48(2) and Order Art. 1(3), 4(2)(iii) イ": "グループAは2025年10月9日から外為法第48条第2項、輸出貿易管理令第1条第3項、第4条第2項第3号イ",
    "for Group A since 2025-10-09 FEFTA Art. 48(2) and Order Art. 1(3), 4(2)(iii) ロ": "グループAは2025年10月9日から外為法第48条第2項、輸出貿易管理令第1条第3項、第4条第2項第3号ロ",
}  # fmt: skip
"""Parts that are sentences of their own."""
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_KANA: Final = "[ア-ヶ]"
_BRANCHED: Final = r"[0-9]+(?:-[0-9]+)?"


@lru_cache(4096)
def japanese_citation(cite: str) -> str:
    """The citation in Japanese; "" where some of it is not understood."""
    found: list[str] = []
    for part in cite.split("; "):
        if part in _PARTS:
            found.append(_PARTS[part])
            continue
        plain = part.replace(" (words in brackets)", ", words in brackets").replace(" and annex", ", annex")
        name = next((one for one in _LONGEST_FIRST if plain.startswith(one)), "")
        last = "circular" if name.endswith("circular") else ""
        told = _rest(plain[len(name) :].removeprefix(",").strip(), last) if name else None
        if told is None:
            return ""
        found.append(_TEXTS[name] + told)
    return "；".join(found)


_LONGEST_FIRST: Final = sorted(_TEXTS, key=len, reverse=True)


def _rest(words: str, last: str) -> str | None:
    """What is cited of a text: "" for the whole; None where it is not understood."""
    if not words:
        return ""
    told = ""
    for piece in re.split(rf", (?!{_KANA})", words):  # "ニ, ホ" below a number stays whole
        found = _piece(piece, last)
        if found is None:
            return None
        kind, one = found
        joint = "" if not told else "の" if (last, kind) == ("table", "row") else "、"
        told, last = told + joint + one, kind
    return told


def _piece(piece: str, last: str) -> tuple[str, str] | None:
    """One citation inside a text, with its kind. `last`: the kind of the one before, on which a bare number leans."""
    if piece in _WHOLE:
        return last, _WHOLE[piece]
    lean = {"article": "Art. ", "table": "Appended Table ", "head": "heads "}.get(last, "")
    if lean and piece[0].isdecimal():
        piece = lean + piece
    for kind, shape, tell in _SHAPES:
        match = shape.fullmatch(piece)
        if match is None or (kind == "circular") != (last == "circular"):
            continue
        if kind == "item" and last == "table":
            return "row", _row(match)
        return kind, tell(match)
    return None


def _branched(words: str, unit: str) -> str:
    """第27条の2 of 27-2; 第26条から第28条 of 26-28, for no article has more branches than its own number."""
    head, _, branch = words.partition("-")
    if branch and int(branch) > int(head) and unit == "条" and int(branch) < int(head) + 5:
        return f"第{head}{unit}から第{branch}{unit}"
    return f"第{head}{unit}" + (f"の{branch}" if branch else "")


def _point(roman: str) -> str:
    """A number of a paragraph: i-8 is 第1号の8."""
    head, _, branch = roman.partition("-")
    values = [_ROMAN[letter] for letter in head]
    number = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return f"第{number}号" + (f"の{branch}" if branch else "")


def _below(words: str) -> str:
    return words.replace(", ", "・").replace(" ", "").replace("-", "～")


def _article(match: re.Match[str]) -> str:
    told = _branched(match["article"], "条")
    if match["paragraph"]:
        told += f"第{match['paragraph']}項"
    return told + (_point(match["number"]) if match["number"] else "") + _below(match["below"])


def _same_article(match: re.Match[str]) -> str:
    if match["paragraph"]:
        return f"第{match['paragraph']}項"
    return _point(match["number"]) + _below(match["below"])


def _goods(match: re.Match[str]) -> str:
    return _branched(match["article"], "条") + _branched(match["item"], "号") + _below(match["below"])


def _table(match: re.Match[str]) -> str:
    number = (match["table"] or "").replace("-", "の")
    return f"別表第{number}" + (_point(match["number"]) if match["number"] else "") if number else "別表"


def _row(match: re.Match[str]) -> str:
    """A row of a table: 16の項(1), 1から15の項."""
    first = match["first"].replace("-", "の")
    bracket = match["bracket"].replace("-", "の")
    return f"{first}から{match['last']}の項" if match["last"] else f"{first}の項{bracket}"


def _numbers(match: re.Match[str]) -> str:
    """Numbers of a text that has no table: 第2号・第3号."""
    more = {"to": "から", "and": "・"}.get(match["joint"] or "", "")
    return _branched(match["first"], "号") + (f"{more}第{match['last']}号" if match["last"] else "")


def _heads(match: re.Match[str]) -> str:
    return match["heads"].replace(" to ", "から")


def _circular(match: re.Match[str]) -> str:
    return _below(match[0].replace(" to ", "～").replace("-", "\0")).replace("\0", "-")


_SHAPES: Final = (
    ("article", re.compile(rf"Art\. (?P<article>{_BRANCHED})(?:\((?P<paragraph>[0-9]+)\))?(?:\((?P<number>[ivx]+(?:-[0-9]+)?)\))?"
                           rf"(?P<below>(?: {_KANA}(?:(?:-|, ){_KANA})*)?)"), _article),
    ("article", re.compile(rf"\((?:(?P<paragraph>[0-9]+)|(?P<number>[ivx]+(?:-[0-9]+)?))\)(?P<below>(?: {_KANA}(?:-{_KANA})?)?)"), _same_article),
    ("goods", re.compile(rf"Art\. (?P<article>{_BRANCHED}) item (?P<item>{_BRANCHED})(?P<below>[ ア-ヶ0-9一二三四五六七八九十(),（部分品）-]*)"), _goods),
    ("table", re.compile(rf"Appended Tables?(?: (?P<table>{_BRANCHED}))?(?:\((?P<number>[ivx]+)\))?"), _table),
    ("item", re.compile(rf"items? (?P<first>{_BRANCHED})(?: (?P<joint>to|and) (?P<last>[0-9]+))?(?P<bracket>(?:\([0-9]+(?:-[0-9]+)?\))*)"), _numbers),
    ("head", re.compile(r"heads (?P<heads>[0-9]+-[0-9]+(?: to [0-9]+-[0-9]+)?)"), _heads),
    ("circular", re.compile(rf"[0-9]+(?:-[0-9]+)*(?:\([0-9]+\))?(?: to \([0-9]+\))?(?: ?{_KANA})?"), _circular),
)  # fmt: skip
