"""Rules about days: versions that overlap, leave a gap or end before they begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from .compiled import Law
from .model import PartyRow, Version
from .problems import Problem

_DAY = timedelta(days=1)


def versions_in_order(law: Law) -> Iterable[Problem]:
    """Versions of a provision do not overlap; a gap between two of them asks for a second look."""
    for provision in law.all_provisions():
        yield from _check(provision.versions, provision.file, provision.line, provision.id)
    for instrument in law.instruments.values():
        yield from _check(instrument.versions, instrument.file, 1, instrument.id)
    for row in law.party_rows.values():
        yield from _row(law, row)
    for suspension in law.suspensions.values():
        if suspension.until is not None and suspension.until < suspension.start:
            held = law.instruments.get(suspension.instrument)
            file = held.file if held else ""
            message = f"ends on {suspension.until}, before it begins on {suspension.start}"
            yield Problem(file, 0, f"suspensions[{suspension.id}]", message, rule="versions")
    for group in law.groups.values():
        for expression, start, until in group.rows:
            if start is not None and until is not None and until < start:
                message = f"the member {expression.leaf or 'expression'} ends on {until}, before {start}"
                yield Problem("law/groups", 0, f"groups[{group.id}]", message, rule="versions")


def _row(law: Law, row: PartyRow) -> Iterable[Problem]:
    yield from _check(row.versions, f"law/{row.authority.lower()}/parties", 0, f"row {row.id}", gaps=False)


def _check(
    versions: tuple[Version, ...], file: str, line: int, path: str, gaps: bool = True
) -> Iterable[Problem]:
    for version in versions:
        if version.start is not None and version.until is not None and version.until < version.start:
            message = f"a version ends on {version.until}, before it begins on {version.start}"
            yield Problem(file, line, path, message, rule="versions")
    ordered = sorted(versions, key=lambda v: v.start or date.min)
    for earlier, later in pairwise(ordered):
        start = later.start or date.min
        if earlier.until is None or earlier.until >= start:
            end = earlier.until or "open"
            message = f"two versions on one day: one runs to {end}, the next begins on {start}"
            yield Problem(file, line, path, message, rule="versions")
        elif gaps and earlier.until + _DAY < start:
            message = f"no version from {earlier.until + _DAY} to {start - _DAY}; is the gap meant?"
            yield Problem(file, line, path, message, "warning", "gap")
