"""The European Union's list in both published files, XML and CSV, made from the same entities."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr


def words(names: str) -> list[str]:
    """Column names, written with blanks between."""
    return names.split()


REGULATION = words(
    "Regulation_Type Regulation_OrganisationType Regulation_PublicationDate Regulation_EntryIntoForceDate "
    "Regulation_NumberTitle Regulation_Programme Regulation_PublicationUrl"
)
COMMON = ["LogicalId", "RegulationLanguage", "Remark", *REGULATION]
GROUPS: dict[str, list[str]] = {
    "NameAlias": [
        "LastName",
        "FirstName",
        "MiddleName",
        "WholeName",
        "NameLanguage",
        "Gender",
        "Title",
        "Function",
        *COMMON,
    ],
    "Address": (
        words(
            "City Street PoBox ZipCode Region Place AsAtListingTime ContactInfo CountryIso2Code CountryDescription"
        )
        + COMMON
    ),
    "BirthDate": (
        words(
            "BirthDate Day Month Year YearRangeFrom YearRangeTo Circa CalendarType ZipCode Region Place City "
            "CountryIso2Code CountryDescription"
        )
        + COMMON
    ),
    "Identification": (
        words(
            "Number Diplomatic KnownExpired KnownFalse ReportedLost RevokedByIssuer IssuedBy IssuedDate ValidFrom ValidTo LatinNumber "
            "NameOnDocument TypeCode TypeDescription Region CountryIso2Code CountryDescription"
        )
        + COMMON
    ),
    "Citizenship": ["Region", "CountryIso2Code", "CountryDescription", *COMMON],
}
ENTITY = [
    *words(
        "LogicalId EU_ReferenceNumber UnitedNationId DesignationDate DesignationDetails Remark SubjectType "
        "SubjectType_ClassificationCode"
    ),
    *REGULATION,
]
COLUMNS = ["fileGenerationDate", *(f"Entity_{name}" for name in ENTITY)]
COLUMNS += [f"{group}_{name}" for group, names in GROUPS.items() for name in names]
TAGS = {
    "NameAlias": "nameAlias",
    "Address": "address",
    "BirthDate": "birthdate",
    "Identification": "identification",
    "Citizenship": "citizenship",
}

PERSON: dict[str, Any] = {
    "LogicalId": "13",
    "EU_ReferenceNumber": "EU.27.28",
    "UnitedNationId": "KPi.900",
    "DesignationDate": "2017-06-02",
    "Remark": "(Date of UN designation: 2017-06-02)",
    "SubjectType": "person",
    "Regulation_Programme": "PRK",
    "Regulation_NumberTitle": "2017/1509 (OJ L224)",
    "Regulation_PublicationUrl": "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32017R1509",
    "Regulation_EntryIntoForceDate": "2017-09-01",
    "NameAlias": [
        {"WholeName": "Иван Иванов", "NameLanguage": "RU"},
        {
            "WholeName": "Ivan Ivanov",
            "FirstName": "Ivan",
            "LastName": "Ivanov",
            "Gender": "M",
            "Function": "Director; of a bank",
        },
        {
            "WholeName": "",
            "FirstName": "Iwan",
            "MiddleName": "I.",
            "LastName": "Iwanow",
            "NameLanguage": "PL",
        },
        {"WholeName": "Vanya", "Remark": "Low quality alias", "strong": "false"},
    ],
    "Address": [
        {
            "Street": 'Road "1"',
            "City": "Dandong",
            "ZipCode": "118000",
            "CountryIso2Code": "CN",
            "CountryDescription": "CHINA",
        },
        {"CountryIso2Code": "00", "CountryDescription": "UNKNOWN"},
    ],
    "BirthDate": [
        {
            "BirthDate": "1962-03-05",
            "City": "Omsk",
            "CountryIso2Code": "RU",
            "CountryDescription": "RUSSIAN FEDERATION",
        },
        {"Year": "1963", "Month": "4", "Circa": "true"},
        {"YearRangeFrom": "1958", "YearRangeTo": "1960"},
    ],
    "Identification": [
        {
            "Number": "75 1234567",
            "TypeCode": "passport",
            "TypeDescription": "National passport",
            "CountryIso2Code": "RU",
        },
        {
            "Number": "٤٥٦",
            "LatinNumber": "456",
            "TypeCode": "id",
            "TypeDescription": "National identification card",
        },
        {"Number": "666", "TypeCode": "passport", "KnownFalse": "true"},
    ],
    "Citizenship": [{"CountryIso2Code": "RU", "CountryDescription": "RUSSIAN FEDERATION"}],
}
BANK: dict[str, Any] = {
    "LogicalId": "14",
    "EU_ReferenceNumber": "EU.28.29",
    "SubjectType": "enterprise",
    "Regulation_Programme": "RUS",
    "Regulation_NumberTitle": "2022/336",
    "NameAlias": [
        {"WholeName": "Sample Bank; JSC"},
        {"WholeName": "Old Bank", "Remark": "formerly known as"},
    ],
    "Identification": [
        {"Number": "SABR RU MM", "TypeCode": "swiftbic", "TypeDescription": "SWIFT/BIC"},
        {"Number": "9187629", "TypeCode": "imo", "TypeDescription": "IMO number"},
        {"Number": "7707083893", "TypeCode": "other", "TypeDescription": "INN"},
    ],
}


def many(count: int = 800) -> list[dict[str, Any]]:
    """That many enterprises and persons, with one to three names each."""
    found = []
    for number in range(count):
        entity: dict[str, Any] = {
            "LogicalId": str(1000 + number),
            "EU_ReferenceNumber": f"EU.{number + 1}.{number % 97}",
            "SubjectType": "person" if number % 3 else "enterprise",
            "DesignationDate": f"2022-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            "Regulation_Programme": "UKR",
            "NameAlias": [
                {"WholeName": f"Example {number} of line {part}"} for part in range(number % 3 + 1)
            ],
            "Address": [{"City": f"City {number}", "CountryIso2Code": "BY"}] if number % 2 else [],
        }
        found.append(entity)
    return found


def to_csv(entities: list[dict[str, Any]], made: str = "20/11/2026") -> bytes:
    """The CSV: one row a value, the columns of the entity in every row."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for entity in entities:
        common = {"fileGenerationDate": made, **{f"Entity_{name}": entity.get(name, "") for name in ENTITY}}
        for group, names in GROUPS.items():
            for value in entity.get(group, []):
                writer.writerow(common | {f"{group}_{name}": value.get(name, "") for name in names})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xml(entities: list[dict[str, Any]], made: str = "2026-11-20T08:00:00.000+01:00") -> bytes:
    """The XML: attributes, with remarks and publication addresses as children."""
    body = "".join(map(_entity, entities))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
        f'generationDate="{made}" globalFileId="155000">{body}</export>'
    ).encode()


