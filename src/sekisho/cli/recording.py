"""Takes one reply of an interview: reads the further lines that it needs and records it (service/answering.py)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from sekisho.service import answering
from sekisho.service.answering import NotUnderstood, Recorder, Reply, value_of, without, yes_or_no
from sekisho.words import say

if TYPE_CHECKING:
    from sekisho.facts.write import Document
    from sekisho.law.compiled import Law

Json = dict[str, Any]
_PROMPTS = {"evidence": "evidence", "channel": "by-which", "since": "since-when"}


class Stopped(NotUnderstood):
    """No more replies come."""


class Talk(Protocol):
    """What recording needs of the conversation: the law, the language, who answers, and further lines."""

    law: Law
    lang: str
    by: str

    def read(self, prompt: str) -> str | None:
        """Ask for a further line; None at the end of the input."""


def record(document: Document, question: Json, line: str, talk: Talk) -> bool:
    """Put a reply into the document with who gave it and when; False where it leaves the file as it is.

    Raises NotUnderstood, Stopped, or NoSuchPlace from the writer.
    """
    reply = Reply(line, cannot=line == "u")
    more: dict[str, str] = {}
    for name in answering.further(question, reply):
        more[name] = _ask(talk, _PROMPTS[name])
        if name == "channel" and more[name] not in ("", *answering.CHANNELS):
            raise NotUnderstood(say("one-of", talk.lang, ", ".join(answering.CHANNELS)))
    asked = Reply(line, line == "u", more.get("evidence", ""), more.get("channel", ""), more.get("since", ""))
    return answering.record(document, question, asked, Recorder(talk.law, talk.lang, talk.by, date.today()))


def _ask(talk: Talk, key: str) -> str:
    line = (talk.read(say(key, talk.lang)) or "").strip()
    if line == "q":
        raise Stopped("")
    return line


__all__ = ["NotUnderstood", "Stopped", "record", "value_of", "without", "yes_or_no"]
