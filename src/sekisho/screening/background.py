"""A background of ordinary names: how many people bear a surname or given name, how many firms a word."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


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
    return found
