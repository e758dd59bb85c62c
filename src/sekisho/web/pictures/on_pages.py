"""What templates call: figures in every size, marks, and the legend of the patterns that a picture uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup

from sekisho.words import say

from . import marks
from .drawing import clean, figure
from .history import history_picture
from .ownership import ownership_picture
from .tiles import tiles_picture
from .timeline import timeline_picture

Json = Mapping[str, Any]
_W: Final = 34
_SWATCHES: Final = {
    "decided": f'<path class="decided" d="M0 8H{_W}"/>',
    "decided-after": f'<path class="decided after" d="M0 8H{_W}"/>',
    "interval": '<rect class="interval" x="1" y="1" width="32" height="14" fill="url(#{id}-dots)"/>',
    "unconfirmed": '<rect class="interval" x="1" y="1" width="32" height="14" fill="url(#{id}-zigzag)"/>',
    "suspended": '<rect class="suspended" x="1" y="1" width="32" height="14" fill="url(#{id}-hatch)"/>',
    "today": '<path class="today" d="M17 0V16"/>',
    "checked": '<path class="checked" d="M17 0V16"/>',
    "in-force": '<rect class="bar in-force" x="1" y="2" width="32" height="12"/>',
    "bar-after": '<rect class="bar after" x="1" y="2" width="32" height="12"/>',
    "bar-unconfirmed": '<rect class="bar unconfirmed" x="1" y="2" width="32" height="12" fill="url(#{id}-zigzag)"/>',
    "bar-suspended": '<rect class="bar suspended" x="1" y="2" width="32" height="12" fill="url(#{id}-hatch)"/>',
    "published": '<rect class="bar published" x="1" y="2" width="32" height="12"/>',
    "not-enforced": '<rect class="bar not-enforced" x="1" y="2" width="32" height="12"/><path class="through" d="M1 8H33"/>',
    "recorded": '<path class="event" d="M17 3l5 5-5 5-5-5z"/>',
    "cut": '<path class="cut" d="M19 1l-4 4 4 4-4 4 2 2"/>',
    "arrow": '<path class="arrow" d="M4 2V8H28"/><path class="head" d="M24 4.5l6 3.5-6 3.5z"/>',
}
HISTORY_LEGEND: Final = (
    "decided",
    "decided-after",
    "interval",
    "unconfirmed",
    "suspended",
    "today",
    "checked",
)
TIMELINE_LEGEND: Final = ("in-force", "bar-after", "bar-suspended", "bar-unconfirmed", "published", "not-enforced", "recorded",
                          "cut", "arrow")  # fmt: skip


def history_figure(found: Json, lang: str, name: str = "history") -> Markup:
    """The history of a transaction in every size."""
    return Markup(figure(lambda id, wide: history_picture(found, id, wide, lang), name))


def timeline_figure(
    found: Json, lang: str, authorities: Mapping[str, Any] | None = None, name: str = "timeline"
) -> Markup:
    """The timeline of measures in every size. `authorities`: their names by code, by language."""
    return Markup(figure(lambda id, wide: timeline_picture(found, id, wide, lang, authorities), name))


def tiles_figure(found: Json, lang: str, authority: str = "", name: str = "places") -> Markup:
    """The map of destinations in every size."""
    return Markup(figure(lambda id, wide: tiles_picture(found, id, wide, lang, authority), name))


def ownership_figure(found: Json, lang: str, name: str = "owners") -> Markup:
    """The owners of a party in every size. `found`: as `pictures.ownership` says."""
    return Markup(figure(lambda id, wide: ownership_picture(found, id, wide, lang), name))


def mark(at_least: str, at_most: str, size: int = 18) -> Markup:
    """The mark of an outcome, for a template."""
    return Markup(marks.mark(at_least, at_most, size))


def state_mark(state: str, size: int = 18) -> Markup:
    """The mark of a state of the law, for a template."""
    return Markup(marks.state_mark(state, size))


def strip(at_least: str, at_most: str) -> Markup:
    """The strip of six cells, for a template."""
    return Markup(marks.strip(at_least, at_most))


def legend(kinds: Iterable[str], lang: str, name: str = "legend") -> Markup:
    """What the lines and patterns of a picture mean, each with its sample."""
    rows = []
    for kind in kinds:
        id = f"{name}-{kind}"
        body = _SWATCHES[kind].replace("{id}", id)
        if "url(#" in body:
            body = _pattern(body, id) + body
        sample = f'<svg class="picture sample" width="{_W}" height="16" viewBox="0 0 {_W} 16" aria-hidden="true">{body}</svg>'
        rows.append(f"<li>{sample} {clean(say('picture.legend-' + kind, lang))}</li>")
    return Markup(f'<ul class="legend plain">{"".join(rows)}</ul>')


def _pattern(body: str, id: str) -> str:
    from .drawing import patterns

    return "<defs>" + "".join(p for key, p in patterns(id).items() if f"-{key})" in body) + "</defs>"


GLOBALS: Final[Mapping[str, Callable[..., Markup] | tuple[str, ...]]] = {
    "history_figure": history_figure,
    "timeline_figure": timeline_figure,
    "tiles_figure": tiles_figure,
    "ownership_figure": ownership_figure,
    "picture_mark": mark,
    "picture_state_mark": state_mark,
    "picture_strip": strip,
    "picture_legend": legend,
    "HISTORY_LEGEND": HISTORY_LEGEND,
    "TIMELINE_LEGEND": TIMELINE_LEGEND,
}
"""The names under which templates find these."""
