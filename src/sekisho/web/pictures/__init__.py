"""Pictures: pure functions from plain data to SVG, drawn at real size on the server and complete without script.

Every picture has a summary in one sentence, the same patterns for the same things (ui-direction, sections 3 and 6), no
text under 12 pixels, and its data as a table beneath it.
"""

from .drawing import SIZES, Drawing, Piece, figure
from .marks import mark, strip

__all__ = ["SIZES", "Drawing", "Piece", "figure", "mark", "strip"]
