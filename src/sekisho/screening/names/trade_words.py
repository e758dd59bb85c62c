"""The English words by which trades, goods and kinds of bodies are translated: many firms bear them, few of which are listed."""

from __future__ import annotations

from functools import cache


@cache
def trade_words() -> frozenset[str]:
    """The folded words of every translation of a Chinese or Japanese word that is neither a brand, a place nor a legal form; names of
    places and brands that stand in longer translations (Shenzhen University) are none of them."""
    from sekisho.screening.names import east_lexicon

    found: set[str] = set()
    named: set[str] = set()
    for language in ("zh", "ja"):
        lexicon = east_lexicon.lexicon(language)
        for piece in lexicon:
            word = lexicon.word(piece)
            for words, _ in word.english if word is not None else ():
                if lexicon.kind_of(piece) in ("w", ""):
                    found.update(words)
                elif len(words) == 1:
                    named.update(words)
    return frozenset(found - named)
