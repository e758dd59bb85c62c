"""The sanctions list of the United Kingdom, as XML (one list of all regimes since 2026-01-28)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from lxml import etree

from sekisho.sources.formats import only
from sekisho.sources.formats.collecting import keep
from sekisho.sources.formats.safe_xml import children, elements, local, root_of, text
from sekisho.sources.formats.uk_designation import SOURCE, Designation, Document, Name, stated_day
from sekisho.sources.records import Flaw, ListedParty, ParsedList, SourceError

__all__ = ["SOURCE", "parse"]
_LINES = tuple(f"AddressLine{number}" for number in range(1, 7))
_PARTS = tuple(f"Name{number}" for number in range(1, 7))
_ONE = (
    "UniqueID LastUpdated DateDesignated OFSIGroupID UNReferenceNumber RegimeName IndividualEntityShip DesignationSource "
    "SanctionsImposed OtherInformation UKStatementofReasons"
)
_MANY = {
    *(
        "Nationality",
        "ParentCompany",
        "Subsidiary",
        "BusinessRegistrationNumber",
        "IMONumber",
        "CurrentOwnerOperator",
    ),
    *(
        "PreviousOwnerOperator",
        "CurrentBelievedFlagOfShip",
        "PreviousFlag",
        "TypeOfShip",
        "TypeOfEntity",
        "Position",
        "Gender",
        "Title",
    ),
}
COMPANIES = {"ParentCompany", "Subsidiary", "CurrentOwnerOperator", "PreviousOwnerOperator"}


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The individuals, entities and ships of the list; the id is the Unique ID ("RUS0251").

    A parent company makes the party a "subsidiary" of it, a subsidiary makes it a "parent"; a current owner or operator of a ship
    is "owned-by", because the list does not say which of the two it is. The file states no count.
    """
    data = only(files)
    root, _ = root_of(data)
    if root != "Designations":
        raise SourceError(
            f"the outermost element is {root}, not Designations: this is not the sanctions list of the United Kingdom "
            "(the ConList of OFSI ended on 2026-01-28). Take https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml."
        )
    parties: dict[str, ListedParty] = {}
    flaws: list[Flaw] = []
    made: date | None = None
    number = 0
    for element in elements(data, {"Designation", "DateGenerated"}):
        if local(element) == "DateGenerated":
            made = stated_day("".join(map(str, element.itertext())))
            continue
        number += 1
        keep(parties, _designation(element).party(), f"designation {number}", flaws)
    if not parties:
        raise SourceError("the list holds no designation. Fetch it again.")
    return ParsedList(tuple(parties.values()), None, made, tuple(flaws))


def _designation(element: etree._Element) -> Designation:
    found = Designation({name: text(element, name) for name in _ONE.split()})
    for name in _below(element, "Names", "Name"):
        parts = tuple(text(name, part) for part in _PARTS)
        found.names.append(Name(parts, text(name, "NameType"), text(name, "AliasStrength")))
    for name in _below(element, "NonLatinNames", "NonLatinName"):
        found.native.append((text(name, "NameNonLatinScript"), text(name, "NonLatinScriptLanguage")))
    for address in _below(element, "Addresses", "Address"):
        lines = tuple(text(address, line) for line in _LINES)
        found.addresses.append((lines, text(address, "AddressPostalCode"), text(address, "AddressCountry")))
    for child in element.iter():
        tag = local(child)
        if tag in _MANY and len(child) == 0:
            found.add(tag, child.text or "", companies=tag in COMPANIES)
        elif tag == "DOB":
            found.births.append(child.text or "")
        elif tag == "Location":
            found.birth_places.append((text(child, "TownOfBirth"), text(child, "CountryOfBirth")))
        elif tag == "Passport":
            found.documents.append(
                Document(
                    "passport", text(child, "PassportNumber"), text(child, "PassportAdditionalInformation")
                )
            )
        elif tag == "NationalIdentifier":
            found.documents.append(
                Document(
                    "national-id",
                    text(child, "NationalIdentifierNumber"),
                    text(child, "NationalIdentifierAdditionalInformation"),
                )
            )
    return found


def _below(element: etree._Element, group: str, tag: str) -> Iterator[etree._Element]:
    """The members of a group; some files leave out the inner element where there is one member only."""
    for outer in children(element, group):
        inner = children(outer, tag)
        yield from inner or ([outer] if len(outer) else [])
