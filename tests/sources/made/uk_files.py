"""The United Kingdom's list in both published files, XML and CSV, made from the same designations."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

COLUMNS = [
    *(
        "Last Updated",
        "Unique ID",
        "OFSI Group ID",
        "UN Reference Number",
        "Name 6",
        "Name 1",
        "Name 2",
        "Name 3",
        "Name 4",
    ),
    *("Name 5", "Name type", "Alias strength", "Title", "Name non-latin script", "Non-latin script type"),
    *(
        "Non-latin script language",
        "Regime Name",
        "Designation Type",
        "Designation source",
        "Sanctions Imposed",
    ),
    *("Other Information", "UK Statement of Reasons", *(f"Address Line {number}" for number in range(1, 7))),
    *(
        "Address Postal Code",
        "Address Country",
        "Phone number",
        "Website",
        "Email address",
        "Date Designated",
        "D.O.B",
    ),
    *(
        "Nationality(/ies)",
        "National Identifier number",
        "National Identifier additional information",
        "Passport number",
    ),
    *(
        "Passport additional information",
        "Position",
        "Gender",
        "Town of birth",
        "Country of birth",
        "Type of entity",
    ),
    *(
        "Subsidiaries",
        "Parent company",
        "Business registration number (s)",
        "IMO number",
        "Current owner/operator (s)",
    ),
    *(
        "Previous owner/operator (s)",
        "Current believed flag of ship",
        "Previous flags",
        "Type of ship",
        "Tonnage of ship",
    ),
    *("Length of ship", "Year Built", "Hull identification number (HIN)"),
]
ONE = {
    "LastUpdated": "Last Updated",
    "UniqueID": "Unique ID",
    "OFSIGroupID": "OFSI Group ID",
    "UNReferenceNumber": "UN Reference Number",
    "RegimeName": "Regime Name",
    "IndividualEntityShip": "Designation Type",
    "DesignationSource": "Designation source",
    "SanctionsImposed": "Sanctions Imposed",
    "OtherInformation": "Other Information",
    "UKStatementofReasons": "UK Statement of Reasons",
    "DateDesignated": "Date Designated",
}
MANY = {  # key: column, group, element
    "births": ("D.O.B", "DOBs", "DOB"),
    "nationalities": ("Nationality(/ies)", "Nationalities", "Nationality"),
    "positions": ("Position", "Positions", "Position"),
    "genders": ("Gender", "Genders", "Gender"),
    "titles": ("Title", "Titles", "Title"),
    "types": ("Type of entity", "TypeOfEntities", "TypeOfEntity"),
    "subsidiaries": ("Subsidiaries", "Subsidiaries", "Subsidiary"),
    "parents": ("Parent company", "ParentCompanies", "ParentCompany"),
    "registrations": (
        "Business registration number (s)",
        "BusinessRegistrationNumbers",
        "BusinessRegistrationNumber",
    ),
    "imo": ("IMO number", "IMONumbers", "IMONumber"),
    "owners": ("Current owner/operator (s)", "CurrentOwnerOperators", "CurrentOwnerOperator"),
    "past_owners": ("Previous owner/operator (s)", "PreviousOwnerOperators", "PreviousOwnerOperator"),
    "flags": ("Current believed flag of ship", "CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip"),
    "past_flags": ("Previous flags", "PreviousFlags", "PreviousFlag"),
    "ship_types": ("Type of ship", "TypeOfShipDetails", "TypeOfShip"),
}

PERSON: dict[str, Any] = {
    "UniqueID": "RUS9001",
    "LastUpdated": "05/11/2026",
    "DateDesignated": "01/03/2022",
    "RegimeName": "The Russia (Sanctions) (EU Exit) Regulations 2019",
    "IndividualEntityShip": "Individual",
    "SanctionsImposed": "Asset freeze|Travel Ban",
    "UKStatementofReasons": "Director of a firm, and\nowner of it.",
    "names": [
        ({6: "IVANOV", 1: "Ivan", 2: "Ivanovich"}, "Primary Name", ""),
        ({6: "Iwanoff", 1: "Iwan"}, "Primary name variation", ""),
        ({6: "Vanya"}, "Alias", "Low quality a.k.a"),
        ({6: "I. Ivanov"}, "ALias", "Good quality a.k.a"),
    ],
    "native": [("Иван Иванович ИВАНОВ", "Russian")],
    "addresses": [({1: "Flat 1", 5: "Omsk"}, "644000", "Russia"), ({6: "Minsk"}, "", "Belarus")],
    "births": ["dd/mm/1962", "05/03/1963", "dd/07/1964"],
    "places": [("Omsk", "Russia")],
    "nationalities": ["Russia", "Belarus"],
    "passports": [("75 1234567", "Russia")],
    "identifiers": [("123-456", "Belarus")],
    "positions": ["(1) Director (2) Member of the board"],
    "genders": ["Male"],
    "titles": ["Dr"],
}
FIRM: dict[str, Any] = {
    "UniqueID": "RUS9002",
    "LastUpdated": "05/11/2026",
    "DateDesignated": "24/02/2023",
    "RegimeName": "The Russia (Sanctions) (EU Exit) Regulations 2019",
    "IndividualEntityShip": "Entity",
    "SanctionsImposed": "Asset freeze",
    "names": [
        ({6: "SAMPLE WORKS, JSC"}, "Primary Name", ""),
        ({6: "Sample Zavod"}, "AKA", ""),
        ({6: "Old Works"}, "FKA", ""),
    ],
    "addresses": [({1: "1 Road", 6: "Moscow"}, "101000", "Russia")],
    "subsidiaries": ["Sample Trading LLC; Sample Marine LLC"],
    "parents": ["Sample Holding"],
    "registrations": ["INN: 7707083893", "OGRN 1027700132195", "HRB 12345"],
    "types": ["Defence"],
}
SHIP: dict[str, Any] = {
    "UniqueID": "RUS9003",
    "LastUpdated": "05/11/2026",
    "DateDesignated": "20/05/2025",
    "RegimeName": "The Russia (Sanctions) (EU Exit) Regulations 2019",
    "IndividualEntityShip": "Ship",
    "names": [({6: "SAMPLE STAR"}, "Primary Name", "")],
    "imo": ["9187629"],
    "owners": ["Sample Marine LLC"],
    "past_owners": ["Old Marine Ltd"],
    "flags": ["Gabon"],
    "past_flags": ["Panama"],
    "ship_types": ["Crude oil tanker"],
}


def many(count: int = 800) -> list[dict[str, Any]]:
    """That many individuals, entities and ships."""
    kinds = ("Individual", "Entity", "Ship")
    return [
        {
            "UniqueID": f"TST{number:04d}",
            "DateDesignated": f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/2024",
            "RegimeName": "The Test Regulations",
            "IndividualEntityShip": kinds[number % 3],
            "names": [({6: f"EXAMPLE {number}"}, "Primary Name", "")]
            + [({6: f"Also {number}"}, "Alias", "")] * (number % 2),
            "addresses": [({1: f"{number} Road"}, "", "Iran")] if number % 5 else [],
        }
        for number in range(count)
    ]


def to_csv(designations: list[dict[str, Any]], first: str = "Report Date: 20-Nov-2026") -> bytes:
    """The CSV: a date, the head, one row a name and an address."""
    out = StringIO()
    out.write(first + "\r\n")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for one in designations:
        common = {column: one.get(key, "") for key, column in ONE.items()}
        common |= {column: "|".join(one.get(key, [])) for key, (column, _, _) in MANY.items()}
        groups = [
            one.get(key, [])
            for key in ("names", "native", "addresses", "places", "passports", "identifiers", "births")
        ]
        for name, native, address, place, passport, identifier, born in zip_longest(*groups):
            row = dict(common) | {"D.O.B": born or ""}
            if name:
                row |= {f"Name {number}": text for number, text in name[0].items()}
                row |= {"Name type": name[1], "Alias strength": name[2]}
            if native:
                row |= {"Name non-latin script": native[0], "Non-latin script language": native[1]}
            if address:
                row |= {f"Address Line {number}": text for number, text in address[0].items()}
                row |= {"Address Postal Code": address[1], "Address Country": address[2]}
            if place:
                row |= {"Town of birth": place[0], "Country of birth": place[1]}
            if passport:
                row |= {"Passport number": passport[0], "Passport additional information": passport[1]}
            if identifier:
                row |= {
                    "National Identifier number": identifier[0],
                    "National Identifier additional information": identifier[1],
                }
            writer.writerow(row)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def to_xml(designations: list[dict[str, Any]], made: str = "20/11/2026") -> bytes:
    """The XML: one element a designation."""
    body = "".join(map(_designation, designations))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Designations>{tag("DateGenerated", made)}{body}</Designations>'.encode()


def _designation(one: dict[str, Any]) -> str:
    names = "".join(
        "<Name>"
        + "".join(tag(f"Name{number}", text) for number, text in sorted(parts.items()))
        + tag("NameType", kind)
        + tag("AliasStrength", strength)
        + "</Name>"
        for parts, kind, strength in one["names"]
    )
    native = "".join(
        f"<NonLatinName>{tag('NameNonLatinScript', text)}{tag('NonLatinScriptLanguage', language)}</NonLatinName>"
        for text, language in one.get("native", [])
    )
    addresses = "".join(
        "<Address>"
        + "".join(tag(f"AddressLine{number}", text) for number, text in lines.items())
        + tag("AddressPostalCode", postcode)
        + tag("AddressCountry", country)
        + "</Address>"
        for lines, postcode, country in one.get("addresses", [])
    )
    details = "".join(
        f"<{group}>{''.join(tag(name, value) for value in one[key])}</{group}>"
        for key, (_, group, name) in MANY.items()
        if one.get(key)
    )
    details += "".join(
        f"<BirthDetails><Location>{tag('TownOfBirth', town)}{tag('CountryOfBirth', country)}</Location></BirthDetails>"
        for town, country in one.get("places", [])
    )
    details += "".join(
        "<PassportDetails><Passport>"
        + tag("PassportNumber", number)
        + tag("PassportAdditionalInformation", note)
        + "</Passport></PassportDetails>"
        for number, note in one.get("passports", [])
    )
    details += "".join(
        "<NationalIdentifierDetails><NationalIdentifier>"
        + tag("NationalIdentifierNumber", number)
        + tag("NationalIdentifierAdditionalInformation", note)
        + "</NationalIdentifier></NationalIdentifierDetails>"
        for number, note in one.get("identifiers", [])
    )
    kind = one["IndividualEntityShip"]
    head = "".join(tag(key, one.get(key, "")) for key in ONE)
    return (
        f"<Designation>{head}<Names>{names}</Names><NonLatinNames>{native}</NonLatinNames><Addresses>{addresses}</Addresses>"
        f"<{kind}Details><{kind}>{details}</{kind}></{kind}Details></Designation>"
    )
