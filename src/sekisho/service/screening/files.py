"""A table of parties held against the lists: small ones at once, great ones as a job; the result as a table to take away."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sekisho.screening.answer import answer, list_of
from sekisho.screening.party_files import BadTable, PartyLine, read_parties
from sekisho.screening.screener import Screener
from sekisho.service.access import Actor
from sekisho.service.office import Office
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.service.uploads import Upload
from sekisho.store import screenings as rows
from sekisho.words import say
from sekisho.words.screening_words import say as say_screening

from .room import screener_of

AT_ONCE: Final = 200
"""A table of at most so many parties is screened while the person waits."""
_HEADS: Final = (
    "line",
    "id",
    "name",
    "what",
    "asked",
    "degree",
    "score",
    "listed",
    "countries",
    "lists",
    "entry",
    "settles",
)


def lines_of(upload: Upload) -> tuple[PartyLine, ...]:
    """The parties of a table that passed the gate. Raises Unreadable with the line."""
    with tempfile.TemporaryDirectory(prefix="sekisho-") as folder:
        path = Path(folder) / f"table{upload.suffix}"
        path.write_bytes(upload.data)
        try:
            found = read_parties(path)
        except BadTable as bad:
            words = str(bad).replace(f"{path}", upload.name)
            raise Unreadable("screen.bad-table", words) from None
    if not found:
        raise Unreadable("screen.empty-table", upload.name)
    return found


def screen_file(
    office: Office, actor: Actor, name: str, lines: Sequence[PartyLine], *, wait: float = 30.0
) -> str:
    """Screen the parties of a small table and keep the result; its id. Raises NotOpen."""
    screener = screener_of(office, actor.workspace, wait)
    found = screened(screener, lines)
    with office.database.begin() as tx:
        return rows.add(
            tx, actor.workspace, kind="file", query={"name": name, "parties": len(lines)}, result=found,
            lists={one["list"]: one["day"] for one in found["lists"]}, hits=len({row["line"] for row in found["doubtful"]}),
            by=actor.id or None,
        )  # fmt: skip


def screened(screener: Screener, lines: Iterable[PartyLine]) -> dict[str, Any]:
    """The same data as `sekisho screen --file --json`: those in doubt with their reasons, the lists, those not searched."""
    doubtful, missing, count = [], {}, 0
    for line in lines:
        count += 1
        for what, query in line.queries():
            result = screener.screen(query)
            missing.update({one.list: one.why for one in result.unsearched})
            if (
                result.open
                or result.addresses
                or any(match.degree == "confirmed" for match in result.matches)
            ):
                told = answer(result, (), screener.law, screener.today)
                doubtful.append({"line": line.line, "id": line.id, "what": what, **told})
    return {
        "parties": count,
        "doubtful": doubtful,
        "lists": [list_of(state) for state in screener.lists],
        "unsearched": [{"list": name, "why": why} for name, why in missing.items()],
    }


def table_rows(found: Mapping[str, Any], lang: str) -> list[list[str]]:
    """The result as rows of text, the heads first. No cell is one that a spreadsheet takes for a formula."""
    table = [[say(f"screen.head-{head}", lang) for head in _HEADS]]
    for row in found["doubtful"]:
        first = [
            str(row["line"]),
            str(row["id"]),
            str(row.get("name") or row["asked"]["name"]),
            str(row["what"]),
        ]
        for match in row["matches"]:
            lists = "; ".join(one["title"].get(lang) or one["title"]["en"] for one in match["lists"])
            settles = ", ".join(say_screening(one, lang) for one in match["settles"])
            table.append([*first, row["asked"]["name"], say(f"screen.{match['degree']}", lang), f"{match['score']:.3f}", match["name"],
                          " ".join(match["countries"]), lists, match["entry"], settles])  # fmt: skip
        for hit in row["addresses"]:
            lists = "; ".join(one["title"].get(lang) or one["title"]["en"] for one in hit["lists"])
            table.append(
                [
                    *first,
                    hit["asked"],
                    hit["verdict"],
                    "",
                    hit["listed"],
                    "",
                    lists,
                    "; ".join(hit["parties"]),
                    "",
                ]
            )
    return [[_safe(cell) for cell in line] for line in table]


def as_csv(found: Mapping[str, Any], lang: str) -> bytes:
    """The result as CSV in UTF-8 with the mark that spreadsheets need."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table_rows(found, lang))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(found: Mapping[str, Any], lang: str) -> bytes:
    """The result as a workbook: the hits, and how old each list is."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(say("screen.sheet-hits", lang)[:31])
        for number, line in enumerate(table_rows(found, lang)):
            for column, cell in enumerate(line):
                sheet.write_string(number, column, cell, bold if number == 0 else None)
        sheet.freeze_panes(1, 0)
        lists = book.add_worksheet(say("screen.sheet-lists", lang)[:31])
        not_searched = {one["list"] for one in found["unsearched"]}
        heads = [say(f"screen.{key}", lang) for key in ("list", "as-of", "parties", "searched")]
        for column, head in enumerate(heads):
            lists.write_string(0, column, head, bold)
        for number, one in enumerate(found["lists"], 1):
            title = one["title"].get(lang) or one["title"].get("en") or one["list"]
            searched = say("no" if one["list"] in not_searched or not one["day"] else "yes", lang)
            for column, cell in enumerate((title, one["day"] or "–", str(one["parties"]), searched)):
                lists.write_string(number, column, _safe(str(cell)))
    return out.getvalue()


def _safe(text: str) -> str:
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
