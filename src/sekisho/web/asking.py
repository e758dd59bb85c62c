"""What a page is asked: the request in the words of the house."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen
from starlette.datastructures import FormData
from starlette.requests import Request

from sekisho.service.access import Actor, Permission, may
from sekisho.service.office import Office
from sekisho.words import LANGUAGES, say, text


class Refused(Exception):
    """A request that a page does not answer. `status`: of HTTP; `key` and `parts`: words of the catalogue; `field`: the field
    that is meant; `mend`: the key of the words that say what to do.
    """

    def __init__(self, status: int, key: str, *parts: object, field: str = "", mend: str = "") -> None:
        super().__init__(key)
        self.status, self.key, self.parts, self.field, self.mend = status, key, parts, field, mend

    def words(self, lang: str) -> str:
        """What was wrong, in a language."""
        return say(self.key, lang, *self.parts)


@frozen
class Ask:
    """One request: who asks, in which language, with which form. Pages see this and never the framework's request."""

    request: Request
    office: Office
    actor: Actor
    lang: str
    csrf: str = ""
    form: FormData = field(factory=FormData)

    def say(self, key: str, *parts: object) -> str:
        """Fixed words in the language of the reader."""
        return say(key, self.lang, *parts)

    def text(self, words: Any) -> str:
        """Words that come with the law, in the language of the reader."""
        return text(words, self.lang)

    def may(self, permission: Permission) -> bool:
        """Whether the reader may do something; for leaving out what they may not."""
        return may(self.actor, permission).allowed

    def get(self, name: str, default: str = "") -> str:
        """A parameter of the address, without blanks around it."""
        return (self.request.query_params.get(name) or default).strip()

    def all(self, name: str) -> list[str]:
        """A parameter of the address that may stand several times, or with commas."""
        found = (
            part.strip() for words in self.request.query_params.getlist(name) for part in words.split(",")
        )
        return list(dict.fromkeys(filter(None, found)))

    def day(self, name: str) -> date | None:
        """A day of the address, or None. Raises Refused for anything but YYYY-MM-DD."""
        words = self.get(name)
        if not words:
            return None
        try:
            return date.fromisoformat(words)
        except ValueError:
            raise Refused(400, "page.bad-day", words, field=name) from None

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number of the address between 1 and `most`. Raises Refused for another word."""
        words = self.get(name)
        if not words:
            return default
        if not words.isascii() or not words.isdecimal() or not 1 <= int(words) <= most:
            raise Refused(400, "page.bad-number", words[:40], most, field=name)
        return int(words)

    def field(self, name: str) -> str:
        """A field of the form, as it was typed without blanks around it; "" where it is not there."""
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def fields(self, name: str) -> list[str]:
        """All values of a field of the form that may stand several times."""
        return [
            value.strip() for value in self.form.getlist(name) if isinstance(value, str) and value.strip()
        ]


def language_of(request: Request) -> str:
    """The language of the reader: `lang` of the address before the cookie before the browser; English where none fits."""
    for words in (request.query_params.get("lang"), request.cookies.get("lang")):
        if words in LANGUAGES:
            return words
    wanted: list[tuple[float, int, str]] = []
    for number, part in enumerate(request.headers.get("accept-language", "").split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        lang = tag.split("-")[0].lower()
        try:
            share = float(weight) if weight else 1.0
        except ValueError:
            continue
        if lang in LANGUAGES:
            wanted.append((-share, number, lang))
    return min(wanted)[2] if wanted else "en"


Data = Mapping[str, Any]
