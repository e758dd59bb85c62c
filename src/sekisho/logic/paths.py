"""Control codes, kinds, places and customs codes as paths, and how a fact's path stands to the law's.

A fact at or below the law's path is TRUE, above it UNKNOWN (it is too coarse to tell), elsewhere FALSE. Lists
are never
joined on bare codes: a path of another list is elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from .truth import FALSE, TRUE, UNKNOWN, Truth, either, negate
from .values import Path

Relation: TypeAlias = Callable[[Path, Path], Truth]

INTERNATIONAL_DIGITS: Final = 6
"""The digits of a customs code that all countries share (Harmonized System Convention, Art. 3)."""

_SEGMENT: Final = re.compile(r"[\w\-]+")
_LIST: Final = re.compile(r"[A-Za-z][\w\-]*(\.[\w\-]+)*")
_KIND: Final = re.compile(r"[a-z0-9][a-z0-9_\-]*(\.[a-z0-9][a-z0-9_\-]*)*")
_PLACE: Final = re.compile(r"[A-Z]{2,3}(-[A-Z0-9]{1,4})*")


class PathError(ValueError):
    """A code, kind, place or customs code that is not well formed."""


def parse_code(text: str, list_id: str = "") -> Path:
    """A control code: `jp.table1:7.16.wo`, or `7.16.wo` where the list is given; brackets become segments
    (`7(16)` is `7.16`).

    `list:*` is the whole list: a path with the one segment `*`. Raises PathError.
    """
    scheme, colon, body = text.strip().partition(":")
    if not colon:
        scheme, body = list_id, text.strip()
    if not scheme:
        raise PathError(f"{text!r} names no list; write it like jp.table1:7.16")
    if list_id and scheme != list_id:
        raise PathError(f"{text!r} is a code of {scheme}, not of {list_id}")
    if body == "*":
        return Path(scheme, ("*",))
    segments = tuple(re.sub(r"[(（]\s*([^()（）]+?)\s*[)）]", r".\1", body.strip()).strip(".").split("."))
    if not _LIST.fullmatch(scheme) or not all(_SEGMENT.fullmatch(segment) for segment in segments):
        raise PathError(
            f"{text!r} is not a control code; write the list and the path, like jp.table1:7.16.wo"
        )
    return Path(scheme, segments)


def parse_kind(text: str) -> Path:
    """A kind of item: `material.gallium.wafer`. Whether the kind exists is for the vocabulary. Raises
    PathError."""
    if not _KIND.fullmatch(text.strip()):
        raise PathError(f"{text!r} is not a kind of item; write it like material.gallium")
    return Path("kind", tuple(text.strip().split(".")))


def parse_place(text: str) -> Path:
    """A country or a part of one: `JP`, `UA-43` (a subdivision lies below its country). Raises PathError."""
    if not _PLACE.fullmatch(text.strip()):
        raise PathError(f"{text!r} is not a place; write two capital letters (JP), or a subdivision (UA-43)")
    return Path("place", tuple(text.strip().split("-")))


def parse_hs(text: str, country: str = "") -> Path:
    """A customs code: six digits or fewer are international, more are of the tariff of `country`.

    Dots and blanks are dropped. Raises PathError, also for more than six digits without a country.
    """
    digits = re.sub(r"[.\s]", "", text)
    if not re.fullmatch(r"[0-9]{2,12}", digits) or len(digits) in {3, 5}:
        raise PathError(
            f'{text!r} is not a customs code; write its digits in quotation marks, like "8541.10"'
        )
    if len(digits) <= INTERNATIONAL_DIGITS:
        return Path("hs", (digits,))
    if not country:
        raise PathError(f'{text!r} has more than six digits; say of which country: {{CN: "{digits}"}}')
    return Path(f"hs.{country}", (digits,))


def place_id(path: Path) -> str:
    """The id of a place as law and files write it: `UA-43`."""
    return "-".join(path.segments)


def is_hs(path: Path) -> bool:
    """True for a customs code, international or national."""
    return path.scheme == "hs" or path.scheme.startswith("hs.")


def relation(fact: Path, law: Path) -> Truth:
    """How the path of a fact stands to a path of the law: at or below TRUE, above UNKNOWN, elsewhere
    FALSE."""
    if is_hs(law):
        return _hs_relation(fact, law) if is_hs(fact) else FALSE
    if fact.scheme != law.scheme:
        return FALSE
    wanted = () if law.segments == ("*",) else law.segments
    if fact.segments[: len(wanted)] == wanted:
        return TRUE
    return UNKNOWN if wanted[: len(fact.segments)] == fact.segments else FALSE


def _hs_relation(fact: Path, law: Path) -> Truth:
    code, wanted = "".join(fact.segments), "".join(law.segments)
    if fact.scheme != law.scheme:
        code = code[:INTERNATIONAL_DIGITS]
    if code.startswith(wanted):
        return TRUE
    return UNKNOWN if wanted.startswith(code) else FALSE


def under(
    facts: Sequence[Path], paths: Iterable[Path], but: Iterable[Path] = (), relate: Relation = relation
) -> Truth:
    """Whether a thing lies at or below one of `paths` and below none of `but`; the maximum over its several
    facts.

    `relate`: how two paths stand to each other; for kinds, the relation of the graph, for all else `relation`. No fact
    is UNKNOWN.
    Customs codes are
    names of one and the same thing: a national code of the law is answered by the code of that country, where
    the thing has
    one, and not by another country's.
    """
    if not facts:
        return UNKNOWN
    wanted, taken_out = tuple(paths), tuple(but)
    if _names_customs(wanted) or _names_customs(taken_out):
        return min(_hs_best(facts, wanted, relate), negate(_hs_best(facts, taken_out, relate)))
    return either(
        min(_best(fact, wanted, relate), negate(_best(fact, taken_out, relate)))
        if taken_out
        else _best(fact, wanted, relate)
        for fact in facts
    )


def _best(fact: Path, paths: tuple[Path, ...], relate: Relation) -> Truth:
    if len(paths) >= _MANY:
        index = _index(paths)
        if index.codes:
            return index.relation(fact)
    return either(relate(fact, path) for path in paths)


def _names_customs(paths: tuple[Path, ...]) -> bool:
    return _index(paths).customs if len(paths) >= _MANY else any(map(is_hs, paths))


class _Index:
    """Many paths by their segments, so that a fact is looked up instead of held against each of them."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.customs = any(map(is_hs, paths))
        self.codes = not self.customs and all(path.scheme != "kind" for path in paths)  # kinds are a graph
        self.named: set[tuple[str, tuple[str, ...]]] = set()
        self.above: set[tuple[str, tuple[str, ...]]] = set()
        for path in paths if self.codes else ():
            segments = () if path.segments == ("*",) else path.segments
            self.named.add((path.scheme, segments))
            self.above.update((path.scheme, segments[:depth]) for depth in range(len(segments)))

    def relation(self, fact: Path) -> Truth:
        """The best of how a fact stands to each of the paths."""
        scheme, segments = fact.scheme, fact.segments
        if any((scheme, segments[:depth]) in self.named for depth in range(len(segments) + 1)):
            return TRUE
        return UNKNOWN if (scheme, segments) in self.above else FALSE


_MANY: Final = 6  # fewer are sooner looked through than found
_MOST_INDEXES: Final = 10_000
_INDEXES: dict[int, tuple[tuple[Path, ...], _Index]] = {}


def _index(paths: tuple[Path, ...]) -> _Index:
    held = _INDEXES.get(id(paths))
    if held is None or held[0] is not paths:
        if len(_INDEXES) >= _MOST_INDEXES:
            _INDEXES.clear()
        held = _INDEXES[id(paths)] = paths, _Index(paths)  # with the paths, so that their number is their own
    return held[1]


def _hs_best(facts: Sequence[Path], paths: Iterable[Path], relate: Relation) -> Truth:
    return either(relate(fact, path) for path in paths for fact in _that_speak_to(facts, path))


def _that_speak_to(facts: Sequence[Path], law: Path) -> Sequence[Path]:
    national = [fact for fact in facts if fact.scheme == law.scheme] if law.scheme.startswith("hs.") else []
    return national or facts
