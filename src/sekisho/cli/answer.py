"""The answer as a compliance officer reads it in half a minute: one lane per authority, then what is
asked and on whose word.

Works on the JSON of a determination (docs/reference/determination.md) and on nothing else, so that a
saved answer prints the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sekisho.service.lanes import asked_of, lane_order, question_authorities, questions_of, sum_sentence
from sekisho.service.saying import footer, joined, not_examined_lines, say_value, warnings_of, word_line
from sekisho.words import say, text
from sekisho.words.lanes import consequence

from .lane import print_lane
from .screen import Pairs
from .wrapping import wrapped

if TYPE_CHECKING:
    from rich.console import Console

SHOWN_QUESTIONS = 5
SHOWN_LINES = 8
# Findings that stand in the lane of their authority or in the first line.
TOLD_ELSEWHERE = frozenset({"conduct", "finding", "after-checked"})
Json = Mapping[str, Any]


def print_answer(out: Console, answer: Json, lang: str, assumed: Mapping[str, str] | None = None) -> None:
    """Print one determination."""
    for warning in warnings_of(answer, lang):
        _line(out, "! " + warning, style="bold yellow")
    _title(out, answer, lang, assumed or {})
    asked = asked_of(answer)
    for name in lane_order(answer):
        out.print()
        print_lane(out, name, answer["authorities"][name], asked.get(name, {}), lang)
    _conflicts(out, answer, lang)
    _filing(out, answer, lang)
    _questions(out, answer, lang)
    _words(out, answer, lang)
    _not_examined(out, answer, lang)
    out.print()
    _line(out, footer(answer, lang), style="dim")


def _title(out: Console, answer: Json, lang: str, assumed: Mapping[str, str]) -> None:
    head = " · ".join(
        part
        for part in (
            str(answer.get("id") or ""),
            say("on", lang, answer.get("on") or "–"),
            say("known", lang, answer.get("known") or "–"),
        )
        if part
    )
    _line(out, head, style="bold")
    if assumed:
        _line(out, say("assumed", lang, ", ".join(f"{id} = {state}" for id, state in assumed.items())))
    _line(out, sum_sentence(answer, lang))
    _line(out, say("legend", lang), style="dim")


def _conflicts(out: Console, answer: Json, lang: str) -> None:
    for key in ("conflicts", "findings"):
        rows = [row for row in answer.get(key) or [] if row.get("finding") not in TOLD_ELSEWHERE]
        if not rows:
            continue
        _heading(out, say(key, lang))
        for row in rows[:SHOWN_LINES]:
            words = text(row.get("words"), lang) or str(row.get("kind") or row.get("finding"))
            about = ", ".join(map(str, row.get("provisions") or filter(None, [row.get("provision")])))
            _line(out, f"  {words}" + (f" ({about})" if about and not row.get("duties") else ""))
            for side in row.get("duties") or ():
                truth = "" if side["truth"] == "true" else f" ({say('possible', lang)})"
                cited = ", ".join(filter(None, (side["citation"], side["cite"])))
                _line(
                    out, f"    {side['authority']}: {text(side['title'], lang)}{truth} [{cited}]", style="dim"
                )
        _rest(out, len(rows), lang)
        if key == "conflicts":
            _line(out, "  " + say("counsel", lang))


def _filing(out: Console, answer: Json, lang: str) -> None:
    """Whose licence comes first, where more than one has to be asked for."""
    steps = answer.get("filing") or []
    if len(steps) < 2:
        return
    _heading(out, say("filing", lang))
    numbers = {step["provision"]: number for number, step in enumerate(steps, 1)}
    for number, step in enumerate(steps[:SHOWN_LINES], 1):
        row = step.get("procedure") or {}
        desk, time = text(row.get("file_with"), lang), text(row.get("time"), lang)
        truth = "" if step["truth"] == "true" else f" ({say('possible', lang)})"
        about = "; ".join(filter(None, (desk, time)))
        _line(
            out,
            f"  {number}  {step['authority']}: {text(step['title'], lang)}{truth}"
            + (f" – {about}" if about else ""),
        )
        for waited in step["waits_for"]:
            for why in waited["why"]:
                words = text(why["words"], lang)
                _line(
                    out,
                    "     " + say("waits-for", lang, numbers.get(waited["provision"], "–"), words),
                    style="dim",
                )
    _rest(out, len(steps), lang)


def _questions(out: Console, answer: Json, lang: str) -> None:
    questions = questions_of(answer)
    _heading(out, say("questions", lang))
    if not questions:
        _line(out, "  " + say("no-questions", lang))
        return
    for number, question in enumerate(questions[:SHOWN_QUESTIONS], 1):
        grid = Pairs()
        who = say(f"who.{question.get('who', '')}", lang).removeprefix("who.")
        ask = text(question.get("ask"), lang)
        if question.get("unit"):
            ask += f" [{question['unit']}]"
        grid.add(f"  {number}", ask)
        about = [who, str(question.get("fact", "")), ", ".join(question_authorities(question, answer))]
        grid.add("", " · ".join(part for part in about if part))
        if question.get("asked_by"):
            lists = joined([f"{row['display']} ({row['list']})" for row in question["asked_by"]], lang)
            grid.add("", say("one-answer", lang, lists))
        if question.get("show_consequences"):
            for value, outcome in list((question.get("if") or {}).items())[:4]:
                if outcome:
                    shown = say_value(value, question.get("unit", ""), lang)
                    grid.add("", say("if", lang, shown, consequence(outcome, lang)))
        grid.print(out)
    if len(questions) > SHOWN_QUESTIONS:
        _line(out, "  " + say("more-questions", lang, len(questions) - SHOWN_QUESTIONS))


def _words(out: Console, answer: Json, lang: str) -> None:
    _heading(out, say("words-of", lang))
    rows = answer.get("on_whose_word") or []
    lines = list(dict.fromkeys(word_line(row, lang) for row in rows))
    for line in lines[:SHOWN_LINES]:
        _line(out, f"  {line}")
    if not lines:
        _line(out, "  " + say("no-word", lang))
    _rest(out, len(lines), lang)


def _not_examined(out: Console, answer: Json, lang: str) -> None:
    if not answer.get("not_examined"):
        return
    _heading(out, say("not-examined", lang))
    for line in not_examined_lines(answer, lang):
        _line(out, f"  {line}")


def _heading(out: Console, words: str) -> None:
    out.print()
    _line(out, words, style="bold")


def _rest(out: Console, total: int, lang: str) -> None:
    if total > SHOWN_LINES:
        _line(out, "  " + say("and-more", lang, total - SHOWN_LINES))


def _line(out: Console, words: str, style: str = "") -> None:
    from rich.text import Text

    for line in wrapped(words, out.width):
        out.print(Text(line, style=style), soft_wrap=True)


__all__ = ["footer", "joined", "print_answer", "say_value", "warnings_of", "word_line"]
