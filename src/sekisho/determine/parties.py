"""Does a party stand on a list of parties? By a confirmed hit or by exact name and country; by name alone UNKNOWN.

Only a screening of the list on or after its last change can say no (specification, section 4, `listed`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from sekisho.law.compiled import Law
from sekisho.law.model import PartyRow
from sekisho.law.party_names import folded as folded
from sekisho.law.party_names import names_of
from sekisho.logic.objects import Obj, Screening
from sekisho.logic.scope import Missing, Scope, Sink
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Path

from .shelf import Shelf, shelf_of

if TYPE_CHECKING:
    from .world import LawWorld


MOST_KEPT = 5_000
"""For how many lists, as known on a day, it is kept when they changed."""


def rows_by_name(law: Law, list_id: str) -> Mapping[str, tuple[PartyRow, ...]]:
    """The rows of a list under each of their folded names."""
    key = ("rows", list_id)
    if key not in law.cache:
        found: dict[str, list[PartyRow]] = {}
        for row in law.parties.get(list_id, ()):
            for name in names_of(row):
                found.setdefault(name, []).append(row)
        law.cache[key] = {name: tuple(rows) for name, rows in found.items()}
    result: Mapping[str, tuple[PartyRow, ...]] = law.cache[key]
    return result


def rows_named(law: Law, list_id: str, name: str) -> tuple[PartyRow, ...]:
    """The rows of a list under a name; the list itself is read only where it has that name."""
    letters = folded(name)
    return rows_by_name(law, list_id).get(letters, ()) if letters in law.party_names(list_id) else ()


def rows_by_id(law: Law, list_id: str) -> Mapping[str, PartyRow]:
    """The rows of a list under their ids; of a part of a list also under the ids that the whole list gives them."""
    key = ("rows by id", list_id)
    if key not in law.cache:
        suffix = "." + list_id.rpartition(".")[2]
        rows = law.parties.get(list_id, ())
        law.cache[key] = {row.id.removesuffix(suffix): row for row in rows} | {row.id: row for row in rows}
    result: Mapping[str, PartyRow] = law.cache[key]
    return result


def whole_of(law: Law, list_id: str) -> str:
    """The list of parties of which this one is a part (`us.entity-list` of `us.entity-list.fn5`); "" for a list by itself."""
    above = list_id.rpartition(".")[0]
    declared = law.lists.get(above)
    return above if above in law.parties or (declared is not None and declared.parties) else ""


def last_change(law: Law, list_id: str, day: date | None, known: date | None = None) -> date | None:
    """The newest day, not after `day`, on which a party came on the list or left it, as far as that was published by
    `known`; None where no change is recorded."""
    kept: Shelf[tuple[str, date | None], list[date]] = shelf_of(law, "changes", MOST_KEPT)
    changes = kept.get((list_id, known))
    if changes is None:
        days: set[date] = set()
        for row in law.parties.get(list_id, ()):
            for version in row.versions:
                if known is not None and version.known_from is not None and version.known_from > known:
                    continue
                if version.start is not None:
                    days.add(version.start)
                if version.until is not None:
                    days.add(version.until + timedelta(days=1))
        control_list = law.lists.get(list_id)
        instrument = law.instruments.get(control_list.instrument) if control_list is not None else None
        if not days and instrument is not None:
            days.update(v.start for v in instrument.versions if v.start is not None)
        changes = kept[list_id, known] = sorted(days)
    past = len(changes) if day is None else bisect_right(changes, day)
    return changes[past - 1] if past else None


RowForce = Callable[[PartyRow], tuple[Truth, Mapping[str, tuple[str, ...]]]]
"""Whether a row stands on its list on the day that is asked about, and what is open where that is UNKNOWN."""


@frozen
class Asked:
    """What is known of a party whose standing on a list is asked: its name, country and screening, and on which day."""

    name: str | None
    country: object  # a Path, or several of them
    screening: Screening | None
    day: date | None
    known: date | None


def standing(law: Law, list_id: str, asked: Asked, row_force: RowForce) -> tuple[Truth, frozenset[str]]:
    """Whether a party stands on a list, and which provisions of open force keep it UNKNOWN.

    Of a part of a list: by the rows of the whole that the party certainly is, or may only be.
    """
    whole = whole_of(law, list_id)
    if whole:
        if standing(law, whole, asked, row_force)[0] is FALSE:
            return FALSE, frozenset()
        found = matches(law, whole, asked)
        certain = [row.id for row, most in found if most is TRUE]
        if certain:
            return _part(law, list_id, certain, TRUE, row_force)
        if _only_these(law, whole, asked):
            return _part(law, list_id, [row.id for row, _ in found], UNKNOWN, row_force)
    return _by_rows(law, list_id, asked, row_force)


def searched(law: Law, list_id: str, asked: Asked) -> bool:
    """Was the party screened against the list as it stood on or after its last change?"""
    screening = asked.screening
    if screening is None or list_id not in screening.lists:
        return False
    day = screening.day_of(list_id)
    changed = last_change(law, list_id, asked.day, asked.known)
    return day is not None and (changed is None or day >= changed)


def matches(law: Law, list_id: str, asked: Asked) -> list[tuple[PartyRow, Truth]]:
    """The rows that the party may be, with how far the match carries: TRUE by a confirmed hit or by name and country, UNKNOWN
    by a possible hit or by name alone. A row that a person has refuted is not met by its name.
    """
    found: list[tuple[PartyRow, Truth]] = []
    refuted: frozenset[str] = frozenset()
    if asked.screening is not None:
        rows = rows_by_id(law, list_id)
        for hits, most in ((asked.screening.hits, TRUE), (asked.screening.possible, UNKNOWN)):
            found += [(rows[id], most) for name, id in hits if name == list_id and id in rows]
        refuted = frozenset(id for name, id in asked.screening.refuted if name == list_id)
    if asked.name is None:
        return found
    country = asked.country
    place = country[0] if isinstance(country, tuple) and country else country
    for row in rows_named(law, list_id, asked.name):
        if row.id in refuted:
            continue
        same = isinstance(place, Path) and bool(row.country) and (
            law.relation(place, Path("place", tuple(row.country.split("-")))) is TRUE
        )  # fmt: skip
        found.append((row, TRUE if same else UNKNOWN))
    return found


def _only_these(law: Law, whole: str, asked: Asked) -> bool:
    """Is the party, on the whole list, none but one of the rows that it matches? So where the list was searched and each hit
    names its row."""
    screening = asked.screening
    if screening is None or not searched(law, whole, asked):
        return False
    rows = rows_by_id(law, whole)
    return all(id in rows for name, id in (*screening.hits, *screening.possible) if name == whole)


def _part(
    law: Law, list_id: str, ids: list[str], most: Truth, row_force: RowForce
) -> tuple[Truth, frozenset[str]]:
    """Whether those rows of the whole list belong to this part of it."""
    rows = rows_by_id(law, list_id)
    found = [row_force(rows[id]) for id in ids if id in rows]
    best = min(max((truth for truth, _ in found), default=FALSE), most)
    return best, frozenset(a for t, atoms in found if t is UNKNOWN and best is UNKNOWN for a in atoms)


def _by_rows(law: Law, list_id: str, asked: Asked, row_force: RowForce) -> tuple[Truth, frozenset[str]]:
    best, atoms = FALSE, frozenset[str]()
    for row, most in matches(law, list_id, asked):
        in_force, open_states = row_force(row)
        best = max(best, min(in_force, most))
        if min(in_force, most) is UNKNOWN:
            atoms |= frozenset(open_states)
    screening = asked.screening
    if best is TRUE or (screening is not None and _at_large(law, list_id, screening)):
        return TRUE, frozenset()
    if best is FALSE and clean(law, list_id, asked):
        return FALSE, frozenset()
    return max(best, UNKNOWN), atoms


def _at_large(law: Law, list_id: str, screening: Screening) -> bool:
    """Is there a confirmed hit that names no row, or one that the law does not hold (an entry of a synced edition)?"""
    rows = rows_by_id(law, list_id)
    return any(name == list_id and id not in rows for name, id in screening.hits)


def clean(law: Law, list_id: str, asked: Asked) -> bool:
    """Was the party screened against the list, on or after its last change, without a hit on it or on the whole of it that is
    still open?"""
    screening = asked.screening
    if screening is None or not searched(law, list_id, asked) or screening.may_hit(list_id):
        return False
    whole = whole_of(law, list_id)
    return not any(name == whole for name, _ in screening.possible)


def possible_names(law: Law, list_id: str, screening: Screening | None) -> str:
    """The names of the rows of a list (or of the whole of it) that a screening met and nobody has decided; "" for none."""
    if screening is None:
        return ""
    names = []
    for name, id in screening.possible:
        if name in (list_id, whole_of(law, list_id)):
            row = rows_by_id(law, name).get(id)
            names.append(" / ".join(row.names[:2]) if row is not None and row.names else id)
    return ", ".join(dict.fromkeys(filter(None, names)))


def _may_be_named(law: Law, list_id: str, name: object) -> bool:
    """Does a name stand on a list of parties, or on the list of which that is a part?"""
    if not isinstance(name, str):
        return False
    letters, whole = folded(name), whole_of(law, list_id)
    return letters in law.party_names(list_id) or bool(whole and letters in law.party_names(whole))


class PartyLists:
    """Answers `listed` for the parties of one transaction."""

    def __init__(self, world: LawWorld) -> None:
        """`world` is the law as it bears on the transaction."""
        self.world = world
        self.contradictions: dict[
            tuple[str, str], None
        ] = {}  # (party path, list): screened clean, named on the list
        self._known: dict[tuple[str, int, date | None], tuple[Truth, frozenset[str]]] = {}

    def listed(self, list_id: str, scope: Scope, sink: Sink | None) -> Truth:
        """Whether the nearest party stands on the list on the day of the provision that asks."""
        at = scope.nearest("party")
        if at is None:
            return UNKNOWN
        key = (list_id, id(at.obj), scope.day)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._listed(list_id, at.obj, scope.day)
        truth, atoms = found
        if sink is not None:
            self._note(list_id, at.obj, truth, atoms, scope, sink)
        return truth

    def _listed(self, list_id: str, party: Obj, day: date | None) -> tuple[Truth, frozenset[str]]:
        law = self.world.law
        name = party.facts.get("name")
        if party.screening is None and not _may_be_named(law, list_id, name):
            return UNKNOWN, frozenset()  # neither screened nor of a name that stands there
        asked = Asked(
            name if isinstance(name, str) else None,
            party.facts.get("country"),
            party.screening,
            day,
            self.world.known,
        )
        found = standing(law, list_id, asked, lambda row: self.world.row_force(row, day))
        if found[0] is TRUE and clean(law, list_id, asked):
            self.contradictions[(party.path, list_id)] = None
        return found

    def _note(
        self, list_id: str, party: Obj, truth: Truth, atoms: frozenset[str], scope: Scope, sink: Sink
    ) -> None:
        sink.fact = f"{party.path}.screened"
        name = party.facts.get("name")
        sink.found = name if isinstance(name, str) else ""
        sink.provision = list_id
        if truth is not UNKNOWN:
            return
        sink.atoms |= atoms
        if party.id == "?":
            return
        if not isinstance(name, str):
            sink.missing += (
                Missing(f"{party.path}.name", "name", "fact", scope.provision, "party", party.path),
            )
        if party.facts.get("country") is None:
            sink.missing += (
                Missing(f"{party.path}.country", "country", "fact", scope.provision, "party", party.path),
            )
        if not atoms:
            sink.missing += (
                Missing(f"{party.path}.screened", list_id, "screening", scope.provision, "party", party.path),
            )
