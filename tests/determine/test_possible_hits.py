"""A hit of a screening has a degree: confirmed it is the party, possible it may be, refuted a person says that it is not."""

from typing import Any

import pytest

from sekisho.determine import Engine
from sekisho.determine.answer import answer
from sekisho.determine.columns import ColumnPlan
from sekisho.facts import BadInput, read_case
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from tests.lawcases import the_law

LISTS = ["us.entity-list", "us.unverified-list", "us.meu-list", "us.denied-persons", "us.sdn"]
TIANJIN = "us-el-0557"  # National Supercomputing Center Tianjin: footnote 4
UNLISTED = "Harmless Instruments Ltd"


def trade(hits: list[Any], name: str = UNLISTED, **screened: Any) -> dict[str, Any]:
    """A cable from Seattle to a Chinese buyer that was screened on 2026-11-20."""
    return {
        "id": "T",
        "on": "2026-11-20",
        "act": "export",
        "route": {"from": "US", "to": "CN", "via": [], "final": "CN"},
        "complete": ["parties", "via", "notices", "red_flags", "contract_items"],
        "parties": [
            {"id": "s", "role": "exporter", "name": "Seller", "country": "US"},
            {
                "id": "b",
                "role": ["purchaser", "consignee", "end-user"],
                "name": name,
                "country": "CN",
                "complete": ["owners"],
                "owners": [],
                "screened": {"on": "2026-11-20", "lists": LISTS, "hits": hits, **screened},
            },
        ],
        "items": [
            {
                "id": "1",
                "kind": "component",
                "origin": "US",
                "classification": {
                    "us.ccl": {"codes": ["EAR99"], "complete": True, "as_of": "2026-11-20", "by": "maker"}
                },
            }
        ],
    }


def listed(made: dict[str, Any], list_id: str = "us.entity-list") -> Truth:
    """Whether the buyer stands on a list, as the engine sees it."""
    determination = Engine(the_law()).determine(read_case(made, the_law()), authorities=["US"])
    world = determination.world
    buyer = next(p for p in determination.case.root.lists["parties"].objects if p.id == "b")
    return world.party_lists._listed(list_id, buyer, determination.case.on)[0]


def both(*made: dict[str, Any]) -> list[tuple[int, int]]:
    """What the layer of parties answers, the same by both back-ends."""
    cases = [read_case({**one, "id": str(number)}, the_law()) for number, one in enumerate(made)]
    engine = Engine(the_law())
    singly = [engine.determine(case, authorities=["US"]).statuses()["US", "1", "party"] for case in cases]
    rows = ColumnPlan(the_law(), authorities=["US"]).statuses(cases).to_dicts()
    many = {r["case"]: (r["at_least"], r["at_most"]) for r in rows if r["item"] and r["layer"] == "party"}
    assert singly == [many[case.id] for case in cases]
    return singly


def hit(degree: str = "confirmed", **more: str) -> dict[str, str]:
    return {"list": "us.entity-list", "entry": TIANJIN, "degree": degree, **more}


REFUTED = hit("refuted", by="A. Sato", why="another seat and another register number")
NAMED = "National Supercomputing Center Tianjin"


@pytest.mark.parametrize(
    ("hits", "name", "expected"),
    [
        ([], UNLISTED, FALSE),
        ([hit()], UNLISTED, TRUE),
        ([hit("possible", score="0.8")], UNLISTED, UNKNOWN),
        ([REFUTED], UNLISTED, FALSE),
        ([], NAMED, TRUE),
        ([REFUTED], NAMED, FALSE),
        ([hit(), REFUTED], NAMED, TRUE),
        ([{"list": "us.entity-list", "degree": "possible"}], UNLISTED, UNKNOWN),
        ([{"list": "us.entity-list"}], UNLISTED, TRUE),
    ],
)
def test_the_degree_of_a_hit(hits: list[Any], name: str, expected: Truth) -> None:
    assert listed(trade(hits, name)) is expected


def test_a_possible_hit_opens_only_the_parts_of_the_list_in_which_that_row_stands() -> None:
    made = trade([hit("possible")])
    assert listed(made, "us.entity-list.fn4") is UNKNOWN
    assert listed(made, "us.entity-list.fn5") is FALSE
    assert listed(trade([{"list": "us.entity-list", "degree": "possible"}]), "us.entity-list.fn5") is UNKNOWN
    assert listed(trade([hit()]), "us.entity-list.fn4") is TRUE


def licence(made: dict[str, Any]) -> Truth:
    """Whether the licence of § 744.11 is demanded for the buyer."""
    duties = (
        Engine(the_law()).determine(read_case(made, the_law()), authorities=["US"]).authorities["US"].duties
    )
    asked = [
        d
        for d in duties
        if d.requirement.id == "us-ear-744-entity-list.licence" and "b" in d.instance.subject
    ]
    return max((d.truth for d in asked), default=FALSE)


def test_a_possible_hit_keeps_the_duty_open_and_a_refuted_one_closes_it() -> None:
    found = [licence(trade(hits)) for hits in ([REFUTED], [hit("possible")], [hit()])]
    assert found == [FALSE, UNKNOWN, TRUE]
    refuted, possible, sure = both(trade([REFUTED]), trade([hit("possible")]), trade([hit()]))
    assert refuted[0] == possible[0] < sure[0]


def test_an_edition_older_than_the_last_change_of_its_list_clears_nobody() -> None:
    old = [{"list": "us.entity-list", "as_of": "2020-01-01"}, *LISTS[1:]]
    new = [{"list": "us.entity-list", "as_of": "2026-08-01"}, *LISTS[1:]]
    assert listed(trade([], lists=old)) is UNKNOWN
    assert listed(trade([], lists=new)) is FALSE


@pytest.mark.parametrize("lost", ["by", "why", "entry"])
def test_who_refutes_a_hit_says_which_and_why(lost: str) -> None:
    row = {key: value for key, value in REFUTED.items() if key != lost}
    with pytest.raises(BadInput, match=f"a refuted hit without `{lost}`"):
        read_case(trade([row]), the_law())


def test_a_hit_has_one_of_three_degrees() -> None:
    with pytest.raises(BadInput, match="a hit is not 'maybe'"):
        read_case(trade([hit("maybe")]), the_law())


def test_whose_word_it_is_that_refutes_a_hit_stands_in_the_answer() -> None:
    case = read_case(trade([REFUTED | {"on": "2026-11-19"}]), the_law())
    found = answer(Engine(the_law()).determine(case, authorities=["US"]))
    assert {
        "fact": 'parties["b"].screened.hits',
        "value": f"not us.entity-list: {TIANJIN}",
        "by": "A. Sato",
        "evidence": "another seat and another register number",
        "on": "2026-11-19",
    } in found["on_whose_word"]


def test_a_possible_hit_is_asked_about_by_its_name() -> None:
    case = read_case(trade([hit("possible")]), the_law())
    found = answer(Engine(the_law()).determine(case, authorities=["US"]))
    asked = [q for q in found["questions"] if q["kind"] == "screening" and q["attribute"] == "us.entity-list"]
    assert asked and "National Supercomputing Center Tianjin" in asked[0]["ask"]["ja"], found["questions"]
