"""Names of the Consolidated Screening List taken apart: one cell may hold several names, earlier names and remarks."""

from __future__ import annotations

import re

from attrs import frozen

from sekisho.sources.formats.reading import country_code, squeeze
from sekisho.sources.records import ListedName, NameKind

_SUCCESSORS = re.compile(
    r"[;,]?\s+(?:and|including)\s+(?:any|its|all|their)\s+"
    r"(?:successors?|sub-?\s?units?|subsidiar(?:y|ies))\b.*$",
    re.IGNORECASE,
)
_AFFILIATED = re.compile(r"^(?P<parent>.+?)[.;,]?\s+Affiliated Entit(?:y|ies):\s*(?P<name>.+)$")
_LONG = 120  # characters: beyond it, ", including …" is a description of the party and no part of its name
_INCLUDING = re.compile(r",?\s+including\b.*$", re.IGNORECASE)
_NATIONAL = re.compile(
    r"\s*[\(\[](?P<of>[^\(\)\[\]]+?)\s+(?:entity|national|individual|person|citizen|company)[\)\]]",
    re.IGNORECASE,
)
_OTHER = r"(?P<{0}>[afn])\.?\s?/?k\.?\s?/?a\.?,?:?"
_IN_BRACKETS = re.compile(rf"\s*[\(\[]\s*({_OTHER.format('how')}\s+[^\(\)\[\]]+)[\)\]]", re.IGNORECASE)
# Without dots, "Aka" may be a name: it is a mark only after a comma or semicolon ("; " divides before).
_MARK = re.compile(
    r"(?:^|(?<=[;,\s]))(?P<how>[afn])(?:\.\s?k\.\s?a\.?|/k/a),?:?(?=\s)"
    r"|(?<=[;,]\s)(?P<bare>[afn])ka,?:?(?=\s)",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"^{_OTHER.format('how')}(?=\s)", re.IGNORECASE)


@frozen
class Names:
    """What one cell of names says: names, the affiliate's parent, countries of the remarks."""

    names: tuple[ListedName, ...]
    parent: str = ""
    countries: tuple[str, ...] = ()


def split_name(text: str, kind: NameKind = "primary") -> Names:
    """The names in one cell, the first of them of `kind`; "and any successor …" and "(Russian entity)" are left out.

    "a.k.a." and "n.k.a." bring an alias, "f.k.a." a former name; "X. Affiliated Entity: Y" is Y with X as its parent.
    """
    text = _SUCCESSORS.sub("", squeeze(text))
    if len(text) > _LONG:
        text = _INCLUDING.sub("", text)
    parent = ""
    affiliated = _AFFILIATED.match(text)
    if affiliated:
        parent, text = affiliated["parent"], affiliated["name"]
    countries: list[str] = []
    for remark in _NATIONAL.finditer(text):
        if country_code(remark["of"]):
            countries.append(country_code(remark["of"]))
            text = text.replace(remark[0], "", 1)
    names: list[ListedName] = []
    for bracket in _IN_BRACKETS.finditer(text):
        text = text.replace(bracket[0], " ", 1)
        names += _in_brackets(bracket[1])
    names = [*_marked(text, kind), *names]
    return Names(tuple(_distinct(names)), parent, tuple(dict.fromkeys(countries)))


def alias_names(text: str) -> tuple[ListedName, ...]:
    """The names in one item of aliases, which may hold several joined by "; " or stand empty as "[]"."""
    return split_name(text, "alias").names


def surname_last(names: Names) -> Names:
    """Mend a cell of State's debarred persons in which "Surname, First; a.k.a. Other" was turned round as a whole.

    It then reads "First; a.k.a. Other Surname". The first name with the last word is added; a first name of one word
    alone becomes a weak one.
    """
    if len(names.names) < 2:
        return names
    first, last = names.names[0], names.names[-1].text.split()[-1]
    if first.text.split()[-1] == last or "," in first.text:
        return names
    alone: NameKind = "weak-alias" if " " not in first.text else "alias"
    mended = (ListedName(f"{first.text} {last}", first.kind), ListedName(first.text, alone), *names.names[1:])
    return Names(mended, names.parent, names.countries)


def _marked(text: str, kind: NameKind) -> list[ListedName]:
    """Names between "; " and marks such as "a.k.a."; the first is of `kind`, the rest are what their marks say."""
    found: list[ListedName] = []
    first = True
    for part in re.split(r";\s+|;$", text):
        marks = list(_MARK.finditer(part))
        begins = marks[0].start() if marks else len(part)
        _take(found, part[:begins], kind if first else "alias")
        for number, mark in enumerate(marks):
            ends = marks[number + 1].start() if number + 1 < len(marks) else len(part)
            how = (mark["how"] or mark["bare"]).lower()
            _take(found, part[mark.end() : ends], "former" if how == "f" else "alias")
        first = False
    return found


def _in_brackets(text: str) -> list[ListedName]:
    """ "aka G Limited, aka T Electronics": there a mark without dots is one too."""
    first = _FIRST.match(text)
    kind: NameKind = "former" if first and first["how"].lower() == "f" else "alias"
    return _marked(text[first.end() :] if first else text, kind)


def _take(found: list[ListedName], text: str, kind: NameKind) -> None:
    text = re.sub(r"^[\s\-–•,;]+|^and\s+|[\s,;]+$", "", squeeze(text))
    if text.strip(" []()'\".-"):
        found.append(ListedName(text, kind))


def _distinct(names: list[ListedName]) -> list[ListedName]:
    return list({name.text: name for name in reversed(names)}.values())[::-1]
