"""Names in Arabic letters (Arabic, Persian, Urdu, Pashto) as tokens: known names, known words of undertakings, letter by letter."""

from __future__ import annotations

from functools import cache
from typing import Final

from attrs import frozen

from sekisho.screening.names.arabic_letters import fold, is_persian, readings
from sekisho.screening.names.cyrillic_lexicon import meanings
from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.latin_words import vocabulary
from sekisho.screening.names.legal_forms import ANYWHERE, END, of_script
from sekisho.screening.names.making import best, legal, number
from sekisho.screening.names.tsv import rows, word_sets
from sekisho.sources.records import PartyKind

_BLANKS: Final = str.maketrans(dict.fromkeys(',;:"()[]{}<>|!?*=_«»“”„‚\\·•…&+#‐-–—/،؛؟٬٫', " "))
_PARTICLES: Final = {
    "بن": "bin", "ابن": "ibn", "بنت": "bint", "ال": "al", "و": "and", "في": "in", "من": "of", "در": "in", "از": "of", "به": "to",
    "براي": "for", "با": "with", "بر": "on", "هاي": "of", "عن": "about", "الي": "to", "ذات": "with", "مع": "with", "كي": "of",
    "كا": "of", "د": "of", "ولد": "ould", "اوغلو": "oglu", "واي": "of",
}  # fmt: skip
# What is left of a word of an undertaking without the ending of its gender or number.
_SUFFIXES: Final = ("هاي", "يات", "يه", "ات", "ها", "ين", "ون", "ان", "ه", "ي")
_MOST_KEPT: Final = 40_000
# Words that begin with the letters of the article and have none.
_NO_ARTICLE: Final = (
    "الكتر",
    "الومين",
    "المان",
    "الماس",
    "الياف",
    "الياس",
    "الهام",
    "البرز",
    "الكس",
    "الفا",
    "اليا",
    "الغا",
    "الات",
)

Piece = tuple[str, Token]
_kept: dict[tuple[str, bool, bool], tuple[Piece, ...]] = {}


@frozen
class _Term:
    words: tuple[str, ...]
    legal: str = ""
    where: str = ANYWHERE
    forms: tuple[Form, ...] = ()


@frozen
class _Lexicon:
    """`names` of persons, `words` and `terms` of undertakings, one-word legal forms; keys are folded, words bare of the article."""

    names: dict[str, tuple[Form, ...]]
    words: dict[str, tuple[Form, ...]]
    legal: dict[str, tuple[str, str]]
    terms: dict[str, tuple[_Term, ...]]


@cache
def _lexicon() -> _Lexicon:
    usual = vocabulary().names
    names: dict[str, tuple[Form, ...]] = {}
    for native, latin in rows("names_arabic.tsv", 2):
        forms = []
        for at, one in enumerate(latin.split()):
            forms.append(Form(tuple(one.split("_")), Relation.USUAL_SPELLING, 0.3 * at))
            forms += [Form(f.words, f.relation, f.cost + 0.3 * at) for f in usual.get(one, ())[:1]]
        names.setdefault(fold(native).replace(" ", ""), best(forms))
    words: dict[str, tuple[Form, ...]] = {}
    terms: dict[str, list[_Term]] = {}
    for native, english, cost in rows("lexicon_arabic.tsv", 3):
        meant = meanings(english, cost)
        key = tuple(_bare(word) for word in fold(native).split())
        if len(key) == 1:
            words.setdefault(key[0], meant)
        else:
            terms.setdefault(key[0], []).append(_Term(key, forms=meant))
    legal_words: dict[str, tuple[str, str]] = {}
    for form in of_script("Arab"):
        key = tuple(_bare(word) for word in fold(form.spelling).replace(".", "").split())
        if len(key) == 1:
            legal_words.setdefault(key[0], (form.kind, form.where))
        else:
            terms.setdefault(key[0], []).append(_Term(key, form.kind, form.where))
    ordered = {first: tuple(sorted(found, key=lambda t: -len(t.words))) for first, found in terms.items()}
    return _Lexicon(names, words, legal_words, ordered)


def _bare(word: str) -> str:
    """A folded word without its article: al- alone, after "and", and run together with "for"."""
    if word.startswith("وال") and len(word) > 5:
        return word[3:]
    if word.startswith("ال") and len(word) > 3 and not word.startswith(_NO_ARTICLE):
        return word[2:]
    if word.startswith("لل") and len(word) > 4:
        return word[2:]
    return word


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
    pieces = _names_of_two(pieces)
    if person or not pieces:
        return tuple(token for _, token in pieces)
    return tuple(_undertaking(pieces))


