"""A small law of its own, so that these tests do not move when the real one does."""

from datetime import date

import pytest

from sekisho.law.compiled import ControlList, Law, PersonTest, Place
from sekisho.law.model import Entry, Relief, Requirement, Selector, Version
from sekisho.law.vocabulary import Attribute, Choice, DeclarationKind, Kind, Vocabulary
from sekisho.logic.paths import parse_code

_COMMON = {"instrument": "i", "authority": "JP", "versions": (Version(),)}


def _attributes() -> dict[str, Attribute]:
    ask = {"question": {"en": "Which?", "ja": "何ですか。", "zh": "是什么？"}}
    roles = (
        "exporter",
        "purchaser",
        "intermediate",
        "consignee",
        "importer",
        "end-user",
        "recipient",
        "broker",
    )
    rows = [
        Attribute(
            id="act", of="transaction", type="choice", values=(Choice("export"), Choice("re-export")), **ask
        ),
        Attribute(id="wmd", of="transaction", type="bool", **ask),
        Attribute(id="military", of="transaction", type="bool", **ask),
        Attribute(id="role", of="party", type="set", values=tuple(map(Choice, roles)), **ask),
        Attribute(id="military_user", of="party", type="bool", **ask),
        Attribute(id="purity", of="item", type="quantity", unit="%", **ask),
        Attribute(id="wavelength", of="item", type="quantity", unit="nm", **ask),
        Attribute(id="elements", of="item", type="set", scheme="element", **ask),
        Attribute(id="form", of="item", type="choice", values=(Choice("elemental"), Choice("alloy")), **ask),
        Attribute(id="made_on", of="item", type="date", **ask),
    ]
    return {row.id: row for row in rows}


@pytest.fixture(scope="session")
def law() -> Law:
    """Two lists (one whole), five kinds, four places, one of everything that a transaction may name."""
    kinds = [Kind(id="material"), Kind(id="wafer"), Kind(id="material.gallium", ask=("purity",))]
    kinds.append(Kind(id="material.gallium.wafer", also=("wafer",)))
    kinds.append(Kind(id="magnet"))
    codes = [parse_code("jp.table1:7.16"), parse_code("jp.table1:7.16.wo")]
    lifts = Selector(of=frozenset({"jp.list"}), exact=frozenset({"jp.list"}))
    return Law(
        vocabulary=Vocabulary(
            attributes=_attributes(),
            kinds={kind.id: kind for kind in kinds},
            declarations={
                "no-notice": DeclarationKind(id="no-notice", answers=("wmd",), closes=("notices",), days=365)
            },
        ),
        lists={
            "jp.table1": ControlList(id="jp.table1", authority="JP", whole=True),
            "cn.dual-use": ControlList(id="cn.dual-use", authority="CN"),
        },
        entries={
            str(code): Entry(
                id=str(code), code=code, **{**_COMMON, "versions": (Version(start=date(2023, 7, 23)),)}
            )
            for code in codes
        },
        requirements={
            "jp.list": Requirement(id="jp.list", layer="list", requires="licence", reach="r", **_COMMON)
        },
        reliefs={
            "jp.small": Relief(id="jp.small", lifts=lifts, by="choice", becomes="authorised", **_COMMON)
        },
        places={id: Place(id=id) for id in ("CN", "JP", "KR", "UA", "UA-43")},
        person_tests={"designed": PersonTest(id="designed", of="item", question={"en": "Is it?"})},
    )
