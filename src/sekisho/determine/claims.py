"""What somebody's classification says of the entries of a control list: which it names, and what a complete one closes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from sekisho.law.compiled import Law
from sekisho.law.force import version_on
from sekisho.law.model import Entry, Version
from sekisho.logic.objects import Claim, Obj
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Path

from .gates import named
from .shelf import Shelf, shelf_of

MOST_KEPT = 20_000
"""For how many sets of codes it is kept which of their lists have entries that only a claim meets."""

_LONGEST_NOTICE = timedelta(days=366)
"""No text of these laws took effect longer than this after it was published."""


def claimed(claim: Claim | None, code: Path) -> Truth:
    """What a claim says of a code: TRUE at or above a claimed code, UNKNOWN below one, else FALSE (not named)."""
    if claim is None:
        return FALSE
    best = FALSE
    for own in claim.codes:
        if own.segments[: len(code.segments)] == code.segments:
            return TRUE
        if code.segments[: len(own.segments)] == own.segments:
            best = UNKNOWN
    return best


def published(entry: Entry, day: date | None, known: date | None) -> date | None:
    """When the text of an entry that counts on a day was published; None for a text that was always there.

    Where the day itself is open (the clock hangs on a fact that is missing) the last of its texts may be the one.
    """
    if day is None:
        return max((since for v in entry.versions if (since := _since(v)) is not None), default=None)
    version = version_on(entry, day, known)
    return None if version is None else _since(version)


def _since(version: Version) -> date | None:
    """The day of publication, or the first day of the text where the instrument was published long before it: a code that
    was made in 1991 and amended ever since says nothing of when this text of it came.
    """
    start, known = version.start, version.known_from
    if start is None or known is None:
        return known or start
    return known if start - known <= _LONGEST_NOTICE else start


def presumed(law: Law, entry: Entry, kinds: object) -> bool:
    """Is or may the entry be a presumption for things of these kinds, so that a label does not overcome it?

    A thing of which no kind is stated may be of any, and one of a wide kind of each below it. Where two kinds only have
    something in common (a component, an integrated circuit) the label counts.
    """
    if not entry.presumed_for:
        return False
    stated = kinds if isinstance(kinds, tuple) else ()
    if not stated:
        return True
    return any(
        law.relation(kind, path) is TRUE or law.relation(path, kind) is TRUE
        for kind in stated
        for path in entry.presumed_for
    )


def has_below(code: Path, others: tuple[Path, ...]) -> bool:
    """Does one of some paths lie strictly below a code?"""
    own = code.segments
    return any(
        o.scheme == code.scheme and len(o.segments) > len(own) and o.segments[: len(own)] == own
        for o in others
    )


def claimed_but(item: Obj, code: Path, but: tuple[Path, ...]) -> Truth:
    """What the claims of an item say of a code, if the paths `but` do not count: a claim above one of them leaves it open."""
    return claim_but(item.claims.get(code.scheme), code, but)


def claim_but(claim: Claim | None, code: Path, but: tuple[Path, ...]) -> Truth:
    """The same of one claim."""
    best = FALSE
    for own in claim.codes if claim is not None else ():
        if own.segments[: len(code.segments)] == code.segments:
            if not within(own, but):
                best = max(best, UNKNOWN if has_below(own, but) else TRUE)
        elif code.segments[: len(own.segments)] == own.segments:
            best = max(best, UNKNOWN)
    return best


def answers_rest(claim: Claim, as_of: date | None, day: date | None) -> bool:
    """Does a claim answer what a list may yet hold: complete, and not older than what is read of the list, or than the day?

    What was published after the claim was made it cannot have seen; on the day itself nothing newer is in force.
    """
    if not claim.complete or claim.as_of is None:
        return False
    return as_of is None or claim.as_of >= as_of or (day is not None and claim.as_of >= day)


def open_by_claim(
    law: Law, paths: tuple[Path, ...], but: tuple[Path, ...], claim: Claim | None, day: date | None
) -> bool:
    """Is there an entry that only a claim meets, of which this claim says nothing (not even that it is none)?"""
    codes = law.by_claim(paths, but)
    if claim is None or not codes:
        return bool(codes)
    if answers_rest(claim, law.rest_days.get(codes[0].partition(":")[0]), day):
        return False
    return any(not named(law.entries[code], claim.codes) for code in codes)


Rests: TypeAlias = tuple[tuple[str, tuple[Path, ...], Entry], ...]
"""Lists of which only a claim meets an entry: the list, its own paths, in whose name it is asked."""


def rests_of(law: Law, paths: tuple[Path, ...], but: tuple[Path, ...]) -> Rests:
    """Of which lists among some paths only a claim meets an entry: the list, its own paths, in whose name it is asked."""
    book: Shelf[tuple[int, int], tuple[Rests, object, object]] = shelf_of(law, "rests", MOST_KEPT)
    key = (id(paths), id(but))
    held = book.get(key)
    if held is None:  # kept with the paths, so that their numbers are nobody else's
        schemes = sorted({path.scheme for path in paths} & law.rests.keys())
        parts = [(scheme, tuple(path for path in paths if path.scheme == scheme)) for scheme in schemes]
        found = tuple((scheme, own, law.asks_rest(scheme)) for scheme, own in parts if law.by_claim(own, but))
        held = book[key] = found, paths, but
    return held[0]


def schemes_of(law: Law, paths: tuple[Path, ...]) -> frozenset[str]:
    """The lists of which some paths speak; a condition may name hundreds of codes."""
    book: Shelf[int, tuple[frozenset[str], object]] = shelf_of(law, "schemes", MOST_KEPT)
    held = book.get(id(paths))
    if held is None:  # kept with the paths, so that their number is nobody else's
        held = book[id(paths)] = frozenset(path.scheme for path in paths), paths
    return held[0]


def within(code: Path, paths: tuple[Path, ...]) -> bool:
    """Does a code lie at or below one of some paths (`list:*` holds the whole list)?"""
    return any(
        path.scheme == code.scheme
        and (path.segments == ("*",) or code.segments[: len(path.segments)] == path.segments)
        for path in paths
    )
