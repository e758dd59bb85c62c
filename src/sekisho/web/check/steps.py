"""The step forms of a check that hold one thing: its route and days, its end use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sekisho.service import checks
from sekisho.service.forms import (
    Field,
    end_use_fields,
    route_fields,
)

from ..asking import Ask
from ..pages import Page, Shown
from .area import Opened, open_check, pages
from .filling import (
    READ,
    WRITE,
    FormFaults,
    conflict_errors,
    keep,
    shown_form,
    typed_of,
)


@pages.get("/check/{id}/route", template="check/route.html", may=READ)
def route(ask: Ask, id: str) -> Page:
    """What is done, from where to where, on which days."""
    opened = open_check(ask, id)
    return shown_form(ask, opened, route_fields(ask.office.law, ask.lang), "route")


@pages.post("/check/{id}/route", template="check/route.html", may=WRITE)
def keep_route(ask: Ask, id: str) -> Shown:
    """Keep the route and the days."""
    opened = open_check(ask, id)
    return _kept(ask, opened, route_fields(ask.office.law, ask.lang), "route", "parties")


@pages.get("/check/{id}/end-use", template="check/end_use.html", may=READ)
def end_use(ask: Ask, id: str) -> Page:
    """What it will be used for."""
    opened = open_check(ask, id)
    return shown_form(ask, opened, end_use_fields(opened.document, ask.office.law, ask.lang), "end-use")


@pages.post("/check/{id}/end-use", template="check/end_use.html", may=WRITE)
def keep_end_use(ask: Ask, id: str) -> Shown:
    """Keep the end use."""
    opened = open_check(ask, id)
    return _kept(ask, opened, end_use_fields(opened.document, ask.office.law, ask.lang), "end-use", "")


def _kept(ask: Ask, opened: Opened, fields: Sequence[Field], step: str, onward: str, **more: Any) -> Shown:
    typed = typed_of(ask)
    to = onward if ask.field("next") else ""
    try:
        return keep(ask, opened, fields, typed, to)
    except FormFaults as faults:
        return shown_form(ask, opened, fields, step, typed, faults.errors, 422, **more)
    except checks.Conflict as conflict:
        errors = conflict_errors(ask, fields, conflict.now, typed, opened)
        fresh = open_check(ask, opened.check.id)
        return shown_form(ask, fresh, fields, step, typed, errors, 409, **more)
