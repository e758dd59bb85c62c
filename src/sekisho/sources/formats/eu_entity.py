"""What both files of the European Union's financial sanctions list say of one entity, whatever the file writes it in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import define, field

from sekisho.sources.formats.countries import country_code
from sekisho.sources.formats.reading import day, partial_day, squeeze, unique
from sekisho.sources.formats.written_names import once, written_in_latin
from sekisho.sources.records import Identifier, ListedAddress, ListedName, ListedParty, NameKind, PartyKind

SOURCE = "eu.fsf"
LIST = "eu.financial-sanctions"
_WEAK = re.compile(r"\blow[\s-]+quality|\bweak\b", re.IGNORECASE)
_FORMER = re.compile(
    r"\bformer(?:ly)?\s+(?:name|known)|\bf\.?k\.?a\b|\bprevious(?:ly)?\s+(?:name|known)", re.IGNORECASE
)
_IDENTIFIERS = {
    "passport": "passport", "travelpassport": "passport", "diplopassport": "passport", "ssn": "national-id", "id": "national-id",
    "idcard": "national-id", "electionid": "national-id", "regnumber": "registration", "fiscalcode": "tax", "tradelic": "registration",
    "swiftbic": "bic", "imo": "imo", "businessreg": "registration",
}  # fmt: skip
_WORDS = (
    ("swift", "bic"),
    ("imo", "imo"),
    ("passport", "passport"),
    ("tax", "tax"),
    ("fiscal", "tax"),
    ("inn", "inn"),
)


@define
class Entity:
    """The values of one entity, by the attribute names of the XML, gathered from elements or from rows."""

    attributes: dict[str, str] = field(
        factory=dict
    )  # euReferenceNumber, unitedNationId, designationDate, remark, subject, …
    regulation: dict[str, str] = field(
        factory=dict
    )  # programme, numberTitle, publicationUrl, entryIntoForceDate
    names: list[Mapping[str, str]] = field(factory=list)
    addresses: list[Mapping[str, str]] = field(factory=list)
    births: list[Mapping[str, str]] = field(factory=list)
    identifications: list[Mapping[str, str]] = field(factory=list)
    citizenships: list[Mapping[str, str]] = field(factory=list)

    def reference(self) -> str:
        """The lasting key: the EU reference number, else the logical id of the file."""
        logical = squeeze(self.attributes.get("logicalId", ""))
        return squeeze(self.attributes.get("euReferenceNumber", "")) or (
            f"logical-{logical}" if logical else ""
        )

    def party(self) -> ListedParty:
        """This entity as a listed party."""
        kind = _kind(self.attributes)
        nationalities = unique([_country(row) for row in self.citizenships])
        addresses = tuple(dict.fromkeys(filter(None, map(_address, self.addresses))))
        facts = (
            ("un-id", self.attributes.get("unitedNationId", "")),
            ("logical-id", self.attributes.get("logicalId", "")),
            ("regulation", self.regulation.get("numberTitle", "")),
            ("designation-details", self.attributes.get("designationDetails", "")),
            ("function", "; ".join(unique([squeeze(row.get("function", "")) for row in self.names]))),
            ("gender", "; ".join(unique([row.get("gender", "") for row in self.names]))),
            (
                "births-approximate",
                "; ".join(
                    unique([_birth(row) for row in self.births if row.get("circa", "").lower() == "true"])
                ),
            ),
        )
        listed = self.attributes.get("designationDate", "") or self.regulation.get("entryIntoForceDate", "")
        return ListedParty(
            source=SOURCE,
            id=self.reference(),
            lists=(LIST,),
            kind=kind,
            names=_names(self.names),
            countries=unique([*nationalities, *(address.country for address in addresses)]),
            addresses=addresses,
            identifiers=tuple(dict.fromkeys(filter(None, map(_identifier, self.identifications)))),
            births=unique([birth for row in self.births for birth in _span(row)]),
            birth_places=unique([_place(row) for row in self.births]),
            nationalities=nationalities,
            programmes=unique([self.regulation.get("programme", "")]),
            listed_on=day(squeeze(listed)[:10]),
            citation=squeeze(self.regulation.get("numberTitle", "")),
            url=squeeze(self.regulation.get("publicationUrl", "")),
            remarks=squeeze(self.attributes.get("remark", "")),
            facts=tuple((name, squeeze(value)) for name, value in facts if squeeze(value)),
        )


def _kind(attributes: Mapping[str, str]) -> PartyKind:
    said = squeeze(attributes.get("subject", "")).lower()
    if said in {"person", "p"}:
        return "person"
    remark = attributes.get("remark", "").lower()
    if said in {"enterprise", "e", "entity"}:
        return "vessel" if re.match(r"\s*(?:vessel|ship)\b", remark) else "organisation"
    return "vessel" if said in {"vessel", "ship", "v"} else "unknown"


def _names(rows: Iterable[Mapping[str, str]]) -> tuple[ListedName, ...]:
    """The first name of good quality in Latin letters is the primary one, as the list shows it."""
    found: list[ListedName] = []
    for row in rows:
        written = squeeze(row.get("wholeName", "")) or squeeze(
            " ".join(row.get(part, "") for part in ("firstName", "middleName", "lastName"))
        )
        if not any(mark.isalnum() for mark in written):
            continue
        remark = row.get("remark", "")
        weak = row.get("strong", "").lower() == "false" or _WEAK.search(remark)
        kind: NameKind = "weak-alias" if weak else "former" if _FORMER.search(remark) else "alias"
        if kind == "alias" and not written_in_latin(written):
            kind = "native"
        if kind == "alias" and not any(name.kind == "primary" for name in found):
            kind = "primary"
        found.append(ListedName(written, kind, squeeze(row.get("nameLanguage", "")).lower()[:2]))
    return once(found)


def _address(row: Mapping[str, str]) -> ListedAddress | None:
    street, box, place = (squeeze(row.get(part, "")) for part in ("street", "poBox", "place"))
    city, region, postcode = (squeeze(row.get(part, "")) for part in ("city", "region", "zipCode"))
    country = squeeze(row.get("countryDescription", ""))
    parts = (
        street,
        f"P.O. Box {box}" if box else "",
        place,
        city,
        region,
        postcode,
        "" if country == "UNKNOWN" else country,
    )
    text = ", ".join(part for part in parts if part)
    if not text:
        return None
    return ListedAddress(text, street or place, city, region, postcode, _country(row))


def _identifier(row: Mapping[str, str]) -> Identifier | None:
    number = squeeze(row.get("latinNumber", "")) or squeeze(row.get("number", ""))
    if not any(mark.isalnum() for mark in number) or row.get("knownFalse", "").lower() == "true":
        return None
    code = squeeze(row.get("typeCode", "")).lower()
    words = f"{code} {squeeze(row.get('typeDescription', ''))} {row.get('remark', '')}".lower()
    kind = (
        _IDENTIFIERS.get(code)
        or next((kind for word, kind in _WORDS if re.search(rf"\b{word}", words)), "")
        or code
        or "document"
    )
    return Identifier(kind, number.replace(" ", "") if kind == "bic" else number, _country(row))


def _birth(row: Mapping[str, str]) -> str:
    whole = partial_day(squeeze(row.get("birthdate", ""))[:10]) if row.get("birthdate", "").strip() else ""
    if whole:
        return whole
    year, month, number = (squeeze(row.get(part, "")) for part in ("year", "month", "day"))
    if not re.fullmatch(r"(1[89]|20)\d\d", year):
        return ""
    if not re.fullmatch(r"0?[1-9]|1[0-2]", month):
        return year
    if re.fullmatch(r"0?[1-9]|[12]\d|3[01]", number):
        return f"{year}-{int(month):02d}-{int(number):02d}"
    return f"{year}-{int(month):02d}"


def _span(row: Mapping[str, str]) -> list[str]:
    """The births of a row; a span of up to ten years is given year by year."""
    if found := _birth(row):
        return [found]
    first, last = (squeeze(row.get(part, "")) for part in ("yearRangeFrom", "yearRangeTo"))
    if (
        re.fullmatch(r"(1[89]|20)\d\d", first)
        and re.fullmatch(r"(1[89]|20)\d\d", last)
        and 0 <= int(last) - int(first) <= 10
    ):
        return [str(year) for year in range(int(first), int(last) + 1)]
    return []


def _place(row: Mapping[str, str]) -> str:
    country = squeeze(row.get("countryDescription", ""))
    parts = [squeeze(row.get(part, "")) for part in ("place", "city", "region")]
    return ", ".join(part for part in (*parts, "" if country == "UNKNOWN" else country) if part)


def _country(row: Mapping[str, str]) -> str:
    """The two letters of the file ("00" is unknown there), else by the name."""
    return country_code(squeeze(row.get("countryIso2Code", ""))) or country_code(
        squeeze(row.get("countryDescription", ""))
    )
