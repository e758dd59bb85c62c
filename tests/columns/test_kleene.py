"""Kleene's laws hold for truths in columns, and they are those of the Python back-end."""

import itertools
from collections.abc import Callable

import narwhals as nw
import polars as pl
import pytest

from sekisho.logic.columns.kleene import Tri, column, conj, disj, neg
from sekisho.logic.truth import Truth, both, either, negate

TRIPLES = list(itertools.product((0, 1, 2), repeat=3))
FRAME = nw.from_native(
    pl.DataFrame(TRIPLES, schema={"a": pl.Int8, "b": pl.Int8, "c": pl.Int8}, orient="row"), eager_only=True
)
A, B, C = nw.col("a"), nw.col("b"), nw.col("c")


def values(truth: Tri) -> list[int]:
    """The truths of all triples."""
    return FRAME.select("a", column(truth).alias("#"))["#"].to_list()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (conj((A, B)), conj((B, A))),
        (disj((A, B)), disj((B, A))),
        (conj((A, conj((B, C)))), conj((conj((A, B)), C))),
        (disj((A, disj((B, C)))), disj((disj((A, B)), C))),
        (conj((A, disj((B, C)))), disj((conj((A, B)), conj((A, C))))),
        (disj((A, conj((B, C)))), conj((disj((A, B)), disj((A, C))))),
        (neg(conj((A, B))), disj((neg(A), neg(B)))),
        (neg(disj((A, B))), conj((neg(A), neg(B)))),
        (neg(neg(A)), A),
        (conj((A, disj((A, B)))), A),
        (disj((A, conj((A, B)))), A),
        (conj((A, 2)), A),
        (disj((A, 0)), A),
    ],
)
def test_laws(one: Tri, other: Tri) -> None:
    assert values(one) == values(other)


@pytest.mark.parametrize(
    ("columns", "python"), [(conj, both), (disj, either)], ids=["conjunction", "disjunction"]
)
def test_same_as_python(
    columns: Callable[[tuple[Tri, ...]], Tri], python: Callable[[list[Truth]], Truth]
) -> None:
    assert values(columns((A, B, C))) == [python([Truth(t) for t in triple]) for triple in TRIPLES]
    assert values(columns((A, 1, B))) == [python([Truth(a), Truth(1), Truth(b)]) for a, b, _ in TRIPLES]
    assert columns(()) == python([])
    for fixed in itertools.product((0, 1, 2), repeat=2):
        assert columns(fixed) == python([Truth(t) for t in fixed])


def test_negation() -> None:
    assert values(neg(A)) == [negate(Truth(a)) for a, _, _ in TRIPLES]
    assert [neg(t) for t in (0, 1, 2)] == [2, 1, 0]


def test_unknown_never_decides_what_a_fact_could_change() -> None:
    """Each connective is monotone: replacing UNKNOWN by a fact never turns TRUE into FALSE or back."""
    for build in (conj((A, B, neg(C))), disj((A, conj((B, neg(C)))))):
        found = dict(zip(TRIPLES, values(build), strict=True))
        for triple, truth in found.items():
            if truth == 1:
                continue
            for place, known in enumerate(triple):
                for fact in (0, 2) if known == 1 else ():
                    told = (*triple[:place], fact, *triple[place + 1 :])
                    assert found[told] == truth
