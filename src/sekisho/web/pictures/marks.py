"""The marks of outcomes and of states of law: a hexagon filled from below, and a strip of six cells.

They look like no character of any script, and tell by darkness and shape alone (ui-direction, section 3). The words
always stand beside them, so they are hidden from screen readers. `ink`: colours in place of classes, for paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from attrs import frozen

from sekisho.words import SEVERITIES, severity

_HEXAGON: Final = "M8 1 14 4.5v7L8 15l-6-3.5v-7z"
_BELOW: Final = {3: "M2 10.2h12v1.3L8 15l-6-3.5z", 4: "M2 6h12v5.5L8 15l-6-3.5z", 5: _HEXAGON}
"""How far the hexagon is filled: a third (notify), two thirds (licence required), whole (prohibited)."""
_DOTS: Final = ((5.2, 6.2), (8.0, 6.2), (10.8, 6.2), (6.6, 9.0), (9.4, 9.0))
_STATES: Final = {
    "unconfirmed": '<path {edge} d="M1.5 9.5 4 6l2.6 4 2.6-4 2.6 4L14.5 6"/>',
    "suspended": f'<path {{edge}} d="{_HEXAGON}"/><path {{thin}} d="M3 11 10 3M5.5 13.3 13 5M9 14l4.5-5"/>',
    "not-enforced": f'<path {{edge}} d="{_HEXAGON}"/><path {{thin}} d="M5 8h6"/>',
    "pointer": '<path {edge} d="M3.5 1.5h6l3 3v10h-9z" stroke-dasharray="1.8 1.4"/>',
}


@frozen(eq=False)
class Ink:
    """What the parts of a mark are drawn with: classes on a page, plain attributes on paper."""

    parts: Mapping[str, str]

    def __getitem__(self, part: str) -> str:
        return self.parts[part]


ON_PAGE: Final = Ink({part: f'class="{part}"' for part in ("edge", "thin", "fill", "bar", "dot", "cell", "full", "open")}
                     | {"thin": 'class="edge thin"', "full": 'class="cell full"', "open": 'class="cell open"'})  # fmt: skip
ON_PAPER: Final = Ink({
    "edge": 'fill="none" stroke="#000" stroke-width="1.3" stroke-linejoin="round"',
    "thin": 'fill="none" stroke="#000" stroke-width="1"',
    "fill": 'fill="#000"',
    "bar": 'fill="none" stroke="#fff" stroke-width="1.8"',
    "dot": 'fill="#000"',
    "cell": 'fill="none" stroke="#888" stroke-width=".8"',
    "full": 'fill="#000" stroke="#000" stroke-width=".8"',
    "open": 'fill="none" stroke="#000" stroke-width=".8"',
})  # fmt: skip


@cache
def mark_body(low: int, high: int, ink: Ink = ON_PAGE) -> str:
    """The inside of a mark, on a field of 16 by 16."""
    dashed = f'<path {ink["edge"]} d="{_HEXAGON}" stroke-dasharray="1.6 1.6"/>'
    edge = f'<path {ink["edge"]} d="{_HEXAGON}"/>'
    if low != high:
        floor = f'<path {ink["fill"]} d="{_floor(low)}"/>' if low >= 2 else ""
        above = [dot for dot in _DOTS if low < 2 or dot[1] < 8]
        lift = 2.2 if low >= 4 else 0.0
        dots = "".join(f'<circle {ink["dot"]} cx="{x:g}" cy="{y - lift:g}" r=".95"/>' for x, y in above)
        return dashed + floor + dots
    if low == 0:
        return dashed
    body = f'<path {ink["fill"]} d="{_BELOW[low]}"/>' if low in _BELOW else ""
    body += edge
    if low == 2:
        body += f'<circle {ink["fill"]} cx="8" cy="8" r="2"/>'
    if low == 5:
        body += f'<path {ink["bar"]} d="M4.6 8h6.8"/>'
    return body


def _floor(low: int) -> str:
    """What an open answer holds for certain, filled from below as the mark of that outcome is."""
    return {2: "M2 11.2h12v.3L8 15l-6-3.5z"}.get(low) or _BELOW[low]


def mark(at_least: str, at_most: str, size: int = 18, *, ink: Ink = ON_PAGE) -> str:
    """The mark of an outcome, or of what lies between two."""
    low, high = severity(at_least), severity(at_most)
    kind = "mark-open" if low != high else f"mark-{low}"
    return _framed(f"mark {kind}", 16, 16, size, size, mark_body(low, high, ink), ink)


def state_mark(state: str, size: int = 18, *, ink: Ink = ON_PAGE) -> str:
    """The mark of a state of law: unconfirmed, suspended, not-enforced; anything else is law that nobody has read."""
    body = _STATES.get(state, _STATES["pointer"]).format(edge=ink["edge"], thin=ink["thin"])
    return _framed(f"mark state-{state}", 16, 16, size, size, body, ink)


def strip(at_least: str, at_most: str, *, ink: Ink = ON_PAGE) -> str:
    """Six cells from not subject to prohibited: a filled one is decided, dotted ones are what remains possible."""
    low, high = severity(at_least), severity(at_most)
    cells = []
    for step in range(6):
        x = step * 15.5 + 0.5
        box = f'x="{x:g}" y=".5" width="13.5" height="13" rx="1.5"/>'
        if low == high == step:
            cells.append(f"<rect {ink['full']} {box}")
        elif low <= step <= high:
            cells.append(f"<rect {ink['open']} {box}")
            for dx, dy in ((4.0, 4.4), (9.4, 4.4), (6.7, 7.2), (4.0, 10.0), (9.4, 10.0)):
                cells.append(f'<circle {ink["dot"]} cx="{x + dx:g}" cy="{dy:g}" r="1.05"/>')
        else:
            cells.append(f"<rect {ink['cell']} {box}")
    return _framed("strip", 92, 14, 92, 14, "".join(cells), ink)


def _framed(kind: str, w: int, h: int, wide: int, high: int, body: str, ink: Ink) -> str:
    names = f'class="{kind}" ' if ink is ON_PAGE else 'xmlns="http://www.w3.org/2000/svg" '
    return f'<svg {names}viewBox="0 0 {w} {h}" width="{wide}" height="{high}" aria-hidden="true">{body}</svg>'


def on_paper() -> tuple[dict[str, str], dict[str, str]]:
    """Every mark and every strip as drawings in black, by "least-most": what a PDF is set with."""
    pairs = [(low, high) for number, low in enumerate(SEVERITIES) for high in SEVERITIES[number:]]
    marks = {f"{low}-{high}": mark(low, high, 16, ink=ON_PAPER) for low, high in pairs}
    return marks, {f"{low}-{high}": strip(low, high, ink=ON_PAPER) for low, high in pairs}


__all__ = ["ON_PAGE", "ON_PAPER", "Ink", "mark", "mark_body", "on_paper", "state_mark", "strip"]
