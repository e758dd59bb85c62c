"""What the tools work with: the law, the engine and the lists at hand; no database, so that nothing can be kept or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, cast

from attrs import define, evolve, field

from sekisho.determine import Engine
from sekisho.law import load_law
from sekisho.service.law.search import Search
from sekisho.service.office import Office
from sekisho.words import say

if TYPE_CHECKING:
    from sekisho.service.settings import ServiceSettings
    from sekisho.store import Database


class ReadsOnly(Exception):
    """Something would have been kept or changed; the MCP server does neither."""


class _NoDatabase:
    """Stands where a database would; whoever asks it for anything is refused."""

    def __getattr__(self, name: str) -> NoReturn:
        raise ReadsOnly("the MCP server reads only: it has no database")


@define(eq=False)
class AssistantDesk:
    """An office without a database, and the search over its law."""

    office: Office
    search: Search = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.search = Search(self.office.law, self.office.settings.data / "search")

    def signed(self, lang: str, data: dict[str, Any]) -> dict[str, Any]:
        """An answer with what has to stand on every one: the law and its days of confirmation, and that it is no advice."""
        law = self.office.law
        checked = {code: day.isoformat() for code, day in law.checked.items()}
        return {"notice": say("mcp.notice", lang), "checked": checked, "law": law.hash, **data}


def open_desk(settings: ServiceSettings) -> AssistantDesk:
    """The desk of a server. Raises LawError, SettingsError."""
    law = load_law(settings.law)
    database = cast("Database", _NoDatabase())
    # Decisions on hits are those of the one who sits at this machine, whatever the server of the team says.
    return AssistantDesk(Office(evolve(settings, mode="laptop"), law, Engine(law), database))
