"""The small vocabulary of random law: kinds, codes, places, names and days, few enough to meet each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sekisho.law.vocabulary import Attribute, DeclarationKind, Kind, Vocabulary
from sekisho.logic import conditions as c
from sekisho.logic.values import Path

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
ATTRIBUTES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
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
BY_KIND = {
    "transaction": ("act", "military", "wmd", "order_value", "signed"),
    "party": ("role", "name", "country", "share", "military_user"),
    "item": (
        "kind", "form", "elements", "purity", "width", "gap", "origin", "hs", "value", "made", "civil", "ratio", "top",
    ),
    "notice": ("notice_by", "notice_of"),
    "red_flag": ("flag_of", "flag_by"),
    "contract_item": ("code", "item_value"),
}  # fmt: skip
LISTS = {
    "transaction": ("parties", "items", "notices", "red_flags", "contract_items"),
    "party": ("owners",),
    "item": ("content", "made_with"),
}
MEMBER = {
    "parties": "party",
    "owners": "party",
    "items": "item",
    "content": "item",
    "made_with": "item",
    "notices": "notice",
    "red_flags": "red_flag",
    "contract_items": "contract_item",
}
NUMBERS = ("purity", "width", "gap", "share")
OPS: tuple[c.Operator, ...] = ("at_least", "at_most", "above", "below", "equals")


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
            for id, of, type_, extra in ATTRIBUTES
        },
        kinds={id: Kind(id=id, also=also) for id, also in KINDS.items()},
        declarations={
            "clean": DeclarationKind(
                id="clean", answers=("military", "wmd"), closes=("notices", "red_flags"), days=60
            ),
            "civil": DeclarationKind(id="civil", answers=("military",), closes=(), days=None),
        },
    )
