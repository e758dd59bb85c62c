"""One field that holds several names: what the United Nations and others put into an alias beside the alias."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sekisho.sources.formats.reading import squeeze
from sekisho.sources.records import ListedName, NameKind

FIELD = 10_000  # characters; a longer field is no name
BRACKETS = 3  # within one another; more are no name
LONG = 4  # words in brackets, more than which are a description
_PAPERS = re.compile(r"\b(?:passport|identity|identification)\b.*\d", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER = re.compile(r"[\u0370-\u1dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LETTER = re.compile(r"\s+[a-z]\)\s+")
_NOTE = re.compile(
    r"^(?:birth name|combat name|nom de guerre|sub-unit name|original script|previously listed as|formerly listed as|"
    r"also known as|in original script)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:original script|in original script)\s*:\s*|\s+-\s+sub-unit name$", re.IGNORECASE)
_BORN = re.compile(r",?\s+born\s+(?:in\s|on\s|\d).*$", re.IGNORECASE)
_FORMER = re.compile(r"\((?:previously|formerly) listed as\)", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9/&-]{1,11}")


def names_of(text: str, kind: NameKind) -> list[ListedName]:
    """The names of one field: divided at semicolons, a second script in brackets apart, remarks left out.

    "حسن غول (Hassan Ghul; Hassan Gul)" is three names. A short form in brackets, "(LRM)", stays with its name and is also
    given apart, as a weak alias.
    """
    found: list[ListedName] = []
    for part in _divided(squeeze(text)[:FIELD]):
        found.extend(_of_part(part, kind, 0))
    return list(dict.fromkeys(found))


def once(names: Iterable[ListedName]) -> tuple[ListedName, ...]:
    """The names in order, each text once, as what it was first given as."""
    found: dict[str, ListedName] = {}
    for name in names:
        found.setdefault(name.text, name)
    return tuple(found.values())


def written_in_latin(text: str) -> bool:
    """Whether a name is in Latin letters; one with a stray letter of another script is, "LIMMT经贸公司" is not."""
    return len(_LATIN.findall(text)) >= 4 * len(_OTHER.findall(text))


def _of_part(part: str, kind: NameKind, deep: int) -> list[ListedName]:
    if _FORMER.search(part):
        part, kind = _FORMER.sub("", part), "former"
    whole = _unquoted(_BORN.sub("", part))
    front, inside = _last_bracket(whole)
    if not inside or deep > BRACKETS:
        return [_name(whole, kind)] if _says_something(whole) else []
    if _NOTE.match(inside) or _PAPERS.search(inside):
        return _of_part(front, kind, deep + 1)
    inner = [_LABEL.sub("", each).strip() for each in _divided(inside)]
    inner = [each for each in inner if _says_something(each) and not _NOTE.match(each)]
    apart = bool(_says_something(front)) and (
        ";" in inside or any(written_in_latin(each) != written_in_latin(front) for each in inner)
    )
    if apart:
        return [name for each in (front, *inner) for name in _of_part(each, kind, deep + 1)]
    if _ACRONYM.fullmatch(inside) and front:
        return [
            _name(whole, kind),
            _name(front, "alias" if kind == "primary" else kind),
            _name(inside, "weak-alias"),
        ]
    if len(inside.split()) > LONG and front:
        return [_name(whole, kind), _name(front, "alias" if kind == "primary" else kind)]
    return [_name(whole, kind)]


def _divided(text: str) -> list[str]:
    """Parts at semicolons and at " b) ", but not within brackets."""
    parts, depth, start = [], 0, 0
    for at, mark in enumerate(text):
        depth = max(0, depth + (mark in "(（") - (mark in ")）"))
        if mark == ";" and not depth:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [piece.strip() for part in parts for piece in _LETTER.split(part) if piece.strip()]


def _last_bracket(text: str) -> tuple[str, str]:
    """What stands before the bracket that ends a text, and what is in it; the whole and "" where none does."""
    if not text.endswith((")", "）")):
        return text, ""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in ")）") - (text[at] in "(（")
        if depth == 0:
            return text[:at].strip(), text[at + 1 : -1].strip()
    return text, ""


def _name(text: str, kind: NameKind) -> ListedName:
    text = _unquoted(text).lstrip(")）")
    if not written_in_latin(text) and kind in {"primary", "alias"}:
        return ListedName(text, "native")
    return ListedName(text, kind)


def _unquoted(text: str) -> str:
    """Without commas at its ends, and without quotation marks where they hold the whole of it: “KOMID”, not "Strela" JSC."""
    text = text.strip(" ,;")
    for first, last in ('""', "“”", "''", "‘’", "«»", "„“"):
        inner = text[1:-1]
        if (
            len(text) > 2
            and text[0] == first
            and text[-1] == last
            and first not in inner
            and last not in inner
        ):
            return inner.strip(" ,;")
    return text


def _says_something(text: str) -> bool:
    return any(mark.isalnum() for mark in text)
