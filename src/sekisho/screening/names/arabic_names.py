"""Names in Arabic letters as Latin writers spell them; names of two parts, which are written in one word and in two."""

from __future__ import annotations

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


def names_of_two(pieces: list[Piece]) -> list[Piece]:
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
    known = lexicon().names.get(key, ())
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
    known = lexicon().names.get(key, ())
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
