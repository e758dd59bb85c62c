"""How other lists number what one list names: hints with their source, never a classification."""

from __future__ import annotations

from sekisho.law.correspondence import Candidate, correspond, find_codes
from sekisho.law.in_words import entry_name, title_of
from sekisho.logic.values import Path
from sekisho.words.attribute_names import attribute_name

from .reading import Json, Reading

CODES_SHOWN = 12


def correspondence(reading: Reading, text: str) -> Json:
    """The candidates in other lists for a code as somebody types it; `error` where no list holds such a code."""
    try:
        codes = find_codes(reading.law, text) if text.strip() else ()
        error = ""
    except ValueError:
        codes, error = (), text
    return {
        "dated": reading.dated(),
        "asked": text,
        "error": error,
        "lists": _lists(reading),
        "count": len(codes),
        "codes": [
            {
                "code": str(code),
                "list": title_of(reading.law, code.scheme, reading.lang),
                "name": entry_name(reading.law, str(code), reading.lang),
                "modelled": str(code) in reading.law.entries,
                "candidates": candidates(reading, code),
            }
            for code in codes[:CODES_SHOWN]
        ],
    }


def candidates(reading: Reading, code: Path) -> list[Json]:
    """The codes of other lists that stand for the same thing or nearly, the nearest rows first."""
    return [_plain(reading, row) for row in correspond(reading.law, code)]


def _plain(reading: Reading, row: Candidate) -> Json:
    law, lang = reading.law, reading.lang
    name = entry_name(law, str(row.code), lang) if row.modelled else row.name
    known = law.lists.get(row.code.scheme)
    return {
        "code": str(row.code),
        "list": title_of(law, row.code.scheme, lang),
        "authority": known.authority if known else "",
        "name": name,
        "near": row.near,
        "relation": row.relation,
        "shared": [{"id": id, "name": attribute_name(law, id, lang)} for id in row.shared],
        "modelled": row.modelled,
        "page": str(row.code) in law.entries,
        "note": row.note,
        "source": row.source,
        "verified": row.verified,
    }


def _lists(reading: Reading) -> list[Json]:
    return [
        {"id": one.id, "name": reading.text(one.title)}
        for one in reading.law.lists.values()
        if not one.parties and reading.law.entries_of(one.id)
    ]
