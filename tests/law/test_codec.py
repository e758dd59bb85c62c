"""What is written into a bundle comes out the same, and only the law's own classes do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from sekisho.law.codec import decode, encode
from sekisho.law.model import Entry, Version
from sekisho.logic import conditions as c
from sekisho.logic.truth import TRUE, Truth
from sekisho.logic.values import CANNOT, Interval, Money, Path, SetValue

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.text(max_size=8),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(list(Truth)),
    st.frozensets(st.text(max_size=3), max_size=3),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
        st.builds(c.Compare, st.text(max_size=3), st.just("equals"), inner),
        st.builds(c.All, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=12,
)


@given(values)
def test_round_trip(value: object) -> None:
    written = encode(value)
    back = decode(written)
    assert back == value and type(back) is type(value)
    assert encode(back) == written, "also what Python counts as equal (1 and True) comes back as it was"


def test_values_that_are_equal_but_of_other_kinds_stay_apart() -> None:
    value = (True, 1, TRUE, Decimal("1"), Decimal("1.0"), "1", (), [], {}, frozenset(), None, "", CANNOT)
    back = decode(encode(value))
    assert [type(v) for v in back] == [type(v) for v in value]
    assert str(back[4]) == "1.0" and back[-1] is CANNOT


def test_objects_of_the_law() -> None:
    entry = Entry(
        id="l:1",
        instrument="x",
        authority="CN",
        versions=(Version(date(2025, 1, 1), body={"when": c.Not(c.ALWAYS)}),),
        code=Path("l", ("1",)),
        when=c.Compare("value", "at_most", Money(Interval.point("1000000"), "JPY")),
        title={"en": "a", "zh": "物项"},
        hs_hint=(Path("hs.CN", ("8541",)),),
    )
    assert decode(encode({"e": entry, "s": SetValue(frozenset({"Dy"}))})) == {
        "e": entry,
        "s": SetValue(frozenset({"Dy"})),
    }


@frozen
class Stranger:
    """A class that is none of the law's."""

    a: int = 1


def test_other_classes_are_refused() -> None:
    with pytest.raises(TypeError, match="Stranger"):
        encode(Stranger())
    with pytest.raises(TypeError, match="object"):
        encode(object())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        msgspec.msgpack.encode([1, 2]),
        msgspec.msgpack.encode([["Stranger"], 0, [], [[9, 0]]]),
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        decode(data)
