"""Builds the objects of a transaction from its tree: parties and owners, items and their parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from attrs import define, field

from sekisho.logic.objects import Claim, Members, Obj, Screening
from sekisho.logic.values import Interval, Path, SetValue

from .problems import Spot
from .schema import MUST_STAND, member_id
from .typed import Typing

_PARTY_KEYS: Final = ("role", "name", "country", "residence", "nationality", "share")
_ITEM_KEYS: Final = ("kind", "origin", "hs", "quantity", "value")
DEGREES: Final = ("confirmed", "possible", "refuted")
"""How sure a hit of a screening is, in the order in which a Screening holds them."""


@define
class Builder:
    """Builds objects. `items`, `parties`: the ids that stand in the file, with the places where they
    stand. `words`: who refuted which hit of a screening, and why."""

    typing: Typing
    items: dict[str, Spot] = field(factory=dict)
    parties: dict[str, Spot] = field(factory=dict)
    words: list[dict[str, object]] = field(factory=list)

    def members(
        self, holder: Obj, given: Any, spot: Spot, make: Callable[[Any, str, Spot, Obj], Obj | None]
    ) -> tuple[Obj, ...]:
        """The members of a list, made one by one; two of one id are noted."""
        if not isinstance(given, list):
            return ()
        seen: dict[str, int] = {}
        found = []
        for number, node in enumerate(given):
            id = member_id(node, number)
            here = spot.member(given, number, id)
            if id in seen:
                at = Spot(here.path + ".id", here.line)
                self.typing.problems.add(
                    at, f"the id {id!r} stands twice, first on line {seen[id]}", "give each its own id"
                )
                continue
            seen[id] = here.line
            obj = make(node, id, here, holder)
            if obj is not None:
                found.append(obj)
        return tuple(found)

    def finish(self, obj: Obj, node: dict[str, Any], spot: Spot, allowed: tuple[str, ...]) -> None:
        """Read `facts` and `complete` of an object whose lists are there."""
        if "facts" in node:
            self.typing.facts(obj, node["facts"], spot.key(node, "facts"))
        self.complete(obj, node, spot, allowed)

    def complete(self, obj: Obj, node: dict[str, Any], spot: Spot, allowed: tuple[str, ...]) -> None:
        """Close the lists and sets that are said to be whole."""
        given = node.get("complete")
        here = spot.key(node, "complete")
        for number, name in enumerate(given if isinstance(given, list) else ()):
            if not isinstance(name, str):
                continue
            value = obj.facts.get(name)
            if name == "contract.items" or (name == "items" and spot.path == "contract"):
                name = "contract_items"
            if name in MUST_STAND and name in allowed and name not in obj.lists:
                continue  # a list that is missing says nothing, and clears nothing; a deal without any party is none
            if name in allowed:
                obj.lists[name] = Members(obj.lists[name].objects if name in obj.lists else (), complete=True)
            elif isinstance(value, SetValue):
                obj.facts[name] = SetValue(value.known, complete=True)
            else:
                at = Spot(here.path, here.member(given, number, "").line)
                self.typing.unknown(
                    at, f"{name!r} is no list of this {obj.kind.replace('_', ' ')}", name, allowed
                )

    # --- parties

    def party(self, node: Any, id: str, spot: Spot, holder: Obj) -> Obj | None:
        """A party, or an owner of one."""
        if not isinstance(node, dict):
            return None
        obj = Obj("party", id, spot.path, outer=holder)
        if holder.kind == "transaction":
            self.parties[id] = spot
        for key in _PARTY_KEYS:
            if key in node:
                self.typing.put(obj, key, node[key], spot.key(node, key))
        self._share(obj, spot.key(node, "share"))
        if "owners" in node:
            here = spot.key(node, "owners")
            obj.lists["owners"] = Members(self.members(obj, node["owners"], here, self.party))
            self._shares(obj.lists["owners"].objects, here)
        self.finish(obj, node, spot, ("owners",))
        if isinstance(node.get("screened"), dict):
            obj.screening = self._screening(node["screened"], spot.key(node, "screened"))
        return obj

    def _share(self, party: Obj, spot: Spot) -> None:
        share = party.facts.get("share")
        if isinstance(share, Interval) and (
            (share.hi is not None and share.hi > 100) or (share.lo or 0) > 100
        ):
            self.typing.problems.add(spot, "a share is over 100 %", "state what the owner holds of the whole")
        elif isinstance(share, Interval) and share.lo is not None and share.lo < 0:
            self.typing.problems.add(
                spot, "a share is less than nothing", "state what the owner holds of the whole"
            )

    def _shares(self, owners: tuple[Obj, ...], spot: Spot) -> None:
        known = [
            share.lo
            for owner in owners
            if isinstance(share := owner.facts.get("share"), Interval) and share.lo
        ]
        if sum(known) > 100 and all(part <= 100 for part in known):
            self.typing.problems.add(
                spot, f"the shares add up to {sum(known)} %", "together they are at most 100 %"
            )

    def _screening(self, node: dict[str, Any], spot: Spot) -> Screening:
        on = self.typing.day_of(node.get("on"), spot.key(node, "on"))
        lists, days = self._searched(node.get("lists"), spot.key(node, "lists"))
        by_degree: dict[str, list[tuple[str, str]]] = {degree: [] for degree in DEGREES}
        given = node.get("hits")
        here = spot.key(node, "hits")
        for number, hit in enumerate(given if isinstance(given, list) else ()):
            row = hit if isinstance(hit, dict) else {"list": hit}
            name, entry = str(row.get("list", "")), str(row.get("entry", ""))
            at = here.member(given, number, str(number + 1))
            if not name:
                name = self._list_of(entry, at)
            if self.typing.check_list(name, at):
                self._row(name, entry, at)
            degree = str(row.get("degree", "confirmed"))
            if degree in by_degree:
                by_degree[degree].append((name, entry))
            else:
                self.typing.unknown(at, f"a hit is not {degree!r}", degree, list(DEGREES))
            if degree == "refuted":
                self._refuted(row, name, entry, at, spot)
        # A screening that does not say what it found clears nobody: without hits it is written `hits: []`.
        cleared = frozenset(lists) if given is not None else frozenset()
        confirmed, possible, refuted = (tuple(by_degree[degree]) for degree in DEGREES)
        return Screening(on, cleared, confirmed, possible, refuted, days)

    def _list_of(self, entry: str, spot: Spot) -> str:
        """The list of a hit that names only its entry; a hit of no list is bad input, or it would clear the party."""
        row = self.typing.law.party_rows.get(entry)
        if row is not None:
            return row.list
        self.typing.problems.add(spot, "a hit without `list`", "name the list that was hit, and its entry")
        return ""

    def _searched(self, given: Any, spot: Spot) -> tuple[set[str], tuple[tuple[str, date], ...]]:
        """The lists that were searched, and the day of those of which an older edition was."""
        lists, days = set(), []
        for number, one in enumerate(given if isinstance(given, list) else texts(given)):
            row = one if isinstance(one, dict) else {"list": str(one)}
            at = spot.member(given, number, str(number + 1)) if isinstance(given, list) else spot
            name = str(row.get("list", ""))
            if self.typing.check_list(name, at):
                lists.add(name)
            as_of = self.typing.day_of(row.get("as_of"), at.key(row, "as_of"))
            if as_of is not None:
                days.append((name, as_of))
        return lists, tuple(days)

    def _refuted(self, row: dict[str, Any], name: str, entry: str, at: Spot, screened: Spot) -> None:
        """Who says that a party is not the listed one says which, who says so and why."""
        for key, value in (("entry", entry), ("by", row.get("by")), ("why", row.get("why"))):
            if not value:
                self.typing.problems.add(
                    at,
                    f"a refuted hit without `{key}`",
                    "say which entry the party is not, who says so, and why",
                )
        word: dict[str, object] = {"fact": f"{screened.path}.hits", "value": f"not {name}: {entry}"}
        word |= {"by": str(row.get("by", "")), "evidence": str(row.get("why", ""))}
        day = self.typing.day_of(row.get("on"), at.key(row, "on"))
        self.words.append(word if day is None else word | {"on": day})

    def _row(self, name: str, entry: str, spot: Spot) -> None:
        rows = {row.id for row in self.typing.law.parties.get(name, ())}
        if entry and rows and entry not in rows:
            self.typing.unknown(spot, f"the list {name} has no row {entry!r}", entry, sorted(rows))

    # --- items

    def item(self, node: Any, id: str, spot: Spot, holder: Obj) -> Obj | None:
        """An item of the transaction, something incorporated in one, or something with which one was made."""
        if not isinstance(node, dict):
            return None
        obj = Obj("item", id, spot.path, outer=holder)
        if holder.kind == "transaction":
            self.items[id] = spot
        for key in _ITEM_KEYS:
            if key in node:
                self.typing.put(obj, key, node[key], spot.key(node, key))
        if "role" in node:
            self.typing.put(obj, "item_role", node["role"], spot.key(node, "role"))
        for name in ("content", "made_with"):
            if name in node:
                obj.lists[name] = Members(self.members(obj, node[name], spot.key(node, name), self.item))
        claims = node.get("classification")
        here = spot.key(node, "classification")
        for list_id, claim in claims.items() if isinstance(claims, dict) else ():
            at = here.key(claims, list_id)
            if self.typing.check_list(list_id, at):
                obj.claims[list_id] = self._claim(list_id, claim, at)
        self.finish(obj, node, spot, ("content", "made_with"))
        return obj

    def _claim(self, list_id: str, node: Any, spot: Spot) -> Claim:
        if not isinstance(node, dict):
            node = {"codes": node}
        as_of = self.typing.day_of(node.get("as_of"), spot.key(node, "as_of"))
        codes: list[Path] = []
        here = spot.key(node, "codes")
        for text in texts(node.get("codes")):
            path = self.typing.code(text, list_id, here, as_of)
            if path is not None:
                codes.append(path)
        complete = self.typing.flag(node.get("complete"), spot.key(node, "complete")) or False
        # Who names no codes, not even an empty list, has not said that there are none.
        complete = complete and node.get("codes") is not None
        return Claim(tuple(codes), complete, as_of, str(node.get("by", "")))


def texts(given: Any) -> tuple[str, ...]:
    """The words of a value that may be one or a list."""
    if given is None:
        return ()
    return tuple(str(one) for one in given) if isinstance(given, list) else (str(given),)
