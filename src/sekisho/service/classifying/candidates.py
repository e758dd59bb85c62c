"""How a product stands to every entry that its kind can meet, in every list: met, not met or open, as the engine says.

Nothing is judged here. The truth of an entry and of each of its clauses comes from the engine; beside it stand the limit and
the value in the same unit, and how far the one is from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import define, field

from sekisho.determine.gates import open_entries
from sekisho.determine.turns import turn
from sekisho.determine.world import LawWorld
from sekisho.facts.read import read_case
from sekisho.law.compiled import Law
from sekisho.law.in_words import LANGUAGES, title_of
from sekisho.law.model import Entry
from sekisho.logic.objects import Case, Obj
from sekisho.logic.scope import Scope
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN
from sekisho.logic.values import Path

from .clauses import Clauses
from .sheets import Sheet, contradictions, transaction_of

ORDER: Final = {"true": 0, "unknown": 1, "false": 2}
FAR: Final = Decimal(10) ** 9


@define
class Classification:
    """One product sheet under the law of one day."""

    law: Law
    sheet: Sheet
    case: Case
    world: LawWorld
    at: Scope
    bare: LawWorld
    bare_at: Scope
    _clauses: Clauses = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._clauses = Clauses(self.law, self.world, self.at, self.sheet)

    @classmethod
    def of(cls, law: Law, sheet: Sheet, on: date, known: date | None = None) -> Classification:
        """The classification of a sheet as of a day. Raises BadInput where the law of another day cannot type the sheet."""
        case = read_case(transaction_of(law, sheet, on.isoformat()), law, on, known, "sheet")
        with turn(law):
            world = LawWorld(law, case, case.known, {})
            bare_case = _without_values(case)
            bare = LawWorld(law, bare_case, bare_case.known, {})
        return cls(law, sheet, case, world, _scope(world), bare, _scope(bare))

    def entries(self) -> list[Entry]:
        """The entries of all lists that a thing of this kind can meet: those that its kind, its customs codes and the claims alone
        do not rule out.
        """
        found = []
        item = self.at.obj
        for name, one in self.law.lists.items():
            if one.parties:
                continue
            for entry in open_entries(self.law, (Path(name, ("*",)),), (), item):
                if self.law.is_heading(entry.id):
                    continue
                if self.bare.classifier.met(entry, self.bare_at).truth is not FALSE:
                    found.append(entry)
                elif self.world.classifier.met(entry, self.at).truth is not FALSE:
                    found.append(entry)  # never hide what is met or open
        return found

    def told(self) -> dict[str, Any]:
        """The whole classification as plain data."""
        with turn(self.law):
            return self._told(sorted((self._entry(entry) for entry in self.entries()), key=_order))

    def in_short(self) -> dict[str, Any]:
        """The same, in which the entries lack their clauses: a broad kind may meet a thousand, of which a page shows sixty."""
        with turn(self.law):
            return self._told(sorted((self._entry(one, whole=False) for one in self.entries()), key=_order))

    def told_without_entries(self) -> dict[str, Any]:
        """The same where nobody has said what the product is: then every entry is open, and telling them all helps nobody."""
        with turn(self.law):
            told = self._told([])
            for one in told["lists"]:
                entries = open_entries(self.law, (Path(one["list"], ("*",)),), (), self.at.obj)
                one["open"] = sum(
                    not self.law.is_heading(e.id) and self.world.force(e).truth is not FALSE for e in entries
                )
            return told

    def truths(self) -> list[dict[str, Any]]:
        """The entries with their truth alone."""
        met = self.world.classifier.met
        with turn(self.law):
            return [
                {
                    "code": e.id,
                    "display": e.display or ".".join(e.code.segments),
                    "list": e.code.scheme,
                    "truth": met(e, self.at).truth.word,
                }
                for e in (self.entries() if self.sheet["kinds"] else ())
            ]

    def _told(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        close = near(rows)
        for row in rows:
            del row["near"]  # stands in the clauses too
        return {
            "on": self.case.on.isoformat() if self.case.on else None,
            "law": {
                "hash": self.law.hash,
                "checked": {code: str(day) for code, day in self.law.checked.items()},
            },
            "lists": [self._list(name, rows) for name, one in self.law.lists.items() if not one.parties],
            "entries": rows,
            "near": close,
            "missing": self._missing(rows),
            "findings": self._findings(rows),
        }

    def entry(self, entry: Entry) -> dict[str, Any]:
        """One entry: its truth, how near it is, the clauses that decide, what is missing."""
        with turn(self.law):
            return self._entry(entry)

    def _entry(self, entry: Entry, whole: bool = True) -> dict[str, Any]:
        met = self.world.classifier.met(entry, self.at)
        step = self.world.classifier.explain(entry, self.at)
        return {
            "code": entry.id,
            "display": entry.display or ".".join(entry.code.segments),
            "list": entry.code.scheme,
            "authority": self.law.lists[entry.code.scheme].authority,
            "name": {lang: title_of(self.law, entry.id, lang) for lang in LANGUAGES},
            "truth": met.truth.word,
            "how": met.how,
            "model": entry.model,
            "contradiction": met.contradiction,
            "hinted": met.hinted,
            "cite": entry.cite,
            **self._clauses.told(step, whole=whole),
        }

    def _list(self, name: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """One list: how many of its entries are met, open, not met, and how far it is read for this kind."""
        one = self.law.lists[name]
        own = [row for row in rows if row["list"] == name]
        rest = UNKNOWN if not self.law.entries_of(name) else self._rest(name)
        return {
            "list": name,
            "authority": one.authority,
            "title": {lang: title_of(self.law, name, lang) for lang in LANGUAGES},
            "met": sum(row["truth"] == "true" for row in own),
            "open": sum(row["truth"] == "unknown" for row in own),
            "not_met": sum(row["truth"] == "false" for row in own),
            "read": self._coverage(name),
            "rest": rest.word,
        }

    def _rest(self, name: str) -> Any:
        """May the product meet an entry of the list that only somebody's classification can meet?"""
        return self.world.classifier.rest((Path(name, ("*",)),), (), self.at)

    def _coverage(self, name: str) -> list[dict[str, Any]]:
        """The rows that say how far the list is read, as far as they may speak of this product."""
        found = []
        for row in self.law.coverage.values():
            if row.of != name or not row.is_list:
                continue
            truth = self.world.evaluator.truth(row.scope, self.at.of(row.id, self.case.on))
            if truth is not FALSE:
                found.append({"id": row.id, "state": row.state, "title": dict(row.title), "why": row.why,
                              "as_of": row.as_of.isoformat(),
                              "certain": truth is TRUE})  # fmt: skip
        return found

    def _missing(self, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The values on which open entries hang: those that close most lists first, each with its question and who knows."""
        found: dict[str, dict[str, Any]] = {}
        for row in rows:
            if row["truth"] != "unknown":
                continue
            for one in row["missing"]:
                kept = found.setdefault(one["attribute"], {**one, "entries": [], "lists": []})
                kept["entries"].append(row["code"])
                if row["list"] not in kept["lists"]:
                    kept["lists"].append(row["list"])
        return sorted(
            found.values(), key=lambda one: (-len(one["lists"]), -len(one["entries"]), one["order"])
        )

    def _findings(self, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = [{"finding": "two-values", **one} for one in contradictions(self.sheet)]
        for row in rows:
            if row["contradiction"]:
                found.append({"finding": "claim-contradicts", "code": row["code"], "display": row["display"]})
            if row["hinted"]:
                found.append(
                    {"finding": "customs-code-hints", "code": row["code"], "display": row["display"]}
                )
        return found


def near(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The limits that lie within a tenth of the product's value, the nearest first, each with the entries that set it."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        for clause in row["near"]:
            key = (clause["attribute"], clause["limit"]["en"])
            kept = found.setdefault(key, {**{name: clause[name] for name in NEAR_KEYS}, "entries": []})
            told = {name: row[name] for name in ("code", "display", "list", "authority", "truth", "name")}
            told["clause"] = clause["truth"]
            if row["code"] not in {one["code"] for one in kept["entries"]}:
                kept["entries"].append(told)
    return sorted(found.values(), key=_near_order)


def _near_order(one: Mapping[str, Any]) -> tuple[bool, Decimal, str]:
    """The nearest first; "one or more" of something that there is one of says little and comes last."""
    count = one["gap"]["side"] == "at" and one["limit"]["en"].split()[-1] in {"1", "0"}
    return count, Decimal(one["gap"]["order"]), one["attribute"]


NEAR_KEYS: Final = ("attribute", "name", "limit", "value", "gap", "evidence")


def _order(row: Mapping[str, Any]) -> tuple[int, Decimal, int, str]:
    """Met, then open, then not met. Of the open ones first what the fewest values would settle, last what hangs on law that is
    not read; of the others the nearest first.
    """
    if row["truth"] == "unknown":
        return 1, FAR if not row["missing"] else Decimal(len(row["missing"])), len(row["unread"]), row["code"]
    distance = Decimal(row["reach"]) if row["reach"] is not None else FAR
    return ORDER[row["truth"]], distance, 0, row["code"]


def _scope(world: LawWorld) -> Scope:
    return world.root.inside(world.case.root.lists["items"].objects[0])


def _without_values(case: Case) -> Case:
    """The same case in which the item has its kinds, its customs codes and its claims, and nothing else."""
    item = case.root.lists["items"].objects[0]
    kept = {key: value for key, value in item.facts.items() if key in {"kind", "hs"}}
    root = Obj(case.root.kind, case.root.id, case.root.path, dict(case.root.facts))
    bare = Obj("item", item.id, item.path, kept, {}, root, dict(item.claims))
    root.lists = {"items": type(case.root.lists["items"])((bare,), True)}
    return Case(id=case.id, root=root, on=case.on, known=case.known, dates=dict(case.dates))
