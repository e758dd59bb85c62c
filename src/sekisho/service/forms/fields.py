"""One field of a step form: where its value stands in the transaction, how it is shown, how what was typed is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from attrs import field, frozen

from sekisho.facts.write import Document, get_fact
from sekisho.words import say, text

from ..answering import CANNOT
from ..typed_in import Unreadable, kind_name, place_name, read_day_text, read_number_text, read_place_text
from ..typed_in.element_names import set_members
from ..typed_in.kinds import read_kind_text

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

Form: TypeAlias = Literal[
    "text",
    "long",
    "number",
    "money",
    "date",
    "place",
    "places",
    "kinds",
    "truth",
    "whole",
    "choice",
    "set",
    "choices",
    "hs",
]
ONLY: Final = "-only"
"""The name of the box beside a set that says "and nothing else" ends so."""


@frozen(kw_only=True)
class Field:
    """One field. `name`: in the form; `path`: in the transaction; `form`: which control it is; `stated`: whether who stated the
    value is kept (a description is no fact of law).
    """

    name: str
    path: str
    form: Form
    label: str
    hint: str = ""
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    stated: bool = True
    needed: bool = False
    who: str = ""
    group: str = ""
    known: str = field(default="")


def shown_value(one: Field, document: Document, law: Law, lang: str) -> Any:
    """What stands in a field: text, or a list where several may be chosen."""
    held = get_fact(document, one.path)
    if one.form == "whole":
        return "true" if held else ""
    if one.form in {"choices", "set"}:
        return (
            [str(member) for member in _members(held)]
            if one.form == "choices"
            else ", ".join(map(str, _members(held)))
        )
    if held is None:
        return ""
    if one.form in {"place", "places"}:
        return ", ".join(_place_shown(str(id), law, lang) for id in _members(held))
    if one.form == "kinds":
        return ", ".join(str(id) for id in _members(held))
    if one.form == "hs":
        return _hs_shown(held)
    return str(held)


def field_row(
    one: Field,
    document: Document,
    law: Law,
    lang: str,
    typed: Mapping[str, Sequence[str]] | None = None,
    error: str = "",
) -> dict[str, Any]:
    """A field as a form shows it. What was typed last stays where the form comes back with an error."""
    held = get_fact(document, one.path)
    value: Any = shown_value(one, document, law, lang)
    only = isinstance(held, Mapping) and "only" in held
    if typed is not None:
        given = list(typed.get(one.name, ()))
        value = (
            given
            if one.form == "choices"
            else ", ".join(given)
            if one.form == "kinds"
            else (given[0] if given else "")
        )
        only = bool(typed.get(one.name + ONLY))
    row: dict[str, Any] = {
        "name": one.name,
        "path": one.path,
        "form": one.form,
        "label": one.label,
        "hint": one.hint,
        "unit": one.unit,
        "options": [{"value": value, "words": words} for value, words in one.options],
        "value": value,
        "only": only,
        "cannot": held == CANNOT and typed is None,
        "error": error,
        "needed": one.needed,
        "who": one.who,
        "group": one.group,
        "canonical": canonical(one, held, law),
    }
    if one.form == "kinds":
        row["kinds"] = [
            {"id": id, "name": kind_name(id, law, lang)}
            for id in _split(str(value))
            if id in law.vocabulary.kinds
        ]
    return row


def canonical(one: Field, held: Any, law: Law) -> str:
    """The value as the law reads it, where it reads another unit than the one that was typed ("0.193 um")."""
    from sekisho.logic.quantities import format_interval
    from sekisho.logic.values import Interval

    attribute = law.vocabulary.get(one.known) if one.known else None
    if one.form != "number" or attribute is None or not isinstance(held, str) or held == CANNOT:
        return ""
    try:
        value = law.vocabulary.read_value(attribute, held)
    except ValueError:
        return ""
    found = format_interval(value, attribute.unit) if isinstance(value, Interval) else ""
    return "" if _squeezed(found) == _squeezed(held) else found


def read_field(one: Field, typed: Mapping[str, Sequence[str]], law: Law) -> Any:
    """What a person put into a field, as the transaction writes it; None for nothing. Raises Unreadable."""
    given = [value.strip() for value in typed.get(one.name, ()) if value.strip()]
    if typed.get(one.name + "-cannot"):
        return CANNOT
    if one.form == "whole":
        return bool(given)
    if not given:
        return None
    first = given[0]
    match one.form:
        case "number":
            return _with_unit(read_number_text(first), typed.get(one.name + "-unit", ()), one.unit)
        case "money":
            return _with_unit(read_number_text(first, money=True), typed.get(one.name + "-unit", ()), "")
        case "date":
            return read_day_text(first).isoformat()
        case "place":
            return read_place_text(first, law)
        case "places":
            return [read_place_text(part, law) for part in re.split(r"[,、，;；\n]", first) if part.strip()]
        case "kinds":
            found = list(
                dict.fromkeys(read_kind_text(part, law) for value in given for part in _split(value))
            )
            return found if len(found) > 1 else found[0]
        case "choices":
            return given if len(given) > 1 else first
        case "set":
            known = law.vocabulary.get(one.path.rpartition(".")[2])
            members = set_members(first, known.scheme if known is not None else "")
            return {"only": members} if typed.get(one.name + ONLY) else members
        case "hs":
            return read_hs(first, law)
        case _:
            return first


def options_of(attribute: Any, lang: str) -> tuple[tuple[str, str], ...]:
    """The choices of an attribute with their words."""
    return tuple((choice.id, text(choice.label, lang) or choice.id) for choice in attribute.values)


def truth_options(lang: str) -> tuple[tuple[str, str], ...]:
    """Not known, yes, no, cannot be found out: a fact about which nothing is said stays open."""
    return (
        ("", say("check.not-known", lang)),
        ("true", say("yes", lang)),
        ("false", say("no", lang)),
        (CANNOT, say("check.cannot", lang)),
    )


def _with_unit(value: str, units: Sequence[str], unit: str) -> str:
    """The value with the unit that stands beside the field, where none was typed into it."""
    said = next((one.strip() for one in units if one.strip()), "")
    return f"{value} {said}" if said and re.fullmatch(r"[<>=≤≥\d.,\s+\-^*eE]+", value) else value


def _members(held: Any) -> list[Any]:
    if isinstance(held, Mapping):
        held = next(iter(held.values()), [])
    return list(held) if isinstance(held, list) else [] if held is None else [held]


def _place_shown(id: str, law: Law, lang: str) -> str:
    return f"{place_name(id, law, lang)} ({id})" if id in law.places else id


def _hs_shown(held: Any) -> str:
    if isinstance(held, Mapping):
        return ", ".join(f"{land} {code}" for land, codes in held.items() for code in _members(codes))
    return ", ".join(str(code) for code in _members(held))


def read_hs(words: str, law: Law) -> Any:
    """`CN 8505111000, JP 8505.11` or `中国 8505.11.10.00` by country; a code alone has six digits or fewer."""
    found: dict[str, str] = {}
    alone: list[str] = []
    for part in re.split(r"[,、，;；\n]", words):
        plain = _HS_WORDS.sub(" ", part.translate(_FULL_WIDTH)).strip()
        match = re.fullmatch(r"(.*?)[\s:]*(\d[\d.\s]{3,15})[\s()]*([^\d]*?)[\s()]*", plain)
        if match is None or (match[1] and match[3]):
            if part.strip():
                raise Unreadable("check.hs-unreadable", part.strip())
            continue
        code = re.sub(r"[.\s]", "", match[2])
        land = _tariff_of(match[1].strip(" (") or match[3], part, law)
        if land:
            found[land] = code
        elif len(code) <= 6:
            alone.append(code)
        else:
            raise Unreadable("check.hs-no-country", match[2].strip())
    if found and alone:
        raise Unreadable("check.hs-no-country", alone[0])
    return found or (alone[0] if len(alone) == 1 else alone)


def _tariff_of(words: str, part: str, law: Law) -> str:
    """Whose tariff: two letters, or the country by its name; "" where nothing is written."""
    if not words or re.fullmatch(r"[A-Za-z]{2}", words):
        return words.upper()
    try:
        return read_place_text(words, law).partition("-")[0]
    except Unreadable:
        raise Unreadable("check.hs-unreadable", part.strip()) from None


_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．：　（）", "0123456789.: ()")
_HS_WORDS: Final = re.compile(
    r"(?<![A-Za-z])H\.?S\.?\s*(?:codes?|编码|コード)?(?![A-Za-z])|海关编码|商品编码|税则号列|税号|税番|编码",
    re.I,
)
"""What the number is called, which is no country: HS 8505111000."""


def _split(value: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,、，]", value) if part.strip()]


def _squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words.replace("µ", "u").replace("μ", "u"))
