"""What the tests of East Asian names share: reading the development pairs, and how near the forms of a name come to Latin words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from sekisho.screening.names import chinese, han, japanese, korean
from sekisho.screening.names.forms import Role, Token

PAIRS = Path(__file__).parents[1] / "pairs-east-asia.tsv"
# Words of an English name that say nothing of who it is.
IDLE = frozenset(
    (
        "co",
        "ltd",
        "limited",
        "company",
        "inc",
        "corp",
        "corporation",
        "of",
        "the",
        "and",
        "a",
        "in",
        "at",
        "no",
        "for",
    )
)


class Pair(NamedTuple):
    """One row of the development pairs."""

    script: str
    kind: str
    asked: str
    listed: str
    verdict: str
    why: str


def pairs() -> Iterator[Pair]:
    """The development pairs of East Asian names."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#" and not line.startswith("script\t"):
            yield Pair(*line.split("\t"))


def tokens_of(text: str, kind: str = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a name by the module that its script and country point to, as `forms_of` chooses it."""
    if any(han.is_kana(sign) for sign in text):
        return japanese.tokens(text, kind=kind, country=country)
    if any(han.is_hangul(sign) for sign in text):
        return korean.tokens(text, kind=kind, country=country)
    return chinese.tokens(text, kind=kind, country=country)


def latin_words(name: str) -> list[str]:
    """The words of a Latin name in lower case without accents, hyphens apart, apostrophes dropped."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain))


def spelled(text: str, kind: str = "unknown", country: str = "") -> set[str]:
    """Every form of every token, as words parted by a blank."""
    return {" ".join(form.words) for token in tokens_of(text, kind, country) for form in token.forms}


def form_words(token: Token) -> list[str]:
    """The forms of a token, each as words parted by a blank, in their order."""
    return [" ".join(form.words) for form in token.forms]


def person_meets(asked: str, listed: str, country: str = "") -> bool:
    """Whether one form of every token, in some order of the tokens, spells the Latin name; blanks and hyphens make no difference."""
    target = "".join(latin_words(listed))
    found = tokens_of(asked, "person", country)
    choices = [[(at, "".join(form.words)) for form in token.forms] for at, token in enumerate(found)]
    for choice in product(*choices):
        parts = [text for _, text in choice]
        if "".join(parts) == target or "".join(parts[1:] + parts[:1]) == target:
            return True
    return False


def share_met(asked: str, listed: str, kind: str = "organisation", country: str = "") -> float:
    """The share of the informative words of a Latin name that are met when each token spends one of its forms."""
    left = [word for word in latin_words(listed) if word not in IDLE]
    size = len(left)
    for token in tokens_of(asked, kind, country):
        if token.role is Role.LEGAL_FORM:
            continue
        best: list[str] = []
        for form in token.forms:
            taken = [word for word in form.words if word in left]
            if len(taken) > len(best):
                best = taken
            joined = "".join(form.words)
            for first in range(len(left)):
                for last in range(first + 2, min(first + 5, len(left) + 1)):
                    if "".join(left[first:last]) == joined and last - first > len(best):
                        best = left[first:last]
        for word in best:
            if word in left:
                left.remove(word)
    return 1 - len(left) / size if size else 0.0
