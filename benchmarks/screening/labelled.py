"""Labelled names out of the shared lists: what a party is called in its own script, and which listings are that party.

Two listings are taken for one party where they bear the same name (order of words and case aside) and are of one kind. The
split into a half for tuning and a half for reporting goes by the party, so no party stands in both.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from zlib import crc32

from attrs import evolve, frozen

from sekisho.screening.names.scripts import main_script
from sekisho.sources.records import ListedParty


@frozen
class Labelled:
    """A name that is asked, and the keys of the listings that it should find (none: a clean name)."""

    name: str
    kind: str
    script: str
    gold: frozenset[tuple[str, str]]
    half: int  # 0 for tuning, 1 for reporting
    country: str = ""
    source: str = ""


def bag(text: str) -> str:
    """A name with its words in the order of the alphabet, without case, accents and marks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(sorted(re.findall(r"\w+", re.sub("['’‘ʼ`]", "", plain))))


def clusters(parties: Iterable[ListedParty]) -> dict[tuple[str, str], int]:
    """The number of the real party behind each listing."""
    parent: dict[object, object] = {}

    def root(x: object) -> object:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for party in parties:
        own = root(("party", party.key))
        for name in party.names:
            words = bag(name.text)
            if name.kind == "weak-alias" or (" " not in words and len(words) < 9) or len(words) < 9:
                continue
            parent[root((party.kind == "person", words))] = own
            own = root(own)
    numbers: dict[object, int] = {}
    return {
        x[1]: numbers.setdefault(root(x), len(numbers))  # type: ignore[index,misc]
        for x in list(parent)
        if x[0] == "party"  # type: ignore[index]
    }


_LETTERS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўёј",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "-",
            "y",
            "-",
            "e",
            "yu",
            "ya",
            "i",
            "yi",
            "ye",
            "g",
            "u",
            "e",
            "j",
        ],
        strict=True,
    )
)


def by_letters(name: str) -> str:
    """A Cyrillic name of three words or more, each letter by its usual Latin one, as a bag; "" for any other name.

    A table of its own: what is judged here is not to be judged by the readings that are tested.
    """
    words = re.findall(r"\w+", name.casefold())
    if len(words) < 3 or not all("\u0400" <= c <= "\u04ff" for word in words for c in word):
        return ""
    return bag(" ".join("".join(_LETTERS.get(c, "").replace("-", "") for c in word) for word in words))


_ARABIC = dict(
    zip(
        "بپتثطجچحهخدذرزظسشصضغگفقكکلمنةۀءأإؤئآاعويىیٱ",
        [
            "b",
            "b",
            "t",
            "t",
            "t",
            "j",
            "j",
            "-",
            "-",
            "k",
            "d",
            "d",
            "r",
            "z",
            "z",
            "s",
            "s",
            "s",
            "d",
            "g",
            "g",
            "f",
            "k",
            "k",
            "k",
            "l",
            "m",
            "n",
        ]
        + ["-"] * 16,
        strict=False,
    )
)
_ARTICLES = frozenset({"al", "el", "ul", "bin", "ben", "ibn"})


def by_consonants(name: str) -> str:
    """The consonants of an Arabic or Persian name of three words or more, in classes, words in the order of the alphabet; else ""."""
    words = [
        re.sub("^ال(?=...)", "", word)
        for word in re.findall(r"[\u0620-\u06d3]+", unicodedata.normalize("NFKC", name))
    ]
    bones = ["".join(_ARABIC.get(c, "-") for c in word).replace("-", "") for word in words if word != "بن"]
    return " ".join(sorted(b for b in bones if b)) if len(bones) >= 3 else ""


def _consonants(name: str) -> str:
    """The consonants of a Latin name in the same classes."""
    found = []
    for word in name.split():
        if word not in _ARTICLES:
            for pair, letter in (
                ("kh", "k"),
                ("gh", "g"),
                ("sh", "s"),
                ("th", "t"),
                ("dh", "d"),
                ("ch", "j"),
                ("dj", "j"),
            ):
                word = word.replace(pair, letter)
            word = re.sub("[aeiouywhv]", "", word).translate(str.maketrans("qcp", "kkb"))
            found.append(re.sub(r"(.)\1", r"\1", word))
    return " ".join(sorted(word for word in found if word))


