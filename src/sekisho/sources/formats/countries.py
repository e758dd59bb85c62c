"""Countries as official lists write them, in English, Japanese and Chinese, to ISO 3166-1 codes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_SCRIPTS_MEET = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff])\s*[(（/／]?\s*(?=[A-Za-z])|(?<=[A-Za-z.])\s*[(（/／]?\s*(?=[\u3040-\u30ff\u3400-\u9fff])"
)
_REMARK = re.compile(r"\([^()]*\)")
_TWO_COUNTRIES = {"korea", "congo", "guinea", "virgin islands"}  # once a remark is taken away
_NOT_LETTERS = re.compile(r"[^\w]+")


def country_code(name: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country by a name that an official list gives it; "" where it is none that is known.

    Takes a code as it is ("CN"), a name in two languages ("イランIslamic Republic of Iran") where both name the same country,
    and a name with a remark in brackets or after a slash.
    """
    written = unicodedata.normalize("NFKC", name).strip()
    if len(written) > 200:
        return ""
    if len(written) == 2 and written.isascii() and written.isalpha():
        code = written.upper()
        return code if code in _codes() else _names().get(_fold(written), "")
    if found := _names().get(_fold(written), ""):
        return found
    parts = [part for part in _SCRIPTS_MEET.split(written) if part.strip("() ")]
    if len(parts) > 1:
        codes = {_names().get(_fold(part), "") for part in parts}
        return codes.pop() if len(codes) == 1 else ""
    bare = _fold(_REMARK.sub(" ", written.partition("/")[0]))
    return "" if bare in _TWO_COUNTRIES else _names().get(bare, "")


@cache
def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = files("sekisho.sources.formats").joinpath("tables/countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple((code, tuple(names.split("|"))) for code, names in rows)


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code, _ in _table())


@cache
def _names() -> dict[str, str]:
    return {_fold(name): code for code, names in _table() for name in names}


def _fold(name: str) -> str:
    """Without case, accents, punctuation and the English article."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("’", "'"))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark) or mark in "\u3099\u309a")
    words = _NOT_LETTERS.sub(" ", unicodedata.normalize("NFKC", plain).casefold().replace("'", "")).split()
    return " ".join(word for word in words if word != "the")
