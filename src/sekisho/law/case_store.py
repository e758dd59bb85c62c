"""The cases of the law inside the compiled law: packed in pages, found by the provisions that they test.

An installed Sekisho has no case files; what it knows of the tests of its law stands here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec
from attrs import asdict

from .cases import LawCase

if TYPE_CHECKING:
    from .compiled import Law

NAMED_BY = ("provision", "entry")
"""The keys of an expectation that name what it is about."""
_PAGE = 100  # cases that are packed together: few enough to unpack while somebody waits
_KEPT = 12  # pages that stay unpacked: what is asked of one instrument stands in the same few


def pack(cases: Iterable[LawCase]) -> tuple[dict[str, bytes], dict[str, tuple[str, ...]]]:
    """The cases in pages of bytes by the page's name, and by the id of a provision or entry the pages that speak of it."""
    pages: dict[str, list[dict[str, Any]]] = {}
    named: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for case in cases:
        counts[case.file] = counts.get(case.file, -1) + 1
        page = f"{case.file}#{counts[case.file] // _PAGE}"
        pages.setdefault(page, []).append(asdict(case))
        for id in named_in(case):
            named.setdefault(id, {})[page] = None
    packed = {page: zlib.compress(msgspec.msgpack.encode(rows), 6) for page, rows in pages.items()}
    return packed, {id: tuple(those) for id, those in sorted(named.items())}


def named_in(case: LawCase) -> tuple[str, ...]:
    """The provisions and entries of which a case says what is expected."""
    found = (str(row[key]) for row in case.expect for key in NAMED_BY if row.get(key))
    return tuple(dict.fromkeys(found))


def cases_about(law: Law, id: str) -> tuple[LawCase, ...]:
    """The cases that say what is expected of a provision or entry, in the order of the files."""
    found = [case for page in law.cases_by_provision.get(id, ()) for case in cases_on(law, page)]
    return tuple(case for case in found if id in named_in(case))


def cases_on(law: Law, page: str) -> tuple[LawCase, ...]:
    """The cases of one page; none where there is no such page."""
    kept: dict[str, tuple[LawCase, ...]] = law.cache.setdefault("pages of cases", {})
    found = kept.get(page)
    if found is None:
        packed = law.case_pages.get(page)
        found = _unpacked(packed) if packed is not None else ()
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept), ""), None)
        kept[page] = found
    return found


def _unpacked(packed: bytes) -> tuple[LawCase, ...]:
    rows = msgspec.msgpack.decode(zlib.decompress(packed))
    return tuple(
        LawCase(**{**row, "sources": tuple(row["sources"]), "expect": tuple(row["expect"])}) for row in rows
    )
