"""Mandarin and Cantonese syllables in the spellings that passports and company registers use."""

from __future__ import annotations

from functools import cache

from sekisho.screening.names import east_tables

_WADE_WHOLE = {
    "si": "szu", "zi": "tzu", "ci": "tzu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "yi": "i",
    "you": "yu", "yan": "yen", "ye": "yeh", "yong": "yung", "yue": "yueh", "er": "erh", "e": "o", "guo": "kuo",
    "kuo": "kuo", "huo": "huo", "shuo": "shuo", "gui": "kuei", "kui": "kuei", "ge": "ko", "ke": "ko", "he": "ho",
    "xu": "hsu", "lv": "lu", "nv": "nu", "lve": "lueh", "nve": "nueh",
}  # fmt: skip
_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("d", "t"), ("g", "k"), ("j", "ch"), ("q", "ch"),
    ("x", "hs"), ("z", "ts"), ("c", "ts"), ("r", "j"),
)  # fmt: skip
_WADE_FINALS = {
    "ian": "ien", "ie": "ieh", "ue": "ueh", "ve": "ueh", "ong": "ung", "iong": "iung", "uo": "o", "v": "u",
}  # fmt: skip


def split_initial(syllable: str) -> tuple[str, str]:
    """A pinyin syllable as initial and final ("zh", "ang")."""
    for end in (2, 1):
        head = syllable[:end]
        if head in ("zh", "ch", "sh") or (end == 1 and head in "bpmfdtnlgkhjqxrzcs"):
            return head, syllable[end:]
    return "", syllable


@cache
def wade_giles(syllable: str) -> str:
    """The Wade-Giles spelling of a pinyin syllable as people write it: without apostrophes and diaereses."""
    whole = _WADE_WHOLE.get(syllable)
    if whole:
        return whole
    initial, final = split_initial(syllable)
    final = _WADE_FINALS.get(final, final)
    return dict(_WADE_INITIALS).get(initial, initial) + final


@cache
def passport(syllable: str) -> tuple[str, ...]:
    """Pinyin as it stands in Latin names: ü is written u, v, yu or ue."""
    if "v" not in syllable:
        return (syllable,)
    return (syllable.replace("v", "u"), syllable, syllable.replace("v", "yu"))


@cache
def _taiwan() -> dict[str, tuple[str, ...]]:
    rows = (row.split("\t") for row in east_tables.lines("syllables_chinese.tsv"))
    return {cells[0]: tuple(cells[1].split()) for cells in rows}


@cache
def taiwan(syllable: str) -> tuple[str, ...]:
    """How people of Taiwan spell a pinyin syllable, Wade-Giles or nearly so; the usual spelling first."""
    return _taiwan().get(syllable) or (wade_giles(syllable),)


@cache
def _southern() -> dict[str, tuple[str, ...]]:
    rows = (row.split("\t") for row in east_tables.lines("hokkien_han.tsv"))
    return {cells[0]: tuple(cells[1].split()) for cells in rows}


def southern(character: str) -> tuple[str, ...]:
    """How a folded character of a given name is spelled in Singapore and Malaysia; () where no spelling is known."""
    return _southern().get(character, ())


_HONG_KONG_WHOLE: dict[str, tuple[str, ...]] = {
    "zi": ("chi", "tsz"), "ci": ("chi", "tsz"), "si": ("sze", "shi"), "ng": ("ng",), "m": ("ng",), "jyu": ("yu", "yue"),
    "zyu": ("chu",), "cyu": ("chu",), "syu": ("shu", "sue"), "ji": ("yee", "yi"), "fu": ("fu",), "wu": ("wu", "woo"),
    "gu": ("koo", "ku"), "ku": ("koo", "fu"), "lei": ("lee", "lei"), "zau": ("chow", "chau"), "cau": ("chau", "chow"),
    "jau": ("yau", "yow"), "lau": ("lau", "lou"), "zoeng": ("cheung", "tseung"), "jing": ("ying",), "waa": ("wah", "wa"),
    "faa": ("fa",), "zan": ("chun", "tsun"), "can": ("chan",), "san": ("sun", "san"), "jan": ("yan", "yun"),
    "man": ("man", "mun"), "man4": ("man",), "gwok": ("kwok",), "kei": ("kei", "ki"), "hei": ("hei", "hi"),
    "gei": ("kei", "ki"), "wai": ("wai",), "seoi": ("sui", "shui"), "soeng": ("sheung",), "sek": ("shek",),
    "gam": ("kam",), "zung": ("chung", "tsung"), "gwai": ("kwai",), "se": ("she", "se"), "ze": ("tse",), "ce": ("che",),
    "zai": ("chai", "tsai"), "coi": ("choi", "tsoi"), "zing": ("ching",), "zang": ("tsang",), "cung": ("chung",),
    "zeoi": ("tsui", "chui"), "ceoi": ("tsui", "chui"), "cin": ("chin",), "zin": ("chin", "tsin"), "so": ("so",),
    "zou": ("cho",), "cou": ("cho", "tso"), "zo": ("cho", "tso"), "gim": ("kim",), "suk": ("suk", "shuk"),
    "ngo": ("ngo", "ngor"), "sing": ("shing", "sing"), "sam": ("sum", "sam"), "sau": ("sau", "shau"), "saan": ("shan", "san"),
    "seon": ("shun", "sun"), "syun": ("suen", "shuen"), "siu": ("siu", "shiu"), "ngaa": ("nga", "ngah"), "zim": ("chim", "jim"),
    "jip": ("yip", "ip"), "zoek": ("cheuk", "cheok"), "sin": ("sin", "shin"), "seng": ("shing", "seng"), "ging": ("king", "ging"),
    "sung": ("sung", "shung"), "saang": ("sang", "shang"), "fong": ("fong",), "jyut": ("yuet", "yut"),
}  # fmt: skip
_HONG_KONG_INITIALS = (
    ("gw", "kw"), ("kw", "kw"), ("ng", "ng"), ("b", "p"), ("d", "t"), ("g", "k"), ("z", "ch"), ("c", "ch"), ("j", "y"),
)  # fmt: skip
_HONG_KONG_FINALS = {
    "aa": "a", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at", "aak": "ak",
    "oeng": "eung", "oek": "euk", "oe": "eu", "eon": "un", "eoi": "ui", "eot": "ut", "yun": "uen", "yut": "uet", "yu": "u",
    "ou": "o", "am": "am", "u": "oo", "e": "e",
}  # fmt: skip


@cache
def hong_kong(jyutping: str) -> tuple[str, ...]:
    """How Hong Kong writes a Cantonese syllable that is given in Jyutping without its tone; the usual spelling first."""
    whole = _HONG_KONG_WHOLE.get(jyutping)
    if whole:
        return whole
    initial, final = "", jyutping
    for jyut, latin in _HONG_KONG_INITIALS:
        if jyutping.startswith(jyut):
            initial, final = latin, jyutping[len(jyut) :]
            break
    else:
        for sign in "mfnlhkwsptkh":
            if jyutping.startswith(sign):
                initial, final = sign, jyutping[1:]
                break
    if final == "un" and initial not in ("", "y"):
        return (initial + "oon", initial + "un")
    spelled = initial + _HONG_KONG_FINALS.get(final, final)
    return (spelled,) if not spelled.endswith("oo") else (spelled, spelled[:-1])
