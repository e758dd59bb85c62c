"""A result on paper: what stands on it, in which order, and the PDF that is set from it."""

from .fonts import MissingFont
from .paper import paper_of
from .pdf import typeset

__all__ = ["MissingFont", "paper_of", "typeset"]
