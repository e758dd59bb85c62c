"""The whole reasoning of one authority, as lists that fold."""

from __future__ import annotations

from sekisho.facts import BadInput
from sekisho.law.in_words import entry_name
from sekisho.service.access import Permission
from sekisho.service.board import authority_name
from sekisho.service.cards import called
from sekisho.service.lanes import lane_order, lane_view, questions_of
from sekisho.service.reasons import reasons_tree
from sekisho.service.stated import value_at

from ..asking import Ask, Refused
from ..pages import Page
from .area import frame, open_check, pages
from .board import answer_of


@pages.get("/check/{id}/why", template="check/reasons.html", may=Permission.CHECK_READ)
def reasons(ask: Ask, id: str) -> Page:
    """Whose reasons to open: every authority with its outcome."""
    opened = open_check(ask, id)
    answer = answer_of(ask, opened, questions=False)
    law = ask.office.law
    lanes = [
        {
            **lane_view(name, answer["authorities"][name], {}, ask.lang),
            "name": authority_name(name, law, ask.lang),
        }
        for name in lane_order(answer)
    ]
    keep = ("authority", "name", "at_least", "at_most", "headline", "door")
    data = {
        **frame(ask, opened, "reasons"),
        "on": answer["on"],
        "lanes": [{key: lane[key] for key in keep} for lane in lanes],
    }
    return Page(data, ask.say("check.tab-reasons"))


@pages.get("/check/{id}/{authority:authority}/why", template="check/why.html", may=Permission.CHECK_READ)
def why(ask: Ask, id: str, authority: str) -> Page:
    """The tree of one authority; `open=1` leaves out what is settled."""
    opened = open_check(ask, id)
    try:
        worked = opened.worked(ask)
    except BadInput:
        raise Refused(422, "check.faults") from None
    lane = worked.traced(authority)
    if lane is None:
        raise Refused(404, "page.wrong-404")
    answer = worked.answer()
    keys = {str(question["fact"]): str(number) for number, question in enumerate(questions_of(answer), 1)}
    only_open = ask.get("open") == "1"
    view = lane_view(authority, lane, {}, ask.lang)
    data = {
        **frame(ask, opened, "reasons"),
        "authority": authority,
        "name": authority_name(authority, ask.office.law, ask.lang),
        "on": answer["on"],
        "known": answer["known"],
        "checked": answer["law"]["checked"].get(authority, ""),
        "lane": {key: view[key] for key in ("at_least", "at_most", "headline", "door")},
        "only_open": only_open,
        "tree": reasons_tree(
            lane,
            ask.lang,
            only_open=only_open,
            only=ask.number("duty", 1, 100_000) - 1 if ask.get("duty") else None,
            keys=keys,
            value=lambda path: value_at(opened.document, path, ask.office.law, ask.lang),
            name=lambda about: (
                called(about, opened.document)
                or (entry_name(ask.office.law, about, ask.lang) if about in ask.office.law.entries else about)
            ),
        ),
        "alone": bool(ask.get("duty")),
    }
    return Page(data, ask.say("check.why-title", data["name"]))
