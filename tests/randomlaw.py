"""Random law and random transactions, with every operator, over a small vocabulary of their own.

`Maker(random)` makes a law and cases for it; a seed gives the same ones again. Values are drawn from few numbers,
names, places and days, so that conditions are decided both ways and limits are hit from both sides.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random

from sekisho.law.compiled import Law
from sekisho.logic.objects import Answer, Case, Claim, Declaration, Members, Obj, Rate, Screening
from sekisho.logic.truth import Truth
from sekisho.logic.values import SetValue, Value
from tests.randomprovisions import Laws
from tests.randomwords import ATTRIBUTES, CODES, COUNTRIES, DAYS, NOT_MODELLED, path, place


class Maker(Laws):
    """Makes random law and random cases from one source of chance."""

    def obj(self, kind: str, id: str, where: str, fill: float, outer: Obj | None = None) -> Obj:
        """An object with some of its facts."""
        made = Obj(kind, id, where, outer=outer)
        for attribute in (a for a, of, _, _ in ATTRIBUTES if of == kind):
            if self.maybe(fill):
                made.facts[attribute] = self.value(attribute)
        return made

    def members(self, outer: Obj, name: str, kind: str, most: int, fill: float, levels: int = 0) -> None:
        """A list of an object: absent, open or complete, its members with lists of their own."""
        if self.maybe(0.15):
            return
        objects = []
        for n in range(self.random.randint(0, most)):
            where = f'{name}["{n}"]' if outer.kind == "transaction" else f'{outer.path}.{name}["{n}"]'
            member = self.obj(kind, str(n), where, fill, outer)
            if levels and kind == "item":
                self.members(member, "content", "item", 2, fill, levels - 1)
                self.members(member, "made_with", "item", 1, fill, levels - 1)
            if levels and kind == "party":
                self.members(member, "owners", "party", 2, fill, levels - 1)
            if kind == "party" and self.maybe(0.5):
                member.screening = self.screening()
            if kind == "item" and self.maybe(0.3):
                member.claims = self.claims()
            if kind in {"notice", "red_flag"} and self.maybe(0.8):
                member.facts["since"] = self.one(DAYS)
            objects.append(member)
        outer.lists[name] = Members(tuple(objects), self.maybe(0.8))

    def screening(self) -> Screening:
        """A screening, at times with a hit, a possible one or an older edition of a list."""

        def hit(often: float) -> tuple[tuple[str, str], ...]:
            return ((self.one(("P1", "P2")), self.one(("", "P1.0", "P2.1"))),) if self.maybe(often) else ()

        return Screening(
            self.one((None, *DAYS)),
            frozenset(self.some(("P1", "P2"), 2)),
            hit(0.2),
            hit(0.15),
            days=((self.one(("P1", "P2")), self.one(DAYS)),) if self.maybe(0.2) else (),
        )

    def claims(self) -> dict[str, Claim]:
        """Claims of classification."""
        found = {}
        for list_id in self.some(("L", "M"), 2):
            codes = [x for x in (*CODES, *NOT_MODELLED) if x.startswith(list_id)]
            chosen = tuple(path(x) for x in self.some(codes, 2, 0))
            found[list_id] = Claim(chosen, self.maybe(), self.one((None, *DAYS)))
        return found

    def case(self, id: str, law: Law, fill: float | None = None) -> Case:
        """A transaction."""
        fill = self.one((0.4, 0.85, 0.97, 1.0)) if fill is None else fill
        root = self.obj("transaction", "transaction", "transaction", fill)
        for name in ("from", "to", "final"):
            if self.maybe(fill):
                root.facts[name] = self.value(name)
        self.members(root, "parties", "party", 2, fill, 2)
        if self.maybe(0.95):
            self.members(root, "items", "item", 3, fill, 2)
        self.members(root, "notices", "notice", 2, fill)
        self.members(root, "red_flags", "red_flag", 2, fill)
        self.members(root, "contract_items", "contract_item", 2, fill)
        self._via(root)
        self._licences(root)
        return Case(
            id,
            root,
            on=self.one(DAYS) if self.maybe(0.97) else None,
            known=self.one(DAYS) if self.maybe(0.2) else None,
            dates={clock: self.one(DAYS) for clock in ("loading", "contract", "release") if self.maybe(0.4)},
            rates=tuple(
                Rate("USD", "JPY", Decimal(self.one(("150", "100"))), self.one((None, *DAYS)))
                for _ in range(self.random.randint(0, 2))
            ),
            answers=tuple(self.answer(root, law) for _ in range(self.random.randint(0, 9))),
            declarations=tuple(self.declaration() for _ in range(self.one((0, 0, 1, 2)))),
            claims=self.some(list(law.reliefs), 3, 0),
        )

    def _via(self, root: Obj) -> None:
        if self.maybe(0.7):
            stops = [Obj("place", str(n), f"via[{n}]", {"place": place(self.one(COUNTRIES))}, outer=root)
                     for n in range(self.random.randint(0, 2))]  # fmt: skip
            root.lists["via"] = Members(tuple(stops), self.maybe(0.7))

    def _licences(self, root: Obj) -> None:
        made = []
        for n in range(self.one((0, 0, 1, 2))):
            licence = Obj("licence", str(n), f"licences[{n}]", outer=root)
            facts: dict[str, Value] = {
                "kind": "k1",
                "valid_from": DAYS[0],
                "valid_until": self.one(DAYS[5:]),
                "revoked": self.maybe(0.1),
                "covers_items": SetValue(frozenset(self.some(("0", "1", "2"), 3)), True),
                "covers_parties": SetValue(frozenset(self.some(("0", "1"), 2)), True),
                "covers_quantity": "100 kg",
            }
            licence.facts = {k: v for k, v in facts.items() if self.maybe(0.93)}
            made.append(licence)
        if made:
            root.lists["licences"] = Members(tuple(made), True)

    def answer(self, root: Obj, law: Law) -> Answer:
        """An answer to a person test, often of the right object."""
        test = self.one(list(law.person_tests))
        of = law.person_tests[test].of
        subjects = [obj.path for obj in root.walk() if obj.kind == of] or ["transaction"]
        provisions = [*[""] * 40, *law.requirements, *law.terms, *law.entries, *law.reliefs]
        return Answer(test, self.one(provisions), self.one(subjects), self.one(list(Truth)))

    def declaration(self) -> Declaration:
        """A standing declaration."""
        return Declaration(self.one(("clean", "civil", "other")), on=self.one((None, *DAYS)),
                           until=self.one((None, None, *DAYS)))  # fmt: skip


def world(seed: int, cases: int) -> tuple[Law, list[Case]]:
    """A random law and cases for it."""
    maker = Maker(Random(seed))
    law = maker.law()
    return law, [maker.case(f"c{n}", law) for n in range(cases)]
