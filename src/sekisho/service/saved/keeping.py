"""Keeps answers: of a check, of a transaction that was sent, or of a saved one that is run again. None is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from attrs import evolve

import sekisho
from sekisho.facts import read_case
from sekisho.service.determining import Options, law_of, read_text
from sekisho.service.histories import moved_to
from sekisho.service.office import Office
from sekisho.service.summaries import summary_of_answer
from sekisho.store import NotThere, checks, events
from sekisho.store import saved as rows

from .editions import ensure_edition

if TYPE_CHECKING:
    from sekisho.determine import Determination
    from sekisho.logic.objects import Case
    from sekisho.service.access import Actor

How: TypeAlias = Literal["same-day", "now"]
HOWS: Final[tuple[How, ...]] = ("same-day", "now")
"""The two ways of running a saved transaction again: on its own day under the law as it is known now, or as if it went now."""
LONGEST_NOTE: Final = 2_000
LONGEST_TITLE: Final = 200


class NoSuchSaved(LookupError):
    """There is no such saved answer in the workspace of the person who asks."""


def save_check(
    office: Office, actor: Actor, check: checks.Check, options: Options | None = None, note: str = ""
) -> str:
    """Keep what the law says of a check as it stands; the id of the saved answer. Raises BadInput."""
    from sekisho.service.checks import worked

    options = options or Options()
    found = worked(office, check, options)
    answer = found.whole()
    kept = plain_options(options)
    if found.failed:
        answer["failed"] = kept["failed"] = dict(found.failed)
    return save_answer(
        office,
        actor,
        answer,
        title=check.title,
        document=check.document,
        format=check.format,
        options=kept,
        check=check.id,
        revision=check.revision,
        note=note,
    )


def save_answer(
    office: Office,
    actor: Actor,
    answer: Mapping[str, Any],
    *,
    title: str,
    document: str,
    format: str = "yaml",
    options: Mapping[str, Any] | None = None,
    check: str | None = None,
    revision: int | None = None,
    again: str | None = None,
    note: str = "",
) -> str:
    """Keep an answer as it is, with all that it rests on: the document, the law, the lists, the engine; its id."""
    ensure_edition(office)
    new = rows.NewSaved(
        title=(title or str(answer.get("id") or ""))[:LONGEST_TITLE],
        document=document,
        format=format,
        options=dict(options or {}),
        on=_day(answer.get("on")),
        known=_day(answer.get("known")),
        law=str(answer["law"]["hash"]),
        checked=dict(answer["law"]["checked"]),
        lists=lists_of(office, document, format == "json", answer),
        engine=str(answer["engine"]),
        summary=summary_of_answer(answer),
        answer=dict(answer),
        check=check,
        revision=revision,
        again=again,
        note=note.strip()[:LONGEST_NOTE],
        by=actor.id,
    )
    with office.database.begin() as tx:
        id = rows.add(tx, actor.workspace, new)
        events.log(tx, actor.workspace, actor.id, "saved.made", id, again=again, check=check)
    return id


def get(office: Office, actor: Actor, id: str) -> rows.Saved:
    """A saved answer of the actor's workspace. Raises NoSuchSaved."""
    try:
        with office.database.read() as tx:
            return rows.get(tx, actor.workspace, id)
    except NotThere:
        raise NoSuchSaved(id) from None


def run_again(office: Office, actor: Actor, id: str, how: How, note: str = "") -> str:
    """Ask a saved transaction again and keep the new answer beside the old one; its id. Raises NoSuchSaved, BadInput."""
    old = get(office, actor, id)
    found = determined(office, old, how)
    options = {key: value for key, value in old.options.items() if key != "failed"}
    options |= {"how": how, "day": _text(found.case.on)}
    return save_answer(
        office,
        actor,
        found.to_dict(),
        title=old.title,
        document=old.document,
        format=old.format,
        options=options,
        check=old.check,
        revision=old.revision,
        again=old.id,
        note=note,
    )


def determined(office: Office, saved: rows.Saved, how: How) -> Determination:
    """What the law of this office says of a saved transaction. Raises BadInput where it can no longer be read."""
    return office.engine.determine(case_of(office, saved, how), **_how(saved))


def case_of(office: Office, saved: rows.Saved, how: How) -> Case:
    """The saved transaction, on its own day or moved to today where that is over; with all that is known now. Raises BadInput."""
    case = own_case(office, saved)
    day = saved.on or case.on
    if how == "now" and day is not None and day < office.today():
        day = office.today()
    if day is not None and day != case.on:
        case = moved_to(case, day)
    return evolve(case, known=None)


def own_case(office: Office, saved: rows.Saved) -> Case:
    """The saved transaction as it was asked: with its own days. Raises BadInput."""
    tree = read_text(saved.document, saved.title or "transaction", saved.format == "json")
    said = saved.options
    case = read_case(tree, office.law, _day(said.get("on")), _day(said.get("known")), "transaction")
    moved = _day(said.get("day"))
    if moved is not None and moved != case.on:
        case = moved_to(case, moved)
    return evolve(case, known=None) if said.get("how") else case


def _how(saved: rows.Saved) -> dict[str, Any]:
    said = saved.options
    return {
        "assume": dict(said.get("assume") or {}),
        "authorities": tuple(said["authorities"]) if said.get("authorities") else None,
        "claim_available": bool(said.get("claim_available")),
    }


def plain_options(options: Options) -> dict[str, Any]:
    """Options as they are kept; what is as usual is left out."""
    said: dict[str, Any] = {
        "on": _text(options.on),
        "known": _text(options.known),
        "authorities": list(options.authorities or ()),
        "assume": dict(options.assume),
        "claim_available": options.claim_available,
    }
    return {key: value for key, value in said.items() if value}


def lists_of(office: Office, document: str, is_json: bool, answer: Mapping[str, Any]) -> dict[str, Any]:
    """On which lists an answer rests: those against which the parties were held, with the day; and the editions at hand."""
    screened: list[dict[str, Any]] = []
    if "screening" in answer:
        screened = [
            {
                "party": party["path"],
                "on": answer["screening"]["on"],
                "lists": [one["list"] for one in party["searched"]],
            }
            for party in answer["screening"]["parties"]
        ]
    else:
        screened = [
            {"party": obj.path, "on": _text(obj.screening.on), "lists": sorted(obj.screening.lists)}
            for obj in read_case(read_text(document, "transaction", is_json), office.law).root.walk()
            if obj.screening is not None
        ]
    return {"screened": screened, "at_hand": editions_at_hand(office)}


def editions_at_hand(office: Office) -> dict[str, dict[str, str]]:
    """The editions of the synced lists, by source: the day and the first letters of the mark of its contents."""
    from sekisho.sources.archive import Archive, Damaged
    from sekisho.sources.registry import sources

    archive = Archive(office.settings.data / "lists")
    found: dict[str, dict[str, str]] = {}
    for source in sources():
        try:
            edition = archive.index(source).edition
        except Damaged:
            continue
        if edition is not None:
            found[source] = {"day": edition.day.isoformat(), "mark": edition.parties_sha256[:12]}
    return found


def now_made_with(office: Office) -> dict[str, Any]:
    """With what an answer would be made now: law, engine, editions of lists."""
    return {"law": law_of(office.law), "engine": sekisho.__version__, "lists": editions_at_hand(office)}


def _day(words: Any) -> date | None:
    if isinstance(words, date) or words is None:
        return words
    return date.fromisoformat(str(words)) if words else None


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
