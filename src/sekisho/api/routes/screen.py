"""Screen: names against the official lists of parties at hand."""

from __future__ import annotations

from typing import Any, Final

from attrs import evolve
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sekisho.screening.answer import answer as told
from sekisho.screening.answer import list_of
from sekisho.screening.reasons import Query as Party
from sekisho.screening.screener import Screener
from sekisho.service.access import Permission
from sekisho.sources.records import Identifier

from ..answers import answer
from ..desk import call_of, on_terms
from ..models import ListsAnswer, PartyIn, ScreenAnswer, ScreenIn
from ..routing import DeskRoute
from ..shapes import gives

router = APIRouter(route_class=DeskRoute, prefix="/screen", tags=["screen"])
SCHEMA: Final = "sekisho/screenings/1"


@router.post("", responses=gives(ScreenAnswer))
@on_terms(Permission.SCREEN_RUN)
async def screen(request: Request, asked: ScreenIn) -> Response:
    """Hold parties against every list at hand, in every script: who is met, why by word and fact, what it means.

    An empty `matches` says that nothing met in the lists under `searched`, and no more; `unsearched` names the lists that say
    nothing. Nothing is kept.
    """
    call = call_of(request)
    return await call.long(_screen, await call.lists(), asked)


def _screen(screener: Screener, asked: ScreenIn) -> Response:
    results: list[dict[str, Any]] = []
    for one in asked.parties:
        found = told(screener.screen(_party(one)), (), screener.law, screener.today)
        found["matches_in_all"] = len(found["matches"])
        del found["matches"][asked.limit :]
        del found["lists"]
        results.append(found)
    return answer(
        {
            "schema": SCHEMA,
            "on": screener.today,
            "law": screener.law.hash,
            "results": results,
            "lists": [list_of(state) for state in screener.lists],
        }
    )


def _party(one: PartyIn) -> Party:
    numbers = tuple(Identifier(kind, value) for kind, value in one.identifiers.items())
    party = Party(
        name=one.name,
        kind=one.kind,
        births=tuple(one.born),
        identifiers=numbers,
        addresses=tuple(one.addresses),
    )
    countries = [country.upper() for country in one.countries]
    return evolve(party, country=countries[0] if countries else "", countries=tuple(countries[1:]))


@router.get("/lists", openapi_extra={"x-problems": ["busy"]}, responses=gives(ListsAnswer))
@on_terms(Permission.SCREEN_READ)
async def screen_lists(request: Request) -> Response:
    """The lists of parties at hand: how many parties, of which day, how old; a list that is missing says nothing of anybody."""
    screener = await call_of(request).lists()
    return answer({"on": screener.today, "lists": [list_of(state) for state in screener.lists]})
