"""What else is known of a party than its name: country, birth, numbers, addresses, kind. Each speaks for, against or not at all.

A confirming fact never lowers the worth of a hit; a fact that one side does not state says nothing.
"""

from __future__ import annotations

from sekisho.screening.reasons import FactReason, Query
from sekisho.sources.records import ListedParty

COUNTRY_FOR, COUNTRY_AGAINST = 1.2, -1.2
BIRTH_DAY, BIRTH_MONTH, BIRTH_YEAR = 6.0, 4.5, 3.0
BIRTH_OTHER_DAY, BIRTH_OTHER_YEAR = -1.5, -4.0
IDENTIFIER_FOR, IDENTIFIER_AGAINST = 20.0, -3.0
KIND_AGAINST = -4.0


def facts_of(query: Query, party: ListedParty, countries: tuple[str, ...]) -> tuple[FactReason, ...]:
    """The verdict of each fact that the query states, in nats. `countries` are all those of the listing."""
    reasons = []
    if query.kind != "unknown" and party.kind not in ("unknown", query.kind):
        if "person" in (query.kind, party.kind):
            reasons.append(FactReason("kind", query.kind, party.kind, "against", KIND_AGAINST))
    if query.places:
        reasons.append(_country(query.places, countries))
    if query.births:
        reasons.append(_birth(query.births, party.births))
    if query.identifiers:
        reasons.append(_identifier(query, party))
    if query.addresses:
        reasons.append(_address(query, party))
    return tuple(reasons)


def _country(asked: tuple[str, ...], listed: tuple[str, ...]) -> FactReason:
    shown = ", ".join(asked), ", ".join(listed)
    if not listed:
        return FactReason("country", *shown, "silent", 0.0)
    if set(asked) & set(listed):
        return FactReason("country", *shown, "for", COUNTRY_FOR)
    return FactReason("country", *shown, "against", COUNTRY_AGAINST)


def _birth(asked: tuple[str, ...], listed: tuple[str, ...]) -> FactReason:
    best: FactReason | None = None
    for mine in asked:
        for theirs in listed:
            worth = birth_worth(mine, theirs)
            if best is None or worth > best.worth:
                verdict = "for" if worth > 0 else "against" if worth < 0 else "silent"
                best = FactReason("birth", mine, theirs, verdict, worth)  # type: ignore[arg-type]
    return best or FactReason("birth", ", ".join(asked), "", "silent", 0.0)


def birth_worth(mine: str, theirs: str) -> float:
    """What two births say, by their common part: the day, the month, the year; years that differ by one say nothing."""
    common = min(len(mine), len(theirs))
    if mine[:common] == theirs[:common]:
        return {4: BIRTH_YEAR, 7: BIRTH_MONTH, 10: BIRTH_DAY}.get(common, 0.0)
    years = mine[:4], theirs[:4]
    if not all(y.isdigit() and len(y) == 4 for y in years):
        return 0.0
    apart = abs(int(years[0]) - int(years[1]))
    if apart == 0:
        return BIRTH_OTHER_DAY
    return 0.0 if apart == 1 and common == 4 else BIRTH_OTHER_YEAR


def _identifier(query: Query, party: ListedParty) -> FactReason:
    from sekisho.screening.identifiers import match

    against = None
    for mine in query.identifiers:
        for theirs in party.identifiers:
            verdict = match(mine, theirs)
            if verdict == "same":
                return FactReason("identifier", mine.value, theirs.value, "for", IDENTIFIER_FOR)
            if verdict == "different" and against is None:
                against = FactReason("identifier", mine.value, theirs.value, "against", IDENTIFIER_AGAINST)
    return against or FactReason(
        "identifier", ", ".join(i.value for i in query.identifiers), "", "silent", 0.0
    )


def _address(query: Query, party: ListedParty) -> FactReason:
    from sekisho.screening.addresses import compare

    best: FactReason | None = None
    for mine in query.addresses:
        for theirs in party.addresses:
            worth = round(compare(mine, theirs.text).worth, 3) if theirs.text else 0.0
            if best is None or worth > best.worth:
                verdict = "for" if worth > 0 else "against" if worth < 0 else "silent"
                best = FactReason("address", mine, theirs.text, verdict, worth)  # type: ignore[arg-type]
    return best or FactReason("address", ", ".join(query.addresses), "", "silent", 0.0)
