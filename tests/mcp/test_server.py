"""The MCP server as an assistant meets it: a process of its own, spoken to by the client of the official SDK."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from mcp import Client, MCPError, StdioServerParameters
from sekisho.cli.mcp_command import run_mcp
from sekisho.cli.options import LawFolder
from sekisho.mcp.desk import ReadsOnly, open_desk
from sekisho.service.settings import ServiceSettings
from sekisho.words import say
from tests.loops import alone

EXAMPLES = Path(__file__).parents[2] / "examples"
GALLIUM = (EXAMPLES / "gallium-united-states-2026-11-28.yaml").read_text("utf-8")
TOOLS = {
    "determine", "questions", "history", "search_law", "provision", "correspond", "classify", "screen", "compare",
}  # fmt: skip


@asynccontextmanager
async def assistant(data: Path) -> AsyncIterator[Client]:
    """A client with the server beside it, over standard input and output."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "sekisho.cli.main", "mcp"],
        env={**os.environ, "SEKISHO_DATA": str(data)},
    )
    async with Client(server, read_timeout_seconds=120) as client:
        yield client


async def call(client: Client, name: str, **arguments: Any) -> dict[str, Any]:
    """The answer of a tool, which has what every answer has."""
    result = await client.call_tool(name, arguments)
    assert not result.is_error, result.content
    data = result.structured_content
    assert data is not None
    assert data == json.loads(result.content[0].text)  # type: ignore[union-attr]
    assert data["notice"] == say("mcp.notice", arguments.get("lang", "en"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["checked"]["CN"])
    assert data["law"]
    return data


def test_an_assistant_asks_by_every_tool(tmp_path: Path) -> None:
    async def talk() -> None:
        async with assistant(tmp_path) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert set(tools) == TOOLS
            for tool in tools.values():
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint is True
                assert tool.description
            assert "not legal advice" in (client.instructions or "").lower()

            found = await call(client, "determine", transaction=GALLIUM)
            lanes = {lane["authority"]: lane for lane in found["authorities"]}
            assert lanes["CN"]["outcome"] == "Licence required; may be: prohibited"
            assert lanes["CN"]["reasons"][0]["citation"]
            assert lanes["CN"]["checked"] == found["checked"]["CN"]
            assert lanes["US"]["outcome"].startswith("Undetermined")
            assert found["warnings"]
            zh = await call(client, "determine", transaction=GALLIUM, authorities=["CN"], lang="zh")
            assert "需许可" in zh["authorities"][0]["outcome"]

            asked = await call(client, "questions", transaction=GALLIUM, authorities=["US"], most=3)
            assert len(asked["questions"]) == 4
            assert "left_off" in asked["questions"][-1]
            assert asked["questions"][0]["ask"]

            moved = await call(
                client,
                "history",
                transaction=GALLIUM,
                authorities=["CN"],
                first="2024-11-01",
                last="2025-01-31",
            )
            assert len(moved["changes"]) > 1
            assert moved["changes"][-1]["because"]

            hits = await call(client, "search_law", words="镓", authorities=["CN"])
            assert hits["count"] > 0
            code = hits["rows"][0]["id"]
            one = await call(client, "provision", id=code, lang="ja")
            assert one["id"] == code
            like = await call(client, "correspond", code="3B001.f.1.b")
            assert like["count"] >= 1
            beside = await call(client, "compare", authorities=["JP", "CN"])
            assert beside["rows"]

            sheet = await call(
                client, "classify", kinds=["material.gallium.metal"], values={"purity": "99.9999 %"}
            )
            assert sheet["met"] + sheet["open"] > 0

            resources = await client.list_resources()
            assert {str(one.uri) for one in resources.resources} >= {
                "sekisho://kinds",
                "sekisho://vocabulary",
            }
            text = (await client.read_resource("sekisho://kinds")).contents[0].text  # type: ignore[union-attr]
            assert "material.gallium.metal" in json.loads(text)
            text = (await client.read_resource(f"sekisho://provision/{code}")).contents[0].text  # type: ignore[union-attr]
            assert json.loads(text)["id"] == code

    alone(talk)


def test_what_cannot_be_read_is_said_and_the_talk_goes_on(tmp_path: Path) -> None:
    async def talk() -> None:
        async with assistant(tmp_path) as client:
            for name, arguments, words in [
                ("determine", {"transaction": {"on": "2026-11-28", "items": [{"id": "1", "facts": {"purity": "99"}}]}}, "no unit"),
                ("determine", {"transaction": "a: ["}, "transaction:2"),
                ("determine", {"transaction": GALLIUM, "authorities": ["XX"]}, "no authority"),
                ("determine", {"transaction": GALLIUM, "on": "soon"}, "pattern"),
                ("determine", {}, "transaction"),
                ("provision", {"id": "../../etc/passwd"}, "no part"),
                ("correspond", {"code": "zzz"}, "no list"),
                ("classify", {"kinds": ["no.such.kind"]}, "no.such.kind"),
                ("screen", {"name": " "}, "name or an address"),
            ]:  # fmt: skip
                result = await client.call_tool(name, arguments)
                assert result.is_error, (name, arguments)
                told = result.content[0].text  # type: ignore[union-attr]
                assert words in told, told
                assert "Traceback" not in told
            with pytest.raises(MCPError):
                await client.read_resource("sekisho://provision/nothing.of.that.name")
            assert (await client.call_tool("correspond", {"code": "3B001.f.1.b"})).is_error is False

    alone(talk)
    assert not list(tmp_path.rglob("*.db"))


def test_no_write_can_reach_a_database(tmp_path: Path) -> None:
    desk = open_desk(ServiceSettings(tmp_path, f"sqlite:///{tmp_path / 'sekisho.db'}"))
    with pytest.raises(ReadsOnly):
        desk.office.database.begin()
    assert not (tmp_path / "sekisho.db").exists()


def test_it_listens_on_this_machine_only() -> None:
    import typer

    with pytest.raises(typer.BadParameter, match="other machines"):
        run_mcp(LawFolder(None), http=True, host="0.0.0.0", port=8471)
