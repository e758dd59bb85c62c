"""Names in Arabic letters (Arabic, Persian, Urdu, Pashto) as tokens: known names, known words of undertakings, letter by letter."""

from __future__ import annotations

from typing import Final

from sekisho.screening.names.arabic_letters import fold, is_persian, readings
from sekisho.screening.names.arabic_lexicon import (
    NO_ARTICLE,
    ArabicLexicon,
    bare,
    lexicon,
    meaning,
    meaning_of_two,
)
from sekisho.screening.names.arabic_names import Piece, names_of_two, spelled
from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.legal_forms import ANYWHERE, END
from sekisho.screening.names.making import best, legal, number
from sekisho.screening.names.tsv import word_sets
from sekisho.sources.records import PartyKind

_BLANKS: Final = str.maketrans(dict.fromkeys(',;:"()[]{}<>|!?*=_«»“”„‚\\·•…&+#‐-–—/،؛؟٬٫', " "))
_PARTICLES: Final = {
    "بن": "bin", "ابن": "ibn", "بنت": "bint", "ال": "al", "و": "and", "في": "in", "من": "of", "در": "in", "از": "of", "به": "to",
    "براي": "for", "با": "with", "بر": "on", "هاي": "of", "عن": "about", "الي": "to", "ذات": "with", "مع": "with", "كي": "of",
    "كا": "of", "د": "of", "ولد": "ould", "اوغلو": "oglu", "واي": "of",
}  # fmt: skip
_MOST_KEPT: Final = 40_000

_kept: dict[tuple[str, bool, bool], tuple[Piece, ...]] = {}


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a text in Arabic letters; of a person's name nothing is translated.

    Article and "and" are tokens of their own, as particles; عبد and what follows it are one token, as is what stands before الدين.
    `country` (ISO 3166-1 alpha-2) decides between Arabic and Persian sounds where the letters do not.
    """
    persian = is_persian(text, country)
    person = kind == "person"
    pieces: list[Piece] = []
    for chunk in text.translate(_BLANKS).split():
        key = (chunk, persian, person)
        found = _kept.get(key)
        if found is None:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            found = _kept[key] = tuple(_read(chunk, persian, person))
        pieces += found
    pieces = names_of_two(pieces)
    if person or not pieces:
        return tuple(token for _, token in pieces)
    return tuple(_undertaking(pieces))


def _read(chunk: str, persian: bool, person: bool) -> list[Piece]:
    """The tokens of one written word: conjunction, article, the word."""
    folded = fold(chunk)
    known = lexicon()
    if "." in folded:
        parts = [part for part in folded.split(".") if part]
        joined = "".join(parts)
        if not person and joined in known.legal:
            return [(joined, legal(chunk, known.legal[joined][0]))]
        if len(parts) > 1:
            return [piece for part in parts for piece in _read(part, persian, person)]
        folded = joined
    word = "".join(letter for letter in folded if letter.isalnum())
    if not word:
        return []
    if word.isdecimal():
        return [(word, number(chunk, str(int(word))))]
    if word in _PARTICLES:
        return [(word, Token(chunk, (Form((_PARTICLES[word],), Relation.TRANSLITERATION),), Role.PARTICLE))]
    if person and word in word_sets()["arabic-title"]:
        return [(word, Token(chunk, spelled(bare(word), persian), Role.TITLE))]
    out: list[Piece] = []
    if word.startswith("و") and _conjunction(word, person, known):
        out.append(("و", _particle("و", "and")))
        word = word[1:]
    for before, particle in (("ال", "al"), ("لل", "for"), ("بال", "in")):
        rest = word[len(before) :]
        if word.startswith((*NO_ARTICLE, "الله")) or word in known.names or word in known.words:
            break
        if word.startswith(before) and len(rest) >= 2 and rest != "له":
            if particle != "in" or rest in known.words:
                out.append((before, _particle(before, particle)))
                out.append((rest, _word(rest, rest, persian, person, particle)))
                return out
    if not person and word not in known.words and word not in known.names:
        for before, particle in (("ل", "for"), ("ب", "in")):
            if word.startswith(before) and word[1:] in known.words:
                out.append((before, _particle(before, particle)))
                word = word[1:]
                break
    token = _word(chunk if not out else word, word, persian, person, "")
    if chunk.endswith("ى") and len(word) > 2 and word not in known.names:
        # Alef in the form of yeh: Salwa, where careful writers keep the two apart.
        ending = readings(word[:-1] + "ا", persian=persian)[0][0]
        token = Token(
            token.written,
            best((*token.forms[:7], Form((ending,), Relation.TRANSLITERATION, 0.3))),
            token.role,
        )
    out.append((word, token))
    return out


def _conjunction(word: str, person: bool, known: ArabicLexicon) -> bool:
    """Whether the waw before a word is "and": before an article, or where only the rest is a known word."""
    if word in known.names or word in known.words:
        return False
    if word.startswith("وال") and len(word) > 5:
        return True
    return not person and bool(meaning(word[1:], known))


def _particle(written: str, latin: str) -> Token:
    return Token(written, (Form((latin,), Relation.TRANSLITERATION),), Role.PARTICLE)


def _word(written: str, word: str, persian: bool, person: bool, article: str) -> Token:
    known = lexicon()
    as_name = spelled(word, persian)
    if article == "al":
        # الحسيني is Al Husseini and Alhusseini.
        joined = [
            Form(("al" + f.words[0],), f.relation, f.cost + 0.7) for f in as_name[:1] if len(f.words) == 1
        ]
        as_name = best((*as_name[:7], *joined))
    if person:
        return Token(written, as_name)
    kind, where = known.legal.get(word, ("", END))
    if kind and where == ANYWHERE:
        return legal(written, kind)
    meant = meaning(word, known) or (meaning_of_two(word) if word not in known.names else ())
    if not meant:
        return Token(written, as_name)
    if word in known.names:
        # Noor and Nasr are names as often as words.
        return Token(written, best((*(Form(f.words, f.relation, f.cost + 0.3) for f in meant), *as_name[:5])))
    return Token(written, best((*meant, *(Form(f.words, f.relation, f.cost + 0.6) for f in as_name[:3]))))


def _undertaking(pieces: list[Piece]) -> list[Token]:
    """The terms among the words made one token, then legal forms before and after the name."""
    known = lexicon()
    words = [(at, key) for at, (key, _) in enumerate(pieces) if key not in ("ال", "لل")]
    out: list[Piece] = []
    taken_to = -1
    for index, (at, key) in enumerate(words):
        if at <= taken_to:
            continue
        if not out:
            taken_to = -1
        for term in known.terms.get(key, ()):
            size = len(term.words)
            run = words[index : index + size]
            if tuple(k for _, k in run) == term.words:
                start = taken_to + 1
                written = " ".join(token.written for _, token in pieces[start : run[-1][0] + 1])
                token = legal(written, term.legal) if term.legal else Token(written, best(term.forms))
                out.append((" ".join(term.words), token))
                taken_to = run[-1][0]
                break
        else:
            out += pieces[taken_to + 1 : at + 1]
            taken_to = at
    out += pieces[taken_to + 1 :]
    made = [token for _, token in out]
    for at in (0, 1, len(made) - 1):
        if 0 <= at < len(made) > 1 and (at != 1 or out[0][0] in ("ال", "لل")):
            kind = known.legal.get(out[at][0], ("", ""))[0]
            if kind:
                made[at] = legal(made[at].written, kind)
    return made
