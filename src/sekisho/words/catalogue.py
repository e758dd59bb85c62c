"""The fixed words of every output, in English, Japanese and Chinese.

Law comes with its own words; what stands here is what Sekisho itself says. Each key has all three languages
(a test holds that). Where the words name an outcome they keep to the terms that practitioners use, with the
bracket that belongs to them: "no licence required" always stands on the facts given.
"""

from __future__ import annotations

from typing import Any, Final

from .account_page_words import ACCESS_WORDS, ACCOUNT_WORDS, GUARD_WORDS
from .answer_words import ANSWER_WORDS
from .api_page_words import API_WORDS
from .check_page_words import CHECK_WORDS
from .check_record_page_words import CHECK_RECORD_WORDS
from .classify_page_words import CLASSIFY_WORDS
from .home_page_words import HOME_WORDS
from .job_page_words import JOB_WORDS
from .law_page_words import LAW_PAGE_WORDS
from .law_words import LAW_WORDS
from .open_law_words import open_law
from .page_words import PAGE_WORDS
from .picture_page_words import PICTURE_WORDS
from .print_page_words import PRINT_WORDS
from .saved_page_words import SAVED_WORDS
from .screen_page_words import SCREEN_WORDS
from .source_words import SOURCE_WORDS
from .upload_words import UPLOAD_WORDS

LANGUAGES: Final = ("en", "ja", "zh")
SEVERITIES: Final = (
    "not-subject",
    "no-licence-required",
    "authorised",
    "notify",
    "licence-required",
    "prohibited",
)

CATALOGUE: Final = {
    **ANSWER_WORDS,
    **LAW_WORDS,
    **LAW_PAGE_WORDS,
    **SOURCE_WORDS,
    **ACCESS_WORDS,
    **ACCOUNT_WORDS,
    **GUARD_WORDS,
    **API_WORDS,
    **PAGE_WORDS,
    **CHECK_WORDS,
    **CHECK_RECORD_WORDS,
    **UPLOAD_WORDS,
    **PICTURE_WORDS,
    **PRINT_WORDS,
    **CLASSIFY_WORDS,
    **SCREEN_WORDS,
    **HOME_WORDS,
    **JOB_WORDS,
    **SAVED_WORDS,
}


def say(key: str, lang: str, *parts: object) -> str:
    """The fixed words for a key, with `parts` in their places; a key that is not in the catalogue stands
    for itself.
    """
    entry = CATALOGUE.get(key)
    if entry is None:
        return key
    words = entry[LANGUAGES.index(lang)]
    return words.format(*parts) if parts else words


def text(words: Any, lang: str) -> str:
    """Words that come with the law: those of the language, else the English, else any that there are."""
    if isinstance(words, dict):
        found = words.get(lang) or words.get("en") or next(filter(None, words.values()), "")
        if lang != "en" and found and found == words.get("en"):
            return open_law(str(found), lang)
        return str(found)
    return "" if words is None else str(words)


def severity(word: str) -> int:
    """Where an outcome stands from 0 (not subject) to 5 (prohibited). Raises ValueError for another word."""
    return SEVERITIES.index(word)


def headline(at_least: str, at_most: str, lang: str, door: bool = False) -> str:
    """The outcome of an interval as it is named to the reader: an open one is named by its grave end.

    `door`: the prohibition leaves a special application open.
    """
    low, high = severity(at_least), severity(at_most)
    if low == high:
        return say("prohibited-with-door" if door and high == 5 else at_most, lang)
    if (low, high) == (0, 1):
        return say("reach-open", lang)
    if low == 2:
        # That an exception serves is only possible here: led by it, the words would be read as a leave to go.
        return say("authorised-at-best", lang, headline(SEVERITIES[0], at_most, lang))
    if low > 2:
        return say(f"floor-may-{at_most}", lang, say(at_least, lang))
    if high == 4:
        return say("may-licence", lang)
    if high == 5:
        return say("may-prohibited", lang)
    return say("may-up-to", lang, say(f"short-{at_most}", lang))


def strip(at_least: str, at_most: str) -> str:
    """The interval as a row of six cells from not subject to prohibited, readable without colour."""
    low, high = severity(at_least), severity(at_most)
    cells = "".join(
        ("#" if low == high else ":") if low <= step <= high else "." for step in range(len(SEVERITIES))
    )
    return f"[{cells}]"
