"""What Korea writes in hangul by its sound: Chinese names by the rule for Chinese, western names and the letters of abbreviations.

화웨이 is Huawei by the rule for Mandarin syllables (National Institute of Korean Language, notation of loan words, table 5), 카스퍼스키
is near to "kasperski", and 디제이아이 spells D, J, I. What comes out for a western name is an approximation.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from sekisho.screening.names import east_tables, mandarin
from sekisho.screening.names.forms import Form, Relation

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# Mandarin initials and finals; a final is a vowel with its end, and a further syllable.
_FROM = {
    "b": "ㅂ", "p": "ㅍ", "m": "ㅁ", "f": "ㅍ", "d": "ㄷ", "t": "ㅌ", "n": "ㄴ", "l": "ㄹ", "g": "ㄱ", "k": "ㅋ", "h": "ㅎ", "j": "ㅈ",
    "q": "ㅊ", "x": "ㅅ", "zh": "ㅈ", "ch": "ㅊ", "sh": "ㅅ", "r": "ㄹ", "z": "ㅉ", "c": "ㅊ", "s": "ㅆ", "": "ㅇ",
}  # fmt: skip
_ENDS = {
    "a": "ㅏ", "o": "ㅗ", "e": "ㅓ", "er": "ㅓㄹ", "ai": "ㅏ 이", "ei": "ㅔ 이", "ao": "ㅏ 오", "ou": "ㅓ 우", "an": "ㅏㄴ", "en": "ㅓㄴ",
    "ang": "ㅏㅇ", "eng": "ㅓㅇ", "ong": "ㅜㅇ", "i": "ㅣ", "ia": "ㅑ", "ie": "ㅖ", "iao": "ㅑ 오", "iu": "ㅠ", "ian": "ㅖㄴ", "in": "ㅣㄴ",
    "iang": "ㅑㅇ", "ing": "ㅣㅇ", "iong": "ㅠㅇ", "u": "ㅜ", "ua": "ㅘ", "uo": "ㅝ", "uai": "ㅘ 이", "ui": "ㅜ 이", "uan": "ㅘㄴ",
    "un": "ㅜㄴ", "uang": "ㅘㅇ", "v": "ㅟ", "ve": "ㅞ", "van": "ㅟ 안", "vn": "ㅟㄴ", "uei": "ㅞ 이", "uen": "ㅝㄴ", "ueng": "ㅝㅇ",
    "y": "ㅡ",
}  # fmt: skip
# Syllables without an initial, by the final that they have.
_BARE = {
    "yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iu", "yan": "ian", "yin": "in", "yang": "iang", "ying": "ing", "yong": "iong",
    "wu": "u", "wa": "ua", "wo": "uo", "wai": "uai", "wei": "uei", "wan": "uan", "wen": "uen", "wang": "uang", "weng": "ueng",
    "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn",
}  # fmt: skip
_FLAT = str.maketrans("ㅑㅖㅛㅠ", "ㅏㅔㅗㅜ")  # behind ㅈ, ㅉ and ㅊ
_LETTERS = {
    "a": "에이", "b": "비", "c": "씨 시", "d": "디", "e": "이", "f": "에프", "g": "지", "h": "에이치 에이취 에치", "i": "아이", "j": "제이",
    "k": "케이", "l": "엘", "m": "엠", "n": "엔", "o": "오", "p": "피", "q": "큐", "r": "아르 알", "s": "에스", "t": "티", "u": "유",
    "v": "브이 뷔", "w": "더블유 더블류", "x": "엑스", "y": "와이", "z": "제트 지",
}  # fmt: skip
_WEST_INITIALS = (
    "g",
    "k",
    "n",
    "d",
    "t",
    "r",
    "m",
    "b",
    "p",
    "s",
    "s",
    "",
    "j",
    "j",
    "ch",
    "k",
    "t",
    "p",
    "h",
)
_WEST_VOWELS = (
    "a", "a", "ya", "ya", "er", "e", "yo", "ye", "o", "wa", "wa", "oe", "yo", "u", "wo", "we", "wi", "yu", "", "ui", "i",
)  # fmt: skip
_WEST_FINALS = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t",
                "k", "t", "p", "t")  # fmt: skip
_MOST = 10  # syllables of a foreign name; a longer piece is none
_KEPT = 6  # readings kept at each place


def _composed(initial: str, end: str) -> str:
    vowel, _, further = end.partition(" ")
    final = _FINALS.index(vowel[1]) if len(vowel) > 1 else 0
    return chr(0xAC00 + _INITIALS.index(initial) * 588 + _VOWELS.index(vowel[0]) * 28 + final) + further


def by_rule(syllable: str) -> str:
    """A Mandarin syllable in pinyin (ü as v) in hangul, by the rule; "" for what is no syllable."""
    initial, final = ("", _BARE.get(syllable, syllable))
    if syllable not in _BARE:
        initial, final = mandarin.split_initial(syllable)
    if initial in ("j", "q", "x") and final[:1] == "u":
        final = "v" + final[1:]
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        final = "y"
    end = _ENDS.get(final)
    if end is None:
        return ""
    consonant = _FROM[initial]
    return _composed(consonant, end.translate(_FLAT) if consonant in "ㅈㅉㅊ" else end)


@cache
def _syllables() -> dict[str, tuple[tuple[str, float], ...]]:
    """For a syllable or two of hangul the Mandarin ones that it may write, with costs: how many characters are read so."""
    counts: dict[str, int] = {}
    for row in east_tables.lines("han_readings.tsv"):
        first = (row + "\t").split("\t")[1].split(" ")[0].partition(":")[0]
        counts[first] = counts.get(first, 0) + 1
    found: dict[str, list[tuple[str, int]]] = {}
    for syllable, count in counts.items():
        written = by_rule(syllable) if count > 3 else ""
        if written:
            found.setdefault(written, []).append((syllable, count))
    return {
        written: tuple(
            (syllable, round(0.5 * math.log(max(c for _, c in readings) / count), 2))
            for syllable, count in sorted(readings, key=lambda r: -r[1])
        )
        for written, readings in found.items()
    }


def place(name: str) -> str:
    """A folded Chinese place name in hangul by its Mandarin reading (南京 난징); "" where a character has none."""
    readings = [east_tables.readings(sign).mandarin for sign in name]
    return "".join(by_rule(reading[0][0]) for reading in readings) if all(readings) else ""


@lru_cache(8192)
def mandarin_readings(text: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The likeliest Mandarin syllables that a piece of hangul may write by the rule, with costs; () where it can write none."""
    if not 2 <= len(text) <= _MOST:
        return ()
    table = _syllables()
    best: list[list[tuple[float, tuple[str, ...]]]] = [[(0.0, ())], *([] for _ in text)]
    for at in range(len(text)):
        for length in (1, 2):
            for syllable, cost in table.get(text[at : at + length], ()) if at + length <= len(text) else ():
                # 하이 is hai sooner than ha and yi.
                price = cost + (0.0 if length == 2 else 0.2)
                best[at + length] += [(before + price, (*said, syllable)) for before, said in best[at]]
        best[at + 1] = sorted(best[at + 1])[:_KEPT]
    return tuple((said, round(cost, 2)) for cost, said in best[-1] if len(said) > 1)


