"""The graph of kinds: a fact excludes the law's kind only if nothing could be both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.logic.kinds import KindError, KindGraph
from sekisho.logic.paths import parse_kind
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth

GRAPH = KindGraph(
    [
        ("material", []),
        ("wafer", []),
        ("magnet", []),
        ("material.gallium", []),
        ("material.silicon", []),
        ("material.gallium.wafer", ["wafer"]),
        ("material.gallium.scrap", []),
    ]
)


@pytest.mark.parametrize(
    ("fact", "law", "truth"),
    [
        ("material.gallium.wafer", "wafer", TRUE),
        ("material.gallium.wafer", "material", TRUE),
        ("material.gallium", "wafer", UNKNOWN),  # it may be one
        ("wafer", "material.gallium", UNKNOWN),
        ("material", "material.gallium.scrap", UNKNOWN),
        ("material.gallium.scrap", "wafer", FALSE),
        ("material.silicon", "wafer", FALSE),  # no kind is both
        ("magnet", "material", FALSE),
    ],
)
def test_relation(fact: str, law: str, truth: Truth) -> None:
    assert GRAPH.relation(fact, law) is truth
    assert GRAPH.relation(parse_kind(fact), parse_kind(law)) is truth


def test_under_with_a_branch_taken_out() -> None:
    def under(*facts: str) -> Truth:
        law, out = [parse_kind("material")], [parse_kind("wafer")]
        return GRAPH.under(tuple(map(parse_kind, facts)), law, out)

    assert under("material.gallium.scrap") is TRUE
    assert under("material.gallium.wafer") is FALSE
    assert under("material.gallium") is UNKNOWN
    assert under("magnet") is FALSE
    assert under("magnet", "material.silicon") is TRUE
    assert under() is UNKNOWN


def test_an_unknown_kind_names_near_ones() -> None:
    with pytest.raises(KindError, match=r"material\.gallium") as error:
        GRAPH.relation("material.galium", "wafer")
    assert "material.gallium" in error.value.near


def test_kinds_that_do_not_hang_together() -> None:
    with pytest.raises(KindError, match=r"a\.b stands under a.*c stands under d"):
        KindGraph([("a.b", []), ("c", ["d"])])
    with pytest.raises(KindError, match="circle"):
        KindGraph([("a", ["b"]), ("b", ["a"])])
    with pytest.raises(KindError, match="twice"):
        KindGraph([("a", []), ("a", [])])


@st.composite
def _graphs(draw: st.DrawFn) -> list[tuple[str, list[str]]]:
    names = [f"k{n}" for n in range(draw(st.integers(1, 9)))]
    return [
        (name, draw(st.lists(st.sampled_from(names[:n]), unique=True)) if n else [])
        for n, name in enumerate(names)
    ]


@given(_graphs(), st.data())
def test_relation_is_what_the_sets_of_descendants_say(
    rows: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    graph = KindGraph(rows)
    below: dict[str, set[str]] = {id: {id} for id, _ in rows}
    for id, parents in reversed(rows):
        for parent in parents:
            below[parent] |= below[id]
    fact, law = (data.draw(st.sampled_from([id for id, _ in rows])) for _ in range(2))
    expected = TRUE if fact in below[law] else UNKNOWN if below[fact] & below[law] else FALSE
    assert graph.relation(fact, law) is expected
    assert set(graph.descendants(law)) == below[law]
    for closer in below[fact]:  # a more precise kind never reverses an answer
        assert expected is UNKNOWN or graph.relation(closer, law) is expected
