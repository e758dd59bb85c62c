"""The consolidated list of the Security Council of the United Nations, as XML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from sekisho.sources.formats import only
from sekisho.sources.formats.collecting import keep
from sekisho.sources.formats.countries import country_code
from sekisho.sources.formats.reading import day, partial_day, squeeze, unique
from sekisho.sources.formats.safe_xml import children, elements, local, root_of, text
from sekisho.sources.formats.written_names import names_of, once
from sekisho.sources.records import (
    Flaw,
    Identifier,
    ListedAddress,
    ListedName,
    ListedParty,
    NameKind,
    ParsedList,
    SourceError,
)

SOURCE = "un.consolidated"
LIST = "un.consolidated"
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_YEARS = 10  # a span of birth years that is longer says too little to be compared
_IMO = re.compile(r"\bIMO\s*(?:number|no\.?|#)?\s*:?\s*(\d{7})\b", re.IGNORECASE)
_AFTER_WORD = re.compile(r"^.*(?:\bnumber|\bno\.?|№|#|:)\s*[:.]?\s*(?=\S*\d)", re.IGNORECASE)


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The persons and entities of the list. The id is the permanent reference number ("KPe.001").

    The file states no count; it ends with its last tag or is refused. `published` is the day on which it was made.
    """
    data = only(files)
    root, attributes = root_of(data)
    if root != "CONSOLIDATED_LIST":
        raise SourceError(
            f"the outermost element is {root}, not CONSOLIDATED_LIST: this is not the list of the United Nations. "
            "Take https://scsanctions.un.org/resources/xml/en/consolidated.xml."
        )
    parties: dict[str, ListedParty] = {}
    flaws: list[Flaw] = []
    for number, element in enumerate(elements(data, {"INDIVIDUAL", "ENTITY"}), start=1):
        keep(parties, _party(element), f"entry {number}", flaws)
    if not parties:
        raise SourceError("the list holds no person and no entity. Fetch it again.")
    made = day(attributes.get("dateGenerated", ""))
    return ParsedList(tuple(parties.values()), None, made, tuple(flaws))