def _read(chunk: str, persian: bool, person: bool) -> list[Piece]:
    """The tokens of one written word: conjunction, article, the word."""
    folded = fold(chunk)
    known = _lexicon()
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
        return [(word, Token(chunk, _spelled(_bare(word), persian), Role.TITLE))]
    out: list[Piece] = []
    if word.startswith("و") and _conjunction(word, person, known):
        out.append(("و", _particle("و", "and")))
        word = word[1:]
    for before, particle in (("ال", "al"), ("لل", "for"), ("بال", "in")):
        rest = word[len(before) :]
        if word.startswith(_NO_ARTICLE) or word in known.names or word in known.words:
            break
        if word.startswith(before) and len(rest) >= 2 and rest != "له":
            if particle != "in" or rest in known.words:
                out.append((before, _particle(before, particle)))
                out.append((rest, _word(rest, rest, persian, person, particle)))
                return out
    if (
        word.startswith("ل")
        and not person
        and word[1:] in known.words
        and word not in known.words
        and word not in known.names
    ):
        out.append(("ل", _particle("ل", "for")))
        word = word[1:]
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


def _conjunction(word: str, person: bool, known: _Lexicon) -> bool:
    """Whether the waw before a word is "and": before an article, or where only the rest is a known word."""
    if word in known.names or word in known.words:
        return False
    if word.startswith("وال") and len(word) > 5:
        return True
    return not person and bool(_meaning(word[1:], known))


def _particle(written: str, latin: str) -> Token:
    return Token(written, (Form((latin,), Relation.TRANSLITERATION),), Role.PARTICLE)


def _word(written: str, word: str, persian: bool, person: bool, article: str) -> Token:
    known = _lexicon()
    spelled = _spelled(word, persian)
    if article == "al":
        # الحسيني is Al Husseini and Alhusseini.
        joined = [
            Form(("al" + f.words[0],), f.relation, f.cost + 0.7) for f in spelled[:1] if len(f.words) == 1
        ]
        spelled = best((*spelled[:7], *joined))
    if person:
        return Token(written, spelled)
    kind, where = known.legal.get(word, ("", END))
    if kind and where == ANYWHERE:
        return legal(written, kind)
    meant = _meaning(word, known)
    if not meant:
        return Token(written, spelled)
    if word in known.names:
        # Noor and Nasr are names as often as words.
        return Token(written, best((*(Form(f.words, f.relation, f.cost + 0.3) for f in meant), *spelled[:5])))
    return Token(written, best((*meant, *(Form(f.words, f.relation, f.cost + 0.6) for f in spelled[:3]))))


def _meaning(word: str, known: _Lexicon) -> tuple[Form, ...]:
    """What a word of undertakings means, also with an ending that the table does not have."""
    found = known.words.get(word)
    if found or word in known.names:
        return found or ()
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            stem = word[: -len(suffix)]
            for one in (stem, stem + "ه", stem + "ي"):
                found = known.words.get(one)
                if found and one != word:
                    return tuple(Form(f.words, f.relation, f.cost + 0.3) for f in found[:2])
    return ()


def _spelled(word: str, persian: bool) -> tuple[Form, ...]:
    """A word as a name: the usual spellings where it is known, then letter by letter."""
    known = _lexicon().names.get(word) or _run_together(word)
    usual = vocabulary().names
    offset = 1.0 if known else 0.0
    forms = list(known or ())
    for latin, cost in readings(word, persian=persian):
        if latin:
            forms.append(Form((latin,), Relation.TRANSLITERATION, cost + offset))
            if cost == 0.0:
                forms += [Form(f.words, f.relation, f.cost + offset) for f in usual.get(latin, ())[:1]]
    return best(forms) or (Form((word,)),)


