"""Questions as cards: what is asked, of whom, for which laws, what follows, and how it is answered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.write import Document, get_fact
from sekisho.words import say, text
from sekisho.words.lanes import cited_in, consequence

from .answering import ENDS
from .lanes import question_authorities, questions_of
from .saying import say_value, unit_words

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

Json = Mapping[str, Any]
SHOWN: Final = 3
FOLLOWS: Final = 6
NEARER: Final = 10
"""So many nearer kinds stand beside the field as choices."""
_MEMBER: Final = re.compile(r'(parties|items)\["[^"]+"\](?:\.(?:owners|content|made_with)\["[^"]+"\])*')


def key_of(question: Json) -> str:
    """What tells a question from every other one of the same answer."""
    person = str(question.get("provision") or "") if question.get("kind") == "person" else ""
    return "|".join(
        (str(question["fact"]), str(question["kind"]), str(question.get("attribute", "")), person)
    )


def question_of(answer: Json, key: str) -> Json | None:
    """The question that a form names, or None where it is not asked any more."""
    return next((question for question in answer.get("questions") or () if key_of(question) == key), None)


def cards_of(
    answer: Json, document: Document, law: Law, lang: str, who: str = "", most: int = SHOWN, first: str = ""
) -> dict[str, Any]:
    """The next questions: cards, how many there are, and of whom. `who`: only those that this role can answer. `first`: the
    number of the question that is asked for.

    What it is and where it goes comes before everything else (`questions_of`), for without it the rest is hardly worth asking.
    What somebody looked for and could not find comes last: it is open still, and asking again does not help.
    """
    asked = [question for question in questions_of(answer) if "[?]" not in str(question["fact"])]
    looked = looked_for(document)
    numbers = {key_of(question): number for number, question in enumerate(questions_of(answer), 1)}
    asked.sort(key=lambda question: str(question["fact"]) in looked)
    asked.sort(key=lambda question: str(numbers[key_of(question)]) != first)
    roles: dict[str, int] = {}
    for question in asked:
        roles[str(question.get("who"))] = roles.get(str(question.get("who")), 0) + 1
    chosen = [question for question in asked if not who or question.get("who") == who]
    unnamed = len(answer.get("questions") or ()) - len(asked)
    return {
        "cards": [
            {"number": numbers[key_of(question)], **card_of(question, answer, document, law, lang)}
            for question in chosen[:most]
        ],
        "total": len(asked),
        "chosen": len(chosen),
        "unnamed": unnamed,
        "who": who,
        "roles": [{"who": role, "name": who_name(role, lang), "count": n} for role, n in roles.items()],
    }


def card_of(question: Json, answer: Json, document: Document, law: Law, lang: str) -> dict[str, Any]:
    """One question as plain data in the words of a language."""
    fact = str(question["fact"])
    known = law.vocabulary.get(str(question.get("attribute", "")))
    labels = {choice.id: text(choice.label, lang) for choice in known.values} if known is not None else {}
    unit = str(question.get("unit") or "")
    form = form_of(question, known.scheme if known is not None else "")
    have, nearer = kinds_near(fact, document, law, lang) if form == "kind" else ([], [])
    return {
        "key": key_of(question),
        "fact": fact,
        "attribute": str(question.get("attribute", "")),
        "kind": str(question["kind"]),
        "type": str(question.get("type") or ""),
        "scheme": known.scheme if known is not None else "",
        "form": form,
        "have": have,
        "nearer": nearer,
        "ask": text(question.get("ask"), lang),
        "hint": text(question.get("hint"), lang),
        "about": called(fact, document),
        "unit": "" if unit in {"ratio", "number", "count", "1"} else unit,
        "choices": [
            {"value": value, "words": labels.get(value) or value} for value in question.get("values") or ()
        ],
        "who": str(question.get("who") or ""),
        "who_name": who_name(str(question.get("who") or ""), lang),
        "authorities": question_authorities(question, answer),
        "provisions": [provision_row(id, law, lang) for id in question.get("provisions", ())],
        "also": [
            {"list": row["list"], "title": text(row.get("title"), lang), "display": row["display"]}
            for row in question.get("asked_by") or ()
        ],
        "show_consequences": bool(question.get("show_consequences")),
        "follows": follows_of(question, law, lang),
        "looked": looked_for(document).get(fact, ""),
    }


def kinds_near(fact: str, document: Document, law: Law, lang: str) -> tuple[list[str], list[dict[str, str]]]:
    """The kinds that an item has already, by name, and those to choose from next: what stands below them, or, where there is
    none, what the description may mean.
    """
    from .typed_in import find_kinds, kind_name
    from .typed_in.kinds import kind_row

    given = get_fact(document, fact)
    held = [str(one) for one in (given if isinstance(given, list) else [given] if given else [])]
    known = [one for one in held if one in law.vocabulary.kinds]
    if known:
        rows = [row for one in known for row in kind_row(one, law, lang)["below"]]
    else:
        rows = find_kinds(called(fact, document), law, lang, NEARER)
    nearer = [{"id": str(row["id"]), "name": str(row["name"])} for row in rows[:NEARER]]
    return [kind_name(one, law, lang) for one in known], nearer


def form_of(question: Json, scheme: str) -> str:
    """Which fields the answer takes: yes-no, choice, set, number, money, date, place, kind, classification, screening, text,
    licence.
    """
    kind, type_ = str(question["kind"]), str(question.get("type") or "")
    if kind in {"completeness", "person", "knowledge"}:
        return "yes-no"
    if kind in {"screening", "classification", "licence"}:
        return kind
    if type_ == "bool":
        return "yes-no"
    if type_ == "choice" or (type_ == "set" and question.get("values")):
        return type_
    if type_ in {"quantity", "number"}:
        return "number"
    if question.get("attribute") in ENDS:
        return "place"
    if type_ == "path" and scheme in {"place", "kind"}:
        return scheme
    return type_ if type_ in {"money", "date", "set"} else "text"


def follows_of(question: Json, law: Law, lang: str) -> list[dict[str, str]]:
    """What follows from each answer; nothing where the paper has to be found first."""
    if not question.get("show_consequences"):
        return []
    return [
        {"value": _answer_words(str(value), question, law, lang), "words": consequence(outcome, lang)}
        for value, outcome in (question.get("if") or {}).items()
        if outcome
    ][:FOLLOWS]


def _answer_words(value: str, question: Json, law: Law, lang: str) -> str:
    """A tried answer as the reader would give it: a place and a kind by name, a choice by its label, a number with its unit."""
    from .typed_in import kind_name, place_name

    known = law.vocabulary.get(str(question.get("attribute", "")))
    label = next((text(one.label, lang) for one in known.values if one.id == value), "") if known else ""
    if label:
        return label
    if value in law.places and str(question.get("type")) == "path":
        return place_name(value, law, lang)
    if value in law.vocabulary.kinds:
        return kind_name(value, law, lang)
    return say_value(value, str(question.get("unit") or ""), lang)


def provision_row(id: str, law: Law, lang: str) -> dict[str, str]:
    """A provision as a reason for asking: its title and its citation."""
    found = law.provision(id)
    if found is None:
        return {"id": id, "title": id, "cite": "", "place": ""}
    instrument = law.instruments.get(found.instrument)
    own = (instrument.citation, instrument.native) if instrument else ("", "")
    cite = cited_in(lang, found.authority, found.cite, *own)
    return {"id": id, "title": text(found.title, lang) or id, "cite": cite, "place": found.authority}


def called(path: str, document: Document) -> str:
    """The name of the party, or what the item is, of which a fact is asked; "" for the transaction."""
    match = _MEMBER.match(path)
    if match is None:
        return ""
    return str(
        get_fact(
            document,
            f"{match[0]}.{'name' if match[1] == 'parties' and 'content' not in match[0] else 'description'}",
        )
        or ""
    )


def looked_for(document: Document) -> dict[str, str]:
    """The facts that somebody looked for and could not find, with who, when and where they looked."""
    found: dict[str, str] = {}
    rows = document.root.get("assertions") if isinstance(document.root, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and str(row.get("evidence", "")).startswith("cannot-be-found-out"):
            said = str(row["evidence"]).partition(": ")[2]
            found[str(row.get("fact", ""))] = " · ".join(
                str(p) for p in (row.get("by"), row.get("on"), said) if p
            )
    return found


def who_name(who: str, lang: str) -> str:
    """A role that can answer, in words."""
    return say(f"who.{who}", lang) if who else ""


def letter(cards: Sequence[Json], lang: str, title: str) -> str:
    """A text to the person who can answer: the questions with what they are about, unit and where to look; nothing else of
    the transaction.
    """
    lines = [say("check.letter-head", lang), ""]
    for number, card in enumerate(cards, 1):
        about = f"（{card['about']}）" if lang != "en" else f" ({card['about']})"
        lines.append(f"{number}. {card['ask']}{about if card['about'] else ''}")
        if card["unit"]:
            lines.append(f"   {say('unit', lang)}: {unit_words(card['unit'])}")
        if card["choices"]:
            lines.append(f"   {say('choices', lang)}: " + " / ".join(one["words"] for one in card["choices"]))
        if card["hint"]:
            lines.append(f"   {card['hint']}")
    lines += ["", say("check.letter-tail", lang), "", say("check.letter-about", lang, title)]
    return "\n".join(lines)