def mandarin_forms(text: str, cost: float) -> list[Form]:
    """A Chinese name that is written in hangul, in pinyin: as one word, and the likeliest reading by its syllables."""
    forms: list[Form] = []
    for at, (said, price) in enumerate(mandarin_readings(text)):
        plain = tuple(mandarin.passport(part)[0] for part in said)
        forms.append(Form(("".join(plain),), Relation.PINYIN, round(cost + price, 2)))
        if not at:
            forms.append(Form(plain, Relation.PINYIN, round(cost + price + 0.9, 2)))
    return forms


@cache
def _letter_names() -> dict[str, str]:
    return {name: letter for letter, names in reversed(_LETTERS.items()) for name in names.split()}


@lru_cache(4096)
def letters(text: str) -> str:
    """The abbreviation whose letters a piece of hangul names one by one (디제이아이 "dji"); "" where it names fewer than three."""
    names, told, at = _letter_names(), "", 0
    while at < len(text):
        for length in (3, 2, 1):
            letter = names.get(text[at : at + length])
            if letter:
                told, at = told + letter, at + length
                break
        else:
            return ""
    return told if len(told) > 2 else ""


@cache
def _sino() -> frozenset[str]:
    """The syllables by which Han characters are read in Korean, and the commonest of Korean's own words."""
    rows = (row.split("\t") for row in east_tables.lines("han_readings.tsv"))
    return frozenset(cells[3] for cells in rows if len(cells) > 3 and cells[3]) | frozenset("은는을를의가")


@lru_cache(8192)
def looks_foreign(text: str) -> bool:
    """Whether a piece of hangul holds sounds that Korean words of Chinese origin have not (스, 트, 웨, 센): one in five or more."""
    sino = _sino()
    strange = sum("가" <= sign <= "힣" and sign not in sino for sign in text)
    return len(text) > 1 and strange * 5 >= len(text)


@lru_cache(8192)
def western_forms(text: str, cost: float) -> tuple[Form, ...]:
    """A western name that is written in hangul, near to its Latin spelling: without the vowels that Korean puts in."""
    if not 2 <= len(text) <= 2 * _MOST or not all("가" <= sign <= "힣" for sign in text):
        return ()
    latin = ""
    for sign in text:
        point = ord(sign) - 0xAC00
        initial, vowel, final = point // 588, point % 588 // 28, point % 28
        said = _WEST_VOWELS[vowel]
        if vowel == 4 and final:
            said = "o"
        head = _WEST_INITIALS[initial]
        if head == "r" and latin[-1:] == "l":
            head = ""
        latin += head + said + _WEST_FINALS[final]
    other = (
        latin.replace("p", "f").replace("b", "v") if "p" in latin or "b" in latin else latin.replace("j", "z")
    )
    forms = [Form((latin,), Relation.TRANSLITERATION, cost)]
    if other != latin:
        forms.append(Form((other,), Relation.TRANSLITERATION, round(cost + 0.4, 2)))
    return tuple(forms)
