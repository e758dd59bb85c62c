"""The slots of a name: for each word that a Latin writer would set down, what could stand there.

A token of `names.forms` may be written in one Latin word or in several (研究院 is "academy" or "research institute"). Comparing
needs single words, so a token whose likeliest form has several words becomes several slots; its other forms join the
last of them.
"""

from __future__ import annotations

from attrs import frozen

from sekisho.screening.names.forms import Form, NameForms, Relation, Role, Token

RELATIONS = tuple(Relation)
RELATION_CODES = {relation: i for i, relation in enumerate(RELATIONS)}
ROLES = tuple(Role)
ROLE_CODES = {role: i for i, role in enumerate(ROLES)}
WORD, LEGAL, NUMBER, INITIAL, PARTICLE, TITLE = (
    ROLE_CODES[r] for r in (Role.WORD, Role.LEGAL_FORM, Role.NUMBER, Role.INITIAL, Role.PARTICLE, Role.TITLE)
)
# A slot that is all of what is written, or the first, a middle one or the last of several.
WHOLE, HEAD, MIDDLE, TAIL = range(4)


@frozen
class Slot:
    """One place in a name: its role, how it is written there, and the words that could stand in it with cost and way.

    `optional` slots exist only in the longest form of their token; the token is whole without them, but where its last slot holds
    one of the words `with_` that only longer forms end in: "university" is not the whole of "Tsinghua University".
    """

    role: int
    written: str
    options: tuple[tuple[str, float, int], ...]  # word, cost in nats, code of the relation
    optional: bool = False
    with_: frozenset[str] = frozenset()
    part: int = WHOLE
    joined: frozenset[str] = frozenset()  # of its words those that stand for the whole of what is written


def slots_of(name: NameForms, most: int = 8) -> tuple[Slot, ...]:
    """The slots of a name in its order; at most so many words in each."""
    slots: list[Slot] = []
    for token in name.tokens:
        slots.extend(_slots_of_token(token, most))
    return tuple(slots)


def _slots_of_token(token: Token, most: int) -> list[Slot]:
    role = ROLE_CODES[token.role]
    forms = token.forms
    if not forms:
        return []
    if len(forms) == 1 and len(forms[0].words) == 1:
        form = forms[0]
        word = form.words[0]
        return (
            [Slot(role, token.written, ((word, form.cost, RELATION_CODES[form.relation]),))] if word else []
        )
    longest = next((f for f in forms if len(f.words) > 1), None)
    if longest is None:
        return [Slot(role, token.written, _options(forms, most))]
    width = len(longest.words)
    alone = {f.words[0] for f in forms if len(f.words) == 1}
    longer = frozenset(f.words[-1] for f in forms if 1 < len(f.words) <= width) - alone
    places: list[dict[str, tuple[float, int]]] = [{} for _ in range(width)]
    for form in forms:
        if len(form.words) > width:
            continue
        # A form of fewer words stands at the end: "institute" where "research institute" could stand.
        for place, word in enumerate(form.words, width - len(form.words)):
            known = places[place].get(word)
            if word and (known is None or known[0] > form.cost):
                places[place][word] = (form.cost, RELATION_CODES[form.relation])
    slots = []
    for place, words in enumerate(places):
        options = sorted(((w, c, r) for w, (c, r) in words.items()), key=lambda o: o[1])[:most]
        if options:
            optional = bool(alone) and place < width - 1
            tail = place == width - 1
            slots.append(
                Slot(
                    role,
                    token.written,
                    tuple(options),
                    optional,
                    longer if optional else frozenset(),
                    TAIL if tail else MIDDLE if place else HEAD,
                    frozenset(alone) if tail else frozenset(),
                )
            )
    return slots


def _options(forms: tuple[Form, ...], most: int) -> tuple[tuple[str, float, int], ...]:
    seen: dict[str, tuple[str, float, int]] = {}
    for form in forms[:most]:
        word = form.words[0] if form.words else ""
        if word and word not in seen:
            seen[word] = (word, form.cost, RELATION_CODES[form.relation])
    return tuple(seen.values())
