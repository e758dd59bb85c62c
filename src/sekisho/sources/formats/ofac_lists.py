"""Which of OFAC's lists a party stands on, by the programmes of its row or by the name of the list."""

from __future__ import annotations

from collections.abc import Iterable

UNKNOWN_LIST = "us.unknown-list"
"""A list that is newer than the readers: its parties are kept, and said to stand on a list that is not known here."""

# A programme that marks one list. Parties under others (Hong Kong, directives on Russia, Burma …) are menu-based.
_PROGRAMMES = (
    ("NS-PLC", "us.plc"),
    ("CMIC-EO13959", "us.cmic"),
    ("561-RELATED", "us.capta"),
    ("561LIST", "us.capta"),
    ("FSE-IR", "us.fse"),
    ("FSE-SY", "us.fse"),
    ("UKRAINE-EO13662", "us.ssi"),
)
_LISTS = (
    ("non-sdn menu-based", "us.mbs"),
    ("chinese military", "us.cmic"),
    ("cmic", "us.cmic"),
    ("sectoral", "us.ssi"),
    ("evader", "us.fse"),
    ("palestinian", "us.plc"),
    ("capta", "us.capta"),
    ("561", "us.capta"),
    ("correspondent", "us.capta"),
    ("menu", "us.mbs"),
)


def lists_of(programmes: Iterable[str]) -> tuple[str, ...]:
    """The lists of a party of the non-SDN file, by its programmes: the file itself does not name them."""
    marks = {programme.upper() for programme in programmes}
    found = tuple(dict.fromkeys(listed for mark, listed in _PROGRAMMES if mark in marks))
    return found or ("us.mbs",)


def list_named(name: str) -> str:
    """The id of a list by the name that OFAC's XML gives it; "Consolidated List" alone says nothing and gives ""."""
    plain = name.casefold()
    if plain.startswith("sdn") or plain.startswith("specially designated"):
        return "us.sdn"
    for words, listed in _LISTS:
        if words in plain:
            return listed
    if "consolidated" in plain or plain.startswith("non-sdn"):
        return ""
    return UNKNOWN_LIST
