"""Puts an answer to a question into the transaction file: the fact, a list said to be whole, a person's judgement, a record.

The interview of the command line and the question cards of the pages both record through here, so that the same reply makes
the same file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sekisho.words import say

from .typed_in.days import read_day_text
from .typed_in.element_names import set_members
from .typed_in.numbers import read_number_text
from .typed_in.places import read_place_text
from .typed_in.unreadable import Unreadable

if TYPE_CHECKING:
    from sekisho.facts.write import Document
    from sekisho.law.compiled import Law

Json = Mapping[str, Any]
CANNOT: Final = "cannot-be-found-out"
YES: Final = frozenset({"y", "yes", "true", "はい", "ある", "有", "是", "对"})
NO: Final = frozenset({"n", "no", "false", "いいえ", "ない", "無", "否", "不是", "没有"})
NONE: Final = frozenset({"none", "no", "なし", "非該当", "无", "無"})
ENDS: Final = frozenset({"from", "to", "final", "place"})
"""What is asked of a route: places, though the vocabulary does not name them."""
CHANNELS: Final = ("contract", "document", "message", "press")
_ONLY: Final = re.compile(r"(?:only|のみ|仅)\s+(.*)")
_PLAIN_TYPES: Final = frozenset({"quantity", "number", "money", "bool", "date", "choice"})


class NotUnderstood(ValueError):
    """A reply that does not answer the question; the message says what would."""


@frozen
class Reply:
    """What somebody answers. `value`: as it was typed; `cannot`: it cannot be found out; `evidence`: the paper that shows it,
    or who looked where; `channel` and `since`: by what and since when it is known (of knowledge).
    """

    value: str = ""
    cannot: bool = False
    evidence: str = ""
    channel: str = ""
    since: str = ""


@frozen
class Recorder:
    """Who records: under which law, in which language, on which day."""

    law: Law
    lang: str
    by: str
    today: date


def further(question: Json, reply: Reply) -> tuple[str, ...]:
    """What is asked beside the value itself: "evidence", "channel", "since".

    A paper is not asked for where nothing is recorded. Raises NotUnderstood where the value itself is no answer.
    """
    kind = str(question.get("kind"))
    if reply.cannot or kind in {"licence", "completeness"}:
        return ()
    if kind == "knowledge":
        return ("channel", "since") if yes_or_no(reply.value) else ()
    if kind in {"person", "screening"}:
        yes_or_no(reply.value)
    elif kind != "classification":
        value_of(question, reply.value)
        return () if question.get("show_consequences") else ("evidence",)
    return ("evidence",)


def record(document: Document, question: Json, reply: Reply, recorder: Recorder) -> bool:
    """Put a reply into the document with who gave it and when; False where it leaves the file as it is.

    Raises NotUnderstood, or NoSuchPlace from the writer.
    """
    writers: dict[str, Callable[[Document, Json, Reply, Recorder], bool]] = {
        "completeness": _whole,
        "person": _judgement,
        "knowledge": _knowledge,
        "screening": _screening,
        "classification": _classification,
        "licence": lambda *_: False,  # several keys of one paper: they are written in the file
    }
    return writers.get(str(question.get("kind")), _fact)(document, question, reply, recorder)


def _fact(document: Document, question: Json, reply: Reply, recorder: Recorder) -> bool:
    from sekisho.facts.write import set_fact

    value = CANNOT if reply.cannot else value_of(question, reply.value, recorder.law, recorder.lang)
    set_fact(document, question["fact"], value)
    assert_fact(document, str(question["fact"]), recorder, reply.evidence)
    return True


def _whole(document: Document, question: Json, reply: Reply, recorder: Recorder) -> bool:
    from sekisho.facts.write import set_fact

    if reply.cannot or not yes_or_no(reply.value):
        return _looked(document, question, reply, recorder)  # an open list stays open
    set_fact(document, question["fact"], True)
    assert_fact(document, str(question["fact"]), recorder, reply.evidence)
    return True


def _looked(document: Document, question: Json, reply: Reply, recorder: Recorder) -> bool:
    """Nothing is known now that was not known before; who looked where is kept where it was said."""
    if not reply.cannot or not reply.evidence:
        return False
    assert_fact(document, str(question["fact"]), recorder, f"{CANNOT}: {reply.evidence}")
    return True


def _judgement(document: Document, question: Json, reply: Reply, recorder: Recorder) -> bool:
    from sekisho.facts.write import add_to

    row = {
        "person": question["attribute"],
        "provision": question["provision"],
        "for": question.get("for") or "transaction",
        "answer": CANNOT if reply.cannot else yes_or_no(reply.value),
        "by": recorder.by,
        "on": recorder.today.isoformat(),
    }
    _take_out(
        document, lambda other: all(other.get(key) == row[key] for key in ("person", "provision", "for"))
    )
    add_to(document, "assertions", {**row, "evidence": reply.evidence} if reply.evidence else row)
    return True


def _knowledge(document: Document, question: Json, reply: Reply, recorder: Recorder) -> bool:
    from sekisho.facts.write import add_to

    if reply.cannot:
        return _looked(document, question, reply, recorder)
    attribute, today = str(question["attribute"]), recorder.today.isoformat()
    if yes_or_no(reply.value):
        channel = reply.channel or "document"
        if channel not in CHANNELS:
            raise NotUnderstood(say("one-of", recorder.lang, ", ".join(CHANNELS)))
        row = {"of": attribute, "by": channel}
        if reply.since:
            row["since"] = _day(reply.since, recorder.lang)
        said = f"{recorder.by}, {today}"
        row["text"] = f"{said}: {reply.evidence}" if reply.evidence else said
        add_to(document, "red_flags", row)
        return True
    kinds = [kind.id for kind in recorder.law.vocabulary.declarations.values() if attribute in kind.answers]
    if not kinds:
        raise NotUnderstood(say("no-declaration", recorder.lang, attribute))
    add_to(document, "declarations", {"what": kinds[0], "by": recorder.by, "on": today, "for": "transaction"})
    if reply.evidence:
        assert_fact(document, f"declarations.{kinds[0]}", recorder, reply.evidence)
    return True


def _screening(document: Document, question: Json, reply: Reply, recorder: Recorder) -> bool:
    from sekisho.facts.write import get_fact, set_fact

    if reply.cannot:
        return _looked(document, question, reply, recorder)
    path, name, today = str(question["fact"]), str(question["attribute"]), recorder.today.isoformat()
    hit = yes_or_no(reply.value)
    held = get_fact(document, path) or {}
    # A screening has one day; an older one of other lists keeps counting only if it is of today.
    lists = [*(held.get("lists") or ()), name] if str(held.get("on", "")) == today else [name]
    hits = [dict(row) for row in held.get("hits") or ()] + ([{"list": name}] if hit else [])
    unique: list[object] = []
    for one in lists:
        if one not in unique:
            unique.append(one)
    set_fact(document, path, {"on": today, "lists": unique, "hits": hits})
    assert_fact(document, path, recorder, reply.evidence)
    return True


def _classification(document: Document, question: Json, reply: Reply, recorder: Recorder) -> bool:
    """A classification of today under one list: "none", codes, or "only" with codes where there are no others."""
    from sekisho.facts.write import set_fact

    if reply.cannot:
        return _looked(document, question, reply, recorder)
    words = unicodedata.normalize("NFKC", reply.value).strip()
    only = _ONLY.match(words)
    none = words.casefold() in NONE
    codes = [] if none else [part for part in re.split(r"[\s,、，]+", only[1] if only else words) if part]
    claim = {
        "codes": codes,
        "complete": none or only is not None,
        "as_of": recorder.today.isoformat(),
        "by": recorder.by,
    }
    set_fact(document, f'{question["for"]}.classification["{question["attribute"]}"]', claim)
    assert_fact(document, str(question["fact"]), recorder, reply.evidence)
    return True


def value_of(question: Json, line: str, law: Law | None = None, lang: str = "en") -> object:
    """What a reply says, as a transaction file writes it: full-width digits, 万 and 億, bands and days of three countries are
    read. Raises NotUnderstood.
    """
    type_ = str(question.get("type", ""))
    choices = list(question.get("values") or ())
    plain = unicodedata.normalize("NFKC", line).strip() if type_ in _PLAIN_TYPES else line.strip()
    if type_ == "bool":
        return yes_or_no(plain)
    if choices and plain.isdecimal() and 1 <= int(plain) <= len(choices):
        plain = choices[int(plain) - 1]
    if type_ == "set":
        only = _ONLY.match(plain)
        asked = law.vocabulary.get(str(question.get("attribute", ""))) if law is not None else None
        members = set_members(only[1] if only else plain, asked.scheme if asked is not None else "")
        return {"only": members} if only else members
    try:
        if type_ in {"quantity", "number", "money"}:
            return read_number_text(line, money=type_ == "money")
        if type_ == "date":
            return read_day_text(plain).isoformat()
    except Unreadable as error:
        raise NotUnderstood(error.words(lang)) from None
    if type_ == "path" and question.get("attribute") in {"kind"}:
        return [part.strip() for part in re.split(r"[,、，]", plain) if part.strip()]
    if type_ == "path" or question.get("attribute") in ENDS:
        return _path(question, plain, law)
    return plain


def _path(question: Json, plain: str, law: Law | None) -> object:
    """A place by its name in any script, or the path as it was typed; several with commas are a list."""
    parts = [part.strip() for part in re.split(r"[,、，]", plain) if part.strip()] or [plain]
    if law is not None:
        known = law.vocabulary.get(str(question.get("attribute", "")))
        if known is None or known.scheme == "place":
            parts = [_place(part, law) for part in parts]
    return parts if len(parts) > 1 else parts[0]


def _place(words: str, law: Law) -> str:
    try:
        return read_place_text(words, law)
    except Unreadable:
        return words  # the reader of transactions refuses it with near places


def _day(words: str, lang: str) -> str:
    try:
        return read_day_text(words).isoformat()
    except Unreadable as error:
        raise NotUnderstood(error.words(lang)) from None


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


def assert_fact(document: Document, fact: str, recorder: Recorder, evidence: str = "") -> None:
    """Keep who stated a fact, when, on what paper; what was stated of the same fact before gives way."""
    from sekisho.facts.write import add_to

    row = {"fact": fact, **({"by": recorder.by} if recorder.by else {}), "on": recorder.today.isoformat()}
    _take_out(document, lambda other: str(other.get("fact", "")).replace("'", '"') == fact)
    add_to(document, "assertions", {**row, "evidence": evidence} if evidence else row)


def _take_out(document: Document, same: Callable[[Mapping[str, Any]], bool]) -> None:
    rows = document.root.get("assertions") if isinstance(document.root, dict) else None
    if not isinstance(rows, list):
        return
    for row in [row for row in rows if isinstance(row, dict) and same(row)]:
        rows.remove(row)
