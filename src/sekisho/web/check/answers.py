"""Answers to questions: recorded with who and on what paper, taken back, or said to be not to be found out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sekisho.facts import BadInput
from sekisho.facts.write import Document, NoSuchPlace, get_fact
from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.answering import NotUnderstood, Reply, record, without
from sekisho.service.board import changes_between
from sekisho.service.forms.applying import faults_of, plain
from sekisho.service.lanes import lane_order
from sekisho.service.typed_in import Unreadable
from sekisho.service.typed_in.kinds import read_kind_text
from sekisho.words.lanes import authority_of_provision

from ..asking import Ask, Refused
from ..pages import Goto, Shown
from .area import Opened, open_check, pages, recorder, seen
from .board import board_page, worked_of

ANSWER = Permission.CHECK_ANSWER
Json = Mapping[str, Any]


@pages.post("/check/{id}/answer", template="check/board.html", may=ANSWER)
def answer(ask: Ask, id: str) -> Shown:
    """Record the answer to one question; the board says then what it changed."""
    opened = open_check(ask, id)
    key = ask.field("key")
    worked = worked_of(ask, opened)
    question = worked.question(key)
    if question is None:
        return Goto(opened.address(), ask.say("check.not-asked-now"))
    by = ask.field("by") or ask.actor.name
    try:
        if not by:
            raise NotUnderstood(ask.say("check.by-needed"))
        reply = _reply(ask, question)
        return _kept(ask, opened, question, reply, by, worked.outcome())
    except (NotUnderstood, Unreadable) as error:
        words = error.words(ask.lang) if isinstance(error, Unreadable) else str(error)
        typed = {
            name: ask.fields(name)
            for name in ("value", "unit", "how", "evidence", "looked", "by", "channel", "since", "cannot")
        }
        return board_page(ask, opened, {"key": key, "words": words, "typed": typed}, 422)
    except checks.Conflict as conflict:
        now = plain(get_fact(checks.document_of(conflict.now), str(question["fact"])))
        words = ask.say("check.conflict-now", now if now not in (None, "") else "–", ask.field("value"))
        typed = {
            name: ask.fields(name)
            for name in ("value", "unit", "how", "evidence", "looked", "by", "channel", "since", "cannot")
        }
        return board_page(ask, open_check(ask, id), {"key": key, "words": words, "typed": typed}, 409)


def _reply(ask: Ask, question: Json) -> Reply:
    if ask.field("cannot"):
        looked = ask.field("looked")
        if not looked:
            raise NotUnderstood(ask.say("check.looked-needed"))
        return Reply(cannot=True, evidence=looked)
    value = _value(ask, question)
    if not value:
        raise NotUnderstood(ask.say("check.value-needed"))
    return Reply(value, False, ask.field("evidence"), ask.field("channel"), ask.field("since"))


def _value(ask: Ask, question: Json) -> str:
    """What was filled in, as one line of an interview."""
    values = ask.fields("value")
    value = values[0] if values else ""
    if question["kind"] == "classification":
        how = ask.field("how")
        codes = ask.field("value")
        if how == "none":
            return "none"
        return f"only {codes}" if how == "only" and codes else codes
    if question.get("type") == "set":
        joined = ", ".join(values)
        return f"only {joined}" if ask.field("only") and joined else joined
    if question.get("attribute") == "kind" and value:
        known = ask.office.law
        return ", ".join(
            dict.fromkeys(
                read_kind_text(part, known) for one in values for part in one.split(",") if part.strip()
            )
        )
    unit = ask.field("unit")
    if unit and value and not any(c.isalpha() or c in "%％" for c in value.replace("e", "").replace("E", "")):
        return f"{value} {unit}"
    return value


def _kept(ask: Ask, opened: Opened, question: Json, reply: Reply, by: str, before: Json) -> Goto:
    fact = str(question["fact"])
    who = recorder(ask, by)

    def edit(document: Document) -> dict[str, Any]:
        old = plain(get_fact(document, fact)) if question["kind"] != "person" else None
        faults = faults_of(document, who)
        try:
            record(document, question, reply, who)
        except NoSuchPlace as error:
            raise NotUnderstood(str(error)) from None
        new = {path: words for path, words in faults_of(document, who).items() if faults.get(path) != words}
        if new:
            raise NotUnderstood("; ".join(without(words, "transaction") for words in new.values()))
        value = plain(get_fact(document, fact)) if question["kind"] == "fact" else reply.value or None
        return {
            "did": "cannot" if reply.cannot else "answered",
            "by": by,
            "evidence": reply.evidence,
            "paths": {fact: [old, value]},
            **({"left": _left_open(question, before)} if reply.cannot else {}),
            "changes": _changes(ask, opened, document, before),
        }

    paths = (fact,) if question["kind"] not in {"knowledge", "person"} else ("assertions",)
    kept = checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=paths)
    if kept.revision == opened.check.revision:
        return Goto(opened.address(), ask.say("check.said-unchanged"))
    return Goto(opened.address(said=str(kept.revision)) + "#said")


def _left_open(question: Json, before: Json) -> list[dict[str, Any]]:
    """What stays open at the authorities whose law asks, where something could not be found out."""
    asking = {authority_of_provision(str(id)) for id in question.get("provisions") or ()}
    return [
        {"authority": name, "ends": [lane["at_least"], lane["at_most"]]}
        for name in lane_order(before)
        if name in asking and (lane := before["authorities"][name])["at_least"] != lane["at_most"]
    ]


def _changes(ask: Ask, opened: Opened, document: Document, before: Json) -> list[dict[str, Any]]:
    """What the new text changes of the outcome. The determination is kept, so that the page after it is quick."""
    from sekisho.service.worked import work

    try:
        after = work(ask.office, document.text(), is_json=document.is_json, options=opened.options).outcome()
    except BadInput:
        return []
    return changes_between(before, after, ask.office.law, ask.lang)


@pages.post("/check/{id}/undo", may=ANSWER)
def undo(ask: Ask, id: str) -> Goto:
    """Take the last change back, or go back to an earlier revision; nothing of the later ones is lost."""
    opened = open_check(ask, id)
    words = ask.field("to")
    to = int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else None
    try:
        kept = checks.undo(ask.office, ask.actor, opened.check, seen(ask, opened.check), to)
    except checks.Conflict:
        return Goto(opened.address(), ask.say("check.conflict-title"))
    except checks.NoSuchCheck:
        raise Refused(404, "page.wrong-404") from None
    return Goto(opened.address(said=str(kept.revision)) + "#said")


@pages.post("/check/{id}/delete", may=Permission.CHECK_WRITE)
def delete(ask: Ask, id: str) -> Goto:
    """Put the check away."""
    opened = open_check(ask, id)
    checks.delete(ask.office, ask.actor, opened.check)
    return Goto("/check", ask.say("check.deleted"))