def _run_together(word: str) -> tuple[Form, ...]:
    """Two names that were written without a blank: احمدرضا is Ahmad Reza, عبدالغفار Abdul Ghaffar, ابوغيث Abu Ghaith."""
    names = _lexicon().names
    if word.startswith("عبدال") and len(word) > 6:
        rest = _spelled(word[5:], False)
        return _servant_of(rest, 0.0)
    forms: list[Form] = []
    for size in range(len(word) - 3, 1, -1):
        first, second = names.get(word[:size]), names.get(word[size:])
        if not first or (size < 3 and word[:size] not in ("بن", "ال", "ام")):
            continue
        if second is None and ((size < 4 and word[:size] != "ابو") or len(word) - size < 4):
            continue
        cost = 0.2
        if second is None:
            second = tuple(
                Form((latin,), Relation.TRANSLITERATION, c)
                for latin, c in readings(word[size:], persian=False)[:1]
            )
            cost = 0.8
        for one in first[:2]:
            for other in second[:2]:
                both = one.cost + other.cost + cost
                forms.append(Form(one.words + other.words, Relation.USUAL_SPELLING, both))
                forms.append(Form(("".join(one.words + other.words),), Relation.USUAL_SPELLING, both + 0.1))
        if cost < 0.5:
            break
    return best(forms)


def _names_of_two(pieces: list[Piece]) -> list[Piece]:
    """Names that are written in two words and in one: Abd al-Rahman and Abdulrahman, Nur al-Din and Nureddin."""
    keys = [key for key, _ in pieces]
    if "عبد" not in keys and "دين" not in keys and "الله" not in keys:
        return pieces
    out: list[Piece] = []
    at, size = 0, len(keys)
    while at < size:
        if keys[at] == "عبد" and at + 2 < size and keys[at + 1] == "ال":
            out.append(_servant(pieces[at : at + 3]))
            at += 3
        elif at + 2 < size and keys[at + 1] == "ال" and keys[at + 2] == "دين":
            out.append(_of_the_faith(pieces[at : at + 3]))
            at += 3
        elif at + 1 < size and keys[at + 1] == "الله" and pieces[at][1].role is Role.WORD:
            out.append(_of_god(pieces[at : at + 2]))
            at += 2
        else:
            out.append(pieces[at])
            at += 1
    return out


def _written(parts: list[Piece]) -> str:
    return "".join(token.written if token.written != "ال" else " ال" for _, token in parts)


def _servant(parts: list[Piece]) -> Piece:
    key = "عبدال" + parts[2][0]
    known = _lexicon().names.get(key, ())
    forms = _servant_of(parts[2][1].forms, 0.4 if known else 0.0)
    return key, Token(_written(parts), best((*known, *forms)))


def _servant_of(names: tuple[Form, ...], cost: float) -> tuple[Form, ...]:
    """Abdul and a name, in one word and in two."""
    forms: list[Form] = []
    for form in [form for form in names if not form.words[0].startswith("al")][:3]:
        last = form.words[-1]
        forms += [
            Form(("abdul" + last,), Relation.USUAL_SPELLING, cost + form.cost),
            Form(("abdul", last), Relation.USUAL_SPELLING, cost + form.cost + 0.1),
            Form(("abd", "al", last), Relation.TRANSLITERATION, cost + form.cost + 0.3),
        ]
    return best(forms)


def _of_the_faith(parts: list[Piece]) -> Piece:
    forms: list[Form] = []
    for form in parts[0][1].forms[:2]:
        first = form.words[0]
        forms += [
            Form((first + "uddin",), Relation.USUAL_SPELLING, form.cost),
            Form((first, "al", "din"), Relation.TRANSLITERATION, form.cost + 0.1),
            Form((first + "eddin",), Relation.USUAL_SPELLING, form.cost + 0.2),
        ]
        forms += [
            Form(f.words, f.relation, f.cost + form.cost)
            for f in vocabulary().names.get(first + "uddin", vocabulary().names.get(first + "eddin", ()))[:1]
        ]
    return parts[0][0] + "الدين", Token(_written(parts), best(forms))


def _of_god(parts: list[Piece]) -> Piece:
    key = parts[0][0] + "الله"
    known = _lexicon().names.get(key, ())
    forms = list(known)
    for form in parts[0][1].forms[:2]:
        cost = form.cost + (0.4 if known else 0.0)
        first = form.words[0]
        forms += [
            Form((first + "ullah",), Relation.USUAL_SPELLING, cost),
            Form((first + "allah",), Relation.USUAL_SPELLING, cost + 0.3),
            Form((first, "allah"), Relation.TRANSLITERATION, cost + 0.2),
        ]
    return key, Token(" ".join(token.written for _, token in parts), best(forms))


def _undertaking(pieces: list[Piece]) -> list[Token]:
    """The terms among the words made one token, then legal forms before and after the name."""
    known = _lexicon()
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
