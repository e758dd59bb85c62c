"""Severities, and the interval of outcomes of one instance of a requirement (specification, section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

from attrs import frozen

from sekisho.law.model import Relief, Requirement
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth


class Severity(IntEnum):
    """How hard an outcome is, from not being subject to a law to being forbidden by it."""

    NOT_SUBJECT = 0
    NO_LICENCE_REQUIRED = 1
    AUTHORISED = 2
    NOTIFY = 3
    LICENCE_REQUIRED = 4
    PROHIBITED = 5

    @property
    def word(self) -> str:
        """The outcome as answers write it: "licence-required"."""
        return self.name.lower().replace("_", "-")


def severity_of(word: str) -> Severity:
    """The severity of an outcome's word. Raises KeyError for any other word."""
    return Severity[word.upper().replace("-", "_")]


OWN = {
    "licence": Severity.LICENCE_REQUIRED,
    "notification": Severity.NOTIFY,
    "prohibition": Severity.PROHIBITED,
}
BECOMES = {
    "authorised": Severity.AUTHORISED,
    "notification": Severity.NOTIFY,
    "licence": Severity.LICENCE_REQUIRED,
}


def own_severity(requirement: Requirement) -> Severity:
    """What a requirement demands by itself; a pointer is taken at the worst that it could be."""
    if requirement.certainty == "pointer" and requirement.could_be:
        return severity_of(requirement.could_be)
    return OWN[requirement.requires]


@frozen
class Span:
    """An interval of outcomes, both ends included."""

    low: Severity
    high: Severity

    @property
    def decided(self) -> bool:
        """True when only one outcome is left."""
        return self.low == self.high

    def join(self, other: Span) -> Span:
        """The interval of the harder of two outcomes."""
        return Span(max(self.low, other.low), max(self.high, other.high))


SPANS = tuple(tuple(Span(low, high) for high in Severity) for low in Severity)
"""All intervals, by their ends: `SPANS[low][high]`."""
FLOOR = {
    FALSE: Span(Severity.NOT_SUBJECT, Severity.NOT_SUBJECT),
    UNKNOWN: Span(Severity.NOT_SUBJECT, Severity.NO_LICENCE_REQUIRED),
    TRUE: Span(Severity.NO_LICENCE_REQUIRED, Severity.NO_LICENCE_REQUIRED),
}
"""The least outcome of an authority by the greatest truth of its reaches."""


def by_rules(own: Severity, reliefs: Iterable[tuple[Relief, Truth]]) -> tuple[Span, bool]:
    """What reliefs that apply by themselves make of a requirement; and whether two of them contradict each other.

    `reliefs`: the reliefs by rule that meet the instance (none that becomes "none"), with their truth.
    """
    standing = list(reliefs)
    if not standing:
        return SPANS[own][own], False
    over = {
        name
        for relief, truth in standing
        if truth is TRUE
        for name in relief.prevails_over
    }  # fmt: skip
    standing = [(relief, truth) for relief, truth in standing if relief.id not in over]
    certain = {BECOMES[relief.becomes] for relief, truth in standing if truth is TRUE}
    candidates = set(certain) if certain else {own}
    candidates |= {BECOMES[relief.becomes] for relief, truth in standing if truth is UNKNOWN}
    return SPANS[min(candidates)][max(candidates)], len(certain) > 1


def by_choices(span: Span, own: Severity, choices: Sequence[tuple[Severity, Truth]]) -> Span:
    """What claimed reliefs and licences put forward make of it: the mildest TRUE one caps both ends, the mildest UNKNOWN the low."""
    if own is Severity.PROHIBITED or not choices:
        return span
    low, high = span.low, span.high
    for severity, truth in choices:
        if truth is FALSE:
            continue
        low = min(low, severity)
        if truth is TRUE:
            high = min(high, severity)
    return SPANS[low][high]
