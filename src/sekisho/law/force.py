"""Whether a provision is in force on a day, as known on a day.

The rules are those of design section 3, "Force": `from` and `until` are inclusive; outside its interval a
provision is FALSE; what is deferred, not enforced or unconfirmed is UNKNOWN and named by an atom, an id with
the readings that are open; `assume` takes one reading of an atom.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from attrs import define, field

from sekisho.logic.conditions import ALWAYS, All, Condition, Unsettled
from sekisho.logic.conditions import Any as AnyOf
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth

from .compiled import Law
from .model import Entry, PartyRow, Provision, Suspension, Term, Version

Atoms: TypeAlias = Mapping[str, tuple[str, ...]]
Force: TypeAlias = tuple[Truth, Atoms]

READINGS = ("in-force", "suspended", "deferred", "not-enforced", "unconfirmed", "not-in-force")
_NONE: Atoms = {}
_NO_READINGS: Mapping[str, str] = {}
_DAY = timedelta(days=1)


def force(
    law: Law,
    provision: Provision | PartyRow,
    day: date | None,
    known: date | None = None,
    assume: Mapping[str, str] | None = None,
) -> Force:
    """Whether a provision is in force on `day`, as known on `known`, and the atoms on which an UNKNOWN
    depends.

    `day` None (the provision's clock has no date): UNKNOWN, unless it is the same on every day. `known` None:
    all that is recorded. `assume`: readings by atom id; "in-force" makes the provision TRUE, any other
    reading FALSE. An atom is the id of a provision or of a suspension (for the entries of a suspended
    instrument, `<suspension>.entries`). A provision whose version has a condition of force holds only where
    `force_condition` does.
    """
    times = epochs(law, provision)
    at = times.at(day, known)
    found = times.forces.get(at)
    if found is None:
        found = times.forces[at] = _force(law, provision, day, known, _NO_READINGS)
    if assume and not assume.keys().isdisjoint(found[1]):  # other readings do not bear on it
        return _force(law, provision, day, known, assume)
    return found


@define(slots=True, eq=False)
class Epochs:
    """The times between the days on which a provision may change, and between those on which more became known of it.

    What was worked out for one day of such a time holds for all of them, so that it need be kept only once.
    """

    days: tuple[date, ...]
    known: tuple[date, ...]
    forces: dict[tuple[int, int], Force] = field(factory=dict)
    said: dict[tuple[int, int], Any] = field(factory=dict)
    """What a user of the law keeps of its words in each time."""

    def at(self, day: date | None, known: date | None) -> tuple[int, int]:
        """The number of the time in which a day lies, as known on another day; -1 for no day."""
        return (
            -1 if day is None else bisect_right(self.days, day),
            -1 if known is None else bisect_right(self.known, known),
        )


def epochs(law: Law, provision: Provision | PartyRow) -> Epochs:
    """The times of a provision, with what is known of them; remembered with the law."""
    book: dict[tuple[type, str], Epochs] = law.cache.setdefault("epochs of provisions", {})
    key = (type(provision), provision.id)
    found = book.get(key)
    if found is None:
        days = {version.known_from for version in provision.versions}
        days |= {suspension.known_from for suspension in law.suspensions_of(provision.id)}
        known = tuple(sorted(day for day in days if day is not None))
        found = book[key] = Epochs(boundaries(law, provision), known)
    return found


def version_on(provision: Provision | PartyRow, day: date, known: date | None = None) -> Version | None:
    """The version that is valid on a day among those known by then; None where there is none.

    A version that ends only because a successor begins goes on while that successor is not yet known.
    """
    chosen: Version | None = None
    for version in provision.versions:
        if not _is_known(version, known) or (version.start is not None and day < version.start):
            continue
        until = _end(provision.versions, version, known)
        if until is None or day <= until:
            chosen = version  # of two that overlap (a lint error) the later one speaks
    return chosen


def body_on(provision: Provision, key: str, day: date | None, known: date | None = None) -> Any:
    """The provision's `key` ("when", "policy", "requires", "hs_hint", …) as valid on a day, as known on a
    day.

    Without a day a `when` is undecided wherever the versions differ; for other keys the newest known version
    speaks. Outside its versions the provision's own value is returned: its force is FALSE there anyway.
    """
    own = getattr(provision, key)
    if not any(key in version.body for version in provision.versions):
        return own
    if day is not None:
        version = version_on(provision, day, known)
        return own if version is None else version.body.get(key, own)
    bodies = [v.body.get(key, own) for v in provision.versions if _is_known(v, known)]
    if key != "when":
        return bodies[-1] if bodies else own
    return _agreed(bodies) if bodies else own


def force_condition(
    provision: Provision | PartyRow, day: date | None, known: date | None = None
) -> Condition:
    """The condition that the version in force on a day carries (`when` of a force row); ALWAYS where it has
    none.
    """
    if day is None:
        return _agreed(
            [version.when for version in provision.versions if _is_known(version, known)] or [ALWAYS]
        )
    version = version_on(provision, day, known)
    return ALWAYS if version is None else version.when


def boundaries(law: Law, provision: Provision | PartyRow) -> tuple[date, ...]:
    """The days on which a provision's force or words may change: each first day, and each day after a last
    day.
    """
    days: set[date] = set()
    for version in provision.versions:
        days.update(_edges(version.start, version.until, version.first_day, version.last_day))
    for suspension in law.suspensions_of(provision.id):
        days.update(_edges(suspension.start, suspension.until, "stated", suspension.last_day))
    return tuple(sorted(days))


def _edges(start: date | None, until: date | None, first_day: str, last_day: str) -> Iterable[date]:
    if start is not None:
        yield start
        if first_day == "unstated":
            yield start + _DAY
    if until is not None:
        yield until + _DAY
        if last_day == "unstated":
            yield until


def _force(
    law: Law, provision: Provision | PartyRow, day: date | None, known: date | None, assume: Mapping[str, str]
) -> Force:
    if day is None:
        return _on_any_day(law, provision, known, assume)
    truth, atoms = _of_versions(provision, day, known, assume)
    if truth == FALSE:
        return FALSE, _NONE
    stopped, more = _of_suspensions(law, provision, day, known, assume)
    if stopped == FALSE:
        return FALSE, _NONE
    return min(truth, stopped), {**atoms, **more}


def _on_any_day(
    law: Law, provision: Provision | PartyRow, known: date | None, assume: Mapping[str, str]
) -> Force:
    edges = boundaries(law, provision)
    days = {edge + shift for edge in edges for shift in (-_DAY, timedelta(0), _DAY)} or {date(2000, 1, 1)}
    forces = [force(law, provision, day, known, assume) for day in days]
    truths = {truth for truth, _ in forces}
    atoms = {id: readings for _, those in forces for id, readings in those.items()}
    return (truths.pop() if len(truths) == 1 else UNKNOWN), atoms


def _of_versions(
    provision: Provision | PartyRow, day: date, known: date | None, assume: Mapping[str, str]
) -> Force:
    version = version_on(provision, day, known)
    if version is None:
        return FALSE, _NONE
    open_reading = ""
    if version.state != "in-force":
        open_reading = version.state
    elif (version.first_day == "unstated" and day == version.start) or (
        version.last_day == "unstated" and day == _end(provision.versions, version, known)
    ):
        open_reading = "not-in-force"
    if not open_reading:
        return TRUE, _NONE
    return _atom(provision.id, open_reading, assume)


def _of_suspensions(
    law: Law, provision: Provision | PartyRow, day: date, known: date | None, assume: Mapping[str, str]
) -> Force:
    if isinstance(provision, Term):  # what a word means is not stopped with the duty that uses it
        return TRUE, _NONE
    begun = [
        s
        for s in law.suspensions_of(provision.id)
        if s.start <= day and (known is None or s.known_from is None or s.known_from <= known)
    ]
    if not begun:
        return TRUE, _NONE
    truth, atoms, suspension = _speaking(begun, day, assume)
    if not isinstance(provision, Entry) or suspension.entries == "suspended" or truth == TRUE:
        return truth, atoms
    # Whether a suspended entry still counts elsewhere is open where the suspension does not say.
    counts, more = _atom(f"{suspension.id}.entries", "suspended", assume)
    if counts == TRUE:
        return TRUE, _NONE
    return (UNKNOWN if truth == UNKNOWN else counts), {**atoms, **more}


def _speaking(
    begun: list[Suspension], day: date, assume: Mapping[str, str]
) -> tuple[Truth, Atoms, Suspension]:
    """Of several suspensions one that surely runs speaks first, then the one that ends last."""
    for suspension in begun:
        if suspension.until is None or day < suspension.until:
            return FALSE, _NONE, suspension
        if day == suspension.until and suspension.last_day == "stated":
            return FALSE, _NONE, suspension
    last = max(begun, key=lambda s: (s.until or date.max, s.start))
    if last.until == day:  # its last day, and the text does not say whether it is included
        return *_atom(last.id, "suspended", assume), last
    if last.afterwards == "returns":
        return TRUE, _NONE, last
    if last.afterwards == "lapses":
        return FALSE, _NONE, last
    return *_atom(last.id, "suspended", assume), last


def _atom(id: str, other: str, assume: Mapping[str, str]) -> Force:
    reading = assume.get(id)
    if reading is None:
        return UNKNOWN, {id: ("in-force", other)}
    return (TRUE if reading == "in-force" else FALSE), _NONE


def _is_known(version: Version, known: date | None) -> bool:
    return known is None or version.known_from is None or version.known_from <= known


def _end(versions: tuple[Version, ...], version: Version, known: date | None) -> date | None:
    if version.until is None or known is None:
        return version.until
    follows = version.until + _DAY
    successors = [v for v in versions if v.start == follows]
    if successors and not any(_is_known(v, known) for v in successors):
        return None
    return version.until


def _agreed(conditions: list[Condition]) -> Condition:
    """TRUE where all conditions are, FALSE where none could be, UNKNOWN between: the day that would choose is
    missing.
    """
    distinct = tuple(dict.fromkeys(conditions))
    if len(distinct) == 1:
        return distinct[0]
    doubt = All((AnyOf(distinct), Unsettled("which version applies: the day is missing")))
    return AnyOf((All(distinct), doubt))
