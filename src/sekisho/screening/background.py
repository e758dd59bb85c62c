"""A background of ordinary names: how many people bear a surname or given name, how many firms a word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from sekisho.screening.names.legal_forms import as_words, legal_forms

LEGAL_SHARE = 0.1
# How rare a whole name has to be among a people to say by itself who somebody is, in nats: where so many are screened, and so many
# bear the names that stand on the lists, one in that many would alert for nothing. The second holds where nothing but the
# equal words speaks for it.
ORDINARY = {
    "us": (12.2, 12.2),
    "cn": (9.5, 10.5),
    "kr": (7.0, 9.5),
    "jp": (9.0, 10.0),
    "ru": (7.0, 7.0),
    "ar": (6.8, 6.8),
    "ir": (7.5, 9.3),
    "eu": (9.0, 9.0),
}


def _rows() -> Iterator[tuple[str, str, float, list[str]]]:
    """Kind, people, share and words of each row of the tables."""
    for name in ("background.tsv", "background_american.tsv"):
        table = files("sekisho.screening").joinpath("tables", name)
        for line in table.read_text(encoding="utf-8").splitlines() if table.is_file() else ():
            if line and not line.startswith("#"):
                kind, share, words = line.split("\t")
                kind, _, people = kind.partition(".")
                yield kind, people, float(share) / 100, words.split()


@lru_cache(maxsize=1)
def shares() -> dict[str, tuple[float, float]]:
    """The share of ordinary persons' and organisations' names of a people that hold a word, by folded word."""
    found: dict[str, tuple[float, float]] = {}
    for kind, _people, share, words in _rows():
        for word in words:
            person, organisation = found.get(word, (0.0, 0.0))
            if kind == "person":
                person = max(person, share)
            else:
                organisation = max(organisation, share)
            found[word] = person, organisation
    for form in legal_forms():
        # A word of a legal form that stands alone, turned round or with a slip in it, still says nothing of the firm.
        for word in as_words(form.spelling) if form.script == "Latn" else ():
            if len(word) > 2:
                person, organisation = found.get(word, (0.0, 0.0))
                found[word] = max(person, 0.002), max(organisation, LEGAL_SHARE)
    return found


@lru_cache(maxsize=1)
def of_peoples() -> dict[str, dict[str, float]]:
    """By people, how many nats rare each ordinary name among them is: us, cn, kr, jp, ru, ar (with Turks and Indians),
    ir (with Afghans), eu (with Latin America)."""
    found: dict[str, dict[str, float]] = {}
    for kind, people, share, words in _rows():
        if kind == "person":
            table = found.setdefault(people, {})
            for word in words:
                table[word] = min(table.get(word, math.inf), -math.log(share))
    return found


def is_ordinary(words: Sequence[Iterable[str]], *, alone: bool = False) -> bool:
    """Whether a person's name is one that many bear: each word, in one of its spellings, an ordinary name of one people, and all
    together no rarer than ORDINARY says, by its second figure where the equal words stand `alone`."""
    for people, table in of_peoples().items():
        told = 0.0
        for spellings in words:
            told += min((table.get(word, math.inf) for word in spellings), default=math.inf)
            if told > ORDINARY[people][alone]:
                break
        else:
            return bool(words)
    return False
