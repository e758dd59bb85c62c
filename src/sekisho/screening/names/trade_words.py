"""The English words by which trades, goods and kinds of bodies are translated: many firms bear them, few of which are listed."""

from __future__ import annotations

from functools import cache


@cache
def trade_words() -> frozenset[str]:
    """The folded words of every translation of a Chinese or Japanese word that is neither a brand, a place nor a legal form."""
    from sekisho.screening.names import east_lexicon

    found: set[str] = set()
    for language in ("zh", "ja"):
        lexicon = east_lexicon.lexicon(language)
        for piece in lexicon:
            if lexicon.kind_of(piece) in ("w", "") and (word := lexicon.word(piece)) is not None:
                for words, _ in word.english:
                    found.update(words)
    return frozenset(found)
