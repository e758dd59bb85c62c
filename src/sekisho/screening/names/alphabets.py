"""Names in other alphabets, letter by letter where a table stands, else as they are written."""

from __future__ import annotations

from sekisho.screening.names.folding import fold
from sekisho.screening.names.forms import Token
from sekisho.screening.names.making import plain
from sekisho.sources.records import PartyKind


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a text in another script: as written, small letters, no accents."""
    return tuple(plain(chunk, fold(chunk)) for chunk in text.split() if any(c.isalnum() for c in chunk))
