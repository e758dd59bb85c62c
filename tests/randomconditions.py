"""Random conditions: every operator, over lists two levels deep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sekisho.logic import conditions as c
from sekisho.logic.quantities import parse_money, parse_quantity
from sekisho.logic.truth import Truth
from sekisho.logic.values import CANNOT, Interval, Path, Value
from tests.randomvalues import Chance
from tests.randomwords import (
    AMOUNTS,
    BY_KIND,
    CHANNELS,
    CODES,
    COUNTRIES,
    CURRENCIES,
    DAYS,
    ELEMENTS,
    KINDS,
    LISTS,
    MEMBER,
    NOT_MODELLED,
    NUMBERS,
    OPS,
    PERCENTS,
    ROLES,
    TOPICS,
    WIDTHS,
    path,
    place,
)


class Conditions(Chance):
    """Makes conditions about the objects of an environment."""

    def limit(self, attribute: str) -> Any:
        """A limit that law may set on an attribute."""
        if attribute in NUMBERS or attribute == "ratio":
            texts = WIDTHS if attribute in {"width", "gap"} else PERCENTS
            if attribute == "ratio":
                return Interval.point(self.one(("1", "0.5", "1000")))
            return parse_quantity(self.one(texts), "nm" if attribute in {"width", "gap"} else "%")
        if attribute in {"order_value", "value", "item_value"}:
            return parse_money(f"{self.one(AMOUNTS)} {self.one(CURRENCIES)}")
        found: Value = CANNOT
        while found is CANNOT:
            found = self.value(attribute)
        return found

    def compare(self, attribute: str) -> c.Condition:
        """A test of one attribute by an operator that its type allows."""
        if attribute == "kind":
            return c.Under("kind", self.kinds(), self.kinds() if self.maybe(0.3) else ())
        if attribute == "hs":
            laws = (
                Path("hs", ("8505",)),
                Path("hs", ("850511",)),
                Path("hs.CN", ("85051110",)),
                Path("hs", ("81",)),
            )
            return c.Under("hs", self.some(laws, 2), self.some(laws, 1) if self.maybe(0.2) else ())
        if attribute in {"country", "origin"}:
            return c.Under(attribute, (place(self.one(COUNTRIES)),))
        if attribute == "code":
            return c.Under("code", (path(self.one(CODES)),))
        if attribute in {"role", "elements"}:
            words = ROLES if attribute == "role" else ELEMENTS
            if self.maybe(0.2):
                return c.Compare(attribute, "equals", self.one(words))
            return c.Contains(attribute, self.one(("some", "every", "none", "only")), self.some(words, 3))
        if attribute in {"act", "form", "name", "notice_by", "notice_of", "flag_of", "flag_by"}:
            if self.maybe(0.3):
                return c.Compare(attribute, "one_of", (self.limit(attribute), self.limit(attribute)))
            return c.Compare(attribute, "equals", self.limit(attribute))
        if attribute in {"military", "wmd", "military_user", "civil"}:
            return c.Compare(attribute, "equals", self.maybe(0.7))
        if attribute in {"signed", "made"}:
            other = "made" if attribute == "signed" else "signed"
            limit = c.AttributeRef(other) if self.maybe(0.2) else self.one(DAYS)
            return c.Compare(attribute, self.one(OPS), limit)
        if attribute == "top":
            return c.Compare("value", self.one(OPS), c.AttributeRef("top"))
        if attribute in {"width", "gap"} and self.maybe(0.25):
            return c.Compare(
                attribute, self.one(OPS), c.AttributeRef("gap" if attribute == "width" else "width")
            )
        if attribute == "value" and self.maybe(0.25):
            return c.Compare(attribute, self.one(OPS), c.AttributeRef("order_value"))
        if attribute in NUMBERS and self.maybe(0.15):
            return c.Compare(attribute, "one_of", (self.limit(attribute), self.limit(attribute)))
        return c.Compare(attribute, self.one(OPS), self.limit(attribute))

    def kinds(self) -> tuple[Path, ...]:
        """One or two kinds."""
        return tuple(Path("kind", tuple(k.split("."))) for k in self.some(list(KINDS), 2))

    def group(self, depth: int = 2) -> c.GroupExpr:
        """A set of places."""
        if depth == 0 or self.maybe(0.6):
            return c.GroupExpr("leaf", leaf=self.one((*COUNTRIES, "g1", "g2")))
        return c.GroupExpr(self.one(("+", "-")), left=self.group(depth - 1), right=self.group(depth - 1))

    def paths(self) -> tuple[Path, ...]:
        """Codes of a list, or a whole list, at times one that is not modelled."""
        if self.maybe(0.15):
            return (path(self.one(("L:*", "M:*"))),)
        if self.maybe(0.1):
            return (path(self.one(NOT_MODELLED)),)
        return tuple(path(code) for code in self.some(CODES, 2))

    def condition(self, env: tuple[str, ...], depth: int = 3) -> c.Condition:
        """A condition about the objects of an environment, the innermost last."""
        if depth > 0 and self.maybe(0.45):
            return self.connective(env, depth)
        if depth > 0 and self.maybe(0.35):
            return self.over_list(env, depth)
        return self.leaf(env, depth)

    def connective(self, env: tuple[str, ...], depth: int) -> c.Condition:
        """All, any or not of smaller conditions."""
        parts = tuple(self.condition(env, depth - 1) for _ in range(self.random.randint(2, 3)))
        draw = self.random.random()
        if draw < 0.45:
            return c.All(parts)
        return c.Any(parts) if draw < 0.85 else c.Not(parts[0])

    def over_list(self, env: tuple[str, ...], depth: int) -> c.Condition:
        """A quantifier or a total over a list of one of the objects around."""
        holders = [kind for kind in env if kind in LISTS]
        name = self.one(LISTS[self.one(holders[-2:])])
        inner = (*env, MEMBER[name])
        if self.maybe(0.6):
            return c.Quantified(name, self.one(("some", "every", "none")), self.condition(inner, depth - 1))
        return self.total(env, name, inner, depth)

    def total(self, env: tuple[str, ...], name: str, inner: tuple[str, ...], depth: int) -> c.Condition:
        """A sum or a share, at times deep, at times over two lists."""
        kind = MEMBER[name]
        if kind in {"notice", "red_flag"}:
            return c.Quantified(name, "some", self.condition(inner, depth - 1))
        that = self.condition(inner, depth - 1) if self.maybe(0.8) else c.ALWAYS
        op = self.one(OPS[:4])
        if kind == "party":
            share = Interval.point(self.one(("25", "50", "100")))
            return c.Total("share", (name,), that, ((op, share),), deep=self.maybe(0.4))
        over = (name,)
        if name == "contract_items" or (name == "items" and self.maybe(0.3)):
            over = ("items", "contract_items")
            that = c.ALWAYS if self.maybe() else self.condition(env, depth - 1)
            if "e" in self.names and self.maybe(0.7):
                that = c.SameHeading("e", self.random.randint(1, 2))
        if name in {"content", "made_with"} and self.maybe(0.6):
            share = Interval.point(self.one(("0.1", "0.25", "0.5", "1")))
            return c.Total("value", over, that, ((op, share),), of_whole="value", deep=self.maybe())
        limit: Any = c.AttributeRef("order_value") if self.maybe(0.2) else self.limit("value")
        limits: tuple[tuple[c.Operator, Any], ...] = ((op, limit),)
        if self.maybe(0.2):
            limits += (("at_most", self.limit("value")),)
        return c.Total("value", over, that, limits, deep=self.maybe(0.4))

    def leaf(self, env: tuple[str, ...], depth: int) -> c.Condition:
        """A test of a fact or one of the other leaves."""
        draw = self.random.random()
        if draw < 0.6:
            near = [kind for kind in env if kind in BY_KIND]
            return self.compare(self.one(BY_KIND[near[-1] if self.maybe(0.7) else self.one(near)]))
        leaves: list[Callable[[], c.Condition]] = [
            lambda: c.PlaceTest(self.some(("from", "to", "final", "via"), 2), self.group(), self.maybe(0.3)),
            lambda: c.Classified(self.paths(), self.paths() if self.maybe(0.2) else ()),
            lambda: c.Knows(self.knowable(), self.some((*CHANNELS, "notice"), 2, 0)),
            lambda: c.Person(self.one(("p.tx", "p.item", "p.party"))),
            lambda: c.Unknowable(self.one(BY_KIND[self.one([k for k in env if k in BY_KIND])])),
            lambda: c.Const(self.one((Truth.TRUE, Truth.FALSE))),
        ]
        if self.maybe(0.06):
            leaves.append(lambda: c.Unread("a parameter"))
            leaves.append(lambda: c.Unsettled("a question"))
        usable = [id for id, of in self.terms if of == "transaction" or of in env]
        if usable:
            leaves += [lambda: c.TermRef(self.one(usable))] * 3
        if "party" in env:
            leaves += [lambda: c.Listed(self.one(("P1", "P2")))] * 4
        if "party" in env:
            leaves.append(lambda: c.PlaceTest(("residence",), self.group()))
        if "item" in env:
            leaves.append(lambda: c.PlaceTest(("origin", "to"), self.group()))
        for name, what in self.names.items():
            if what == "entry":
                leaves += [
                    lambda name=name: c.EntryUnder(
                        name, self.paths(), self.paths() if self.maybe(0.2) else ()
                    )
                ] * 3  # type: ignore[misc]
            else:
                leaves += [
                    lambda name=name, what=what: c.Bound(
                        name, self.condition((*env, what), max(0, depth - 1))
                    )  # type: ignore[misc]
                ] * 4
        return self.one(leaves)()

    def knowable(self) -> c.Condition:
        """What somebody may know: about the transaction's end use."""
        tests = tuple(c.Compare(topic, "equals", True) for topic in self.some(TOPICS, 2))
        return tests[0] if len(tests) == 1 else c.Any(tests)
