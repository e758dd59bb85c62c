"""Whether two numbers name the same party, and what is odd about them."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from sekisho.sources.records import Identifier

from .checking import normalised, valid
from .kinds import kind_of
from .schemes import SCHEMES

Verdict = Literal["same", "different", "unknown"]
_SHORT = 5  # characters below which an equal number of an unknown register says nothing


@frozen
class IdentifierMatch:
    """Two numbers compared: the verdict, in words why, and a finding (a probable typing error) or "".

    "same" is very strong evidence for one party, "different" speaks against it, "unknown" says nothing.
    """

    verdict: Verdict
    why: str
    finding: str = ""


def match(asked: Identifier, listed: Identifier) -> Verdict:
    """Are two numbers the same, different, or not comparable? See `compare` for the reason."""
    return compare(asked, listed).verdict


def country_of(identifier: Identifier) -> str:
    """The country that a number itself tells (bank account, BIC, value added tax, register of one country), else as stated."""
    kind = kind_of(identifier.kind, identifier.value, identifier.country)
    scheme = SCHEMES.get(kind)
    if scheme is None:
        return identifier.country
    number = normalised(identifier.kind, identifier.value, identifier.country)
    told = ""
    if kind in {"iban", "vat", "eori"}:
        told = number[:2]
    elif kind == "bic":
        told = number[4:6]
    told = {"EL": "GR", "XI": "GB"}.get(told, told)
    return scheme.country or (told if told.isalpha() else "") or identifier.country


def compare(asked: Identifier, listed: Identifier) -> IdentifierMatch:
    """Compare a number that was given with one of a list, after bringing both into normal form.

    Equal numbers are the same party only where neither fails its check digit. Different numbers of one register speak
    against one party only where both are right and a party has no more than one of them.
    """
    mine, theirs = (kind_of(one.kind, one.value, one.country) for one in (asked, listed))
    left, right = (normalised(one.kind, one.value, one.country) for one in (asked, listed))
    if mine != theirs:
        return _across(mine, left, theirs, right)
    if not left or not right:
        return IdentifierMatch("unknown", "one of the numbers is empty")
    scheme = SCHEMES.get(mine)
    title = scheme.title if scheme is not None else mine
    findings = [
        f"{word} {title} {one.value} fails its check digit or form: probably a typing error"
        for word, one in (("the given", asked), ("the listed", listed))
        if valid(one.kind, one.value, one.country) is False
    ]
    if findings:
        same = "equal, but" if left == right else "different, but"
        return IdentifierMatch("unknown", f"{same} a check digit is wrong", "; ".join(findings))
    countries = {country_of(asked), country_of(listed)} - {""}
    known = scheme is not None and not scheme.national
    if left == right:
        if len(countries) > 1 and not known:
            return IdentifierMatch("unknown", f"equal {title}, but of different countries")
        if len(left) < _SHORT and not known:
            return IdentifierMatch(
                "unknown", f"equal {title}, too short to say anything without its register"
            )
        return IdentifierMatch("same", f"equal {title} {left}")
    if scheme is None or scheme.several:
        return IdentifierMatch("unknown", f"different, but one party can have more than one {title}")
    if not known and not country_of(asked) == country_of(listed) != "":
        return IdentifierMatch("unknown", f"different {title}, of which the country is not known to be one")
    if mine == "inn" and len(left) != len(right):
        return IdentifierMatch("different", "one is the taxpayer number of a person, one of an organisation")
    return IdentifierMatch("different", f"different {title}: {left} and {right}")


def _across(mine: str, left: str, theirs: str, right: str) -> IdentifierMatch:
    """Two kinds that hold one number: the organisation code of China stands within the unified code."""
    if {mine, theirs} == {"uscc", "cn-organisation"}:
        long, short = (left, right) if mine == "uscc" else (right, left)
        if not valid("uscc", long) or not valid("cn-organisation", short):
            return IdentifierMatch(
                "unknown", "a check digit is wrong", f"{long} or {short} is probably mistyped"
            )
        if long[8:17] == short:
            return IdentifierMatch("same", f"organisation code {short} stands in unified code {long}")
        return IdentifierMatch("different", f"organisation code {short} is not that within {long}")
    return IdentifierMatch("unknown", f"numbers of different kinds ({mine}, {theirs})")
