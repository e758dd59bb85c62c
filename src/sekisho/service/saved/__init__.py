"""Saved answers: kept as they were, asked again on today's law, laid beside each other with the reason of each difference."""

from .comparing import compare
from .editions import ensure_edition, what_changed
from .keeping import NoSuchSaved, run_again, save_answer, save_check
from .looking import look_at, under_of
from .pages import listed, one

__all__ = [
    "NoSuchSaved",
    "compare",
    "ensure_edition",
    "listed",
    "look_at",
    "one",
    "run_again",
    "save_answer",
    "save_check",
    "under_of",
    "what_changed",
]
