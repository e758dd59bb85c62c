"""Cyrillic letters in Latin ones, by the systems that passports, lists and newspapers use."""

from __future__ import annotations

from typing import Final

_BASE: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u",
    "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ѐ": "e", "ѝ": "i",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ҝ": "g", "ҹ": "j",
    "ӣ": "i", "ӯ": "u", "ҡ": "k", "ҫ": "s", "ҙ": "z", "җ": "j", "ӊ": "n", "ӧ": "o", "ӱ": "u", "ӓ": "a", "ӗ": "e", "ӑ": "a",
    "ӥ": "i", "ӝ": "zh", "ӵ": "ch", "ѣ": "e", "ѳ": "f", "ѵ": "i", "ӏ": "",
}  # fmt: skip


# The language of a name that was English, German or French before it was written in Cyrillic.
WESTERN: Final = "west"


def _system(**changes: str) -> dict[int, str]:
    return str.maketrans(_BASE | changes)


# By language: what differs from Russian. Ukrainian г is h, и is y; Belarusian г is h; Bulgarian щ is sht, ъ is a.
UKRAINIAN: Final = _system(г="h", и="y", й="i", і="i", ї="i", є="ie", ю="iu", я="ia")
BELARUSIAN: Final = _system(г="h", і="i", ў="u")
BULGARIAN: Final = _system(щ="sht", ъ="a", х="h")
SERBIAN: Final = _system(ж="z", ц="c", ч="c", ш="s", х="h", џ="dz", ђ="dj", й="j")
MACEDONIAN: Final = _system(ж="zh", ц="c", х="h", ј="j", џ="dj")
RUSSIAN: Final = _system()

_PASSPORT: Final = _system(й="i", ю="iu", я="ia", ъ="ie")
_PLAIN: Final = _system(х="h", щ="sch", ц="c", ю="ju", я="ja", й="j", ж="j")
_FRENCH: Final = _system(ж="j", у="ou", ч="tch", ш="ch", щ="chtch", ю="iou", я="ia", й="i")
_GERMAN: Final = _system(
    ж="sch", х="ch", ц="z", ч="tsch", ш="sch", щ="schtsch", в="w", ю="ju", я="ja", з="s", й="j"
)
_SCIENTIFIC: Final = _system(ж="z", х="x", ц="c", ч="c", ш="s", щ="sc", ю="ju", я="ja", й="j", ё="e")

_VOWELS: Final = frozenset("аеёиоуыэюяіїєў")
_LANGUAGE_LETTERS: Final = (
    ("uk", "ґїє"), ("be", "ў"), ("mk", "ѓќѕ"), ("sr", "ђјљњћџ"), ("kk", "әғқңөұүһҳҷӣӯ"), ("uk", "і"),
)  # fmt: skip
_BY_COUNTRY: Final = {"UA": "uk", "BY": "be", "BG": "bg", "RS": "sr", "ME": "sr", "BA": "sr", "MK": "mk"}
_TABLES: Final = {
    "ru": RUSSIAN, "uk": UKRAINIAN, "be": BELARUSIAN, "bg": BULGARIAN, "sr": SERBIAN, "mk": MACEDONIAN, "kk": RUSSIAN,
}  # fmt: skip


def language_of(text: str, country: str = "") -> str:
    """The language that the letters of a name in Cyrillic show, else that of the country, else Russian: ru, uk, be, bg, sr, mk, kk."""
    for language, letters in _LANGUAGE_LETTERS:
        if any(letter in text for letter in letters):
            return "be" if language == "uk" and country == "BY" else language
    found = _BY_COUNTRY.get(country, "ru")
    # Letters that Ukrainian and Belarusian do not have show Russian, whatever the country.
    if found in ("uk", "be") and any(
        letter in text for letter in "ыэёъ" if not (found == "be" and letter in "ыэё")
    ):
        return "ru"
    return found


def readings(word: str, language: str) -> list[tuple[str, float]]:
    """A word in small Cyrillic letters, in Latin ones: the likeliest reading first, each with its cost in nats."""
    if language == WESTERN:
        return _western(word)
    main = _finish(word).translate(_TABLES.get(language, RUSSIAN))
    found = [(main, 0.0)]
    if language != "ru":
        found.append((_finish(word).translate(RUSSIAN), 0.5))
    popular = _popular(word)
    found.append((popular, 0.4))
    found.append((_yotated(word).translate(RUSSIAN), 0.8))
    found.append((word.translate(_PASSPORT), 0.7))
    if language == "be":
        found.append((_russified(word).translate(RUSSIAN), 0.6))
    found.append((_english(word), 0.9))
    found.append((_plain(word), 1.0))
    if language == "ru" and ("г" in word or "и" in word):
        found.append((word.translate(UKRAINIAN), 1.8))
    found.append((_french(word), 1.8))
    if word.endswith(("ов", "ев", "ёв")):
        # Romanoff: the way of those who left long ago.
        found.append((word[:-1].translate(RUSSIAN) + "ff", 1.9))
    found.append((word.translate(_GERMAN), 2.0))
    found.append((word.translate(_SCIENTIFIC), 2.0))
    return found


