"""The values that facts and limits take: intervals of exact decimals, money, paths, sets.

A quantity is always an interval in the canonical unit of its attribute; a point has equal ends. `None` for an end means
unbounded. A fact that is missing is `None`; a fact that somebody says cannot be found out is `CANNOT`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen
from msgspec import Struct


class _Cannot:
    """The value that is asserted not to be obtainable ("cannot-be-found-out")."""

    def __repr__(self) -> str:
        return "cannot-be-found-out"

    def __reduce__(self) -> str:
        return "CANNOT"  # a copy is the same: it is compared by identity


CANNOT: Final = _Cannot()


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@frozen
class Interval:
    """A number known to lie between two ends, in the canonical unit of its attribute.

    `lo`, `hi`: exact decimals, None where unbounded. `lo_open`, `hi_open`: the end itself is excluded.
    """

    lo: Decimal | None
    hi: Decimal | None
    lo_open: bool = False
    hi_open: bool = False

    @classmethod
    def point(cls, value: Decimal | int | str) -> Interval:
        """The interval that holds one number."""
        number = Decimal(value)
        return cls(number, number)

    @property
    def is_point(self) -> bool:
        """True when the number is known exactly."""
        return self.lo is not None and self.lo == self.hi

    def __str__(self) -> str:
        """The number as traces show it: 99.9, 8..14, >=8."""
        if self.lo is not None and self.lo == self.hi:
            return _plain(self.lo)
        if self.lo is None or self.hi is None:
            end, sign, strict = (
                (self.hi, "<", self.hi_open) if self.lo is None else (self.lo, ">", self.lo_open)
            )
            return "any" if end is None else f"{sign}{'' if strict else '='}{_plain(end)}"
        return (
            f"{'>' if self.lo_open else ''}{_plain(self.lo)}..{'<' if self.hi_open else ''}{_plain(self.hi)}"
        )


UNBOUNDED: Final = Interval(None, None)


@frozen
class Money:
    """An amount (an interval, so that a price band can be stated) in a currency (ISO 4217)."""

    amount: Interval
    currency: str

    def __str__(self) -> str:
        """The amount as traces show it: 12000 USD."""
        return f"{self.amount} {self.currency}"


class Path(Struct, frozen=True, order=True, cache_hash=True, gc=False):
    """A place in a hierarchy: a control code of a list, a kind of item, a place, a customs code.

    `scheme` names the hierarchy: "kind", "place", "hs" (international six digits), "hs.CN" (a national tariff) or a control
    list such as "cn.dual-use". `segments` run from the top. A customs code has one segment: its digits.
    """

    scheme: str
    segments: tuple[str, ...]

    def __str__(self) -> str:
        if self.scheme == "place":
            return "-".join(self.segments)
        body = ".".join(self.segments)
        return body if self.scheme == "kind" else f"{self.scheme}:{body}"


@frozen
class SetValue:
    """A set of which `known` are certain members; `complete` says that there are no others."""

    known: frozenset[str]
    complete: bool = False

    def __str__(self) -> str:
        """The members as traces show them; "…" where there may be others."""
        return ", ".join([*sorted(self.known), *([] if self.complete else ["…"])])


Scalar: TypeAlias = bool | str | date | Interval | Money | Path | SetValue
Value: TypeAlias = Scalar | tuple[Path, ...] | _Cannot | None
