"""Legal forms of undertakings in every script: which class of form a spelling names.

The classes are English short words: "ltd" (shares, closed), "llc", "jsc" (shares), "pjsc" (shares, public), "inc", "corp", "co", "plc",
"gmbh", "lp", "llp", "partnership", "sole", "cooperative", "foundation", "association", "state" (enterprise of a state),
"branch", "holding". Two names that differ only in a legal form may well be one; so a form stands apart from the words.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from sekisho.screening.names.folding import fold
from sekisho.screening.names.scripts import script_of
from sekisho.screening.names.tsv import rows

ANYWHERE: Final = ""
END: Final = "end"
EDGE: Final = "edge"


class LegalForm(NamedTuple):
    """One spelling of a legal form.

    `where`: "" may stand anywhere in the name of an undertaking, "end" only after the name, "edge" before or after it;
    `countries` are the ISO 3166-1 codes of the laws that know it, "" for many.
    """

    kind: str
    spelling: str
    where: str
    countries: tuple[str, ...]
    script: str


@cache
def legal_forms() -> tuple[LegalForm, ...]:
    """All spellings of the table legal_forms.tsv, as they are written there."""
    return tuple(
        LegalForm(kind, spelling, where, tuple(countries.split()), _script(spelling))
        for kind, spelling, where, countries in rows("legal_forms.tsv", 4)
    )


def _script(spelling: str) -> str:
    for letter in spelling:
        if script := script_of(letter):
            return script
    return "Latn"


@cache
def of_script(script: str) -> tuple[LegalForm, ...]:
    """The spellings in one script (ISO 15924), the longest first: the order in which a text without blanks is searched."""
    found = [form for form in legal_forms() if form.script == script]
    return tuple(sorted(found, key=lambda form: -len(form.spelling)))


def as_words(spelling: str) -> tuple[str, ...]:
    """A spelling as folded words: dots and slashes are dropped, hyphens and brackets part words ("S.p.A." is "spa")."""
    text = fold(spelling).replace(".", "").replace("/", "").replace("'", "")
    for mark in "-()&,+":
        text = text.replace(mark, " and " if mark in "&+" else " ")
    return tuple(text.split())


@cache
def single_words() -> dict[str, str]:
    """Legal forms of one word in every script, folded, without dots and marks, with their class."""
    found: dict[str, str] = {}
    for form in legal_forms():
        words = as_words(form.spelling)
        if len(words) == 1:
            found.setdefault(words[0], form.kind)
    return found
