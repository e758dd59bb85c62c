"""Puts an answer of an interview into the transaction file: the fact, a list said to be whole, a person's
judgement, a record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from sekisho.words import say

if TYPE_CHECKING:
    from sekisho.facts.write import Document
    from sekisho.law.compiled import Law

Json = dict[str, Any]
CANNOT = "cannot-be-found-out"
YES = frozenset({"y", "yes", "true", "はい", "ある", "有", "是", "对"})
NO = frozenset({"n", "no", "false", "いいえ", "ない", "無", "否", "不是", "没有"})
NONE = frozenset({"none", "no", "なし", "非該当", "无", "無"})
_ONLY = re.compile(r"(?:only|のみ|仅)\s+(.*)")
CHANNELS = ("contract", "document", "message", "press")


class NotUnderstood(ValueError):
    """A reply that does not answer the question; the message says what would. `end`: no more replies come."""

    def __init__(self, message: str, end: bool = False) -> None:
        super().__init__(message)
        self.end = end


class Talk(Protocol):
    """What recording needs of the conversation: the law, the language, who answers, and further lines."""

    law: Law
    lang: str
    by: str

    def read(self, prompt: str) -> str | None:
        """Ask for a further line; None at the end of the input."""


def record(document: Document, question: Json, line: str, talk: Talk) -> bool:
    """Put a reply into the document with who gave it and when; False where it leaves the file as it is.

    Raises NotUnderstood, or NoSuchPlace from the writer.
    """
    writers: dict[str, Callable[[Document, Json, str, Talk], bool]] = {
        "completeness": _whole,
        "person": _judgement,
        "knowledge": _knowledge,
        "screening": _screening,
        "classification": _classification,
        "licence": lambda *_: False,  # several keys of one paper: they are written in the file
    }
    return writers.get(str(question.get("kind")), _fact)(document, question, line, talk)


def _fact(document: Document, question: Json, line: str, talk: Talk) -> bool:
    from sekisho.facts.write import set_fact

    value = CANNOT if line == "u" else value_of(question, line)
    evidence = "" if line == "u" or question.get("show_consequences") else _ask(talk, "evidence")
    set_fact(document, question["fact"], value)
    _assert(document, question["fact"], talk, evidence)
    return True


def _whole(document: Document, question: Json, line: str, talk: Talk) -> bool:
    from sekisho.facts.write import set_fact

    if line == "u" or not yes_or_no(line):
        return False  # an open list stays open; who is missing is named in the file
    set_fact(document, question["fact"], True)
    _assert(document, question["fact"], talk)
    return True


def _judgement(document: Document, question: Json, line: str, talk: Talk) -> bool:
    from sekisho.facts.write import add_to

    answer: object = CANNOT if line == "u" else yes_or_no(line)
    evidence = "" if line == "u" else _ask(talk, "evidence")
    row = {
        "person": question["attribute"],
        "provision": question["provision"],
        "for": question.get("for") or "transaction",
        "answer": answer,
        "by": talk.by,
        "on": _today(),
    }
    add_to(document, "assertions", {**row, "evidence": evidence} if evidence else row)
    return True


def _knowledge(document: Document, question: Json, line: str, talk: Talk) -> bool:
    from sekisho.facts.write import add_to

    if line == "u":
        return False
    attribute = str(question["attribute"])
    if yes_or_no(line):
        channel = _ask(talk, "by-which") or "document"
        if channel not in CHANNELS:
            raise NotUnderstood(say("one-of", talk.lang, ", ".join(CHANNELS)))
        row = {"of": attribute, "by": channel}
        since = _ask(talk, "since-when")
        if since:
            row["since"] = since
        row["text"] = f"{talk.by}, {_today()}"
        add_to(document, "red_flags", row)
        return True
    kinds = [kind.id for kind in talk.law.vocabulary.declarations.values() if attribute in kind.answers]
    if not kinds:
        raise NotUnderstood(say("no-declaration", talk.lang, attribute))
    add_to(document, "declarations", {"what": kinds[0], "by": talk.by, "on": _today(), "for": "transaction"})
    return True


def _screening(document: Document, question: Json, line: str, talk: Talk) -> bool:
    from sekisho.facts.write import get_fact, set_fact

    if line == "u":
        return False
    path, name = str(question["fact"]), str(question["attribute"])
    hit = yes_or_no(line)
    held = get_fact(document, path) or {}
    # A screening has one day; an older one of other lists keeps counting only if it is of today.
    lists = [*(held.get("lists") or ()), name] if str(held.get("on", "")) == _today() else [name]
    hits = [dict(row) for row in held.get("hits") or ()] + ([{"list": name}] if hit else [])
    set_fact(document, path, {"on": _today(), "lists": list(dict.fromkeys(lists)), "hits": hits})
    _assert(document, path, talk, _ask(talk, "evidence"))
    return True


def _classification(document: Document, question: Json, line: str, talk: Talk) -> bool:
    """A classification of today under one list: "none", codes, or "only" with codes where there are no others."""
    from sekisho.facts.write import set_fact

    if line == "u":
        return False
    words = unicodedata.normalize("NFKC", line).strip()
    only = _ONLY.match(words)
    none = words.casefold() in NONE
    codes = [] if none else [part for part in re.split(r"[\s,、，]+", only[1] if only else words) if part]
    claim = {"codes": codes, "complete": none or only is not None, "as_of": _today(), "by": talk.by}
    set_fact(document, f'{question["for"]}.classification["{question["attribute"]}"]', claim)
    _assert(document, question["fact"], talk, _ask(talk, "evidence"))
    return True


def value_of(question: Json, line: str) -> object:
    """What a reply says, as a transaction file writes it. Raises NotUnderstood."""
    type_ = str(question.get("type", ""))
    choices = list(question.get("values") or ())
    plain = (
        unicodedata.normalize("NFKC", line)
        if type_ in {"quantity", "number", "money", "bool", "date", "choice"}
        else line
    )
    if type_ == "bool":
        return yes_or_no(plain)
    if choices and plain.isdecimal() and 1 <= int(plain) <= len(choices):
        plain = choices[int(plain) - 1]
    if type_ == "set":
        only = _ONLY.match(plain)
        members = [part for part in re.split(r"[\s,、，]+", only[1] if only else plain) if part]
        return {"only": members} if only else members
    if type_ == "path" and re.search(r"[,、，]", plain):
        return [part.strip() for part in re.split(r"[,、，]", plain) if part.strip()]
    if type_ in {"quantity", "number", "money"}:
        plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain).replace("〜", "..").replace("~", "..")
    return plain


def yes_or_no(line: str) -> bool:
    """Yes or no in any of the three languages. Raises NotUnderstood."""
    word = unicodedata.normalize("NFKC", line).strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise NotUnderstood("yes / no, はい / いいえ, 是 / 否")


def without(words: str, file: str) -> str:
    """A message about a file without the file and line, for the person who did not write the line."""
    return re.sub(rf"^{re.escape(file)}(:\d+)?: ?", "", words)


def _ask(talk: Talk, key: str) -> str:
    line = (talk.read(say(key, talk.lang)) or "").strip()
    if line == "q":
        raise NotUnderstood("", end=True)
    return line


def _assert(document: Document, fact: str, talk: Talk, evidence: str = "") -> None:
    from sekisho.facts.write import add_to

    row = {"fact": fact, "by": talk.by, "on": _today()}
    add_to(document, "assertions", {**row, "evidence": evidence} if evidence else row)


def _today() -> str:
    return date.today().isoformat()