def right(hit: ListedParty, asked: Labelled, listed: dict[tuple[str, str], ListedParty]) -> bool:
    """Whether a hit is the party that was asked for: a listing of it, one that bears nearly the name of such a listing (lists that
    share no key spell one party in several ways, and some give the surname alone), one that was born on the same day and
    bears a like name, or one that bears the asked names of a person themselves, three or more, letter by letter (in Arabic: by
    their consonants).
    """
    from rapidfuzz import fuzz

    if hit.key in asked.gold:
        return True
    mine = {bag(n.text) for n in hit.names}
    if asked.kind == "person":
        whole = by_letters(asked.name)
        if whole and any(x.count(" ") >= 2 and fuzz.ratio(x, whole) >= 88 for x in mine):
            return True
        bones = by_consonants(asked.name)
        if bones and any(fuzz.ratio(_consonants(x), bones) >= 90 for x in mine if x.count(" ") >= 2):
            return True
    days = {day for day in hit.births if len(day) == 10}
    for key in asked.gold:
        theirs = {bag(n.text) for n in listed[key].names} if key in listed else set()
        if key in listed and days & set(listed[key].births):
            if any(fuzz.token_set_ratio(x, y) >= 75 for x in mine for y in theirs):
                return True
        if any(
            " " in x and " " in y and (x == y if len(x) <= 8 else fuzz.ratio(x, y) >= 90)
            for x in mine
            for y in theirs
        ):
            return True
        if theirs and all(" " not in y for y in theirs):
            if any(y in x.split() for y in theirs if len(y) > 3 for x in mine if " " in x):
                return True
    return False


def is_native(text: str) -> bool:
    """Whether a name is written mostly in another script than Latin."""
    return main_script(text) != "Latn"


_BOTH = re.compile(
    r"^(.*[A-Za-z].*?)\s*[(（]([^A-Za-z]*[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}[^A-Za-z]*?)[)）]*$"
)


def apart(party: ListedParty) -> ListedParty:
    """The party with each name that stands once in Latin letters and again in brackets in another script as two names."""
    names = []
    for name in party.names:
        both = _BOTH.match(name.text)
        names += [evolve(name, text=both[1]), evolve(name, text=both[2])] if both else [name]
    return evolve(party, names=tuple(names))


def latin_only(parties: Iterable[ListedParty]) -> list[ListedParty]:
    """The same parties with every name in another script taken away, also one that stands in brackets behind a Latin one."""
    kept = []
    for party in map(apart, parties):
        names = tuple(n for n in party.names if not is_native(n.text))
        if names:
            kept.append(evolve(party, names=names))
    return kept


def native_queries(parties: list[ListedParty]) -> Iterator[Labelled]:
    """Every name in another script of a party that is also listed under a Latin name."""
    parties = [apart(party) for party in parties]
    numbers = clusters(parties)
    members = defaultdict(set)
    latin = set()
    for party in parties:
        if any(not is_native(n.text) for n in party.names):
            latin.add(party.key)
            members[numbers[party.key]].add(party.key)
    seen = set()
    for party in parties:
        gold = members[numbers[party.key]]
        if not gold:
            continue
        for name in party.names:
            script = main_script(name.text)
            if script == "Latn" or name.kind in ("weak-alias", "address"):
                continue
            words = bag(name.text)
            if (numbers[party.key], words) in seen or len(words) < 2:
                continue
            seen.add((numbers[party.key], words))
            half = crc32(min(f"{s}/{i}" for s, i in gold).encode()) >> 7 & 1
            kind = "person" if party.kind == "person" else "organisation"
            country = party.countries[0] if party.countries else ""
            yield Labelled(name.text, kind, script, frozenset(gold), half, country, party.source)
