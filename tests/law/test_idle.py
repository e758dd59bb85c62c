"""The rules by which a change of the law counts as none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sekisho.law.model import Version
from sekisho.logic import conditions as c
from sekisho.logic.paths import parse_kind
from sekisho.logic.values import Interval
from tests.idle import alike, implies, joined
from tests.lawcases import the_law


def limit(op: c.Operator, value: str, attribute: str = "mw_frequency_max") -> c.Compare:
    number = Decimal(value)
    return c.Compare(attribute, op, Interval(number, number))


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (limit("above", "110"), limit("above", "90"), True),
        (limit("above", "90"), limit("above", "110"), False),
        (limit("above", "90"), limit("at_least", "90"), True),
        (limit("at_least", "90"), limit("above", "90"), False),
        (limit("below", "90"), limit("at_most", "90"), True),
        (limit("at_most", "90"), limit("below", "90"), False),
        (limit("at_most", "80"), limit("above", "70"), False),
        (limit("above", "110"), limit("above", "90", "scope_bandwidth"), False),
    ],
)
def test_a_limit_implies_the_wider_one(one: c.Compare, other: c.Compare, holds: bool) -> None:
    assert implies(one, other) is holds


def test_an_alternative_that_another_implies_may_be_dropped_and_no_other() -> None:
    wide, narrow, apart = limit("above", "90"), limit("above", "110"), limit("below", "5")
    assert alike(the_law(), c.Any((wide, narrow)), wide)
    assert alike(the_law(), c.All((wide, narrow)), narrow)
    assert alike(the_law(), c.Any((wide, c.All((wide, apart)))), wide)
    assert not alike(the_law(), c.Any((wide, apart)), wide)
    assert not alike(the_law(), c.Any((wide, narrow)), narrow)
    assert alike(the_law(), c.Any((wide, wide)), wide)


def test_a_kind_below_another_adds_nothing_and_one_beside_it_does() -> None:
    wide, narrow, apart = (
        parse_kind(text) for text in ("material.gallium", "material.gallium.metal", "component.mask")
    )
    both = c.Under("kind", (wide, narrow))
    assert alike(the_law(), both, c.Under("kind", (wide,)))
    assert not alike(the_law(), both, c.Under("kind", (narrow,)))
    assert not alike(the_law(), both, c.Under("kind", (wide, apart)))
    assert not alike(the_law(), both, c.Under("kind", (wide,), (narrow,)))


def test_the_border_between_two_texts_counts_only_where_they_differ() -> None:
    words = {"when": limit("above", "90")}
    first, then = date(2024, 1, 1), date(2025, 1, 1)
    eve = date(2024, 12, 31)
    one = joined(the_law(), (Version(first, eve, body=words), Version(then, body=words)))
    assert [(version.start, version.until) for version in one] == [(first, None)]
    doubt = (Version(first, eve, state="unconfirmed", body=words), Version(then, body=words))
    assert len(joined(the_law(), doubt)) == 2
    changed = (Version(first, eve, body=words), Version(then, body={"when": limit("above", "110")}))
    assert len(joined(the_law(), changed)) == 2
