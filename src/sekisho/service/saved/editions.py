"""Bodies of law with which answers were made: what of the law's files is not the same in two of them.

The files of an earlier law are not at hand any more; a mark of each provision was kept with the first answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from attrs import frozen

from sekisho.law.codec import encode
from sekisho.law.compiled import Law
from sekisho.service.office import Office
from sekisho.store import Transaction
from sekisho.store import saved as rows

What: TypeAlias = Literal["new", "gone", "changed"]
_MARKS = "marks of the law's parts"


@frozen
class TextChange:
    """A part of the law that is written otherwise in a later body of law: a provision, suspension, listing or group."""

    id: str
    what: What


def marks_of(law: Law) -> dict[str, str]:
    """A short mark of each part of the law, another one as soon as anything in it is written otherwise."""
    held: dict[str, str] | None = law.cache.get(_MARKS)
    if held is None:
        held = law.cache[_MARKS] = {
            id: hashlib.blake2b(encode(part), digest_size=6).hexdigest() for id, part in _parts(law)
        }
    return held


def _parts(law: Law) -> Iterator[tuple[str, Any]]:
    for provision in law.all_provisions():
        yield provision.id, provision
    for book in (law.suspensions, law.party_rows, law.groups):
        yield from book.items()


def ensure_edition(office: Office) -> None:
    """Keep the marks of the law of this office, once."""
    law = office.law
    with office.database.read() as tx:
        if rows.has_law(tx, law.hash):
            return
    checked = {code: day.isoformat() for code, day in law.checked.items()}
    marks = marks_of(law)
    with office.database.begin() as tx:
        rows.keep_law(tx, law.hash, checked, marks)


def what_changed(tx: Transaction, before: str, after: str) -> tuple[TextChange, ...] | None:
    """What is written otherwise in the law `after` (by hash) than in the law `before`; None where one of them was not kept."""
    if before == after:
        return ()
    old, new = rows.law_edition(tx, before), rows.law_edition(tx, after)
    if old is None or new is None:
        return None
    found = []
    for id in sorted(old.marks.keys() | new.marks.keys()):
        one, two = old.marks.get(id), new.marks.get(id)
        if one != two:
            found.append(TextChange(id, "new" if one is None else "gone" if two is None else "changed"))
    return tuple(found)
