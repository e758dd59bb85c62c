"""The parameters that several addresses share, typed and described for the reader of the schema."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request

from sekisho.service.determining import Options, make_options

from .desk import call_of

DAY = r"^\d{4}-\d{2}-\d{2}$"
OnDay = Annotated[
    str | None,
    Query(
        alias="on",
        json_schema_extra={"pattern": DAY},
        description="Day of export, instead of the document's.",
        examples=["2026-11-21"],
    ),
]
KnownDay = Annotated[
    str | None,
    Query(
        alias="known",
        json_schema_extra={"pattern": DAY},
        description="Law as it was known on this day.",
        examples=["2026-11-21"],
    ),
]
Authorities = Annotated[
    list[str] | None,
    Query(alias="authority", max_length=40, description="Only these authorities; repeated, or with commas.",
          examples=[["CN", "JP"]]),
]  # fmt: skip
Assumed = Annotated[
    list[str] | None,
    Query(
        alias="assume",
        max_length=40,
        description="Take one reading of unconfirmed law: ID=STATE; may be repeated.",
    ),
]
Claim = Annotated[
    str | None,
    Query(alias="claim", json_schema_extra={"enum": ["available"]},
          description="`available`: claim every exception by choice whose conditions are met."),
]  # fmt: skip
Screen = Annotated[
    bool,
    Query(alias="screen", description="Hold the parties and their owners against the lists at hand first."),
]
WithQuestions = Annotated[
    bool,
    Query(
        alias="questions",
        description="`false` leaves the questions out, which saves most of the time. Statuses and duties stay.",
    ),
]
WithTraces = Annotated[
    bool,
    Query(
        alias="trace",
        description="`false` leaves the reasons (`why` of each duty) out. Statuses and duties stay.",
    ),
]
WithAhead = Annotated[
    bool,
    Query(
        alias="ahead",
        description="`false` leaves out `gaps`, `branches` (readings of unconfirmed law), `changes_ahead`. Statuses and duties stay.",
    ),
]
WithWays = Annotated[
    bool,
    Query(
        alias="ways",
        description="`false` leaves out reliefs by choice. Statuses, duties and reliefs by rule stay.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=200, description="The most rows of one page.")]
Cursor = Annotated[
    str, Query(max_length=400, description="Where the page begins: `next` of the page before.")
]
Lang = Annotated[
    str | None,
    Query(alias="lang", pattern="^(en|ja|zh)$", description="Language of the words of problems and states."),
]


async def options(
    request: Request,
    on: OnDay = None,
    known: KnownDay = None,
    authority: Authorities = None,
    assume: Assumed = None,
    claim: Claim = None,
    screen: Screen = False,
    questions: WithQuestions = True,
    trace: WithTraces = True,
    ahead: WithAhead = True,
    ways: WithWays = True,
) -> Options:
    """How a transaction is to be answered. Raises BadOption."""
    return make_options(
        call_of(request).office.law,
        on=on,
        known=known,
        authorities=authority or (),
        assume=assume or (),
        claim=claim or "",
        questions=questions,
        traces=trace,
        ahead=ahead,
        ways=ways,
        screen=screen,
    )


async def plain_options(
    request: Request,
    on: OnDay = None,
    known: KnownDay = None,
    authority: Authorities = None,
    assume: Assumed = None,
    claim: Claim = None,
    screen: Screen = False,
) -> Options:
    """The same without the choice of what to leave out."""
    return make_options(
        call_of(request).office.law,
        on=on, known=known, authorities=authority or (), assume=assume or (), claim=claim or "", screen=screen,
    )  # fmt: skip


Asked = Annotated[Options, Depends(options)]
PlainAsked = Annotated[Options, Depends(plain_options)]
