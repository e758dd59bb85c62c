"""Random provisions: versions, terms, entries, requirements, reliefs, bars, licences, suspensions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sekisho.law.compiled import Authority, ControlList, Law, PersonTest, Place, Table
from sekisho.law.model import (
    Addition,
    Bar,
    Derived,
    Entry,
    ForEach,
    Group,
    LicenceKind,
    Lookup,
    PartyRow,
    PolicyRow,
    Relief,
    Requirement,
    Selector,
    Suspension,
    Take,
    Term,
    Version,
)
from sekisho.logic import conditions as c
from sekisho.logic.values import Interval, Path
from tests.randomconditions import Conditions
from tests.randomwords import AUTHORITIES, CODES, COUNTRIES, DAYS, MEMBER, NAMES, ROLES, path, vocabulary


class Laws(Conditions):
    """Makes provisions of every sort, and a law of them."""

    def versions(self, body: Callable[[], dict[str, Any]] | None = None) -> tuple[Version, ...]:
        """States of a provision in time: mostly in force throughout, at times with edges, states and two
        bodies.
        """
        draw = self.random.random()
        if draw < 0.6:
            return (Version(),)
        one, two, three = sorted(self.random.sample(DAYS, 3))
        if draw < 0.7:
            return (Version(start=one, known_from=self.one((None, one, two)), first_day=self.edge(), until=three,
                            last_day=self.edge()),)  # fmt: skip
        if draw < 0.8:
            return (Version(until=three, last_day=self.edge()),)
        if draw < 0.86:
            return (
                Version(
                    state=self.one(("deferred", "not-enforced", "unconfirmed")), start=self.one((None, one))
                ),
            )
        if draw < 0.92:
            return (Version(when=self.condition(("transaction",), 1)),)
        first, second = (body(), body()) if body is not None else ({}, {})
        return (
            Version(until=two - timedelta(days=1), body=first),
            Version(start=two, known_from=self.one((None, one)), body=second),
        )

    def edge(self) -> Any:
        """Whether a day is stated."""
        return "unstated" if self.maybe(0.3) else "stated"

    def provision(
        self, id: str, authority: str = "", env: tuple[str, ...] = ("transaction", "item")
    ) -> dict[str, Any]:
        """What every provision has."""
        return {
            "id": id,
            "instrument": f"i.{id}",
            "authority": authority or self.one(AUTHORITIES),
            "versions": self.versions(lambda: {"when": self.condition(env, 2)}),
            "clock": self.one(("", "", "", "loading", "contract")),
        }

    def law(self) -> Law:
        """A small law with everything in it."""
        law = Law(hash="random", vocabulary=vocabulary())
        law.authorities = {
            "AA": Authority(id="AA", clock={"export": "loading", "support": "release"}),
            "BB": Authority(id="BB", clock={"transfer": "contract"}),
        }
        law.places = {id: Place(id=id) for id in COUNTRIES}
        law.groups = {
            "g1": Group("g1", "AA", ((c.GroupExpr("leaf", leaf="CN"), None, DAYS[4]), (self.group(0), DAYS[5], None))),
            "g2": Group("g2", "AA", ((c.GroupExpr("leaf", leaf="UA-43"), None, None), (c.GroupExpr("leaf", leaf="JP"), None, None))),
        }  # fmt: skip
        law.groups["g1"] = Group(
            "g1", "AA", (law.groups["g1"].rows[0], (c.GroupExpr("leaf", leaf="KR"), DAYS[5], None))
        )
        law.person_tests = {
            id: PersonTest(id=id, of=of, question={}) for id, of in
            (("p.tx", "transaction"), ("p.item", "item"), ("p.party", "party"))
        }  # fmt: skip
        law.lists = {
            id: ControlList(id=id, authority="AA", parties=id.startswith("P"))
            for id in ("L", "M", "P1", "P2")
        }
        law.parties = {id: self.party_rows(id) for id in ("P1", "P2")}
        law.tables = {"tops": Table(id="tops", key="code", columns=("top",), rows={
            "L:a": {"top": "600 JPY"}, "L:a.2": {"top": "1000 JPY"}, "M:d": {"top": ""}, "M:e": {"top": "150 USD"}})}  # fmt: skip
        law.derived = {
            "ratio": Derived(id="ratio", of="item", type="number", formula=self.one((
                "width / gap", "width * 2 / (gap - 8)", "min(width, gap) + 1", "max(width, gap * 0.5) - width"))),
            "top": Derived(id="top", of="item", type="money", lookup=Lookup("tops", "e", "top")),
        }  # fmt: skip
        self._terms(law)
        self._entries(law)
        self._requirements(law)
        self._reliefs(law)
        self._suspensions(law)
        return law

    def party_rows(self, list_id: str) -> tuple[PartyRow, ...]:
        """The rows of a list of parties."""
        return tuple(
            PartyRow(id=f"{list_id}.{n}", list=list_id, names=(name,), country=self.one(("CN", "JP", "")),
                     versions=self.versions())
            for n, name in enumerate(self.some(NAMES, 3))
        )  # fmt: skip

    def _terms(self, law: Law) -> None:
        self.terms, self.names = [], {}
        for id, of in (("t.tx", "transaction"), ("t.item", "item"), ("t.party", "party")):
            env = ("transaction",) if of == "transaction" else ("transaction", of)
            own = self.condition(env, 2) if self.maybe(0.7) else None
            law.terms[id] = Term(**self.provision(id, env=env), of=of, when=own)  # type: ignore[arg-type]
            for n in range(self.random.randint(0, 2)):
                add = f"{id}.add{n}"
                law.additions[add] = Addition(
                    **self.provision(add, env=env), to=id, when=self.condition(env, 2)
                )
                if self.maybe():
                    take = f"{add}.take"
                    law.takes[take] = Take(
                        **self.provision(take, env=env), target=add, when=self.condition(env, 1)
                    )
            if self.maybe(0.4):
                law.takes[f"{id}.take"] = Take(
                    **self.provision(f"{id}.take", env=env), target=id, when=self.condition(env, 1)
                )
            self.terms.append((id, of))
        owned = c.Total(
            "share", ("owners",), c.TermRef("t.owned"), (("at_least", Interval.point(50)),), deep=False
        )
        listed = c.Any((c.Listed("P1"), owned, self.condition(("transaction", "party"), 1)))
        law.terms["t.owned"] = Term(
            **self.provision("t.owned", env=("transaction", "party")), of="party", when=listed
        )
        part = c.Any((c.Under("kind", self.kinds()), c.Quantified("content", "some", c.TermRef("t.part"))))
        law.terms["t.part"] = Term(**self.provision("t.part"), of="item", when=part)
        self.terms += [("t.owned", "party"), ("t.part", "item")]

    def _entries(self, law: Law) -> None:
        terms, self.terms = self.terms, []  # an entry does not lean on terms that lean on entries
        for code in CODES:
            heading = code in {"L:a", "M:d"} or (code == "L:a.2" and self.maybe())
            env = ("transaction", "item")
            when = c.ALWAYS if heading else self.entry_when()
            fields = self.provision(code, "AA", env)
            if heading:
                fields["versions"] = (Version(),)
            else:
                fields["versions"] = self.versions(lambda: {"when": self.entry_when()})
            hints = (Path("hs", ("8505",)),) if self.maybe(0.4) else ()
            law.entries[code] = Entry(**fields, code=path(code), when=when, hs_hint=hints)
        self.terms = terms

    def entry_when(self) -> c.Condition:
        """The condition of an entry: a kind and some parameters, no classification."""
        parts: list[c.Condition] = [c.Under("kind", self.kinds(), self.kinds() if self.maybe(0.2) else ())]
        for attribute in self.some(
            ("form", "elements", "purity", "width", "ratio", "hs", "civil", "gap"), 2, 0
        ):
            parts.append(self.compare(attribute))
        if self.maybe(0.15):
            parts.append(c.Person("p.item"))
        if self.maybe(0.15):
            parts.append(
                c.Quantified(
                    "content", self.one(("some", "every")), self.compare(self.one(("kind", "elements")))
                )
            )
        whole: c.Condition = c.All(tuple(parts))
        return c.Any((whole, self.compare("kind"))) if self.maybe(0.2) else whole

    def _requirements(self, law: Law) -> None:
        layers: dict[str, Any] = {"list": 0, "party": 0, "end-use": 0, "country": 0, "reach": 0}
        for n in range(self.random.randint(5, 8)):
            id = f"r{n}"
            each = self.for_each(n)
            base = ("transaction",) if self.maybe(0.1) else ("transaction", "item")
            self.names = {} if each is None else {
                each.name: {"entry": "entry", "party": "party"}.get(each.over, MEMBER.get(each.over, "item"))
            }  # fmt: skip
            requires = self.one(
                ("licence", "licence", "notification", "prohibition", "prohibition", "conduct")
            )
            fields = self.provision(id, env=base)
            pointer = self.maybe(0.1)
            law.requirements[id] = Requirement(
                **fields,
                layer=self.one(list(layers)),
                requires=requires,
                reach=self.one(("t.tx", "t.tx", "t.item", "t.part")),
                when=self.condition(base, self.one((0, 1, 2, 3))) if self.maybe(0.85) else c.ALWAYS,
                for_each=each,
                scope="transaction" if base == ("transaction",) else "item",
                reason=self.one(("", "red", "blue")),
                yields_to=self.some([f"r{m}" for m in range(n)], 2) if n > 3 and self.maybe(0.5) else (),
                policy=(PolicyRow(c.ALWAYS, "case-by-case"),),
                certainty="pointer" if pointer else "read",
                could_be=self.one(("licence-required", "prohibited")) if pointer else "",
                closes_by_claim="L" if self.maybe(0.1) else "",
                checked=self.one(DAYS),
            )
            self.names = {}
        for id, requirement in list(law.requirements.items()):  # no chains
            rivals = tuple(y for y in requirement.yields_to if not law.requirements[y].yields_to)
            if rivals != requirement.yields_to:
                from attrs import evolve

                law.requirements[id] = evolve(requirement, yields_to=rivals)

    def for_each(self, n: int) -> ForEach | None:
        """What makes instances; each sort in turn, so that none is left out."""
        match n % 6:
            case 0:
                return ForEach("e", "entry", lists=(path(self.one(("L:*", "L:a", "M:*"))),))
            case 1:
                return ForEach("p", "party", roles=self.some(ROLES, 2, 0))
            case 2:
                return ForEach("n", self.one(("notices", "contract_items", "content", "red_flags")))
            case _:
                return None

    def _names_of(self, law: Law, ids: Sequence[str]) -> dict[str, str]:
        """The names that all of some requirements bind."""
        found: list[dict[str, str]] = []
        for id in ids:
            each = law.requirements[id].for_each
            found.append({} if each is None else {
                each.name: {"entry": "entry", "party": "party"}.get(each.over, MEMBER.get(each.over, "item"))
            })  # fmt: skip
        return found[0] if found and all(f == found[0] for f in found) else {}

    def selector(self, ids: Sequence[str], least: int = 1) -> Selector:
        """Some ids, at times by reason."""
        chosen = self.some(ids, 4, least)
        exact = frozenset(i for i in chosen if self.maybe(0.6))
        return Selector(frozenset(chosen), exact, frozenset({"red"}) if self.maybe(0.2) else frozenset())

    def _reliefs(self, law: Law) -> None:
        for n in range(self.random.randint(4, 7)):
            id = f"x{n}"
            lifts = self.selector(list(law.requirements))
            self.names = self._names_of(law, sorted(lifts.of))
            by = "choice" if n % 2 else "rule"
            law.reliefs[id] = Relief(
                **self.provision(id),
                lifts=lifts,
                by=by,  # type: ignore[arg-type]
                becomes=self.one(("none", "authorised", "notification", "licence")),
                when=self.condition(("transaction", "item"), 2),
                prevails_over=(f"x{n - 2}",) if n > 1 and self.maybe(0.4) else (),
            )
        self.names = {}
        law.licences["k1"] = LicenceKind(
            **self.provision("k1"),
            serves=self.selector(list(law.requirements), 3),
            barred_when=self.condition(("transaction", "item"), 1) if self.maybe() else None,
            clock_in_force=self.one(("", "loading", "declaration")),
        )
        shut = [*law.reliefs, "k1"]
        for n in range(self.random.randint(2, 4)):
            id = f"b{n}"
            law.bars[id] = Bar(
                **self.provision(id),
                bars=Selector(frozenset(self.some([*shut, *(f"b{m}" for m in range(n))], 3)), frozenset()),
                when=self.condition(("transaction", "item"), 2),
            )

    def _suspensions(self, law: Law) -> None:
        ids = [*law.requirements, *law.entries, *law.additions, *law.reliefs, "P1.0"]
        for n in range(self.random.randint(0, 3)):
            start, until = sorted(self.random.sample(DAYS, 2))
            law.suspensions[f"s{n}"] = Suspension(
                id=f"s{n}",
                instrument="i",
                authority="AA",
                of=frozenset(self.some(ids, 4)),
                start=start,
                until=until if self.maybe(0.9) else None,
                last_day=self.edge(),
                afterwards=self.one(("returns", "lapses", "unconfirmed")),
                entries=self.one(("", "suspended")),
                known_from=self.one((None, start)),
            )