def _party(element: etree._Element) -> ListedParty:
    person = local(element) == "INDIVIDUAL"
    kind = "INDIVIDUAL" if person else "ENTITY"
    reference = squeeze(text(element, "REFERENCE_NUMBER"))
    addresses = tuple(filter(None, map(_address, children(element, f"{kind}_ADDRESS"))))
    nationalities = unique([country_code(value) for value in _values(element, "NATIONALITY")])
    births, circa = _births(children(element, "INDIVIDUAL_DATE_OF_BIRTH"))
    comments = squeeze(text(element, "COMMENTS1"))
    places = (
        _joined(place, "STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
        for place in children(element, "INDIVIDUAL_PLACE_OF_BIRTH")
    )
    data_id = squeeze(text(element, "DATAID"))
    facts = (
        ("data-id", data_id),
        ("title", "; ".join(_values(element, "TITLE"))),
        ("designation", "; ".join(_values(element, "DESIGNATION"))),
        ("gender", squeeze(text(element, "GENDER"))),
        ("births-approximate", "; ".join(circa)),
        ("updated", max(_values(element, "LAST_DAY_UPDATED"), default="")),
    )
    return ListedParty(
        source=SOURCE,
        id=reference or (f"data-{data_id}" if data_id else ""),
        lists=(LIST,),
        kind="person" if person else "organisation",
        names=_names(element, kind),
        countries=unique([*nationalities, *(address.country for address in addresses)]),
        addresses=addresses,
        identifiers=_identifiers(element, comments),
        births=births,
        birth_places=unique(list(places)),
        nationalities=nationalities,
        programmes=unique([squeeze(text(element, "UN_LIST_TYPE"))]),
        listed_on=day(text(element, "LISTED_ON")[:10]),  # some have a time zone behind the day
        citation=reference,
        remarks=comments,
        facts=tuple(fact for fact in facts if fact[1]),
    )


def _names(element: etree._Element, kind: str) -> tuple[ListedName, ...]:
    written = squeeze(" ".join(text(element, part) for part in _PARTS))
    found = names_of(written, "primary") if kind == "ENTITY" else [ListedName(written)] if written else []
    if original := squeeze(text(element, "NAME_ORIGINAL_SCRIPT")):
        found.append(ListedName(original, "native"))
    for alias in children(element, f"{kind}_ALIAS"):
        found += names_of(text(alias, "ALIAS_NAME"), _quality(text(alias, "QUALITY"), text(alias, "NOTE")))
    return once(found)


def _quality(quality: str, note: str) -> NameKind:
    if quality.lower().startswith("f.k.a") or re.search(
        r"(?:previously|formerly) listed", note, re.IGNORECASE
    ):
        return "former"
    return "weak-alias" if quality.lower() == "low" else "alias"


def _address(element: etree._Element) -> ListedAddress | None:
    country = squeeze(text(element, "COUNTRY"))
    whole = _joined(element, "STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
    if not whole or whole.lower() == "na":
        return None
    return ListedAddress(
        text=whole,
        street=squeeze(text(element, "STREET")),
        city=squeeze(text(element, "CITY")),
        region=squeeze(text(element, "STATE_PROVINCE")),
        postcode=squeeze(text(element, "ZIP_CODE")),
        country=country_code(country),
    )


def _births(elements_: list[etree._Element]) -> tuple[tuple[str, ...], list[str]]:
    """The births, and those of them that are approximate. A span of up to ten years is given year by year."""
    found: list[str] = []
    circa: list[str] = []
    for element in elements_:
        here = [partial_day(squeeze(text(element, tag))) for tag in ("DATE", "YEAR")]
        if not any(here):
            here.append(partial_day(squeeze(text(element, "NOTE"))))
        first, last = (partial_day(text(element, tag))[:4] for tag in ("FROM_YEAR", "TO_YEAR"))
        if first and last and 0 <= int(last) - int(first) <= _YEARS:
            here += [str(year) for year in range(int(first), int(last) + 1)]
        found += here
        if text(element, "TYPE_OF_DATE").upper() in {"APPROXIMATELY", "BETWEEN"}:
            circa += filter(None, here)
    return unique(found), list(unique(circa))


def _identifiers(element: etree._Element, comments: str) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    for document in children(element, "INDIVIDUAL_DOCUMENT"):
        number = _number(squeeze(text(document, "NUMBER")))
        if number:
            kinds = " ".join(text(document, tag) for tag in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NOTE"))
            country = text(document, "COUNTRY_OF_ISSUE") or text(document, "ISSUING_COUNTRY")
            found.append(Identifier(_kind(kinds), number, country_code(country)))
    found += [Identifier("imo", number) for number in _IMO.findall(comments)]
    return tuple(dict.fromkeys(found))


def _kind(words: str) -> str:
    words = words.lower()
    if "fiscal" in words or "tax " in words:
        return "tax"
    if re.search(r"passport|passeport|pasaporte|travel document", words):
        return "passport"
    return "national-id" if "ident" in words else "document"


def _number(written: str) -> str:
    """The number alone: "CAR diplomatic passport no. D00000898" is D00000898, "R00012098, South Sudan" is R00012098."""
    bare = re.sub(r"\([^()]*\)", " ", written[:500]).partition(",")[0]
    bare = _AFTER_WORD.sub("", bare)
    words = bare.split()
    while len(words) > 1 and re.fullmatch(r"[^\W\d]{4,}", words[0]):
        words.pop(0)
    return " ".join(words) if any(mark.isdigit() for word in words for mark in word) else ""


def _values(element: etree._Element, tag: str) -> list[str]:
    found = [
        squeeze("".join(map(str, value.itertext())))
        for child in children(element, tag)
        for value in children(child, "VALUE")
    ]
    return [value for value in found if value]


def _joined(element: etree._Element, *tags: str) -> str:
    return ", ".join(part for part in (squeeze(text(element, tag)).strip(" ,") for tag in tags) if part)
