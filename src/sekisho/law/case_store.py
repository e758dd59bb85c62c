"""The cases of the law inside the compiled law: packed in pages, found by the provisions that they test.

An installed Sekisho has no case files; what it knows of the tests of its law stands here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from attrs import asdict

from .cases import LawCase

if TYPE_CHECKING:
    from .compiled import Law

NAMED_BY = ("provision", "entry")
"""The keys of an expectation that name what it is about."""
BASES = ("stated", "applied", "own")
"""In which order the cases of a provision are told: what a source says stands before what we made up."""
_PAGE = 100  # cases that are packed together: few enough to unpack while somebody waits
_KEPT = 12  # pages that stay unpacked: what is asked of one instrument stands in the same few


def pack(cases: Iterable[LawCase]) -> tuple[tuple[bytes, ...], dict[str, str]]:
    """The cases in pages of bytes, and by the id of a provision or entry where its cases stand: "12.3 12.7", page and place,
    those with a source first.
    """
    rows: list[LawCase] = list(cases)
    named: dict[str, list[tuple[int, int]]] = {}
    for number, case in enumerate(rows):
        for id in named_in(case):
            named.setdefault(id, []).append((BASES.index(case.basis), number))
    pages = [rows[at : at + _PAGE] for at in range(0, len(rows), _PAGE)]
    packed = tuple(
        zlib.compress(msgspec.msgpack.encode([asdict(case) for case in page]), 6) for page in pages
    )
    places = {
        id: " ".join(f"{number // _PAGE}.{number % _PAGE}" for _, number in sorted(those))
        for id, those in sorted(named.items())
    }
    return packed, places


def named_in(case: LawCase) -> tuple[str, ...]:
    """The provisions and entries of which a case says what is expected."""
    found = (str(row[key]) for row in case.expect for key in NAMED_BY if row.get(key))
    return tuple(dict.fromkeys(found))


def count_about(law: Law, id: str) -> int:
    """How many cases say what is expected of a provision or entry."""
    return len(law.cases_by_provision.get(id, "").split())


def cases_about(law: Law, id: str, first: int = 0, last: int | None = None) -> tuple[LawCase, ...]:
    """The cases that say what is expected of a provision or entry, those with a source first; or some of them by their place."""
    places = law.cases_by_provision.get(id, "").split()[first:last]
    found = (place.split(".") for place in places)
    return tuple(cases_on(law, int(page))[int(number)] for page, number in found)


def cases_on(law: Law, page: int) -> tuple[LawCase, ...]:
    """The cases of one page; none where there is no such page."""
    kept: dict[int, tuple[LawCase, ...]] = law.cache.setdefault("pages of cases", {})
    found = kept.get(page)
    if found is None:
        found = _unpacked(law.case_pages[page]) if 0 <= page < len(law.case_pages) else ()
        for old in list(kept)[
            : max(0, len(kept) + 1 - _KEPT)
        ]:  # a copy: other threads take and drop pages too
            kept.pop(old, None)
        kept[page] = found
    return found


def _unpacked(packed: bytes) -> tuple[LawCase, ...]:
    rows = msgspec.msgpack.decode(zlib.decompress(packed))
    return tuple(
        LawCase(**{**row, "sources": tuple(row["sources"]), "expect": tuple(row["expect"])}) for row in rows
    )
