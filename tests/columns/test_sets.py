"""Sets decided by their members say what the rules of one set say."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from sekisho.determine.columns.sets import Sets
from sekisho.logic.compare import compare_set
from sekisho.logic.conditions import Contains
from sekisho.logic.values import SetValue

_members = st.sets(st.sampled_from("abcd"))
_sets = st.builds(lambda known, complete: SetValue(frozenset(known), complete), _members, st.booleans())


@given(st.lists(_sets, unique=True), _members, st.sampled_from(["some", "every", "none", "only"]))
def test_as_for_one(values: list[SetValue], members: set[str], quantifier: str) -> None:
    node = Contains(attribute="features", quantifier=quantifier, members=tuple(sorted(members)))  # type: ignore[arg-type]
    rows = pl.Series([*range(len(values)), None], dtype=pl.Int32)
    found = Sets(values, rows).contain(node).to_list()
    wanted = [int(compare_set(value, node.members, quantifier)) for value in values]
    assert [1 if truth is None else 2 * truth for truth in found] == [*wanted, 1]
