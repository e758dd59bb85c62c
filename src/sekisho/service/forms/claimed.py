"""A classification that somebody claims: under which list, which codes, whether these are all, as of which edition, by whom.

One form for an item of a check and for a product sheet. A claim never overrules what the values show to be met; what it says of
the rest counts only for entries that stood in the list on the day of the claim.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from sekisho.words import say, text

from ..typed_in import Unreadable, read_day_text

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

Typed = Mapping[str, Sequence[str]]
HOWS: Final = ("codes", "only", "none")
"""These codes (and perhaps others), these codes and no others, none at all."""
FIELDS: Final = ("list", "how", "codes", "as-of", "claimed-by")
MOST_CODES: Final = 200
_OWN_LIST: Final = re.compile(r"^[a-z]{2}\.[a-z0-9\-]+:")
_HEAD: Final = re.compile(r"^(?:ECCN:?|第)", re.IGNORECASE)


@define
class Read:
    """What became of the form of a claim. `errors`: by field; without any, `list` and `claim` as a transaction writes them."""

    list: str = ""
    claim: dict[str, Any] = field(factory=dict)
    errors: dict[str, str] = field(factory=dict)


def code_lists(law: Law, lang: str) -> list[dict[str, str]]:
    """The lists under which something can be classified, by authority; lists of parties are none."""
    found = [one for one in law.lists.values() if not one.parties]
    found.sort(key=lambda one: (one.authority, one.id))
    return [
        {"id": one.id, "words": f"{one.authority} {text(dict(one.title), lang) or one.id}"} for one in found
    ]


def read_claim(typed: Typed, law: Law, lang: str, today: date) -> Read:
    """The claim of a form. What was not said is named; nothing is filled in for anybody but the day's form."""
    read = Read(list=_first(typed, "list"))
    known = law.lists.get(read.list)
    if known is None or known.parties:
        read.errors["list"] = say("check.cl-list-needed", lang)
    how = _first(typed, "how")
    if how not in HOWS:
        read.errors["how"] = say("check.cl-how-needed", lang)
    codes = [_code(part, read.list, law) for part in _parts(_first(typed, "codes"))][:MOST_CODES]
    if how == "none" and codes:
        read.errors["codes"] = say("check.cl-none-and-codes", lang)
    elif how in {"codes", "only"} and not codes:
        read.errors["codes"] = say("check.cl-codes-needed", lang)
    as_of = ""
    words = _first(typed, "as-of")
    if not words:
        read.errors["as-of"] = say("check.cl-as-of-needed", lang)
    else:
        try:
            day = read_day_text(words)
            as_of = day.isoformat()
            if day > today:
                read.errors["as-of"] = say("check.cl-as-of-future", lang, as_of, today.isoformat())
        except Unreadable as error:
            read.errors["as-of"] = error.words(lang)
    by = _first(typed, "claimed-by")
    if not by:
        read.errors["claimed-by"] = say("check.by-needed", lang)
    read.claim = {"codes": codes, "complete": how in {"only", "none"}, "as_of": as_of, "by": by}
    return read


def claim_row(list_id: str, claim: Any, law: Law, lang: str) -> dict[str, Any]:
    """A claim as a page shows it, however the file writes it."""
    held = claim if isinstance(claim, Mapping) else {"codes": claim}
    given = held.get("codes")
    codes = (
        [str(one) for one in given]
        if isinstance(given, list)
        else [str(given)]
        if given not in (None, "")
        else []
    )
    complete = str(held.get("complete") or "").lower() in {"true", "yes"} or held.get("complete") is True
    complete = complete and given is not None
    known = law.lists.get(list_id)
    how = "codes" if not complete else "only" if codes else "none"
    return {
        "list": list_id,
        "title": f"{known.authority} {text(dict(known.title), lang)}" if known is not None else list_id,
        "codes": codes,
        "how": how if codes or complete else "",
        "says": say(f"check.cl-{how}", lang) if codes or complete else say("check.cl-nothing", lang),
        "as_of": str(held.get("as_of") or ""),
        "by": str(held.get("by") or ""),
    }


def claim_rows(claims: Any, law: Law, lang: str) -> list[dict[str, Any]]:
    """All claims of an item or a sheet."""
    return (
        [claim_row(str(id), claim, law, lang) for id, claim in claims.items()]
        if isinstance(claims, Mapping)
        else []
    )


def blank(today: date, by: str) -> dict[str, str]:
    """What stands in the empty form: neither list nor codes, no statement that these are all."""
    return {"list": "", "how": "", "codes": "", "as-of": today.isoformat(), "claimed-by": by}


def typed_row(typed: Typed) -> dict[str, str]:
    """What was typed into the form, for showing it again."""
    return {name: _first(typed, name) for name in FIELDS}


def _first(typed: Typed, name: str) -> str:
    return (list(typed.get(name, ())) or [""])[0].strip()


def _parts(words: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", words)
    parts = (_HEAD.sub("", part) for part in re.split(r"[\s,、，;；]+", plain))
    return list(dict.fromkeys(part for part in parts if part))


def _code(words: str, list_id: str, law: Law) -> str:
    """A code as files write it, from how it is written officially: 7(16) is 7.16, and the list's own name before it is left out."""
    plain = _OWN_LIST.sub("", words)
    dotted = re.sub(r"\.+", ".", re.sub(r"[()]", ".", plain.replace("の項", ""))).strip(".")
    known = _codes_of(law, list_id)
    return known.get(plain.casefold()) or known.get(dotted.casefold()) or plain


def _codes_of(law: Law, list_id: str) -> dict[str, str]:
    """The codes of a list as files write them, by their small letters."""
    held: dict[str, str] | None = law.cache.get(("codes-of-list", list_id))
    if held is None:
        bodies = (".".join(entry.code.segments) for entry in law.entries_of(list_id))
        held = law.cache[("codes-of-list", list_id)] = {body.casefold(): body for body in bodies}
    return held
