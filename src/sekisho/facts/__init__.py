"""The transaction: its facts, who asserted them, and the files in which they stand."""

from .problems import BadInput, Problem
from .read import read_case

__all__ = ["BadInput", "Problem", "read_case"]
