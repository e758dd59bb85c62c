"""A background of ordinary names: how many people bear a surname or given name, how many firms a word."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from sekisho.screening.names.legal_forms import as_words, legal_forms

LEGAL_SHARE = 0.1


@lru_cache(maxsize=1)
def shares() -> dict[str, tuple[float, float]]:
    """The share of ordinary persons' and organisations' names of a people that hold a word, by folded word."""
    found: dict[str, tuple[float, float]] = {}
    table = files("sekisho.screening").joinpath("tables/background.tsv")
    if not table.is_file():
        return found
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, share, words = line.split("\t")
        for word in words.split():
            person, organisation = found.get(word, (0.0, 0.0))
            if kind == "person":
                person = max(person, float(share) / 100)
            else:
                organisation = max(organisation, float(share) / 100)
            found[word] = person, organisation
    for form in legal_forms():
        # A word of a legal form that stands alone, turned round or with a slip in it, still says nothing of the firm.
        for word in as_words(form.spelling) if form.script == "Latn" else ():
            if len(word) > 2:
                person, organisation = found.get(word, (0.0, 0.0))
                found[word] = max(person, 0.002), max(organisation, LEGAL_SHARE)
    return found
