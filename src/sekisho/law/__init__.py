"""The law as data: load, check and compile it; what is in force on a day, as known on a day."""

from .bundle import build, load_law
from .compiled import Law
from .problems import LawError, Problem

__all__ = ["Law", "LawError", "Problem", "build", "load_law"]
