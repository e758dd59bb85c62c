"""Tools and resources that read the law: search, one part of it, how lists correspond, systems side by side."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from mcp.server import MCPServer
from pydantic import Field

from sekisho.facts.schema import schema
from sekisho.service.determining import a_day, authorities_of
from sekisho.service.law import browsing, corresponding, entries, groups, overviews, provisions
from sekisho.service.law.reading import Reading, find
from sekisho.service.law.search import Asked
from sekisho.words import text

from .desk import AssistantDesk
from .telling import cut, without

Lang = Annotated[Literal["en", "ja", "zh"], Field(description="Language of the words.")]
Day = Annotated[str | None, Field(description="YYYY-MM-DD", pattern=r"^\d{4}-\d{2}-\d{2}$")]
Tool = Callable[[Callable[..., dict[str, Any]]], Callable[..., dict[str, Any]]]
MOST_ROWS: Final = 30
MOST_SPANS: Final = 12


def add(tool: Tool, desk: AssistantDesk) -> None:
    """Give the server its tools on the law."""
    law = desk.office.law

    def reading(lang: str, on: str | None = None, known: str | None = None) -> Reading:
        return Reading(law, lang, a_day(on, "on") or desk.office.today(), a_day(known, "known"))

    @tool
    def search_law(
        words: Annotated[
            str, Field(min_length=1, max_length=200, description="Words in any script, or a code.")
        ],
        authorities: Annotated[list[str] | None, Field(description="Only these authorities.")] = None,
        page: Annotated[int, Field(ge=1, le=1000)] = 1,
        on: Day = None,
        lang: Lang = "en",
    ) -> dict[str, Any]:
        """Search instruments, entries, duties, terms and groups; says what was searched, and where a code is exact."""
        named = authorities_of(law, authorities or ()) or ()
        found = desk.search.find(reading(lang, on), Asked(words=words, authorities=named, page=page))
        return desk.signed(lang, without(found, ("dated", "sorts", "authorities", "filters")))

    @tool
    def provision(
        id: Annotated[str, Field(max_length=200, description="An id as other answers name it: of a provision, entry, instrument, group.")],
        on: Day = None,
        known: Day = None,
        lang: Lang = "en",
    ) -> dict[str, Any]:  # fmt: skip
        """One part of the law on a day: its state, what it says in words, its citation and sources, the day of its last check."""
        found = part(reading(lang, on, known), id)
        if found is None:
            raise ValueError(f"the law has no part with the id {id[:80]!r}; look for it with search_law")
        return desk.signed(lang, found)

    @tool
    def correspond(
        code: Annotated[str, Field(min_length=1, max_length=120, description="A code of any control list.")],
        lang: Lang = "en",
    ) -> dict[str, Any]:
        """How other lists number the same thing: a hint with its source, never a decision."""
        found = corresponding.correspondence(reading(lang), code)
        if found["error"]:
            raise ValueError(
                f"no list holds {code!r}; write it as the list does: 3B001.f.1.b, us.ccl:3B001, 7の項(16)"
            )
        return desk.signed(lang, without(found, ("dated", "error")))

    @tool
    def compare(
        authorities: Annotated[
            list[str], Field(min_length=1, max_length=4, description="The authorities, such as JP and CN.")
        ],
        lang: Lang = "en",
    ) -> dict[str, Any]:
        """Systems of export control side by side, point by point, each cell with its citation."""
        named = authorities_of(law, authorities, "authorities") or ()
        return desk.signed(lang, without(overviews.side_by_side(reading(lang), named), ("dated", "choices")))


def part(reading: Reading, id: str) -> dict[str, Any] | None:
    """A part of the law by its id, whatever it is, without the long tails that a page folds; None where there is nothing."""
    kind, _ = find(reading.law, id)
    found: dict[str, Any] | None
    if kind == "instrument":
        found = browsing.instrument(reading, id)
    elif kind == "entry":
        found = entries.entry(reading, id)
    elif kind == "group":
        found = groups.group(reading, id)
    else:
        found = provisions.provision(reading, id)
    if found is None:
        return None
    # `checked` stands on every answer for the whole law; that of this part alone is `confirmed`.
    own = {"confirmed": found.get("checked"), **without(found, ("checked", "dated"))}
    return {
        key: cut(value, MOST_SPANS if key in {"spans", "versions", "related"} else MOST_ROWS, reading.lang)
        if isinstance(value, list)
        else value
        for key, value in own.items()
    }


def add_resources(server: MCPServer, desk: AssistantDesk) -> None:
    """Give the server its resources: every provision, and what a transaction is written with."""
    law = desk.office.law

    @server.resource("sekisho://provision/{id}", mime_type="application/json", title="A part of the law")
    def provision(id: str) -> str:
        """One part of the law by its id, as it stands today."""
        found = part(Reading(law, "en", desk.office.today()), id)
        if found is None:
            raise ValueError(f"the law has no part with the id {id[:80]!r}")
        return _json(desk.signed("en", found))

    @server.resource("sekisho://kinds", mime_type="application/json", title="Kinds of item")
    def kinds() -> str:
        """The kinds of item that the law knows, each with its name."""
        return _json({id: text(kind.name, "en") for id, kind in sorted(law.vocabulary.kinds.items())})

    @server.resource("sekisho://vocabulary", mime_type="application/json", title="Attributes")
    def vocabulary() -> str:
        """The facts that a transaction can state, by the object to which they belong, with type, unit and question."""
        found: dict[str, dict[str, Any]] = {}
        for of in ("transaction", "item", "party", "notice", "red_flag", "contract_item", "licence"):
            found[of] = {
                one.id: {"type": one.type, "unit": one.unit, "values": [choice.id for choice in one.values],
                         "question": text(one.question, "en")}
                for one in law.vocabulary.attributes_of(of)
            }  # fmt: skip
        return _json(found)

    @server.resource(
        "sekisho://transaction-format", mime_type="application/schema+json", title="Format of a transaction"
    )
    def transaction_format() -> str:
        """The JSON Schema of a transaction."""
        return _json(schema())


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)
