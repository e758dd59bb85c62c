"""Makes coverage rows into provisions: law that is not read makes an answer unknown, never silent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from sekisho.logic.conditions import ALWAYS, All, Any, Condition, Not, Unread

from .compiled import Law
from .duties import DutyMaker
from .model import Coverage, Requirement, Version
from .provisions import capped, requires_of
from .source import Source, words_of

STATES = ("full", "partial", "pointer", "absent")
OUTCOMES = ("authorised", "notify", "licence-required", "prohibited")
_FIRST_DAY = date(1900, 1, 1)
_LAYERS = ("list", "party", "end-use", "country", "reach")


def make_coverage(source: Source, maker: DutyMaker) -> dict[str, Coverage]:
    """The coverage rows by id. A row whose state cannot be read counts as absent."""
    found: dict[str, Coverage] = {}
    for record in source.of("coverage"):
        data, id = record.data, str(record.data.get("id") or "")
        as_of = maker.day(record, "as_of")
        if as_of is None:
            instrument = maker.instruments.get(record.instrument)
            as_of = instrument.checked if instrument else None
        if not id or as_of is None:
            maker.problems.add(
                record.file,
                record.line,
                record.path,
                "needs an `id` and `as_of`, the day on which it was said",
            )
            if not id:
                continue
        if id in found:
            maker.problems.add(record.file, record.line, record.path, f"{id!r} is declared twice", "twice")
        scope = data.get("scope")
        condition = ALWAYS if scope is None else maker.condition(scope, record, "scope")
        reach = str(data.get("reach") or "")
        if reach and reach not in maker.term_kinds:
            message = f"no law file declares the term {reach!r}"
            maker.problems.add(
                record.file, record.line_of("reach"), f"{record.path}.reach", message, "dangling"
            )
            reach = ""
        found[id] = Coverage(
            id=id,
            authority=maker.authority_of(record),
            of=str(data.get("of") or ""),
            is_list=data.get("list") == "true",
            scope=condition,
            reach=reach,
            state=maker.choice(record, "state", STATES, "absent"),
            layer=maker.choice(record, "layer", _LAYERS, "list"),
            could_be=maker.choice(record, "could_be", OUTCOMES, "licence-required"),
            as_of=as_of or _FIRST_DAY,
            title=words_of(data.get("title")),
            why=str(data.get("why") or ""),
            instrument=record.instrument,
        )
    return found


def pointers(rows: Iterable[Coverage]) -> Iterable[Requirement]:
    """A requirement per row that is not full, and per list one for everything that no row speaks of."""
    by_list: dict[str, list[Coverage]] = {}
    for row in rows:
        if row.is_list:
            by_list.setdefault(row.of, []).append(row)
        if row.state != "full":
            yield _pointer(row)
    for list_id, its_rows in by_list.items():
        yield from _rest(list_id, its_rows)


def _pointer(row: Coverage) -> Requirement:
    what = row.why or row.title.get("en") or row.of
    return Requirement(
        id=f"coverage.{row.id}",
        instrument=row.instrument,
        authority=row.authority,
        versions=(Version(),),
        title=row.title,
        certainty="pointer",
        could_be=row.could_be,
        checked=row.as_of,
        layer=row.layer,
        requires=requires_of(row.could_be),  # type: ignore[arg-type]
        reach=row.reach,
        when=capped(row.scope, what),
        closes_by_claim=row.of if row.is_list else "",
    )


def _rest(list_id: str, rows: list[Coverage]) -> Iterable[Requirement]:
    """What the rows of a list leave over, once per reach: kinds without a row are absent."""
    spoken_of: Condition = Any(tuple(dict.fromkeys(row.scope for row in rows)))
    reaches = tuple(dict.fromkeys(row.reach for row in rows))
    for number, reach in enumerate(reaches):
        suffix = "rest" if number == 0 else f"rest.{number + 1}"
        base = next(row for row in rows if row.reach == reach)
        what = f"{list_id}: kinds of item that nobody here has read"
        title = {
            "en": f"{list_id}: the rest of the list is not read",
            "ja": f"{list_id}：リストの残りの部分は未読です",
            "zh": f"{list_id}：清单其余部分尚未录入",
        }
        rest = evolve(base, id=f"{list_id}.{suffix}", title=title, why=what, could_be="licence-required")
        yield evolve(
            _pointer(rest),
            when=All((Not(spoken_of), Unread(what))),
            checked=min(row.as_of for row in rows),
        )


def unread_rests(law: Law) -> dict[str, Condition]:
    """For the lists with entries that only a claim meets: which items may meet one of them unclaimed (never more than UNKNOWN)."""
    found: dict[str, Condition] = {}
    for list_id in {entry.code.scheme for entry in law.entries.values() if entry.by_claim}:
        unread = Unread(f"{list_id}: entries that are met by classification only")
        full = [
            row.scope
            for row in law.coverage.values()
            if row.is_list and row.of == list_id and row.state == "full"
        ]
        found[list_id] = All((Not(Any(tuple(dict.fromkeys(full)))), unread)) if full else unread
    return found
