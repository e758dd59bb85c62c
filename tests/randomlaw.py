"""Random law and random transactions, with every operator, over a small vocabulary of their own.

`Maker(random)` makes a law and cases for it; a seed gives the same ones again. Values are drawn from few numbers, names, places
and days, so that conditions are decided both ways and limits are hit from both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

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
from sekisho.law.vocabulary import Attribute, DeclarationKind, Kind, Vocabulary
from sekisho.logic import conditions as c
from sekisho.logic.objects import Answer, Case, Claim, Declaration, Members, Obj, Rate, Screening
from sekisho.logic.quantities import parse_money, parse_quantity
from sekisho.logic.truth import Truth
from sekisho.logic.values import CANNOT, Interval, Money, Path, SetValue, Value

T = TypeVar("T")

AUTHORITIES = ("AA", "BB")
KINDS = {
    "m": (),
    "m.a": (),
    "m.a.x": ("w",),
    "m.a.y": (),
    "m.b": (),
    "m.b.x": ("w",),
    "w": (),
    "w.z": (),
    "q": (),
}
LEAVES = ("m.a.x", "m.a.y", "m.b.x", "w.z", "q")
COUNTRIES = ("CN", "JP", "KR", "UA", "UA-43", "TH")
ELEMENTS = ("Dy", "Tb", "Nd", "Fe")
ROLES = ("exporter", "consignee", "end-user", "broker")
FORMS = ("elemental", "alloy", "oxide")
ACTS = ("export", "transfer", "support")
CODES = ("L:a", "L:a.1", "L:a.2", "L:a.2.i", "L:a.2.ii", "L:b", "M:d", "M:d.1", "M:e")
NOT_MODELLED = ("L:b.7", "L:z", "M:e.2")
CURRENCIES = ("JPY", "USD")
WIDTHS = ("8 nm", "0.193 um", "193 nm", "14 um", "10 mm")
PERCENTS = ("0 %", "0.1 %", "25 %", "50 %", "99.9 %", "100 %")
AMOUNTS = (0, 100, 150, 600, 1000)
NAMES = ("Acme Co., Ltd.", "ACME CO LTD", "Beta", "Gamma GmbH")
DAYS = tuple(date(2024, 1, 1) + timedelta(days=n) for n in (0, 1, 30, 31, 32, 60, 61, 62, 200, 365, 366))
TOPICS = ("military", "wmd")
CHANNELS = ("contract", "document", "press")

# (id, of, type, extra)
_ATTRIBUTES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("act", "transaction", "choice", {}),
    ("military", "transaction", "bool", {}),
    ("wmd", "transaction", "bool", {}),
    ("order_value", "transaction", "money", {}),
    ("signed", "transaction", "date", {}),
    ("role", "party", "set", {}),
    ("name", "party", "text", {}),
    ("country", "party", "path", {"scheme": "place"}),
    ("residence", "party", "path", {"scheme": "place"}),
    ("share", "party", "quantity", {"unit": "%"}),
    ("military_user", "party", "bool", {}),
    ("kind", "item", "path", {"scheme": "kind"}),
    ("form", "item", "choice", {}),
    ("elements", "item", "set", {}),
    ("purity", "item", "quantity", {"unit": "%"}),
    ("width", "item", "quantity", {"unit": "nm"}),
    ("gap", "item", "quantity", {"unit": "nm"}),
    ("origin", "item", "path", {"scheme": "place"}),
    ("hs", "item", "path", {"scheme": "hs"}),
    ("value", "item", "money", {}),
    ("made", "item", "date", {}),
    ("quantity", "item", "text", {}),
    ("civil", "item", "bool", {}),
    ("notice_by", "notice", "text", {}),
    ("notice_of", "notice", "text", {}),
    ("flag_of", "red_flag", "text", {}),
    ("flag_by", "red_flag", "text", {}),
    ("code", "contract_item", "path", {"scheme": "code"}),
    ("item_value", "contract_item", "money", {}),
)
_BY_KIND = {
    "transaction": ("act", "military", "wmd", "order_value", "signed"),
    "party": ("role", "name", "country", "share", "military_user"),
    "item": (
        "kind", "form", "elements", "purity", "width", "gap", "origin", "hs", "value", "made", "civil", "ratio", "top",
    ),
    "notice": ("notice_by", "notice_of"),
    "red_flag": ("flag_of", "flag_by"),
    "contract_item": ("code", "item_value"),
}  # fmt: skip
_LISTS = {
    "transaction": ("parties", "items", "notices", "red_flags", "contract_items"),
    "party": ("owners",),
    "item": ("content", "made_with"),
}
_MEMBER = {
    "parties": "party",
    "owners": "party",
    "items": "item",
    "content": "item",
    "made_with": "item",
    "notices": "notice",
    "red_flags": "red_flag",
    "contract_items": "contract_item",
}
_NUMBERS = ("purity", "width", "gap", "share")
_OPS: tuple[c.Operator, ...] = ("at_least", "at_most", "above", "below", "equals")


def path(text: str) -> Path:
    """A code from its text."""
    scheme, _, body = text.partition(":")
    return Path(scheme, tuple(body.split(".")))


def place(text: str) -> Path:
    """A place from its text."""
    return Path("place", tuple(text.split("-")))


def vocabulary() -> Vocabulary:
    """The small vocabulary of random law."""
    return Vocabulary(
        attributes={
            id: Attribute(id=id, of=of, type=type_, **extra)  # type: ignore[arg-type]
            for id, of, type_, extra in _ATTRIBUTES
        },
        kinds={id: Kind(id=id, also=also) for id, also in KINDS.items()},
        declarations={
            "clean": DeclarationKind(
                id="clean", answers=("military", "wmd"), closes=("notices", "red_flags"), days=60
            ),
            "civil": DeclarationKind(id="civil", answers=("military",), closes=(), days=None),
        },
    )


class Maker:
    """Makes random law and random cases from one source of chance."""

    def __init__(self, random: Random) -> None:
        """`random`: where all choices come from."""
        self.random = random
        self.names: dict[str, str] = {}  # bound names and what they are, while a provision is made
        self.terms: list[tuple[str, str]] = []  # (id, of) that may be used

    # chance

    def one(self, of: Sequence[T]) -> T:
        """One of several."""
        return of[self.random.randrange(len(of))]

    def some(self, of: Sequence[T], most: int = 3, least: int = 1) -> tuple[T, ...]:
        """A few of several, each once."""
        count = min(len(of), self.random.randint(least, most))
        return tuple(self.random.sample(list(of), count))

    def maybe(self, share: float = 0.5) -> bool:
        """True in so many of a hundred."""
        return self.random.random() < share

    # values of facts

    def number(self, attribute: str) -> Interval:
        """A point at or beside a limit, a band, or an interval without an end."""
        texts = WIDTHS if attribute in {"width", "gap"} else PERCENTS
        unit = "nm" if attribute in {"width", "gap"} else "%"
        point = parse_quantity(self.one(texts), unit)
        number = point.lo if point.lo is not None else Decimal(0)
        draw = self.random.random()
        if draw < 0.6:
            return point
        if draw < 0.75:
            return Interval.point(
                number * (1 + Decimal(self.one(("1e-13", "-1e-13", "1e-11", "-1e-11", "0.01", "-0.01"))))
            )
        other = parse_quantity(self.one(texts), unit).lo or Decimal(0)
        lo, hi = min(number, other), max(number, other)
        if lo == hi:
            return Interval.point(lo)
        if draw < 0.85:
            return Interval(lo, hi, self.maybe(0.3), self.maybe(0.3))
        return (
            Interval(lo, None, self.maybe(0.3))
            if self.maybe()
            else Interval(None, hi, False, self.maybe(0.3))
        )

    def money(self, currency: str | None = None) -> Money:
        """An amount, sometimes a band."""
        low = self.one(AMOUNTS)
        high = low if self.maybe(0.8) else max(low, self.one(AMOUNTS))
        return Money(Interval(Decimal(low), Decimal(high)), currency or self.one(CURRENCIES))

    def value(self, attribute: str) -> Value:
        """A value that an attribute may have."""
        if self.maybe(0.03):
            return CANNOT
        match attribute:
            case "act":
                return self.one(ACTS)
            case "form":
                return self.one(FORMS)
            case "name":
                return self.one(NAMES)
            case "quantity":
                return self.one(("100 kg", "5 kg", "100 g", "3 pieces"))
            case "order_value" | "value" | "item_value":
                return self.money()
            case "signed" | "made" | "since":
                return self.one(DAYS)
            case "role":
                return SetValue(frozenset(self.some(ROLES, 2)), self.maybe(0.7))
            case "elements":
                return SetValue(frozenset(self.some(ELEMENTS, 3, 0)), self.maybe(0.6))
            case "kind":
                return tuple(
                    Path("kind", tuple(k.split("."))) for k in self.some(self.one((list(KINDS), LEAVES)), 2)
                )
            case "hs":
                codes = (Path("hs", ("850511",)), Path("hs.CN", ("8505111000",)), Path("hs.JP", ("850511900",)),
                         Path("hs", ("8505",)), Path("hs.CN", ("8112929010",)))  # fmt: skip
                return self.some(codes, 2)
            case "country" | "residence" | "origin" | "from" | "to" | "final":
                return (place(self.one(COUNTRIES)),)
            case "code":
                return (path(self.one(CODES)),)
            case "notice_by":
                return self.one(("metis", "commerce"))
            case "notice_of" | "flag_of":
                return self.one((*TOPICS, "other"))
            case "flag_by":
                return self.one(CHANNELS)
            case _ if attribute in _NUMBERS:
                return self.number(attribute)
            case _:
                return self.maybe()

    # conditions

    def limit(self, attribute: str) -> Any:
        """A limit that law may set on an attribute."""
        if attribute in _NUMBERS or attribute == "ratio":
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
            return c.Compare(attribute, self.one(_OPS), limit)
        if attribute == "top":
            return c.Compare("value", self.one(_OPS), c.AttributeRef("top"))
        if attribute in {"width", "gap"} and self.maybe(0.25):
            return c.Compare(
                attribute, self.one(_OPS), c.AttributeRef("gap" if attribute == "width" else "width")
            )
        if attribute == "value" and self.maybe(0.25):
            return c.Compare(attribute, self.one(_OPS), c.AttributeRef("order_value"))
        if attribute in _NUMBERS and self.maybe(0.15):
            return c.Compare(attribute, "one_of", (self.limit(attribute), self.limit(attribute)))
        return c.Compare(attribute, self.one(_OPS), self.limit(attribute))

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
        holders = [kind for kind in env if kind in _LISTS]
        name = self.one(_LISTS[self.one(holders[-2:])])
        inner = (*env, _MEMBER[name])
        if self.maybe(0.6):
            return c.Quantified(name, self.one(("some", "every", "none")), self.condition(inner, depth - 1))
        return self.total(env, name, inner, depth)

    def total(self, env: tuple[str, ...], name: str, inner: tuple[str, ...], depth: int) -> c.Condition:
        """A sum or a share, at times deep, at times over two lists."""
        kind = _MEMBER[name]
        if kind in {"notice", "red_flag"}:
            return c.Quantified(name, "some", self.condition(inner, depth - 1))
        that = self.condition(inner, depth - 1) if self.maybe(0.8) else c.ALWAYS
        op = self.one(_OPS[:4])
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
            near = [kind for kind in env if kind in _BY_KIND]
            return self.compare(self.one(_BY_KIND[near[-1] if self.maybe(0.7) else self.one(near)]))
        leaves: list[Callable[[], c.Condition]] = [
            lambda: c.PlaceTest(self.some(("from", "to", "final", "via"), 2), self.group(), self.maybe(0.3)),
            lambda: c.Classified(self.paths(), self.paths() if self.maybe(0.2) else ()),
            lambda: c.Knows(self.knowable(), self.some((*CHANNELS, "notice"), 2, 0)),
            lambda: c.Person(self.one(("p.tx", "p.item", "p.party"))),
            lambda: c.Unknowable(self.one(_BY_KIND[self.one([k for k in env if k in _BY_KIND])])),
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

    # law

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
                each.name: {"entry": "entry", "party": "party"}.get(each.over, _MEMBER.get(each.over, "item"))
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
                each.name: {"entry": "entry", "party": "party"}.get(each.over, _MEMBER.get(each.over, "item"))
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

    # cases

    def obj(self, kind: str, id: str, where: str, fill: float, outer: Obj | None = None) -> Obj:
        """An object with some of its facts."""
        made = Obj(kind, id, where, outer=outer)
        for attribute in (a for a, of, _, _ in _ATTRIBUTES if of == kind):
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
        """A screening, at times with a hit."""
        hits: tuple[tuple[str, str], ...] = ()
        if self.maybe(0.2):
            hits = ((self.one(("P1", "P2")), self.one(("", "P1.0", "P2.1"))),)
        return Screening(self.one((None, *DAYS)), frozenset(self.some(("P1", "P2"), 2)), hits)

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
