"""The timeline of measures and countermeasures: one row per measure, grouped by authority, over a common axis of time.

A bar is filled as far as somebody confirmed the law and a dashed outline after; hatch is suspended, zigzags are
unconfirmed, an empty outline is published and not in force, a line through it is announced as not enforced. A cut edge: it
began before the picture. Arrows stand only where a source states that one measure answers another.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sekisho.words import say, text

from .days import ROW, Days, axis, pieces
from .drawing import SMALL, TEXT, Drawing
from .measure import width, wrap

Json = Mapping[str, Any]
_BAR: Final = 12
_LEADING: Final = 15.5
_EMPTY: Final = frozenset({"published", "deferred", "not-enforced"})
_PATTERN: Final = {"suspended": "hatch", "unconfirmed": "zigzag"}


def timeline_picture(
    found: Json, name: str, wide: int, lang: str, authorities: Mapping[str, Any] | None = None
) -> Drawing:
    """Draw a timeline (`service.law.timeline.timeline`) for a width. `authorities`: their names by code, by language."""
    drawing = Drawing(name, wide, timeline_summary(found, lang), lang, kind="timeline-picture")
    left = 6 if drawing.narrow else (300 if wide < 800 else 360)
    days = Days(found["window"]["from"], found["window"]["until"], left, wide - 6)
    y = _today(drawing, days, found["on"])
    y = axis(drawing, days, y) + 8
    at: dict[str, tuple[float, float]] = {}
    group = ""
    for row in found["rows"]:
        if row["authority"] != group:
            group = row["authority"]
            y = _group(drawing, group, text((authorities or {}).get(group, ""), lang), y)
        y = _row(drawing, row, days, found, y, at)
    drawing.line(days.left, y, days.right, y, "axis")
    _arrows(drawing, found["arrows"], at)
    drawing.height = y + 6
    return drawing


def timeline_summary(found: Json, lang: str) -> str:
    """What a timeline shows, in one sentence."""
    window, rows = found["window"], found["rows"]
    suspended = sum(row["state"] == "suspended" for row in rows)
    open_law = sum(row["state"] in {"unconfirmed", "not-enforced", "deferred"} for row in rows)
    authorities = len({row["authority"] for row in rows})
    return say("picture.timeline-summary", lang, len(rows), authorities, window["from"], window["until"], found["on"],
               suspended, open_law, len(found["arrows"]))  # fmt: skip


def _today(drawing: Drawing, days: Days, on: date) -> float:
    if days.holds(on):
        words = say("picture.on", drawing.lang, on)
        wide = width(words, SMALL) * 1.08
        start = min(max(days.x(on) - wide / 2, 0), drawing.width - wide)
        drawing.words(words, start, 12, "t-today", bold=True)
    return 24


def _group(drawing: Drawing, code: str, name: str, y: float) -> float:
    drawing.line(0, y + 6, drawing.width, y + 6, "rule")
    drawing.words(f"{code} {name}".strip(), 0, y + 24, "t-head", size=TEXT, bold=True)
    return y + 32


def _row(
    drawing: Drawing, row: Json, days: Days, found: Json, y: float, at: dict[str, tuple[float, float]]
) -> float:
    """One measure: its name and days beside its bar, or over it on a phone. Gives where the next row begins."""
    chosen = row["id"] == found["selected"]
    room = (drawing.width if drawing.narrow else days.left) - 12
    names = wrap(row["name"], SMALL * (1.08 if chosen else 1), room)
    notes = wrap(row_note(row, drawing.lang), SMALL, room)
    top = y
    drawing.raw(f'<g class="measure{" chosen" if chosen else ""}" data-row="{_attribute(row["id"])}">')
    for number, line in enumerate(names):
        drawing.words(line, 0, y + SMALL + number * _LEADING, "t-name", bold=chosen)
    y += len(names) * _LEADING
    for number, line in enumerate(notes):
        drawing.words(line, 0, y + SMALL + number * _LEADING, "t-quiet")
    y += len(notes) * _LEADING
    middle = y + 4 + _BAR / 2 if drawing.narrow else top + 2 + _BAR / 2
    bottom = middle + _BAR / 2 + 4 if drawing.narrow else max(y, top + _BAR + 4) + 4
    grid = "".join(f"M{days.x(day):.1f} {middle - _BAR / 2 - 2:.1f}v{_BAR + 4}" for day, _ in days.ticks())
    drawing.path(grid, "grid")
    _bars(drawing, row, days, middle)
    if days.holds(found["on"]):
        x = days.x(found["on"])
        drawing.line(x, middle - _BAR / 2 - 3, x, middle + _BAR / 2 + 3, "today")
    drawing.raw("</g>")
    first = row["from"] or row["published"]
    at[row["id"]] = (days.x(first) if first else days.left, middle)
    return bottom + (8 if drawing.narrow else 4)


def row_note(row: Json, lang: str) -> str:
    """The days of a measure and what it answers, on one line."""
    words = str(row["from"] or row["published"] or "")
    if row["until"]:
        words += f" – {row['until']}"
    if row["state"] not in {"in-force", "not-in-force"}:
        words += f" · {say('picture.state-' + row['state'], lang)}"
    answers = [other for other in row["relations"] if other["type"] == "responds_to" and other["source"]]
    if answers:
        first = answers[0]
        more = f" +{len(answers) - 1}" if len(answers) > 1 else ""
        words += f" · ← {first['authority']} {first['published'] or ''}{more}".rstrip()
    return words.strip()


def _bars(drawing: Drawing, row: Json, days: Days, middle: float) -> None:
    top = middle - _BAR / 2
    if row["published"] and not row["spans"] and days.holds(row["published"]):
        _event(drawing, days.x(row["published"]), middle, f"{row['published']} {row['name']}")
    for span in row["spans"]:
        state, first = span["state"], span["from"] or days.first
        words = _told(row, span, drawing.lang)
        if state == "recorded":
            if days.holds(first):
                _event(drawing, days.x(first), middle, words)
            elif first < days.first:
                _cut(drawing, days.left, top, words)
            continue
        if state == "not-in-force":
            continue
        checked = None if state == "published" else row["checked"]
        for start, end, sure in pieces(first, span["until"], checked, days):
            x1, x2 = days.x(start), days.x(end)
            kind = f"bar {state}" if sure else f"bar {state} after"
            if state == "in-force" and not sure:
                kind = "bar after"
            drawing.rect(x1, top, max(x2 - x1, 1.5), _BAR, kind, words, pattern=_PATTERN.get(state, ""))
            if state == "not-enforced":
                drawing.line(x1, middle, x2, middle, "through")
        if (
            span["from"] is not None
            and span["from"] < days.first
            and (span["until"] or days.first) >= days.first
        ):
            _cut(drawing, days.left, top, words)


def _told(row: Json, span: Json, lang: str) -> str:
    until = span["until"] or "…"
    return f"{row['name']}: {say('picture.state-' + span['state'], lang)}, {span['from'] or '…'} – {until}"


def _event(drawing: Drawing, x: float, y: float, words: str) -> None:
    """A measure of which only the day is recorded: an empty diamond."""
    drawing.path(f"M{x:.1f} {y - 5:.1f}l5 5-5 5-5-5z", "event", words)


def _cut(drawing: Drawing, x: float, top: float, words: str) -> None:
    """A torn edge: the bar began before the picture."""
    drawing.path(f"M{x + 1:.1f} {top - 2:.1f}l-4 4 4 4-4 4 4 4", "cut", words)


def _arrows(drawing: Drawing, arrows: list[Json], at: Mapping[str, tuple[float, float]]) -> None:
    """From the measure that is answered to the one that answers it."""
    for arrow in arrows:
        if arrow["from"] not in at or arrow["to"] not in at:
            continue
        (x2, y2), (x1, y1) = at[arrow["from"]], at[arrow["to"]]
        words = f"{arrow['word']}: {arrow['claim']}"
        side = 1 if y2 > y1 else -1
        bend = max(8.0, min(abs(x2 - x1), 24.0))
        start = y1 + side * _BAR / 2
        end = x2 - 1
        if x2 - x1 < 10:  # the same day or nearly so: around the left of both
            turn = max(min(x1, x2) - bend, 1)
            d = f"M{x1 - 1:.1f} {y1:.1f}H{turn:.1f}V{y2:.1f}H{end:.1f}"
        else:
            d = f"M{x1 + 2:.1f} {start:.1f}V{y2:.1f}H{end:.1f}"
        drawing.path(d, "arrow", words)
        drawing.path(f"M{end - 6:.1f} {y2 - 3.5:.1f}l6 3.5-6 3.5z", "head", words)


def _attribute(id: str) -> str:
    return id.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


__all__ = ["ROW", "row_note", "timeline_picture", "timeline_summary"]
