"""What both files of the United Kingdom's sanctions list say of one designation, whatever the file writes it in."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from datetime import date

from attrs import define, field, frozen

from sekisho.sources.formats.countries import country_code
from sekisho.sources.formats.reading import day, partial_day, squeeze, unique
from sekisho.sources.formats.written_names import once, written_in_latin
from sekisho.sources.records import (
    Identifier,
    ListedAddress,
    ListedName,
    ListedParty,
    NameKind,
    PartyKind,
    PartyRelation,
)

SOURCE = "gb.sanctions"
LIST = "gb.sanctions"
_KINDS: dict[str, PartyKind] = {
    "individual": "person",
    "entity": "organisation",
    "ship": "vessel",
    "aircraft": "aircraft",
}
_ORDER: dict[NameKind, int] = {"primary": 0}
_LANGUAGES = {
    "arabic": "ar", "russian": "ru", "ukrainian": "uk", "belarusian": "be", "belarussian": "be", "persian": "fa", "farsi": "fa",
    "dari": "fa", "pashto": "ps", "urdu": "ur", "chinese": "zh", "mandarin": "zh", "cantonese": "zh", "korean": "ko", "japanese": "ja",
    "burmese": "my", "hebrew": "he", "serbian": "sr", "bulgarian": "bg", "greek": "el", "kurdish": "ku", "georgian": "ka", "thai": "th",
    "armenian": "hy", "kazakh": "kk", "tigrinya": "ti", "amharic": "am", "english": "en", "macedonian": "mk", "tajik": "tg",
}  # fmt: skip
_NUMBERED = re.compile(r"(?:^|\s)\(\d{1,2}\)\s*")
_NAMED_NUMBER = re.compile(
    r"^(?P<what>(?:Russian\s+|Belarusian?\s+)?(?:INN|OGRN(?:IP)?|KPP|UNP|TIN|LEI|USCC|Unified Social Credit (?:Code|Identifier)|"
    r"Tax(?:payer)?(?: identification| ID)?(?: number| no\.?)?|(?:Company |Business )?Registration(?: number| no\.?)?|SWIFT(?:/BIC)?|BIC))"
    r"\s*(?:number|no\.?)?\s*[:.#]?\s*(?P<value>\S*\d.*)$",
    re.IGNORECASE,
)
_NUMBER_KINDS = (
    ("inn", "inn"), ("ogrn", "ogrn"), ("kpp", "kpp"), ("lei", "lei"), ("uscc", "uscc"), ("unified", "uscc"), ("tin", "tax"), ("unp", "tax"),
    ("tax", "tax"), ("swift", "bic"), ("bic", "bic"),
)  # fmt: skip


@frozen
class Name:
    """One name of a designation: its six parts, of which the sixth is a family name or the whole name, and its type."""

    parts: tuple[str, ...]  # Name 1 … Name 6
    type: str = ""
    strength: str = ""


@frozen
class Document:
    """A passport or a national identifier, with what stands beside it."""

    kind: str
    number: str
    note: str = ""


@define
class Designation:
    """The values of one designation, gathered from elements or from rows."""

    values: dict[str, str] = field(
        factory=dict
    )  # by the element names: UniqueID, RegimeName, DateDesignated, …
    names: list[Name] = field(factory=list)
    native: list[tuple[str, str]] = field(factory=list)  # text and language as written
    addresses: list[tuple[tuple[str, ...], str, str]] = field(factory=list)  # lines, postcode, country
    documents: list[Document] = field(factory=list)
    births: list[str] = field(factory=list)
    birth_places: list[tuple[str, str]] = field(factory=list)  # town, country
    many: dict[str, list[str]] = field(factory=dict)  # Nationality, ParentCompany, Subsidiary, IMONumber, …
    _seen: set[tuple[str, Hashable]] = field(factory=set)

    def add(self, name: str, text: str, *, companies: bool = False) -> None:
        """More values of a kind that may have several; one cell or element may hold several itself."""
        into = self.many.setdefault(name, [])
        into += [value for value in several(text, companies=companies) if self.is_new(name, value)]

    def is_new(self, group: str, value: Hashable) -> bool:
        """Whether a value of that group has not been met before; from now on it has."""
        if (group, value) in self._seen:
            return False
        self._seen.add((group, value))
        return True

    def party(self) -> ListedParty:
        """This designation as a listed party."""
        nationalities = unique([country_code(value) for value in self.many.get("Nationality", [])])
        addresses = tuple(dict.fromkeys(filter(None, (_address(*written) for written in self.addresses))))
        owners = self.many.get("CurrentOwnerOperator", [])
        reasons = (squeeze(self.values.get(key, "")) for key in ("OtherInformation", "UKStatementofReasons"))
        return ListedParty(
            source=SOURCE,
            id=squeeze(self.values.get("UniqueID", "")),
            lists=(LIST,),
            kind=_KINDS.get(squeeze(self.values.get("IndividualEntityShip", "")).lower(), "unknown"),
            names=_names(self.names, self.native),
            countries=unique([*nationalities, *(address.country for address in addresses)]),
            addresses=addresses,
            identifiers=self._identifiers(),
            births=unique(list(map(birth, self.births))),
            birth_places=unique(
                [", ".join(filter(None, map(squeeze, place))) for place in self.birth_places]
            ),
            nationalities=nationalities,
            programmes=unique([squeeze(self.values.get("RegimeName", ""))]),
            relations=(
                *(PartyRelation("subsidiary", parent) for parent in self.many.get("ParentCompany", [])),
                *(PartyRelation("parent", below) for below in self.many.get("Subsidiary", [])),
                *(PartyRelation("owned-by", owner) for owner in owners),
            ),
            listed_on=stated_day(self.values.get("DateDesignated", "")),
            citation=squeeze(self.values.get("RegimeName", "")),
            remarks="\n".join(filter(None, reasons)),
            facts=self._facts(),
        )

    def _identifiers(self) -> tuple[Identifier, ...]:
        found = [
            Identifier("imo", number)
            for written in self.many.get("IMONumber", [])
            for number in re.findall(r"\d{7}", written)
        ]
        found += [
            Identifier(document.kind, squeeze(document.number), country_code(squeeze(document.note)))
            for document in self.documents
            if any(mark.isdigit() for mark in document.number)
        ]
        found += [
            _registration(written)
            for written in self.many.get("BusinessRegistrationNumber", [])
            if any(map(str.isdigit, written))
        ]
        return tuple(dict.fromkeys(found))

    def _facts(self) -> tuple[tuple[str, str], ...]:
        one = (
            ("sanctions-imposed", "SanctionsImposed"),
            ("ofsi-group", "OFSIGroupID"),
            ("un-reference", "UNReferenceNumber"),
            ("designation-source", "DesignationSource"),
        )
        several_ = (
            ("title", "Title"),
            ("position", "Position"),
            ("gender", "Gender"),
            ("type", "TypeOfEntity"),
            ("ship-type", "TypeOfShip"),
            ("flag", "CurrentBelievedFlagOfShip"),
            ("previous-flags", "PreviousFlag"),
            ("previous-owner-operators", "PreviousOwnerOperator"),
        )
        facts = [(name, squeeze(self.values.get(key, ""))) for name, key in one]
        facts += [(name, "; ".join(self.many.get(key, []))) for name, key in several_]
        updated = stated_day(self.values.get("LastUpdated", ""))
        facts.append(("updated", updated.isoformat() if updated else ""))
        return tuple(fact for fact in facts if fact[1])


def several(text: str, *, companies: bool = False) -> list[str]:
    """The values of one field: divided at bars, line ends and "(1) … (2) …"; names of companies at semicolons too."""
    pieces = re.split(r"[|\n\r;]+" if companies else r"[|\n\r]+", text[:100_000])
    found = [squeeze(part).strip(" ,;") for piece in pieces for part in _NUMBERED.split(piece)]
    return [value for value in found if value and value.lower() not in {"n/a", "none", "unknown", "-"}]


def birth(text: str) -> str:
    """A birth cut to what is known: "dd/mm/1962" is 1962, "dd/03/1962" is 1962-03."""
    parts = squeeze(text).lower().split("/")
    if len(parts) != 3 or not re.fullmatch(r"(?:1[89]|20)\d\d", parts[2]):
        return partial_day(squeeze(text))
    _, month, year = parts
    if not re.fullmatch(r"0?[1-9]|1[0-2]", month):
        return year
    whole = day("/".join(parts))
    return whole.isoformat() if whole else f"{year}-{int(month):02d}"


def stated_day(text: str) -> date | None:
    """A day as the list writes it: "21/09/2026", "21-Sep-2026", "21 September 2026"."""
    text = squeeze(text)
    return day(text[:10]) or day(text) or day(re.sub(r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)", " ", text))


def _names(names: Iterable[Name], native: Iterable[tuple[str, str]]) -> tuple[ListedName, ...]:
    """The primary name first, then the others in their order, then those in other scripts."""
    found: list[ListedName] = []
    for written in names:
        text = squeeze(" ".join(written.parts))
        if not any(mark.isalnum() for mark in text):
            continue
        kind = _kind(written.type, written.strength)
        if not written_in_latin(text):
            kind = "native" if kind in {"alias", "primary"} else kind
        found.append(ListedName(text, kind))
    for text, language in native:
        for one in several(text):
            if any(mark.isalnum() for mark in one):
                found.append(ListedName(one, "native", _LANGUAGES.get(squeeze(language).lower(), "")))
    if not any(name.kind == "primary" for name in found) and found:
        first = next((index for index, name in enumerate(found) if name.kind in {"alias", "native"}), 0)
        found[first] = ListedName(found[first].text, "primary", found[first].lang)
    return once(sorted(found, key=lambda name: _ORDER.get(name.kind, 1)))


def _kind(type_: str, strength: str) -> NameKind:
    said = squeeze(type_).lower()
    if re.match(r"f\.?k\.?a|former|previous", said):
        return "former"
    if re.search(r"\blow\b|weak", strength.lower()):
        return "weak-alias"
    return "primary" if said.startswith("primary") and "variation" not in said else "alias"


def _address(lines: tuple[str, ...], postcode: str, country: str) -> ListedAddress | None:
    """The list numbers the lines of an address and does not say which of them is a street or a city."""
    written = [squeeze(line).strip(" ,") for line in (*lines, postcode, country)]
    text = ", ".join(line for line in written if line)
    return (
        ListedAddress(text, postcode=squeeze(postcode), country=country_code(squeeze(country)))
        if text
        else None
    )


def _registration(written: str) -> Identifier:
    named = _NAMED_NUMBER.match(written)
    if named is None:
        return Identifier("registration", written)
    what = named["what"].lower()
    kind = next((kind for word, kind in _NUMBER_KINDS if re.search(rf"\b{word}", what)), "registration")
    return Identifier(kind, squeeze(named["value"]))
