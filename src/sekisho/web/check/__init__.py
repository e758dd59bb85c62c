"""The pages of a check: begin, board, questions, steps, facts, history, destinations, reasons, conflicts, paper, file."""

from starlette.convertors import Convertor, register_url_convertor


class AuthorityConvertor(Convertor[str]):
    """Two capital letters of an authority, so that /check/{id}/CN is no other page of the check."""

    regex = "[A-Z]{2}"

    def convert(self, value: str) -> str:
        """The letters."""
        return value

    def to_string(self, value: str) -> str:
        """The letters."""
        return value


register_url_convertor("authority", AuthorityConvertor())

from ..pages import Pages  # noqa: E402
from . import (  # noqa: E402
    answers,
    board,
    claiming,
    conflicting,
    destinations,
    facts,
    history,
    items,
    licences,
    parties,
    pasting,
    printing,
    start,
    steps,
    why,
)
from .area import pages as _of_a_check  # noqa: E402

pages = Pages([*start.pages.routes, *_of_a_check.routes])

__all__ = [
    "answers", "board", "claiming", "conflicting", "destinations", "facts", "history", "items", "licences", "pages", "parties",
    "pasting", "printing", "start", "steps", "why",
]  # fmt: skip
