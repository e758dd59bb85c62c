"""The MCP server: thin tools over the functions of the service, all of which only read."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

import sekisho
from sekisho.facts import BadInput, read_case
from sekisho.service import determining, histories
from sekisho.service.determining import BadOption, Document, Options
from sekisho.service.screening.room import NotOpen
from sekisho.service.typed_in.unreadable import Unreadable

from . import law_tools, telling
from .desk import AssistantDesk, open_desk
from .screening import screening
from .sheets import classification

P = ParamSpec("P")
INSTRUCTIONS: Final = """\
Sekisho says what export-control laws of several authorities demand of a transaction, and why. It is not legal advice.

Begin with `determine`; a fact that you do not know is left out, never guessed. Read `at_most` first and quote `outcome` whole,
with its brackets: "No licence required (on the facts given)" holds on these facts only, and "Undetermined" is not freedom.
Ask the user what `questions` asks, and say who can answer. Give the citation and the day under `checked` with every outcome.
Kinds of item and attributes are under the resources sekisho://kinds and sekisho://vocabulary.
"""
READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
Lang = Annotated[Literal["en", "ja", "zh"], Field(description="Language of the words.")]
Day = Annotated[str | None, Field(description="YYYY-MM-DD", pattern=r"^\d{4}-\d{2}-\d{2}$")]
Codes = Annotated[
    list[str] | None, Field(description="Only these authorities: CN, JP, US, NL, EU, KR, TW, GB.")
]
Transaction = Annotated[
    dict[str, Any] | str,
    Field(
        description="The transaction as a mapping, or as the text of a YAML or JSON file. `on` (day of export) is needed; "
        "act, route {from, to, final}, parties, items with kind and facts help. See sekisho://transaction-format."
    ),
]


def make_server(desk: AssistantDesk) -> MCPServer:
    """The server over a desk."""
    server: MCPServer = MCPServer(
        "sekisho",
        title="Sekisho",
        version=sekisho.__version__,
        instructions=INSTRUCTIONS,
        log_level="WARNING",
    )
    office = desk.office

    def tool(work: Callable[P, dict[str, Any]]) -> Callable[P, dict[str, Any]]:
        @functools.wraps(work)
        def told(*args: P.args, **named: P.kwargs) -> dict[str, Any]:
            try:
                return work(*args, **named)
            except (BadInput, BadOption, Unreadable, NotOpen, ValueError) as error:
                raise ToolError(_words(error)) from None

        server.tool(annotations=READS)(told)
        return told

    def options(
        on: str | None,
        known: str | None,
        authorities: list[str] | None,
        assume: list[str] | None,
        **more: Any,
    ) -> Options:
        return determining.make_options(
            office.law, on=on, known=known, authorities=authorities or (), assume=assume or (), **more
        )

    @tool
    def determine(
        transaction: Transaction,
        on: Day = None,
        known: Day = None,
        authorities: Codes = None,
        assume: Annotated[
            list[str] | None, Field(description="Readings of unconfirmed law: ID=STATE.")
        ] = None,
        screen: Annotated[
            bool, Field(description="Hold the parties against the lists at hand first.")
        ] = False,
        lang: Lang = "en",
    ) -> dict[str, Any]:
        """What the law of each authority demands of a transaction: the outcome in words, why, with citations, what is open."""
        chosen = options(on, known, authorities, assume, questions=False, traces=False, screen=screen)
        answer = determining.determine(office, _document(transaction), chosen)
        return desk.signed(lang, telling.determination(answer, office.law, lang))

    @tool
    def questions(
        transaction: Transaction,
        on: Day = None,
        known: Day = None,
        authorities: Codes = None,
        most: Annotated[int, Field(ge=1, le=50, description="The most questions.")] = 8,
        lang: Lang = "en",
    ) -> dict[str, Any]:
        """The facts that could change the answer, the weightiest first: what to ask, of whom, what follows."""
        found = determining.ask_questions(
            office, _document(transaction), options(on, known, authorities, None)
        )
        rows = [telling.question(one, lang) for one in found["questions"]]
        more = {key: found[key] for key in ("id", "on", "known", "authorities")}
        return desk.signed(lang, {**more, "questions": telling.cut(rows, most, lang), "in_all": len(rows)})

    @tool
    def history(
        transaction: Transaction,
        first: Annotated[Day, Field(description="First day; 2023-01-01 if not said.")] = None,
        last: Annotated[Day, Field(description="Last day.")] = None,
        authorities: Codes = None,
        lang: Lang = "en",
    ) -> dict[str, Any]:
        """The days on which the answer to a transaction changed and will change, with the law that made the change."""
        named = determining.authorities_of(office.law, authorities or ())
        start, until = determining.a_day(first, "first"), determining.a_day(last, "last")
        case = read_case(_document(transaction), office.law, name="transaction")
        found = histories.history(
            office.engine, case, today=office.today(), start=start, until=until, authorities=named
        )
        rows = [telling.change(row, lang) for row in found["changes"]]
        more = telling.without(found, ("changes", "authorities", "law"))
        return desk.signed(lang, {**more, "changes": telling.cut(rows, 40, lang)})

    @tool
    def screen(
        name: Annotated[str, Field(max_length=300, description="The party's name, in any script.")],
        countries: Annotated[list[str] | None, Field(description="ISO codes of its countries.")] = None,
        addresses: Annotated[list[str] | None, Field(max_length=10)] = None,
        identifiers: Annotated[dict[str, str] | None, Field(description="uscc, houjin, lei, …")] = None,
        most: Annotated[int, Field(ge=1, le=20)] = 5,
        lang: Lang = "en",
    ) -> dict[str, Any]:
        """Hold a party against the official lists at hand: who is met, why, what that means. An empty result clears nobody."""
        found = screening(desk, name, countries or [], addresses or [], identifiers or {}, most, lang)
        return desk.signed(lang, found)

    @tool
    def classify(
        kinds: Annotated[
            list[str], Field(min_length=1, max_length=10, description="Kinds of item; see sekisho://kinds.")
        ],
        values: Annotated[
            dict[str, str] | None,
            Field(description="Attributes with their values and units as text; see sekisho://vocabulary."),
        ] = None,
        on: Day = None,
        lists: Annotated[list[str] | None, Field(description="Only these lists, such as us.ccl.")] = None,
        lang: Lang = "en",
    ) -> dict[str, Any]:
        """The entries of the control lists that a product meets or may meet, each limit beside the value, and what is missing."""
        return desk.signed(lang, classification(desk, kinds, values or {}, on, lists or [], lang))

    law_tools.add(tool, desk)
    law_tools.add_resources(server, desk)
    return server


def _document(transaction: dict[str, Any] | str) -> Document:
    """A transaction as it was handed over. Raises BadInput."""
    from sekisho.facts.load import load

    if isinstance(transaction, str):
        return determining.read_text(transaction, "transaction", transaction.lstrip().startswith("{"))
    return load(transaction, "transaction")


def _words(error: Exception) -> str:
    return "\n".join(str(problem) for problem in getattr(error, "problems", ())) or str(error)


__all__ = ["INSTRUCTIONS", "make_server", "open_desk"]
