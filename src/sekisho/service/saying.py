"""Small pieces of an answer in words, the same on pages and on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sekisho.words import say, text


def say_value(value: str, unit: str, lang: str) -> str:
    """A tried answer in words: yes and no, a number with its unit, else as it stands."""
    if unit and re.fullmatch(r"[<>≥≤=]* ?[\d.,]+(?: \.\. [\d.,]+)?", value):
        return f"{value} {unit}"
    return say(
        {"true": "yes", "false": "no", "complete": "yes", "elsewhere": "elsewhere"}.get(value, value), lang
    )


def warnings_of(answer: Mapping[str, Any], lang: str) -> list[str]:
    """Which authorities' law was last confirmed before the day of the answer."""
    checked = answer.get("law", {}).get("checked", {})
    on = str(answer.get("on") or "")
    late: dict[str, list[str]] = {}
    for name in answer.get("authorities", {}):
        day = str(checked.get(name) or "")
        if on and day and on > day:
            late.setdefault(day, []).append(name)
    return [say("after-checked", lang, ", ".join(names), day, on) for day, names in sorted(late.items())]


_UNIT_SIGNS: Final = (("degC", "℃"), ("ohm", "Ω"), ("^2", "²"), ("^3", "³"), ("um", "µm"))


def unit_words(unit: str) -> str:
    """A unit as a person writes it: degC is ℃, 1/cm^2 is 1/cm²; it can be typed so too."""
    for written, sign in _UNIT_SIGNS:
        unit = re.sub(
            rf"(?<![A-Za-z]){written}(?![A-Za-z0-9])" if written.isalpha() else re.escape(written), sign, unit
        )
    return unit


def word_line(row: Any, lang: str) -> str:
    """One line on who said what, when, on which evidence."""
    if not isinstance(row, Mapping):
        return text(row, lang)
    what = row.get("fact") or row.get("person") or ""
    rest = [
        row.get("value", row.get("answer")),
        row.get("by") or say("nobody-named", lang),
        row.get("on"),
        row.get("evidence"),
    ]
    before, between = (": ", ", ") if lang == "en" else ("：", "、")
    return f"{what}{before}" + between.join(str(part) for part in rest if part)


def not_examined_lines(answer: Mapping[str, Any], lang: str) -> list[str]:
    """What was not looked at, and why; authorities of one reason stand on one line."""
    lines: list[str] = []
    by_reason: dict[str, list[str]] = {}
    for row in answer.get("not_examined") or []:
        if isinstance(row, Mapping) and "authority" in row:
            by_reason.setdefault(str(row.get("why", "")), []).append(
                text(row.get("name"), lang) or str(row["authority"])
            )
        else:
            lines.append(text(row, lang))
    return lines + [say(why, lang, joined(names, lang)) for why, names in by_reason.items()]


def footer(answer: Mapping[str, Any], lang: str) -> str:
    """Not legal advice; which law, confirmed when, by which engine."""
    law = answer.get("law", {})
    names = list(answer.get("authorities", {})) or list(law.get("checked", {}))
    days = ", ".join(f"{name} {law['checked'][name]}" for name in names if name in law.get("checked", {}))
    return say("footer", lang, str(law.get("hash", ""))[:12], days or "–", answer.get("engine", ""))


def joined(parts: Iterable[str], lang: str) -> str:
    """Parts as a list of the language."""
    return (", " if lang == "en" else "、").join(parts)
