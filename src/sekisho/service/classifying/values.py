"""Reads one value of a product sheet as it was typed, in the words of its attribute: a number with its unit, yes or no, a choice."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from typing import Any, Final

from attrs import evolve, frozen

from sekisho.law.compiled import Law
from sekisho.law.vocabulary import CANNOT_WORD, Attribute
from sekisho.logic.quantities import (
    QuantityError,
    format_interval,
    format_money,
    format_number,
    parse_number,
)
from sekisho.logic.values import Interval, Money, SetValue
from sekisho.service.typed_in.numbers import read_number_text
from sekisho.service.typed_in.unreadable import Unreadable

LONGEST: Final = 300
_YES: Final = frozenset(
    {
        "yes",
        "true",
        "y",
        "1",
        "はい",
        "有",
        "あり",
        "有り",
        "する",
        "是",
        "有る",
        "对",
        "具有",
        "with",
        "included",
    }
)
_NO: Final = frozenset(
    {
        "no",
        "false",
        "n",
        "0",
        "いいえ",
        "無",
        "なし",
        "無し",
        "しない",
        "否",
        "无",
        "没有",
        "不",
        "none",
        "without",
    }
)
_NUMBER: Final = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_AROUND: Final = re.compile(rf"({_NUMBER})\s*([^\d±]*?)\s*±\s*({_NUMBER})\s*(\D*)")
_HYPHEN: Final = re.compile(rf"({_NUMBER}\s*[^\d\s\-^/]*)(?<![eE])\s*-\s*(\d+(?:\.\d+)?\s*\D*)")
_RATIO: Final = re.compile(r"([<>=≤≥]*\s*\d+(?:\.\d+)?)\s*[:∶]\s*1")
_PER_SECOND: Final = re.compile(r"([<>=≤≥]*\s*\d[\d,.]*)\s*(?:Hz|fps|frames?/s|/s)", re.I)
_PRODUCT: Final = re.compile(r"(\d+)\s*[x×*]\s*(\d+)", re.I)
_SHOWN: Final = Context(prec=8)
"""Numbers that come from another unit are shown with so many digits; the value that is kept has them all."""
_LONG: Final = 12
_ELEMENT: Final = re.compile(r"[A-Z][a-z]?")


@frozen
class Given:
    """A value as it was understood. `given` is how a transaction file writes it (a text, or a list for a set); `canonical` is
    the same in the unit of the law, for showing.
    """

    given: Any
    canonical: str


def read_given(law: Law, attribute: Attribute, typed: str) -> Given:
    """The value of an attribute from what was typed. Raises Unreadable with the words of the catalogue."""
    if len(typed) > LONGEST:
        raise Unreadable("classify.too-long", LONGEST)
    words = " ".join(
        re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+", " ", typed).split()
    )
    if not words:
        raise Unreadable("classify.no-value")
    match attribute.type:
        case "quantity" | "number":
            return _quantity(law, attribute, words)
        case "money":
            return _checked(law, attribute, read_number_text(words, money=True), words)
        case "bool":
            return _yes_or_no(words)
        case "choice":
            return _choice(attribute, words)
        case "set":
            return _set(law, attribute, words)
        case _:
            return _checked(law, attribute, words, words)


def cannot_be_found_out() -> Given:
    """The value that somebody looked for and did not find."""
    return Given(CANNOT_WORD, CANNOT_WORD)


def unit_of(attribute: Attribute) -> str:
    """The unit in which a value is expected; "" for plain numbers and for what is no number."""
    return "" if attribute.unit in {"", "ratio", "number", "count"} else attribute.unit


def _quantity(law: Law, attribute: Attribute, words: str) -> Given:
    text = _around(words) or _hyphen(words) or words
    if not unit_of(attribute):
        text = _counted(attribute, text)
    written = read_number_text(text)
    if not re.search(r"\d", written):
        raise Unreadable("classify.no-number", words, _example(attribute))
    if unit_of(attribute) and not re.sub(rf"{_NUMBER}|\.\.|[<>=\s]", "", _plain(written)):
        raise Unreadable("classify.no-unit", words, attribute.unit)
    return _checked(law, attribute, written, words)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _around(words: str) -> str:
    """`10 ± 0.5 mm` and `10 mm ± 5 %` as a band."""
    plain = unicodedata.normalize("NFKC", words.replace("+/-", "±").replace("＋／－", "±")).replace(",", "")
    match = _AROUND.fullmatch(plain)
    if match is None:
        return ""
    middle, by, before, after = (
        parse_number(match[1]),
        abs(parse_number(match[3])),
        match[2].strip(),
        match[4].strip(),
    )
    if after == "%" and before and before != "%":
        by, after = abs(middle) * by / 100, before
    elif before and after and before != after:
        raise Unreadable("classify.no-number", words, "10 mm")
    return f"{_written(middle - by)}..{_written(middle + by)} {after or before}".strip()


def _hyphen(words: str) -> str:
    """`8-14 µm` and `-40-85 °C`, as data sheets write a band. A minus sign of an exponent is none."""
    plain = (
        re.sub("[–—−‐]", "-", unicodedata.normalize("NFKC", words)) if not re.search("[⁻^]", words) else ""
    )
    match = _HYPHEN.fullmatch(plain)
    return f"{match[1].strip()}..{match[2].strip()}" if match is not None else ""


def _counted(attribute: Attribute, words: str) -> str:
    """A plain number as data sheets write it: `40:1` is 40, `640 x 512` pixels are 327680, `60 Hz` are 60 a second."""
    plain = _plain(words).strip()
    match = _RATIO.fullmatch(plain)
    if match is None and "per second" in attribute.question.get("en", ""):
        match = _PER_SECOND.fullmatch(plain)
    if match is not None:
        return match[1].strip()
    match = _PRODUCT.fullmatch(plain)
    return words if match is None else _written(parse_number(match[1]) * parse_number(match[2]))


def _written(number: Decimal) -> str:
    return format_number(number)


def _checked(law: Law, attribute: Attribute, written: Any, words: str) -> Given:
    """The value as the vocabulary types it; its refusal in our words."""
    try:
        value = law.vocabulary.read_value(attribute, written)
    except QuantityError as error:
        raise _refused(attribute, words, str(error)) from None
    except ValueError:
        raise Unreadable("classify.not-taken", words) from None
    return Given(written, canonical_words(attribute, value))


def canonical_words(attribute: Attribute, value: object) -> str:
    """A typed value in the unit of the law, to be shown."""
    if isinstance(value, Interval):
        return format_interval(evolve(value, lo=_short(value.lo), hi=_short(value.hi)), attribute.unit)
    if isinstance(value, Money):
        return format_money(value)
    if isinstance(value, SetValue):
        return str(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _short(number: Decimal | None) -> Decimal | None:
    return _SHOWN.plus(number) if number is not None and len(number.as_tuple().digits) > _LONG else number


def _refused(attribute: Attribute, words: str, message: str) -> Unreadable:
    if "has no unit" in message:
        return Unreadable("classify.no-unit", words, attribute.unit)
    if "write a unit that" in message or "write a plain number" in message:
        unit = unit_of(attribute)
        return (
            Unreadable("classify.wrong-unit", words, unit)
            if unit
            else Unreadable("classify.plain-number", words)
        )
    if "lower end first" in message or "holds no number" in message:
        return Unreadable("classify.no-band", words)
    if "beyond what can be measured" in message:
        return Unreadable("classify.beyond", words)
    return Unreadable("classify.no-number", words, _example(attribute))


def _example(attribute: Attribute) -> str:
    return f"5 {unit_of(attribute)}".strip()


def _yes_or_no(words: str) -> Given:
    plain = unicodedata.normalize("NFKC", words).casefold().strip(" 。.")
    if plain in _YES:
        return Given("true", "yes")
    if plain in _NO:
        return Given("false", "no")
    raise Unreadable("classify.yes-or-no", words)


def _choice(attribute: Attribute, words: str) -> Given:
    plain = unicodedata.normalize("NFKC", words).casefold()
    met = [
        choice.id
        for choice in attribute.values
        if plain == choice.id.casefold() or plain in {label.casefold() for label in choice.label.values()}
    ]
    if len(met) != 1:
        raise Unreadable("classify.no-choice", words)
    return Given(met[0], met[0])


def _set(law: Law, attribute: Attribute, words: str) -> Given:
    """Elements or choices: `Nd, Dy, Fe, B`; `only …` (または …のみ, 仅…) says that there is nothing else."""
    plain = unicodedata.normalize("NFKC", words)
    only = re.match(r"^(?:only\b|のみ|仅|只)|(?:のみ|だけ)$", plain, re.I)
    body = re.sub(r"^(?:only\b|仅|只)[:：\s]*|(?:のみ|だけ)$", "", plain, flags=re.I)
    parts = [part.strip() for part in re.split(r"[,、，;；/\s]+", body) if part.strip()]
    if attribute.scheme == "element" and len(parts) == 1 and re.fullmatch(r"(?:[A-Z][a-z]?){2,}", parts[0]):
        parts = _ELEMENT.findall(parts[0])
    if attribute.scheme != "element":
        parts = [_choice(attribute, part).given for part in parts]
    return _checked(law, attribute, {"only": parts} if only else parts, words)