def _entity(entity: dict[str, Any]) -> str:
    attributes = {
        "logicalId": "LogicalId",
        "euReferenceNumber": "EU_ReferenceNumber",
        "unitedNationId": "UnitedNationId",
        "designationDate": "DesignationDate",
        "designationDetails": "DesignationDetails",
    }
    written = "".join(f" {name}={quoteattr(entity.get(key, ''))}" for name, key in attributes.items())
    inner = f"<remark>{escape(entity['Remark'])}</remark>" if entity.get("Remark") else ""
    inner += (
        f"<regulation numberTitle={quoteattr(entity.get('Regulation_NumberTitle', ''))} "
        f"programme={quoteattr(entity.get('Regulation_Programme', ''))} "
        f"entryIntoForceDate={quoteattr(entity.get('Regulation_EntryIntoForceDate', ''))}>"
        f"<publicationUrl>{escape(entity.get('Regulation_PublicationUrl', ''))}</publicationUrl></regulation>"
    )
    inner += f'<subjectType code="{entity["SubjectType"]}" classificationCode="{entity["SubjectType"][:1].upper()}"/>'
    for group, tag in TAGS.items():
        inner += "".join(_value(tag, value) for value in entity.get(group, []))
    return f"<sanctionEntity{written}>{inner}</sanctionEntity>"


def _value(tag: str, value: dict[str, str]) -> str:
    names = {
        "TypeCode": "identificationTypeCode",
        "TypeDescription": "identificationTypeDescription",
        "BirthDate": "birthdate",
    }
    given = {
        names.get(name, name[:1].lower() + name[1:]): cell for name, cell in value.items() if name != "Remark"
    }
    if tag == "nameAlias":
        given.setdefault("strong", "true")
    written = "".join(f" {name}={quoteattr(cell)}" for name, cell in given.items())
    remark = f"<remark>{escape(value['Remark'])}</remark>" if value.get("Remark") else ""
    return f"<{tag}{written}>{remark}</{tag}>"
