"""Overviews over several authorities: side by side, known conflicts, how far each law is read, the words of the trade."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Any

from sekisho.law.compare import Cell, compare
from sekisho.law.compiled import Law
from sekisho.law.lint_coverage import Share, coverage_table, totals
from sekisho.law.model import Term

from .browsing import authority_name
from .reading import Json, Reading, page_of
from .timeline import authority_rank

TERMS_A_PAGE = 80
SIDE = 5
STATES = ("full", "partial", "pointer", "absent")


def side_by_side(reading: Reading, authorities: Sequence[str]) -> Json:
    """The systems of some authorities point by point, each cell with its citation; unknown authorities are left out."""
    law = reading.law
    chosen = [code for code in authorities if code in law.authorities] or ["CN", "JP"]
    chosen = [code for code in chosen if code in law.authorities]
    rows = compare(law, chosen)
    return {
        "dated": reading.dated(*chosen),
        "authorities": [{"id": code, "name": authority_name(reading, code)} for code in chosen],
        "choices": [
            {"id": code, "name": authority_name(reading, code), "chosen": code in chosen}
            for code in sorted(law.authorities, key=authority_rank)
        ],
        "rows": [
            {
                "id": row.id,
                "title": reading.text(row.title),
                "asked": _cell(reading, row.asked) if row.asked else None,
                "cells": [_cell(reading, row.cells.get(code)) for code in chosen],
            }
            for row in rows
            if row.cells or row.asked
        ],
    }


def conflicts(reading: Reading) -> Json:
    """The conflicts between duties that the law files name, each with both provisions. Which to obey is never said."""
    law = reading.law
    return {
        "dated": reading.dated(),
        "rows": [
            {
                "id": str(row["id"]),
                "kind": str(row.get("kind") or ""),
                "words": reading.text(row.get("words")),
                "sides": [_side(reading, side) for side in row.get("provisions") or ()],
            }
            for row in law.conflicts
        ],
    }


def coverage(reading: Reading) -> Json:
    """How far each law and list is read: a grid of authorities and lists, the rows behind it, and the sums."""
    law = reading.law
    shares: tuple[Share, ...] = _shares(law)
    lists = {one.id: one for one in law.lists.values() if not one.parties and law.entries_of(one.id)}
    grid = []
    for code in sorted(
        {row.authority for row in law.coverage.values()} | set(law.authorities), key=authority_rank
    ):
        own = [row for row in law.coverage.values() if row.authority == code]
        names = list(
            dict.fromkeys(
                [one.id for one in lists.values() if one.authority == code] + [row.of for row in own]
            )
        )
        cells = []
        for name in names:
            rows = [row for row in own if row.of == name]
            states = [str(row.state) for row in rows]
            cells.append(
                {
                    "id": name,
                    "name": reading.text(law.lists[name].title)
                    if name in law.lists
                    else (reading.text(rows[0].title) if len(rows) == 1 else "") or name,
                    "is_list": name in law.lists,
                    "entries": len(law.entries_of(name)) if name in law.lists else 0,
                    "state": worst(states),
                    "counts": {state: states.count(state) for state in STATES if states.count(state)},
                    "as_of": min((row.as_of for row in rows), default=None),
                }
            )
        grid.append({"authority": code, "name": authority_name(reading, code), "cells": cells})
    return {
        "dated": reading.dated(),
        "grid": grid,
        "rows": [
            {
                "id": row.id,
                "authority": row.authority,
                "of": row.of,
                "name": reading.text(row.title) or row.id,
                "state": row.state,
                "layer": row.layer,
                "could_be": row.could_be,
                "as_of": row.as_of,
                "why": reading.text({"en": row.why}),
                "provision": f"coverage.{row.id}" if row.state != "full" else "",
            }
            for row in sorted(law.coverage.values(), key=lambda r: (authority_rank(r.authority), STATES.index(r.state)))
        ],
        "instruments": [
            {**reading.ref(share.id), "full": share.full, "person": share.person, "pointer": share.pointer,
             "duties": share.duties, "duty_pointers": share.duty_pointers}
            for share in shares
            if share.of == "instrument"
        ],
        "totals": totals(shares),
    }  # fmt: skip


def worst(states: Sequence[str]) -> str:
    """How far a list is read, all rows together: partial where they differ; absent where nobody says anything."""
    if not states:
        return "absent"
    kinds = set(states)
    return states[0] if len(kinds) == 1 else "partial"


def glossary(reading: Reading, *, authority: str = "", words: str = "", page: int = 1) -> Json:
    """The defined terms of the law in three languages, with where each is defined; `words`: only terms that hold them."""
    needle = words.casefold().strip()
    found = [
        term
        for term in reading.law.terms.values()
        if (not authority or term.authority == authority)
        and (
            not needle
            or any(needle in title.casefold() for title in term.title.values())
            or needle in term.id
        )
    ]
    found.sort(key=lambda term: (authority_rank(term.authority), reading.text(term.title).casefold()))
    rows, pager = page_of(found, page, TERMS_A_PAGE)
    return {
        "dated": reading.dated(),
        "rows": [_term(reading, term) for term in rows],
        "pager": pager,
        "of": len(reading.law.terms),
        "filters": {"authority": authority, "words": words},
        "authorities": sorted({term.authority for term in reading.law.terms.values()}, key=authority_rank),
    }


def _term(reading: Reading, term: Term) -> Json:
    instrument = reading.law.instruments.get(term.instrument)
    return {
        **reading.ref(term.id),
        "en": term.title.get("en", ""),
        "ja": term.title.get("ja", ""),
        "zh": term.title.get("zh", ""),
        "of": term.of,
        "cite": term.cite or (instrument.citation if instrument else ""),
    }


def _cell(reading: Reading, cell: Cell | None) -> Json | None:
    if cell is None:
        return None
    return {
        "words": reading.text(cell.text),
        "cite": cell.cite,
        "source": cell.source,
        "refs": [reading.ref(id) for id in cell.rests_on],
    }


def _side(reading: Reading, patterns: Any) -> Json:
    """One side of a conflict: the duties that its ids and globs stand for, by whom, and where the first of them stands."""
    law = reading.law
    wanted = [patterns] if isinstance(patterns, str) else [str(pattern) for pattern in patterns]
    ids: dict[str, None] = {}
    for pattern in wanted:
        held = (
            [pattern]
            if pattern in law.requirements
            else [i for i in law.requirements if fnmatchcase(i, pattern)]
        )
        ids.update(dict.fromkeys(held))
    duties = [law.requirements[id] for id in ids]
    return {
        "authorities": sorted({duty.authority for duty in duties}, key=authority_rank),
        "provisions": [
            {
                **reading.ref(duty.id),
                "requires": duty.requires,
                "cite": duty.cite
                or (law.instruments[duty.instrument].citation if duty.instrument in law.instruments else ""),
            }
            for duty in duties[:SIDE]
        ],
        "count": len(duties),
    }


def _shares(law: Law) -> tuple[Share, ...]:
    found: tuple[Share, ...] | None = law.cache.get("coverage table")
    if found is None:
        found = law.cache["coverage table"] = coverage_table(law)
    return found