def _western(word: str) -> list[tuple[str, float]]:
    """A name of Western Europe or America, back into the spelling of its own language."""
    found = [
        (_english(word), 0.0),
        (word.translate(RUSSIAN), 0.1),
        (_popular(word), 0.4),
        (_plain(word), 0.5),
        (word.translate(_GERMAN), 0.9),
        (word.translate(_FRENCH), 0.9),
        (_yotated(word).translate(RUSSIAN), 1.0),
        (word.translate(_PASSPORT), 1.2),
        (word.translate(_SCIENTIFIC), 1.5),
    ]
    if word[0] in "гв":
        # Hamilton is Гамильтон, and Walter Вальтер.
        found.insert(2, ({"г": "h", "в": "w"}[word[0]] + _english(word[1:]), 0.3))
    return found


def _finish(word: str) -> str:
    """й after ы is not written twice: -ый is "yy" in no list."""
    return word[:-2] + "ы" if word.endswith("ый") else word


def _popular(word: str) -> str:
    """The way of newspapers: -ий and -ый are y, кс is x, ё is yo."""
    if word.endswith(("ий", "ый")):
        word = word[:-2] + "й"
    return (
        word.replace("кс", "x")
        .replace("ьё", "ье")
        .replace("ё", "yo")
        .replace("ье", "ie")
        .replace("ья", "ia")
        .translate(RUSSIAN)
    )


def _yotated(word: str) -> str:
    """е at the beginning and after a vowel, ь or ъ is ye; ё likewise yo."""
    out, before = [], ""
    for letter in word:
        if letter == "е" and (not before or before in _VOWELS or before in "ьъ"):
            out.append("ye")
        elif letter == "ё":
            out.append("yo")
        else:
            out.append(letter)
        before = letter
    return "".join(out)


# Sounds of English names in Cyrillic letters, in the order in which they are put back.
_ENGLISH: Final = (
    ("хаус", "house"), ("вуд", "wood"), ("таун", "town"), ("штейн", "stein"), ("штайн", "stein"), ("дж", "j"), ("кс", "x"),
    ("уэ", "we"), ("уи", "wi"), ("уо", "wo"), ("уа", "wa"), ("оу", "ow"), ("ау", "au"), ("ью", "ew"),
    ("айн", "ein"), ("ай", "i"), ("ей", "ay"), ("эй", "ay"), ("кв", "qu"), ("х", "h"), ("ц", "tz"), ("ю", "u"), ("я", "ya"),
)  # fmt: skip


def _english(word: str) -> str:
    """Back to English: the way in which an English name came to be written in Cyrillic, undone."""
    if word.endswith("кс"):
        word = word[:-2] + "cks"
    for native, latin in _ENGLISH:
        if native in word:
            word = word.replace(native, latin)
    return word.translate(RUSSIAN)


def _russified(word: str) -> str:
    """A Belarusian name as Russian spells it: Гладкоў is Gladkov, Дзямідава Demidova."""
    word = word.replace("ў", "в").replace("і", "и")
    for soft in "ияеьюё":
        word = word.replace("дз" + soft, "д" + soft).replace("ц" + soft, "т" + soft)
    return word


def _main(word: str) -> str:
    return _finish(word).translate(RUSSIAN)


def _passport(word: str) -> str:
    return word.translate(_PASSPORT)


def _yotated_russian(word: str) -> str:
    return _yotated(word).translate(RUSSIAN)


def _plain(word: str) -> str:
    """h for х, j for й: the way of letters and e-mail, and back to English in foreign names."""
    return (
        word.replace("дж", "ж").replace("кс", "x").replace("уи", "wi").replace("уо", "wo").translate(_PLAIN)
    )


def _french(word: str) -> str:
    return word.translate(_FRENCH)


# The ways in which lists spell a Russian word in Latin letters, for whoever has to recognise one.
LATIN_WAYS: Final = (_main, _popular, _passport, _yotated_russian, _plain)
