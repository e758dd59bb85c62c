"""Does a party stand on a list of parties? By a confirmed hit or by exact name and country; by name alone UNKNOWN.

Only a screening of the list on or after its last change can say no (specification, section 4, `listed`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sekisho.law.compiled import Law
from sekisho.law.model import PartyRow
from sekisho.logic.objects import Obj
from sekisho.logic.scope import Missing, Scope, Sink
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Path

if TYPE_CHECKING:
    from .world import LawWorld


def folded(name: str) -> str:
    """A name without case, blanks and punctuation, so that "ACME Co., Ltd." is "acmecoltd"."""
    if name.isascii():
        return "".join(filter(str.isalnum, name.casefold()))
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(ch for ch in text if unicodedata.category(ch)[0] in "LN")


def rows_by_name(law: Law, list_id: str) -> Mapping[str, tuple[PartyRow, ...]]:
    """The rows of a list under each of their folded names."""
    key = ("rows", list_id)
    if key not in law.cache:
        found: dict[str, list[PartyRow]] = {}
        for row in law.parties.get(list_id, ()):
            for name in {folded(n) for n in (*row.names, row.native) if n}:
                found.setdefault(name, []).append(row)
        law.cache[key] = {name: tuple(rows) for name, rows in found.items()}
    result: Mapping[str, tuple[PartyRow, ...]] = law.cache[key]
    return result


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
    key = ("changes", list_id, known)
    if key not in law.cache:
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
        law.cache[key] = sorted(days)
    changes: list[date] = law.cache[key]
    past = [d for d in changes if day is None or d <= day]
    return past[-1] if past else None


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
        if key not in self._known:
            self._known[key] = self._listed(list_id, at.obj, scope.day)
        truth, atoms = self._known[key]
        if sink is not None:
            self._note(list_id, at.obj, truth, atoms, scope, sink)
        return truth

    def _listed(self, list_id: str, party: Obj, day: date | None) -> tuple[Truth, frozenset[str]]:
        """By the rows of the list; of a part of a list by those of the whole that the party certainly is."""
        whole = whole_of(self.world.law, list_id)
        if whole:
            if self._listed(whole, party, day)[0] is FALSE:
                return FALSE, frozenset()
            certain = [row.id for row, most in self._matches(whole, party) if most is TRUE]
            if certain:
                return self._part(list_id, certain, day)
        return self._by_rows(list_id, party, day)

    def _part(self, list_id: str, ids: list[str], day: date | None) -> tuple[Truth, frozenset[str]]:
        """Whether the rows that the party is in the whole list belong to this part of it."""
        rows = rows_by_id(self.world.law, list_id)
        found = [self.world.row_force(rows[id], day) for id in ids if id in rows]
        best = max((truth for truth, _ in found), default=FALSE)
        return best, frozenset(a for t, atoms in found if t is UNKNOWN and best is UNKNOWN for a in atoms)

    def _by_rows(self, list_id: str, party: Obj, day: date | None) -> tuple[Truth, frozenset[str]]:
        best, atoms = FALSE, frozenset[str]()
        matched = False
        for row, most in self._matches(list_id, party):
            matched = True
            in_force, open_states = self.world.row_force(row, day)
            best = max(best, min(in_force, most))
            if min(in_force, most) is UNKNOWN:
                atoms |= frozenset(open_states)
        screening = party.screening
        if best is TRUE:
            if self._clean(list_id, party, day):
                self.contradictions[(party.path, list_id)] = None
            return TRUE, frozenset()
        if screening is not None:
            for list_hit, row_id in screening.hits:
                if list_hit == list_id and not row_id:
                    return TRUE, frozenset()
        if (not matched or best is FALSE) and self._clean(list_id, party, day):
            return FALSE, frozenset()
        return max(best, UNKNOWN), atoms

    def _clean(self, list_id: str, party: Obj, day: date | None) -> bool:
        """Was the party screened against the list, on or after its last change, without a hit on it?"""
        screening = party.screening
        if screening is None or list_id not in screening.lists or screening.on is None:
            return False
        changed = last_change(self.world.law, list_id, day, self.world.known)
        hit = any(list_hit == list_id for list_hit, _ in screening.hits)
        return not hit and (changed is None or screening.on >= changed)

    def _matches(self, list_id: str, party: Obj) -> list[tuple[PartyRow, Truth]]:
        """The rows that the party may be, with how far the match carries: TRUE by hit or name and country, else UNKNOWN."""
        law = self.world.law
        found: list[tuple[PartyRow, Truth]] = []
        if party.screening is not None:
            for list_hit, row_id in party.screening.hits:
                row = rows_by_id(law, list_id).get(row_id) if list_hit == list_id else None
                if row is not None:
                    found.append((row, TRUE))
        name = party.facts.get("name")
        country = party.facts.get("country")
        if isinstance(name, str):
            for row in rows_by_name(law, list_id).get(folded(name), ()):
                place = country[0] if isinstance(country, tuple) and country else country
                same = isinstance(place, Path) and bool(row.country) and (
                    law.relation(place, Path("place", tuple(row.country.split("-")))) is TRUE
                )  # fmt: skip
                found.append((row, TRUE if same else UNKNOWN))
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
