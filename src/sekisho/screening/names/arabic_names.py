"""Names in Arabic letters as Latin writers spell them; names of two parts, which are written in one word and in two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sekisho.screening.names.arabic_letters import readings
from sekisho.screening.names.arabic_lexicon import lexicon
from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.latin_words import vocabulary
from sekisho.screening.names.making import best

Piece = tuple[str, Token]


def spelled(word: str, persian: bool) -> tuple[Form, ...]:
    """A word as a name: the usual spellings where it is known, then letter by letter."""
    known = lexicon().names.get(word) or _run_together(word)
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
    if word.endswith("الله") and len(word) > 5:
        return of_god(spelled(word[:-4], False))
    if word.endswith("الدين") and len(word) > 6:
        return of_the_faith(spelled(word[:-5], False))
    if word.startswith("الله") and len(word) > 5:
        return compound((Form(("allah",)),), spelled(word[4:], True))
    for kin in ("ابو", "ابا", "ابي"):
        if word.startswith((kin + "ال", "ابال")) and len(word) > 7:
            return _father_of(spelled(word[word.index("ال") + 2 :], False), "")
    names = lexicon().names
    if word.startswith("عبدال") and len(word) > 6:
        rest = spelled(word[5:], False)
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


_KIN: Final = {"ابو": "abu", "ابي": "abi", "ابا": "aba", "ام": "umm", "ذو": "zu", "ذي": "zi"}
# What Persians put behind a name to make another of it, in one word or in two.
_BEHIND: Final = frozenset(("زاده", "پور", "نژاد", "فر", "فرد", "نيا", "نسب", "پناه", "خواه", "دوست"))
_RANKS: Final = ("ايه", "ايت"), ("حجه", "حجت")  # of Ayatollah, and of Hojjatoleslam
_TRIGGERS: Final = frozenset(("عبد", "دين", "الله", "اللهي", *_RANKS[0], *_RANKS[1], *_KIN, *_BEHIND))


def names_of_two(pieces: list[Piece]) -> list[Piece]:
    """Names that are written in two words and in one: Abd al-Rahman and Abdulrahman, Nur al-Din and Nureddin, Abu al-Fadl and
    Abolfazl, Hassan Zadeh and Hassanzadeh."""
    keys = [key for key, _ in pieces]
    if _TRIGGERS.isdisjoint(keys):
        return pieces
    out: list[Piece] = []
    at, size = 0, len(keys)
    while at < size:
        article = at + 2 < size and keys[at + 1] == "ال"
        rank = _rank(keys[at : at + 3])
        if rank:
            out.append((keys[at], Token(_written(pieces[at : at + rank]), pieces[at][1].forms, Role.TITLE)))
            at += rank
            continue
        if article and (keys[at] == "عبد" or keys[at] in _KIN or keys[at + 2] == "دين"):
            out.append(_with_article(pieces[at : at + 3]))
            at += 3
        elif at + 1 < size and pieces[at][1].role is Role.WORD and keys[at + 1] == "الله":
            out.append(_of_god(pieces[at : at + 2]))
            at += 2
        elif at + 1 < size and pieces[at][1].role is Role.WORD and keys[at + 1] == "اللهي":
            out.append(
                (
                    keys[at] + "اللهي",
                    Token(_written(pieces[at : at + 2]), _of_gods_people(pieces[at][1].forms)),
                )
            )
            at += 2
        elif at + 1 < size and pieces[at][1].role is Role.WORD and keys[at + 1] in _BEHIND:
            forms = compound(pieces[at][1].forms[:3], pieces[at + 1][1].forms[:2])
            out.append((keys[at] + keys[at + 1], Token(_written(pieces[at : at + 2]), forms)))
            at += 2
        elif (
            at + 1 < size
            and keys[at] in _KIN
            and keys[at + 1] != "ال"
            and pieces[at + 1][1].role is Role.WORD
        ):
            forms = compound(pieces[at][1].forms[:2], pieces[at + 1][1].forms[:3])
            out.append((keys[at] + keys[at + 1], Token(_written(pieces[at : at + 2]), forms)))
            at += 2
        else:
            out.append(pieces[at])
            at += 1
    return out


def _rank(keys: list[str]) -> int:
    """How many words make a rank of the clergy at the head of these: Ayatollah, Hojjat al-Islam; 0 where there is none."""
    if keys[0] in _RANKS[0] and keys[1:2] == ["الله"]:
        return 2
    return 3 if keys[0] in _RANKS[1] and keys[1:] == ["ال", "اسلام"] else 0


def _written(parts: list[Piece]) -> str:
    words = [token.written for key, token in parts if key != "ال"]
    return " ".join([words[0], *("ال" + word for word in words[1:])] if len(parts) > len(words) else words)


def _with_article(parts: list[Piece]) -> Piece:
    first, last = parts[0][0], parts[2]
    written = _written(parts)
    if last[0] == "دين":
        return first + "الدين", Token(written, of_the_faith(parts[0][1].forms))
    key = first + "ال" + last[0]
    known = lexicon().names.get(key, ())
    if first == "عبد":
        forms_of_name = _servant_of(last[1].forms, 0.4 if known else 0.0)
    else:
        forms_of_name = _father_of(last[1].forms, _KIN[first])
    return key, Token(written, best((*known, *forms_of_name)))


def compound(first: Sequence[Form], second: Sequence[Form]) -> tuple[Form, ...]:
    """Two names in two words and in one."""
    forms = []
    for one in first[:3]:
        for other in second[:2]:
            if len(one.words) == len(other.words) == 1:
                cost = one.cost + other.cost
                forms.append(Form(one.words + other.words, Relation.USUAL_SPELLING, cost))
                forms.append(Form(("".join(one.words + other.words),), Relation.USUAL_SPELLING, cost + 0.1))
    return best(forms)


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


def _father_of(names: tuple[Form, ...], kin: str) -> tuple[Form, ...]:
    """Abu and a name with its article (Abolfazl, Abul Fadl, Abu al-Fadl), and what is made in the same way with another word."""
    kin = kin or "abu"
    forms: list[Form] = []
    for form in [form for form in names if not form.words[0].startswith("al")][:3]:
        last = form.words[-1]
        forms += [
            Form((kin, "al", last), Relation.TRANSLITERATION, form.cost),
            Form((kin + "l" + last,), Relation.USUAL_SPELLING, form.cost + 0.1),
            Form((kin + "l", last), Relation.USUAL_SPELLING, form.cost + 0.2),
        ]
    return best(forms)


def of_the_faith(names: Sequence[Form]) -> tuple[Form, ...]:
    """A name before al-Din, in one word and in three."""
    forms: list[Form] = []
    for form in names[:2]:
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
    return best(forms)


def of_god(names: Sequence[Form]) -> tuple[Form, ...]:
    """A name before Allah, in one word and in two."""
    forms: list[Form] = []
    for form in names[:2]:
        first = form.words[0]
        forms += [
            Form((first + "ullah",), Relation.USUAL_SPELLING, form.cost),
            Form((first + "allah",), Relation.USUAL_SPELLING, form.cost + 0.3),
            Form((first, "allah"), Relation.TRANSLITERATION, form.cost + 0.2),
        ]
    return best(forms)


def _of_god(parts: list[Piece]) -> Piece:
    key = parts[0][0] + "الله"
    known = lexicon().names.get(key, ())
    more = 0.4 if known else 0.0
    forms = [Form(f.words, f.relation, f.cost + more) for f in of_god(parts[0][1].forms)]
    return key, Token(" ".join(token.written for _, token in parts), best((*known, *forms)))


def _of_gods_people(names: Sequence[Form]) -> tuple[Form, ...]:
    """A name before Allahi, in one word and in two: Amanollahi."""
    forms: list[Form] = []
    for form in names[:3]:
        first = form.words[0]
        forms += [
            Form((first + ending,), Relation.USUAL_SPELLING, form.cost + 0.1 * more)
            for more, ending in enumerate(("ollahi", "ullahi", "allahi"))
        ]
    forms += [Form((f.words[0], "allahi"), Relation.USUAL_SPELLING, f.cost + 0.1) for f in names[:1]]
    return best(forms)
