"""What every picture is drawn with: shapes by class, words that are measured, patterns, and the figure around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from attrs import define, field, frozen

from .measure import width, wrap

SIZES: Final = (320, 358, 720, 830)
"""The widths in pixels for which a picture is drawn; the page shows the widest for which there is room."""
NARROW: Final = 600
"""Below this width a picture is laid out for a phone."""
SMALL: Final = 12
TEXT: Final = 13
_CONTROL: Final = {code: None for code in (*range(9), 11, 12, *range(14, 32), 127)}


@frozen
class Piece:
    """One line of words with the room that it takes; for the tests that no two overlap."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def meets(self, other: Piece) -> bool:
        """Whether two lines of words overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


@define
class Drawing:
    """A picture under way. `name`: its id in the page, which its patterns begin with; `summary`: what it shows, in a sentence."""

    name: str
    width: int
    summary: str
    lang: str
    kind: str = ""
    height: float = 0
    parts: list[str] = field(factory=list)
    pieces: list[Piece] = field(factory=list)
    symbols: dict[str, str] = field(factory=dict)

    @property
    def narrow(self) -> bool:
        """Whether this is a picture for a phone."""
        return self.width < NARROW

    def raw(self, markup: str) -> None:
        """Put finished markup into the picture."""
        self.parts.append(markup)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str, title: str = "") -> None:
        """A straight line."""
        self._shape("path", f'd="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}"', kind, title)

    def path(self, d: str, kind: str, title: str = "") -> None:
        """A line of any form."""
        self._shape("path", f'd="{d}"', kind, title)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        kind: str,
        title: str = "",
        pattern: str = "",
        round: float = 0,
    ) -> None:
        """A box. `pattern`: "dots", "hatch" or "zigzag" fills it."""
        inside = f'x="{_n(x)}" y="{_n(y)}" width="{_n(max(w, 0))}" height="{_n(max(h, 0))}"'
        if round:
            inside += f' rx="{_n(round)}"'
        if pattern:
            inside += f' fill="url(#{self.name}-{pattern})"'
        self._shape("rect", inside, kind, title)

    def _shape(self, tag: str, inside: str, kind: str, title: str) -> None:
        shown = f"<title>{clean(title)}</title>" if title else ""
        end = f">{shown}</{tag}>" if shown else "/>"
        self.parts.append(f'<{tag} class="{kind}" {inside}{end}')

    def words(
        self,
        words: str,
        x: float,
        y: float,
        kind: str = "t-name",
        *,
        size: int = SMALL,
        anchor: str = "start",
        title: str = "",
        lang: str = "",
        bold: bool = False,
    ) -> float:
        """One line of words with its baseline at y; gives its width. `title`: the whole text, where these words are short for it."""
        wide = width(words, size) * (1.08 if bold else 1)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        self.pieces.append(Piece(words, left, y - size * 0.9, left + wide, y + size * 0.25, size))
        more = f' text-anchor="{anchor}"' if anchor != "start" else ""
        more += f' font-size="{size}"' if size != SMALL else ""
        more += f" lang={quoteattr(lang)}" if lang and lang != self.lang else ""
        more += ' font-weight="700"' if bold else ""
        told = f"<title>{clean(title)}</title>" if title else ""
        self.parts.append(f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}"{more}>{told}{clean(words)}</text>')
        return wide

    def lines(
        self, words: str, x: float, y: float, room: float, kind: str = "t-name", *, size: int = SMALL,
        lang: str = "", bold: bool = False, leading: float = 1.3,
    ) -> float:  # fmt: skip
        """Words in as many lines as they need; the first baseline at y. Gives the height of all lines."""
        found = wrap(words, size * (1.08 if bold else 1), room)
        for number, line in enumerate(found):
            self.words(line, x, y + number * size * leading, kind, size=size, lang=lang, bold=bold)
        return len(found) * size * leading

    def text(self) -> str:
        """The picture as markup, for use inside a page."""
        size = f'width="{self.width}" height="{_n(self.height)}" viewBox="0 0 {self.width} {_n(self.height)}"'
        used = "".join(
            p for key, p in patterns(self.name).items() if any(f"-{key})" in part for part in self.parts)
        )
        used += "".join(self.symbols.values())
        defs = f"<defs>{used}</defs>" if used else ""
        return (
            f'<svg class="picture {self.kind}" id="{self.name}" xmlns="http://www.w3.org/2000/svg" {size} role="img" '
            f'aria-label={quoteattr(_tidy(self.summary))} font-size="{SMALL}">{defs}{"".join(self.parts)}</svg>'
        )


def patterns(name: str) -> dict[str, str]:
    """The three ways of not being plain: dots (facts open), zigzag (law unconfirmed), hatch (law suspended)."""
    unit = 'patternUnits="userSpaceOnUse"'
    return {
        "dots": f'<pattern id="{name}-dots" width="8" height="8" {unit}><circle class="p-dot" cx="2" cy="2" r="1"/>'
        '<circle class="p-dot" cx="6" cy="6" r="1"/></pattern>',
        "zigzag": f'<pattern id="{name}-zigzag" width="8" height="7" {unit}><path class="p-zigzag" d="M0 5 2 2 6 5 8 2"/>'
        "</pattern>",
        "hatch": f'<pattern id="{name}-hatch" width="6" height="6" {unit} patternTransform="rotate(45)">'
        '<path class="p-hatch" d="M1 0V6"/></pattern>',
    }


def _n(number: float) -> str:
    """A coordinate, as short as it can be said."""
    return f"{number:.1f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))


def _tidy(words: str) -> str:
    return words.translate(_CONTROL)


def clean(words: str) -> str:
    """Words as they may stand in markup."""
    return escape(_tidy(words))


def figure(draw: Callable[[str, int], Drawing], name: str, sizes: Sequence[int] = SIZES) -> str:
    """A picture in every size; the page's style shows the one that fits. `draw`: takes an id and a width."""
    shown = "".join(
        f'<div class="at at-{size}">{draw(f"{name}-{size}", size).text()}</div>' for size in sizes
    )
    return f'<div class="sizes">{shown}</div>'
