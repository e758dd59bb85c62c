"""Finds kinds of item by words in three languages, and shows each with its path and its nearest siblings."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from os.path import commonprefix  # of letters, not of folders
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sekisho.words import LANGUAGES, text

from .trade_words import TRADE_WORDS
from .unreadable import Unreadable

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

_EMPTY: Final = frozenset({"the", "for", "and", "of", "or", "with", "a", "an", "in", "to", "other"})
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_LATIN: Final = re.compile(r"[a-z0-9]+")
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_RARE_EARTHS: Final = re.compile("[镧铈镨钕钷钐铕钆铽镝钬铒铥镱镥钪钇]")
_SUBSTANCES: Final = re.compile("[镓锗锑碲铋铟钼钨]|稀土")
_COUNTING: Final = re.compile("一批|若干|一箱|一套|各种|等货物|各種|一式")
"""What a booking says of how much there is, which names no kind."""
_BRITISH: Final = {"fiber": "fibre", "center": "centre", "aluminum": "aluminium", "sulfur": "sulphur", "vapor": "vapour",
                   "armor": "armour", "color": "colour"}  # fmt: skip
_AMERICAN: Final = re.compile("|".join(_BRITISH))
LEAST: Final = 0.4
"""So much of what was typed has to stand in a name that is shown."""
LEVELS: Final = 2
"""So many levels of the tree a list of all kinds shows at first."""


def find_kinds(words: str, law: Law, lang: str, most: int = 12) -> list[dict[str, Any]]:
    """The kinds that the words may mean, the likeliest first, each with its path and siblings.

    First the names that hold all the words, then those that hold the most of them; nothing where none is near.
    """
    asked = _folded(_COUNTING.sub(" ", words))
    if not asked:
        return []
    rows, telling = _index(law)
    ranked: list[tuple[float, int, int, str]] = []
    group = _RARE_EARTHS.sub("稀土", asked)
    for row in rows:
        score = 0.0 if _other_substance(asked, row) else _likeness(asked, row, telling)
        if group != asked and any("稀土" in name for name in row.names):
            # Holmium oxide stands among the oxides of rare earths.
            score = max(score, 0.95 * _likeness(group, row, telling))
        if score >= LEAST:
            ranked.append((-round(score, 3), row.id.count("."), law.vocabulary.kinds[row.id].order, row.id))
    ranked.sort()
    best = -ranked[0][0] if ranked else 0
    return [kind_row(row[3], law, lang) for row in ranked[:most] if -row[0] >= best / 2]


def kind_row(id: str, law: Law, lang: str) -> dict[str, Any]:
    """A kind as a form shows it: its name, the way to it from above, what stands beside it and below it."""
    kinds = law.vocabulary.kinds
    parent = id.rpartition(".")[0]
    steps = id.split(".")
    above = [".".join(steps[: n + 1]) for n in range(len(steps) - 1)]
    beside = [other for other in kinds if other != id and other.rpartition(".")[0] == parent and parent]
    below = [other for other in kinds if other.rpartition(".")[0] == id]
    return {
        "id": id,
        "name": kind_name(id, law, lang),
        "path": [kind_name(one, law, lang) for one in above if one in kinds],
        "beside": [{"id": one, "name": kind_name(one, law, lang)} for one in beside],
        "below": [{"id": one, "name": kind_name(one, law, lang)} for one in below],
    }


def kind_name(id: str, law: Law, lang: str) -> str:
    """The name of a kind in a language; its id where the law does not know it."""
    kind = law.vocabulary.kinds.get(id)
    return (text(kind.name, lang) or id) if kind is not None else id


def kinds_in_order(law: Law, lang: str, under: str = "") -> list[dict[str, Any]]:
    """Kinds in the order of the tree, for a list without script: with their depth, and how many stand below each.

    `under`: a kind with all below it; without one the two highest levels, for all of them are more than a page holds.
    """
    kinds = law.vocabulary.kinds
    order = sorted(kinds, key=lambda id: [kinds[p].order for p in _ways(id) if p in kinds])
    below = Counter(above for id in kinds for above in _ways(id)[:-1])
    if under:
        shown = [id for id in order if id == under or id.startswith(f"{under}.")]
    else:
        shown = [id for id in order if id.count(".") < LEVELS]
    return [
        {"id": id, "name": kind_name(id, law, lang), "depth": id.count("."), "below": below[id]}
        for id in shown
    ]


def _ways(id: str) -> list[str]:
    steps = id.split(".")
    return [".".join(steps[: n + 1]) for n in range(len(steps))]


@frozen
class _Named:
    """A kind with its folded names, all its words, and the words of the trade for it."""

    id: str
    names: tuple[str, ...]
    words: frozenset[str]
    bare: frozenset[str]  # the names without what stands in brackets
    substances: frozenset[str]  # those that the names tell by their character, all rare earths as one


def _index(law: Law) -> tuple[list[_Named], dict[str, float]]:
    """Every kind with its names, and how telling each Latin word is."""
    found: tuple[list[_Named], dict[str, float]] | None = law.cache.get("kind-names")
    if found is None:
        rows: list[_Named] = []
        for id, kind in law.vocabulary.kinds.items():
            names = [_folded(kind.name[lang]) for lang in LANGUAGES if kind.name.get(lang)]
            names += [word for word, meant in TRADE_WORDS.items() if id == meant]
            steps = id.replace(".", " ").replace("-", " ")
            words = frozenset(_LATIN.findall(" ".join([*names, steps])))
            bare = frozenset(_BRACKETS.sub("", name) for name in names if _BRACKETS.search(name))
            held = frozenset(_SUBSTANCES.findall(_RARE_EARTHS.sub("稀土", " ".join(names))))
            rows.append(_Named(id, (*names, id), words, bare, held))
        counts: dict[str, int] = {}
        for row in rows:
            for word in row.words:
                counts[word] = counts.get(word, 0) + 1
        telling = {word: math.log(1 + len(rows) / count) for word, count in counts.items()}
        found = law.cache["kind-names"] = (rows, telling)
    return found


def _likeness(asked: str, row: _Named, telling: dict[str, float]) -> float:
    """How much of what was typed stands in a kind's names, from 0 to 1, a little more where the name is hardly longer:
    whole words in Latin letters by how rare they are, pairs of letters in Han and kana.
    """
    if asked in row.names:
        return 2.0
    if asked in row.bare:
        return 1.9
    latin = [word for word in _LATIN.findall(asked) if word not in _EMPTY]
    pieces = [run[n : n + 2] for run in _CJK.findall(asked) for n in range(max(1, len(run) - 1))]
    names = " | ".join(row.names)
    had, whole = 0.0, 0.0
    for word in latin:
        met = max((_same(word, other) * telling.get(other, 1.0) for other in row.words), default=0.0)
        had += met
        whole += max(met, telling.get(word, telling.get(word.removesuffix("s"), math.log(1 + len(telling)))))
    for piece in pieces:
        had += 3.0 * (piece in names)
        whole += 3.0
    if not whole or not had:
        return 0
    closest = min((len(name) for name in row.names if any(p in name for p in (*latin, *pieces))), default=60)
    return had / whole + 0.2 * min(1.0, len(asked) / closest) + 0.1 * (bool(pieces) and asked in names)


def _other_substance(asked: str, row: _Named) -> bool:
    """Whether the words name one substance by its character and the kind another: holmium oxide is no gallium oxide."""
    wanted = set(_SUBSTANCES.findall(_RARE_EARTHS.sub("稀土", asked)))
    return bool(wanted and row.substances and not wanted & row.substances)


def _same(word: str, other: str) -> float:
    """How surely two Latin words are forms of one: etcher, etching; magnet, magnets. Three letters have to be the same."""
    if word == other:
        return 1.0
    if len(word) < 4 or len(other) < 4:
        return 0.0
    if word.removesuffix("s") == other.removesuffix("s"):
        return 0.95
    shared = len(commonprefix([word, other]))  # noqa: RUF071
    return 0.8 if shared >= 4 and shared >= max(len(word), len(other)) - 3 else 0.0


def _folded(words: str) -> str:
    """Words as they are compared: narrow, small, with one blank; American spelling as the vocabulary spells."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", words).casefold()).strip()
    return _AMERICAN.sub(lambda match: _BRITISH[match[0]], plain)


def read_kind_text(words: str, law: Law) -> str:
    """The id of the kind that is meant: an id, a name in one of the languages, or the only one that is near.

    Raises Unreadable with the nearest kinds, for one is not picked for a person who did not choose.
    """
    plain = words.strip()
    inside = re.fullmatch(r".*[(（]([a-z][a-z0-9.\-]*)[)）]", plain)
    for id in (plain, inside[1] if inside else ""):
        if id in law.vocabulary.kinds:
            return id
    asked = _folded(plain)
    exact = [row.id for row in _index(law)[0] if asked in row.names]
    if len(exact) == 1:
        return exact[0]
    near = find_kinds(plain, law, "en", 4)
    if not near:
        raise Unreadable("check.kind-unknown", plain)
    raise Unreadable("check.kind-near", plain, ", ".join(row["id"] for row in near))
