"""The remarks of OFAC's tables, "DOB 1962; nationality Iran; Passport A1 (Iran); Linked To: X.", taken apart."""

from __future__ import annotations

import re

from sekisho.sources.formats.reading import country_code
from sekisho.sources.formats.us_terms import Statements, labels
from sekisho.sources.records import ListedName

_PIECE = re.compile(r";\s+")
_NICKNAME = re.compile(r"(?P<how>[afn])\.k\.a\.,?\s+['\"](?P<name>.+?)['\"]$", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:issued|expires|expiration)\b.*$", re.IGNORECASE)
_COUNTRY = re.compile(r"\s*\((?P<of>[^()]*)\)$")
_FACTS = (
    "gender",
    "title",
    "linked to",
    "organization established date",
    "organization type",
    "target type",
    "secondary sanctions risk",
    "additional sanctions information",
    "nationality of registration",
    "aircraft operator",
    "aircraft model",
    "aircraft manufacture date",
    "vessel type",
    "vessel flag",
    "vessel owner",
    "former vessel flag",
    "vessel year of build",
    "other vessel flag",
    "transactions prohibited for persons owned or controlled by u.s. financial institutions",
    "executive order 13662 directive determination",
    "listing date",
    "effective date",
    "ifca determination",
    "un/locode",
)
_SIMPLE = ("dob", "pob", "nationality", "citizen")


def read_remarks(text: str, said: Statements) -> str:
    """Put every statement that is understood into `said`; what remains, prose as a rule, comes back as text."""
    rest = []
    for piece in _PIECE.split(text.strip().rstrip(".")):
        piece = re.sub(r"^(?:alt\.|alternate)\s+", "", piece.strip())
        if piece and not _read(piece, said):
            rest.append(piece)
    return "; ".join(rest)


def _read(piece: str, said: Statements) -> bool:
    nickname = _NICKNAME.match(piece)
    if nickname:
        # What OFAC puts between quotation marks in the remarks it calls a weak name.
        former = nickname["how"].lower() == "f"
        said.names.append(ListedName(nickname["name"], "former" if former else "weak-alias"))
        return True
    plain = piece.casefold()
    for label in _FACTS:
        if plain.startswith(label):
            _read_fact(piece, label, said)
            return True
    for label in _SIMPLE:
        if plain.startswith(f"{label} "):
            said.add(label, piece[len(label) :])
            return True
    return _read_number(piece, plain, said)


def _read_fact(piece: str, label: str, said: Statements) -> None:
    value = piece[len(label) :].strip()
    note = re.match(r"\(([^()]*)\)\s*:?\s*(.*)$", value)
    if note and label in {"listing date", "effective date"}:
        said.add(f"{label} {note[1]}", note[2])
    else:
        said.add(label, value.lstrip(":- "))


def _read_number(piece: str, plain: str, said: Statements) -> bool:
    for label in labels():
        if not plain.startswith(label):
            continue
        value = piece[len(label) :]
        if value and value[0].isalpha() and label[-1].isalnum():
            continue  # "License" does not begin "Licensed in …"
        if label == "digital currency address":
            currency, _, number = value.strip(" -").partition(" ")
            said.add(f"Digital Currency Address - {currency}", number)
            return True
        value = _AFTER.sub("", value.strip(" :#"))
        found = _COUNTRY.search(value)
        country = country_code(found["of"]) if found else ""
        if country and found:
            value = value[: found.start()]
        if value:
            said.add(label, value, country)
        return bool(value)
    return False
