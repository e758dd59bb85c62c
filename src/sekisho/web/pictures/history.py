"""The history of a transaction: one small chart per authority over a common axis of time.

A thick line is decided; a box of dots is what remained possible (zigzags where only the law is unconfirmed); hatch is
suspended law; the blue line is today; the dashed ochre line is the day on which the law was last confirmed, and right of
it decided lines are dashed too, for nobody has confirmed them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sekisho.words import SEVERITIES, headline, say, severity, text

from .days import Days, axis, dates_below, pieces
from .drawing import SMALL, TEXT, Drawing
from .measure import width, wrap

Json = Mapping[str, Any]
_LEADING: Final = 15.5
_HALF: Final = 6
"""Half the height of a box at one level."""


def history_picture(found: Json, name: str, wide: int, lang: str) -> Drawing:
    """Draw a history (`service.histories.history`) for a width."""
    drawing = Drawing(name, wide, history_summary(found, lang), lang, kind="history-picture")
    left = 112 if drawing.narrow else (232 if wide < 800 else 252)
    days = Days(found["from"], found["to"], left, wide - 4)
    today = found["today"]
    if days.holds(today):
        words = say("picture.today", lang, today)
        start = min(max(days.x(today) - width(words, SMALL) / 2, 0), wide - width(words, SMALL) * 1.08)
        drawing.words(words, start, 12, "t-today", bold=True)
    y = 18.0
    for code, lane in sorted(found["authorities"].items(), key=lambda pair: _weight(*pair)):
        y = _lane(drawing, code, lane, days, today, y + 8)
    end = axis(drawing, days, y + 6)
    changes = {change["on"] for change in found["changes"] if not change["first"]}
    drawing.height = dates_below(drawing, days, changes, end) + 8
    return drawing


def history_summary(found: Json, lang: str) -> str:
    """What a history shows, in one sentence."""
    changes = sum(not change["first"] for change in found["changes"])
    now = say("picture.and", lang).join(
        f"{code} {headline(span['at_least'], span['at_most'], lang, span['door'])}"
        for code, lane in found["authorities"].items()
        if (span := span_on(lane["spans"], found["today"])) is not None
    )
    return say("picture.history-summary", lang, len(found["authorities"]), found["from"], found["to"], changes,
               found["today"], now)  # fmt: skip


def span_on(spans: Sequence[Json], day: date) -> Json | None:
    """The stretch in which a day lies."""
    return next((span for span in spans if span["from"] <= day <= span["until"]), None)


def _weight(code: str, lane: Json) -> tuple[int, int, str]:
    """What was ever grave or ever changed stands above what was always free."""
    highest = max((severity(span["at_most"]) for span in lane["spans"]), default=0)
    return (-highest, -len(lane["spans"]), code)


def _lane(drawing: Drawing, code: str, lane: Json, days: Days, today: date, y: float) -> float:
    lang = drawing.lang
    drawing.line(0, y, drawing.width, y, "rule")
    y = _head(drawing, code, lane, today, y + 16)
    levels = sorted(
        {severity(span[end]) for span in lane["spans"] for end in ("at_least", "at_most")}, reverse=True
    )
    at: dict[int, float] = {}
    first = y
    for level in levels:
        found = wrap(say(SEVERITIES[level], lang), SMALL, days.left - 12)
        tall = max(24.0, len(found) * _LEADING + 6)
        at[level] = y + tall / 2
        start = at[level] - len(found) * _LEADING / 2 + SMALL
        for number, line in enumerate(found):
            drawing.words(line, days.left - 10, start + number * _LEADING, "t-level", anchor="end")
        y += tall
        drawing.line(days.left, at[level], days.right, at[level], "grid")
    for day, _ in days.ticks():
        drawing.line(days.x(day), first, days.x(day), y, "grid")
    _hatches(drawing, lane, days, at)
    before: Json | None = None
    for span in lane["spans"]:
        _span(drawing, span, before, lane, days, at)
        before = span
    if days.holds(lane["checked"]):
        x = days.x(lane["checked"])
        drawing.line(x, first, x, y, "checked", say("picture.checked", lang, lane["checked"]))
    if days.holds(today):
        drawing.line(
            days.x(today), first - 2, days.x(today), y + 2, "today", say("picture.today", lang, today)
        )
    return y + 2


def _head(drawing: Drawing, code: str, lane: Json, today: date, y: float) -> float:
    """The name of the authority, its answer today, and when its law was confirmed."""
    lang = drawing.lang
    name = f"{code} {text(lane.get('name'), lang)}".strip()
    used = drawing.words(name, 0, y, "t-head", size=TEXT, bold=True)
    span = span_on(lane["spans"], today)
    checked = (
        say("picture.checked", lang, lane["checked"])
        if lane["checked"]
        else say("picture.never-checked", lang)
    )
    now = headline(span["at_least"], span["at_most"], lang, span["door"]) if span is not None else ""
    kind = "t-now" if span is None or span["at_least"] == span["at_most"] else "t-now open"
    beside = drawing.width - 4 - width(checked, SMALL)
    if beside < used + 12:
        drawing.words(checked, 0, y + 16, "t-quiet")
        y += 16
    else:
        drawing.words(checked, drawing.width - 4, y, "t-quiet", anchor="end")
    if drawing.narrow:
        return y + drawing.lines(now, 0, y + 17, drawing.width - 4, kind, size=TEXT, bold=True) + 7
    tall = drawing.lines(now, used + 14, y, beside - used - 30, kind, size=TEXT, bold=True) if now else 0
    return y + max(tall - TEXT, 0) + 8


def _hatches(drawing: Drawing, lane: Json, days: Days, at: Mapping[int, float]) -> None:
    """Hatch what is suspended: between the answer as it is and the gravest that the authority ever gave."""
    top = min(at.values()) - _HALF
    for row in lane["suspended"]:
        words = say(
            "picture.suspended", drawing.lang, text(row["name"], drawing.lang), row["from"], row["until"]
        )
        for span in lane["spans"]:
            first, last = max(row["from"], span["from"]), min(row["until"], span["until"])
            if first > last:
                continue
            bottom = at[severity(span["at_most"])] - _HALF
            for start, end, _ in pieces(first, last, None, days):
                x = days.x(start)
                tall = max(bottom - top, 8.0)
                drawing.rect(x, bottom - tall, days.x(end) - x, tall, "suspended", words, pattern="hatch")


def _span(
    drawing: Drawing, span: Json, before: Json | None, lane: Json, days: Days, at: Mapping[int, float]
) -> None:
    low, high = severity(span["at_least"]), severity(span["at_most"])
    words = f"{span['from']} – {span['until']}: {headline(span['at_least'], span['at_most'], drawing.lang, span['door'])}"
    if before is not None and days.holds(span["from"]):
        ys = [at[severity(s[end])] for s in (before, span) for end in ("at_least", "at_most")]
        x = days.x(span["from"])
        drawing.line(x, min(ys), x, max(ys), "step")
    for start, end, sure in pieces(span["from"], span["until"], lane["checked"], days):
        x1, x2 = days.x(start), days.x(end)
        after = "" if sure else " after"
        if low == high:
            drawing.line(x1, at[low], x2, at[low], f"decided{after}", words)
            continue
        pattern = "zigzag" if span["unconfirmed"] else "dots"
        y = at[high] - _HALF
        bottom = at[low] + (2 if low >= 2 else _HALF)
        drawing.rect(x1, y, x2 - x1, bottom - y, f"interval{after}", words, pattern=pattern)
        if low >= 2:
            drawing.line(x1, at[low], x2, at[low], f"decided{after}", words)
