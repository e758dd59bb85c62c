"""Reads `total` of a condition: a sum over members of lists, absolute or as a share of the whole."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from attrs import evolve

from sekisho.logic import conditions as c
from sekisho.logic.scope import LIST_KINDS
from sekisho.logic.values import Interval

if TYPE_CHECKING:
    from .conditions import Reader

_LIMITS = ("at_least", "at_most", "above", "below", "equals")
_KEYS = {"of", "over", "that", "of_whole", "deep", *_LIMITS}


def read_total(reader: Reader, value: Any) -> c.Total:
    """The tree of `total: {of, over, that, of_whole, deep, at_least …}`. Raises Fault."""
    given = reader._mapping(value, _KEYS, "{of: attribute, over: LIST, that: {…}, at_most: LIMIT}")
    lists = reader._texts(given.get("over"), f"over: {', '.join(LIST_KINDS)}")
    for name in lists:
        if name not in LIST_KINDS:
            raise reader._fault(f"no list {name!r}; `over` is one of {', '.join(LIST_KINDS)}")
    members = evolve(
        reader, kinds=reader.kinds | {LIST_KINDS[name] for name in lists}, path=f"{reader.path}.that"
    )
    of = reader._text(given.get("of"), "of: the attribute that is added up")
    members._known(of)
    that = members.read(given.get("that") or {})
    whole = given.get("of_whole")
    if whole is not None:
        reader._known(reader._text(whole, "of_whole: an attribute"))
    deep = given.get("deep", "false")
    if deep not in {"true", "false"}:
        raise reader._fault(f"`deep` is true or false, not {deep!r}")
    limits = tuple(
        (operator, _limit(reader, of, whole, reader._text(given[operator], "a limit")))
        for operator in _LIMITS
        if operator in given
    )
    if not limits:
        raise reader._fault(f"has no limit; add one of {', '.join(_LIMITS)}")
    return c.Total(of, lists, that, limits, whole, deep == "true")  # type: ignore[arg-type]


def _limit(reader: Reader, of: str, whole: str | None, text: str) -> Any:
    if reader.words.attribute(text) is not None:
        return c.AttributeRef(text)
    if whole is None:
        return reader.value(of, text)
    number, percent = (text[:-1].strip(), True) if text.endswith("%") else (text, False)
    try:
        share = Decimal(number)
    except InvalidOperation:
        raise reader._fault(f"a share is a number or a percentage, not {text!r}") from None
    return Interval.point(share / 100 if percent else share)
