"""The parts of OFAC's advanced XML: reference values, places, documents, and the profile of one party."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from attrs import define, field
from lxml.etree import _Element

from sekisho.sources.formats.reading import country_code, squeeze
from sekisho.sources.formats.safe_xml import children, local, text
from sekisho.sources.formats.us_terms import Statements
from sekisho.sources.records import ListedAddress, ListedName, NameKind, PartyKind

Places = dict[str, ListedAddress]
Documents = dict[str, list[tuple[str, str, str]]]  # by identity: label, number, country

_KINDS: dict[str, PartyKind] = {
    "individual": "person",
    "entity": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_ALIASES: dict[str, NameKind] = {"f.k.a.": "former", "name": "primary"}
_LANGUAGES = {
    "cyrl": "",
    "arab": "",
    "hans": "zh",
    "hant": "zh",
    "hani": "",
    "jpan": "ja",
    "kore": "ko",
    "hang": "ko",
}
_LAST = {"last name", "maiden name"}  # written first and with a comma, as OFAC's tables write it


@define
class References:
    """The tables at the head of the file: what each number in it means."""

    words: dict[str, dict[str, str]] = field(factory=lambda: defaultdict(dict))
    parents: dict[str, str] = field(factory=dict)
    codes: dict[str, str] = field(factory=dict)

    def word(self, kind: str, number: str) -> str:
        """What a number of this kind stands for; "" where the file does not say."""
        return self.words[kind].get(number, "")

    def read(self, sets: _Element) -> None:
        """Take the reference values of the file."""
        for values in sets:
            for value in values:
                kind, number = local(value), value.get("ID", "")
                self.words[kind][number] = squeeze(value.text or "") or value.get("Description", "")
                if kind == "PartySubType":
                    self.parents[number] = value.get("PartyTypeID", "")
                elif kind == "Country":
                    self.codes[number] = value.get("ISO2", "") or country_code(value.text or "")
                elif kind == "AreaCode":
                    described = value.get("Description", "") or value.text or ""
                    self.words[kind][number] = described
                elif kind == "Script":
                    self.words["ScriptCode"][number] = value.get("ScriptCode", "")

    def country(self, number: str) -> str:
        """ISO code of a country by its number in the file."""
        return self.codes.get(number, "")

    def place(self, element: _Element, places: Places) -> None:
        """Take one location as an address."""
        parts: dict[str, list[str]] = defaultdict(list)
        for part in children(element, "LocationPart"):
            kind = self.word("LocPartType", part.get("LocPartTypeID", "")).casefold()
            for value in children(part, "LocationPartValue"):
                parts[kind].append(squeeze(text(value, "Value")))
        numbers = [country.get("CountryID", "") for country in children(element, "LocationCountry")]
        areas = [
            self.word("AreaCode", area.get("AreaCodeID", ""))
            for area in children(element, "LocationAreaCode")
        ]
        code = next(filter(None, map(self.country, numbers)), "") or next(
            filter(None, map(country_code, areas)), ""
        )
        country = next((self.word("Country", number) for number in numbers), "") or next(iter(areas), "")
        street = ", ".join(v for kind, values in parts.items() if _is_street(kind) for v in values)
        city, region, postcode = (
            ", ".join(v for kind, values in parts.items() if kind.startswith(wanted) for v in values)
            for wanted in ("city", "state", "postal")
        )
        whole = ", ".join(filter(None, (street, city, region, postcode, country)))
        if whole:
            places[element.get("ID", "")] = ListedAddress(whole, street, city, region, postcode, code)

    def document(self, element: _Element, documents: Documents) -> None:
        """Take one document of registration, under the identity that it belongs to."""
        label = self.word("IDRegDocType", element.get("IDRegDocTypeID", ""))
        number = squeeze(text(element, "IDRegistrationNo"))
        issuer = element.get("IssuedBy-CountryID", "") or next(
            (by.get("CountryID", "") for by in children(element, "IssuedBy")), ""
        )
        country = self.word("Country", issuer)
        if label and number:
            documents[element.get("IdentityID", "")].append((label, number, country))


def _is_street(kind: str) -> bool:
    """Whether a part of a place, ADDRESS1 and so on, belongs to none of the other columns."""
    return not kind.startswith(("city", "state", "postal"))


@define
class Profile:
    """One party while the file is read: its names, places and statements; documents and ties come from elsewhere."""

    id: str
    kind: PartyKind = "unknown"
    identities: list[str] = field(factory=list)
    names: list[ListedName] = field(factory=list)
    addresses: list[ListedAddress] = field(factory=list)
    comment: str = ""
    said: Statements = field(factory=Statements)

    @property
    def name(self) -> str:
        """The name by which others point to this party."""
        return self.names[0].text if self.names else ""


def profile_of(
    element: _Element, comment: str, references: References, places: Places, beside: Sequence[_Element] = ()
) -> Profile:
    """Read one profile: its identities with their names, and its features.

    `beside`: further elements whose features are those of this profile.
    """
    subtype = element.get("PartySubTypeID", "")
    words = (
        references.word("PartySubType", subtype).casefold(),
        references.word("PartyType", references.parents.get(subtype, "")).casefold(),
    )
    kind: PartyKind = next((_KINDS[word] for word in words if word in _KINDS), "unknown")
    profile = Profile(element.get("ID", ""), kind, comment=squeeze(comment))
    for identity in children(element, "Identity"):
        profile.identities.append(identity.get("ID", ""))
        _read_names(identity, profile, references)
    profile.names.sort(key=lambda name: name.kind != "primary")
    for holder in (element, *children(element, "Identity"), *beside):
        for feature in children(holder, "Feature"):
            _read_feature(feature, profile, references, places)
    return profile


def _read_names(identity: _Element, profile: Profile, references: References) -> None:
    groups: dict[str, str] = {}
    for group_set in children(identity, "NamePartGroups"):
        for master in children(group_set, "MasterNamePartGroup"):
            for group in children(master, "NamePartGroup"):
                part = references.word("NamePartType", group.get("NamePartTypeID", ""))
                groups[group.get("ID", "")] = part.casefold()
    for alias in children(identity, "Alias"):
        words = references.word("AliasType", alias.get("AliasTypeID", "")).casefold()
        for documented in children(alias, "DocumentedName"):
            name, script = _written(documented, groups, references)
            if not name:
                continue
            native = bool(script) and script != "latn"
            kind: NameKind = _ALIASES.get(words, "alias")
            if alias.get("LowQuality") == "true":
                kind = "weak-alias"
            elif native and kind != "former":
                kind = "native"
            elif kind == "primary" and alias.get("Primary") == "false":
                kind = "alias"
            profile.names.append(ListedName(name, kind, _LANGUAGES.get(script, "") if native else ""))


def _written(documented: _Element, groups: dict[str, str], references: References) -> tuple[str, str]:
    """The name put together from its parts, and its script (ISO 15924, small letters)."""
    last: list[str] = []
    rest: list[str] = []
    script = ""
    for part in children(documented, "DocumentedNamePart"):
        for value in children(part, "NamePartValue"):
            written = squeeze("".join(map(str, value.itertext())))
            number = value.get("ScriptID", "")
            script = references.word("ScriptCode", number).casefold() or _script(
                references.word("Script", number)
            )
            kind = groups.get(value.get("NamePartGroupID", ""), "")
            (last if kind in _LAST else rest).append(written)
    family, given = " ".join(filter(None, last)), " ".join(filter(None, rest))
    if family and given:
        # Commas belong to names in Latin letters; Chinese, Japanese and Korean names are written together.
        joint = (
            ", " if script in {"", "latn"} else ("" if script in {"hans", "hant", "hani", "jpan"} else " ")
        )
        return f"{family}{joint}{given}", script
    return family or given, script


def _script(words: str) -> str:
    plain = words.casefold()
    known = (
        ("latin", "latn"),
        ("cyrillic", "cyrl"),
        ("arabic", "arab"),
        ("simplified", "hans"),
        ("traditional", "hant"),
    )
    return next((code for word, code in known if word in plain), plain[:4])


def _read_feature(feature: _Element, profile: Profile, references: References, places: Places) -> None:
    label = references.word("FeatureType", feature.get("FeatureTypeID", ""))
    plain = label.casefold()
    for version in children(feature, "FeatureVersion"):
        for place in children(version, "VersionLocation"):
            _place_feature(plain, place.get("LocationID", ""), profile, places)
        for when in children(version, "DatePeriod"):
            _date_feature(label, when, profile)
        for detail in children(version, "VersionDetail"):
            said = references.word("DetailReference", detail.get("DetailReferenceID", ""))
            value = squeeze("".join(map(str, detail.itertext()))) or said
            if value:
                profile.said.add(label, value)


def _place_feature(plain: str, number: str, profile: Profile, places: Places) -> None:
    address = places.get(number)
    if address is None:
        return
    if plain in {"location", "address"}:
        profile.addresses.append(address)
    elif plain.startswith("place of birth"):
        profile.said.birth_places.append(address.text)
    elif plain.startswith(("nationality country", "citizenship country")):
        profile.said.nationalities.append(address.country or address.text)
    else:
        profile.said.fact(plain, address.text)


def _date_feature(label: str, when: _Element, profile: Profile) -> None:
    start, end = period(when)
    if start is None:
        return
    if label.casefold() not in {"birthdate", "date of birth"}:
        profile.said.fact(label, start.isoformat())
    elif end is None or start == end:
        profile.said.births.append(start.isoformat())
    elif (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        profile.said.birth(f"{start.year} to {end.year}")
    elif (start.year, start.month) == (end.year, end.month):
        profile.said.births.append(f"{start.year}-{start.month:02d}")
    else:
        profile.said.birth(f"{start.year} to {end.year}")


def period(element: _Element) -> tuple[date | None, date | None]:
    """First and last day of a date or a period; a missing month or day counts from the first, to the last."""
    if text(element, "Year"):
        return _bound(element, first=True), _bound(element, first=False)
    starts = [part for bound in children(element, "Start") for part in bound]
    ends = [part for bound in children(element, "End") for part in bound]
    first = next((_bound(part, first=True) for part in starts), None)
    last = next((_bound(part, first=False) for part in reversed(ends)), None)
    return first, last


def _bound(element: _Element, *, first: bool) -> date | None:
    try:
        year = int(text(element, "Year"))
        month = int(text(element, "Month") or (1 if first else 12))
        day = text(element, "Day")
        return date(year, month, int(day) if day else 1 if first else calendar.monthrange(year, month)[1])
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None
