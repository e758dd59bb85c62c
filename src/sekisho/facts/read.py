"""Reads a transaction into a Case: every fact typed by the law's vocabulary, every fault named in one run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from sekisho.law.compiled import Law
from sekisho.logic.currencies import CURRENCIES
from sekisho.logic.objects import Case, Declaration, Members, Obj, Rate
from sekisho.logic.quantities import parse_number

from .answers import Words
from .load import load
from .problems import Problems, Spot
from .records import Recorder
from .schema import check_shape
from .typed import Typing

CLOCKS: Final = ("contract", "application", "loading", "departure", "declaration", "release")
_LISTS: Final = ("parties", "items", "notices", "red_flags", "via", "contract_items", "licences")


def read_case(
    source: Path | str | Mapping[str, Any],
    law: Law,
    on: date | str | None = None,
    known: date | str | None = None,
    name: str = "",
) -> Case:
    """The transaction of a file (YAML, or JSON if its name ends so) or of a mapping, ready for evaluation
    under a law.

    `on`, `known`: days that take the place of those in the file. `name`: what messages call the source. Items
    are
    those of the file and no others; every other list is open unless the file says that it is complete.
    Raises BadInput with every fault that the source has, each with its line and path; OSError where the file
    is not there.
    """
    root = load(source, name)
    problems = Problems(name or ("transaction" if isinstance(source, Mapping) else str(source)))
    check_shape(root, problems, law.vocabulary.attributes)
    case = _Reader(root, Typing(law, problems)).read(on, known)
    if not case.id and not isinstance(source, Mapping):
        case.id = Path(source).stem
    problems.check()
    return case


class _Reader:
    def __init__(self, root: Mapping[str, Any], typing: Typing) -> None:
        self.node = root
        self.typing = typing
        self.problems = typing.problems
        self.top = Spot("", getattr(root, "line", 0))
        self.build = Recorder(typing)

    def read(self, on: date | str | None, known: date | str | None) -> Case:
        day = self._day("on", on)
        if day is None and "on" not in self.node and on is None:
            here = Spot("on", self.top.line)
            self.problems.add(here, "the day of export is missing", "write on: 2025-06-01, or give --on")
        self.typing.day = day
        obj = Obj("transaction", self._text("id"), "transaction")
        self._facts(obj)
        self._lists(obj)
        words = Words(self.build, obj)
        words.read(self.node.get("assertions"), self.top.key(self.node, "assertions"))
        return Case(
            id=obj.id,
            root=obj,
            on=day,
            known=self._day("known", known),
            dates=self._dates(),
            rates=self._rates(),
            answers=tuple(words.answers),
            declarations=self._declarations(),
            claims=self._claims(),
            words=(*self.build.words, *words.words),
        )

    # --- the transaction's own facts

    def _facts(self, obj: Obj) -> None:
        if "act" in self.node:
            self.typing.put(obj, "act", self.node["act"], self.top.key(self.node, "act"))
        route, here = self._part("route")
        for end in ("from", "to", "final"):
            if end in route:
                value = self.typing.place(route[end], here.key(route, end))
                if value is not None:
                    obj.facts[end] = value
        for name in ("end_use", "contract"):
            part, here = self._part(name)
            if "facts" in part:
                self.typing.facts(obj, part["facts"], here.key(part, "facts"))
        if "facts" in self.node:
            self.typing.facts(obj, self.node["facts"], self.top.key(self.node, "facts"))

    def _lists(self, obj: Obj) -> None:
        route, route_spot = self._part("route")
        contract, contract_spot = self._part("contract")
        build = self.build
        for name, make, node, spot in (
            ("parties", build.party, self.node, self.top),
            ("items", build.item, self.node, self.top),
            ("via", build.place, route, route_spot),
            ("notices", build.notice, self.node, self.top),
            ("red_flags", build.red_flag, self.node, self.top),
            ("contract_items", build.contract_item, contract, contract_spot),
            ("licences", build.licence, self.node, self.top),
        ):
            key = "items" if name == "contract_items" else name
            if key in node:
                objects = build.members(obj, node[key], spot.key(node, key), make)
                # The items are what is being exported here: the file says which they are.
                obj.lists[name] = Members(objects, complete=name == "items")
        build.complete(obj, dict_of(self.node), self.top, _LISTS)
        if "complete" in contract:
            build.complete(obj, contract, contract_spot, _LISTS)

    # --- days, rates, declarations, claims

    def _day(self, key: str, instead: date | str | None) -> date | None:
        if isinstance(instead, date):
            return instead
        spot = self.top.key(self.node, key)
        return self.typing.day_of(instead if instead is not None else self.node.get(key), spot)

    def _dates(self) -> dict[str, date]:
        dates, here = self._part("dates")
        read = {clock: self.typing.day_of(dates.get(clock), here.key(dates, clock)) for clock in CLOCKS}
        return {clock: day for clock, day in read.items() if day is not None}

    def _rates(self) -> tuple[Rate, ...]:
        found = []
        for row, spot in self._rows("rates"):
            pair = [str(row.get("of", "")).upper(), str(row.get("in", "")).upper()]
            for key, code in zip(("of", "in"), pair, strict=True):
                if code and code not in CURRENCIES:
                    self.typing.unknown(
                        spot.key(row, key), f"there is no currency {code!r}", code, CURRENCIES
                    )
            try:
                rate = parse_number(str(row.get("rate", "")))
                if rate <= 0:
                    raise ValueError(
                        f"the rate {rate} is not above zero; write how much one {pair[0]} is in {pair[1]}"
                    )
            except ValueError as error:
                self.problems.note(spot.key(row, "rate"), error)
                continue
            found.append(
                Rate(pair[0], pair[1], rate, self.typing.day_of(row.get("day"), spot.key(row, "day")))
            )
        return tuple(found)

    def _declarations(self) -> tuple[Declaration, ...]:
        found = []
        for row, spot in self._rows("declarations"):
            what = str(row.get("what", ""))
            known = self.typing.law.vocabulary.declarations
            if what and what not in known:
                self.typing.unknown(spot.key(row, "what"), f"there is no declaration {what!r}", what, known)
            days = [self.typing.day_of(row.get(key), spot.key(row, key)) for key in ("on", "until")]
            scope = str(row.get("for", "transaction"))
            found.append(Declaration(what, str(row.get("by", "")), days[0], days[1], scope))
        return tuple(found)

    def _claims(self) -> tuple[str, ...]:
        given = self.node.get("claims")
        here = self.top.key(self.node, "claims")
        reliefs = self.typing.law.reliefs
        names = [name for name in given if isinstance(name, str)] if isinstance(given, list) else []
        for name in names:
            if name not in reliefs:
                self.typing.unknown(here, f"there is no relief {name!r}", name, reliefs)
        return tuple(dict.fromkeys(names))

    # --- shapes

    def _text(self, key: str) -> str:
        value = self.node.get(key)
        return value if isinstance(value, str) else ""

    def _part(self, key: str) -> tuple[dict[str, Any], Spot]:
        part = self.node.get(key)
        return (part if isinstance(part, dict) else {}), self.top.key(self.node, key)

    def _rows(self, key: str) -> list[tuple[dict[str, Any], Spot]]:
        rows = self.node.get(key)
        here = self.top.key(self.node, key)
        return [
            (row, here.member(rows, number, str(number + 1)))
            for number, row in enumerate(rows if isinstance(rows, list) else ())
            if isinstance(row, dict)
        ]


def dict_of(node: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping as the dictionary that it is."""
    return node if isinstance(node, dict) else dict(node)
